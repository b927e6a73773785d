"""The page of the vocabulary: classes, properties, data structures and the terms of others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from rdflib import URIRef
from rdflib.namespace import DCTERMS, OWL, QB, RDF, RDFS, SH, SKOS, VANN, Namespace
from rdflib.term import Node

from ontology.documentation.diagram import neighbourhood
from ontology.documentation.examples import BASE_OF_EXAMPLES, Examples
from ontology.documentation.pages import Entry, Line, Page, Piece, Row, Section, Table
from ontology.documentation.schemes import taken_by
from ontology.documentation.shapes import Rule, rules
from ontology.documentation.sources import (
    IG,
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
_ALIGNMENTS = {
    RDFS.subClassOf: "is a kind of",
    RDFS.subPropertyOf: "is a kind of",
    OWL.equivalentClass: "the same as",
    OWL.equivalentProperty: "the same as",
    OWL.inverseOf: "inverse",
    SKOS.closeMatch: "close to",
}
_CLASS = URIRef(f"{IG}bodyClass")  # by which a concept names a class
_SORTS = {
    OWL.Class: "class",
    OWL.ObjectProperty: "object property",
    OWL.DatatypeProperty: "datatype property",
    OWL.AnnotationProperty: "annotation property",
}
_COMPONENTS = {QB.dimension: "dimensions", QB.measure: "measures", QB.attribute: "attributes"}
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
        (
            Row("namespace", (Piece(said(graph, ontology, VANN.preferredNamespaceUri), code=True),)),
            Row("prefix", (Piece(said(graph, ontology, VANN.preferredNamespacePrefix), code=True),)),
            Row("version", (Piece(said(graph, ontology, OWL.versionInfo)),)),
            *row("licence", graph.objects(ontology, DCTERMS.license)),
            Row("file", (Piece("ontology/inspection.ttl", "../../ontology/inspection.ttl", code=True),)),
        ),
        (
            Section("classes", "Classes", "", tuple(_class(each, examples) for each in classes())),
            _properties(
                "object-properties", "Properties whose values are things", OWL.ObjectProperty, examples
            ),
            _properties(
                "datatype-properties", "Properties whose values are literals", OWL.DatatypeProperty, examples
            ),
            Section("data-structures", "Data structures", _STRUCTURES, tuple(_structures())),
            _others(),
        ),
        overview=_OVERVIEW,
        example="\n".join(
            [f"@prefix {prefix}: <{name}> ." for prefix, name in prefixes().items()]
            + [f"@base <{BASE_OF_EXAMPLES}> ."]
        ),
    )


#: What docs/model.svg shows, for those who don't see it.
_OVERVIEW = (
    "The model: an inspection of a local authority is followed by a report. Judgements, findings, required "
    "actions, statistics, events and mentions are read from it; each points at evidence, the exact "
    "characters of a block. Mentions refer to the bodies of the area."
)
_STRUCTURES = (
    "Figures, grades and counts are observations of data sets (RDF Data Cube), and each data set has one "
    "of these structures."
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
            *_alignments(term),
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


def _alignments(term: Node) -> Iterator[Row]:
    for predicate, name in _ALIGNMENTS.items():
        yield from row(name, sources().vocabulary.objects(term, predicate))


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
        next(name for sort, name in _SORTS.items() if sort in kinds),
        str(term),
        said(graph, term, RDFS.comment),
        (
            *row("said of", _ends(term, _DOMAIN)),
            *row("value", _ends(term, _RANGE)),
            *row("concepts of", (scheme for scheme, taking in taken_by().items() if term in taking)),
            *_alignments(term),
            *listed("in data cubes", roles),
            *listed("of each", used),
        ),
        example=examples.of_property(str(term)),
    )


def _structures() -> Iterator[Entry]:
    graph = sources().cubes
    for structure in sorted(graph.subjects(RDF.type, QB.DataStructureDefinition), key=str):
        components = list(graph.objects(structure, QB.component))
        rows = (
            row(name, [part for each in components for part in graph.objects(each, role)])
            for role, name in _COMPONENTS.items()
        )
        yield Entry(
            anchor(str(structure)),
            said(graph, structure, RDFS.label),
            "data structure",
            str(structure),
            said(graph, structure, RDFS.comment),
            tuple(chain.from_iterable(rows)),
        )


def _others() -> Section:
    """The terms of other vocabularies, each with where it is used here."""
    external = sources().external
    terms = sorted(external.subjects(RDFS.isDefinedBy), key=lambda each: curie(str(each)))
    lines = (
        Line(
            (
                (piece(term),),
                (Piece(_SORTS[URIRef(said(external, term, RDF.type))]),),
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
    files = {"vocabulary": graph, "schemes": sources().concepts, "data structures": sources().cubes}
    for name, file in files.items():
        if any(use in file for use in ((None, term, None), (None, RDF.type, term), (None, _CLASS, term))):
            yield Piece(f"the {name}")
