"""The command that puts a graph on the web: serve."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from loader.options import DEFAULT_STORE, StoreOption
from queries.cli import said_plainly
from queries.errors import QueryError
from queries.search_cli import IndexOption

if TYPE_CHECKING:
    from queries.web.pool import Pool

__all__ = ["MIB", "address", "app", "require"]

app = typer.Typer(rich_markup_mode=None)
MIB = 1 << 20
_NEEDED = ("starlette", "uvicorn", "jinja2", "prometheus_client", "tantivy")


def _option(name: str, shown: str, **more: Any) -> Any:
    """A flag that the environment can set too."""
    return typer.Option(f"--{name}", envvar=f"INSPECTION_GRAPH_{name.upper()}", help=shown, **more)


@app.command(epilog="Example: inspection-graph serve --port 8080 --store .store")
def serve(  # noqa: PLR0913, PLR0917 — an argument for each option
    host: Annotated[str, _option("host", "Address to listen at; 0.0.0.0 for all.")] = "127.0.0.1",
    port: Annotated[int, _option("port", "0 for any that is free.", min=0, max=65_535)] = 8000,
    store: StoreOption = DEFAULT_STORE,
    site: Annotated[str, _option("site", "Public address, as https://example.org/graph.")] = "",
    workers: Annotated[
        int | None, _option("workers", "Processes that answer; two a processor, four at least.", min=1)
    ] = None,
    queue: Annotated[
        int, _option("queue", "How many requests at one address may wait for a worker.", min=0)
    ] = 256,
    deadline: Annotated[
        float, _option("deadline", "Seconds that an answer may take.", min=0.1, max=3600)
    ] = 10,
    memory: Annotated[int, _option("memory", "MiB that an answer may take.", min=16)] = 1024,
    rows: Annotated[int, _option("rows", "Rows that a SPARQL result may have.", min=1)] = 100_000,
    size: Annotated[int, _option("size", "MB that a SPARQL result may have.", min=1, max=1000)] = 50,
    cache: Annotated[int, _option("cache", "MiB of answers to keep; 0 for none.", min=0)] = 64,
    connections: Annotated[int, _option("connections", "Connections that may be open.", min=1)] = 1000,
    patience: Annotated[
        float, _option("patience", "Seconds until a request is here as a whole.", min=0.1)
    ] = 15,
    index: IndexOption = None,
    grace: Annotated[
        float, _option("grace", "Seconds for what is being answered when told to stop.", min=0)
    ] = 15,
    proxy: Annotated[
        str, _option("proxy", "Addresses of proxies whose X-Forwarded headers are believed, with commas.")
    ] = "",
) -> None:
    """Serve the graph: pages, linked data, and a SPARQL endpoint at /sparql. It is only read.

    What `load` writes meanwhile is served as soon as it is committed, and no request is dropped. SIGTERM
    stops the server when it has answered what it is at. /healthz and /metrics are for those who run it, and a
    JSON line for each request goes to standard output. docs/serving.md says how to put it behind a proxy.

    Each flag can be set in the environment: --workers is INSPECTION_GRAPH_WORKERS.
    """
    with said_plainly():
        require("serve", _NEEDED)
        from queries.web.answers import Limits  # noqa: PLC0415 — heavy, and not needed for --help
        from queries.web.server import listening  # noqa: PLC0415
        from queries.web.server import serve as run  # noqa: PLC0415
        from queries.web.settings import Settings, default_workers  # noqa: PLC0415

        if index is not None:
            os.environ["INSPECTION_GRAPH_INDEX"] = str(index)  # the workers look for it there
        settings = Settings(
            store=store,
            site=address(site),
            workers=workers or default_workers(),
            queue=queue,
            limits=Limits(deadline, memory * MIB, rows, size * 1_000_000),
            cache=cache * MIB,
            connections=connections,
            patience=patience,
            grace=grace,
            proxies=proxy,
        )
        try:
            listener = listening(host, port)
        except OSError as error:
            why = error.strerror or error
            raise QueryError(f"can't listen at {host}:{port} ({why}); choose another --port") from None
        place = listener.getsockname()

        def announce(pool: Pool) -> None:
            shown = f"[{place[0]}]" if ":" in place[0] else place[0]
            typer.echo(
                f"Generation {pool.generation}, dataset {pool.dataset[:12]}, at http://{shown}:{place[1]}/",
                err=True,
            )

        with listener:
            run(settings, listener, announce)


def require(command: str, packages: Sequence[str]) -> None:
    """Refuse a command where what its extra brings is not installed.

    Raises
    ------
    QueryError
        If one of the packages is missing; the message says how to install them.

    """
    missing = [name for name in packages if importlib.util.find_spec(name) is None]
    if missing:
        extra = f"pip install 'inspection-graph[{command}]'"
        raise QueryError(f"{command} needs {', '.join(missing)}: install them with `{extra}`")


def address(site: str) -> str:
    """What --site says, without a slash at its end; empty if it says nothing.

    Raises
    ------
    QueryError
        If it is no address.

    """
    if site and not site.startswith(("http://", "https://")):
        raise QueryError(f"--site {site!r} is no address: write it as https://example.org")
    return site.rstrip("/")
