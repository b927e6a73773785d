"""What is said of a dataset as a whole: ``dataset.ttl``, and what its store and whoever serves it know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from loader.iris import RESOURCES, graph
from loader.store import Reader
from ontology.resources import resource
from ontology.terms import DCAT, DCTERMS, PROV, RDF, RDFS, SCHEMA, VOID, XSD
from queries.describe.counted import partitions
from queries.errors import QueryError, did_you_mean
from queries.export.nquads import graphs_of
from queries.export.origin import dataset_iri
from queries.scope import asked

__all__ = ["NOWHERE", "Served", "description"]

_WEB = re.compile(r"https?://[^/\s]+")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Served:
    """Where a dataset can be had; of what is not given nothing is said.

    Attributes
    ----------
    endpoint
        Address of a SPARQL endpoint that answers from it.
    downloads
        Addresses of files, by format: the names are those of ``inspection-graph export``.

    """

    endpoint: str = ""
    downloads: Mapping[str, str] = field(default_factory=dict)


#: A dataset that nobody serves.
NOWHERE = Served()


def description(
    reader: Reader, served: Served = NOWHERE, counted: Iterable[Triple] | None = None
) -> tuple[Triple, ...]:
    """All that is said of the dataset of a store, what is said of the dataset itself first.

    The same generation gives the same triples in the same order.

    Parameters
    ----------
    reader
        An open store.
    served
        Where the dataset can be had.
    counted
        What ``partitions`` gave for the same store, to be used again; counted now if not given. An empty one
        leaves it out.

    Raises
    ------
    QueryError
        If an address is none, or a format is unknown.

    """
    it = NamedNode(dataset_iri(reader.dataset))
    fixed = list(_fixed(it))
    said = {
        *fixed,
        *_version(reader, it),
        *_sources(reader, it),
        *_links(reader, it),
        *_served(it, served, fixed),
        *(partitions(reader) if counted is None else counted),
    }
    return tuple(sorted(said, key=lambda triple: (triple.subject != it, str(triple))))


def _fixed(it: NamedNode) -> Iterator[Triple]:
    file = resource("queries/describe/dataset.ttl")
    return (quad.triple for quad in parse(path=str(file), format=RdfFormat.TURTLE, base_iri=it.value))


def _version(reader: Reader, it: NamedNode) -> Iterator[Triple]:
    """Which dataset it is, how large, made when and by what."""
    manifest = reader.manifest
    created = Literal(manifest.created, datatype=XSD.dateTime)
    version = manifest.versions.get("software", "")
    making, software = (NamedNode(f"{it.value}#{name}") for name in ("making", "software"))
    yield Triple(it, DCTERMS.identifier, Literal(reader.dataset))
    yield Triple(it, DCAT.version, Literal(reader.dataset))
    yield Triple(it, DCTERMS.issued, Literal(manifest.created[:10], datatype=XSD.date))
    yield Triple(it, DCTERMS.modified, created)
    yield Triple(it, VOID.uriSpace, Literal(RESOURCES))
    yield Triple(it, VOID.triples, Literal(sum(manifest.graphs[iri].quads for iri in graphs_of(reader))))
    yield Triple(it, PROV.wasGeneratedBy, making)
    yield Triple(making, RDF.type, PROV.Activity)
    yield Triple(making, PROV.endedAtTime, created)
    yield Triple(making, PROV.wasAssociatedWith, software)
    yield Triple(software, RDF.type, PROV.SoftwareAgent)
    yield Triple(software, RDFS.label, Literal(f"inspection-graph {version}".strip()))
    if version:
        yield Triple(software, SCHEMA.softwareVersion, Literal(version))


def _sources(reader: Reader, it: NamedNode) -> Iterator[Triple]:
    """The reports that it was read from, where they were published, and the time that they cover."""
    rows = sorted(asked(reader, "describe/reports"), key=lambda row: row["report"])
    for row in rows:
        yield Triple(it, PROV.wasDerivedFrom, NamedNode(row["report"]))
        if address := _address(row["address"]):
            yield Triple(it, PROV.hadPrimarySource, address)
    for row in rows[:1]:
        yield Triple(it, VOID.exampleResource, NamedNode(row["report"]))
    if days := sorted({row[end] for row in rows for end in ("start", "end")} - {""}):
        period = NamedNode(f"{it.value}#period")
        yield Triple(it, DCTERMS.temporal, period)
        yield Triple(period, RDF.type, DCTERMS.PeriodOfTime)
        yield Triple(period, DCAT.startDate, Literal(days[0], datatype=XSD.date))
        yield Triple(period, DCAT.endDate, Literal(days[-1], datatype=XSD.date))


def _address(text: str) -> NamedNode | None:
    """An address as an IRI; None if it can't be one: the report has it in any case, as text."""
    try:
        return NamedNode(quote(_LONE_PERCENT.sub("%25", text), safe=":/?#@!$&'()*+,;=%~")) if text else None
    except ValueError:
        return None


def _links(reader: Reader, it: NamedNode) -> Iterator[Triple]:
    """The link sets, as their own graph describes them; an older store has none."""
    for quad in reader.graph_quads(graph("links").value):
        yield quad.triple
        if quad.predicate == VOID.triples:
            yield Triple(it, VOID.subset, quad.subject)


def _served(it: NamedNode, served: Served, fixed: Iterable[Triple]) -> Iterator[Triple]:
    if served.endpoint:
        yield Triple(it, VOID.sparqlEndpoint, _web(served.endpoint))
    objects = [said.object for said in fixed if said.predicate == DCAT.distribution]
    files = {file.value.rpartition("#")[2]: file for file in objects if isinstance(file, NamedNode)}
    for name, address in served.downloads.items():
        if name not in files:
            known = ", ".join(sorted(files))
            raise QueryError(f"there is no export {name!r}{did_you_mean(name, files)}; there are: {known}")
        yield Triple(files[name], DCAT.accessURL, _web(address))
        yield Triple(files[name], DCAT.downloadURL, _web(address))
        if name == "nquads":
            yield Triple(it, VOID.dataDump, _web(address))


def _web(address: str) -> NamedNode:
    """An address that somebody gave, as an IRI."""
    try:
        if _WEB.match(address):
            return NamedNode(address)
    except ValueError:
        pass
    raise QueryError(f"{address!r} is no address: write it in full, as https://example.org/sparql")
