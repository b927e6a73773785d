"""Examples of terms in use, as Turtle: taken from a graph, and so true."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from ontology.documentation.sources import curie
from ontology.terms import BASE, IG, RDF, XSD

__all__ = ["BASE_OF_EXAMPLES", "Examples"]

BASE_OF_EXAMPLES = f"{BASE}id/"
_RUNS = f"{BASE}graph/runs"  # the only graph with a clock: what it says differs from load to load
#: Literals that Turtle writes as they are, by datatype.
_PLAIN = {
    XSD.integer: re.compile(r"[+-]?\d+"),
    XSD.decimal: re.compile(r"[+-]?\d*\.\d+"),
    XSD.boolean: re.compile("true|false"),
}
_UNCERTAIN = curie(IG.uncertain.value)
_MOST = 3  # values of one property that an example shows
_ESCAPED = {ord("\\"): "\\\\", ord('"'): '\\"', ord("\n"): "\\n", ord("\r"): "\\r", ord("\t"): "\\t"}

_Term = NamedNode | BlankNode | Literal | Triple
_Said = dict[str, list[str]]  # what is said of a thing: values by property, both as Turtle


class Examples:
    """One example a term.

    The example of a class is the thing of which most is said, and of those the one that takes the fewest
    characters; none that is marked as uncertain. That of a property is the shortest statement. Where a graph
    has none, the example is empty.
    """

    def __init__(self, path: Path) -> None:
        """Read a graph from an N-Quads file."""
        self._things: dict[str, _Said] = {}
        self._classes: dict[str, list[str]] = {}
        self._statements: dict[str, str] = {}
        with path.open("rb") as file:
            for quad in parse(file, format=RdfFormat.N_QUADS):
                if quad.graph_name != NamedNode(_RUNS) and isinstance(quad.subject, NamedNode):
                    self._take(quad.subject, quad.predicate, quad.object)

    def _take(self, subject: NamedNode, predicate: NamedNode, value: _Term) -> None:
        name, said = _turtle(subject), ("a" if predicate == RDF.type else _turtle(predicate))
        if predicate == RDF.type and isinstance(value, NamedNode):
            self._classes.setdefault(value.value, []).append(name)
        self._things.setdefault(name, {}).setdefault(said, []).append(_turtle(value))
        statement = f"{name} {said} {_turtle(value)} ."
        shortest = self._statements.setdefault(predicate.value, statement)
        self._statements[predicate.value] = min(shortest, statement, key=_length)

    def of_class(self, iri: str) -> str:
        """A thing of a class, with what is said of it."""

        def worth(name: str) -> tuple[int, int, str]:
            said = self._things[name]
            return (-len(said), sum(len(value) for values in said.values() for value in values), name)

        things = [name for name in self._classes.get(iri, ()) if _UNCERTAIN not in self._things[name]]
        return self._written(min(things, key=worth)) if things else ""

    def of_property(self, iri: str) -> str:
        """A statement with a property."""
        return self._statements.get(iri, "")

    def _written(self, name: str) -> str:
        said = self._things[name]
        lines = [f"{predicate} {_objects(said[predicate])}" for predicate in sorted(said, key=_type_first)]
        return f"{name}\n    " + " ;\n    ".join(lines) + " ."


def _length(statement: str) -> tuple[int, str]:
    return len(statement), statement


def _type_first(predicate: str) -> tuple[bool, str]:
    return predicate != "a", predicate


def _objects(values: Iterable[str]) -> str:
    """Some of the values; how many more there are is said in a comment, and none are left out in silence."""
    ordered = sorted(values)
    shown = " ,\n        ".join(ordered[:_MOST])
    more = len(ordered) - _MOST
    return shown if more <= 0 else f"{shown}  # and {more} more\n       "


def _turtle(term: _Term) -> str:
    """A term as Turtle, with the prefixes of the vocabulary and relative to the base of examples."""
    if isinstance(term, NamedNode):
        short = curie(term.value)
        return f"<{term.value.removeprefix(BASE_OF_EXAMPLES)}>" if short == term.value else short
    if not isinstance(term, Literal):
        return str(term)
    plain = _PLAIN.get(term.datatype)
    if plain and plain.fullmatch(term.value):
        return term.value
    text = f'"{term.value.translate(_ESCAPED)}"'
    if term.language:
        return f"{text}@{term.language}"
    return text if term.datatype == XSD.string else f"{text}^^{_turtle(term.datatype)}"
