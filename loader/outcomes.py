"""What became of a load, file by file, and the table of it that an analyst can keep."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from loader.cells import harmless
from loader.understood import Summary

if TYPE_CHECKING:
    from loader.standing import Standing

__all__ = ["COLUMNS", "LoadResult", "Outcome", "write_outcomes"]

_OF_SUMMARY = (
    *("authority", "authority_code", "framework", "start", "end", "published", "pages", "sections"),
    *("paragraphs", "judgements", "actions", "findings", "named", "figures", "events"),
)
#: Of the table, in order: what became of a file, what was understood of it, what was not.
COLUMNS = (
    *("path", "status", "message"),
    *_OF_SUMMARY,
    *("unread", "not_understood", "seconds", "quads", "sha256"),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    path: Path
    status: str  # loaded, replaced, unchanged, refused, failed
    message: str = ""
    summary: Summary | None = None  # of what was read just now
    quads: int = 0
    seconds: float = 0.0  # that reading it took
    sha256: str = ""  # of its bytes


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What became of a load: each file, and the generation that holds it, if one was written."""

    outcomes: tuple[Outcome, ...]
    generation: int | None
    dataset: str
    interrupted: bool = False
    rehearsed: bool = False  # nothing was written: the outcomes are what would become of the files
    standings: tuple[Standing, ...] = ()  # of the decisions of reviewers; in a rehearsal, of those on reports

    def count(self, *statuses: str) -> int:
        """How many files ended in one of these ways."""
        return sum(outcome.status in statuses for outcome in self.outcomes)


def write_outcomes(outcomes: Iterable[Outcome], target: Path) -> None:
    """Write a CSV file of one row a file, which appears under its name when it is complete.

    Parameters
    ----------
    outcomes
        The files, in the order of the rows.
    target
        The file; ``-`` for standard output.

    """
    with _opened(target) as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        rows.writerows([harmless(cell) for cell in _cells(outcome)] for outcome in outcomes)


@contextmanager
def _opened(target: Path) -> Iterator[TextIO]:
    if str(target) == "-":
        yield sys.stdout
        return
    partial = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with partial.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            yield file
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _cells(outcome: Outcome) -> Iterator[str]:
    """One row, in the order of ``COLUMNS``; empty where nothing was read."""
    summary = outcome.summary
    yield from (str(outcome.path), outcome.status, outcome.message)
    for name in _OF_SUMMARY:
        value = getattr(summary, name, None)
        yield "" if value is None else str(value)
    yield str(len(summary.unread)) if summary else ""
    yield " | ".join(dict.fromkeys(unread.why for unread in summary.unread)) if summary else ""
    yield from (f"{outcome.seconds:.3f}", str(outcome.quads) if summary else "", outcome.sha256)
