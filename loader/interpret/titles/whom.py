"""Which authority was inspected?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from loader.authorities import Named, find_names, resolve
from loader.cues import cues
from loader.framework import framework, heading_key
from loader.interpret.titles.labels import Said, front
from loader.records import Authority, Block, Document, Span, Unread

__all__ = ["Whom", "read_whom"]

_LINK = re.compile(r"(?:^|\b(?:of|in|to|for)\s+(?:the\s+)?)$", re.IGNORECASE)


class Whom(NamedTuple):
    """The authority as printed, with its codes where the register knows it."""

    authority: Authority | None = None
    spans: tuple[Span, ...] = ()
    unread: tuple[Unread, ...] = ()


def read_whom(document: Document, said: Iterable[Said], on: str | None) -> Whom:
    """The authority behind a label; else the one that a title names or that stands on a line of its own.

    Parameters
    ----------
    document
        The report as blocks.
    said
        What stands behind labels.
    on
        ISO 8601 date of the inspection, to tell a council from its successor of the same name.

    """
    known = [*_behind_labels(said, on), *_in_titles(document, on)]
    codes = {authority.code for authority, _ in known}
    if len(codes) == 1:
        authority, span = next(_addressed(document, known[0][0], on), known[0])
        return Whom(authority, (span,))
    if known:
        words = "; ".join(dict.fromkeys(span.quote for _, span in known))
        return Whom(None, (), (Unread(1, words, "more than one authority is named where one is expected"),))
    return _unknown(document)


def _behind_labels(said: Iterable[Said], on: str | None) -> Iterator[tuple[Authority, Span]]:
    for one in said:
        if one.field == "authority":
            for named in find_names(one.value, on)[:1]:
                if named.start == 0:
                    yield named.authority, _part(one.span, named)


def _part(span: Span, named: Named) -> Span:
    return Span(span.block, span.start + named.start, span.start + named.end, named.authority.name)


def _in_titles(document: Document, on: str | None) -> Iterator[tuple[Authority, Span]]:
    """The first title or line on the title page that names an authority, and nothing else."""
    for block in _title_blocks(document):
        if authority := resolve(block.text, on):
            yield authority, block.span()
            return
        for named in find_names(block.text, on):
            if _is_subject(block.text, named, document):
                yield named.authority, _part(block.span(), named)
                return


def _addressed(document: Document, known: Authority, on: str | None) -> Iterator[tuple[Authority, Span]]:
    """The same authority by a fuller name, where a joint letter on its area is addressed to it."""
    if len(framework(document.framework).inspectorates) > 1:
        for block in front(document):
            for named in find_names(block.text, on):
                fuller = len(named.authority.name) > len(known.name)
                same = named.authority.code == known.code
                if same and fuller and block.text[: named.start].endswith(", "):
                    yield named.authority, _part(block.span(), named)


def _title_blocks(document: Document) -> Iterator[Block]:
    """The blocks of the title page, and the headings of the first sections of a letter."""
    yield from front(document)
    headings = (document.block(section.heading) for section in document.sections if section.role == "about")
    yield from (block for block in headings if block.kind == "heading" and block.page == 1)


def _is_subject(text: str, named: Named, document: Document) -> bool:
    """Whether a title is about what it names: "Inspection of X", "X children's services"."""
    after = heading_key(text[named.end :])
    if named.start == 0 and _is_title(after, document):
        return True
    return _LINK.search(text[: named.start]) is not None and _after().fullmatch(after) is not None


def _is_title(key: str, document: Document) -> bool:
    return any(title.fullmatch(key) for title in framework(document.framework).titles)


@cache
def _after() -> re.Pattern[str]:
    forms = "|".join(map(heading_key, cues("title")["after_authority"]))
    return re.compile(rf"(?:s )?(?:(?:{forms})(?: |$))*")


def _unknown(document: Document) -> Whom:
    """An authority by the name that is printed, without a code."""
    named = next(_named_in_titles(document), None)
    why = "no line of the title page is the name of an authority in the register"
    if named is None:
        return Whom(None, (), (Unread(1, "", why),))
    return Whom(Authority(named.quote), (named,), (Unread(1, named.quote, why),))


def _named_in_titles(document: Document) -> Iterator[Span]:
    """What titles have in the place of a name, and lines beside a title that are like a council's name."""
    blocks = [*_title_blocks(document)]
    for block in blocks:
        for title in framework(document.framework).titles:
            match = title.fullmatch(heading_key(block.text))
            words = match.groupdict().get("authority") if match else None
            if words and (printed := _printed(block, words)):
                yield printed
    council = re.compile(cues("title")["council_line"])
    for one, other in pairwise(blocks):
        for block, beside in ((one, other), (other, one)):
            if council.search(block.text) and _is_title(heading_key(beside.text), document):
                yield block.span()


def _printed(block: Block, key: str) -> Span | None:
    """The words of a block that a key was made from."""
    found = re.search(r"\W+".join(map(re.escape, key.split())), block.text, re.IGNORECASE)
    return block.span(*found.span()) if found else None
