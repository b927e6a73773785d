"""The commands that make and check a graph: load, unload, read, check; and ``store`` beside them."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loader.options import (
    DEFAULT_STORE,
    DecisionsOption,
    JsonOption,
    StoreOption,
    print_json,
    progress_bar,
)
from loader.store_cli import app as store_app

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.outcomes import LoadResult, Outcome
    from loader.standing import Standing

__all__ = ["app"]

_MOST_STALE = 20  # decisions that a load lists

app = typer.Typer(rich_markup_mode=None)
app.add_typer(store_app, name="store")


@app.command(epilog="Example: inspection-graph load data/reports --store my.store")
def load(  # noqa: PLR0913, PLR0917 — an argument for each option
    paths: Annotated[list[Path], typer.Argument(help="Report files, and folders of them.")],
    store: StoreOption = DEFAULT_STORE,
    replace: Annotated[
        bool, typer.Option(help="Let a file take the place of another for its inspection.")
    ] = False,
    index: Annotated[Path | None, typer.Option(help="CSV of listed dates and addresses, by path.")] = None,
    decisions: DecisionsOption = None,
    keep: Annotated[int, typer.Option(min=2, help="How many generations of the store to keep.")] = 2,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="How many files to read at once; one a processor if not given.")
    ] = None,
    timeout: Annotated[
        float, typer.Option(min=0.1, max=86_400, help="How many seconds reading a file may take.")
    ] = 60,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read everything, write nothing.")] = False,
    report: Annotated[
        Path | None, typer.Option(help="CSV file to write, one row a file; - for standard output.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Read reports into the store.

    What is held unchanged is passed over; a file that changed where it lies replaces its report; another file
    for the same inspection is refused without --replace. Each report is whole in the store or absent from
    it, whatever happens. What reviewers decided is honoured: where a row is new, changed or gone, the report
    is read again, named here or not, and what was concluded from it is concluded again. Exit code 1 if any
    file failed or was refused, 130 if it was interrupted.
    """
    from loader.load import Reading, rehearse  # noqa: PLC0415 — heavy, and not needed for --help
    from loader.load import load as load_files  # noqa: PLC0415
    from loader.outcomes import write_outcomes  # noqa: PLC0415
    from loader.standing import named_decisions  # noqa: PLC0415

    _refuse_report(report, as_json)
    reading = Reading(jobs, timeout, decisions=named_decisions(decisions))
    with progress_bar("reading", "files") as advance:
        if dry_run:
            result = rehearse(paths, store, replace=replace, index=index, progress=advance, reading=reading)
        else:
            result = load_files(
                paths, store, replace=replace, index=index, keep=keep, progress=advance, reading=reading
            )
    if report:
        write_outcomes(result.outcomes, report)
    with redirect_stdout(sys.stderr if str(report) == "-" else sys.stdout):
        _say_load(result, as_json)
    _say_failures(result)


def _refuse_report(report: Path | None, as_json: bool) -> None:
    """Say before a long load that its report could not be written."""
    if str(report) == "-" and as_json:
        raise typer.BadParameter("standard output takes one: --json or --report -")
    if report and not report.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {report.parent}", param_hint="--report")
    if report and report.is_dir():
        raise typer.BadParameter(f"{report} is a folder", param_hint="--report")


def _say_load(result: LoadResult, as_json: bool) -> None:
    from loader.printing import outcome_row, print_load  # noqa: PLC0415

    if not as_json:
        print_load(result)
        return
    rows = [{**outcome_row(o), "message": o.message, "seconds": round(o.seconds, 3)} for o in result.outcomes]
    print_json(
        {
            "files": rows,
            "generation": result.generation,
            "dataset": result.dataset,
            "decisions": [standing.to_json() for standing in result.standings],
            "dry_run": result.rehearsed,
        }
    )


def _say_failures(result: LoadResult) -> None:
    for outcome in result.outcomes:
        if outcome.status in ("failed", "refused"):
            typer.echo(f"{outcome.status}: {_with_file(outcome)}", err=True)
    _say_stale(result.standings)
    if result.interrupted:
        typer.echo("interrupted: what was read is kept; load again to go on", err=True)
        raise typer.Exit(130)
    if result.count("failed", "refused"):
        raise typer.Exit(1)


def _say_stale(standings: Sequence[Standing]) -> None:
    """Say which decisions of reviewers are not honoured, though what they are about is held."""
    said = [standing for standing in standings if standing.state in ("stale", "waiting")]
    for decision, state, why in said[:_MOST_STALE]:
        typer.echo(f"{state}: {decision}, line {decision.line} of the decisions: {why}", err=True)
    if len(said) > _MOST_STALE:
        typer.echo(f"and {len(said) - _MOST_STALE} more: inspection-graph review list shows them", err=True)


def _with_file(outcome: Outcome) -> str:
    said = outcome.message
    return said if said.startswith((str(outcome.path), outcome.path.name)) else f"{outcome.path}: {said}"


@app.command(epilog="Example: inspection-graph unload MDW/2013-01-07/protection-2012")
def unload(
    reports: Annotated[
        list[str],
        typer.Argument(
            help="Inspections as CODE/START/FRAMEWORK, file names, or linked tables as table/NAME."
        ),
    ],
    store: StoreOption = DEFAULT_STORE,
    decisions: DecisionsOption = None,
) -> None:
    """Remove reports, and what was concluded from them, or the figures of linked tables from the store."""
    from loader.load import unload as unload_reports  # noqa: PLC0415
    from loader.standing import named_decisions  # noqa: PLC0415

    try:
        result = unload_reports(reports, store, named_decisions(decisions))
    except ValueError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(2) from error
    typer.echo(f"removed; generation {result.generation} is current: dataset {result.dataset[:12]}.")


@app.command(epilog="Example: inspection-graph read report.txt --json | jq .judgements")
def read(
    file: Annotated[Path, typer.Argument(help="One report.")],
    as_json: JsonOption = False,
    index: Annotated[Path | None, typer.Option(help="CSV of listed dates and addresses, by path.")] = None,
) -> None:
    """Show what is understood of one file, without a store.

    The JSON keeps to the schema that ships as loader/report.schema.json.
    """
    from loader.files import Found, listings  # noqa: PLC0415
    from loader.pipeline import understand  # noqa: PLC0415
    from loader.printing import print_report  # noqa: PLC0415
    from loader.report_json import report_to_json  # noqa: PLC0415

    report = understand(file, listings([Found(file, file.parent)], index).get(file))
    if as_json:
        print_json(report_to_json(report))
    else:
        print_report(report)


@app.command(epilog="Example: inspection-graph check --full")
def check(
    store: StoreOption = DEFAULT_STORE,
    full: Annotated[bool, typer.Option(help="Use the full SHACL validator too (slow).")] = False,
    as_json: JsonOption = False,
) -> None:
    """Check a store: shapes, quotes, counts, and what the reports left unanswered.

    Exit code 1 if anything is wrong. What a report does not say is listed, and is no fault.
    """
    from loader.check import check_store, print_check  # noqa: PLC0415

    result = check_store(store, full=full)
    if as_json:
        print_json(result.to_json())
    else:
        print_check(result)
    if result.faults:
        raise typer.Exit(1)
