"""A table as CSV (RFC 4180); the last two columns say which dataset a row came from, and of which day.

A cell that a spreadsheet would run gets a leading apostrophe: see ``loader.cells``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import IO

from loader.cells import harmless
from queries.export.origin import Origin
from queries.export.summary import Cell, Sheet

__all__ = ["write_csv"]


def write_csv(sheets: Sequence[Sheet], origin: Origin, output: IO[bytes]) -> None:
    """Write one table: days as 2013-01-07, empty cells empty."""
    (sheet,) = sheets
    text = io.TextIOWrapper(output, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*sheet.columns, "dataset", "dataset_date"])
    for row in sheet.rows:
        writer.writerow([*map(_cell, row), origin.dataset, origin.date])
    text.detach()


def _cell(cell: Cell) -> str:
    return harmless(cell) if isinstance(cell, str) else "" if cell is None else str(cell)
