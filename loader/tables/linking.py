"""Ties the rows of a table to the register, by a column of names or codes."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from loader.errors import ReportError
from loader.reconciling import Match, names_of, reconcile
from loader.tables.table import Row, Table, column_of

__all__ = [
    "ADDED",
    "Day",
    "Linked",
    "LinkedRow",
    "day_in",
    "find_column",
    "is_date",
    "link_rows",
    "linked_bytes",
]

#: The headings of the columns that are added.
ADDED = ("ig_code", "ig_iri", "ig_name", "ig_match", "ig_score", "ig_candidates")
_SAMPLE = 500  # different cells of a column that are looked at to find out what it holds
_LEAST = 0.5  # of them must be codes or names
_LEAST_NUMBERS = 0.9  # where all are whole numbers: counts look like the codes of DfE
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d-%m-%Y")


class Day(NamedTuple):
    """The day for which a table names councils: one for all rows, or in a column."""

    fixed: str | None = None  # ISO 8601
    column: str | None = None  # heading


class LinkedRow(NamedTuple):
    """A row, and what its cell of the column means."""

    row: Row
    match: Match
    undated: str = ""  # the cell for the day, where it says none


@dataclass(frozen=True, slots=True)
class Linked:
    """A table, and what each of its rows is about."""

    table: Table
    column: int
    rows: tuple[LinkedRow, ...]

    @property
    def heading(self) -> str:
        """Of the column of names or codes."""
        return self.table.headings[self.column]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows were matched in which way: see ``Match.how``."""
        return Counter(row.match.how for row in self.rows)

    def open_rows(self) -> dict[str, tuple[Match, list[int]]]:
        """What was not matched, each text once, with the places of its rows."""
        found: dict[str, tuple[Match, list[int]]] = {}
        for row in self.rows:
            if row.match.how in ("ambiguous", "unmatched"):
                found.setdefault(row.match.text, (row.match, []))[1].append(row.row.place)
        return found


def day_in(text: str) -> str | None:
    """The day that a cell says, as ISO 8601; None if it says none.

    >>> day_in("31/03/2024"), day_in("2024-03-31T00:00:00"), day_in("2024")
    ('2024-03-31', '2024-03-31', None)
    """
    words = text.strip().partition("T")[0]
    for form in _DATES:
        try:
            return datetime.datetime.strptime(words, form).date().isoformat()
        except ValueError:
            continue
    return None


def is_date(text: str) -> bool:
    """Whether a text is a day, month or year in ISO 8601.

    >>> [is_date(text) for text in ("2024-02-29", "2024-02", "2024", "2023-24", "24")]
    [True, True, True, False, False]
    """
    try:
        datetime.date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return len(text) in (4, 7, 10)


def link_rows(
    path: Path, table: Table, column: str | None, kind: str = "authority", day: Day | None = None
) -> Linked:
    """Say what each row of a table is about.

    Parameters
    ----------
    path
        Of the table, for messages.
    table
        As it was read.
    column
        The heading of the column of names or codes; found by what its cells hold if not given.
    kind
        What is named there: a key of ``loader.reconciling.KINDS``.
    day
        For which day.

    Raises
    ------
    loader.errors.ReportError
        If there is no such column, or none that holds names or codes.

    """
    when = day or Day()
    at = find_column(path, table, kind) if column is None else column_of(path, table.headings, column)
    dated = None if when.column is None else column_of(path, table.headings, when.column)
    known: dict[tuple[str, str | None], Match] = {}
    rows = []
    for row in table.rows:
        text = row.cells[at] if row.cells else ""
        said = row.cells[dated].strip() if dated is not None and row.cells else ""
        on = day_in(said) if said else when.fixed
        key = (text, on)
        if key not in known:
            known[key] = reconcile(text, kind, on)
        rows.append(LinkedRow(row, known[key], said if said and day_in(said) is None else ""))
    return Linked(table, at, tuple(rows))


def find_column(path: Path, table: Table, kind: str) -> int:
    """The column with the greatest share of cells that are codes or names; the first of several.

    Raises
    ------
    loader.errors.ReportError
        If in no column every second cell is one.

    """
    shares = [(_share(cells, kind), -n) for n, cells in enumerate(_columns(table))]
    share, place = max(shares)
    if not share:
        listed = ", ".join(filter(None, table.headings[:40]))
        raise ReportError(
            str(path), f"no column holds names or codes of the register ({kind})", f"name it: {listed}"
        )
    return -place


def _columns(table: Table) -> Iterator[list[str]]:
    """The different cells of each column, the first so many."""
    for n in range(len(table.headings)):
        cells = (row.cells[n].strip() for row in table.rows if row.cells)
        yield list(islice(_different(cells), _SAMPLE))


def _different(cells: Iterable[str]) -> Iterator[str]:
    seen = {""}
    for cell in cells:
        if cell not in seen:
            seen.add(cell)
            yield cell


def _share(cells: Sequence[str], kind: str) -> float:
    """The share of cells that are names or codes; 0 if it is too small to go by."""
    matches = [names_of(kind).known(cell) for cell in cells]
    share = sum(matches) / len(cells) if cells else 0.0
    numbers = all(cell.isdigit() for cell in cells)
    return share if share >= (_LEAST_NUMBERS if numbers else _LEAST) else 0.0


def linked_bytes(linked: Linked) -> bytes:
    """The file of a table with what was found beside each row, and nothing else changed.

    Raises
    ------
    loader.errors.ReportError
        If it has one of the columns already.

    """
    there = [heading for heading in ADDED if heading in linked.table.headings]
    if there:
        problem = f"has a column {there[0]} already, as tables have that were linked"
        raise ReportError(linked.table.name, problem, "take the columns out, or give the table as it was")
    return linked.table.with_columns(ADDED, [_cells(row.match) for row in linked.rows])


def _cells(match: Match) -> tuple[str, ...]:
    if match.how == "empty":
        return ("",) * len(ADDED)
    entity, candidates = match.entity, "" if match.entity else "; ".join(_said(match))
    shown = (entity.code, entity.iri, entity.name) if entity else ("", "", "")
    return (*shown, match.how, f"{match.score:g}" if entity else "", candidates)


def _said(match: Match) -> Iterator[str]:
    for entity, score in match.candidates:
        yield f"{entity.code} {entity.name} ({score:g})"
