"""The command that lets assistants ask: mcp."""

from __future__ import annotations

from typing import Annotated

import typer

from loader.options import DEFAULT_STORE, StoreOption
from queries.cli import said_plainly
from queries.serve_cli import MIB, address, require

__all__ = ["app"]

app = typer.Typer(rich_markup_mode=None)
_NEEDED = ("mcp", "starlette", "jinja2", "prometheus_client", "tantivy")


@app.command(epilog="Example, in the configuration of a client: inspection-graph mcp --store /data/my.store")
def mcp(
    store: StoreOption = DEFAULT_STORE,
    site: Annotated[str, typer.Option(help="Address of a server of this graph, for links.")] = "",
    workers: Annotated[int, typer.Option(min=2, help="Processes that answer.")] = 2,
    deadline: Annotated[float, typer.Option(min=0.1, max=3600, help="Seconds that an answer may take.")] = 10,
    memory: Annotated[int, typer.Option(min=16, help="MiB that an answer may take.")] = 1024,
    rows: Annotated[int, typer.Option(min=1, help="Rows that a SPARQL result may have.")] = 100_000,
) -> None:
    """Let an assistant ask the graph, by the Model Context Protocol over standard input and output.

    It has tools for the questions of the catalogue, the words behind a statement, search, names of councils
    and bodies, the vocabulary, and SPARQL; all of them only read. Questions run in processes that are ended
    when they take too long or too much. docs/assistants.md says how clients are set up.
    """
    with said_plainly():
        require("mcp", _NEEDED)
        from loader.store import read  # noqa: PLC0415 — heavy, and not needed for --help
        from queries.assistants.running import run  # noqa: PLC0415
        from queries.web.answers import Limits  # noqa: PLC0415
        from queries.web.settings import Settings  # noqa: PLC0415

        shown_at = address(site)
        with read(store):
            pass  # a store that can't be read is said before any client is greeted
        limits = Limits(seconds=deadline, memory=memory * MIB, rows=rows)
        run(Settings(store=store, site=shown_at, workers=workers, limits=limits, cache=0))
