"""A table of somebody else: headings, rows, and a way to give it back with columns added.

What a file may hold is bounded before any of it is understood; see ``LIMITS``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from loader.errors import ReportError

__all__ = ["LIMITS", "Row", "Table", "column_of", "headed", "read_bytes", "refuse"]

#: Bytes of a file and of what is packed in a workbook; rows, columns and filled cells of a sheet; and what
#: stands for those in a workbook: elements of XML, cells between the first and the last of each row.
LIMITS = {
    "bytes": 20_000_000,
    "unpacked": 60_000_000,
    "rows": 100_000,
    "columns": 500,
    "cells": 1_000_000,
    "elements": 3_500_000,
    "places of cells": 10_000_000,
}
_SHOWN = 40  # headings that a message lists


class Row(NamedTuple):
    """A row under the headings."""

    place: int  # its line in the file, or its row in the sheet, from 1
    cells: tuple[str, ...]  # as many as there are headings; none for a row in which nothing stands


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was read.

    Attributes
    ----------
    name
        Of the file, without folders.
    sha256
        Of its bytes, hexadecimal.
    where
        In words: the sheet, or how the text is written.
    rows
        Those under the headings, in their order.
    with_columns
        Gives the file's bytes with columns added at the right: their headings, and for each row its cells.

    """

    name: str
    sha256: str
    where: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    with_columns: Callable[[Sequence[str], Sequence[Sequence[str]]], bytes]


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that may be a table.

    Raises
    ------
    loader.errors.ReportError
        If it can't be read, is empty or too large.

    """
    try:
        with path.open("rb") as file:
            data = file.read(LIMITS["bytes"] + 1)
    except OSError as error:
        raise ReportError(str(path), f"can't be read ({error.strerror or error})", "check the path") from None
    if not data.strip():
        raise ReportError(str(path), "the file is empty", "save the table again")
    if len(data) > LIMITS["bytes"]:
        raise ReportError(
            str(path), f"larger than {LIMITS['bytes']:,} bytes", "give the sheet or a part of it as CSV"
        )
    return data


def headed(path: Path, cells: Sequence[str], place: int) -> tuple[str, ...]:
    """The headings of a table, checked.

    Raises
    ------
    loader.errors.ReportError
        If there are none or too many, or two are the same.

    """
    headings = tuple(cell.strip() for cell in cells)
    if not any(headings):
        raise refuse(path, place, "no headings stand here", "give the line of the headings with --headings")
    if len(headings) > LIMITS["columns"]:
        raise refuse(path, place, f"more than {LIMITS['columns']} columns", "give a part of the table")
    twice = [name for name, times in Counter(filter(None, headings)).items() if times > 1]
    if twice:
        raise refuse(path, place, f"two columns are headed {twice[0]!r}", "give each a name of its own")
    return headings


def column_of(path: Path, headings: Sequence[str], wanted: str) -> int:
    """Where a column stands, by its heading: as it is written, or else without regard to case.

    Raises
    ------
    loader.errors.ReportError
        If there is none of that heading, or several that differ in case only.

    """
    for found in (
        [n for n, heading in enumerate(headings) if heading == wanted.strip()],
        [n for n, heading in enumerate(headings) if heading.casefold() == wanted.strip().casefold()],
    ):
        if len(found) == 1:
            return found[0]
    listed = ", ".join(filter(None, headings[:_SHOWN])) + (", …" if len(headings) > _SHOWN else "")
    raise ReportError(str(path), f"no column is headed {wanted!r}", f"it has: {listed}")


def refuse(path: Path, place: int | None, problem: str, remedy: str, unit: str = "line") -> ReportError:
    """An error at a place of a table."""
    return ReportError(str(path), problem, remedy, None if place is None else f"{unit} {place}")
