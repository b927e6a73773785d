"""Adds decisions to a file of them: whoever reads it finds the old file or the new one."""

from __future__ import annotations

import csv
import io
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path

from loader.cells import harmless
from loader.decisions import COLUMNS, Decision, problem_of, read_decisions
from loader.errors import ReportError
from loader.store.generations import sync_file

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

__all__ = ["note_decisions"]

_MARK = "\ufeff"  # with which spreadsheets begin a file


def note_decisions(file: Path, rows: Sequence[Decision]) -> tuple[Decision, ...]:
    """Add decisions at the end of a file, which is made if it is not there.

    What the file says stays as it is, its order of columns and other columns too. Cells that a spreadsheet
    would run as a formula get a leading apostrophe, which is taken off when they are read. Others who add to
    the file meanwhile wait.

    Parameters
    ----------
    file
        CSV, as ``read_decisions`` takes it.
    rows
        Decisions in their one form (``loader.decisions.canonical``).

    Returns
    -------
    tuple of Decision
        Those that were added: what the file says already is not said again.

    Raises
    ------
    loader.errors.ReportError
        If a row is wrong, or the file is, or it can't be written; then nothing is added.

    """
    if problem := next(filter(None, map(problem_of, rows)), None):
        raise ReportError(str(file), f"this is no decision: {problem}", "mend it")
    goal = file.resolve()
    try:
        with _alone(goal.parent):
            known = {(*row.about, row.object, row.verdict, row.quote) for row in read_decisions(goal).rows}
            new = [row for row in rows if (*row.about, row.object, row.verdict, row.quote) not in known]
            if new:
                before = goal.read_bytes().decode() if goal.exists() else ""
                _replace(goal, before + _written(before, new))
    except OSError as error:
        problem = f"can't be written ({error.strerror or error})"
        raise ReportError(str(file), problem, "name another file, or make room for it") from error
    return tuple(new)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep others who add to files of a folder waiting."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _written(before: str, rows: Sequence[Decision]) -> str:
    """What comes after what a file says."""
    end = "\r\n" if "\r\n" in before else "\n"
    columns = next(csv.reader(io.StringIO(before.removeprefix(_MARK))), None)
    text = io.StringIO()
    writer = csv.DictWriter(text, columns or COLUMNS, restval="", extrasaction="ignore", lineterminator=end)
    if columns is None:
        writer.writeheader()
    for row in rows:
        writer.writerow({name: harmless(cell) for name, cell in asdict(row).items() if name in COLUMNS})
    return ("" if not before or before.endswith("\n") else end) + text.getvalue()


def _replace(goal: Path, text: str) -> None:
    partial = goal.with_name(f".{goal.name}.{os.getpid()}")
    try:
        with partial.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            shutil.copymode(goal, partial)
        partial.replace(goal)
        sync_file(goal.parent)
    finally:
        partial.unlink(missing_ok=True)
