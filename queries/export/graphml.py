"""Networks as GraphML (http://graphml.graphdrawing.org/): read by yEd, Gephi, igraph, networkx.

Keys are declared with one type each; the network itself has ``title``, ``dataset`` and ``date``. The id of a
node is its IRI: the schema wants a name without slashes there, and every reader takes any text. Not written:
nested graphs, hyperedges, ports.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO
from xml.etree import ElementTree as ET

from queries.export.columns import EDGE_COLUMNS, NODE_COLUMNS, edge_rows, node_rows
from queries.network.projection import Network

__all__ = ["write_graphml"]

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES = {str: "string", int: "int", float: "double"}


def write_graphml(graph: Network, output: IO[bytes]) -> None:
    """Write a network; the same network gives the same bytes."""
    root = ET.Element("graphml", xmlns=_NAMESPACE)
    for name in sorted(graph.graph):
        _key(root, "graph", name, str)
    for name, type_ in NODE_COLUMNS.items():
        _key(root, "node", name, type_)
    for name, type_ in EDGE_COLUMNS.items():
        _key(root, "edge", name, type_)
    direction = "directed" if graph.is_directed() else "undirected"
    inner = ET.SubElement(root, "graph", edgedefault=direction)
    _data(inner, "graph", {name: graph.graph[name] for name in sorted(graph.graph)})
    for iri, row in node_rows(graph):
        _data(ET.SubElement(inner, "node", id=iri), "node", row)
    for name, source, target, row in edge_rows(graph):
        _data(ET.SubElement(inner, "edge", id=name, source=source, target=target), "edge", row)
    ET.indent(root)
    ET.ElementTree(root).write(output, encoding="utf-8", xml_declaration=True)
    output.write(b"\n")


def _key(root: ET.Element, of: str, name: str, type_: type) -> None:
    ET.SubElement(
        root, "key", {"id": f"{of}-{name}", "for": of, "attr.name": name, "attr.type": _TYPES[type_]}
    )


def _data(parent: ET.Element, of: str, row: Mapping[str, str | float]) -> None:
    for name, value in row.items():
        ET.SubElement(parent, "data", key=f"{of}-{name}").text = str(value)
