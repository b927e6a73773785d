"""Typed parameters: what people type, as RDF terms.

A value becomes a term and is bound as one, never pasted into a query: whatever it holds stays data.

============  =====================================================================
type          takes
============  =====================================================================
authority     the register's code, a GSS code, any form of the name, or the IRI
concept       slug, label or printed form of a concept of ``scheme``, or its IRI
region        the name of a region of England
string        any text, or one of ``values`` where the query lists them
integer       digits, with or without a sign
date          a day, as 2013-01-07
boolean       true, false, yes, no
iri           an absolute IRI, or one relative to the base of the graph
============  =====================================================================
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urljoin

from pyoxigraph import Literal, NamedNode

from loader.authorities import register, resolve
from loader.iris import RESOURCES, resource_iri
from loader.vocabulary import CONCEPT_BASE, Concept, concepts
from ontology.terms import XSD
from queries.errors import QueryError, did_you_mean

__all__ = ["TYPES", "Parameter", "bind", "regions"]

_Term = NamedNode | Literal
_WORDS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query may be told: bound to the variable ``?_name``, left free when not given."""

    name: str
    type: str
    description: str = ""
    default: str | None = None
    required: bool = False
    scheme: str | None = None  # of a concept
    values: tuple[str, ...] = ()  # of a string: all that it may be
    example: str | None = None  # a value that the shipped reports have an answer to

    def to_json(self) -> dict[str, Any]:
        """As JSON values, without what is not said."""
        said = {field: getattr(self, field) for field in self.__slots__}
        return {field: value for field, value in said.items() if value}


def bind(parameters: Iterable[Parameter], given: Mapping[str, str]) -> dict[str, _Term]:
    """Each parameter that has a value, with its term.

    Parameters
    ----------
    parameters
        What the query declares.
    given
        What was said, as text.

    Raises
    ------
    QueryError
        If a name is unknown, a required one is missing, or a value is not of its type.

    Examples
    --------
    >>> bind([Parameter("least", "integer", default="2")], {})["least"].value
    '2'

    """
    declared = {parameter.name: parameter for parameter in parameters}
    for name in given:
        if name not in declared:
            raise QueryError(f"unknown parameter {name!r}{did_you_mean(name, declared) or _takes(declared)}")
    terms = {}
    for name, parameter in declared.items():
        text = given.get(name, parameter.default)
        if text is not None:
            terms[name] = _term(parameter, text)
        elif parameter.required:
            raise QueryError(f"parameter {name!r} is missing: {parameter.description or parameter.type}")
    return terms


def _takes(declared: Mapping[str, Parameter]) -> str:
    return f": this query takes {', '.join(declared)}" if declared else ": this query takes none"


def _term(parameter: Parameter, text: str) -> _Term:
    if parameter.type == "concept":
        return _concept(parameter.name, text.strip(), parameter.scheme or "")
    if parameter.values:
        return _one_of(parameter.name, text, parameter.values)
    return TYPES[parameter.type](parameter.name, text)


def _authority(name: str, text: str) -> _Term:
    wanted = text.strip()
    for entry in register():
        iri = resource_iri("authority", entry.code)
        if wanted.upper() in (entry.code, entry.gss_code) or wanted == iri.value:
            return iri
    found = resolve(wanted)
    if found is None or found.code is None:
        known = [form for entry in register() for form in (entry.name, entry.code)]
        raise QueryError(f"{name} {text!r} is not in the register{did_you_mean(wanted, known)}")
    return resource_iri("authority", found.code)


def _concept(name: str, text: str, scheme: str) -> _Term:
    found = {c.slug for c in concepts(scheme).values() if text.casefold() in _forms(scheme, c)}
    if len(found) == 1:
        return NamedNode(f"{CONCEPT_BASE}{scheme}/{found.pop()}")
    if found:
        raise QueryError(f"{name} {text!r} fits several of {scheme}: {', '.join(sorted(found))}")
    slugs = sorted(concepts(scheme))
    near = did_you_mean(text, [*slugs, *(c.label for c in concepts(scheme).values())])
    raise QueryError(f"{name} {text!r} is not among {scheme}{near or ': ' + ', '.join(slugs)}")


def _forms(scheme: str, concept: Concept) -> set[str]:
    """All that a concept may be called, without regard to case."""
    last = concept.slug.rpartition("/")[2]
    iri = f"{CONCEPT_BASE}{scheme}/{concept.slug}"
    return {form.casefold() for form in (*concept.forms, concept.slug, last, iri)}


@cache
def regions() -> tuple[str, ...]:
    """The regions of England in which the councils of the register lie."""
    return tuple(sorted({entry.row["region"] for entry in register()} - {""}))


def _one_of(name: str, text: str, values: Iterable[str]) -> _Term:
    known = {value.casefold(): value for value in values}
    if text.strip().casefold() not in known:
        there = ", ".join(known.values())
        raise QueryError(f"{name} {text!r} is none of {there}{did_you_mean(text.strip(), known.values())}")
    return Literal(known[text.strip().casefold()])


def _string(_name: str, text: str) -> _Term:
    return Literal(text)


def _integer(name: str, text: str) -> _Term:
    try:
        return Literal(str(int(text)), datatype=XSD.integer)
    except ValueError:
        raise QueryError(f"{name} {text!r} is not a whole number") from None


def _date(name: str, text: str) -> _Term:
    try:
        day = datetime.date.fromisoformat(text.strip())
    except ValueError:
        raise QueryError(f"{name} {text!r} is not a date: write it as 2013-01-07") from None
    return Literal(day.isoformat(), datatype=XSD.date)


def _boolean(name: str, text: str) -> _Term:
    if text.strip().casefold() not in _WORDS:
        raise QueryError(f"{name} {text!r} is neither true nor false")
    return Literal(_WORDS[text.strip().casefold()])


def _iri(name: str, text: str) -> _Term:
    wanted = urljoin(RESOURCES, text.strip().removeprefix("id/"))
    if not set(text) & set("/:"):
        raise QueryError(f"{name} {text!r} is not an IRI, nor the end of one after {RESOURCES}")
    try:
        return NamedNode(wanted)
    except ValueError as error:
        raise QueryError(f"{name} {text!r} is not an IRI: {error}") from None


TYPES: Mapping[str, Callable[[str, str], _Term]] = {
    "authority": _authority,
    "concept": lambda name, text: _concept(name, text, ""),
    "region": lambda name, text: _one_of(name, text, regions()),
    "string": _string,
    "integer": _integer,
    "date": _date,
    "boolean": _boolean,
    "iri": _iri,
}
