"""Statements by what they are about, every term as N-Triples writes it.

The loader makes, checks and hands on what a graph says in this form: strings cost a fifth of the database's
own nodes and quads, and side by side they are the lines that the store keeps. The makers of terms here write
a literal as the database gives it back (see ``loader.store.canonical``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache, lru_cache
from typing import NewType

from pyoxigraph import Literal, NamedNode, Quad, Store

from loader.iris import concept
from ontology.terms import XSD

__all__ = [
    "Node",
    "Said",
    "Statement",
    "Term",
    "by_subject",
    "concept_term",
    "date_term",
    "decimal",
    "iri",
    "lines_of",
    "number",
    "said_in",
    "say",
    "text",
    "together",
    "truth",
    "typed",
    "value_of",
]

_DATE_TYPES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}

Node = NamedNode | Literal
Term = NewType("Term", str)  # <https://…>, "text", "4"^^<http://www.w3.org/2001/XMLSchema#integer>
Statement = tuple[NamedNode, Term | None]  # a property and its value; None: there is nothing to say
Said = dict[Term, dict[Term, tuple[Term, ...]]]  # subject → predicate → objects, each once

# What N-Triples does not print as it is, and how the database writes it.
_ESCAPES = {"\t": r"\t", "\b": r"\b", "\n": r"\n", "\r": r"\r", "\f": r"\f", '"': r"\"", "\\": r"\\"}
_ESCAPES |= {chr(c): f"\\u{c:04X}" for c in (*range(0x20), 0x7F, 0xFFFE, 0xFFFF) if chr(c) not in _ESCAPES}
_PLAIN = {escaped: char for char, escaped in _ESCAPES.items()}
_TO_ESCAPE = re.compile(f"[{re.escape(''.join(_ESCAPES))}]")
_ESCAPED = re.compile(r"\\(?:u[0-9A-F]{4}|.)")


# Terms


@lru_cache(maxsize=1024)
def iri(node: NamedNode) -> Term:
    """An IRI."""
    return Term(str(node))


def text(value: str | None) -> Term | None:
    r"""A plain literal; None for None.

    >>> text('It is "good".')
    '"It is \\"good\\"."'
    """
    if value is None:
        return None
    if not value.isprintable() or '"' in value or "\\" in value:
        value = _TO_ESCAPE.sub(lambda found: _ESCAPES[found[0]], value)
    return Term(f'"{value}"')


def number(value: int | None) -> Term | None:
    """An integer; None for None."""
    return None if value is None else Term(f'"{value}"^^{_INTEGER}')


def truth(value: bool | None) -> Term | None:
    """True or false; None for None."""
    return None if value is None else Term(f'"{str(value).lower()}"^^{_BOOLEAN}')


@lru_cache(maxsize=1024)
def decimal(value: float | Decimal | None) -> Term | None:
    """A decimal; None for None.

    >>> decimal(0.90)
    '"0.9"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    return None if value is None else typed(format(Decimal(str(value)).normalize(), "f"), XSD.decimal)


@lru_cache(maxsize=1024)
def typed(lexical: str, datatype: NamedNode) -> Term:
    """A literal of any other type, normalised by the database itself.

    >>> typed("P12M", XSD.duration)
    '"P1Y"^^<http://www.w3.org/2001/XMLSchema#duration>'
    """
    scratch = Store()
    scratch.add(Quad(datatype, datatype, Literal(lexical, datatype=datatype)))
    return Term(str(next(iter(scratch)).object))


def date_term(iso: str | None) -> Term | None:
    """A date, month or year, of the type that its precision asks for; None for None.

    >>> date_term("2012-05")
    '"2012-05"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    """
    return typed(iso, _DATE_TYPES[len(iso)]) if iso else None


@cache
def concept_term(scheme: str, slug: str) -> Term:
    """A concept of ``ontology/schemes/<scheme>.ttl``."""
    return iri(concept(scheme, slug))


def value_of(term: Term) -> str:
    r"""The IRI, or the text of the literal.

    >>> value_of(Term('"a \\"b\\""^^<https://example.org/type>'))
    'a "b"'
    """
    if term.startswith("<"):
        return term[1:-1]
    value = term[1 : term.rindex('"')]
    return _ESCAPED.sub(lambda found: _PLAIN[found[0]], value) if "\\" in value else value


_INTEGER, _BOOLEAN = iri(XSD.integer), iri(XSD.boolean)


# Statements


def say(said: Said, subject: Term, statements: Iterable[Statement]) -> None:
    """Add what a subject's properties are, each statement once."""
    own = said.setdefault(subject, {})
    for predicate, value in statements:
        if value is not None:
            key = iri(predicate)
            known = own.get(key)
            if known is None:
                own[key] = (value,)
            elif value not in known:
                own[key] = (*known, value)


def together(parts: Iterable[Said]) -> Said:
    """What several say, each statement once."""
    whole: Said = {}
    for part in parts:
        for subject, own in part.items():
            known = whole.setdefault(subject, {})
            for predicate, values in own.items():
                known[predicate] = tuple(dict.fromkeys((*known.get(predicate, ()), *values)))
    return whole


def lines_of(said: Said) -> list[bytes]:
    """Sorted, distinct N-Triples lines: what ``loader.store.canonical.canonical_lines`` makes of the same."""
    lines = [
        f"{subject} {predicate} {value} .\n"
        for subject, own in said.items()
        for predicate, values in own.items()
        for value in values
    ]
    lines.sort()  # by code point, as their bytes sort
    return [line.encode() for line in lines]


def said_in(quads: Iterable[Quad], said: Said | None = None) -> Said:
    """What quads say, in the order given, whatever their graphs.

    Parameters
    ----------
    quads
        As the database gives them back, if their lines are to be what it keeps.
    said
        What to add it to; nothing if not given.

    Raises
    ------
    ValueError
        If a subject or object is neither IRI nor literal: the graph has no blank nodes.

    """
    said = {} if said is None else said
    for quad in quads:
        subject, value = quad.subject, quad.object
        if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
            raise ValueError(f"not a plain statement: {quad}")
        say(said, Term(str(subject)), [(quad.predicate, Term(str(value)))])
    return said


def by_subject(quads: Iterable[Quad]) -> dict[str, dict[str, list[Node]]]:
    """The same with nodes for values: subject IRI → predicate IRI → objects."""
    said: dict[str, dict[str, list[Node]]] = {}
    for quad in quads:
        subject, value = quad.subject, quad.object
        if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
            raise ValueError(f"not a plain statement: {quad}")
        said.setdefault(subject.value, {}).setdefault(quad.predicate.value, []).append(value)
    return said
