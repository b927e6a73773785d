"""Tables as an Excel workbook: a sheet each, and one that says where they came from.

Codes are numbers and days are dates; all else is text, and nothing is a formula. A text that a spreadsheet
would run once it has been saved as CSV gets a leading apostrophe: see ``loader.cells``.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import IO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from loader.cells import harmless
from queries.export.origin import Origin
from queries.export.summary import Cell, Sheet

__all__ = ["write_workbook"]

_LONGEST = 32_767  # characters that a cell takes
_WIDTHS = {int: 9, datetime.date: 12, str: 24}
_ABOUT = (
    "Facts: CC BY 4.0. The words of the reports are Crown copyright.",
    "Grades are those of each framework's own scale.",
    "Reports were read by machine: see the README for how well.",
)


def write_workbook(sheets: Sequence[Sheet], origin: Origin, output: IO[bytes]) -> None:
    """Write tables as sheets; the same tables give the same bytes."""
    whole = io.BytesIO()  # the format needs a file that can be gone back in, and a pipe can't
    book = xlsxwriter.Workbook(whole, {"in_memory": True})
    day = datetime.datetime.fromisoformat(origin.date or "1980-01-01")
    book.set_properties({"title": "inspection-graph", "comments": str(origin), "created": day})
    bold, dates = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    for sheet in sheets:
        _fill(book.add_worksheet(sheet.name), sheet, bold, dates)
    about = book.add_worksheet("about")
    about.set_column(0, 0, 12)
    for n, (name, value) in enumerate(
        (("dataset", origin.dataset), ("date", origin.date), ("scope", origin.scope or "all"))
    ):
        about.write_string(n, 0, name, bold)
        about.write_string(n, 1, harmless(value))
    for n, line in enumerate(_ABOUT, 4):
        about.write_string(n, 0, line)
    book.close()
    output.write(whole.getvalue())


def _fill(page: Worksheet, sheet: Sheet, bold: Format, dates: Format) -> None:
    page.freeze_panes(1, 0)
    for column, (name, type_) in enumerate(sheet.columns.items()):
        page.set_column(column, column, _WIDTHS[type_])
        page.write_string(0, column, name, bold)
    for n, row in enumerate(sheet.rows, 1):
        for column, cell in enumerate(row):
            _write(page, n, column, cell, dates)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)


def _write(page: Worksheet, row: int, column: int, cell: Cell, dates: Format) -> None:
    if isinstance(cell, datetime.date):
        page.write_datetime(row, column, cell, dates)
    elif isinstance(cell, int):
        page.write_number(row, column, cell)
    elif cell is not None:
        text = harmless(cell)
        page.write_string(row, column, text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")
