"""Which kind of inspection does a report's title name?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby, islice
from statistics import median_low

from loader.blocks.pieces import join_text
from loader.cues import cues
from loader.errors import ReportError
from loader.framework import Framework, frameworks, heading_key
from loader.records import Block, Line, Section, Source

__all__ = ["find_title", "second_title", "title_pages", "whole_title"]

_TITLE_LINES = 60  # the title stands within so many lines
_TITLE_PAGES = 2  # a title may stand on a cover and again on the first page of the text
_TITLE_PARTS = 4  # and is set over so many of them at most
_LONGEST_TITLE = 400  # characters
_LARGER = 0.4  # points


def find_title(source: Source) -> tuple[Framework, str]:
    """The framework whose title stands first, and the title as printed.

    Larger and bolder lines come before others: a letter names other inspections in its text.

    Raises
    ------
    ReportError
        If no framework's title stands there.

    """
    lines = _first_lines(source.lines)
    short = (text for text in (*_prominent(lines), *_runs(lines)) if len(text) <= _LONGEST_TITLE)
    keys = {text: heading_key(text) for text in short}
    head = heading_key(" ".join(line.text[:_LONGEST_TITLE] for line in lines))
    fitting = [kind for kind in frameworks() if not kind.subjects or any(it in head for it in kind.subjects)]
    for known in (True, False):  # a title that is known comes before one that could be any
        kinds = [kind for kind in fitting if kind.known == known]
        for text, key in keys.items():
            if kind := next((kind for kind in kinds if _is_title(kind, key)), None):
                return kind, text
    ids = ", ".join(kind.id for kind in frameworks() if kind.known)
    raise ReportError(
        source.name,
        f"no report of an inspection of children's services: no title of one stands on top (known: {ids})",
        "give a report as published, from its title page on",
    )


def _first_lines(lines: Iterable[Line]) -> list[Line]:
    """The lines among which the title stands: the first of the first pages that print any."""
    first = list(islice((line for line in lines if line.text.strip()), _TITLE_LINES))
    return [line for line in first if line.page < first[0].page + _TITLE_PAGES]


def whole_title(blocks: Sequence[Block], kind: Framework) -> str | None:
    """The title as one block, however many lines it is set over; None if no heading is the title."""
    headings = (block.text for block in blocks if block.kind == "heading" and block.page <= _TITLE_PAGES)
    return next((text for text in headings if _names(kind, text)), None)


def second_title(blocks: Sequence[Block], sections: Sequence[Section]) -> Block | None:
    """The heading within a file that is a report's title again: where a second report begins.

    The title of a section that reports of this kind have is none: some print theirs again above their text.
    """
    listed = {section.heading for section in sections if section.role == "title"}
    known = [kind for kind in frameworks() if kind.known]
    headings = (b for b in blocks if b.kind == "heading" and b.page > _TITLE_PAGES and b.id not in listed)
    return next((block for block in headings if any(_names(kind, block.text) for kind in known)), None)


def title_pages(lines: Sequence[Line]) -> frozenset[int]:
    """The pages that say when the inspection was, who led it, or the date of a letter, as first pages do.

    A heading on any other page that is a report's title only speaks of that report.
    """
    return frozenset(line.page for line in lines if _dated().match(line.text))


@cache
def _dated() -> re.Pattern[str]:
    said = cues("title")
    labels = "|".join(map(re.escape, (*said["labels"]["dates"], *said["labels"]["lead_inspectors"])))
    return re.compile(rf"(?i:{labels})\b|{said['letter_date']}$")


def _names(kind: Framework, text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and _is_title(kind, heading_key(text))


def _is_title(kind: Framework, key: str) -> bool:
    return any(title.fullmatch(key) for title in kind.titles)


def _prominent(lines: Sequence[Line]) -> Iterator[str]:
    """Lines that are larger or bolder than most, each joined with those that look the same below it."""
    usual = median_low([line.size or 0.0 for line in lines]) if lines else 0.0
    for (size, bold, _), run in groupby(lines, key=lambda line: (line.size, line.bold, line.page)):
        parts = [line.text for line in run]
        if (bold or (size or 0.0) > usual + _LARGER) and len(parts) <= _TITLE_PARTS:
            yield join_text(parts)
            yield from parts


def _runs(lines: Sequence[Line]) -> Iterator[str]:
    """Each line, alone and with those below it."""
    for start in range(len(lines)):
        for end in range(start + 1, min(start + _TITLE_PARTS, len(lines)) + 1):
            yield join_text([line.text.strip() for line in lines[start:end]])
