"""The page of the concept schemes: every concept with its notation, definition, mappings and cues."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from rdflib import Graph, URIRef
from rdflib.namespace import QB, RDF, SKOS
from rdflib.term import Node

from ontology.documentation.pages import Entry, Page, Piece, Row, Section
from ontology.documentation.shapes import rules
from ontology.documentation.sources import IG, anchor, curie, listed, piece, row, said, sources

__all__ = ["schemes_page", "taken_by"]

#: What is said of a concept, by what it is called here; what these don't name comes after them.
_ROWS = {
    SKOS.altLabel: "also",
    SKOS.broader: "broader",
    SKOS.narrower: "narrower",
    SKOS.related: "related",
    SKOS.closeMatch: "close match",
    SKOS.exactMatch: "exact match",
    SKOS.scopeNote: "note",
}
_CUES = "cues"
_TOLD = {
    *(RDF.type, SKOS.prefLabel, SKOS.definition, SKOS.notation, SKOS.hiddenLabel),
    *(SKOS.inScheme, SKOS.topConceptOf, SKOS.hasTopConcept),
}


def schemes_page() -> Page:
    """The page of the schemes: a section each."""
    found = [
        (said(graph, scheme, SKOS.prefLabel), scheme, graph)
        for graph in sources().schemes
        for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme)
    ]
    return Page(
        "schemes",
        "Schemes: the concepts in use",
        (
            "What findings are about, how things are graded, what is counted: concepts (SKOS), each in a "
            "scheme. A concept is named in parameters and cells by its label or its notation.",
            "Cues are phrases by which the loader tells that words are about a concept; a word that ends in "
            "* stands for every word that begins so.",
        ),
        (Row("files", (Piece("ontology/schemes/", "../../ontology/schemes", code=True),)),),
        tuple(_section(scheme, graph) for _, scheme, graph in sorted(found, key=lambda each: each[:2])),
    )


def _section(scheme: Node, graph: Graph) -> Section:
    """A scheme with its concepts; one that is in several is described with the first, and listed with all."""
    name = anchor(str(scheme)).rpartition("/")[2]
    own = list(_ordered(list(graph.subjects(SKOS.inScheme, scheme)), graph))
    concepts = [concept for concept, _ in own]
    entry = Entry(
        anchor(str(scheme)),
        said(graph, scheme, SKOS.prefLabel),
        "concept scheme",
        str(scheme),
        said(graph, scheme, SKOS.definition),
        (*row("values of", taken_by()[scheme]), *listed(f"{len(own)} concepts", map(piece, concepts))),
    )
    described = (
        _concept(concept, level, graph)
        for concept, level in own
        if scheme == min(graph.objects(concept, SKOS.inScheme), key=str)
    )
    return Section(f"section-{name}", entry.title, "", (entry, *described))


@cache
def taken_by() -> Mapping[Node, frozenset[Node]]:
    """The properties whose values are concepts of a scheme, by scheme: from code lists and shapes."""
    graph, found = sources().concepts, dict[Node, frozenset[Node]]()
    for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme):
        own = [str(concept) for concept in graph.subjects(SKOS.inScheme, scheme)]
        taking = {URIRef(rule.path) for rule in rules() if any(map(rule.takes, own))}
        found[scheme] = frozenset({*taking, *sources().vocabulary.subjects(QB.codeList, scheme)})
    return found


def _ordered(concepts: list[Node], graph: Graph) -> Iterator[tuple[Node, int]]:
    """Concepts by rank or label, each before those below it; one below two others stands below the first."""

    def key(concept: Node) -> tuple[int, str, str]:
        rank = said(graph, concept, URIRef(f"{IG}rank"))
        return (int(rank or 0), said(graph, concept, SKOS.prefLabel).casefold(), str(concept))

    shown: set[Node] = set()

    def below(concept: Node, level: int) -> Iterator[tuple[Node, int]]:
        if concept not in shown:
            shown.add(concept)
            yield concept, level
            for narrower in sorted(graph.subjects(SKOS.broader, concept), key=key):
                yield from below(narrower, level + 1)

    for top in sorted((each for each in concepts if (each, SKOS.broader, None) not in graph), key=key):
        yield from below(top, 1)


def _concept(concept: Node, level: int, graph: Graph) -> Entry:
    return Entry(
        anchor(str(concept)),
        said(graph, concept, SKOS.prefLabel),
        "concept",
        str(concept),
        said(graph, concept, SKOS.definition),
        tuple(_rows(concept, graph)),
        level=level,
    )


def _rows(concept: Node, graph: Graph) -> Iterator[Row]:
    yield from (
        Row("notation", (Piece(str(each), code=True),)) for each in graph.objects(concept, SKOS.notation)
    )
    for predicate, name in _ROWS.items():
        yield from row(name, graph.objects(concept, predicate))
    yield from row("narrower", sources().concepts.subjects(SKOS.broader, concept))
    others = set(graph.predicates(concept)) - _ROWS.keys() - _TOLD
    for other in sorted(others, key=str):
        yield from row(curie(str(other)), graph.objects(concept, other))
    yield from row(_CUES, graph.objects(concept, SKOS.hiddenLabel))
