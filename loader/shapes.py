"""Does a graph keep to ``ontology/shapes.ttl``?

``check_quads`` is a fast check compiled from the shapes themselves: it knows the part of SHACL Core that they
use (target classes; a property's minimum and maximum count, datatype, class, node kind, pattern, list of
values, bounds and length) and refuses shapes that use more, so that it can't fall behind them in silence.
It takes every report before it is committed. ``check_fully`` hands the same graph to pyshacl, the full
validator, which costs about fifty times as much and so serves ``check --full`` and the tests, where both
must agree. Figures: ``make bench``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from loader.quads import Node, Said, by_subject
from ontology.resources import resource

__all__ = ["Rule", "Shape", "ShapeReport", "Violation", "check_fully", "check_quads", "shapes"]

_SH = "http://www.w3.org/ns/shacl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE = NamedNode(_RDF + "type")
_KNOWN = {
    "path", "minCount", "maxCount", "datatype", "class", "nodeKind", "pattern", "in", "minInclusive",
    "maxInclusive", "minLength", "maxLength", "message", "name", "description", "severity", "order",
}  # fmt: skip
_Shapes = dict[str, dict[str, list[Any]]]  # what the file says: subject → SHACL name or IRI → nodes
_NODE_KNOWN = {"targetClass", "property", "message", "name", "description"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One property shape: what the values of one property must be."""

    path: str
    message: str
    min_count: int = 0
    max_count: int | None = None
    datatype: str | None = None
    class_: str | None = None
    node_kind: str | None = None
    pattern: re.Pattern[str] | None = None
    values: frozenset[str] | None = None
    min_inclusive: Decimal | None = None
    max_inclusive: Decimal | None = None
    min_length: int | None = None
    max_length: int | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape: the class whose members it looks at, and its rules."""

    name: str
    target: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Violation:
    """A focus node that breaks a rule."""

    shape: str
    focus: str
    path: str
    message: str
    value: str | None = None

    def __str__(self) -> str:
        found = f" (found {self.value})" if self.value else ""
        return f"{self.focus} {_short(self.path)}: {self.message}{found}"


@dataclass(frozen=True, slots=True)
class ShapeReport:
    """What a check found, and how many focus nodes each shape looked at."""

    violations: tuple[Violation, ...]
    looked_at: Mapping[str, int]  # by name of shape; a shape with none is in it with 0

    @property
    def conforms(self) -> bool:
        """Whether nothing was found."""
        return not self.violations


@cache
def shapes() -> tuple[Shape, ...]:
    """The shapes of ``ontology/shapes.ttl``, in order of name.

    Raises
    ------
    ValueError
        If a shape uses a constraint that the fast check does not know.

    """
    said: _Shapes = {}
    for quad in parse(path=str(resource("ontology/shapes.ttl")), format=RdfFormat.TURTLE):
        said.setdefault(str(quad.subject), {}).setdefault(quad.predicate.value.removeprefix(_SH), []).append(
            quad.object
        )
    found = (_shape(said, subject) for subject in said if "targetClass" in said[subject])
    return tuple(sorted(found, key=lambda shape: shape.name))


def check_quads(quads: Iterable[Quad]) -> ShapeReport:
    """Check the quads of one or more graphs together, fast."""
    graph = by_subject(quads)
    by_target = {shape.target: shape for shape in shapes()}
    looked_at: Counter[str] = Counter({shape.name: 0 for shape in shapes()})
    violations: list[Violation] = []
    for subject, said in graph.items():
        for type_ in said.get(_TYPE.value, ()):
            if shape := by_target.get(type_.value):
                looked_at[shape.name] += 1
                violations += _violations(shape, subject, said, graph)
    return ShapeReport(tuple(violations), dict(sorted(looked_at.items())))


def check_fully(quads: Iterable[Quad]) -> ShapeReport:
    """Check the same with pyshacl, the full validator."""
    import pyshacl  # noqa: PLC0415 — takes half a second to import
    from rdflib import Graph, URIRef  # noqa: PLC0415
    from rdflib.namespace import SH  # noqa: PLC0415

    data = Graph()
    data.parse(data="".join(f"{quad.triple} .\n" for quad in quads), format="nt")
    _, results, _ = pyshacl.validate(data, shacl_graph=str(resource("ontology/shapes.ttl")), advanced=False)
    violations = tuple(
        Violation(
            shape=_short(str(results.value(r, SH.sourceShape))),
            focus=str(results.value(r, SH.focusNode)),
            path=str(results.value(r, SH.resultPath)),
            message=str(results.value(r, SH.resultMessage)),
        )
        for r in results.objects(None, SH.result)
    )
    type_ = URIRef(_TYPE.value)
    looked_at = {s.name: len(set(data.subjects(type_, URIRef(s.target)))) for s in shapes()}
    return ShapeReport(violations, looked_at)


def _short(iri: str) -> str:
    return iri.replace("#", "/").rpartition("/")[2]


# Shapes as rules


def _shape(said: _Shapes, subject: str) -> Shape:
    own = said[subject]
    _refuse_unknown(subject, own, _NODE_KNOWN)
    if len(own["targetClass"]) > 1:
        raise ValueError(f"shapes.ttl, {subject}: the fast check looks at one class a shape")
    rules = sorted((_rule(said, str(node)) for node in own.get("property", ())), key=lambda rule: rule.path)
    return Shape(_short(subject.strip("<>")), own["targetClass"][0].value, tuple(rules))


def _refuse_unknown(subject: str, own: Mapping[str, object], known: set[str]) -> None:
    unknown = sorted(name for name in own if "/" not in name and name not in known)
    if unknown:
        raise ValueError(
            f"shapes.ttl, {subject}: sh:{unknown[0]} is not known to the fast check; teach it or leave it"
        )


def _rule(said: _Shapes, subject: str) -> Rule:
    own = said[subject]
    _refuse_unknown(subject, own, _KNOWN)

    def one(name: str) -> str | None:
        return own[name][0].value if name in own else None

    def number(name: str) -> int | None:
        return int(own[name][0].value) if name in own else None

    pattern = one("pattern")
    return Rule(
        path=own["path"][0].value,
        message=one("message") or "does not keep to its shape",
        min_count=number("minCount") or 0,
        max_count=number("maxCount"),
        datatype=one("datatype"),
        class_=one("class"),
        node_kind=one("nodeKind"),
        pattern=re.compile(pattern) if pattern else None,
        values=frozenset(_list(said, str(own["in"][0]))) if "in" in own else None,
        min_inclusive=_decimal(one("minInclusive")),
        max_inclusive=_decimal(one("maxInclusive")),
        min_length=number("minLength"),
        max_length=number("maxLength"),
    )


def _list(said: _Shapes, node: str) -> Iterator[str]:
    while node in said:
        yield str(said[node][_RDF + "first"][0])
        node = str(said[node][_RDF + "rest"][0])


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


# Rules at work


def _violations(
    shape: Shape, subject: str, said: Mapping[str, list[Node]], graph: Said
) -> Iterator[Violation]:
    for rule in shape.rules:
        values = said.get(rule.path, ())
        if len(values) < rule.min_count or (rule.max_count is not None and len(values) > rule.max_count):
            yield Violation(shape.name, subject, rule.path, rule.message, f"{len(values)} values")
        for value in values:
            if not _fits(rule, value, graph):
                yield Violation(shape.name, subject, rule.path, rule.message, str(value)[:200])


def _fits(rule: Rule, value: Node, graph: Said) -> bool:
    return (
        _is_of_kind(rule, value)
        and (rule.pattern is None or bool(rule.pattern.search(value.value)))
        and (rule.values is None or str(value) in rule.values)
        and (rule.class_ is None or _is_a(value, rule.class_, graph))
        and _is_within(rule, value)
    )


def _is_of_kind(rule: Rule, value: Node) -> bool:
    literal = isinstance(value, Literal)
    if rule.datatype is not None and not (
        isinstance(value, Literal) and value.datatype.value == rule.datatype
    ):
        return False
    return rule.node_kind is None or literal == (rule.node_kind == _SH + "Literal")


def _is_a(value: Node, class_: str, graph: Said) -> bool:
    return any(type_.value == class_ for type_ in graph.get(value.value, {}).get(_TYPE.value, ()))


def _is_within(rule: Rule, value: Node) -> bool:
    if rule.min_length is not None and len(value.value) < rule.min_length:
        return False
    if rule.max_length is not None and len(value.value) > rule.max_length:
        return False
    if rule.min_inclusive is None and rule.max_inclusive is None:
        return True
    try:
        number = Decimal(value.value)
    except InvalidOperation:
        return False
    low, high = rule.min_inclusive, rule.max_inclusive
    return (low is None or number >= low) and (high is None or number <= high)
