"""The columns that every network format writes, and their types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields

from queries.network.projection import Edge, Network, Node, edges_of, nodes_of

__all__ = ["EDGE_COLUMNS", "NODE_COLUMNS", "Row", "edge_rows", "node_rows"]

Row = dict[str, str | float]
_TYPES = {"str": str, "int": int, "float": float}

#: Attributes of nodes and edges, each with its one type; ids and ends are not among them.
NODE_COLUMNS: Mapping[str, type] = {f.name: _TYPES[str(f.type)] for f in fields(Node) if f.name != "iri"}
EDGE_COLUMNS: Mapping[str, type] = {
    f.name: _TYPES[str(f.type)] for f in fields(Edge) if f.name not in ("source", "target")
}


def node_rows(graph: Network) -> Iterator[tuple[str, Row]]:
    """The id and the attributes of each node, in order."""
    for node in nodes_of(graph):
        row = asdict(node)
        yield row.pop("iri"), row


def edge_rows(graph: Network) -> Iterator[tuple[str, str, str, Row]]:
    """The id, the ends and the attributes of each edge, in order; ids are numbered through."""
    for n, edge in enumerate(edges_of(graph), 1):
        row = asdict(edge)
        yield f"e{n}", row.pop("source"), row.pop("target"), row
