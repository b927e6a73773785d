"""The command that writes the graph, or a part of it, for other tools: export."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from loader.options import DEFAULT_STORE, StoreOption
from queries.cli import interruptible, put, said_plainly
from queries.errors import QueryError, did_you_mean
from queries.walk_cli import ScopeOption

if TYPE_CHECKING:
    from loader.store import Reader
    from queries.scope import Scope

__all__ = ["app"]

app = typer.Typer(rich_markup_mode=None)

# The names are those of queries.export.networks, .rdf and .tables, which are not needed for --help.
_NETWORKS = ("graphml", "gexf", "dot", "cytoscape", "nodes", "edges")
_RDF = ("nquads", "trig", "turtle", "jsonld")
# fmt: off
ExportFormat = StrEnum("ExportFormat", [
    "graphml", "gexf", "dot", "cytoscape", "nodes", "edges",
    "nquads", "trig", "turtle", "jsonld",
    "csv", "xlsx", "parquet",
])
# fmt: on
_SUBJECTS = {
    **dict.fromkeys(_NETWORKS, ("together", "themes", "parts", "chains", "reports")),
    **dict.fromkeys(("csv", "parquet"), ("summary", "inspections", "actions")),
}

_Write = Callable[[IO[bytes]], None]


@app.command(epilog="Example: inspection-graph export xlsx --scope region=London --output london.xlsx")
def export(
    form: Annotated[ExportFormat, typer.Argument(metavar="FORMAT", help=", ".join(ExportFormat))],
    subject: Annotated[str | None, typer.Option("--of", help="Which network or table; see above.")] = None,
    around: Annotated[
        str | None, typer.Option(help="A body, by name: the network of what is named with it.")
    ] = None,
    steps: Annotated[int, typer.Option(min=1, max=4, help="How far --around goes.")] = 1,
    scope: ScopeOption = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file, replaced when the new one is whole.")
    ] = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write the graph, or a part of it, in a format that other tools read.

    Networks: graphml, gexf (with time), dot, cytoscape (JSON), and nodes and edges, two tables in CSV; --of
    together (bodies named together, if not given), themes (of councils), parts (of bodies), chains (of
    required actions that came back) or reports.

    Tables: csv and parquet, --of summary (councils with their latest grades, if not given), inspections or
    actions; xlsx has all three.

    RDF: nquads, trig, turtle, jsonld. Graphs are written whole: of a --scope with a theme, the whole of every
    report that speaks of it.

    Every file says from which dataset it came, and of which day.
    """
    from loader.store import read  # noqa: PLC0415
    from queries.scope import parse_scope  # noqa: PLC0415

    with said_plainly():
        name = _subject(form, subject, around)
        chosen = parse_scope(scope or ())
        with read(store) as reader, interruptible():
            if form in _NETWORKS:
                put(_network(reader, form, name, chosen, (around, steps)), output)
            elif form in _RDF:
                put(_rdf(reader, form, chosen), output)
            else:
                put(_table(reader, form, name, chosen), output)


def _subject(form: str, subject: str | None, around: str | None) -> str:
    """What to write, refused where the format can't hold it."""
    known = _SUBJECTS.get(form, ())
    if around and (form not in _NETWORKS or subject):
        raise QueryError(f"--around goes with {', '.join(_NETWORKS)}, and without --of")
    if subject and not known:
        raise QueryError(f"{form} takes no --of: it holds all")
    if subject and subject not in known:
        near = did_you_mean(subject, known)
        raise QueryError(f"there is no {subject!r} for {form}{near}; there are: {', '.join(known)}")
    return subject or next(iter(known), "")


def _network(reader: Reader, form: str, network: str, scope: Scope, around: tuple[str | None, int]) -> _Write:
    """What writes a network."""
    from queries.export.networks import NETWORK_FORMATS, made  # noqa: PLC0415
    from queries.network import ego, find  # noqa: PLC0415
    from queries.scope import Scope  # noqa: PLC0415

    name, steps = around
    if name is None:
        graph = made(reader, network, scope)
    elif scope != Scope(authority=scope.authority):
        raise QueryError("--around goes with no --scope but authority=…, which says whose body is meant")
    else:
        graph = ego(reader, find(reader, name, scope.authority).iri, steps)
    return lambda file: NETWORK_FORMATS[form](graph, file)


def _rdf(reader: Reader, form: str, scope: Scope) -> _Write:
    """What writes named graphs."""
    from queries.export.origin import origin_of  # noqa: PLC0415
    from queries.export.rdf import RDF_FORMATS, graphs_in  # noqa: PLC0415

    graphs = graphs_in(reader, scope)
    return lambda file: RDF_FORMATS[form](reader, graphs, origin_of(reader, scope), file)


def _table(reader: Reader, form: str, table: str, scope: Scope) -> _Write:
    """What writes tables."""
    from queries.export.origin import origin_of  # noqa: PLC0415
    from queries.export.summary import TABLES, tables  # noqa: PLC0415
    from queries.export.tables import TABLE_FORMATS  # noqa: PLC0415

    made = tables(reader, TABLES if form == "xlsx" else [table], scope)
    return lambda file: TABLE_FORMATS[form](made, origin_of(reader, scope), file)
