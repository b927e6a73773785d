"""What is a body part of, and what is a post in? As its report says, its name says, or the law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from loader.conclude.comparing import key_of
from loader.conclude.shared import serving
from loader.conclude.things import Thing, Things
from loader.cues import cues
from loader.interpret.words.tokens import tokenise
from loader.iris import resource_iri
from loader.quads import Term, iri
from loader.vocabulary import is_kind_of

__all__ = ["Wholes"]

# Kinds of body that are parts of others: units, and meetings of their members.
_PARTS = ("team", "service", "department", "group", "panel", "board", "committee")


class Wholes:
    """The bodies of an area by the words with which names of their parts may begin."""

    def __init__(self, code: str, things: Things) -> None:
        self._code = code
        self._things = things
        self._by_first_word = dict(_first_words(things.own))
        if police := serving("police-force", code):
            self._by_first_word["police"] = iri(police)

    def of(self, thing: Thing) -> tuple[Term, ...]:
        """What a thing is part of, or is in; nothing where neither a report, its name nor law says so."""
        found = dict.fromkeys((*self._as_reports_say(thing), *self._as_its_name_says(thing)))
        if not found and self._code != "unresolved" and _is_a_councils(thing):
            found = {iri(resource_iri("authority", self._code)): None}
        return tuple(whole for whole in found if whole != thing.iri)

    def _as_reports_say(self, thing: Thing) -> Iterator[Term]:
        joins = self._things.joins
        return (joins[m.within].thing.iri for m in thing.mentions if m.within in joins)

    def _as_its_name_says(self, thing: Thing) -> Iterator[Term]:
        """A name that begins with the abbreviation of another body: "RSCB audit sub-group"."""
        for name in sorted(thing.names) if thing.kind in _PARTS else ():
            first, *others = tokenise(name)
            if others and (whole := self._by_first_word.get(first.text if first.acronym else first.low)):
                yield whole


def _first_words(things: Iterable[Thing]) -> Iterator[tuple[str, Term]]:
    """The abbreviations that only one body has, each with it."""
    found: dict[str, set[Term]] = {}
    for thing in things:
        if is_kind_of(thing.kind, "body"):
            for acronym in (acronym for mention in thing.mentions for acronym in mention.acronyms):
                found.setdefault(acronym, set()).add(thing.iri)
    return ((acronym, whole.pop()) for acronym, whole in found.items() if len(whole) == 1)


def _is_a_councils(thing: Thing) -> bool:
    return any(key_of(name) in _councils_by_law() for name in thing.names)


@cache
def _councils_by_law() -> frozenset[str]:
    """The names of what is a council's by law."""
    rows = [row for row in (*cues("posts"), *cues("common_bodies")) if row.get("of") == "local-authority"]
    return frozenset(key_of(form) for row in rows for form in (row["name"], *row["forms"]))
