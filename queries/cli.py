"""The commands that ask and export a graph: query, queries, dump."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from loader.options import DEFAULT_STORE, JsonOption, StoreOption, print_json
from loader.store_errors import StoreError
from queries.completion import complete_parameter, complete_query
from queries.errors import QueryError

if TYPE_CHECKING:
    from queries.ask import Query
    from queries.tables import Table

__all__ = ["RowFormat", "app", "interruptible", "pairs", "put", "put_rows", "said_plainly"]

app = typer.Typer(rich_markup_mode=None)

# The names are those of queries.formats and queries.export.nquads, which are not needed for --help.
# fmt: off
AnswerFormat = StrEnum("AnswerFormat", [
    "table", "csv", "tsv", "json", "xml", "markdown",
    "turtle", "nquads", "ntriples", "rdfxml", "jsonld",
])
# fmt: on
RowFormat = StrEnum("RowFormat", ["table", "csv", "tsv", "json", "xml", "markdown"])
DumpFormat = StrEnum("DumpFormat", ["nquads", "trig", "turtle"])


@contextmanager
def said_plainly() -> Iterator[None]:
    """What a user can mend is said in one line, with exit code 2."""
    try:
        yield
    except (QueryError, StoreError) as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(2) from error


@contextmanager
def interruptible() -> Iterator[None]:
    """Ctrl-C ends the process at once: the engine looks for signals only when it has its answer."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def put(write: Callable[[IO[bytes]], None], output: Path | None) -> None:
    """Write to a file that takes its name when it is whole, or to standard output.

    Raises
    ------
    QueryError
        If the file can't be written.

    """
    from loader.whole_file import opened  # noqa: PLC0415
    from queries.formats import for_terminal  # noqa: PLC0415

    if output is None:
        write(for_terminal(sys.stdout.buffer))
        sys.stdout.buffer.flush()
        return
    try:
        with opened(output) as file:
            write(file)
    except OSError as error:
        raise QueryError(f"{output}: can't be written ({error.strerror or error})") from error


def put_rows(table: Table, dataset: str, form: RowFormat) -> None:
    """Write a table to standard output; without rows, to be read, only why there are none."""
    from queries.formats import write_answer  # noqa: PLC0415

    if form == RowFormat.table and not table.rows:
        typer.echo(table.empty)
        return
    write_answer(table.answer(dataset), form, sys.stdout.buffer)
    sys.stdout.buffer.flush()


