"""The command that finds texts by their words: search."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loader.options import DEFAULT_STORE, StoreOption
from queries.cli import RowFormat, interruptible, put_rows, said_plainly
from queries.completion import complete_council
from queries.errors import QueryError

if TYPE_CHECKING:
    from queries.search import Found

__all__ = ["IndexOption", "app"]

app = typer.Typer(rich_markup_mode=None)

# The names are those of queries.search.texts, which is not needed for --help.
SearchKind = StrEnum(
    "SearchKind",
    ["finding", "action", "body", "post", "programme", "instrument", "authority", "report"],
)
IndexOption = Annotated[
    Path | None,
    typer.Option(
        "--index",
        envvar="INSPECTION_GRAPH_INDEX",
        help="Folder for indexes of texts, which may be removed; in the user's cache if not given.",
    ),
]


@app.command(
    epilog="Example: inspection-graph search 'thresholds \"early help\"' --kind finding --authority Medway"
)
def search(
    text: Annotated[str, typer.Argument(help='Plain words, and "quoted phrases".')],
    kind: Annotated[SearchKind | None, typer.Option(help="Only one kind; all of them if not given.")] = None,
    authority: Annotated[
        str | None,
        typer.Option(
            help="One council, by name or code; all of them if not given.", autocompletion=complete_council
        ),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many to print.")] = 20,
    form: Annotated[RowFormat, typer.Option("--format", help="How to write the rows.")] = RowFormat.table,
    index: IndexOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Find findings, required actions and names of things by their words, the best first.

    A word finds all its forms ("assess" finds "assessments"). Texts that have all words come; if there are
    none, those that have some. The index is made with the first search of a dataset, in some seconds.
    """
    from loader.store import read  # noqa: PLC0415 — heavy, and not needed for --help
    from queries.scope import parse_scope  # noqa: PLC0415
    from queries.search import COLUMNS, build, cache_folder, open_index  # noqa: PLC0415
    from queries.tables import Table  # noqa: PLC0415

    with said_plainly():
        if not any(map(str.isalnum, text)):
            raise QueryError("there is no word to search for")
        council = parse_scope([f"authority={authority}"]).authority if authority else ""
        with read(store) as reader, interruptible():
            folder = cache_folder(index)
            build(reader, folder)
            found = open_index(reader, folder).search(
                text, kind=kind or "", authority=council.rpartition("/")[2], limit=limit
            )
            table = Table(COLUMNS, tuple(hit.text.row for hit in found.hits), "no text has these words")
            put_rows(table, reader.dataset, form)
            typer.echo(_said(found), err=True)


def _said(found: Found) -> str:
    texts = f"{found.total:,} text" + "s" * (found.total != 1)
    some = "" if found.every else ": none has all these words, and these have some"
    return f"{len(found.hits)} of {texts}{some}"
