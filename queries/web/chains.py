"""What was asked before, and what was asked again: the actions that an action hangs together with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loader.iris import REPORTS
from loader.store import Reader
from ontology.terms import IG
from queries.web.standing import standing
from queries.web.things import first, label_of, pointing, said_of

__all__ = ["Link", "Pair", "chain", "pairs"]

_MOST = 100  # actions of a chain


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """An action of a chain."""

    day: str  # the first of its inspection, or its year
    iri: str
    kind: str  # of inspection
    council: str
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actions that were found alike, seen from one of them."""

    other: Link
    is_earlier: bool  # whether the other came first
    is_same: bool  # whether they were found to ask for the same, and not only to be on one subject
    score: str  # from 0 to 1: how likely a reader finds that both ask for the same
    rule: str
    shared: tuple[str, ...]  # words, the later action's and the earlier one's
    recurrence: str  # IRI


def chain(reader: Reader, iri: str) -> list[Link]:
    """The actions that ask for the same, directly or by way of others, in order of time.

    An action that hangs together with no other has no chain, not even of itself.
    """
    found = {iri}
    waiting = [iri]
    while waiting and len(found) < _MOST:
        for other in sorted(set(_asks_the_same(reader, waiting.pop())) - found):
            found.add(other)
            waiting.append(other)
    return sorted(_link(reader, one) for one in found) if len(found) > 1 else []


def pairs(reader: Reader, iri: str) -> list[Pair]:
    """With which others an action was compared and found alike: the same first, the likest first."""
    found = [
        _pair(reader, recurrence, is_earlier=mine == IG.laterAction)
        for mine in (IG.laterAction, IG.earlierAction)
        for recurrence in pointing(reader, mine, iri)
    ]
    return sorted(found, key=lambda pair: (not pair.is_same, -float(pair.score or 0), pair.other))


def _pair(reader: Reader, recurrence: str, *, is_earlier: bool) -> Pair:
    said = said_of(reader, recurrence)
    return Pair(
        other=_link(reader, first(said, IG.earlierAction if is_earlier else IG.laterAction)),
        is_earlier=is_earlier,
        is_same=first(said, IG.likeness).endswith("/same"),
        score=first(said, IG.score),
        rule=label_of(reader, first(said, IG.rule)),
        shared=said.get(IG.sharedWords.value, ()),
        recurrence=recurrence,
    )


def _asks_the_same(reader: Reader, iri: str) -> Iterator[str]:
    yield from said_of(reader, iri).get(IG.asksAgain.value, ())
    yield from pointing(reader, IG.asksAgain, iri)


def _link(reader: Reader, iri: str) -> Link:
    said = said_of(reader, iri)
    it = standing(reader, first(said, IG.inReport).removeprefix(REPORTS))
    day, kind, council = (it.day, it.kind, it.council) if it else ("", "", "")
    return Link(day, iri, kind, council, first(said, IG.text))
