"""Networks as DOT (https://graphviz.org/doc/info/lang.html): read by Graphviz.

Every id and value is quoted; names of attributes need none. Not written: clusters, colours, places.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO

from queries.export.columns import edge_rows, node_rows
from queries.network.projection import Network

__all__ = ["write_dot"]

_ESCAPED = {ord("\\"): "\\\\", ord('"'): '\\"', ord("\n"): " ", ord("\r"): " "}


def write_dot(graph: Network, output: IO[bytes]) -> None:
    """Write a network; the same network gives the same bytes."""
    kind, arrow = ("digraph", "->") if graph.is_directed() else ("graph", "--")
    lines = [f"{kind} {_quoted(graph.graph['title'])} {{"]
    lines += [f"  graph [{_said({name: graph.graph[name] for name in sorted(graph.graph)})}];"]
    lines += [f"  {_quoted(iri)} [{_said(row)}];" for iri, row in node_rows(graph)]
    lines += [
        f"  {_quoted(source)} {arrow} {_quoted(target)} [{_said({'id': name, **row})}];"
        for name, source, target, row in edge_rows(graph)
    ]
    output.write("\n".join([*lines, "}", ""]).encode())


def _said(row: Mapping[str, str | float]) -> str:
    return ", ".join(f"{name}={_quoted(value)}" for name, value in row.items())


def _quoted(value: str | float) -> str:
    return f'"{str(value).translate(_ESCAPED)}"'
