"""One figure in a text: its value and what it counts, told from numbers that only name or date something."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from loader.cues import cues
from loader.interpret.words.cue_patterns import any_of, pattern, word_sets
from loader.interpret.words.numbers import NUMBER, find_numbers, read_number
from loader.interpret.words.periods import find_periods

__all__ = ["Figure", "counted_noun", "find_figures"]

_PERCENT = pattern(r"\s?%|\s?(?:per\s?cent|percentage\s+points?)\b")
_RATE = pattern(r"(?:\s[a-z]+){0,5}?\s+per\s+(\d[\d,]*\d)\b")
_YEAR = re.compile(r"(?:19[5-9]|20[0-4])\d")  # without a comma: "the 2011 inspections"
_PHONE = pattern(r"\b0\d+(?:\s\d+)*\s$")
_RATE_BASE = pattern(r"\bper\s+$")
_TOKEN = re.compile(r"[A-Za-z][\w’'-]*")
_SAID_AGAIN = re.compile(r"^\s\([^()]{1,12}\)(?=\s[a-z])")  # "19 (9.6%) care leavers"
_OF = pattern(rf"\s+(?:out\s+)?of\s+(?:(?:the|these|those|its|their)\s+)?(?:{NUMBER.pattern}\s+)?")
_THIS = pattern(r"\b(?:this|these|those)\s+$")
_ORDINAL = pattern(r"\b(?:first|second|last|other|latter)\s+$")
_KINDS = {"%": "percent", "proportion": "percent", "percentage points": "points", "£": "money"}
_REACH = 160  # characters before a number in which a cue may stand
_AHEAD = 200  # characters after a number in which its unit may stand
_NOUN_WORDS = 9  # words after a number in which its noun must stand
_BIG = 12  # a number word above this counts even after "the"


class Figure(NamedTuple):
    """A number that measures something, or that may do so in its sentence (``unit`` None)."""

    start: int  # of the number, its qualifier left out
    end: int  # of the number and its unit mark, or of the noun phrase that it counts
    number_end: int
    value: float
    unit: str | None
    qualifier: str | None
    opens: int  # where the qualifier starts, if any, else ``start``

    is_time: bool = False  # the unit is a stretch of time

    @property
    def kind(self) -> str:
        """What sort of unit it has: a noun (count), time, % and its like, £, a rate; none (bare)."""
        if self.is_time:
            return "time"
        if self.unit is None:
            return "bare"
        return _KINDS.get(self.unit, "rate" if self.unit.startswith("per ") else "count")

    @property
    def counts(self) -> bool:
        """Whether the unit is a noun rather than a mark."""
        return self.kind in ("count", "time")


_NOTES = dict.fromkeys(map(ord, "¹²³⁴⁵⁶⁷⁸⁹⁰"), " ")


class _Cues(NamedTuple):
    qualifier: re.Pattern[str]
    naming: re.Pattern[str]
    age: re.Pattern[str]
    old: re.Pattern[str]
    duration: re.Pattern[str]
    fact: re.Pattern[str]
    claimed: re.Pattern[str]
    reference: re.Pattern[str]
    period: re.Pattern[str]
    threshold: re.Pattern[str]
    zero: re.Pattern[str]
    stops: frozenset[str]
    single_connectives: frozenset[str]
    plurals: frozenset[str]
    not_plurals: frozenset[str]
    uncounted: frozenset[str]
    counted_singly: frozenset[str]
    listed_singly: frozenset[str]


@cache
def _cues() -> _Cues:
    said = cues("figures")
    listed = r"(?:\d+[\s,–-]*(?:\b(?:and|or|to)\b\s*)?)*"  # "aged 16, 17 or 18"
    return _Cues(
        qualifier=pattern(rf"\b({any_of(said['qualifiers'])})\s+£?$"),
        naming=pattern(rf"\b{any_of(said['naming'])}\s+{listed}\(?$"),
        age=pattern(rf"\b{any_of(said['ages']['before'])}\s+{listed}$"),
        old=pattern(rf"[\s-]+{any_of(said['ages']['after'])}"),
        duration=pattern(
            rf"\s+(?:working\s+|calendar\s+|school\s+)?({any_of(said['durations']['units'])})\b"
        ),
        fact=pattern(
            rf"\b(?:{any_of(said['durations']['facts'])}(?:\s+\w+){{0,3}}"
            rf"|{any_of(said['durations']['subjects'])}[^.;]*\b{any_of(said['durations']['verbs'])})\s+$"
        ),
        claimed=pattern(rf"\b{any_of(said['durations']['claims'])}\s+$"),
        reference=pattern(rf"\b{any_of(said['references'])}\s+$"),
        period=pattern(rf"\b{any_of(said['periods'])}\s+$"),
        threshold=pattern(rf"\s+{any_of(said['thresholds'])}\b"),
        zero=pattern(rf"\b{any_of(said['zeros'])}\b(?!\s+{any_of(said['not_zeros'])}\b)"),
        **word_sets(said, "stops", "single_connectives", "plurals", "not_plurals", "uncounted"),
        **word_sets(said, "counted_singly", "listed_singly"),
    )


def find_figures(text: str, start: int, end: int, *, listed: bool = False) -> list[Figure]:
    """Find the figures of a sentence that runs from ``start`` to ``end`` of a text, in order.

    Numbers without a unit are among them: the sentence may say what they count. With ``listed``, for a
    list of figures, "no", "none" and "one child" are figures too.

    >>> text = "By 2012 over 900 children had 2 visits, and 3 left."
    >>> [(f.value, f.unit) for f in find_figures(text, 0, len(text))]
    [(900.0, 'children'), (2.0, 'visits'), (3.0, None)]
    """
    numbers = list(find_numbers(text, start, end))
    if listed:
        numbers += _cues().zero.finditer(text, start, end)
    dates = [(a, b) for a, b, _ in find_periods(text[start:end])] if numbers else ()
    found = []
    for number in sorted(numbers, key=re.Match.start):
        at = number.start() - start
        if any(a <= at < b for a, b in dates):
            continue
        figure = _figure(text, number, (start, end), listed=listed)
        if figure is not None:
            found.append(figure)
    return found


def _figure(text: str, number: re.Match[str], bounds: tuple[int, int], *, listed: bool) -> Figure | None:
    known, (start, end) = _cues(), bounds
    is_zero = known.zero.fullmatch(number.group()) is not None
    value = 0.0 if is_zero else read_number(number.group())
    if value is None:
        return None
    before = text[max(start, number.start() - _REACH) : number.start()]
    after = text[number.end() : min(end, number.end() + _AHEAD)].translate(_NOTES)
    qualifier = known.qualifier.search(before)
    if _is_name(number.group(), before, after, qualifier) or (
        before.strip(" •“‘(") and _is_titled(number[0])
    ):
        return None
    unit, length = _unit(value, number.group(), before, after, listed=listed)
    if unit == "" or known.threshold.match(after) or known.threshold.match(after[length:]):
        return None
    opens = number.start() - len(before) + qualifier.start() if qualifier else number.start()
    said = " ".join(qualifier.group(1).lower().split()) if qualifier else None
    duration = known.duration.match(after)
    is_time = duration is not None and unit in (None, duration[1].lower())
    return Figure(number.start(), number.end() + length, number.end(), value, unit, said, opens, is_time)


def _is_name(printed: str, before: str, after: str, qualifier: re.Match[str] | None) -> bool:
    known = _cues()
    is_year = _YEAR.fullmatch(printed) is not None and qualifier is None and not before.endswith("£")
    if is_year or re.match(r"0\d", printed):
        return True
    bare = before[: qualifier.start()] if qualifier else before
    return bool(
        after.startswith("-")  # "16- and 17-year-olds"
        or known.naming.search(before)
        or known.age.search(before)
        or known.age.search(bare)
        or known.old.match(after)
        or _RATE_BASE.search(before)
        or _PHONE.search(before)
    )


def _is_titled(printed: str) -> bool:
    """Whether a number in words has a capital, which within a sentence makes it a name: "Stage Two"."""
    return printed[0].isupper()


def _unit(value: float, printed: str, before: str, after: str, *, listed: bool) -> tuple[str | None, int]:
    """The unit and its length in ``after``: None where no noun follows, "" where nothing is counted."""
    mark = _mark(value, printed, before, after)
    if mark is not None:
        return mark
    known = _cues()
    duration = known.duration.match(after)
    if duration:
        is_fact = value != 1 and known.fact.search(before) and not known.period.search(before)
        if is_fact:
            return duration.group(1).lower(), duration.end()
        return (None, duration.end()) if known.claimed.search(before) else ("", 0)
    after = _SAID_AGAIN.sub(lambda bracket: " " * len(bracket[0]), after)
    singly = known.counted_singly | known.listed_singly if listed else known.counted_singly
    noun = _noun(after, singly if value == 1 else None)
    is_small_word = printed[0].isalpha() and value <= _BIG
    points_back = (
        known.period.search(before)
        or (is_small_word and known.reference.search(before))
        or (noun[0] is None and _THIS.search(before))
    )
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
    if printed[0].isalpha() and 0 < value < 1:
        is_part = after.lstrip().startswith("of ") and not _ORDINAL.search(before)
        return ("proportion", 0) if is_part or " in " in printed else ("", 0)
    return None


def _noun(after: str, singly: frozenset[str] | None) -> tuple[str | None, int]:
    """The noun that a number counts and where it ends; after "one", one that it counts ``singly``."""
    known, singular = _cues(), singly is not None
    stops = known.stops - known.single_connectives if singular else known.stops
    of = None if singular else _OF.match(after)
    last = of.end() if of else 0
    found: tuple[str | None, int] = (None, 0)
    for count, token in enumerate(_TOKEN.finditer(after, last)):
        gap, word = after[last : token.start()], token.group().lower().replace("’", "'")
        comma = "," if count > 0 and not singular and found[0] is None else ""
        if count == _NOUN_WORDS or word in stops or gap.strip(" \n" + comma):
            break
        is_noun = _is_plural(word) if singly is None else _is_singly(word, singly, after, token.end())
        if found[0] and not is_noun:  # "care proceedings teams" counts teams
            break
        if is_noun:
            found = word, token.end()
        last = token.end()
    return ("", 0) if found[0] in known.uncounted else found


def _is_singly(word: str, singly: frozenset[str], after: str, at: int) -> bool:
    """Whether "one" counts this, no further noun following ("one team manager said" counts no teams)."""
    if word not in singly:
        return False
    following = _TOKEN.match(after, at + 1) if after[at : at + 1] == " " else None
    word = following.group().lower() if following else ""
    return not word or word.endswith(("ing", "ed")) or word in _cues().stops | _cues().single_connectives


def counted_noun(measure: str) -> str | None:
    """The first noun of a measure that can be counted.

    >>> counted_noun("young care leavers in touch")
    'leavers'
    """
    lows = (token.group().lower().replace("’", "'") for token in _TOKEN.finditer(measure))
    return next((low for low in lows if _is_plural(low)), None)


def _is_plural(word: str) -> bool:
    known = _cues()
    if word in known.plurals:
        return True
    return word.endswith("s") and not word.endswith(("ss", "us", "'s")) and word not in known.not_plurals
