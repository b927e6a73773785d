"""Does a graph keep to ``ontology/shapes.ttl``?

``check_statements`` is a fast check compiled from the shapes themselves: it knows the part of SHACL Core that
they use (target classes, and subjects of a property; a property's minimum and maximum count, datatype, class,
node kind, pattern, list of values, bounds and length) and refuses shapes that use more, so that it can't fall
behind them in silence.
It takes every report before it is committed. ``check_fully`` hands the same graph to pyshacl, the full
validator, which costs some three hundred times as much and so serves ``check --full`` and the tests, where
both must agree. Figures: ``make bench``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache, partial
from math import inf
from typing import Any

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from loader.quads import Said, Term, iri, said_in, value_of
from ontology.resources import resource
from ontology.terms import RDF, XSD

__all__ = [
    "Rule",
    "Shape",
    "ShapeReport",
    "Violation",
    "check_fully",
    "check_quads",
    "check_statements",
    "shapes",
]

_SH = "http://www.w3.org/ns/shacl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TYPE = iri(RDF.type)
_REMEMBERED = 1024  # answers of a rule: most values, concepts and numbers above all, come again and again
_KNOWN = {
    "path", "minCount", "maxCount", "datatype", "class", "nodeKind", "pattern", "in", "minInclusive",
    "maxInclusive", "minLength", "maxLength", "message", "name", "description", "severity", "order",
}  # fmt: skip
_NOTHING: Mapping[Term, tuple[Term, ...]] = {}
_Shapes = dict[str, dict[str, list[Any]]]  # what the file says: subject → SHACL name or IRI → nodes
_TARGETS = ("targetClass", "targetSubjectsOf")
_NODE_KNOWN = {*_TARGETS, "property", "message", "name", "description"}


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
    """A node shape: what it looks at, and its rules."""

    name: str
    target: str
    rules: tuple[Rule, ...]
    by_property: bool = False  # the target is a property, and it looks at what has it; else at a class


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
    found = (_shape(said, subject) for subject in said if any(target in said[subject] for target in _TARGETS))
    return tuple(sorted(found, key=lambda shape: shape.name))


def check_statements(said: Said) -> ShapeReport:
    """Check what one or more graphs say together, fast."""
    by_class, by_property = _tests(by_property=False), _tests(by_property=True)
    looked_at = {shape.name: 0 for shape in shapes()}
    violations: list[Violation] = []
    for subject, own in said.items():
        found = [by_class[type_] for type_ in own.get(_TYPE, ()) if type_ in by_class]
        found += [tests for path, tests in by_property.items() if path in own]
        for shape, tests in found:
            looked_at[shape.name] += 1
            violations += _violations(shape, tests, subject, said)
    return ShapeReport(tuple(violations), looked_at)


def check_quads(quads: Iterable[Quad]) -> ShapeReport:
    """Check the same as quads."""
    return check_statements(said_in(quads))


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
    type_ = URIRef(RDF.type.value)

    def focus(shape: Shape) -> set[Any]:
        target = URIRef(shape.target)
        return set(data.subjects(target) if shape.by_property else data.subjects(type_, target))

    return ShapeReport(violations, {shape.name: len(focus(shape)) for shape in shapes()})


def _short(iri: str) -> str:
    return iri.replace("#", "/").rpartition("/")[2]


# Shapes as rules


def _shape(said: _Shapes, subject: str) -> Shape:
    own = said[subject]
    _refuse_unknown(subject, own, _NODE_KNOWN)
    targets = [node.value for target in _TARGETS for node in own.get(target, ())]
    if len(targets) > 1:
        raise ValueError(f"shapes.ttl, {subject}: the fast check looks at one class or property a shape")
    rules = sorted((_rule(said, str(node)) for node in own.get("property", ())), key=lambda rule: rule.path)
    return Shape(_short(subject.strip("<>")), targets[0], tuple(rules), "targetSubjectsOf" in own)


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


@dataclass(frozen=True, slots=True)
class _Test:
    """A rule as it is asked: how many values there may be, and what each of them must be."""

    rule: Rule
    path: Term
    least: int
    most: float
    fits: Callable[[Term], bool]  # by itself
    class_: Term | None  # as the same graph says


@cache
def _tests(*, by_property: bool) -> Mapping[Term, tuple[Shape, tuple[_Test, ...]]]:
    """The shapes by the class, or the property, that they look at."""
    chosen = (shape for shape in shapes() if shape.by_property is by_property)
    return {_written(shape.target): (shape, tuple(_test(rule) for rule in shape.rules)) for shape in chosen}


def _test(rule: Rule) -> _Test:
    return _Test(
        rule=rule,
        path=_written(rule.path),
        least=rule.min_count,
        most=inf if rule.max_count is None else rule.max_count,
        fits=_fits(rule),
        class_=_written(rule.class_) if rule.class_ else None,
    )


def _written(iri_: str) -> Term:
    return iri(NamedNode(iri_))


def _violations(shape: Shape, tests: Iterable[_Test], subject: Term, said: Said) -> Iterator[Violation]:
    own = said[subject]
    for test in tests:
        values = own.get(test.path, ())
        if not test.least <= len(values) <= test.most:
            yield _violation(shape, test.rule, subject, f"{len(values)} values")
        for value in values:
            if not test.fits(value) or (
                test.class_ is not None and test.class_ not in said.get(value, _NOTHING).get(_TYPE, ())
            ):
                yield _violation(shape, test.rule, subject, value[:200])


def _violation(shape: Shape, rule: Rule, subject: Term, found: str) -> Violation:
    return Violation(shape.name, value_of(subject), rule.path, rule.message, found)


def _fits(rule: Rule) -> Callable[[Term], bool]:
    """Whether a value, by itself, is what a rule asks for."""
    asked = tuple(_asked(rule))
    return lru_cache(maxsize=_REMEMBERED)(lambda value: all(fits(value) for fits in asked))


def _asked(rule: Rule) -> Iterator[Callable[[Term], bool]]:
    """What a rule asks of a value, one thing after the other."""
    if rule.datatype is not None:
        ending = '"' if rule.datatype == XSD.string.value else f'"^^<{rule.datatype}>'
        yield lambda value: value.endswith(ending)
    if rule.node_kind is not None:
        start = '"' if rule.node_kind == _SH + "Literal" else "<"
        yield lambda value: value.startswith(start)
    if (pattern := rule.pattern) is not None:
        yield lambda value: pattern.search(value_of(value)) is not None
    if (values := rule.values) is not None:
        yield lambda value: value in values
    if (shortest := rule.min_length) is not None:
        yield lambda value: len(value_of(value)) >= shortest
    if (longest := rule.max_length) is not None:
        yield lambda value: len(value_of(value)) <= longest
    if rule.min_inclusive is not None or rule.max_inclusive is not None:
        yield partial(_is_within, rule.min_inclusive, rule.max_inclusive)


def _is_within(low: Decimal | None, high: Decimal | None, value: Term) -> bool:
    try:
        number = Decimal(value_of(value))
        return (low is None or number >= low) and (high is None or number <= high)
    except InvalidOperation:  # no number, or none that is in order with others
        return False
