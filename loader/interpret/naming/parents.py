"""What does the text say that a body or a post stands in?"""

from __future__ import annotations

from collections.abc import Sequence

from loader.interpret.naming.coreference import Place
from loader.interpret.naming.identity import Key, Thing
from loader.interpret.words.tokens import Tokens

__all__ = ["parents"]

_WITHIN = frozenset({"within", "of", "in", "inside"})
_BELOW = frozenset({"subgroup", "subcommittee"})  # heads that always stand under another body
_ABOVE = frozenset({"safeguarding-board", "safeguarding-partnership", "partnership", "board", "panel"})


def parents(
    places: Sequence[Place], things: Sequence[Thing], texts: Sequence[Tokens], council: Key
) -> dict[int, int]:
    """From things to the things they stand in, as far as the words say so.

    Three ways of saying it are read: "the X department within the local authority"; one name within
    another ("Independent Chair of the Board", "LSCB audit sub-group"); a sub-group of the only board
    that its sentence names before it.
    """
    found: dict[int, int] = {}
    for n, place in enumerate(places):
        parent = _following(place, places[n + 1 : n + 5], texts[place.block])
        if parent is None:
            parent = _holding(place, places[max(0, n - 2) : n + 3])
        if parent is None and place.head in _BELOW:
            parent = _subject(place, places[max(0, n - 6) : n], things, texts[place.block])
        if (
            parent is not None
            and parent != place.thing
            and things[parent].sightings[0].key != things[place.thing].sightings[0].key
        ):
            found.setdefault(place.thing, parent)
    return {c: p for c, p in found.items() if found.get(p) != c and things[c].sightings[0].key != council}


def _following(place: Place, after: Sequence[Place], tokens: Tokens) -> int | None:
    """The body right after "within" or "of" that follows the name."""
    at = place.end
    if at >= len(tokens) or tokens[at].low not in _WITHIN:
        return None
    at += 1
    starts = {at, at + 1} if at < len(tokens) and tokens[at].low == "the" else {at}
    return next((p.thing for p in after if p.block == place.block and p.start in starts), None)


def _holding(place: Place, around: Sequence[Place]) -> int | None:
    """A body that is named within the name itself."""
    inner = [
        p
        for p in around
        if p.block == place.block and p != place and place.start <= p.start and p.end <= place.end
    ]
    inner = [p for p in inner if p.end - p.start < place.end - place.start]
    return inner[0].thing if inner else None


def _subject(place: Place, before: Sequence[Place], things: Sequence[Thing], tokens: Tokens) -> int | None:
    """The only board named before in the same sentence."""
    sentence = tokens.sentence(place.start)
    boards = {
        p.thing
        for p in before
        if p.block == place.block and tokens.sentence(p.start) == sentence and things[p.thing].kind in _ABOVE
    }
    return boards.pop() if len(boards) == 1 else None
