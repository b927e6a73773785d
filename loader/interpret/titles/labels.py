"""What does a report say of itself behind labels, and in the sentences that such reports have?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise, takewhile
from typing import NamedTuple

from loader.cues import cues
from loader.records import Block, Document, Span

__all__ = ["Said", "about", "front", "labelled", "stated"]


class Said(NamedTuple):
    """A field of the title block, and the words that give it."""

    field: str
    value: str
    span: Span


def front(document: Document) -> list[Block]:
    """The blocks of the title page or the letterhead."""
    return [block for block in document.blocks if block.section is None]


def about(document: Document) -> list[Block]:
    """The blocks of the sections about the inspection, without their headings."""
    return list(document.blocks_of("about"))


def labelled(document: Document) -> Iterator[Said]:
    """The values of labels, each from its label to the next one on the line or the end of its cell.

    The title page has labels of every kind; the sections about the inspection say who led it, and whom it
    was of.
    """
    later = cues("title")["labels_about"]
    yield from _of_blocks(front(document), document)
    labelled = [block for block in about(document) if block.kind == "table-row" or _has_colon(block)]
    yield from (said for said in _of_blocks(labelled, document) if said.field in later)


def stated(document: Document) -> Iterator[Said]:
    """What the sections about the inspection say in sentences, and notes on the title page; the copyright."""
    blocks = [*about(document), *(block for block in front(document) if block.kind == "footnote")]
    for name, patterns in _sentences().items():
        for block in blocks:
            for pattern in patterns:
                yield from (_said(name, block, *m.span("value")) for m in pattern.finditer(block.text))
    rights = re.compile(cues("title")["rights"])
    for block in document.blocks:
        if line := rights.search(block.text):
            yield _said("rights", block, *line.span("value"))


@cache
def _sentences() -> dict[str, list[re.Pattern[str]]]:
    return {name: [re.compile(p) for p in patterns] for name, patterns in cues("title")["sentences"].items()}


def _said(name: str, block: Block, start: int, end: int) -> Said:
    return Said(name, block.text[start:end], block.span(start, end))


@cache
def _fields() -> dict[str, str]:
    return {form.casefold(): name for name, forms in cues("title")["labels"].items() for form in forms}


@cache
def _label_pattern() -> re.Pattern[str]:
    names = sorted(_fields(), key=lambda label: (-len(label), label))
    return re.compile(rf"\b({'|'.join(map(re.escape, names))})\b[ ]*:?\s*", re.IGNORECASE)


def _has_colon(block: Block) -> bool:
    """Whether a text begins with a label and not with a sentence about lead inspectors."""
    mark = _label_pattern().match(block.text)
    return mark is not None and ":" in mark[0]


def _labels(line: str) -> list[re.Match[str]]:
    """The labels on a line: one at its start, those with a colon, and those that come after one."""
    marks: list[re.Match[str]] = []
    for mark in _label_pattern().finditer(line):
        if marks or mark.start() == 0 or ":" in mark[0]:
            marks.append(mark)
    return marks


def _of_blocks(blocks: Sequence[Block], document: Document) -> Iterator[Said]:
    for block, below in pairwise((*blocks, None)):
        assert block is not None
        marks = _labels(block.text)
        stops = [*(mark.start() for mark in marks), len(block.text)][1:]
        for mark, stop in zip(marks, stops, strict=False):
            name = _fields()[mark[1].casefold()]
            if name == "ignore":
                continue
            value = block.text[mark.end() : stop].strip().partition("\t")[0]
            if value:
                start = block.text.index(value, mark.end())
                yield _said(name, block, start, start + len(value))
            else:
                yield from _apart(name, block, mark, below, document)


def _apart(
    name: str, block: Block, mark: re.Match[str], below: Block | None, document: Document
) -> Iterator[Said]:
    """The value of a label that the layout parted from it: on the label's own line, or in the row below."""
    for line in _lines(block, document):
        value = line.removeprefix(mark[0].strip()).strip() if line.startswith(mark[1]) else ""
        start = block.text.find(value, mark.end())
        if value and start >= 0 and not _labels(value):
            yield _said(name, block, start, start + len(value))
            return
    column = block.text.count("\t", 0, mark.start())
    if below is not None and block.kind == below.kind == "table-row" and column <= below.text.count("\t"):
        cells = below.text.split("\t")
        start = len("\t".join((*cells[:column], "")))
        yield _said(name, below, start, start + len(cells[column]))


def _lines(block: Block, document: Document) -> Iterator[str]:
    """The printed lines that a row was made of."""
    lines = (line.text for line in document.lines_from(block))
    return takewhile(lambda line: all(cell in block.text for cell in line.split("\t")), lines)
