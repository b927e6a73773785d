"""Which words of an action say what it asks for: the phrases of ``subjects.yaml``, and how rare each is."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from loader.cues import read_yaml
from loader.interpret.words.phrases import PhraseBook
from ontology.resources import resource

__all__ = [
    "FOLDER",
    "NAMED",
    "RAREST",
    "Term",
    "book",
    "is_part",
    "kin",
    "limits",
    "rarity",
    "stem",
    "topics",
    "wholes",
]

#: How rare a word is that the reports counted do not have, in tenths of a natural logarithm.
RAREST = 70
#: Where the data of this package lie, below the top of the checkout.
FOLDER = "loader/conclude/likeness"
#: The lists of ``subjects.yaml`` whose phrases stand for something that has a name.
NAMED = ("subjects", "groups", "agencies", "respects", "settings")
_MARKS = ("purposes", "bounds", "lists", "plain")  # and those whose phrases only say how others stand
_ENDINGS = (
    *("ational", "ization", "isation", "fulness", "iveness", "ities", "ments", "ment", "ness", "ings", "ing"),
    *("ies", "ied", "ions", "ion", "ers", "er", "ed", "es", "ly", "s", "e"),
)
_SHORTEST_STEM = 4  # letters
_SAME, _PART, _SIBLING = 16, 11, 6  # sixteenths


class Term(NamedTuple):
    """What a phrase stands for."""

    kind: str  # the list of subjects.yaml that it stands in
    name: str


@cache
def _data() -> Any:
    return read_yaml(resource(f"{FOLDER}/subjects.yaml"))


@cache
def book() -> PhraseBook[Term]:
    """Every phrase, with what it stands for."""
    return PhraseBook(_entries())


def _entries() -> Iterator[tuple[str, Term]]:
    for kind in NAMED:
        for name, said in _data()[kind].items():
            for phrase in said["phrases"] if kind == "subjects" else said:
                yield phrase, Term(kind, name)
    for kind in _MARKS:
        yield from ((phrase, Term(kind, kind)) for phrase in _data()[kind])


@cache
def topics() -> frozenset[str]:
    """The subjects of which much may be asked that is not the same."""
    return frozenset(name for name, said in _data()["subjects"].items() if said.get("topic"))


@cache
def limits(subject: str) -> str | None:
    """The group of children that a subject is about by its nature, if any."""
    group: str | None = _data()["subjects"][subject].get("of")
    return group


@cache
def kin(one: str, other: str) -> int:
    """How near two subjects are, in sixteenths.

    >>> kin("plan", "plan"), kin("pathway-plan", "plan"), kin("pathway-plan", "contingency")
    (16, 11, 6)
    """
    if one == other:
        return _SAME
    if is_part(one, other):
        return _PART
    return _SIBLING if set(wholes(one)).intersection(wholes(other)) else 0


def is_part(one: str, other: str) -> bool:
    """Whether one subject is within the other."""
    return one in wholes(other) or other in wholes(one)


@cache
def wholes(subject: str) -> tuple[str, ...]:
    """A subject and all that it is within."""
    above = _data()["subjects"][subject].get("within")
    return (subject, *wholes(above)) if above else (subject,)


@cache
def _rarities() -> Mapping[tuple[str, str], int]:
    with resource(f"{FOLDER}/rarity.csv").open(encoding="utf-8", newline="") as file:
        return {(row["kind"], row["term"]): int(row["rarity"]) for row in csv.DictReader(file)}


def rarity(kind: str, term: str) -> int:
    """How rare a named term (kind ``known``), or the stem of another ``word``, is among required actions.

    In tenths of the natural logarithm of how many have one that has it: ``bench.recurrences_fit`` counts.
    """
    return min(_rarities().get((kind, term), RAREST), RAREST)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A word without its ending.

    >>> stem("assessments"), stem("timely"), stem("care")
    ('assess', 'time', 'care')
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word
