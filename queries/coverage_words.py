"""The words of tables and of reports for aspects, grades, kinds of inspection and dates, as data says them.

What the schemes of the ontology and ``coverage.yaml`` know of headings and cells in tables of outcomes, and
of grades that are printed in the text of a report.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from loader.cues import read_yaml
from loader.framework import heading_key
from loader.vocabulary import concepts
from ontology.resources import resource

__all__ = [
    "Passage",
    "date_in",
    "grades_in",
    "kinds_in",
    "meaning",
    "passages",
    "says_nothing",
    "stand_ins",
]

_DIGITS = re.compile(r"\d+")
_TIME = re.compile(r"[T ]\d\d:\d\d(:\d\d(\.\d+)?)?Z?$")
_NO_REPORT_PRINTS = "harmonised/"  # grades of the scale by which others are compared


@cache
def _said() -> Any:
    return read_yaml(resource("queries/coverage.yaml"))


# Headings


def meaning(heading: str) -> str | None:
    """What a column holds: ``authority``, ``framework``, ``inspected``, ``published``, or an aspect.

    >>> meaning("Overall Effectiveness Grade"), meaning("LTLA23CD"), meaning("Inspector")
    ('overall-effectiveness', 'authority', None)
    """
    return _headings().get(_heading_key(heading))


def stand_ins(aspect: str) -> tuple[str, ...]:
    """An aspect, and those that a column for it means in reports of kinds that do not grade it."""
    return (aspect, *_said()["instead"].get(aspect, ()))


@cache
def _headings() -> Mapping[str, str]:
    found = {_heading_key(form): c.slug for c in concepts("aspects").values() for form in c.forms}
    for part in ("aspects", "columns"):
        found |= {_heading_key(form): what for what, forms in _said()[part].items() for form in forms}
    return found


def _heading_key(heading: str) -> str:
    words = _DIGITS.sub("", heading_key(heading)).split()
    if words[:1] == ["the"]:
        del words[0]
    if len(words) > 1 and words[-1] in _said()["endings"]:
        del words[-1]
    return " ".join(words)


# Cells


def says_nothing(cell: str) -> bool:
    """Whether a cell is empty, or holds what is written where there is nothing to say.

    >>> says_nothing("n/a"), says_nothing("Good")
    (True, False)
    """
    return heading_key(cell) in _nothing()


@cache
def _nothing() -> frozenset[str]:
    return frozenset(heading_key(form) for form in ("", *_said()["nothing"]))


def grades_in(text: str) -> frozenset[str]:
    """The grades that some words may mean, on any scale; none if they are no grade.

    >>> sorted(grades_in("Good"))
    ['ofsted-2013/good', 'protection-2012/good']
    """
    return _grades().get(heading_key(text), frozenset())


@cache
def _grades() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for grade in concepts("judgement-scales").values():
        if not grade.slug.startswith(_NO_REPORT_PRINTS):
            words = [*grade.forms, *_said()["grades"].get(grade.slug.rpartition("/")[2], ())]
            for form in _with_rank(words, grade.values.get("rank")):
                found.setdefault(heading_key(form), set()).add(grade.slug)
    return {form: frozenset(slugs) for form, slugs in found.items()}


def _with_rank(words: Iterable[str], rank: str | None) -> Iterator[str]:
    """Words for a grade alone, its number alone, and the two together."""
    ranks = [] if rank is None else [rank, f"{rank}.0", f"grade {rank}"]
    yield from ranks
    for word in words:
        yield word
        yield from (both for number in ranks for both in (f"{word} {number}", f"{number} {word}"))


def kinds_in(text: str) -> frozenset[str]:
    """The kinds of inspection that some words may mean; none if they are not known.

    >>> sorted(kinds_in("Standard"))
    ['ilacs']
    """
    return _kinds().get(heading_key(text), frozenset())


@cache
def _kinds() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kind in concepts("frameworks").values():
        for form in (kind.slug, *kind.forms, *_said()["frameworks"].get(kind.slug, ())):
            found.setdefault(heading_key(form), set()).add(kind.slug)
    return {form: frozenset(slugs) for form, slugs in found.items()}


def date_in(text: str) -> datetime.date | None:
    """The day that some words say; None if they say none.

    >>> date_in("09/05/25"), date_in("2025-05-09 00:00:00"), date_in("9 May 2025"), date_in("05/09")
    (datetime.date(2025, 5, 9), datetime.date(2025, 5, 9), datetime.date(2025, 5, 9), None)
    """
    day = _TIME.sub("", text.strip())
    for form in _said()["dates"]:
        try:
            return datetime.datetime.strptime(day, form).date()
        except ValueError:
            continue
    return None


# Reports


class Passage(NamedTuple):
    """Words of a report, and where they stand."""

    quote: str
    page: int
    paragraph: str


def passages(blocks: Iterable[Passage], aspects: Iterable[str]) -> Iterator[tuple[Passage, frozenset[str]]]:
    """Where a report names one of some aspects and a grade soon after it, with what that grade may be.

    >>> blocks = [Passage("Overall effectiveness requires improvement.", 1, "2")]
    >>> [(passage.quote, sorted(meant)) for passage, meant in passages(blocks, ["overall-effectiveness"])]
    [('Overall effectiveness requires improvement', ['ofsted-2013/requires-improvement'])]
    """
    named = _pattern(frozenset(aspects))
    for block in blocks:
        for found in named.finditer(block.quote):
            yield block._replace(quote=found[0]), grades_in(found["grade"])


@cache
def _pattern(aspects: frozenset[str]) -> re.Pattern[str]:
    """A name of an aspect, and in the same sentence within a line's length the first grade after it."""
    names = _any_of(form for aspect in aspects for form in concepts("aspects")[aspect].forms)
    grades = _any_of(form for grade in concepts("judgement-scales").values() for form in grade.forms)
    return re.compile(rf"\b(?:{names})\b[^.;]{{0,80}}?\b(?P<grade>{grades})\b", re.IGNORECASE)


def _any_of(forms: Iterable[str]) -> str:
    """A pattern for any of some forms, the longest first, with either apostrophe and any space."""
    listed = sorted(set(forms), key=lambda form: (-len(form), form))
    return "|".join(re.escape(form).replace("'", "['’]").replace(r"\ ", r"\s+") for form in listed)
