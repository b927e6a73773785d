"""The graph as RDF: N-Quads (https://www.w3.org/TR/n-quads/), TriG and Turtle, the same bytes each time.

The engine dumps quads in whatever order it keeps them, so the canonical lines of each graph are sorted here:
N-Quads by byte over all lines, TriG graph by graph, Turtle over the triples of all graphs, whose names it
can't say. A triple stands in exactly one graph, so none is lost or doubled by leaving the names out.

The graph of runs holds the only clock, and is left out unless it is asked for: two stores with the same
dataset id give the same file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import IO
from urllib.parse import urljoin

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from loader.iris import GRAPHS
from loader.store import Reader
from loader.store.canonical import graph_lines, nquads, quads_of
from queries.ask import PREFIXES
from queries.errors import QueryError, did_you_mean

__all__ = ["DUMP_FORMATS", "graphs_of", "with_prefixes", "write_dump"]

_RUNS = "/graph/runs"
_PREFIX_LINES = re.compile(rb"(?:@prefix [^\n]*\n)*")


def graphs_of(reader: Reader, graph: str | None = None, *, runs: bool = False) -> tuple[str, ...]:
    """The IRIs of the graphs to write, sorted.

    Parameters
    ----------
    reader
        An open store.
    graph
        One graph: its IRI, or what follows ``…/graph/`` in it (``report/MDW/2013-01-07/protection-2012``).
    runs
        Whether the graph of runs is among them.

    Raises
    ------
    QueryError
        If there is no such graph.

    """
    known = sorted(reader.manifest.graphs)
    if graph is None:
        return tuple(iri for iri in known if runs or not iri.endswith(_RUNS))
    iri = urljoin(GRAPHS, graph)
    if iri not in known:
        short = {name.removeprefix(GRAPHS) for name in known}
        near = did_you_mean(graph.removeprefix(GRAPHS), sorted(short))
        raise QueryError(f"there is no graph {graph}{near or '; `queries reports` lists the reports'}")
    return (iri,)


def write_dump(reader: Reader, graphs: tuple[str, ...], name: str, output: IO[bytes]) -> None:
    """Write graphs in one of ``DUMP_FORMATS``.

    Needs the memory of all lines at once: sorting does.
    """
    DUMP_FORMATS[name](reader, graphs, output)


def _nquads(reader: Reader, graphs: tuple[str, ...], output: IO[bytes]) -> None:
    lines = [line for iri in graphs for line in _quad_lines(reader, iri)]
    output.writelines(sorted(lines))


def _quad_lines(reader: Reader, iri: str) -> list[bytes]:
    return nquads(iri, graph_lines(reader.store, iri)).splitlines(keepends=True)


def _trig(reader: Reader, graphs: tuple[str, ...], output: IO[bytes]) -> None:
    quads = (quad for iri in graphs for quad in quads_of(iri, graph_lines(reader.store, iri)))
    output.write(with_prefixes(quads, RdfFormat.TRIG))


def _turtle(reader: Reader, graphs: tuple[str, ...], output: IO[bytes]) -> None:
    lines = sorted(line for iri in graphs for line in graph_lines(reader.store, iri))
    triples = (quad.triple for quad in parse(b"".join(lines), format=RdfFormat.N_TRIPLES))
    output.write(with_prefixes(triples, RdfFormat.TURTLE))


def with_prefixes(
    statements: Iterable[Triple] | Iterable[Quad], form: RdfFormat, prefixes: Mapping[str, str] = PREFIXES
) -> bytes:
    """The serialised statements, with the prefixes in order: the engine writes them in any."""
    text = serialize(statements, format=form, prefixes=dict(prefixes)) or b""
    head = _PREFIX_LINES.match(text)
    assert head is not None
    return b"".join(sorted(head[0].splitlines(keepends=True))) + text[head.end() :]


#: How to write a dump, by name; the first is what one gets without asking.
DUMP_FORMATS: Mapping[str, Callable[[Reader, tuple[str, ...], IO[bytes]], None]] = {
    "nquads": _nquads,
    "trig": _trig,
    "turtle": _turtle,
}
