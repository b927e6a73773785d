"""The graph or a part of it as RDF: which named graphs belong to a scope, and how to write them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import IO

from loader.iris import AREA_GRAPHS, GRAPHS, LINK_GRAPHS, REPORT_GRAPHS, SUMMARY_GRAPHS
from loader.store import Reader
from queries.export.jsonld import write_jsonld
from queries.export.nquads import graphs_of, write_dump
from queries.export.origin import Origin
from queries.network.things import area_code
from queries.scope import WHOLE, Scope, reports_in

__all__ = ["RDF_FORMATS", "graphs_in"]


def graphs_in(reader: Reader, scope: Scope = WHOLE) -> tuple[str, ...]:
    """The graphs of a scope, sorted: all but that of runs, or those of its reports and of their areas.

    Graphs are written whole: an area's says what is concluded from all its reports, and a theme chooses
    reports, not sentences of them. The vocabulary, the registers and their links are with the whole graph
    only.

    Raises
    ------
    QueryError
        If the scope holds no report.

    """
    if scope == WHOLE:
        return graphs_of(reader)
    reports = reports_in(reader, scope)
    wanted = {held.graph for held in reports}
    wanted |= {SUMMARY_GRAPHS + held.graph.removeprefix(REPORT_GRAPHS) for held in reports}
    wanted |= {AREA_GRAPHS + area_code(held.authority) for held in reports if held.authority}
    wanted |= {f"{GRAPHS}national", f"{LINK_GRAPHS}legislation"}
    return tuple(sorted(wanted & reader.manifest.graphs.keys()))


def _lines(name: str, reader: Reader, graphs: tuple[str, ...], origin: Origin, output: IO[bytes]) -> None:
    """One of the formats that have comments: the first line says where the file came from."""
    output.write(f"# {origin}\n".encode())
    write_dump(reader, graphs, name, output)


#: How to write graphs, by name.
RDF_FORMATS: Mapping[str, Callable[[Reader, tuple[str, ...], Origin, IO[bytes]], None]] = {
    "nquads": partial(_lines, "nquads"),
    "trig": partial(_lines, "trig"),
    "turtle": partial(_lines, "turtle"),
    "jsonld": write_jsonld,
}
