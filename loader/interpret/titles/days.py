"""On which days did inspectors come, and when was the report published?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from loader.cues import cues
from loader.interpret.titles.labels import Said, about, front
from loader.interpret.words.dates import Days, find_days, find_yearless, read_date
from loader.records import Block, Document, Span, Unread

__all__ = ["Published", "Stay", "read_published", "read_stay"]

_FULL_DATE = re.compile(r"\d{4}-\d\d-\d\d")


class Stay(NamedTuple):
    """The days of an inspection as printed: stretches of days in order, with their words."""

    stretches: tuple[tuple[str, str], ...] = ()  # first and last day, ISO 8601
    spans: tuple[Span, ...] = ()
    unread: tuple[Unread, ...] = ()

    @property
    def first(self) -> str | None:
        """The first day."""
        return self.stretches[0][0] if self.stretches else None

    @property
    def last(self) -> str | None:
        """The last day."""
        return self.stretches[-1][1] if self.stretches else None


class Published(NamedTuple):
    """The day of publication as printed."""

    day: str | None = None  # ISO 8601
    spans: tuple[Span, ...] = ()
    unread: tuple[Unread, ...] = ()


def read_stay(document: Document, said: Iterable[Said]) -> Stay:
    """The days behind a label on the title page; else those that a letter's first paragraphs say."""
    notes: list[Unread] = []
    for block, start, end in (*_behind_labels(document, said), *_in_sentences(document)):
        words = block.text[start:end]
        found = find_days(words)
        if found and _in_order(found):
            return Stay(tuple((days.first, days.last) for days in found), (block.span(start, end),))
        notes.append(Unread(block.page, words, _why_not(words)))
    return Stay(unread=tuple(notes[:1]) or (Unread(1, "", "no inspection dates were found"),))


def _behind_labels(document: Document, said: Iterable[Said]) -> Iterator[tuple[Block, int, int]]:
    for one in said:
        if one.field == "dates":
            yield document.block(one.span.block), one.span.start, one.span.end


def _in_sentences(document: Document) -> Iterator[tuple[Block, int, int]]:
    """Where letters say the days: the words of the first days, or of days without a year."""
    for block in (*front(document), *about(document)):
        for pattern in _patterns():
            for match in pattern.finditer(block.text):
                start = match.start("value")
                if length := _first_days(match["value"]):
                    yield block, start, start + length


def _first_days(words: str) -> int:
    """How far the days reach that the words begin with; 0 if they begin with none."""
    days = find_days(words)
    if days and days[0].start == 0:
        return days[0].end
    yearless = find_yearless(words)
    return yearless[1] if yearless and yearless[0] == 0 else 0


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in cues("title")["days"])


def _in_order(found: Iterable[Days]) -> bool:
    last = ""
    for days in found:
        if days.first < last:
            return False
        last = days.last
    return True


def _why_not(words: str) -> str:
    if find_yearless(words):
        return "the dates of the inspection are printed without a year"
    return "the dates of the inspection can't be read"


def read_published(document: Document, said: Iterable[Said], stay: Stay) -> Published:
    """The date behind a label on the title page; else a letterhead's bare line."""
    unread: list[Unread] = []
    for words, span in _publications(document, said):
        iso = read_date(words)
        page = document.block(span.block).page
        if iso is None or not _FULL_DATE.fullmatch(iso):
            unread.append(Unread(page, words, "the date of publication can't be read"))
            continue
        before = (
            Unread(page, words, "the date of publication printed is before the last day of the inspection"),
        )
        return Published(iso, (span,), before if stay.last and iso < stay.last else ())
    return Published(unread=tuple(unread[:1]))


def _publications(document: Document, said: Iterable[Said]) -> Iterator[tuple[str, Span]]:
    yield from ((one.value, one.span) for one in said if one.field == "published")
    date_line = re.compile(cues("title")["letter_date"])
    for block in front(document):
        line = next((line.text.strip() for line in document.lines_from(block)), "")
        if date_line.fullmatch(line) and block.text.startswith(line):
            yield line, block.span(0, len(line))
