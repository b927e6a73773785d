"""Properties that a client can have beside what it has matched: codes, region, grades and others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode

from loader.reconciling import Entity
from loader.store import Reader
from loader.vocabulary import is_kind_of
from ontology.terms import IG, ORG, RDFS, SKOS
from queries.scope import asked as rows_of
from queries.web.reconcile.entities import Index, id_of, index

__all__ = ["PROPERTIES", "Property", "values"]

Value = dict[str, Any]  # as the API writes values: {"str": …}, {"date": …}, {"id": …, "name": …}
_COUNCIL, _ANY = "local-authority", "body"
_Values = Callable[["_Asked", Entity], Iterator[Value]]


class _Asked:
    """One request for properties: what several of them need is looked up once."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.index: Index = index(reader)
        self._grades: dict[str, tuple[str, str]] | None = None

    def grades(self) -> Mapping[str, tuple[str, str]]:
        """The latest overall grade of each council and the day on which that inspection began, by IRI."""
        if self._grades is None:
            rows = rows_of(self.reader, "web/reconcile/grades")
            self._grades = {row["council"]: (row["grade"], row["from"]) for row in rows}
        return self._grades

    def objects(self, iri: str, predicate: NamedNode) -> list[NamedNode | Literal]:
        """What the graph says of a thing, sorted."""
        found = self.reader.store.quads_for_pattern(NamedNode(iri), predicate, None, None)
        objects = {quad.object for quad in found if isinstance(quad.object, NamedNode | Literal)}
        return sorted(objects, key=str)


@dataclass(frozen=True, slots=True)
class Property:
    """Something that can be had of an entity."""

    id: str
    name: str
    of: str  # the kind of entity that has it
    values: _Values


def values(
    reader: Reader, ids: tuple[str, ...], wanted: tuple[str, ...]
) -> dict[str, dict[str, list[Value]]]:
    """What each of some entities is in some properties; nothing where it or the property is not known."""
    asked = _Asked(reader)
    return {one: {name: list(_of(asked, one, name)) for name in wanted if name in PROPERTIES} for one in ids}


def _of(asked: _Asked, one: str, name: str) -> Iterator[Value]:
    entity = asked.index.by_id.get(one)
    if entity is not None and is_kind_of(entity.kind, PROPERTIES[name].of):
        yield from PROPERTIES[name].values(asked, entity)


def _text(term: object) -> str:
    return str(getattr(term, "value", ""))


def _literals(predicate: NamedNode) -> _Values:
    def found(asked: _Asked, entity: Entity) -> Iterator[Value]:
        yield from ({"str": _text(value)} for value in asked.objects(entity.iri, predicate))

    return found


def _labels(predicate: NamedNode) -> _Values:
    """The labels of what a property points at."""

    def found(asked: _Asked, entity: Entity) -> Iterator[Value]:
        for thing in asked.objects(entity.iri, predicate):
            for label in (SKOS.prefLabel, RDFS.label):
                yield from ({"str": _text(value)} for value in asked.objects(_text(thing), label))

    return found


def _day(day: str) -> Iterator[Value]:
    if day:
        yield {"date": f"{day}T00:00:00Z"}


def _ended(_asked: _Asked, entity: Entity) -> Iterator[Value]:
    yield from _day(entity.ended)


def _successors(asked: _Asked, entity: Entity) -> Iterator[Value]:
    known = {other.iri: other for other in asked.index.by_id.values()} if entity.successors else {}
    yield from (_entity(known[iri]) for iri in entity.successors)


def _grade(asked: _Asked, entity: Entity) -> Iterator[Value]:
    if entity.iri in asked.grades():
        yield {"str": asked.grades()[entity.iri][0]}


def _inspected(asked: _Asked, entity: Entity) -> Iterator[Value]:
    yield from _day(asked.grades().get(entity.iri, ("", ""))[1])


def _councils(asked: _Asked, entity: Entity) -> Iterator[Value]:
    codes = sorted(asked.index.areas.get(entity.iri, ()))
    yield from (_entity(asked.index.by_id[f"authority/{code}"]) for code in codes)


def _entity(entity: Entity) -> Value:
    return {"id": id_of(entity), "name": entity.name}


#: All that can be had, by id.
PROPERTIES: Mapping[str, Property] = {
    it.id: it
    for it in (
        Property("gss_code", "GSS code", _COUNCIL, _literals(IG.gssCode)),
        Property("former_gss_code", "former GSS code", _COUNCIL, _literals(IG.formerGssCode)),
        Property("register_code", "GOV.UK code", _COUNCIL, _literals(IG.registerCode)),
        Property("la_code", "DfE la_code", _COUNCIL, _literals(IG.dfeCode)),
        Property("ofsted_urn", "Ofsted URN", _COUNCIL, _literals(IG.ofstedUrn)),
        Property("authority_type", "type of council", _COUNCIL, _literals(IG.authorityType)),
        Property("region", "region", _COUNCIL, _labels(IG.region)),
        Property("ended", "ended", _COUNCIL, _ended),
        Property("successor", "came after it", _COUNCIL, _successors),
        Property("overall_grade", "latest overall grade", _COUNCIL, _grade),
        Property("inspected", "first day of the inspection that gave it", _COUNCIL, _inspected),
        Property("kind", "kind of body", _ANY, _labels(ORG.classification)),
        Property("authority", "council of its area", _ANY, _councils),
        Property("other_name", "other name", _ANY, _literals(SKOS.altLabel)),
        Property("part_of", "part of", _ANY, _labels(ORG.unitOf)),
    )
}
