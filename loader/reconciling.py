"""Which thing of a register do some words mean: exactly, by another name, nearly, or is it not to be told?

A name that fits two things is never guessed at: the answer lists them. So is a near name that lies almost as
near to another one. The same index serves any list of names: registers here, bodies of a store elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import product
from typing import NamedTuple

from loader.authorities import begun, full_key, register, short_key, short_names
from loader.inspectorates import inspectorates
from loader.iris import GEOGRAPHY, RESOURCES, resource_iri
from loader.public_bodies import REGISTERS, public_bodies

__all__ = [
    "KINDS",
    "MARGIN",
    "THRESHOLD",
    "Candidate",
    "Entity",
    "Match",
    "Names",
    "names_of",
    "reconcile",
]

#: How like a near name must be, of 100 (the share of its letters that stay in order in both).
THRESHOLD = 90.0
#: By how much the next thing must be less like it.
MARGIN = 12.0
_LISTED = 60.0  # what is less like is not named as a candidate
_WORD = 80.0  # each word must have one in the other name that is as like: East is not West, nor South North
_CANDIDATES = 5
_LONGEST = 300  # characters of a name: what is longer is none
_WHOLE = 100.0
_PREFIXES = (f"{RESOURCES}authority/", GEOGRAPHY)


@dataclass(frozen=True, slots=True, eq=False)  # each is itself and no other: an index compares many
class Entity:
    """A thing that words may mean."""

    iri: str
    kind: str  # concept of ontology/schemes/kinds.ttl
    name: str
    names: tuple[str, ...]  # that are its own; ``name`` need not be among them
    others: tuple[str, ...] = ()  # by which it is known too
    short: tuple[str, ...] = ()  # its own names without the words that only say what sort of thing it is
    code: str = ""  # the one that is shown
    codes: tuple[str, ...] = ()
    former_codes: tuple[str, ...] = ()
    begun: str = ""  # ISO 8601 date; empty where it is not known
    ended: str = ""  # the first day on which it is not there any more
    successors: tuple[str, ...] = ()  # IRIs
    note: str = ""  # what tells it from others of its name

    def existed(self, on: str | None) -> bool:
        """Whether it was there on a day; None: whether it is there still."""
        return not self.ended if on is None else self.begun <= on < (self.ended or "9999")


class Candidate(NamedTuple):
    """A thing that may be meant, and how like its name is, of 100."""

    entity: Entity
    score: float


@dataclass(frozen=True, slots=True)
class Match:
    """What some words mean.

    Attributes
    ----------
    how
        ``exact``: a code or a name of its own; ``alias``: another name, an earlier code, or what came before
        or after on that day; ``fuzzy``: a near name; ``ambiguous``: several fit; ``unmatched``: none does;
        ``empty``: there are no words.
    entity
        What is meant; None unless exactly one thing is.
    score
        How like its name is, of 100; 0 if nothing is meant.
    candidates
        What may be meant, most like first: the entity itself, or what there is to choose from.

    """

    text: str
    how: str
    entity: Entity | None = None
    score: float = 0.0
    candidates: tuple[Candidate, ...] = ()


def reconcile(text: str, kind: str = "authority", on: str | None = None) -> Match:
    """Which council, police force, NHS body or inspectorate of the registers some words mean.

    Parameters
    ----------
    text
        A name, or a code: of GOV.UK, ONS (GSS), DfE (la_code), Ofsted (URN); an IRI of the graph or of ONS.
    kind
        A key of ``KINDS``.
    on
        ISO 8601 date for which the words were written. A council that had ended stands for the one that came
        after it, one that had not begun for the one before.

    Examples
    --------
    >>> [reconcile(text).how for text in ("Medway", "E06000035", "Medway UA", "Bristol", "Rochdle")]
    ['exact', 'exact', 'unmatched', 'alias', 'fuzzy']
    >>> reconcile("Poole", on="2022-03-31").entity.name
    'Bournemouth, Christchurch and Poole'
    >>> cumbria = reconcile("Cumbria", on="2024-01-01")
    >>> cumbria.how, [candidate.entity.name for candidate in cumbria.candidates]
    ('ambiguous', ['Cumberland', 'Westmorland and Furness'])

    """
    return names_of(kind).match(text, on)


class Names:
    """An index of things by their codes and names."""

    def __init__(self, entities: Iterable[Entity], key: Callable[[str], str] = full_key) -> None:
        """Index things.

        Parameters
        ----------
        entities
            What words may mean, in the order in which they are listed where they are as like.
        key
            The words of a name that tell it from others.

        """
        self.entities = tuple(entities)
        self._key = key
        self._by_iri = {entity.iri: entity for entity in self.entities}
        self._exact = _table((_codes(e.codes) | set(map(full_key, e.names)), e) for e in self.entities)
        self._alias = _table(
            (_codes(e.former_codes) | {*map(full_key, e.others), *e.short}, e) for e in self.entities
        )
        self._near = _table((_keys(e), e) for e in self.entities)
        self._with_word: dict[str, set[str]] = {}
        for name in self._near:
            for word in name.split():
                self._with_word.setdefault(word, set()).add(name)

    def match(self, text: str, on: str | None = None) -> Match:
        """What some words mean: see ``reconcile``."""
        words = _bare(text)
        if not full_key(words):
            return Match(text, "empty")
        if len(words) > _LONGEST:
            return Match(text, "unmatched")
        for how, found in (("exact", self._exact), ("alias", self._alias)):
            entities = self._found(found, words, short=how == "alias")
            there = [entity for entity in entities if entity.existed(on)]
            if there:
                return _decided(text, how, there)
            if entities and on is None:
                return _decided(text, how, entities)
            if entities and (instead := list(self._instead(entities, on or ""))):
                return _decided(text, "alias", instead)
        return self._nearly(text, words, on)

    def known(self, text: str) -> bool:
        """Whether some words are a code or a name of anything, at whatever time."""
        words = _bare(text)
        tables = ((self._exact, False), (self._alias, True))
        return bool(full_key(words)) and any(self._found(table, words, short=s) for table, s in tables)

    def _found(self, table: Mapping[str, Sequence[Entity]], words: str, *, short: bool) -> list[Entity]:
        keys = (_as_code(words), full_key(words), *([self._key(words)] if short else []))
        return list(dict.fromkeys(entity for key in keys for entity in table.get(key, ())))

    def _instead(self, entities: Iterable[Entity], on: str) -> Iterator[Entity]:
        """Those that were there on a day, of what came after some things or before them."""
        beside = dict.fromkeys(other for entity in entities for other in self._in_time(entity))
        return (entity for entity in beside if entity.existed(on))

    def _in_time(self, entity: Entity) -> Iterator[Entity]:
        yield from (self._by_iri[iri] for iri in entity.successors if iri in self._by_iri)
        yield from (other for other in self.entities if entity.iri in other.successors)

    def _nearly(self, text: str, words: str, on: str | None) -> Match:
        scored = self.candidates(words, on)
        good = [each for each in scored if each.score >= THRESHOLD and self._alike(words, each.entity)]
        if not good:
            holding = {entity for name in self._holding(words) for entity in self._near[name]}
            ranked = sorted(scored, key=lambda each: each.entity not in holding)
            return Match(text, "unmatched", candidates=tuple(ranked[:_CANDIDATES]))
        best = good[0]
        if any(best.score - other.score < MARGIN for other in scored if other.entity is not best.entity):
            return Match(text, "ambiguous", candidates=scored[:_CANDIDATES])
        return Match(text, "fuzzy", best.entity, best.score, (best,))

    def candidates(self, text: str, on: str | None = None) -> tuple[Candidate, ...]:
        """The things with a name like some words, or with one that holds them, most like first.

        Those that are there come before others.
        """
        from rapidfuzz import fuzz, process  # noqa: PLC0415 — not needed for exact names

        best: dict[Entity, float] = {}
        words, holding = {full_key(text), self._key(text)} - {""}, self._holding(text)
        for key, scorer in product(words, (fuzz.ratio, fuzz.token_sort_ratio)):
            like = process.extract(key, self._near.keys(), scorer=scorer, score_cutoff=_LISTED, limit=None)
            held = process.extract(key, holding, scorer=scorer, limit=None)
            for name, score, _ in (*like, *held):
                for entity in self._near[name]:
                    best[entity] = max(score, best.get(entity, 0.0))
        there = {entity: score for entity, score in best.items() if entity.existed(on)}
        chosen = there if on is not None or max(there.values(), default=0) >= THRESHOLD else best
        ranked = sorted(chosen, key=lambda entity: (-round(chosen[entity], 1), entity.name, entity.iri))
        return tuple(Candidate(entity, round(chosen[entity], 1)) for entity in ranked)

    def _holding(self, text: str) -> list[str]:
        """The names with every word of a text and more: "Kingston upon Hull" of "Kingston". None if many."""
        words = (self._key(text) or full_key(text)).split()
        found = set.intersection(*(self._with_word.get(word, set()) for word in words)) if words else set()
        things = {entity for name in found for entity in self._near[name]}
        return sorted(found) if len(things) <= _CANDIDATES else []

    def _alike(self, text: str, entity: Entity) -> bool:
        """Whether the words of a text pair with those of a name, each with one that is like it."""
        wanted = {full_key(text), self._key(text)} - {""}
        return any(_paired(one.split(), other.split()) for one in wanted for other in _keys(entity))


def _decided(text: str, how: str, entities: Sequence[Entity]) -> Match:
    candidates = tuple(Candidate(entity, _WHOLE) for entity in entities)
    if len(entities) > 1:
        return Match(text, "ambiguous", candidates=candidates[:_CANDIDATES])
    return Match(text, how, entities[0], _WHOLE, candidates)


def _paired(one: Sequence[str], other: Sequence[str]) -> bool:
    from rapidfuzz import fuzz  # noqa: PLC0415

    def has_like(word: str, words: Sequence[str]) -> bool:
        return any(fuzz.ratio(word, each) >= _WORD for each in words)

    return all(has_like(word, other) for word in one) and all(has_like(word, one) for word in other)


def _bare(text: str) -> str:
    """A cell without what stands around a name or code: spaces, and an address that ends in a code."""
    words = text.strip()
    for prefix in _PREFIXES:
        words = words.removeprefix(prefix)
    return words


def _keys(entity: Entity) -> set[str]:
    """Every name, as names are compared."""
    return {*map(full_key, (entity.name, *entity.names, *entity.others)), *entity.short}


def _as_code(words: str) -> str:
    """Words as codes are compared: in one case. Capitals and small letters together make a name."""
    return words if words[0].isupper() and words[1:].islower() else words.upper()


def _codes(codes: Iterable[str]) -> set[str]:
    return {code.upper() for code in codes if code}


def _table(keyed: Iterable[tuple[Iterable[str], Entity]]) -> dict[str, tuple[Entity, ...]]:
    table: dict[str, tuple[Entity, ...]] = {}
    for keys, entity in keyed:
        for key in sorted(keys):
            table[key] = (*table.get(key, ()), entity)
    return table


# Registers


@cache
def names_of(kind: str) -> Names:
    """The names of a register.

    Raises
    ------
    KeyError
        If the kind is no key of ``KINDS``.

    """
    entities, key = KINDS[kind]
    return Names(entities(), key)


def _authorities() -> Iterator[Entity]:
    iris = {entry.gss_code: resource_iri("authority", entry.code).value for entry in register()}
    for entry in register():
        ended = f"ended {entry.ended}" if entry.ended else ""
        yield Entity(
            iri=iris[entry.gss_code],
            kind="local-authority",
            name=entry.name,
            names=(entry.name, entry.official_name),
            others=entry.other_names,
            short=short_names(entry),
            code=entry.gss_code,
            codes=(entry.gss_code, entry.code, entry.row["dfe_code"], entry.row["ofsted_urn"]),
            former_codes=tuple(entry.row["former_gss_codes"].split()),
            begun=begun().get(entry.gss_code, ""),
            ended=entry.ended or "",
            successors=tuple(iris[code] for code in entry.successors),
            note=", ".join(filter(None, (entry.row["type"], entry.row["region"], ended))),
        )


def _public(register_of: str) -> Iterator[Entity]:
    for body in public_bodies():
        if body.register == register_of:
            iri = resource_iri(register_of, body.id).value
            names, code = (body.name,), body.id
            yield Entity(iri, body.kind, body.name, names, body.other_names, code=code, codes=(code,))


def _inspectorates() -> Iterator[Entity]:
    for it in inspectorates().values():
        iri = resource_iri("inspectorate", it.id).value
        names = (it.name, it.short_name)
        yield Entity(iri, "inspectorate", it.name, names, it.other_names, code=it.id, codes=(it.id,))


#: What can be meant: the things of each register, and what tells their names apart.
KINDS: Mapping[str, tuple[Callable[[], Iterable[Entity]], Callable[[str], str]]] = {
    "authority": (_authorities, short_key),
    **{kind: (partial(_public, kind), full_key) for kind in REGISTERS},
    "inspectorate": (_inspectorates, full_key),
}
