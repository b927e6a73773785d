"""Which files are to be read, and what an index beside them says of each."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from loader.errors import ReportError
from loader.records import Listing

__all__ = ["INDEX", "SUFFIXES", "find_files", "listing"]

INDEX = "index.csv"
SUFFIXES = (".txt", ".pdf")


def find_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files to read: those named, and those in the folders named, each once, in order of path.

    Raises
    ------
    ReportError
        If a folder holds no file that could be a report.

    """
    found = {file.resolve(): file for path in paths for file in _files_of(path)}
    return tuple(found[key] for key in sorted(found))


def _files_of(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path  # a file that is missing is said when it is read
        return
    files = [f for f in path.rglob("*") if f.suffix.lower() in SUFFIXES and f.is_file()]
    if not files:
        kinds = " or ".join(SUFFIXES)
        raise ReportError(str(path), f"no {kinds} file in this folder", "give a folder that holds reports")
    yield from files


def listing(file: Path, index: Path | None = None) -> Listing:
    """What the index says of a file: ``index.csv`` in its folder or one above, if none is given.

    An index is a CSV file with a column ``path`` (below its own folder) and, where known,
    ``listed_date`` (ISO 8601) and ``source_address``.

    Raises
    ------
    ReportError
        If the index is not such a file.

    """
    chosen = index or next((p / INDEX for p in file.resolve().parents if (p / INDEX).is_file()), None)
    if chosen is None:
        return Listing()
    rows = _rows(chosen.resolve())
    return next(
        (rows[key] for key in _keys(file.resolve(), chosen.resolve().parent) if key in rows), Listing()
    )


def _keys(file: Path, folder: Path) -> Iterator[str]:
    if file.is_relative_to(folder):
        yield file.relative_to(folder).as_posix()
    yield file.name


@cache
def _rows(index: Path) -> dict[str, Listing]:
    try:
        with index.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if "path" not in (reader.fieldnames or ()):
                raise ReportError(
                    str(index), "no column “path”", "name the files below the index in it", "line 1"
                )
            return {row["path"]: _listing(row) for row in reader}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ReportError(
            str(index), f"can't be read as an index ({error})", "give a CSV file in UTF-8"
        ) from error


def _listing(row: dict[str, str]) -> Listing:
    return Listing(row.get("listed_date") or None, row.get("source_address") or None)
