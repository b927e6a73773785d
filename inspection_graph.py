"""The front door: every command, composed of those that the rooms define, and what a notebook imports."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import typer

from loader.cli import app as loader_app
from loader.errors import ReportError
from loader.link_cli import app as link_app
from loader.store_errors import StoreError
from queries.actions_cli import app as actions_app
from queries.cli import app as queries_app
from queries.coverage_cli import app as coverage_app
from queries.describe_cli import app as describe_app
from queries.draw_cli import app as draw_app
from queries.export_cli import app as export_app
from queries.mcp_cli import app as mcp_app
from queries.review_cli import app as review_app
from queries.search_cli import app as search_app
from queries.serve_cli import app as serve_app
from queries.walk_cli import app as walk_app

if TYPE_CHECKING:
    from queries.graph import open_graph

__all__ = ["app", "main", "open_graph"]

app = typer.Typer(
    name="inspection-graph",
    help="The open knowledge graph of inspections of children's services in England.",
    epilog="Example: inspection-graph load data/reports && inspection-graph query judgements",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(loader_app)
app.add_typer(link_app)
app.add_typer(queries_app)
app.add_typer(coverage_app)
app.add_typer(walk_app)
app.add_typer(export_app)
app.add_typer(draw_app, name="draw")
app.add_typer(describe_app)
app.add_typer(review_app, name="review")
app.add_typer(actions_app)
app.add_typer(search_app)
app.add_typer(serve_app)
app.add_typer(mcp_app)


def __getattr__(name: str) -> object:
    """Import the engine with the first name that needs it: ``--help`` does not."""
    if name != "open_graph":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from queries.graph import open_graph  # noqa: PLC0415

    return open_graph


def main() -> None:
    """Run a command; what a user can mend is said in one line, with exit code 2."""
    try:
        app()
    except (ReportError, StoreError) as error:
        typer.echo(f"error: {error}", err=True)
        sys.exit(2)
    except SystemExit as end:
        if not isinstance(end.__context__, BrokenPipeError):
            raise
        # Nobody reads any more, which is no failure: the code is that of a program that the signal ended.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)


if __name__ == "__main__":
    main()
