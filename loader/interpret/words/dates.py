"""Dates as reports print them, read into ISO 8601 at the printed precision: 2010, 2012-05, 2012-07-01.

A range reads as ``start/end``. Financial and academic years (2011/12, 2012-13) are no dates, and a year by
itself is one only after a word that makes it one ("in 2010", "since 2011").
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

__all__ = [
    "DATE",
    "DATE_RANGE",
    "Days",
    "find_dates",
    "find_days",
    "find_yearless",
    "has_year",
    "read_date",
    "read_range",
]

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
_ORDINAL = r"(?:\s?(?:st|nd|rd|th)\b)?"
_YEAR = r"(?:19|20)\d\d"
_NOT_BEFORE = r"(?<![\w£$])(?<!\w[-–/.,])"
_NOT_AFTER = r"(?![\w%]|[-–/]\d|[.,]\d)"
_CUE = (
    r"(?:in|since|from|until|till|by|during|before|after|throughout|early|late|mid|between|year|term"
    r"|(?:end|start|beginning|half|quarter|part|spring|summer|autumn|winter|year)\s+of"
    r"|spring|summer|autumn|winter)[\s-]+(?:the\s+year\s+)?"
)


def _day(name: str) -> str:
    return rf"{_WEEKDAY}(?P<{name}>\d{{1,2}}){_ORDINAL}"


DATE = re.compile(
    rf"{_NOT_BEFORE}(?:"
    rf"(?:{_day('day')}\s+(?:of\s+)?)?(?P<month>{_MONTH}),?\s+(?:of\s+)?(?P<year>{_YEAR})"
    rf"|(?P<n_day>\d{{1,2}})[/.](?P<n_month>\d{{1,2}})[/.](?P<n_year>{_YEAR})"
    rf"|(?P<iso>{_YEAR}-\d\d-\d\d)"
    rf"|(?P<bare>{_YEAR})"
    rf"){_NOT_AFTER}"
)
"""One date; a year by itself is the group ``bare``."""

DATE_RANGE = re.compile(
    rf"{_NOT_BEFORE}(?:(?P<opener>[Bb]etween|[Ff]rom)\s+(?:the\s+)?)?(?:"
    rf"{_day('d1')}(?P<list>(?:,\s*\d{{1,2}}{_ORDINAL}){{0,6}})"
    rf"(?:\s+(?P<m1>{_MONTH}))?(?:\s+(?P<y1>{_YEAR}))?"
    rf"\s*(?P<joint>[-–—−&]|\bto\b|\band\b|\buntil\b)\s*(?:the\s+)?"
    rf"{_day('d2')}\s+(?P<m2>{_MONTH}),?\s+(?P<y2>{_YEAR})"
    rf"|(?P<mm1>{_MONTH})(?:\s+(?P<my1>{_YEAR}))?\s*(?P<m_joint>[-–—−&]|\bto\b|\band\b|\buntil\b)\s*"
    rf"(?P<mm2>{_MONTH})\s+(?P<my2>{_YEAR})"
    rf"|(?<=[nm]\s)(?P<yy1>{_YEAR})\s+(?P<y_joint>to|and)\s+(?P<yy2>{_YEAR})"
    rf"){_NOT_AFTER}"
)
"""Two dates joined into one, month and year printed once or twice."""

_AND_DAY = rf"\s*(?:,|[-–—−&]|\bto\b|\band\b)\s*\d{{1,2}}{_ORDINAL}"
_YEARLESS = re.compile(
    rf"{_NOT_BEFORE}{_day('first')}(?:{_AND_DAY}){{0,6}}\s+{_MONTH}(?:{_AND_DAY}\s+{_MONTH})?(?!\w|[\s,]*\d)"
)
_BARE_CUE = re.compile(rf"(?<![\w-]){_CUE}$", re.IGNORECASE)
_CUE_REACH = 30  # characters before a year by itself in which its cue must stand


class Days(NamedTuple):
    """A day, or some days from the first to the last, where a text prints them in full."""

    start: int
    end: int
    first: str  # ISO 8601
    last: str


class _Point(NamedTuple):
    """A date at its printed precision."""

    year: int
    month: int | None = None
    day: int | None = None

    def iso(self) -> str | None:
        if self.month is None:
            return f"{self.year:04}"
        try:
            day = date(self.year, self.month, 1 if self.day is None else self.day)
        except ValueError:
            return None
        return day.isoformat()[:7] if self.day is None else day.isoformat()


def has_year(text: str) -> bool:
    """Whether a text holds the digits that every year begins with, without which no date stands in it."""
    return "20" in text or "19" in text


def read_date(text: str) -> str | None:
    """Read the first date of a text, ISO 8601 at the printed precision; None if it is invalid or a range.

    >>> read_date("1 July 2012"), read_date("May 2012"), read_date("2010"), read_date("31 February 2012")
    ('2012-07-01', '2012-05', '2010', None)
    """
    match, joined = DATE.search(text), DATE_RANGE.search(text)
    if match is None or (joined and joined.start() <= match.start()):
        return None
    return _iso(match)


@lru_cache(maxsize=1024)  # the questions of statistics and events read the same sentences
def find_dates(text: str) -> tuple[tuple[int, int, str], ...]:
    """Find the dates and ranges of a text in order: (start, end, ISO 8601 date or ``start/end``).

    >>> find_dates("Launched in 2010 and, between March and May 2012, revised for 2012/13.")
    ((12, 16, '2010'), (22, 48, '2012-03/2012-05'))
    """
    if not has_year(text):
        return ()
    found: list[tuple[int, int, str]] = []
    for match in DATE_RANGE.finditer(text):
        ends = _ends(match)
        if ends and _is_interval(match, ends):
            found.append((*match.span(), "/".join(ends)))
        elif ends:  # "on 3 and 17 July 2012": two days, not a fortnight
            found.extend((*match.span(), end) for end in ends)
    taken = [(start, end) for start, end, _ in found]
    for match in DATE.finditer(text):
        iso = _iso(match)
        if iso is None or any(start < match.end() and match.start() < end for start, end in taken):
            continue
        if match["bare"] is None or _is_year(text, match.start()):
            found.append((*match.span(), iso))
    return tuple(sorted(found))


def read_range(text: str) -> tuple[str, str] | None:
    """Read the first range of days of a text as two ISO 8601 dates; None if there is no valid one.

    >>> read_range("7-16 January 2013"), read_range("Between 25 and 29 September 2017")
    (('2013-01-07', '2013-01-16'), ('2017-09-25', '2017-09-29'))
    >>> read_range("2011/12, for children of 10-16 years") is None
    True
    """
    for match in DATE_RANGE.finditer(text):
        ends = _ends(match) if match["d1"] else None
        if ends:
            return ends
    return None


def find_days(text: str) -> tuple[Days, ...]:
    """Find the full dates of a text in order, days joined into a range or a list as one.

    >>> [tuple(days[2:]) for days in find_days("15, 16 and 21 July 2025; 1/06/2015")]
    [('2025-07-15', '2025-07-21'), ('2015-06-01', '2015-06-01')]
    >>> find_days("in May 2012, 31 February 2012, 31 June to 4 July 2012")
    ()
    """
    ranges = [match for match in DATE_RANGE.finditer(text) if match["d1"]]
    found = [Days(*match.span(), *ends) for match in ranges if (ends := _ends(match))]
    for match in DATE.finditer(text):
        iso = _iso(match)
        whole = iso is not None and len(iso) == len("2012-07-01")
        if iso and whole and not any(r.start() <= match.start() < r.end() for r in ranges):
            found.append(Days(*match.span(), iso, iso))
    return tuple(sorted(found))


def find_yearless(text: str) -> tuple[int, int] | None:
    """Where a text first prints days and a month without a year; None if it does not.

    >>> find_yearless("a visit on 13 and 14 July."), find_yearless("a visit on 13 and 14 July 2021.")
    ((11, 25), None)
    """
    match = _YEARLESS.search(text)
    return (match.start(), match.start() + len(match[0].rstrip("."))) if match else None


def _is_year(text: str, start: int) -> bool:
    return _BARE_CUE.search(text[max(0, start - _CUE_REACH) : start]) is not None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _iso(match: re.Match[str]) -> str | None:
    if match["bare"]:
        return _Point(int(match["bare"])).iso()
    if match["iso"]:
        year, month, day = match["iso"].split("-")
        return _Point(int(year), int(month), int(day)).iso()
    if match["n_year"]:
        return _Point(int(match["n_year"]), int(match["n_month"]), int(match["n_day"])).iso()
    day = int(match["day"]) if match["day"] else None
    return _Point(int(match["year"]), _month(match["month"]), day).iso()


def _points(match: re.Match[str]) -> tuple[_Point, _Point]:
    if match["yy1"]:
        return _Point(int(match["yy1"])), _Point(int(match["yy2"]))
    kind = "" if match["d1"] else "m"
    later = match[f"{kind}m2"]
    year = int(match[f"{kind}y2"])
    last = _Point(year, _month(later), int(match["d2"]) if match["d1"] else None)
    month = _month(match[f"{kind}m1"] or later)
    if match[f"{kind}y1"]:
        year = int(match[f"{kind}y1"])
    elif month > (last.month or 0):  # "14 December to 5 January 2014"
        year -= 1
    return _Point(year, month, int(match["d1"]) if match["d1"] else None), last


def _ends(match: re.Match[str]) -> tuple[str, str] | None:
    first, last = (point.iso() for point in _points(match))
    return (first, last) if first and last and first < last else None


def _is_interval(match: re.Match[str], ends: tuple[str, str]) -> bool:
    joint = match["joint"] or match["m_joint"] or match["y_joint"]
    if match["opener"] or joint not in {"and", "&"}:
        return True
    first, last = _points(match)
    if first.day is None or last.day is None:
        return (last.year - first.year) * 12 + (last.month or 0) - (first.month or 0) == 1
    between = date.fromisoformat(ends[1]) - date.fromisoformat(ends[0])
    return between.days == match["list"].count(",") + 1
