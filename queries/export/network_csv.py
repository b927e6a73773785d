"""Networks as two tables in CSV: nodes and edges, with the columns that Gephi looks for.

A cell that a spreadsheet would run gets a leading apostrophe: see ``loader.cells``. The last two columns say
which dataset a row came from, and of which day.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import IO

from loader.cells import harmless
from queries.export.columns import EDGE_COLUMNS, NODE_COLUMNS, Row, edge_rows, node_rows
from queries.network.projection import Network

__all__ = ["write_edges", "write_nodes"]

_ORIGIN = ("dataset", "dataset_date")


def write_nodes(graph: Network, output: IO[bytes]) -> None:
    """Write the nodes: ``Id``, ``Label``, then their other attributes."""
    columns = [name for name in NODE_COLUMNS if name != "label"]
    rows = ([iri, row["label"], *_cells(row, columns)] for iri, row in node_rows(graph))
    _write(graph, ["Id", "Label", *columns], rows, output)


def write_edges(graph: Network, output: IO[bytes]) -> None:
    """Write the edges: ends, ``Type`` (directed or not), ``Id``, ``Label``, ``Weight``, then the rest.

    What type of edge it is stands under ``relation``: Gephi takes ``Type`` for itself.
    """
    type_ = "Directed" if graph.is_directed() else "Undirected"
    columns = [name for name in EDGE_COLUMNS if name not in ("label", "weight", "type")]
    headings = ["Source", "Target", "Type", "Id", "Label", "Weight", "relation", *columns]
    rows = (
        [source, target, type_, name, *_cells(row, ["label", "weight", "type", *columns])]
        for name, source, target, row in edge_rows(graph)
    )
    _write(graph, headings, rows, output)


def _cells(row: Row, columns: Iterable[str]) -> list[str | float]:
    return [row[name] for name in columns]


def _write(graph: Network, headings: list[str], rows: Iterable[list[str | float]], output: IO[bytes]) -> None:
    text = io.TextIOWrapper(output, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*headings, *_ORIGIN])
    for row in rows:
        cells = [harmless(cell) if isinstance(cell, str) else cell for cell in row]
        writer.writerow([*cells, graph.graph["dataset"], graph.graph["date"]])
    text.detach()
