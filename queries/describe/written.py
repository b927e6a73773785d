"""How a description is written: the same triples give the same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from queries.ask import PREFIXES
from queries.export.jsonld import context, node_objects
from queries.export.nquads import with_prefixes

__all__ = ["DESCRIPTION_FORMATS", "MEDIA_TYPES"]

_SHARED = ("dcterms", "foaf", "prov", "rdfs", "schema", "void", "xsd")
_PREFIXES = {"dcat": "http://www.w3.org/ns/dcat#", **{name: PREFIXES[name] for name in _SHARED}}


def _turtle(triples: Sequence[Triple]) -> bytes:
    """What belongs to the dataset, whose triples come first, is abbreviated too."""
    dataset = triples[0].subject
    assert isinstance(dataset, NamedNode)
    return with_prefixes(triples, RdfFormat.TURTLE, {**_PREFIXES, "this": f"{dataset.value}#"})


def _jsonld(triples: Sequence[Triple]) -> bytes:
    """In the words of ``ontology/context.jsonld``."""
    document = {"@context": context(), "@graph": node_objects(triples)}
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _ntriples(triples: Sequence[Triple]) -> bytes:
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


#: How to write a ``description``, by name; the first is what one gets without asking.
DESCRIPTION_FORMATS: Mapping[str, Callable[[Sequence[Triple]], bytes]] = {
    "turtle": _turtle,
    "jsonld": _jsonld,
    "ntriples": _ntriples,
}
#: What a web server calls them.
MEDIA_TYPES: Mapping[str, str] = {
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
    "ntriples": "application/n-triples",
}
