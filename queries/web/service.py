"""What the endpoint says of itself: https://www.w3.org/TR/sparql11-service-description/."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from loader.store import Reader
from ontology.terms import DCTERMS, RDF, VOID, XSD
from queries.ask import PREFIXES
from queries.export.origin import dataset_iri
from queries.guard import LIMITS
from queries.web.answers import Limits

__all__ = ["service_description"]

_SD = "http://www.w3.org/ns/sparql-service-description#"
_SH = "http://www.w3.org/ns/shacl#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "RDF_XML",
    "JSON-LD",
)


def service_description(reader: Reader, endpoint: str, limits: Limits) -> Iterator[Triple]:
    """The endpoint, what it takes and gives, its dataset, its limits, and what a query need not declare.

    Parameters
    ----------
    reader
        The generation that is asked.
    endpoint
        The address of the endpoint: the service is named by it.
    limits
        Of an answer.

    """
    service, graph = NamedNode(endpoint), NamedNode(f"{endpoint}#default-graph")
    dataset = NamedNode(dataset_iri(reader.dataset))
    yield Triple(service, RDF.type, _sd("Service"))
    yield Triple(service, _sd("endpoint"), service)
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for name in _RESULTS:
        yield Triple(service, _sd("resultFormat"), NamedNode(_FORMATS + name))
    yield Triple(service, DCTERMS.description, Literal(_limits(limits), language="en"))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, RDF.type, _sd("Dataset"))
    yield Triple(dataset, DCTERMS.identifier, Literal(reader.dataset))
    yield Triple(dataset, _sd("defaultGraph"), graph)
    yield Triple(graph, RDF.type, _sd("Graph"))
    yield Triple(graph, VOID.triples, Literal(reader.manifest.quads))
    for prefix, namespace in PREFIXES.items():
        declared = NamedNode(f"{endpoint}#prefix-{prefix}")
        yield Triple(service, NamedNode(f"{_SH}declare"), declared)
        yield Triple(declared, NamedNode(f"{_SH}prefix"), Literal(prefix))
        yield Triple(declared, NamedNode(f"{_SH}namespace"), Literal(namespace, datatype=XSD.anyURI))


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)


def _limits(limits: Limits) -> str:
    bounds = ", ".join(f"{most:,} {what}" for what, most in LIMITS.items())
    return (
        f"A result has at most {limits.rows:,} rows (or triples) and {limits.bytes:,} bytes, and a query "
        f"{limits.seconds:g} seconds and {limits.memory >> 20:,} MiB of memory; what needs more is answered "
        "by 503 or 413, never by a part of a result. The default graph is the union of all named graphs. "
        f"The text of a query has at most {bounds}. There are no updates and no federated queries."
    )
