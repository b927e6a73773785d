"""The command that ties other people's tables to the graph: link."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loader.errors import ReportError
from loader.options import DEFAULT_STORE, StoreOption

if TYPE_CHECKING:
    from loader.tables.figures import Figures, NoFigure
    from loader.tables.linking import Linked

__all__ = ["app"]

_MOST = 20  # rows or cells of a sort that are listed

app = typer.Typer(rich_markup_mode=None)


@app.command(epilog="Example: inspection-graph link places.csv --output places-linked.csv")
def link(  # noqa: PLR0913, PLR0917 — an argument for each option
    table: Annotated[Path, typer.Argument(help="A CSV file or an Excel workbook (.xlsx).")],
    column: Annotated[
        str | None, typer.Option(help="Heading of the column of names or codes; found if not given.")
    ] = None,
    sheet: Annotated[str | None, typer.Option(help="Of a workbook; its first if not given.")] = None,
    headings: Annotated[
        int | None,
        typer.Option(min=1, help="Line of the headings; the first that is not empty if not given."),
    ] = None,
    on: Annotated[
        str | None, typer.Option(help="The day for which councils are named, as 2024-03-31.")
    ] = None,
    on_column: Annotated[str | None, typer.Option(help="Heading of a column with that day.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file, replaced when the new one is whole.")
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option(help="YAML file that says what the columns are: adds figures to the store.")
    ] = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Find the councils of a table in the register, and give the table back with their codes.

    A cell is a name or a code: of ONS (GSS), GOV.UK, DfE (la_code) or Ofsted (URN). Six columns are added:
    code, IRI, name, how it was matched (exact, alias, fuzzy), score, and candidates where nothing was chosen.
    What was there stays byte for byte. Names that fit two councils, or one hardly better than another, are
    listed and never guessed. With --mapping the table is not given back: its figures go into the store, as a
    graph of their own that `unload table/NAME` removes. Exit code 1 if rows or cells were left out.
    """
    from loader.tables.linking import Day, day_in, link_rows, linked_bytes  # noqa: PLC0415 — heavy
    from loader.tables.reading import read_table  # noqa: PLC0415

    if mapping is not None:
        _refuse_beside(
            mapping, column=column, sheet=sheet, headings=headings, on=on, on_column=on_column, output=output
        )
        _add(table, mapping, store)
        return
    day = None if on is None else day_in(on)
    if on is not None and day is None:
        raise typer.BadParameter(f"{on!r} is no day: write it as 2024-03-31", param_hint="--on")
    linked = link_rows(table, read_table(table, sheet, headings), column, day=Day(day, on_column))
    _write(table, linked_bytes(linked), output)
    _say_rows(linked)
    if linked.open_rows():
        raise typer.Exit(1)


def _refuse_beside(mapping: Path, **given: object) -> None:
    """What a mapping says is not said again, perhaps otherwise, on the command line."""
    for name, value in given.items():
        if value is not None:
            hint = f"--{name.replace('_', '-')}"
            raise typer.BadParameter(f"leave it out: {mapping.name} says what the table is", param_hint=hint)


def _write(table: Path, data: bytes, output: Path | None) -> None:
    from loader.tables.workbook import is_workbook  # noqa: PLC0415
    from loader.whole_file import opened  # noqa: PLC0415

    if output is not None:
        try:
            with opened(output) as file:
                file.write(data)
        except OSError as error:
            problem = f"can't be written ({error.strerror or error})"
            raise ReportError(str(output), problem, "name another file, or make room for it") from None
        return
    if is_workbook(data) and sys.stdout.isatty():
        raise ReportError(str(table), "a workbook is nothing for a terminal", "name a file with --output")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _say_rows(linked: Linked) -> None:
    counts = linked.counts
    kinds = ("exact", "alias", "fuzzy", "ambiguous", "unmatched")
    said = ", ".join(f"{counts.get(kind, 0)} {kind}" for kind in kinds)
    blank = f", {counts['empty']} empty" if counts.get("empty") else ""
    _say(f"column {linked.heading!r} of {linked.table.where}: {said}{blank}")
    near = {row.match.text: row.match for row in linked.rows if row.match.how == "fuzzy"}
    _list(
        f"fuzzy: {text!r} is taken for {m.entity.name if m.entity else ''} ({m.score:g})"
        for text, m in near.items()
    )
    _list(
        _open_row(text, match.how, rows, [f"{e.code} {e.name} ({s:g})" for e, s in match.candidates])
        for text, (match, rows) in linked.open_rows().items()
    )
    _list(f"no day: row {row.row.place} says {row.undated!r}" for row in linked.rows if row.undated)


def _open_row(text: str, how: str, rows: Sequence[int], candidates: Sequence[str]) -> str:
    places = ", ".join(map(str, rows[:5])) + (f" and {len(rows) - 5} more" if len(rows) > 5 else "")
    return f"{how}: {text!r} in row {places}" + (f"; may be {', '.join(candidates)}" if candidates else "")


def _add(path: Path, mapping: Path, store: Path) -> None:
    """Read the figures of a table by its mapping, and store them."""
    from loader.tables.figures import figures_of  # noqa: PLC0415
    from loader.tables.linking import link_rows  # noqa: PLC0415
    from loader.tables.mapping import read_mapping  # noqa: PLC0415
    from loader.tables.reading import read_table  # noqa: PLC0415
    from loader.tables.statements import table_statements  # noqa: PLC0415
    from loader.tables.storing import store_table  # noqa: PLC0415

    mapped = read_mapping(mapping)
    table = read_table(path, mapped.sheet, mapped.headings)
    linked = link_rows(path, table, mapped.authority, day=mapped.day)
    figures = figures_of(path, linked, mapped)
    if not figures.given:
        _say_figures(linked, figures)
        raise ReportError(
            str(path), "no figure was read of it, so nothing was stored", "see what is listed above"
        )
    stored = store_table(store, mapped.slug, table_statements(table, mapped, figures), table.sha256)
    _say_figures(linked, figures)
    what = f"generation {stored.generation} is current" if stored.generation else "nothing changed"
    typer.echo(f"table/{mapped.slug}: {len(figures.given)} figures; {what}: dataset {stored.dataset[:12]}.")
    if figures.not_understood or linked.open_rows():
        raise typer.Exit(1)


def _say_figures(linked: Linked, figures: Figures) -> None:
    _say_rows(linked)
    _say(
        f"{len(figures.given)} figures, {len(figures.not_observed)} not observed, "
        f"{len(figures.not_understood)} not understood"
    )
    _list(map(_cell, figures.not_observed))
    _list(map(_cell, figures.not_understood))


def _cell(cell: NoFigure) -> str:
    return f"row {cell.row}, {cell.heading}: {cell.cell!r}: {cell.why}"


def _list(lines: Iterable[str]) -> None:
    listed = list(lines)
    for line in listed[:_MOST]:
        _say(f"  {line}")
    if len(listed) > _MOST:
        _say(f"  and {len(listed) - _MOST} more of this sort")


def _say(line: str) -> None:
    typer.echo(line, err=True)
