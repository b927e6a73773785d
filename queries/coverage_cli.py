"""The command that says what is held, what was understood of it, and where others say something else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loader.options import DEFAULT_STORE, StoreOption
from queries.cli import RowFormat, interruptible, put_rows, said_plainly
from queries.errors import QueryError

if TYPE_CHECKING:
    from loader.store import Reader
    from queries.coverage import Scope
    from queries.tables import Table

__all__ = ["app"]

app = typer.Typer(rich_markup_mode=None)
_LONGEST = 2000  # characters of a table's headings that are shown


@app.command(
    epilog="Example: inspection-graph coverage --outcomes overview.csv --format csv > differences.csv"
)
def coverage(  # noqa: PLR0913, PLR0917 — a command has an argument for each option
    authority: Annotated[str | None, typer.Option(help="One council: any name or code of it.")] = None,
    framework: Annotated[str | None, typer.Option(help="One kind of inspection, as ilacs.")] = None,
    year: Annotated[
        int | None, typer.Option(min=1900, max=2100, help="Of the inspection; of publication if undated.")
    ] = None,
    by: Annotated[
        str | None, typer.Option(help="Count by authority, framework or year; or by several, with commas.")
    ] = None,
    missing: Annotated[bool, typer.Option("--missing", help="What was not understood, and why.")] = False,
    gaps: Annotated[bool, typer.Option("--gaps", help="The councils of which no report is held.")] = False,
    disagreements: Annotated[
        bool,
        typer.Option("--disagreements", help="Printed days of publication that the index has otherwise."),
    ] = False,
    outcomes: Annotated[
        Path | None, typer.Option(help="A CSV file of published outcomes to hold the reports against.")
    ] = None,
    window: Annotated[
        int, typer.Option(min=0, help="Days that a row's dates may be away from its report's.")
    ] = 14,
    check: Annotated[
        bool, typer.Option("--check", help="Exit with code 1 if there is a disagreement.")
    ] = False,
    form: Annotated[RowFormat, typer.Option("--format", help="Of the answer.")] = RowFormat.table,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Show which reports are held, what was understood of each, and what was not.

    A row is a report: `unread` counts passages that were not understood, `lacks` names the aspects that its
    kind of inspection grades and for which no grade was read. --missing lists both, with page, words and
    reason. --gaps looks at the councils that existed in the year, or between the first and the last
    inspection that is held.

    --outcomes takes a table with a row an inspection: a column for the council (name, GSS code, Ofsted URN),
    one for a date of the inspection or of publication (the day before the month), if you like one for the
    kind of inspection, and one for each aspect, with grades as words or as numbers from 1. Columns are found
    by their headings, and said on standard error. From a spreadsheet, save the sheet as CSV UTF-8. Printed
    is every grade that differs, with the report's words and on which side they stand; rows of which no
    report is held; reports with grades that have no row; and what was not understood of the table, by line.

    Exit code 0 whatever is found; with --check, which goes with --outcomes or --disagreements, 1 if a grade
    or a day differs, or something of the table was not understood.
    """
    from loader.store import read  # noqa: PLC0415 — heavy, and not needed for --help
    from queries.coverage import scope_of  # noqa: PLC0415

    given = {
        "--by": by,
        "--missing": missing,
        "--gaps": gaps,
        "--disagreements": disagreements,
        "--outcomes": outcomes,
    }
    with said_plainly():
        view = _one_of(given, check)
        scope = scope_of(authority, framework, year)
        with read(store) as reader, interruptible():
            if outcomes:
                table, disagrees = _compared(reader, scope, outcomes, window)
            else:
                table = _looked_at(reader, scope, view, by or "")
                disagrees = bool(table.rows)
            put_rows(
                table.without_empty_columns() if form == RowFormat.table else table, reader.dataset, form
            )
        if form == RowFormat.table:
            typer.echo(f"dataset {reader.dataset}", err=True)
    if check and disagrees:
        raise typer.Exit(1)


def _one_of(given: Mapping[str, object], check: bool) -> str:
    """The one option that says what is shown; empty for the reports themselves."""
    chosen = [name for name, value in given.items() if value]
    if len(chosen) > 1:
        raise QueryError(f"{' and '.join(chosen)} show different things: give one of them")
    view = chosen[0] if chosen else ""
    if check and view not in ("--outcomes", "--disagreements"):
        raise QueryError("--check looks at disagreements: give --outcomes or --disagreements with it")
    return view


def _looked_at(reader: Reader, scope: Scope, view: str, keys: str) -> Table:
    """The table that an option asks for, of what the store says."""
    from queries import coverage_tables as tables  # noqa: PLC0415
    from queries.coverage import held  # noqa: PLC0415

    reports = held(reader)
    found = [report for report in reports if scope.holds(report)]
    if view == "--gaps":
        days = tables.period(reports, scope)
        if days:
            typer.echo(f"councils that existed from {days['since']} to {days['until']}", err=True)
        return tables.gaps(reader, scope, days)
    if view == "--missing":
        return tables.missing(reader, found)
    if view == "--by":
        return tables.by(found, keys)
    return tables.redated(found) if view == "--disagreements" else tables.reports(found)


def _compared(reader: Reader, scope: Scope, outcomes: Path, window: int) -> tuple[Table, bool]:
    """What store and table do not have in common, and whether they disagree; counts go to standard error."""
    from queries.coverage import held  # noqa: PLC0415
    from queries.coverage_compare import compare  # noqa: PLC0415
    from queries.coverage_outcomes import read_outcomes  # noqa: PLC0415
    from queries.formats import printable  # noqa: PLC0415

    published = read_outcomes(outcomes)
    found = compare(reader, published, held(reader), scope, window)
    used = ", ".join(f"{heading} ({meant})" for heading, meant in published.columns.items())
    not_used = ", ".join(published.passed_over) or "none"
    typer.echo(printable(f"columns: {used}; not used: {not_used}"[:_LONGEST]), err=True)
    typer.echo(
        f"{found.rows} rows, {found.matched} of them of reports that are held; "
        f"{found.compared} grades compared, {found.agreed} agree",
        err=True,
    )
    return found.table, found.disagrees
