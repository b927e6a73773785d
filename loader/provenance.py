"""Where a graph came from: the runs that wrote it, and the files that another took the place of."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode, Quad

from loader.iris import graph, resource_iri
from loader.store.generations import now
from loader.versions import software_version
from ontology.terms import IG, PROV, RDF, RDFS, XSD

__all__ = ["revision_quads", "run_quads"]


def revision_quads(path: str, replaced: Mapping[str, str]) -> list[Quad]:
    """That the report of an inspection replaces another file's, which is named by its digest.

    Parameters
    ----------
    path
        Of the inspection, as MDW/2013-01-07/protection-2012.
    replaced
        ``file`` (name) and ``sha256`` of the file that was replaced.

    """
    name, report = graph("report", path), resource_iri("report", path)
    old = resource_iri("report", path, "replaced", replaced["sha256"][:12])
    return [
        Quad(report, PROV.wasRevisionOf, old, name),
        Quad(old, RDF.type, PROV.Entity, name),
        Quad(old, IG.sourceDigest, Literal(f"sha256:{replaced['sha256']}"), name),
        Quad(old, IG.fileName, Literal(replaced["file"]), name),
    ]


def run_quads(
    started: str, digests: Mapping[str, str], number: int, what: str = "reports read"
) -> list[Quad]:
    """A run of the loader: the only statements with a clock in them.

    Parameters
    ----------
    started
        When it began, as xsd:dateTime.
    digests
        SHA-256 of the file that each graph was read from, by graph IRI.
    number
        What tells it from other runs that ended in the same second.
    what
        It did with these files, in words.

    """
    ended = now()
    it = resource_iri("run", f"{ended}-{number}")
    said: list[tuple[NamedNode, NamedNode | Literal]] = [
        (RDF.type, IG.Run),
        (RDFS.label, Literal(f"Run of {ended}: {len(digests)} {what}")),
        (PROV.startedAtTime, Literal(started, datatype=XSD.dateTime)),
        (PROV.endedAtTime, Literal(ended, datatype=XSD.dateTime)),
        (IG.softwareVersion, Literal(software_version())),
        *((IG.sourceDigest, Literal(f"sha256:{digest}")) for digest in sorted(set(digests.values()))),
        *((PROV.generated, NamedNode(iri)) for iri in sorted(digests)),
    ]
    return [Quad(it, predicate, value, graph("runs")) for predicate, value in said]
