"""The commands that tell others of the graph: describe, wikidata."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from loader.options import DEFAULT_STORE, StoreOption
from queries.cli import interruptible, pairs, said_plainly
from queries.completion import complete_wikidata
from queries.walk_cli import ScopeOption

__all__ = ["app"]

app = typer.Typer(rich_markup_mode=None)

# The names are those of queries.describe.DESCRIPTION_FORMATS, which are not needed for --help.
DescriptionFormat = StrEnum("DescriptionFormat", ["turtle", "jsonld", "ntriples"])


@app.command(epilog="Example: inspection-graph describe --format jsonld > dataset.jsonld")
def describe(
    form: Annotated[
        DescriptionFormat, typer.Option("--format", help="How to write it.")
    ] = DescriptionFormat.turtle,
    endpoint: Annotated[
        str | None, typer.Option(help="Address of a SPARQL endpoint that answers from this dataset.")
    ] = None,
    download: Annotated[
        list[str] | None,
        typer.Option(help="Address of a file, as FORMAT=URL; formats are those of export; repeatable."),
    ] = None,
    brief: Annotated[
        bool, typer.Option("--brief", help="Leave out how much there is of each class and property.")
    ] = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Describe the dataset for a data portal (DCAT 3) and for programs (VoID), as linked data.

    Title, licence, coverage, formats, provenance, link sets, and how many things of each class and triples of
    each property there are. Where the dataset can be had is said only if it is given.
    """
    from loader.store import read  # noqa: PLC0415 — heavy, and not needed for --help
    from queries.describe import DESCRIPTION_FORMATS, Served, description  # noqa: PLC0415
    from queries.formats import for_terminal  # noqa: PLC0415

    with said_plainly():
        served = Served(endpoint or "", pairs("--download", "FORMAT=URL", download or ()))
        with read(store) as reader, interruptible():
            triples = description(reader, served, () if brief else None)
        for_terminal(sys.stdout.buffer).write(DESCRIPTION_FORMATS[form](triples))
        sys.stdout.buffer.flush()


@app.command(epilog="Example: inspection-graph wikidata population --scope region=London")
def wikidata(
    question: Annotated[
        str | None,
        typer.Argument(help="One of the questions; none lists them.", autocompletion=complete_wikidata),
    ] = None,
    scope: ScopeOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Print a query for Wikidata, with the councils of the reports that are held, or of a part, filled in.

    Paste it at https://query.wikidata.org, or send it there with
    `curl --data-urlencode query@- -H 'Accept: text/csv' https://query.wikidata.org/sparql`.

    The answer names councils by their IRIs here. Nothing is asked over the network by this command.
    """
    from loader.store import read  # noqa: PLC0415
    from queries.scope import parse_scope  # noqa: PLC0415
    from queries.wikidata import wikidata_queries, wikidata_query  # noqa: PLC0415

    with said_plainly():
        if question is None:
            _list([(query.name, query.title) for query in wikidata_queries().values()])
            return
        chosen = parse_scope(scope or ())
        with read(store) as reader, interruptible():
            typer.echo(wikidata_query(reader, question, chosen), nl=False)


def _list(rows: list[tuple[str, str]]) -> None:
    from loader.printing import print_rows  # noqa: PLC0415

    print_rows(["question", "answers"], rows)
