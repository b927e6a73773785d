"""Networks as the JSON of Cytoscape and Cytoscape.js (https://js.cytoscape.org/#notation/elements-json)."""

from __future__ import annotations

import json
from typing import IO

from queries.export.columns import edge_rows, node_rows
from queries.network.projection import Network

__all__ = ["write_cytoscape"]


def write_cytoscape(graph: Network, output: IO[bytes]) -> None:
    """Write a network; the same network gives the same bytes.

    Nodes and edges have ids, as the format asks, and ``name`` beside ``label``, which Cytoscape shows.
    """
    nodes = [{"data": {"id": iri, "name": row["label"], **row}} for iri, row in node_rows(graph)]
    edges = [
        {"data": {"id": name, "source": source, "target": target, **row}}
        for name, source, target, row in edge_rows(graph)
    ]
    said = {
        "format_version": "1.0",
        "generated_by": "inspection-graph",
        "target_cytoscapejs_version": "~3",
        "directed": graph.is_directed(),
        "multigraph": True,
        "data": {name: graph.graph[name] for name in sorted(graph.graph)},
        "elements": {"nodes": nodes, "edges": edges},
    }
    output.write(json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n")
