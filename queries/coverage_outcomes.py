"""Read a table of published outcomes: a row an inspection, a column an aspect.

Columns are found by their headings, whatever their order; lines above the headings are passed over. What is
not understood is listed with its line, and never dropped.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from loader.authorities import Entry, register, resolve
from queries.coverage_words import date_in, grades_in, kinds_in, meaning, says_nothing, stand_ins
from queries.errors import QueryError

__all__ = ["LIMITS", "Fault", "Grade", "Outcome", "Outcomes", "read_outcomes"]

#: A table of every inspection of every council since 2009 has some two thousand rows.
LIMITS = {"bytes": 20_000_000, "rows": 50_000, "columns": 500}
_ABOVE = 50  # lines that may stand above the headings
_NOT_ASPECTS = ("authority", "framework", "inspected", "published")
_UNKNOWN_KIND = "no kind of inspection that is known; such rows are matched by their dates alone"
_SAVE = "save the sheet as CSV UTF-8 from the spreadsheet program (File, Save as) and give that file"


class Grade(NamedTuple):
    """A cell of a column for an aspect."""

    heading: str
    aspects: tuple[str, ...]  # the aspect, and those that the column means in reports that do not grade it
    text: str
    grades: frozenset[str]  # what it may mean on any scale; none: the table gives no grade


class Fault(NamedTuple):
    """What was not understood of a row."""

    line: int
    text: str
    problem: str
    authority: str = ""  # as the table names it
    codes: frozenset[str] = frozenset()  # of the council, if that was understood


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row: which inspection it is about, and its grades."""

    line: int
    authority: str  # as the table names it
    codes: frozenset[str]  # of the council, of those before it and of those after it
    kinds: frozenset[str]  # of inspection; none if the table does not say
    inspected: tuple[datetime.date, ...]
    published: tuple[datetime.date, ...]
    grades: tuple[Grade, ...]

    @property
    def aspects(self) -> frozenset[str]:
        """The aspects that it may give a grade for: those of its grades, or of all columns if it has none."""
        graded = [grade for grade in self.grades if grade.grades] or self.grades
        return frozenset(aspect for grade in graded for aspect in grade.aspects)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """A table as it was understood."""

    name: str
    columns: Mapping[str, str]  # headings that were understood, with what they mean
    passed_over: tuple[str, ...]  # the other headings
    rows: tuple[Outcome, ...]
    faults: tuple[Fault, ...]

    @property
    def aspects(self) -> frozenset[str]:
        """The aspects that its columns are for, or may stand in for."""
        return frozenset(aspect for what in self.columns.values() for aspect in stand_ins(what))


def read_outcomes(path: Path) -> Outcomes:
    """Read a table of outcomes.

    Parameters
    ----------
    path
        A CSV file in UTF-8, or in the code page of Western European Windows.

    Raises
    ------
    QueryError
        If the file can't be read, is too large, or has no headings for council, date and at least one aspect.

    """
    lines = _lines(path, _text(path))
    place, headings = _headings(path, lines)
    meant = [meaning(heading) for heading in headings]
    rows, faults, seen = list[Outcome](), list[Fault](), set[str]()
    for line, cells in lines[place + 1 :]:
        known = [(h, m, c) for h, m, c in zip(headings, meant, cells, strict=False) if m]
        found, wrong = _row(line, known)
        rows += [found] if found else []
        faults += [*wrong, *_new_words(line, known, seen), *_beyond(line, cells[len(headings) :])]
    named = list(zip(headings, meant, strict=True))
    return Outcomes(
        path.name,
        {heading: what for heading, what in named if what},
        tuple(heading for heading, what in named if not what and heading),
        tuple(rows),
        tuple(faults),
    )


