"""One figure in a text: its value and what it counts, told from numbers that only name or date something."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from loader.cues import cues
from loader.interpret.words.cue_patterns import any_of, pattern, word_sets
from loader.interpret.words.dates import find_dates
from loader.interpret.words.numbers import NUMBER, find_numbers, read_number

__all__ = ["Figure", "find_figures"]

_PERCENT = pattern(r"\s?%|\s?(?:per\s?cent|percentage\s+points?)\b")
_RATE = pattern(r"(?:\s[a-z]+){0,3}?\s+per\s+(\d[\d,]*\d)\b")
_YEAR = re.compile(r"(?:19[5-9]|20[0-4])\d")
_BEFORE_YEAR = pattern(r"\b(?:the|an?|its|their|this|that|our|and|or)\s+$")  # "the 2011 inspections"
_PHONE = pattern(r"\b0\d+(?:\s\d+)*\s$")
_RATE_BASE = pattern(r"\bper\s+$")
_TOKEN = re.compile(r"[A-Za-z][\w’'-]*")
_OF = pattern(rf"\s+(?:out\s+)?of\s+(?:(?:the|these|those|its|their)\s+)?(?:{NUMBER.pattern}\s+)?")
_ORDINAL = pattern(r"\b(?:first|second|last|other|latter)\s+$")
_NOUN_UNIT = pattern(r"(?!per\s|percentage|proportion)[a-z]")
_REACH = 60  # characters before a number in which a cue may stand
_AHEAD = 200  # characters after a number in which its unit may stand
_NOUN_WORDS = 9  # words after a number in which its noun must stand
_BIG = 12  # a number word above this counts even after "the"


class Figure(NamedTuple):
    """A number that measures something, or that a comparison may claim (``unit`` None)."""

    start: int  # of the number, its qualifier left out
    end: int  # of the number and its unit mark, or of the noun phrase that it counts
    number_end: int
    value: float
    unit: str | None
    qualifier: str | None
    opens: int  # where the qualifier starts, if any, else ``start``

    is_time: bool = False  # the unit is a stretch of time

    @property
    def counts(self) -> bool:
        """Whether the unit is a noun rather than a mark."""
        return self.unit is not None and _NOUN_UNIT.match(self.unit) is not None


class _Cues(NamedTuple):
    qualifier: re.Pattern[str]
    naming: re.Pattern[str]
    age: re.Pattern[str]
    old: re.Pattern[str]
    duration: re.Pattern[str]
    time: re.Pattern[str]
    fact: re.Pattern[str]
    reference: re.Pattern[str]
    period: re.Pattern[str]
    stops: frozenset[str]
    single_connectives: frozenset[str]
    plurals: frozenset[str]
    not_plurals: frozenset[str]
    uncounted: frozenset[str]
    counted_singly: frozenset[str]


@cache
def _cues() -> _Cues:
    said = cues("statistics")
    listed = r"(?:[\d\s,–-]|\b(?:and|or|to)\b)*"  # "aged 16, 17 or 18"
    return _Cues(
        qualifier=pattern(rf"\b({any_of(said['qualifiers'])})\s+£?$"),
        naming=pattern(rf"\b{any_of(said['naming'])}\s+{listed}\(?$"),
        age=pattern(rf"\b{any_of(said['ages']['before'])}\s+{listed}$"),
        old=pattern(rf"[\s-]+{any_of(said['ages']['after'])}"),
        duration=pattern(
            rf"\s+(?:working\s+|calendar\s+|school\s+)?({any_of(said['durations']['units'])})\b"
        ),
        time=pattern(any_of(said["durations"]["units"])),
        fact=pattern(rf"\b{any_of(said['durations']['facts'])}(?:\s+\w+){{0,3}}\s+$"),
        reference=pattern(rf"\b{any_of(said['references'])}\s+$"),
        period=pattern(rf"\b{any_of(said['periods'])}\s+$"),
        **word_sets(
            said, "stops", "single_connectives", "plurals", "not_plurals", "uncounted", "counted_singly"
        ),
    )


def find_figures(text: str, start: int, end: int, *, bare: bool = False) -> list[Figure]:
    """Find the figures of a sentence that runs from ``start`` to ``end`` of a text.

    With ``bare`` also the numbers that have no unit, which a comparison may claim.

    >>> [(f.value, f.unit) for f in find_figures("By 2012 over 900 children had 2 visits.", 0, 39)]
    [(900.0, 'children'), (2.0, 'visits')]
    """
    numbers = list(find_numbers(text, start, end))
    dates = find_dates(text[start:end]) if numbers else ()
    found = []
    for number in numbers:
        at = number.start() - start
        if any(a <= at < b for a, b, _ in dates):
            continue
        figure = _figure(text, number, (start, end), bare=bare)
        if figure is not None:
            found.append(figure)
    return found


def _figure(text: str, number: re.Match[str], bounds: tuple[int, int], *, bare: bool) -> Figure | None:
    known, (start, end) = _cues(), bounds
    value = read_number(number.group())
    if value is None:
        return None
    before = text[max(start, number.start() - _REACH) : number.start()]
    after = text[number.end() : min(end, number.end() + _AHEAD)]
    unit, length = _unit(value, number.group(), before, after, bare=bare)
    if unit == "" or (unit is None and not bare):
        return None
    qualifier = known.qualifier.search(before)
    if _is_name(number.group(), before, after, qualifier):
        return None
    opens = number.start() - len(before) + qualifier.start() if qualifier else number.start()
    said = " ".join(qualifier.group(1).lower().split()) if qualifier else None
    is_time = unit is not None and known.time.fullmatch(unit) is not None
    return Figure(number.start(), number.end() + length, number.end(), value, unit, said, opens, is_time)


def _is_name(printed: str, before: str, after: str, qualifier: re.Match[str] | None) -> bool:
    known = _cues()
    if re.match(r"0\d", printed) or (_YEAR.fullmatch(printed) and _BEFORE_YEAR.search(before)):
        return True
    bare = before[: qualifier.start()] if qualifier else before
    return bool(
        known.naming.search(before)
        or known.age.search(before)
        or known.age.search(bare)
        or known.old.match(after)
        or _RATE_BASE.search(before)
        or _PHONE.search(before)
    )


def _unit(value: float, printed: str, before: str, after: str, *, bare: bool) -> tuple[str | None, int]:
    """The unit and its length in ``after``: None where no noun follows, "" where nothing is counted."""
    mark = _mark(value, printed, before, after)
    if mark is not None:
        return mark
    known = _cues()
    duration = known.duration.match(after)
    if duration:
        is_fact = value != 1 and known.fact.search(before) and not known.period.search(before)
        return (duration.group(1).lower(), duration.end()) if is_fact else ("", 0)
    noun = _noun(after, singular=value == 1)
    if noun[0] is None and not bare:  # not wanted, whatever stands before it
        return noun
    is_small_word = printed[0].isalpha() and value <= _BIG
    points_back = known.period.search(before) or (is_small_word and known.reference.search(before))
    return ("", 0) if points_back else noun


def _mark(value: float, printed: str, before: str, after: str) -> tuple[str, int] | None:
    percent = _PERCENT.match(after)
    if percent:
        return ("percentage points" if "point" in percent.group() else "%"), percent.end()
    rate = _RATE.match(after)
    if rate:
        return f"per {rate.group(1)}", rate.end()
    if before.endswith("£"):
        return "£", 0
    if printed[0].isalpha() and value < 1:
        is_part = value > 0 and after.lstrip().startswith("of ") and not _ORDINAL.search(before)
        return ("proportion", 0) if is_part else ("", 0)
    return None


def _noun(after: str, *, singular: bool) -> tuple[str | None, int]:
    known = _cues()
    stops = known.stops - known.single_connectives if singular else known.stops
    of = None if singular else _OF.match(after)
    last = of.end() if of else 0
    found: tuple[str | None, int] = (None, 0)
    for count, token in enumerate(_TOKEN.finditer(after, last)):
        gap, word = after[last : token.start()], token.group().lower().replace("’", "'")
        comma = "," if count > 0 and not singular and found[0] is None else ""
        if count == _NOUN_WORDS or word in stops or gap.strip(" \n" + comma):
            break
        is_noun = _is_singly(word, after, token.end()) if singular else _is_plural(word)
        if found[0] and not is_noun:  # "care proceedings teams" counts teams
            break
        if is_noun:
            found = word, token.end()
        last = token.end()
    return ("", 0) if found[0] in known.uncounted else found


def _is_singly(word: str, after: str, at: int) -> bool:
    """Whether "one" counts this, no further noun following ("one team manager said" counts no teams)."""
    if word not in _cues().counted_singly:
        return False
    following = _TOKEN.match(after, at + 1) if after[at : at + 1] == " " else None
    return following is None or following.group().lower() in _cues().stops | _cues().single_connectives


def _is_plural(word: str) -> bool:
    known = _cues()
    if word in known.plurals:
        return True
    return word.endswith("s") and not word.endswith(("ss", "us", "'s")) and word not in known.not_plurals
