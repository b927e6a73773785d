"""The commands by which a person decides: what is doubtful, what is decided, and a new decision."""

from __future__ import annotations

import datetime
import shlex
from collections.abc import Iterable
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loader.options import DEFAULT_STORE, DecisionsOption, StoreOption
from queries.cli import RowFormat, interruptible, put_rows, said_plainly
from queries.errors import QueryError

if TYPE_CHECKING:
    from loader.decisions import Decision
    from loader.standing import Standing
    from queries.review import Doubt
    from queries.tables import Table

__all__ = ["app"]

app = typer.Typer(rich_markup_mode=None)
# The names are those of queries.review.KINDS, which is not needed for --help.
DoubtKind = StrEnum("DoubtKind", ["polarity", "theme", "same-body", "recurrence", "action"])


@app.callback(
    invoke_without_command=True,
    epilog="Example: inspection-graph review --kind polarity --limit 50 --format csv > doubtful.csv",
)
def review(
    context: typer.Context,
    authority: Annotated[str | None, typer.Option(help="One council: any name or code of it.")] = None,
    kind: Annotated[
        list[DoubtKind] | None, typer.Option(help="Only doubts of that kind; repeatable.")
    ] = None,
    limit: Annotated[int, typer.Option(min=0, help="How many to list; 0 for all.")] = 20,
    form: Annotated[RowFormat, typer.Option("--format", help="Of the list.")] = RowFormat.table,
    decisions: DecisionsOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """List what is doubtful, most doubtful first, each with its words; and decide.

    Doubtful are polarities and themes by their confidence, names that a weak rule took for one body, actions
    of which it is not clear whether they came back, and actions so long that they may be several. What is
    decided already is not listed.

    Each is a decision to be made: in the table, `to_decide` is what to give to `review decide`, with a
    verdict behind it; the other formats have the columns of a file of decisions. Fill in verdict and why of
    as many rows as you like, and give the file to `review decide --from`.
    """
    if context.invoked_subcommand:
        _refuse_before(context)
        return
    from loader.standing import decisions_for, named_decisions  # noqa: PLC0415 — heavy, and not needed for --help
    from loader.store import read  # noqa: PLC0415
    from queries.coverage import scope_of  # noqa: PLC0415
    from queries.review import KINDS, doubts  # noqa: PLC0415

    with said_plainly():
        area = scope_of(authority).authority
        decided = decisions_for(store, named_decisions(decisions))
        with read(store) as reader, interruptible():
            found = doubts(reader, decided, [str(k) for k in kind] if kind else KINDS, area)
            listed = list(islice(found, limit or None))
            more = next(found, None) is not None
            table = _brief(listed) if form == RowFormat.table else _full(listed)
            put_rows(table, reader.dataset, form)
    if more:
        typer.echo(f"there are more than {limit}: --limit 0 lists all", err=True)


def _refuse_before(context: typer.Context) -> None:
    """Refuse options before a command of ``review``, which would not heed them."""
    for parameter in context.command.params:
        source = context.get_parameter_source(parameter.name or "")
        if source is not None and source.name == "COMMANDLINE":
            name = context.invoked_subcommand
            raise typer.BadParameter(f"give {parameter.opts[0]} after {name}, as review {name} takes it")


def _brief(found: Iterable[Doubt]) -> Table:
    """A table to be read."""
    from queries.tables import Table  # noqa: PLC0415

    rows = (
        (
            f"{doubt.confidence:.2f}",
            doubt.row.kind,
            doubt.says,
            doubt.paragraph,
            doubt.row.quote,
            _given(doubt.row),
        )
        for doubt in found
    )
    columns = ("confidence", "kind", "says", "paragraph", "quote", "to_decide")
    return Table(columns, tuple(rows), "nothing is doubtful, or all of it is decided")


def _given(row: Decision) -> str:
    """What to give to ``review decide`` for a row, but for the verdict."""
    things = [thing.removeprefix("id/report/") for thing in (row.subject, row.object) if thing]
    return shlex.join([*(["--authority", row.area] if row.area else []), row.kind, *things])


def _full(found: Iterable[Doubt]) -> Table:
    """A file of decisions to be filled in."""
    from loader.decisions import COLUMNS  # noqa: PLC0415
    from queries.tables import Table  # noqa: PLC0415

    rows = ((*_cells(doubt.row), f"{doubt.confidence:.2f}", doubt.says, doubt.paragraph) for doubt in found)
    return Table((*COLUMNS, "confidence", "says", "paragraph"), tuple(rows))


def _cells(row: Decision) -> tuple[str | None, ...]:
    from loader.decisions import COLUMNS  # noqa: PLC0415

    return tuple(getattr(row, name) or None for name in COLUMNS)


@app.command(
    epilog="Example: inspection-graph review decide action RCH/2012-11-12/protection-2012/action/7 no "
    '--who "A. Reviewer" --why "it tells what was done"'
)
def decide(  # noqa: PLR0913, PLR0917 — an argument for each option
    what: Annotated[
        list[str] | None, typer.Argument(metavar="KIND SUBJECT [OBJECT] VERDICT", help="What is decided.")
    ] = None,
    who: Annotated[
        str, typer.Option(envvar="INSPECTION_GRAPH_REVIEWER", help="Your name, as the file is to have it.")
    ] = "",
    why: Annotated[str, typer.Option(help="The reason.")] = "",
    when: Annotated[str, typer.Option(help="Day of the decision, as 2026-01-31; today if not given.")] = "",
    authority: Annotated[str | None, typer.Option(help="The council that same-body is about.")] = None,
    filled: Annotated[
        Path | None, typer.Option("--from", help="CSV file of rows, of which those with a verdict count.")
    ] = None,
    decisions: DecisionsOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Decide, for every later load: add a row to the file of decisions.

    \b
    polarity   FINDING  strength|weakness|mixed|neutral  yes|no
    theme      FINDING or ACTION  a theme, as neglect    yes|no
    action     ACTION or BLOCK                           yes|no
    same-body  NAME  ANOTHER NAME  (with --authority)    yes|no
    recurrence ACTION  EARLIER ACTION                    same|related|no

    A part of a report is named as answers of `query` and `review` name it. The row quotes the words that it
    has now: when they change, the decision is stale and not applied any more. Of two rows about one thing the
    later stands. To undo a decision, take its row out of the file.

    Exit code 2 if the row is none, or the store has no such thing; then nothing is written.
    """  # noqa: D301 — click leaves a paragraph that begins so as it is
    from loader.decisions import read_decisions  # noqa: PLC0415 — heavy, and not needed for --help
    from loader.noting import note_decisions  # noqa: PLC0415
    from loader.standing import decisions_in  # noqa: PLC0415
    from loader.store import read  # noqa: PLC0415
    from queries.review_rows import anchored, filled_in, typed  # noqa: PLC0415

    signed = {"who": who, "why": why, "when": when or datetime.date.today().isoformat()}
    file = decisions or decisions_in(store)
    with said_plainly():
        if (filled is None) == (not what):
            raise QueryError("give KIND SUBJECT [OBJECT] VERDICT, or a file of decisions with --from")
        rows = filled_in(filled, signed) if filled else [typed(what or [], authority, signed)]
        known = read_decisions(file)
        with read(store) as reader:
            anchored_rows = [anchored(reader, known, row) for row in rows]
    new = note_decisions(file, anchored_rows)
    for row in new:
        typer.echo(f"decided: {row}")
    passed_over = len(anchored_rows) - len(new)
    said = f"; {passed_over} stood there already" if passed_over else ""
    typer.echo(f"{len(new)} written to {file}{said}. The next load honours what it says.")


@app.command("list", epilog="Example: inspection-graph review list --check")
def list_(
    check: Annotated[bool, typer.Option("--check", help="Exit with code 1 if a decision is stale.")] = False,
    form: Annotated[RowFormat, typer.Option("--format", help="Of the list.")] = RowFormat.table,
    decisions: DecisionsOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """List the decisions that stand, and whether the store honours them.

    in force: as of the last load. waiting: decided since; the next load honours it. stale: what it is about
    is not there any more, or its words are others, so that it is not applied: decide again, or take the row
    out. absent: the store holds no such report or area.
    """
    from loader.standing import decisions_for, named_decisions, standings  # noqa: PLC0415
    from loader.store import read  # noqa: PLC0415

    with said_plainly(), read(store) as reader, interruptible():
        decided = decisions_for(store, named_decisions(decisions))
        found = list(standings(decided, reader.manifest, reader.graph_quads))
        put_rows(_standing(found, brief=form == RowFormat.table), reader.dataset, form)
    if check and any(standing.state == "stale" for standing in found):
        raise typer.Exit(1)


def _standing(found: Iterable[Standing], *, brief: bool) -> Table:
    from loader.decisions import COLUMNS  # noqa: PLC0415
    from queries.tables import Table  # noqa: PLC0415

    empty = "nothing is decided"
    if brief:
        columns = ("state", "decision", "who", "when", "why", "reason")
        rows = ((it.state, str(it.decision), *_signed(it.decision), it.why or None) for it in found)
        return Table(columns, tuple(rows), empty).without_empty_columns()
    full = ((it.state, it.why or None, it.decision.line, *_cells(it.decision)) for it in found)
    return Table(("state", "reason", "line", *COLUMNS), tuple(full), empty)


def _signed(row: Decision) -> tuple[str, str, str]:
    return row.who, row.when, row.why