@app.command(epilog="Example: inspection-graph query judgements --param authority=Medway --format csv")
def query(
    question: Annotated[
        str | None,
        typer.Argument(help="A query of the catalogue, or SPARQL.", autocompletion=complete_query),
    ] = None,
    file: Annotated[
        Path | None, typer.Option(help="A file with SPARQL, and a header like those of the catalogue.")
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option(
            "--param", "-p", help="A parameter, as NAME=VALUE; repeatable.", autocompletion=complete_parameter
        ),
    ] = None,
    form: Annotated[
        AnswerFormat | None,
        typer.Option("--format", help="Table for rows and turtle for triples if not given."),
    ] = None,
    shown: Annotated[
        bool, typer.Option("--explain", help="Print the SPARQL with the values in it, and ask nothing.")
    ] = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Ask the graph: a query of the catalogue, a file, or SPARQL as it stands.

    `queries` lists the catalogue. Parameters are bound as terms and never pasted into the query. The whole
    graph is the default graph; prefixes such as ig:, skos: and prov: need not be declared. SERVICE is
    refused.

    Cells of CSV and TSV that a spreadsheet would run as a formula (beginning with = + - @, a tab or the end
    of a line) get a leading apostrophe, as OWASP advises; plain numbers do not.
    """
    from loader.store import read  # noqa: PLC0415 — heavy, and not needed for --help
    from queries.ask import run  # noqa: PLC0415
    from queries.explain import explain  # noqa: PLC0415
    from queries.formats import write_answer  # noqa: PLC0415

    with said_plainly():
        asked = _question(question, file)
        if shown:
            typer.echo(explain(asked, pairs("--param", "NAME=VALUE", param or [])), nl=False)
            return
        with read(store) as reader, interruptible():
            answer = run(reader, asked, pairs("--param", "NAME=VALUE", param or []))
            write_answer(answer, form, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        if form is None or form == AnswerFormat.table:
            typer.echo(f"dataset {answer.dataset}", err=True)


def _question(text: str | None, file: Path | None) -> Query:
    from queries.ask import catalogue, parse, question  # noqa: PLC0415

    if (text is None) == (file is None):
        raise QueryError("give one question: a name of the catalogue, SPARQL, or --file")
    if file is not None:
        try:
            return parse(file.read_text(encoding="utf-8"), str(file))
        except OSError as error:
            raise QueryError(f"{file}: can't be read ({error.strerror}); check the path") from None
        except UnicodeDecodeError as error:
            raise QueryError(f"{file}: not UTF-8 text at byte {error.start}; save it as UTF-8") from None
    assert text is not None
    if text.endswith(".rq") and text not in catalogue():
        raise QueryError(f"{text!r} is the name of a file: give it with --file")
    return question(text)


def pairs(option: str, form: str, texts: Iterable[str]) -> dict[str, str]:
    """What a repeatable option says, by name.

    Parameters
    ----------
    option, form
        How it is written: ``--param``, ``NAME=VALUE``.
    texts
        What was given.

    Raises
    ------
    QueryError
        If a text has not that form, or names what another names too.

    """
    found: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name:
            raise QueryError(f"{option} {text!r} is not {form}")
        if name in found:
            raise QueryError(f"{option} {name} is given twice")
        found[name] = value
    return found


@app.command(epilog="Example: inspection-graph queries judgements")
def queries(
    name: Annotated[
        str | None, typer.Argument(help="One query, to see all of it.", autocompletion=complete_query)
    ] = None,
    as_json: JsonOption = False,
    as_turtle: Annotated[
        bool, typer.Option("--turtle", help="Print linked data for programs: sh:SPARQLExecutable.")
    ] = False,
) -> None:
    """List the catalogue, or show one query: what it answers, what it takes, and its SPARQL."""
    from queries.ask import catalogue, named  # noqa: PLC0415
    from queries.published import catalogue_turtle  # noqa: PLC0415

    with said_plainly():
        chosen = [named(name)] if name else list(catalogue().values())
        if as_json and as_turtle:
            raise QueryError("--json and --turtle are two formats: give one")
    if as_turtle:
        typer.echo(catalogue_turtle(chosen), nl=False)
    elif as_json:
        said = [query.to_json() for query in chosen]
        print_json({**said[0], "sparql": chosen[0].sparql} if name else said)
    elif name:
        _show(chosen[0])
    else:
        _list(chosen)


def _list(found: list[Query]) -> None:
    from loader.printing import print_rows  # noqa: PLC0415

    print_rows(
        ["query", "answers", "parameters"],
        [(q.name, q.title, ", ".join(p.name + "*" * p.required for p in q.parameters)) for q in found],
    )
    typer.echo("* must be given. Ask one: inspection-graph query NAME --param NAME=VALUE")


def _show(query: Query) -> None:
    typer.echo(f"{query.name}: {query.title}\n\n{query.description}\n")
    for parameter in query.parameters:
        kind = f"{parameter.type} of {parameter.scheme}" if parameter.scheme else parameter.type
        given = "required" if parameter.required else f"default {parameter.default or 'any'}"
        typer.echo(f"--param {parameter.name}=…  {kind}, {given}. {parameter.description}")
    typer.echo(f"\n{query.sparql}", nl=False)


@app.command(epilog="Example: inspection-graph dump --format trig --output graph.trig")
def dump(
    form: Annotated[
        DumpFormat, typer.Option("--format", help="Turtle has no names of graphs.")
    ] = DumpFormat.nquads,
    graph: Annotated[
        str | None, typer.Option(help="One graph: its IRI, or what follows …/graph/ in it.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file, replaced when the new one is whole.")
    ] = None,
    runs: Annotated[
        bool, typer.Option("--runs", help="The graph of runs too, which has a clock in it.")
    ] = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write the graph, sorted: the same dataset gives the same bytes."""
    from loader.store import read  # noqa: PLC0415
    from queries.export.nquads import graphs_of, write_dump  # noqa: PLC0415

    with said_plainly(), read(store) as reader:
        graphs = graphs_of(reader, graph, runs=runs)
        put(lambda file: write_dump(reader, graphs, form, file), output)
