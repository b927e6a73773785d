"""The command that finds the actions of other councils nearest to an action or a text."""

from __future__ import annotations

from typing import Annotated

import typer

from loader.options import DEFAULT_STORE, StoreOption
from queries.cli import RowFormat, interruptible, put_rows, said_plainly

__all__ = ["app"]

app = typer.Typer(rich_markup_mode=None)


@app.command(
    epilog='Example: inspection-graph similar-actions "timely return home interviews for missing children"'
)
def similar_actions(
    what: Annotated[
        str, typer.Argument(help="An action, as MDW/2019-07-15/ilacs/action/5 or its IRI; or a text.")
    ],
    authority: Annotated[
        str | None, typer.Option(help="Look at one council only: any name or code of it.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many actions to give at most.")] = 10,
    form: Annotated[RowFormat, typer.Option("--format", help="Of the answer.")] = RowFormat.table,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Find the required actions of other councils that ask for the like, the nearest first.

    All actions that are held are compared by what they ask for: subjects, for whom, in what respect, and
    other words by how rare they are. `score` is how likely a reader finds that both ask for the same, as told
    by the words that they `share` ("audits / auditing": the given one's and the found one's). Of a text the
    words of required actions say most: "the quality of supervision" more than "better managers".
    """
    from loader.store import read  # noqa: PLC0415 — heavy, and not needed for --help
    from queries.coverage import scope_of  # noqa: PLC0415
    from queries.similar_actions import actions_of  # noqa: PLC0415
    from queries.similar_actions import similar_actions as similar  # noqa: PLC0415

    with said_plainly():
        code = scope_of(authority).authority
        with read(store) as reader, interruptible():
            table = similar(actions_of(reader), what, code=code, limit=limit)
            put_rows(table, reader.dataset, form)
        if form == RowFormat.table:
            typer.echo(f"dataset {reader.dataset}", err=True)