# The file


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(LIMITS["bytes"] + 1)
    except OSError as error:
        raise QueryError(f"{path}: can't be read ({error.strerror}); check the path") from None
    if len(data) > LIMITS["bytes"]:
        raise QueryError(f"{path}: larger than {LIMITS['bytes']:,} bytes; give a part of the table")
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        raise QueryError(f"{path}: a spreadsheet, and not a CSV file; {_SAVE}")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data:
        raise QueryError(f"{path}: not text in UTF-8; {_SAVE}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # what spreadsheet programs write as plain “CSV”


def _lines(path: Path, text: str) -> list[tuple[int, list[str]]]:
    """The lines that are not empty, with their numbers."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)  # a quote left open would swallow rows
    most = f"{LIMITS['rows']:,} rows of {LIMITS['columns']} columns"
    found = list[tuple[int, list[str]]]()
    try:
        for row in reader:
            if len(row) > LIMITS["columns"] or len(found) > LIMITS["rows"]:
                raise QueryError(
                    f"{path}, line {reader.line_num}: more than {most}; give a part of the table"
                )
            cells = [cell.strip() for cell in row]
            if any(cells):
                found.append((reader.line_num, cells))
    except csv.Error as error:
        raise QueryError(f"{path}, line {reader.line_num}: no CSV ({error}); {_SAVE}") from None
    return found


def _headings(path: Path, lines: Sequence[tuple[int, list[str]]]) -> tuple[int, list[str]]:
    """Where the headings stand, and what they are: the first line to name a council, a date and an aspect."""
    lacking = [_lacking(cells) for _, cells in lines[:_ABOVE]]
    least = min(lacking, key=len, default=_lacking(()))
    if least:
        raise QueryError(
            f"{path}: no heading for {', '.join(least)} in its first {_ABOVE} lines; name the columns as "
            "Local authority, Inspection start date, Publication date, Overall effectiveness…"
        )
    place = lacking.index([])
    return place, lines[place][1]


def _lacking(cells: Iterable[str]) -> list[str]:
    meant = {meaning(cell) for cell in cells}
    has = {
        "the council": "authority" in meant,
        "a date": bool(meant & {"inspected", "published"}),
        "an aspect": bool(meant - {None, *_NOT_ASPECTS}),
    }
    return [what for what, there in has.items() if not there]


# Rows

_Cells = Sequence[tuple[str, str, str]]  # heading, what it means, cell


def _row(line: int, cells: _Cells) -> tuple[Outcome | None, list[Fault]]:
    """A row as it was understood, if it says which inspection it is about; and what was not understood."""
    said = [text for _, what, text in cells if what == "authority" and text]
    name = max(said, key=lambda text: sum(map(str.isalpha, text)), default="")
    inspected, published = (_days(cells, kind) for kind in ("inspected", "published"))
    codes, problem = _council(said, min((*inspected, *published), default=None))
    problems = [problem] if problem else []
    if not inspected and not published:
        problems.append("no date of an inspection or of its publication")
    faults = [Fault(line, text, what, name, codes) for text, what in _unreadable(cells)]
    if problems:
        return None, [*faults, Fault(line, ", ".join(said), "; ".join(problems), name, codes)]
    kinds = frozenset[str]().union(*(kinds_in(text) for _, what, text in cells if what == "framework"))
    return Outcome(line, name, codes, kinds, inspected, published, tuple(_grades(cells))), faults


def _days(cells: _Cells, kind: str) -> tuple[datetime.date, ...]:
    days = (date_in(text) for _, what, text in cells if what == kind)
    return tuple(day for day in days if day)


def _grades(cells: _Cells) -> Iterator[Grade]:
    for heading, what, text in cells:
        if what not in _NOT_ASPECTS and (grades_in(text) or says_nothing(text)):
            yield Grade(heading, stand_ins(what), text, grades_in(text))


def _unreadable(cells: _Cells) -> Iterator[tuple[str, str]]:
    """The cells for dates and grades that hold something, and nothing that is known."""
    for heading, what, text in cells:
        if says_nothing(text):
            continue
        if what in ("inspected", "published") and not date_in(text):
            yield text, f"{heading}: no date; write it as 2013-02-15 or 15/02/2013"
        elif what not in _NOT_ASPECTS and not grades_in(text):
            yield text, f"{heading}: no grade of any scale"


def _new_words(line: int, cells: _Cells, seen: set[str]) -> Iterator[Fault]:
    """Unknown words for kinds of inspection, each at its first row only: rows are understood without them."""
    for heading, what, text in cells:
        if what == "framework" and not (says_nothing(text) or kinds_in(text) or text in seen):
            seen.add(text)
            yield Fault(line, text, f"{heading}: {_UNKNOWN_KIND}")


def _beyond(line: int, cells: Iterable[str]) -> Iterator[Fault]:
    if over := [cell for cell in cells if cell]:
        yield Fault(line, ", ".join(over), "cells beyond the last heading; put cells with commas in quotes")


# Councils


def _council(said: Iterable[str], on: datetime.date | None) -> tuple[frozenset[str], str]:
    """The codes of the council that cells name, and of its neighbours in time; or none and what is wrong."""
    families = [_family(entry) for entry in (_entry(text, on) for text in said) if entry]
    if not families:
        return frozenset(), "no council of the register; write its name, its GSS code or its Ofsted URN"
    common = frozenset.intersection(*families)
    return common, "" if common else "the columns name different councils"


def _entry(text: str, on: datetime.date | None) -> Entry | None:
    found = _by_code().get(text.upper())
    if found is None and (named := resolve(text, on.isoformat() if on else None)):
        found = _by_code().get(named.code or "")
    return found


@cache
def _by_code() -> Mapping[str, Entry]:
    """Councils by each of their codes; codes of one list look like those of no other."""
    codes = ((entry, (entry.code, entry.gss_code, *_codes(entry.row))) for entry in register())
    return {code: entry for entry, all_codes in codes for code in all_codes if code}


def _codes(row: Mapping[str, str]) -> tuple[str, ...]:
    return (row["ofsted_urn"], row["dfe_code"], *row["former_gss_codes"].split())


def _family(entry: Entry) -> frozenset[str]:
    """A council, those that it followed and those that followed it: a list may give a later code."""
    after = {_by_code()[code].code for code in entry.successors}
    before = {other.code for other in register() if entry.gss_code in other.successors}
    return frozenset({entry.code} | after | before)
