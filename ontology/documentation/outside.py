"""How the vocabulary stands to others: what its terms are aligned with, which outside terms are in use."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import URIRef
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS
from rdflib.term import Node

from ontology.documentation.pages import Line, Piece, Row, Section, Table
from ontology.documentation.shapes import rules
from ontology.documentation.sources import IG, anchor, curie, link, piece, pieces, row, said, sources

__all__ = ["SORTS", "alignments", "outside"]

_ALIGNMENTS = {
    RDFS.subClassOf: "is a kind of",
    RDFS.subPropertyOf: "is a kind of",
    OWL.equivalentClass: "the same as",
    OWL.equivalentProperty: "the same as",
    OWL.inverseOf: "inverse",
    SKOS.closeMatch: "close to",
}
_CLASS = URIRef(f"{IG}bodyClass")  # by which a concept names a class
#: What sorts of term there are.
SORTS = {
    OWL.Class: "class",
    OWL.ObjectProperty: "object property",
    OWL.DatatypeProperty: "datatype property",
    OWL.AnnotationProperty: "annotation property",
}


def alignments(term: Node) -> Iterator[Row]:
    """What a term is a kind of, the same as, the inverse of or close to."""
    for predicate, name in _ALIGNMENTS.items():
        yield from row(name, sources().vocabulary.objects(term, predicate))


def outside() -> Section:
    """The terms of other vocabularies, each with where it is used here."""
    external = sources().external
    terms = sorted(external.subjects(RDFS.isDefinedBy), key=lambda each: curie(str(each)))
    lines = (
        Line(
            (
                (piece(term),),
                (Piece(SORTS[URIRef(said(external, term, RDF.type))]),),
                tuple(_uses(URIRef(str(term)))),
            )
        )
        for term in terms
    )
    return Section(
        "other-vocabularies",
        "Terms of other vocabularies",
        "What is said of them in their own vocabularies is not said again here.",
        table=Table("Terms in use", ("term", "is", "used here by"), tuple(lines)),
    )


def _uses(term: URIRef) -> Iterator[Piece]:
    """Shapes that want a term, terms that are aligned with it, and the files that say things with it."""
    shapes = [rule.shape for rule in rules() if rule.path == str(term)]
    shapes += map(str, sources().shapes.subjects(SH.targetClass, term))
    yield from (Piece(f"shape {anchor(each)}", link(each)) for each in sorted(shapes))
    graph, aligned = sources().vocabulary, set[Node]()
    for predicate in _ALIGNMENTS:
        aligned |= set(graph.subjects(predicate, term))
    yield from pieces(aligned)
    files = {
        "vocabulary": graph,
        "schemes": sources().concepts,
        "data structures": sources().cubes,
        "link sets": sources().links,
    }
    for name, file in files.items():
        if any(use in file for use in ((None, term, None), (None, RDF.type, term), (None, _CLASS, term))):
            yield Piece(f"the {name}")
