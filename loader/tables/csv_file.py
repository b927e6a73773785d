"""Tables in CSV, whatever separates their cells and however their letters are written.

Each record is kept as the characters that it was read from. Columns are added behind them, so that what stood
in the file comes back byte for byte, quotes, line ends, byte order mark and all.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from loader.cells import harmless
from loader.tables.table import LIMITS, Row, Table, headed, refuse

__all__ = ["read_csv"]

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SEPARATORS = ",;\t|"
_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_SAVE = "save the sheet as CSV UTF-8 from the spreadsheet program and give that file"


class _Record(NamedTuple):
    place: int  # the line on which it begins, from 1
    raw: str  # with its line end
    cells: tuple[str, ...]


class _Encoding(NamedTuple):
    mark: bytes
    name: str

    def decode(self, data: bytes) -> str:
        return data[len(self.mark) :].decode(self.name)

    def encode(self, text: str) -> bytes:
        return self.mark + text.encode(self.name)


def read_csv(path: Path, data: bytes, headings_at: int | None = None) -> Table:
    """Read a table in CSV.

    Parameters
    ----------
    path
        Of the file, for its name and for messages.
    data
        Its bytes.
    headings_at
        The line of the headings, from 1; the first in which anything stands if not given.

    Raises
    ------
    loader.errors.ReportError
        If it is no table, its letters can't be told, two columns have one heading, or a row has more cells
        than there are headings.

    """
    encoding, text = _decoded(path, data)
    separator = _separator(text, headings_at)
    records = tuple(_records(path, text, separator))
    at = next((n for n, record in enumerate(records) if _is_head(record, headings_at)), None)
    if at is None:
        raise refuse(path, headings_at, "no headings stand here", "give the line of the headings")
    head = records[at]
    headings = headed(path, head.cells, head.place)
    under = records[at + 1 :]

    def with_columns(names: Sequence[str], cells: Sequence[Sequence[str]]) -> bytes:
        added = zip(under, cells, strict=True)
        parts = [record.raw for record in records[:at]]
        parts += [_added(head, len(headings), names, separator)]
        parts += [_added(record, len(headings), more, separator) for record, more in added]
        return encoding.encode("".join(parts))

    return Table(
        name=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        where=f"CSV with {_NAMES[separator]}, {encoding.name}",
        headings=headings,
        rows=tuple(_row(path, record, len(headings)) for record in under),
        with_columns=with_columns,
    )


def _is_head(record: _Record, wanted: int | None) -> bool:
    return any(cell.strip() for cell in record.cells) if wanted is None else record.place == wanted


def _decoded(path: Path, data: bytes) -> tuple[_Encoding, str]:
    """The text, and how to write it again as the same bytes."""
    marked = next((_Encoding(mark, name) for mark, name in _MARKS if data.startswith(mark)), None)
    for encoding in [marked] if marked else [_Encoding(b"", "utf-8"), _Encoding(b"", "cp1252")]:
        try:
            text = encoding.decode(data)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return encoding, text
    raise refuse(path, None, "not a table: neither UTF-8, UTF-16 with a mark, nor Windows-1252 text", _SAVE)


def _separator(text: str, headings_at: int | None) -> str:
    """What separates cells: the mark that stands most often in the headings, outside quotes."""
    lines = io.StringIO(text, newline="")
    head = next((line for n, line in enumerate(lines, 1) if line.strip() and n >= (headings_at or 1)), "")
    bare = "".join(head.split('"')[::2])
    return max(_SEPARATORS, key=lambda mark: (bare.count(mark), -_SEPARATORS.index(mark)))


def _records(path: Path, text: str, separator: str) -> Iterator[_Record]:
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for line in io.StringIO(text, newline=""):
            taken.append(line)
            yield line

    reader = csv.reader(lines(), delimiter=separator, strict=True)  # a quote left open would swallow rows
    place, count = 1, 0
    try:
        for cells in reader:
            count += 1
            if count > LIMITS["rows"]:
                raise refuse(path, place, f"more than {LIMITS['rows']:,} rows", "give a part of the table")
            yield _Record(place, "".join(taken), tuple(cells))
            taken.clear()
            place = reader.line_num + 1
    except csv.Error as error:
        raise refuse(path, place, f"not a table in CSV ({error})", _SAVE) from None


def _row(path: Path, record: _Record, width: int) -> Row:
    over = record.cells[width:]
    if over:
        problem = f"{len(record.cells)} cells under {width} headings"
        raise refuse(path, record.place, problem, f"put cells that hold the separator in quotes, or {_SAVE}")
    if not any(record.cells):
        return Row(record.place, ())
    return Row(record.place, (*record.cells, *[""] * (width - len(record.cells))))


def _added(record: _Record, width: int, cells: Sequence[str], separator: str) -> str:
    """A record with cells behind it; where it is shorter than the headings, empty ones between."""
    if not record.raw.strip("\r\n"):
        return record.raw  # a blank line
    body = record.raw.rstrip("\r\n")
    text = io.StringIO()
    filled = [*[""] * (width - len(record.cells)), *map(harmless, cells)]
    csv.writer(text, delimiter=separator, lineterminator="").writerow(filled)
    return f"{body}{separator}{text.getvalue()}{record.raw[len(body) :]}"
