"""What a dataset holds, by class and by property: void:classPartition and void:propertyPartition.

https://www.w3.org/TR/void/#class-property-partitions. The graph of runs is no part of a dataset, and is left
out. A triple stands in one graph only, so that the uses of a property are its triples.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from loader.store import Reader
from ontology.terms import VOID
from queries.export.jsonld import compact
from queries.export.origin import dataset_iri
from queries.scope import asked

__all__ = ["partitions"]

# By the name of the query that counts: how many there are, a part, what it is a part by, and its size.
_TERMS = {
    "classes": (VOID.classes, VOID.classPartition, VOID.class_, VOID.entities),
    "properties": (VOID.properties, VOID.propertyPartition, VOID.property, VOID.triples),
}


def partitions(reader: Reader) -> tuple[Triple, ...]:
    """How many things of each class and how many triples of each property the dataset of a store holds.

    All of the store is read: a second or two for four million quads.
    """
    dataset = NamedNode(dataset_iri(reader.dataset))
    return tuple(triple for what in _TERMS for triple in _parted(reader, dataset, what))


def _parted(reader: Reader, dataset: NamedNode, what: str) -> Iterator[Triple]:
    number, partition, of, counted = _TERMS[what]
    rows = sorted((row["it"], int(row["count"])) for row in asked(reader, f"describe/{what}"))
    yield Triple(dataset, number, Literal(len(rows)))
    for iri, count in rows:
        part = NamedNode(f"{dataset.value}#{what}-{_name(iri)}")
        yield Triple(dataset, partition, part)
        yield Triple(part, of, NamedNode(iri))
        yield Triple(part, counted, Literal(count))


def _name(iri: str) -> str:
    """A class or property as the end of an IRI: ``ig-Finding``.

    >>> _name("https://w3id.org/inspection-graph/ontology#Finding"), _name("https://example.org/x y")
    ('ig-Finding', 'https%3A%2F%2Fexample.org%2Fx%20y')
    """
    prefix, _, local = compact(iri).partition(":")
    return quote(iri if local.startswith("//") else f"{prefix}-{local}", safe="")
