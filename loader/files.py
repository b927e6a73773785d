"""Which files are to be read, and what an index beside them says of each."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from loader.errors import ReportError
from loader.records import Listing

__all__ = ["INDEX", "SUFFIXES", "Found", "find_files", "listings"]

INDEX = "index.csv"
SUFFIXES = (".txt", ".pdf")


class Found(NamedTuple):
    """A file to read, and the folder that was named for it: its own, if the file was named itself."""

    path: Path
    folder: Path


def find_files(paths: Sequence[Path]) -> tuple[Found, ...]:
    """The files to read: those named, and those in the folders named, each once, in order of path.

    Raises
    ------
    ReportError
        If a folder holds no file that could be a report.

    """
    found = {file.path.resolve(): file for path in paths for file in _files_of(path)}
    return tuple(found[key] for key in sorted(found))


def _files_of(path: Path) -> Iterator[Found]:
    if not path.is_dir():
        yield Found(path, path.parent)  # a file that is missing is said when it is read
        return
    files = [f for f in path.rglob("*") if f.suffix.lower() in SUFFIXES and f.is_file()]
    if not files:
        kinds = " or ".join(SUFFIXES)
        raise ReportError(str(path), f"no {kinds} file in this folder", "give a folder that holds reports")
    yield from (Found(file, path) for file in files)


def listings(files: Iterable[Found], index: Path | None = None) -> dict[Path, Listing]:
    """What an index says of each file: the one given, else ``index.csv`` in the folder that was named.

    An index is a CSV file with a column ``path`` (below its own folder; for a file elsewhere, its name) and,
    where known, ``listed_date`` (ISO 8601) and ``source_address``.

    Raises
    ------
    ReportError
        If an index is not such a file.

    """
    read: dict[Path, dict[str, Listing]] = {}
    said: dict[Path, Listing] = {}
    for file, folder in files:
        chosen = index or folder / INDEX
        if index or chosen.is_file():
            rows = read.get(chosen) or read.setdefault(chosen, _rows(chosen))
            said[file] = rows.get(_key(file, chosen), Listing())
    return said


def _key(file: Path, index: Path) -> str:
    whole, folder = file.resolve(), index.resolve().parent
    return whole.relative_to(folder).as_posix() if whole.is_relative_to(folder) else file.name


def _rows(index: Path) -> dict[str, Listing]:
    try:
        with index.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if "path" not in (reader.fieldnames or ()):
                problem = "no column “path”"
                raise ReportError(str(index), problem, "name the files below the index in it", "line 1")
            return {row["path"]: _listing(index, reader.line_num, row) for row in reader}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        problem = f"can't be read as an index ({error})"
        raise ReportError(str(index), problem, "give a CSV file in UTF-8") from error


def _listing(index: Path, line: int, row: dict[str, str]) -> Listing:
    listed = row.get("listed_date") or None
    try:
        day = date.fromisoformat(listed).isoformat() if listed else None
    except ValueError:
        problem = f"listed_date {listed!r} is no date"
        raise ReportError(str(index), problem, "write it as 2013-02-15", f"line {line}") from None
    return Listing(day, row.get("source_address") or None)
