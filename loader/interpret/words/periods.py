"""Periods that figures hold for, as reports print them: a day, some months, "2013–14", "last year".

A date is one by the rules of ``loader.interpret.words.dates``. What those leave out, since it dates no event,
is read here besides: financial and academic years (2013–14), and stretches of time told from the inspection
(the last 12 months).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from loader.cues import cues
from loader.interpret.words.cue_patterns import any_of, pattern
from loader.interpret.words.dates import find_dates
from loader.interpret.words.numbers import NUMBER, read_number
from loader.records import Period

__all__ = ["Printed", "Stretch", "find_periods", "without"]

_YEARS = re.compile(r"(?<![\w£/.,])((?:19|20)\d\d)\s?[-–−/]\s?((?:(?:19|20)\d\d)|\d\d)(?![\w%]|[-–/.,]\d)")
_SHORT_DAY = re.compile(
    r"(?<!\w)\d{1,2}(?:st|nd|rd|th)?\s+(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December)\s+(\d\d)(?=,\s)"
)
_BEFORE_MARK = re.compile(r"\s(?=[,;.)])")
_EMPTY = re.compile(r"\(\s*\)")
_CENTURY = "20"
_UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
# One of these stands in every period that has a name.
_NAMING = ("inspection", "visit", "year", "date", "period", "decade", "quarter")
_BEFORE = 60  # characters before a date in which the words that open its period stand


class Stretch(NamedTuple):
    """A stretch of a text."""

    start: int
    end: int


class Printed(NamedTuple):
    """A period and where its words stand, its preposition among them."""

    start: int
    end: int
    period: Period

    @property
    def stretch(self) -> Stretch:
        """Where it stands."""
        return Stretch(self.start, self.end)


class _Cues(NamedTuple):
    opener: re.Pattern[str]
    since: re.Pattern[str]
    until: re.Pattern[str]
    year: re.Pattern[str]
    stretch: re.Pattern[str]
    ending: re.Pattern[str]
    named: re.Pattern[str]


@cache
def _cues() -> _Cues:
    said = cues("periods")
    openers, part = any_of(said["openers"]), any_of(said["parts"])
    count = rf"(?:(?P<count>{NUMBER.pattern})(?:\s+|-))?"
    reach = rf"(?:\s+{any_of(said['anchors'])})?"
    return _Cues(
        opener=pattern(rf"(?<!\w)(?:{openers}\s+)?(?:{part}\s+)?$"),
        since=pattern(rf"{any_of(said['since'])}\b"),
        until=pattern(rf"{any_of(said['until'])}\b"),
        year=pattern(r"\byear\s+(?:ending|to)\b"),
        stretch=pattern(
            rf"(?<!\w)(?:{openers}\s+)?(?:the\s+)?"
            rf"(?:{any_of(said['recent'])}\s+{count}"
            rf"|(?P<counted>{NUMBER.pattern})(?:\s+|-)(?={_UNIT}\s+{any_of(said['anchors'])}))"
            rf"(?P<unit>{_UNIT}){reach}"
        ),
        ending=pattern(rf"\b{any_of(said['ending'])}\b"),
        named=pattern(rf"(?<!\w){any_of(said['named'])}(?!\w)"),
    )


_UNIT = r"(?:calendar\s+)?(?:day|week|month|year)s?(?!\w|[-’'])"


@lru_cache(maxsize=256)  # the figures of a sentence ask one after the other
def find_periods(text: str) -> tuple[Printed, ...]:
    """Find the periods of a text in order, none overlapping another.

    >>> [printed.period[:3] for printed in find_periods("At 31 March 2014, and in 2012–13, it fell.")]
    [('At 31 March 2014', '2014-03-31', '2014-03-31'), ('in 2012–13', '2012', '2013')]
    >>> [printed.period.duration for printed in find_periods("In the last 12 months it fell.")]
    ['P12M']
    """
    found: list[Printed] = []
    for printed in (*_stretches(text), *_dated(text), *_named(text)):
        if not any(other.start < printed.end and printed.start < other.end for other in found):
            found.append(printed)
    return tuple(sorted(found))


def _dated(text: str) -> Iterator[Printed]:
    """The dates, with the words before them that say whether a period begins, ends or is there."""
    dates = [(*match.span(), years) for match in _YEARS.finditer(text) if (years := _years(match))]
    pairs = [start for start, _, _ in dates]
    dates += [(a, b, iso.partition("/")) for a, b, iso in find_dates(text) if a not in pairs]
    for match in _SHORT_DAY.finditer(text):
        long = f"{match[0][:-2]}{_CENTURY}{match[1]}"
        dates += [(*match.span(), iso.partition("/")) for _, _, iso in find_dates(long)]
    for start, end, (first, _, last) in sorted(dates):
        opener = _cues().opener.search(text, max(0, start - _BEFORE), start)
        opens = opener.start() if opener else start
        words = text[opens:start]
        begin: str | None = first
        finish: str | None = last or first
        length = None
        if not last and _cues().since.match(words):
            finish = None
        elif not last and _cues().until.match(words):
            begin = None
        elif not last and _cues().year.search(words):
            begin, length = None, "P1Y"
        yield Printed(opens, end, Period(_plain(text[opens:end]), begin, finish, length))


def _years(match: re.Match[str]) -> tuple[str, str, str] | None:
    """The first and the last year of "2013–14", if they follow one another as years do."""
    first, last = match[1], match[2] if len(match[2]) == 4 else match[1][:2] + match[2]
    return (first, "/", last) if 0 < int(last) - int(first) <= 10 else None


def _stretches(text: str) -> Iterator[Printed]:
    """Stretches of time of a length: "the last 12 months", "the six months before the inspection"."""
    if not any(unit in text for unit in _UNITS):
        return
    for match in _cues().stretch.finditer(text):
        count = match["count"] or match["counted"]
        number = read_number(count) if count else 1.0
        if number is None or not number.is_integer():
            continue
        dates = find_dates(match[0])
        end = dates[-1][2].rpartition("/")[2] if dates else None
        unit = _UNITS[match["unit"].split()[-1].lower().rstrip("s")]
        length = f"P{int(number)}{unit}" if count or _cues().ending.search(match[0]) else None
        yield Printed(*match.span(), Period(_plain(match[0]), None, end, length))


def _named(text: str) -> Iterator[Printed]:
    if not any(word in text for word in _NAMING):
        return
    for match in _cues().named.finditer(text):
        yield Printed(*match.span(), Period(_plain(match[0])))


def _plain(words: str) -> str:
    return " ".join(words.split())


def without(text: str, start: int, end: int, stretches: Iterable[Stretch]) -> str:
    """The words between two places of a text but for some stretches of it, in order, none within another.

    >>> text = "At May 2014, 12 left."
    >>> without(text, 0, len(text), [each.stretch for each in find_periods(text)])
    ', 12 left.'
    """
    pieces, at = [], start
    for stretch in stretches:
        if at <= stretch.start and stretch.end <= end:
            pieces.append(text[at : stretch.start])
            at = stretch.end
    return _BEFORE_MARK.sub("", _plain(_EMPTY.sub("", " ".join((*pieces, text[at:end])))))
