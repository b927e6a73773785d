"""The catalogue as linked data: each question a ``sh:SPARQLExecutable``, as editors look for them.

A question says its title, what it answers, its SPARQL with base and prefixes, and its parameters: the
variable is the last part of a parameter's path; and what values it takes, and where they come from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from loader.iris import BASE, scheme
from ontology.terms import DCTERMS, IG, RDF, RDFS, SKOS, XSD
from queries.ask import PREFIXES, Query
from queries.explain import self_contained
from queries.export.nquads import with_prefixes
from queries.parameters import Parameter, bind

__all__ = ["catalogue_turtle", "triples_of"]

_SH = "http://www.w3.org/ns/shacl#"
_CATALOGUE = f"{BASE}id/query"
_DATATYPES = {
    "string": XSD.string,
    "region": XSD.string,
    "integer": XSD.integer,
    "date": XSD.date,
    "boolean": XSD.boolean,
}
_CLASSES = {"authority": IG.LocalAuthority, "concept": SKOS.Concept}


def catalogue_turtle(queries: Iterable[Query]) -> str:
    """Questions as Turtle, sorted: the same catalogue gives the same text."""
    triples = sorted({triple for query in queries for triple in triples_of(query)}, key=str)
    prefixes = {name: PREFIXES[name] for name in ("dcterms", "ig", "rdfs", "skos", "xsd")} | {"sh": _SH}
    return with_prefixes(triples, RdfFormat.TURTLE, prefixes).decode()


def triples_of(query: Query) -> Iterator[Triple]:
    """What is said of one question, and of its parameters."""
    it = NamedNode(f"{_CATALOGUE}/{query.name}")
    for kind in ("SPARQLExecutable", "SPARQLSelectExecutable"):
        yield Triple(it, RDF.type, _sh(kind))
    yield Triple(it, RDFS.label, Literal(query.title, language="en"))
    yield Triple(it, RDFS.comment, Literal(query.description, language="en"))
    yield Triple(it, DCTERMS.identifier, Literal(query.name))
    yield Triple(it, _sh("select"), Literal(self_contained(query.sparql)))
    for parameter in query.parameters:
        node = NamedNode(f"{it.value}/{parameter.name}")
        yield Triple(it, _sh("parameter"), node)
        yield from (Triple(node, predicate, value) for predicate, value in _said(parameter))


def _said(parameter: Parameter) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    yield RDF.type, _sh("Parameter")
    yield _sh("path"), NamedNode(f"{_CATALOGUE}/_{parameter.name}")
    yield _sh("name"), Literal(parameter.name)
    yield _sh("description"), Literal(parameter.description, language="en")
    yield _sh("optional"), Literal(not parameter.required)
    if datatype := _DATATYPES.get(parameter.type):
        yield _sh("datatype"), datatype
    else:
        yield _sh("nodeKind"), _sh("IRI")
    if kind := _CLASSES.get(parameter.type):
        yield _sh("class"), kind
    if parameter.scheme:
        yield NamedNode(f"{PREFIXES['dcterms']}source"), scheme(parameter.scheme)
    if parameter.default is not None:
        yield _sh("defaultValue"), bind([parameter], {})[parameter.name]


def _sh(name: str) -> NamedNode:
    return NamedNode(_SH + name)
