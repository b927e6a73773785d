"""Which grades stand beside their aspects in tables, and beside or beneath headings?

A row holds both, or the grade stands on a line of its own below its aspect, above it, or between two halves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from loader.interpret.grades.forms import Forms, Reading, grades_nothing, pattern, without_number
from loader.records import Block, Document

__all__ = ["read_headings", "read_rows"]

_LINES = 4  # an aspect and its grade stand on so many lines at most, one below another
_LONGEST = 250  # characters of such a line
_CELLS = 12  # of an aspect, its grade and what else stands in their row


def read_rows(document: Document, forms: Forms) -> Iterator[Reading]:
    """The readings of the title page and of tables."""
    for near, blocks in groupby(document.blocks, key=lambda block: _may_hold(document, block)):
        if near:
            yield from _pairs(list(blocks), forms)


def _may_hold(document: Document, block: Block) -> bool:
    long = len(block.text) > _LONGEST or block.text.count("\t") >= _CELLS
    if block.kind == "footnote" or long or grades_nothing(document, block):
        return False
    loose = block.section is None or document.sections[block.section].role == "record"
    return loose or block.kind == "table-row"


def _pairs(blocks: Sequence[Block], forms: Forms) -> Iterator[Reading]:
    """Read each block once, with as few others as it takes."""
    at = 0
    while at < len(blocks):
        reading = _nearest(blocks, at, forms)
        if reading and not _between_two(reading, blocks, at, forms):
            yield reading
        at += len(reading.spans) if reading else 1


def _nearest(blocks: Sequence[Block], at: int, forms: Forms) -> Reading | None:
    windows = (blocks[at : at + size] for size in range(1, min(_LINES, len(blocks) - at) + 1))
    return next((reading for window in windows if (reading := _read(window, forms))), None)


def _between_two(reading: Reading, blocks: Sequence[Block], at: int, forms: Forms) -> bool:
    """Whether the grade stands between two aspects and no other grade is near: it may be of either."""
    size = len(reading.spans)
    after = at + size
    if size == 1 or after == len(blocks) or forms.grade(blocks[after - 1].text) is None:
        return False
    return forms.aspect(blocks[after].text) is not None and _nearest(blocks, after, forms) is None


def _read(blocks: Sequence[Block], forms: Forms) -> Reading | None:
    """The aspect and the grade that some lines consist of, in whatever order."""
    spans = tuple(block.span() for block in blocks)
    rows = [[cell.strip() for cell in block.text.split("\t")] for block in blocks]
    columns = [" ".join(filter(None, column)) for column in zip_longest(*rows, fillvalue="")]
    for cells in ([cell for row in rows for cell in row if cell], columns):
        for start in range(len(cells)):
            for end in range(start + 1, len(cells) + 1):
                aspect = " ".join((*cells[:start], *cells[end:]))
                if reading := _reading(aspect, " ".join(cells[start:end]), forms):
                    return reading._replace(spans=spans)
    return _lost_tab(blocks[0], forms) if len(blocks) == 1 else None


def _reading(aspect: str, grade: str, forms: Forms) -> Reading | None:
    grade_id = forms.grade(grade)
    slug = forms.aspect(aspect) if grade_id else None
    return Reading(slug, without_number(aspect), grade_id, grade, ()) if slug and grade_id else None


def _lost_tab(block: Block, forms: Forms) -> Reading | None:
    """The reading of a line that an aspect begins and a grade ends."""
    for printed in forms.spoken.finditer(block.text):
        if pattern("end").fullmatch(block.text, printed.end()):
            reading = _reading(block.text[: printed.start()].strip(), printed[0], forms)
            return reading and reading._replace(spans=(block.span(),))
    return None


def read_headings(document: Document, forms: Forms) -> Iterator[Reading]:
    """The grades that stand with the headings of sections, or beneath them."""
    for section in document.sections:
        aspect, grade = section.aspect, section.grade
        grade_id = forms.grade(grade) if grade else None
        if aspect in forms.slugs and aspect and grade and grade_id and section.grade_block:
            title = without_number(_without_grade(section.title, grade))
            span = document.block(section.grade_block).span()
            yield Reading(aspect, title, grade_id, grade, (span,))


def _without_grade(title: str, grade: str) -> str:
    before, found, _ = title.rpartition(grade)
    return pattern("mark").sub("", pattern("joint").sub("", before.rstrip())) if found else title
