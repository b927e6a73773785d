"""What the commands share: options, and ways to print."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["DEFAULT_STORE", "DecisionsOption", "JsonOption", "StoreOption", "print_json", "progress_bar"]

DEFAULT_STORE = Path(".store")
StoreOption = Annotated[
    Path,
    typer.Option("--store", envvar="INSPECTION_GRAPH_STORE", help="Folder of the store.", show_default=True),
]
DecisionsOption = Annotated[
    Path | None,
    typer.Option(
        "--decisions",
        envvar="INSPECTION_GRAPH_DECISIONS",
        help="CSV file of reviewers' decisions; decisions.csv in the store's folder if not given.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


def print_json(value: object) -> None:
    """Print a value as JSON to standard output."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


@contextmanager
def progress_bar(what: str, unit: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error while something long runs, with rate and time left, if that is a terminal.

    Gives a function to call with how much is done and how much there is, both in ``unit``.
    """
    from rich.console import Console  # noqa: PLC0415 — not needed for --help
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    rate = TextColumn("{task.fields[rate]}")
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        rate,
        TimeRemainingColumn(),
    )
    with Progress(
        *columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()
    ) as bar:
        task = bar.add_task(what, total=None, rate="")

        def advance(done: int, total: int) -> None:
            speed = bar.tasks[0].speed
            said = f"{speed:.1f} {unit}/s" if speed else ""
            bar.update(task, completed=done, total=total, rate=said)

        yield advance
