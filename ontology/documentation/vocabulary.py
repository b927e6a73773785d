"""The page of the vocabulary: classes, properties, data structures and the terms of others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, OWL, QB, RDF, RDFS, VANN, Namespace
from rdflib.term import Node

from ontology.documentation.datasets import link_sets, structures
from ontology.documentation.diagram import neighbourhood
from ontology.documentation.examples import BASE_OF_EXAMPLES, Examples
from ontology.documentation.outside import SORTS, alignments, outside
from ontology.documentation.pages import Entry, Line, Page, Piece, Row, Section, Table
from ontology.documentation.schemes import taken_by
from ontology.documentation.shapes import Rule, rules
from ontology.documentation.sources import (
    anchor,
    curie,
    either,
    link,
    listed,
    piece,
    pieces,
    prefixes,
    row,
    said,
    sources,
)

__all__ = ["classes", "properties", "vocabulary_page"]

_SCHEMA = Namespace("https://schema.org/")
_DOMAIN = (RDFS.domain, _SCHEMA.domainIncludes)
_RANGE = (RDFS.range, _SCHEMA.rangeIncludes)
_CUBE_ROLES = {
    QB.DimensionProperty: "dimension",
    QB.MeasureProperty: "measure",
    QB.AttributeProperty: "attribute",
}


def vocabulary_page(examples: Examples) -> Page:
    """The page of the vocabulary, with examples from a graph."""
    graph = sources().vocabulary
    (ontology,) = graph.subjects(RDF.type, OWL.Ontology)
    return Page(
        "index",
        said(graph, ontology, DCTERMS.title),
        (
            said(graph, ontology, DCTERMS.description),
            "The id of an entry is the local name of its term, so that the address of a term leads here. "
            "Examples are taken from the graph of the two reports that ship; they are Turtle, with the "
            "prefixes and the base that stand below.",
        ),
        tuple(_about(graph, ontology)),
        (
            Section("classes", "Classes", "", tuple(_class(each, examples) for each in classes())),
            _properties(
                "object-properties", "Properties whose values are things", OWL.ObjectProperty, examples
            ),
            _properties(
                "datatype-properties", "Properties whose values are literals", OWL.DatatypeProperty, examples
            ),
            structures(),
            link_sets(),
            outside(),
        ),
        overview=_OVERVIEW,
        example="\n".join(
            [f"@prefix {prefix}: <{name}> ." for prefix, name in prefixes().items()]
            + [f"@base <{BASE_OF_EXAMPLES}> ."]
        ),
    )


def _about(graph: Graph, ontology: Node) -> Iterator[Row]:
    yield Row("namespace", (Piece(said(graph, ontology, VANN.preferredNamespaceUri), code=True),))
    yield Row("prefix", (Piece(said(graph, ontology, VANN.preferredNamespacePrefix), code=True),))
    yield Row("version", (Piece(said(graph, ontology, OWL.versionInfo)),))
    yield from row("licence", graph.objects(ontology, DCTERMS.license))
    yield Row("file", (Piece("ontology/inspection.ttl", "../../ontology/inspection.ttl", code=True),))


#: What docs/model.svg shows, for those who don't see it.
_OVERVIEW = (
    "The model: an inspection of a local authority is followed by a report. Judgements, findings, required "
    "actions, statistics, events and mentions are read from it; each points at evidence, the exact "
    "characters of a block. Mentions refer to the bodies of the area."
)


def _declared(kind: URIRef) -> list[Node]:
    return sorted(sources().vocabulary.subjects(RDF.type, kind), key=lambda each: str(each).casefold())


def classes() -> list[Node]:
    """The classes of the vocabulary, by name."""
    return _declared(OWL.Class)


def properties() -> list[Node]:
    """The properties of the vocabulary, by name."""
    return [*_declared(OWL.ObjectProperty), *_declared(OWL.DatatypeProperty)]


def _ends(term: Node, predicates: tuple[URIRef, ...]) -> list[Node]:
    """Domain or range of a property."""
    return [end for predicate in predicates for end in sources().vocabulary.objects(term, predicate)]


def _class(term: Node, examples: Examples) -> Entry:
    graph, name = sources().vocabulary, anchor(str(term))
    own = [each for each in properties() if term in _ends(each, _DOMAIN)]
    reached = [each for each in properties() if term in _ends(each, _RANGE)]
    demands = {rule.path: rule for rule in rules() if rule.target == str(term)}
    paths = sorted({*map(str, own), *demands}, key=lambda path: curie(path).casefold())
    shapes = sorted({rule.shape.rpartition("-")[0] for rule in demands.values()})
    return Entry(
        name,
        said(graph, term, RDFS.label),
        "class",
        str(term),
        said(graph, term, RDFS.comment),
        (
            *alignments(term),
            *row("kinds of it", graph.subjects(RDFS.subClassOf, term)),
            *row("value of", reached),
            *listed("must hold", (Piece(f"shape {anchor(each)}", link(each)) for each in shapes)),
        ),
        Table(
            f"Properties of {name}",
            ("property", "how many", "value", "meaning"),
            tuple(_use(path, demands) for path in paths),
        )
        if paths
        else None,
        neighbourhood(term, own, reached),
        examples.of_class(str(term)),
    )


def _use(path: str, demands: Mapping[str, Rule]) -> Line:
    """A property as one class has it."""
    graph, rule = sources().vocabulary, demands.get(path)
    values = either(pieces(_ends(URIRef(path), _RANGE))) or (rule.kind if rule else ())
    return Line(
        (
            (piece(URIRef(path)),),
            (Piece(rule.many if rule else "any number"),),
            values,
            (Piece(said(graph, URIRef(path), RDFS.comment) or (rule.message if rule else "")),),
        )
    )


def _properties(id_: str, title: str, kind: URIRef, examples: Examples) -> Section:
    return Section(id_, title, "", tuple(_property(each, examples) for each in _declared(kind)))


def _property(term: Node, examples: Examples) -> Entry:
    graph = sources().vocabulary
    kinds = set(graph.objects(term, RDF.type))
    roles = (Piece(name) for role, name in _CUBE_ROLES.items() if role in kinds)
    demanding = sorted(
        (rule for rule in rules() if rule.path == str(term) and rule.target), key=lambda rule: rule.target
    )
    used = (Piece(f"{curie(rule.target)} ({rule.many})", link(rule.shape)) for rule in demanding)
    return Entry(
        anchor(str(term)),
        said(graph, term, RDFS.label),
        next(name for sort, name in SORTS.items() if sort in kinds),
        str(term),
        said(graph, term, RDFS.comment),
        (
            *row("said of", _ends(term, _DOMAIN)),
            *row("value", _ends(term, _RANGE)),
            *row("concepts of", (scheme for scheme, taking in taken_by().items() if term in taking)),
            *alignments(term),
            *listed("in data cubes", roles),
            *listed("of each", used),
        ),
        example=examples.of_property(str(term)),
    )
