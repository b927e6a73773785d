"""Networks as GEXF 1.3 (https://gexf.net/schema.html), with time: read by Gephi, networkx.

What is dated has a life, in days: an edge from the first to the last inspection that it rests on, so that a
timeline shows who was named together when. What is not dated is always there. Not written: colours,
sizes and places.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO
from xml.etree import ElementTree as ET

from queries.export.columns import EDGE_COLUMNS, NODE_COLUMNS, edge_rows, node_rows
from queries.network.projection import Network

__all__ = ["write_gexf"]

_NAMESPACE = "http://gexf.net/1.3"
_TYPES = {str: "string", int: "integer", float: "double"}
_OWN = {"label", "weight"}  # what the format has attributes of its own for


def write_gexf(graph: Network, output: IO[bytes]) -> None:
    """Write a network; the same network gives the same bytes."""
    root = ET.Element("gexf", xmlns=_NAMESPACE, version="1.3")
    meta = ET.SubElement(root, "meta", lastmodifieddate=graph.graph["date"])
    ET.SubElement(meta, "creator").text = "inspection-graph"
    ET.SubElement(meta, "description").text = f"{graph.graph['title']}; dataset {graph.graph['dataset']}"
    inner = ET.SubElement(
        root,
        "graph",
        defaultedgetype="directed" if graph.is_directed() else "undirected",
        mode="dynamic",
        timeformat="date",
        timerepresentation="interval",
    )
    _declare(inner, "node", NODE_COLUMNS)
    _declare(inner, "edge", EDGE_COLUMNS)
    nodes = ET.SubElement(inner, "nodes")
    for iri, row in node_rows(graph):
        node = ET.SubElement(nodes, "node", {"id": iri, "label": str(row["label"]), **_life(row["date"])})
        _values(node, row)
    edges = ET.SubElement(inner, "edges")
    for name, source, target, row in edge_rows(graph):
        said = {"id": name, "source": source, "target": target, "kind": str(row["type"])}
        said |= {"label": str(row["label"]), "weight": str(row["weight"]), **_life(row["first"], row["last"])}
        _values(ET.SubElement(edges, "edge", said), row)
    ET.indent(root)
    ET.ElementTree(root).write(output, encoding="utf-8", xml_declaration=True)
    output.write(b"\n")


def _declare(inner: ET.Element, of: str, columns: Mapping[str, type]) -> None:
    attributes = ET.SubElement(inner, "attributes", {"class": of, "mode": "static"})
    for name, type_ in columns.items():
        if name not in _OWN:
            ET.SubElement(attributes, "attribute", id=f"{of}-{name}", title=name, type=_TYPES[type_])


def _values(element: ET.Element, row: Mapping[str, str | float]) -> None:
    values = ET.SubElement(element, "attvalues")
    for name, value in row.items():
        if name not in _OWN:
            ET.SubElement(values, "attvalue", {"for": f"{element.tag}-{name}", "value": str(value)})


def _life(start: str | float, end: str | float = "") -> dict[str, str]:
    return {name: str(day) for name, day in (("start", start), ("end", end)) if day}
