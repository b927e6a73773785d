"""What data sets are made of, and to which others the graph leads."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from rdflib.namespace import DCTERMS, FOAF, QB, RDF, RDFS, VOID

from ontology.documentation.pages import Entry, Piece, Section
from ontology.documentation.sources import anchor, listed, row, said, sources

__all__ = ["link_sets", "structures"]

_COMPONENTS = {QB.dimension: "dimensions", QB.measure: "measures", QB.attribute: "attributes"}


def structures() -> Section:
    """The structures of the data cubes."""
    return Section(
        "data-structures",
        "Data structures",
        "Figures, grades and counts are observations of data sets (RDF Data Cube), and each data set has one "
        "of these structures.",
        tuple(_structures()),
    )


def _structures() -> Iterator[Entry]:
    graph = sources().cubes
    for structure in sorted(graph.subjects(RDF.type, QB.DataStructureDefinition), key=str):
        components = list(graph.objects(structure, QB.component))
        rows = (
            row(name, [part for each in components for part in graph.objects(each, role)])
            for role, name in _COMPONENTS.items()
        )
        yield Entry(
            anchor(str(structure)),
            said(graph, structure, RDFS.label),
            "data structure",
            str(structure),
            said(graph, structure, RDFS.comment),
            tuple(chain.from_iterable(rows)),
        )


def link_sets() -> Section:
    """The sets of links to other datasets."""
    return Section(
        "link-sets",
        "Link sets",
        "Links to other datasets (VoID) stand in named graphs of their own, a set each.",
        tuple(_link_sets()),
    )


def _link_sets() -> Iterator[Entry]:
    graph = sources().links
    for link_set in sorted(graph.subjects(RDF.type, VOID.Linkset), key=str):
        targets = (
            Piece(said(graph, each, DCTERMS.title) or "this dataset", said(graph, each, FOAF.homepage))
            for each in graph.objects(link_set, VOID.objectsTarget)
        )
        yield Entry(
            anchor(str(link_set)),
            said(graph, link_set, DCTERMS.title),
            "link set",
            str(link_set),
            said(graph, link_set, DCTERMS.description),
            (
                *row("by", graph.objects(link_set, VOID.linkPredicate)),
                *listed("to", targets),
                *row("taken from", graph.objects(link_set, DCTERMS.source)),
                *row("licence", graph.objects(link_set, DCTERMS.license)),
            ),
        )
