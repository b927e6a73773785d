"""What must hold, in words: the page of the shapes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from rdflib import Graph
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from ontology.documentation.pages import Entry, Line, Page, Piece, Row, Section, Table
from ontology.documentation.sources import anchor, curie, either, link, piece, row, said, sources

__all__ = ["Rule", "rules", "shapes_page"]

_DATATYPES: Mapping[str, str] = {
    "xsd:string": "text",
    "xsd:date": "a day",
    "xsd:dateTime": "a day and time",
    "xsd:gYear": "a year",
    "xsd:integer": "a whole number",
    "xsd:decimal": "a decimal number",
    "xsd:boolean": "true or false",
    "xsd:duration": "a duration",
    "xsd:anyURI": "an address",
}
_NODE_KINDS: Mapping[Node, str] = {SH.IRI: "an IRI", SH.Literal: "a literal"}
_NUMBERS = ("no", "one", "two", "three", "four", "five")
#: What this page can put into words; a test holds it to what the shapes use.
KNOWN = frozenset(
    {
        *(RDF.type, SH.targetClass, SH.targetSubjectsOf, SH.property, SH.path, SH.message, SH.severity),
        *(SH.minCount, SH.maxCount, SH.datatype, SH.nodeKind, SH["class"], SH.pattern, SH["in"]),
        *(SH.minInclusive, SH.maxInclusive, SH.minLength),
    }
)


@dataclass(frozen=True, slots=True)
class Rule:
    """What must hold of one property of the things of a class."""

    shape: str  # IRIs
    target: str  # a class, or nothing where what has some property is meant
    path: str
    many: str  # "exactly one"
    kind: tuple[Piece, ...]  # "text", "an IRI"
    form: tuple[Piece, ...]  # "that is not empty"
    message: str
    severity: str
    options: frozenset[str]  # the values that are allowed, if they are listed
    pattern: str  # the form that an IRI must have, if any

    def takes(self, concept: str) -> bool:
        """Whether a concept may be the value: it is listed, or has the form that is wanted of concepts."""
        formed = "/concept/" in self.pattern and re.search(self.pattern, concept)
        return concept in self.options or bool(formed)


@cache
def rules() -> tuple[Rule, ...]:
    """Every constraint, by shape and property."""
    shapes = sources().shapes.subjects(RDF.type, SH.NodeShape)
    return tuple(rule for shape in sorted(shapes, key=str) for rule in _rules_of(shape))


def _rules_of(shape: Node) -> Iterator[Rule]:
    graph = sources().shapes
    target = said(graph, shape, SH.targetClass)
    by_path = sorted(graph.objects(shape, SH.property), key=lambda each: curie(said(graph, each, SH.path)))
    for constraint in by_path:
        severity = (
            said(graph, constraint, SH.severity) or said(graph, shape, SH.severity) or str(SH.Violation)
        )
        yield Rule(
            str(constraint),
            target,
            said(graph, constraint, SH.path),
            _many(graph, constraint),
            tuple(_kind(graph, constraint)),
            tuple(_form(graph, constraint)),
            said(graph, constraint, SH.message),
            curie(severity).removeprefix("sh:").lower(),
            frozenset(map(str, _options(graph, constraint))),
            said(graph, constraint, SH.pattern) if (constraint, SH.nodeKind, SH.IRI) in graph else "",
        )


def _options(graph: Graph, constraint: Node) -> list[Node]:
    """The values of which each must be one, in the order of the file."""
    listed = graph.value(constraint, SH["in"])
    return [] if listed is None else list(Collection(graph, listed))


def _many(graph: Graph, constraint: Node) -> str:
    least, most = (said(graph, constraint, name) for name in (SH.minCount, SH.maxCount))
    if not most:
        return f"at least {_number(least)}" if least else "any number"
    if most == "0":
        return "none"
    if not least:
        return f"at most {_number(most)}"
    return f"exactly {_number(least)}" if least == most else f"{_number(least)} to {_number(most)}"


def _number(digits: str) -> str:
    return _NUMBERS[int(digits)] if int(digits) < len(_NUMBERS) else digits


def _kind(graph: Graph, constraint: Node) -> Iterator[Piece]:
    """What each value is, as the beginning of a sentence."""
    if options := _options(graph, constraint):
        yield from either(map(piece, options))
        return
    for datatype in graph.objects(constraint, SH.datatype):
        yield Piece(_DATATYPES.get(curie(str(datatype)), f"a literal of type {curie(str(datatype))}"))
    yield from (Piece(_NODE_KINDS[each]) for each in graph.objects(constraint, SH.nodeKind))
    for class_ in graph.objects(constraint, SH["class"]):
        yield Piece("a thing of the same graph, of the class")
        yield piece(class_)


def _form(graph: Graph, constraint: Node) -> Iterator[Piece]:
    """What else must hold of each value, as the end of the sentence."""
    for least in graph.objects(constraint, SH.minLength):
        yield Piece("that is not empty" if str(least) == "1" else f"of {least} characters at least")
    yield from _limits(graph.value(constraint, SH.minInclusive), graph.value(constraint, SH.maxInclusive))
    for pattern in graph.objects(constraint, SH.pattern):
        yield Piece("that matches")
        yield Piece(str(pattern), code=True)


def _limits(least: Node | None, most: Node | None) -> Iterator[Piece]:
    if least is not None and most is not None:
        yield Piece(f"from {least} to {most}")
    elif least is not None:
        yield Piece(f"of {least} or more")
    elif most is not None:
        yield Piece(f"of {most} at most")


def shapes_page() -> Page:
    """The page of the shapes: an entry a class, a line a property."""
    graph = sources().shapes
    shapes = sorted(graph.subjects(RDF.type, SH.NodeShape), key=str)
    return Page(
        "shapes",
        "Shapes: what must hold",
        (
            "Each graph is held against these shapes (SHACL Core) when it is written, by the command check "
            "and by anybody's own validator. A graph is checked by itself: what stands in the same graph is "
            "checked by its class, what stands in another by the form of its IRI.",
            "That a quote is what stands between its offsets in the text of its block can't be said in "
            "SHACL; the loader checks it.",
        ),
        (Row("file", (Piece("ontology/shapes.ttl", "../../ontology/shapes.ttl", code=True),)),),
        (Section("node-shapes", "Shapes by class", "", tuple(map(_entry, shapes))),),
    )


def _entry(shape: Node) -> Entry:
    graph, name = sources().shapes, anchor(str(shape))
    return Entry(
        name,
        name,
        "node shape",
        str(shape),
        said(graph, shape, SH.message),
        (
            *row("holds of every", graph.objects(shape, SH.targetClass)),
            *row("holds of all with", graph.objects(shape, SH.targetSubjectsOf)),
        ),
        Table(
            f"What must hold of {name}",
            ("property", "how many", "each is", "severity", "remedy"),
            tuple(map(_line, _rules_of(shape))),
        ),
    )


def _line(rule: Rule) -> Line:
    return Line(
        (
            (Piece(curie(rule.path), link(rule.path), code=True),),
            (Piece(rule.many),),
            rule.kind + rule.form,
            (Piece(rule.severity),),
            (Piece(rule.message),),
        ),
        anchor(rule.shape),
    )
