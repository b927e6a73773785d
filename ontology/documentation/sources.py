"""The files that the documentation is made of; what their IRIs are called, and where they are described."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from rdflib import Graph, URIRef
from rdflib.namespace import SKOS
from rdflib.term import Node

from ontology.documentation.pages import Piece, Row
from ontology.resources import resource
from ontology.terms import BASE

__all__ = [
    "IG",
    "Sources",
    "anchor",
    "curie",
    "either",
    "link",
    "listed",
    "piece",
    "pieces",
    "prefixes",
    "row",
    "said",
    "sources",
]

IG = f"{BASE}ontology#"
#: The page that describes what begins so, and what its id there leaves of the IRI.
_PAGES = {
    IG: ("index", IG),
    f"{BASE}id/structure/": ("index", f"{BASE}id/"),
    f"{BASE}id/linkset/": ("index", f"{BASE}id/"),
    f"{BASE}id/concept/": ("schemes", f"{BASE}id/concept/"),
    f"{BASE}id/scheme/": ("schemes", f"{BASE}id/"),
    f"{BASE}shapes#": ("shapes", f"{BASE}shapes#"),
}


@dataclass(frozen=True)
class Sources:
    """The vocabulary's files as graphs."""

    vocabulary: Graph  # inspection.ttl
    external: Graph
    cubes: Graph
    shapes: Graph
    links: Graph
    schemes: tuple[Graph, ...]  # a file each, in the order of their names
    concepts: Graph  # all of them in one


@cache
def sources() -> Sources:
    """The files, read once."""
    names = sorted(file.name for file in resource("ontology/schemes").glob("*.ttl"))
    schemes = tuple(_read(f"schemes/{name}") for name in names)
    concepts = Graph(bind_namespaces="none")
    for scheme in schemes:
        concepts += scheme
    return Sources(
        _read("inspection.ttl"),
        _read("external.ttl"),
        _read("cubes.ttl"),
        _read("shapes.ttl"),
        _read("links.ttl"),
        schemes,
        concepts,
    )


def _read(name: str) -> Graph:
    file = resource(f"ontology/{name}")
    return Graph(bind_namespaces="none").parse(file, format="turtle", publicID=BASE)


@cache
def prefixes() -> dict[str, str]:
    """The namespaces that terms are written with, by prefix: those that the files declare."""
    found = sources()
    graphs = (found.shapes, found.external, found.vocabulary)
    return dict(sorted((prefix, str(name)) for graph in graphs for prefix, name in graph.namespaces()))


def curie(iri: str) -> str:
    """An IRI with its prefix, or as it is: ``ig:Finding``."""
    for prefix, namespace in prefixes().items():
        if iri.startswith(namespace) and iri.removeprefix(namespace).replace("-", "").isalnum():
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return str(iri)


def anchor(iri: str) -> str:
    """The id of what is described in these pages: ``Finding``, ``themes/assessment``."""
    return iri.removeprefix(next(left for start, (_, left) in _PAGES.items() if iri.startswith(start)))


def link(iri: str) -> str:
    """Where an IRI is described: a place in these pages, or the IRI itself."""
    page = next((page for start, (page, _) in _PAGES.items() if iri.startswith(start)), None)
    return f"{page}#{anchor(iri)}" if page else str(iri)


def piece(node: Node) -> Piece:
    """A term as it is named here, a concept or scheme by its label, a literal as its text."""
    if not isinstance(node, URIRef):
        return Piece(str(node))
    label = said(sources().concepts, node, SKOS.prefLabel)
    return Piece(label, link(node)) if label else Piece(curie(node), link(node), code=True)


def pieces(nodes: Iterable[Node]) -> tuple[Piece, ...]:
    """Terms or literals, each once, in the order of what they are called."""
    return tuple(
        sorted(map(piece, set(nodes)), key=lambda each: (each.text.casefold(), each.text, each.link))
    )


def either(values: Iterable[Piece]) -> tuple[Piece, ...]:
    """Values of which one is meant, as they stand in a sentence."""
    return tuple(each for value in values for each in (Piece("or"), value))[1:]


def listed(name: str, values: Iterable[Piece]) -> Iterator[Row]:
    """What stands under a name, if anything does."""
    if kept := tuple(values):
        yield Row(name, kept)


def row(name: str, nodes: Iterable[Node]) -> Iterator[Row]:
    """Terms or literals under a name, if there are any."""
    return listed(name, pieces(nodes))


def said(graph: Graph, node: Node, predicate: URIRef) -> str:
    """The one text that a graph says of a node: its label, its comment. Empty if there is none."""
    value = graph.value(node, predicate)
    return "" if value is None else str(value)
