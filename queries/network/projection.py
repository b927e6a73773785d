"""One shape for every network: fixed columns, one type each, never empty of type.

Graph formats trip over what is loose: GraphML and GEXF take neither None nor lists, write one name twice
where its values have two types, and write control characters that make the file no XML. So a node is a
``Node``, an edge an ``Edge``, every field a text or a number, lists joined with ``" | "``, what XML
can't hold taken out. The IRI of a thing is the id of its node; its label is for people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TypeAlias

import networkx as nx

from loader.store import Reader

__all__ = ["JOINT", "Edge", "Network", "Node", "edges_of", "network", "nodes_of", "shortened"]

#: What these functions give: labelled, several edges between two nodes where they differ in type.
Network: TypeAlias = "nx.MultiGraph[str]"

JOINT = " | "  # between the values of a list
_ENDS = ("source", "target")
_LONGEST = 80  # characters of a text that a label shows
_QUOTES = 5  # an edge shows so many sentences; its weight counts all
_NOT_IN_XML = dict.fromkeys({*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF} - {0x09, 0x0A, 0x0D})


@dataclass(frozen=True, slots=True)
class Node:
    """A thing in a network.

    Attributes
    ----------
    iri
        Its address in the graph; the id of the node.
    label
        What people call it.
    type
        What it is: ``team``, ``local authority``, ``theme``, ``finding``.
    area
        The council whose area it belongs to, empty for what is national.
    text
        Its words, of what is read from a report; empty for others.
    paragraph
        Where its words stand.
    date
        The day on which the inspection behind it began, empty where none is known.

    """

    iri: str
    label: str
    type: str
    area: str = ""
    text: str = ""
    paragraph: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """Something that is said of two things.

    Attributes
    ----------
    source, target
        IRIs of two nodes; which is which matters in directed networks only.
    type
        What is said: one of a few names for a network.
    label
        The same, for people.
    weight
        How many sentences say so; 1 where it is no question of sentences.
    quotes
        Up to five of the sentences, as printed, in order of date.
    paragraphs, reports
        Where these quotes stand, one for each: number of the paragraph, IRI of the report.
    first, last
        When the first and the last inspection behind it began, empty where none is known.
    score
        How sure a conclusion is of itself, from 0 to 1; 1 of what nobody had to conclude.

    """

    source: str
    target: str
    type: str
    label: str
    weight: int = 1
    quotes: str = ""
    paragraphs: str = ""
    reports: str = ""
    first: str = ""
    last: str = ""
    score: float = 1.0


def network(
    reader: Reader, title: str, nodes: Iterable[Node], edges: Iterable[Edge], *, directed: bool = False
) -> Network:
    """A network of nodes and edges, in the order of their ids, with what dataset it came from.

    Parameters
    ----------
    reader
        The store that was asked.
    title
        What the network shows.
    nodes
        Of two with one IRI the first stays.
    edges
        What says the same of the same two things is one edge, its weight the sum. Ends that are no node are
        left out with their edges.
    directed
        Whether source and target differ.

    Returns
    -------
    networkx.MultiGraph or networkx.MultiDiGraph
        Its ``graph`` has ``title``, ``dataset`` (see ``loader.store.manifest``) and ``date``, the day on
        which that generation was committed. Attributes of nodes and edges are the fields of ``Node`` and
        ``Edge``; the key of an edge is its type.

    """
    made: Network = nx.MultiDiGraph() if directed else nx.MultiGraph()
    made.graph.update(title=title, dataset=reader.dataset, date=reader.manifest.created[:10])
    by_iri: dict[str, Node] = {}
    for node in nodes:
        by_iri.setdefault(node.iri, node)
    for iri in sorted(by_iri):
        fields = {name: _clean(value) for name, value in asdict(by_iri[iri]).items() if name != "iri"}
        made.add_node(iri, **fields)
    for edge in _merged(edges, directed=directed):
        if edge.source in by_iri and edge.target in by_iri:
            fields = {name: _clean(value) for name, value in asdict(edge).items() if name not in _ENDS}
            made.add_edge(edge.source, edge.target, key=edge.type, **fields)
    return made


def nodes_of(made: Network) -> Iterator[Node]:
    """The nodes of a network, as they were put in."""
    return (Node(iri, **fields) for iri, fields in made.nodes(data=True))


def edges_of(made: Network) -> Iterator[Edge]:
    """The edges of a network, as they were put in, in one order.

    The source of an edge of an undirected network is the end whose IRI is less.
    """
    found = []
    for one, two, fields in made.edges(data=True):
        source, target = (one, two) if made.is_directed() else sorted((one, two))
        found.append(Edge(source, target, **fields))
    return iter(sorted(found, key=lambda edge: (edge.source, edge.target, edge.type)))


def shortened(text: str) -> str:
    """A text as the label of a node: cut where it is longer than 80 characters."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _clean(value: str | float) -> str | float:
    """A value without the characters that XML can't hold."""
    return value.translate(_NOT_IN_XML) if isinstance(value, str) else value


def _merged(edges: Iterable[Edge], *, directed: bool) -> Iterator[Edge]:
    groups: dict[tuple[str, str, str], list[Edge]] = {}
    for edge in edges:
        if not directed and edge.target < edge.source:
            edge = replace(edge, source=edge.target, target=edge.source)  # noqa: PLW2901
        groups.setdefault((edge.source, edge.target, edge.type), []).append(edge)
    for key in sorted(groups):
        yield _one(
            sorted(groups[key], key=lambda edge: (edge.first, edge.reports, edge.paragraphs, edge.quotes))
        )


def _one(edges: Sequence[Edge]) -> Edge:
    quoted = [edge for edge in edges if edge.quotes][:_QUOTES]
    return replace(
        edges[0],
        weight=sum(edge.weight for edge in edges),
        quotes=JOINT.join(edge.quotes for edge in quoted),
        paragraphs=JOINT.join(edge.paragraphs for edge in quoted),
        reports=JOINT.join(edge.reports for edge in quoted),
        first=min((edge.first for edge in edges if edge.first), default=""),
        last=max((edge.last for edge in edges if edge.last), default=""),
    )
