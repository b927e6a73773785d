"""What can be reconciled with: the things of the registers, and the bodies that one generation knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from loader.authorities import by_code, full_key, register, short_key
from loader.iris import RESOURCES
from loader.public_bodies import public_bodies
from loader.reconciling import KINDS, Entity, Names, names_of
from loader.store import Reader
from loader.vocabulary import concepts, family, is_kind_of
from queries.scope import asked

__all__ = ["Index", "Type", "id_of", "index", "names_among", "types"]

_OF_REGISTERS = tuple(f"{RESOURCES}{kind}/" for kind in KINDS)
_NATIONAL = "national"
_INDEXES = 64  # of a kind and area, kept at a time


@dataclass(frozen=True, slots=True)
class Type:
    """A kind of thing that can be asked for."""

    id: str
    name: str
    broader: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """All that can be meant.

    Attributes
    ----------
    by_id
        Each entity by what follows ``…/id/`` in its IRI.
    areas
        The GOV.UK codes of the councils that each has to do with, by its IRI.

    """

    by_id: Mapping[str, Entity]
    areas: Mapping[str, frozenset[str]]
    sorted_names: tuple[tuple[str, Entity], ...]  # every name as names are compared

    def beginning(self, prefix: str) -> list[Entity]:
        """The entities with that id, or a name or code that begins so, in the order of their names."""
        words = full_key(prefix)
        found = [self.by_id[prefix.strip()]] if prefix.strip() in self.by_id else []
        found += [entity for name, entity in self.sorted_names if words and name.startswith(words)]
        return list(dict.fromkeys(found))


def id_of(entity: Entity) -> str:
    """How the service names an entity."""
    return entity.iri.removeprefix(RESOURCES)


def types() -> Mapping[str, Type]:
    """The kinds of body, councils among them, by id."""
    found = (concept for slug, concept in concepts("kinds").items() if family(slug) == "body")
    return {c.slug: Type(c.slug, c.label, c.broader) for c in found}


@lru_cache(maxsize=2)
def index(reader: Reader) -> Index:
    """All that can be meant in one generation."""
    registered = [entity for kind in KINDS for entity in names_of(kind).entities]
    areas = {f"{RESOURCES}authority/{entry.code}": frozenset({entry.code}) for entry in register()}
    areas |= {
        f"{RESOURCES}{body.register}/{body.id}": frozenset(body.authorities) for body in public_bodies()
    }
    bodies = list(_bodies(reader))
    areas |= {entity.iri: frozenset({_area(entity.iri)} - {_NATIONAL}) for entity in bodies}
    entities = (*registered, *bodies)
    named = ((full_key(name), entity) for entity in entities for name in (entity.name, *_other_names(entity)))
    return Index(
        {id_of(entity): entity for entity in entities},
        areas,
        tuple(sorted(named, key=lambda pair: (pair[0], pair[1].iri))),
    )


@lru_cache(maxsize=_INDEXES)
def names_among(reader: Reader, kinds: frozenset[str], area: str) -> Names:
    """The names of things of some kinds that have to do with an area.

    Parameters
    ----------
    reader
        An open store.
    kinds
        Of ``types``; those below them are meant too, and any if there are none.
    area
        GOV.UK code of a council; any if empty.

    """
    whole = index(reader)
    return Names(
        (
            entity
            for entity in whole.by_id.values()
            if (not kinds or any(is_kind_of(entity.kind, kind) for kind in kinds))
            and (not area or area in whole.areas.get(entity.iri, frozenset()))
        ),
        short_key,
    )


def _other_names(entity: Entity) -> Sequence[str]:
    return (*entity.names, *entity.others, *filter(None, entity.codes))


def _bodies(reader: Reader) -> Iterator[Entity]:
    """The bodies that are in no register, by IRI."""
    others: dict[str, set[str]] = {}
    for row in asked(reader, "web/reconcile/body_names"):
        others.setdefault(row["body"], set()).add(row["name"])
    rows = ((row["body"], row["kind"], row["name"]) for row in asked(reader, "web/reconcile/bodies"))
    for body, kind, name in sorted(rows):
        if not body.startswith(_OF_REGISTERS):
            called = tuple(sorted(others.get(body, ())))
            yield Entity(body, kind.rpartition("/")[2], name, (name,), called, note=_place(_area(body)))


def _area(iri: str) -> str:
    return iri.removeprefix(RESOURCES).split("/")[1]


def _place(area: str) -> str:
    return by_code()[area].name if area in by_code() else area
