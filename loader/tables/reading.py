"""A table from a file, by what the file is: CSV text or an Excel workbook."""

from __future__ import annotations

from pathlib import Path

from loader.errors import ReportError
from loader.tables.csv_file import read_csv
from loader.tables.table import Table, read_bytes
from loader.tables.workbook import is_workbook, read_workbook

__all__ = ["read_table"]

_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_PAGES = (b"<!doctype", b"<html", b"<?xml", b"%pdf", b"{")


def read_table(path: Path, sheet: str | None = None, headings_at: int | None = None) -> Table:
    """Read a table.

    Parameters
    ----------
    path
        A CSV file (commas, semicolons, tabs or bars; UTF-8, UTF-16 with a mark, or Windows-1252) or an Excel
        workbook (.xlsx).
    sheet
        Of a workbook; its first if not given.
    headings_at
        The line or row of the headings, from 1; the first in which anything stands if not given.

    Raises
    ------
    loader.errors.ReportError
        If the file can't be read as a table; the message says where and what to do.

    """
    data = read_bytes(path)
    if data.startswith(_OLD_WORKBOOK):
        raise ReportError(
            str(path), "an Excel workbook of the old kind (.xls)", "save it as .xlsx or CSV UTF-8"
        )
    if is_workbook(data):
        return read_workbook(path, data, sheet, headings_at)
    if sheet is not None:
        raise ReportError(str(path), f"no workbook, and so without a sheet {sheet!r}", "leave --sheet out")
    if data.lstrip()[:9].lower().startswith(_PAGES):
        raise ReportError(str(path), "not a table but a page or a document", "give a CSV or .xlsx file")
    return read_csv(path, data, headings_at)
