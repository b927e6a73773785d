"""Tables in Excel workbooks (.xlsx): one sheet is read, and given back with columns added.

What a cell shows is read: the value that a formula came to when the workbook was saved. What is given back is
the workbook with its formulas, by openpyxl, which keeps cells, formats and sheets; pictures and charts it
does not keep.
"""

from __future__ import annotations

import datetime
import hashlib
import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from xml.parsers import expat

from loader.cells import harmless
from loader.errors import ReportError
from loader.tables.table import LIMITS, Row, Table, headed, refuse

if TYPE_CHECKING:
    from openpyxl import Workbook

__all__ = ["is_workbook", "read_workbook"]

_SAVE = "open it in a spreadsheet program and save it again as .xlsx, or as CSV UTF-8"
_WIDEST = 16_384  # cells that a row can have
_DAY = (1980, 1, 1, 0, 0, 0)  # of every part of what is written: the same table gives the same bytes
_PROPERTIES = "docProps/core.xml"
_TIMES = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def is_workbook(data: bytes) -> bool:
    """Whether bytes are a packed file, as workbooks are."""
    return data.startswith(b"PK")


def read_workbook(path: Path, data: bytes, sheet: str | None = None, headings_at: int | None = None) -> Table:
    """Read one sheet of a workbook.

    Parameters
    ----------
    path
        Of the file, for its name and for messages.
    data
        Its bytes.
    sheet
        Its name; the first sheet if not given.
    headings_at
        The row of the headings, from 1; the first in which anything stands if not given.

    Raises
    ------
    loader.errors.ReportError
        If it is no workbook, unpacks to too much, has no such sheet, or two columns have one heading.

    """
    _refuse_bombs(path, data)
    book = _opened(path, data, values=True)
    sheets = {each.title: each for each in book.worksheets}
    name = sheet or next(iter(sheets), "")
    if name not in sheets:
        raise ReportError(str(path), f"no sheet {name!r}", f"it has: {', '.join(sheets) or 'none'}")
    if len({each._worksheet_path for each in book.worksheets}) < len(book.worksheets):
        raise ReportError(str(path), "two of its sheets are one and the same part", _SAVE)  # read each time
    rows = _filled(path, sheets[name])
    book.close()
    at = headings_at or next((place for place, cells in rows if any(cells)), 1)
    cells = next((cells for place, cells in rows if place == at), ())
    headings = headed(path, cells, at)
    width = len(headings)
    under = tuple(Row(place, _fitted(cells, width)) for place, cells in rows if place > at)

    def with_columns(names: Sequence[str], more: Sequence[Sequence[str]]) -> bytes:
        book = _opened(path, data, values=False)
        beside = [(at, names), *((row.place, added) for row, added in zip(under, more, strict=True))]
        for place, texts in beside:
            for column, text in enumerate(texts, start=width + 1):
                if text:
                    cell = book[name].cell(place, column)
                    cell.value, cell.data_type = harmless(text), "s"
        return _packed(book, data)

    where = f"sheet {name}"
    return Table(path.name, hashlib.sha256(data).hexdigest(), where, headings, under, with_columns)


def _refuse_bombs(path: Path, data: bytes) -> None:
    """Refuse what unpacks to more than it should, or may declare entities, before it is understood."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if sum(part.file_size for part in parts) > LIMITS["unpacked"]:
                problem = f"unpacks to more than {LIMITS['unpacked']:,} bytes"
                raise ReportError(str(path), problem, "give the sheet as CSV")
            for part in parts:
                with packed.open(part) as file:
                    _refuse_markup(path, part.filename, file)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise ReportError(str(path), f"not a workbook ({error})", _SAVE) from None


def _refuse_markup(path: Path, name: str, file: IO[bytes]) -> None:
    """Refuse a part with a document type, with too many elements, or with too many cells in one row.

    Of a row the library makes an object a cell, with all its attributes, before we see any of it.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    elements, cells = 0, 0

    def begins(tag: str, _attributes: object) -> None:
        nonlocal elements, cells
        kind = tag.rpartition(" ")[2]
        elements, cells = elements + 1, 0 if kind == "row" else cells + (kind == "c")
        if elements > LIMITS["elements"] or cells > _WIDEST:
            what = (
                f"{LIMITS['elements']:,} elements"
                if elements > LIMITS["elements"]
                else f"{_WIDEST:,} columns"
            )
            raise ReportError(str(path), f"{name} has more than {what}", "give the sheet as CSV")

    def declares(*_declared: object) -> None:
        raise ReportError(str(path), f"{name} declares a document type", _SAVE)

    parser.StartElementHandler, parser.StartDoctypeDeclHandler = begins, declares
    try:
        parser.ParseFile(file)
    except expat.ExpatError:
        return  # a picture; or what the library can't read either, if it has to


def _opened(path: Path, data: bytes, *, values: bool) -> Workbook:
    """The workbook: row by row with the values that its cells show, or all of it, to be changed."""
    import openpyxl  # noqa: PLC0415 — heavy, and not needed for --help

    try:
        return openpyxl.load_workbook(io.BytesIO(data), data_only=values, read_only=values)
    except Exception as error:  # openpyxl raises whatever its parts do on what is malformed
        raise ReportError(str(path), f"not a workbook ({error})", _SAVE) from None


def _filled(path: Path, sheet: Any) -> list[tuple[int, tuple[str, ...]]]:
    """The rows in which anything stands, with their places."""
    sheet.reset_dimensions()  # what the sheet says of its size may be anything
    found, cells, places = [], 0, 0
    try:
        for place, values in enumerate(sheet.iter_rows(values_only=True), 1):
            places += len(values)
            _refuse_more(path, place, **{"rows": place, "places of cells": places})
            texts = _trimmed(tuple(map(_text, values)))
            cells += len(texts)
            _refuse_more(path, place, columns=len(texts), cells=cells)
            if texts:
                found.append((place, texts))
    except ReportError:
        raise
    except Exception as error:  # as above: sheets are read only now
        raise ReportError(str(path), f"sheet {sheet.title} can't be read ({error})", _SAVE) from None
    return found


def _refuse_more(path: Path, place: int, **there: int) -> None:
    for what, count in there.items():
        if count > LIMITS[what]:
            problem = f"more than {LIMITS[what]:,} {what}"
            remedy = "delete what is empty beside the table, or give a part of it"
            raise refuse(path, place, problem, remedy, "row")


def _text(value: Any) -> str:
    """A cell as text: whole numbers without a point, days without a time."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return (value.date() if value.time() == datetime.time() else value).isoformat()
    return str(value).strip()


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    """Cells up to the last in which anything stands."""
    last = max((n for n, cell in enumerate(cells, 1) if cell.strip()), default=0)
    return tuple(cells[:last])


def _fitted(cells: Sequence[str], width: int) -> tuple[str, ...]:
    found = tuple(cells[:width])
    return (*found, *[""] * (width - len(found))) if any(found) else ()


def _packed(book: Workbook, before: bytes) -> bytes:
    """A workbook as bytes, without the clock of whoever writes it: its properties are those it had."""
    written, goal = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(io.BytesIO(before)) as old:
        kept = old.read(_PROPERTIES) if _PROPERTIES in old.namelist() else None
    with zipfile.ZipFile(written) as new, zipfile.ZipFile(goal, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in new.infolist():
            text = new.read(part)
            if part.filename == _PROPERTIES:
                text = kept or _TIMES.sub(b"1980-01-01T00:00:00Z", text)
            packed.writestr(zipfile.ZipInfo(part.filename, _DAY), text, zipfile.ZIP_DEFLATED)
    return goal.getvalue()
