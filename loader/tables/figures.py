"""The figures of a linked table, cell by cell, as its mapping reads them; and the cells that give none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from loader.errors import ReportError
from loader.reconciling import Entity, Match
from loader.tables.linking import Linked, LinkedRow, is_date
from loader.tables.mapping import Column, Mapped
from loader.tables.table import column_of

__all__ = ["Figure", "Figures", "NoFigure", "TimeOf", "figures_of", "value_in"]

_MOST = 200_000  # figures of one table
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,9})?")
_AROUND = {
    "percent": "%",
    "percentage-points": "%",
    "pounds": "£",
}  # what may stand beside a number of a unit


class TimeOf(NamedTuple):
    """When a figure holds."""

    printed: str
    begins: str | None = None  # ISO 8601 day, month or year
    ends: str | None = None


class Figure(NamedTuple):
    """A cell that gives a figure, and what it is of."""

    row: int  # line of the file or row of the sheet, from 1
    number: int  # of the column, from 1
    column: Column
    council: Entity
    match: Match  # how it was found
    value: Decimal
    cell: str  # verbatim
    time: TimeOf
    breakdown: str  # empty if there is none


class NoFigure(NamedTuple):
    """A cell of a column of figures that gives none, and why."""

    row: int
    heading: str
    cell: str
    why: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What a table says, and what it does not."""

    given: tuple[Figure, ...]
    not_observed: tuple[NoFigure, ...]  # as its marks say
    not_understood: tuple[NoFigure, ...]


def value_in(cell: str, unit: str) -> Decimal | None:
    """The number in a cell; None if there is none.

    Parameters
    ----------
    cell
        As it stands: thousands may be set apart by commas, and the sign of the unit stand beside it.
    unit
        Concept of ontology/schemes/units.ttl.

    Examples
    --------
    >>> value_in("1,204.50", "number"), value_in("45%", "percent"), value_in("45%", "number")
    (Decimal('1204.50'), Decimal('45'), None)

    """
    text = cell.strip()
    if sign := _AROUND.get(unit):
        text = text.removeprefix(sign).removesuffix(sign).strip()
    text = text.replace("−", "-")
    return Decimal(text.replace(",", "")) if _NUMBER.fullmatch(text) else None


def figures_of(path: Path, linked: Linked, mapped: Mapped) -> Figures:
    """Read the figures of a linked table.

    Parameters
    ----------
    path
        Of the table, for messages.
    linked
        The table, and which council each row is of.
    mapped
        What its columns say.

    Raises
    ------
    loader.errors.ReportError
        If a column that the mapping names is not there, or two rows give one figure twice.

    """
    headings = linked.table.headings
    columns = [(column_of(path, headings, column.heading), column) for column in mapped.figures]
    parts = [column_of(path, headings, heading) for heading in mapped.breakdown]
    at = None if mapped.period.column is None else column_of(path, headings, mapped.period.column)
    given, absent, unread = list[Figure](), list[NoFigure](), list[NoFigure]()
    for row in linked.rows:
        if not row.row.cells or row.match.how == "empty":
            continue
        time = _time(row, mapped, at)
        breakdown = "; ".join(f"{headings[n]}: {row.row.cells[n].strip()}" for n in parts)
        for n, column in columns:
            cell = row.row.cells[n]
            value = value_in(cell, column.unit)
            if cell.strip().lower() in mapped.not_observed:
                absent.append(NoFigure(row.row.place, headings[n], cell, "not observed"))
            elif why := _unfit(row.match, mapped, value, time):
                unread.append(NoFigure(row.row.place, headings[n], cell, why))
            elif (council := row.match.entity) and value is not None and time is not None:
                what = (council, row.match, value * column.times, cell, time, breakdown)
                given.append(Figure(row.row.place, n + 1, column, *what))
        if len(given) > _MOST:
            raise ReportError(str(path), f"more than {_MOST:,} figures", "give a part of the table")
    _refuse_twice(path, given)
    return Figures(tuple(given), tuple(absent), tuple(unread))


def _time(row: LinkedRow, mapped: Mapped, at: int | None) -> TimeOf | None:
    said = mapped.period
    if at is None:
        return TimeOf(said.printed or "", said.begins, said.ends)
    cell = row.row.cells[at].strip()
    if not cell:
        return None
    return TimeOf(cell, cell, cell) if is_date(cell) else TimeOf(cell)


def _unfit(match: Match, mapped: Mapped, value: Decimal | None, time: TimeOf | None) -> str | None:
    """Why a cell gives no figure; None if it does."""
    if match.entity is None:
        return f"{match.text.strip()!r} is {match.how}"
    if match.how == "fuzzy" and not mapped.fuzzy:
        return f"{match.text.strip()!r} is only like {match.entity.name}: say fuzzy: true if that is enough"
    if time is None:
        return "no period stands in its row"
    return "no number, and no mark for what was not observed" if value is None else None


def _refuse_twice(path: Path, given: Sequence[Figure]) -> None:
    """Refuse figures that nothing tells apart but their row: something of the table was not mapped."""
    seen: dict[tuple[object, ...], Figure] = {}
    for figure in given:
        what = tuple(_of(figure))
        if what in seen:
            problem = (
                f"{figure.column.heading!r} is given for {figure.council.name} twice, "
                f"in rows {seen[what].row} and {figure.row}"
            )
            raise ReportError(
                str(path), problem, "name what tells them apart under breakdown, or the period's column"
            )
        seen[what] = figure


def _of(figure: Figure) -> Iterator[object]:
    yield from (figure.number, figure.council, figure.time, figure.breakdown)
