"""Which networks can be written, and how: the names that the command line knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO

from loader.store import Reader
from queries.errors import QueryError
from queries.export.cytoscape import write_cytoscape
from queries.export.dot import write_dot
from queries.export.gexf import write_gexf
from queries.export.graphml import write_graphml
from queries.export.network_csv import write_edges, write_nodes
from queries.network import authority_themes, chains, parts, together, whole_reports
from queries.network.projection import Network
from queries.scope import WHOLE, Scope, reports_in

__all__ = ["NETWORKS", "NETWORK_FORMATS", "made"]

#: What to make of the graph, by name.
NETWORKS: Mapping[str, Callable[[Reader, Scope], Network]] = {
    "together": together,
    "themes": authority_themes,
    "parts": parts,
    "chains": chains,
    "reports": whole_reports,
}
#: How to write a network, by name.
NETWORK_FORMATS: Mapping[str, Callable[[Network, IO[bytes]], None]] = {
    "graphml": write_graphml,
    "gexf": write_gexf,
    "dot": write_dot,
    "cytoscape": write_cytoscape,
    "nodes": write_nodes,
    "edges": write_edges,
}


def made(reader: Reader, name: str, scope: Scope = WHOLE) -> Network:
    """A network of a scope, with something in it.

    Raises
    ------
    QueryError
        If the scope holds no report, or its reports give this network no node.

    """
    graph = NETWORKS[name](reader, scope)
    if not graph:
        held = ", ".join(report.path for report in reports_in(reader, scope)[:10])
        raise QueryError(
            f"nothing to show: the reports of this scope say nothing of the kind {name!r}: {held}"
        )
    return graph
