"""The graph as JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/), in the words of ``ontology/context.jsonld``.

Every named graph is an object with its nodes, in the order of their IRIs; one object before them says which
dataset it is. A graph is written at a time. Node objects are flat: what is pointed at stands beside, not
inside.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import IO, Any

from pyoxigraph import Literal, NamedNode, Quad, Triple

from loader.store import Reader
from loader.store.canonical import graph_lines, quads_of
from ontology.resources import resource
from ontology.terms import RDF, XSD
from queries.export.origin import Origin, dataset_iri

__all__ = ["compact", "context", "node_objects", "write_jsonld"]


def write_jsonld(reader: Reader, graphs: Iterable[str], origin: Origin, output: IO[bytes]) -> None:
    """Write named graphs with our context; the same graphs give the same bytes."""
    about = {
        "id": dataset_iri(origin.dataset),
        "title": str(origin),
        "dcterms:identifier": origin.dataset,
        "issued": origin.date,
    }
    output.write(b'{"@context": ' + _text(context()) + b',\n"@graph": [\n' + _text(about))
    for iri in graphs:
        nodes = node_objects(quads_of(iri, graph_lines(reader.store, iri)))
        output.write(b",\n" + _text({"id": iri, "@graph": nodes}))
    output.write(b"\n]}\n")


def _text(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def node_objects(statements: Iterable[Quad] | Iterable[Triple]) -> list[dict[str, Any]]:
    """A node object for each subject, in the order in which they come."""
    nodes: dict[str, dict[str, Any]] = {}
    for said in statements:
        subject, predicate, value = said.subject, said.predicate, said.object
        assert isinstance(subject, NamedNode)
        assert isinstance(value, NamedNode | Literal)
        node = nodes.setdefault(subject.value, {"id": subject.value})
        if predicate == RDF.type:
            node.setdefault("type", []).append(_terms().get(value.value, (compact(value.value), ""))[0])
            continue
        term, coercion = _terms().get(predicate.value, (compact(predicate.value), ""))
        node.setdefault(term, []).append(_value(value, coercion))
    return [{name: _one(value) for name, value in node.items()} for node in nodes.values()]


def _one(value: Any) -> Any:
    """A list of one as its one."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _value(value: NamedNode | Literal, coercion: str) -> str | dict[str, str]:
    """A value, bare where the context says its type."""
    if isinstance(value, NamedNode):
        return value.value if coercion == "@id" else {"@id": value.value}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    datatype = value.datatype.value
    if coercion == datatype or (not coercion and datatype == XSD.string.value):
        return value.value
    return {"@value": value.value, "@type": datatype}


@cache
def context() -> Any:
    """What ``ontology/context.jsonld`` says, by term."""
    return json.loads(resource("ontology/context.jsonld").read_text(encoding="utf-8"))["@context"]


@cache
def _terms() -> Mapping[str, tuple[str, str]]:
    """The term for each property, and to what type it makes its values."""
    terms: dict[str, tuple[str, str]] = {}
    for term, said in context().items():
        iri = said.get("@id", "") if isinstance(said, dict) else said
        if isinstance(iri, str) and ":" in iri and not iri.endswith(("#", "/")):
            coercion = said.get("@type", "") if isinstance(said, dict) else ""
            terms.setdefault(_full(iri), (term, _full(coercion)))
    return terms


def compact(iri: str) -> str:
    """An IRI with one of the prefixes of the context, or in full if none fits."""
    for prefix, namespace in context().items():
        if isinstance(namespace, str) and namespace.endswith(("#", "/")) and iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _full(name: str) -> str:
    """A compact IRI in full; a keyword as it is."""
    prefix, colon, local = name.partition(":")
    return f"{context()[prefix]}{local}" if colon and not local.startswith("//") else name
