"""What reviewers decided: rows of a file, honoured by every later load, and undone by taking a row out.

==========  ===============================  ==============================  =====================
kind        subject                          object                          verdict
==========  ===============================  ==============================  =====================
same-body   a name, as an area's reports     another such name               yes, no
            print it
polarity    IRI of a finding                 concept of schemes/polarity     yes, no
theme       IRI of a finding or an action    concept of schemes/themes       yes, no
action      IRI of a required action, or of  (none)                          yes, no
            a block that should be one
recurrence  IRI of the later action          IRI of the earlier one          same, related, no
==========  ===============================  ==============================  =====================

``area`` is the GOV.UK code of the council for ``same-body``; of the other kinds the subject says it. Of a
finding's polarity the last row stands, and of any other thing the last row about it. ``quote`` may hold the
first words of what was judged: a decision whose words are not there any more is not applied, and said to be
stale. ``who``, ``when`` (ISO 8601 date) and ``why`` are asked of every row.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from loader.cells import restored
from loader.errors import ReportError
from loader.iris import BASE
from loader.vocabulary import CONCEPT_BASE, concepts

__all__ = [
    "AREA_KINDS",
    "COLUMNS",
    "KINDS",
    "NONE",
    "REPORT_KINDS",
    "Decision",
    "Decisions",
    "Stale",
    "canonical",
    "problem_of",
    "read_decisions",
]

#: The kinds of decision, each with its verdicts.
KINDS: Mapping[str, tuple[str, ...]] = {
    "same-body": ("yes", "no"),
    "polarity": ("yes", "no"),
    "theme": ("yes", "no"),
    "action": ("yes", "no"),
    "recurrence": ("same", "related", "no"),
}
#: The kinds that are on what one report says, and those on what is concluded about an area.
REPORT_KINDS, AREA_KINDS = ("polarity", "theme", "action"), ("same-body", "recurrence")
#: The columns of a file of decisions, in order.
COLUMNS = ("kind", "area", "subject", "object", "verdict", "quote", "who", "when", "why")

_SCHEMES = {"polarity": "polarity", "theme": "themes"}  # whose concepts are the objects of a kind
_CODE = re.compile(r"[A-Z]{3}|unresolved-[A-Za-z0-9-]+")  # of a council, or what stands for an unknown one
_MOST = 1 << 25  # bytes of a file: a hundred thousand decisions


@dataclass(frozen=True, slots=True)
class Decision:
    """One row: what was decided about what, by whom, when and why."""

    kind: str
    area: str
    subject: str  # a name, or an IRI without the graph's base
    object: str
    verdict: str
    quote: str
    who: str
    when: str  # ISO 8601 date
    why: str
    line: int = field(default=0, compare=False)  # where it ends in its file, from 1

    def __str__(self) -> str:
        """What was decided, in a line."""
        things = [thing.removeprefix("id/report/") for thing in (self.subject, self.object) if thing]
        return f"{self.kind} of {', '.join(things)}: {self.verdict}"

    @property
    def things(self) -> tuple[str, ...]:
        """What it is about: subject and object; two names are the same pair either way round."""
        pair = (self.subject, self.object)
        return tuple(sorted(pair)) if self.kind == "same-body" else pair

    @property
    def about(self) -> tuple[str, ...]:
        """What identifies the thing that was decided: of two rows about one the later stands."""
        return (self.kind, self.area, *(self.things[:1] if self.kind == "polarity" else self.things))

    @property
    def report(self) -> str:
        """The path of the inspection whose report the subject is a part of; empty for names.

        >>> Decision("action", "", "id/report/RCH/2012-11-12/sif/action/7", *[""] * 6).report
        'RCH/2012-11-12/sif'
        """
        if self.kind == "same-body":
            return ""
        return "/".join(self.subject.removeprefix("id/report/").split("/")[:3])

    @property
    def part(self) -> str:
        """What the subject is called within its report, as ``action/7``."""
        return self.subject.removeprefix(f"id/report/{self.report}/")

    def quotes(self, words: str) -> bool:
        """Whether its quote begins what there is to be judged, if it has one; spaces do not count."""
        return " ".join(words.split()).startswith(self.quote.removesuffix("…").removesuffix("...").rstrip())

    @property
    def code(self) -> str:
        """The code of the area that it is about."""
        return self.area or self.report.partition("/")[0]


class Stale(NamedTuple):
    """A decision that can't be applied, and why."""

    about: tuple[str, ...]  # of the decision
    why: str


@dataclass(frozen=True)
class Decisions:
    """The decisions that stand."""

    rows: tuple[Decision, ...] = ()

    @cached_property
    def digest(self) -> str:
        """SHA-256 over what was decided; who, when and why do not count, nor the order of the rows."""
        decided = sorted((row.kind, row.area, *row.things, row.verdict, row.quote) for row in self.rows)
        return hashlib.sha256(repr(decided).encode()).hexdigest() if decided else ""

    def of(self, *kinds: str, area: str | None = None) -> Iterator[Decision]:
        """The decisions of some kinds, of one area if it is given."""
        return (row for row in self.rows if row.kind in kinds and area in (None, row.code))

    def below(self, path: str) -> Decisions:
        """The decisions on what the report of that inspection path says."""
        return self._by_report.get(path, NONE)

    def on_area(self, code: str) -> Decisions:
        """The decisions on what is concluded about an area."""
        return self.by_area.get(code, NONE)

    def without(self, stale: Collection[tuple[str, ...]]) -> Decisions:
        """The decisions but for those about some things."""
        return Decisions(tuple(row for row in self.rows if row.about not in stale)) if stale else self

    @cached_property
    def by_area(self) -> Mapping[str, Decisions]:
        """The decisions on what is concluded about areas, by code."""
        return _grouped((row.code, row) for row in self.of(*AREA_KINDS))

    @cached_property
    def _by_report(self) -> Mapping[str, Decisions]:
        return _grouped((row.report, row) for row in self.of(*REPORT_KINDS))


NONE = Decisions()


def _grouped(rows: Iterable[tuple[str, Decision]]) -> Mapping[str, Decisions]:
    groups: dict[str, list[Decision]] = {}
    for key, row in rows:
        groups.setdefault(key, []).append(row)
    return {key: Decisions(tuple(group)) for key, group in sorted(groups.items())}


# The file


def read_decisions(file: Path) -> Decisions:
    """The decisions of a file, as they stand.

    Parameters
    ----------
    file
        CSV in UTF-8 with the columns of ``COLUMNS`` among others; if it is not there, nothing is decided.

    Raises
    ------
    loader.errors.ReportError
        If it is no such file, or a row is not what the table above says; the message names the line.

    """
    if not file.exists():
        return NONE
    standing: dict[tuple[str, ...], Decision] = {}
    try:
        if file.stat().st_size > _MOST:
            raise ReportError(str(file), f"larger than {_MOST >> 20} MiB", "name a file of decisions")
        with file.open(encoding="utf-8-sig", newline="") as stream:
            for decision in _rows(file, csv.DictReader(stream, strict=True)):
                standing.pop(decision.about, None)
                standing[decision.about] = decision
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ReportError(str(file), f"can't be read as CSV ({error})", "save it as CSV in UTF-8") from error
    return Decisions(tuple(standing.values()))


def _rows(file: Path, reader: csv.DictReader[str]) -> Iterator[Decision]:
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        remedy = f"a file of decisions has {', '.join(COLUMNS)}"
        raise ReportError(str(file), f"has no column {missing[0]!r}", remedy, "line 1")
    for row in reader:
        said = {name: restored(" ".join((row[name] or "").split())) for name in COLUMNS}
        if any(said.values()):  # spreadsheets leave rows of nothing but commas
            decision = canonical(Decision(**said, line=reader.line_num))
            if problem := problem_of(decision):
                raise ReportError(str(file), problem, "mend the row, or take it out", f"line {decision.line}")
            yield decision


def canonical(row: Decision) -> Decision:
    """The same decision in one form: IRIs as the loader names them, concepts by their slugs.

    Parts of reports may be given with the graph's base or without, as a table of ``query`` prints them.

    >>> row = Decision("theme", "", "report/RCH/2012-11-12/sif/action/7", "theme:neglect", "yes", *[""] * 4)
    >>> canonical(row).subject, canonical(row).object
    ('id/report/RCH/2012-11-12/sif/action/7', 'neglect')
    """
    row = replace(row, kind=row.kind.casefold(), verdict=row.verdict.casefold())
    if row.kind == "recurrence":
        return replace(row, subject=_part(row.subject), object=_part(row.object))
    if row.kind in REPORT_KINDS:
        base = f"{CONCEPT_BASE}{_SCHEMES.get(row.kind)}/"
        named = row.object.removeprefix(base).removeprefix(f"{row.kind}:") if row.kind in _SCHEMES else ""
        # An action that a reviewer made of a block is the block still: a word against it is against that.
        subject = _part(row.subject)
        if row.kind == "action":
            subject = subject.replace("/action/block/", "/block/")
        return replace(row, subject=subject, object=named)
    return row


def _part(name: str) -> str:
    """A part of a report as the loader names it."""
    path = name.removeprefix(BASE).removeprefix("id/").removeprefix("report/")
    return f"id/report/{path}" if path else ""


def problem_of(row: Decision) -> str | None:
    """What is wrong with a decision in its one form; None if nothing is."""
    if row.kind not in KINDS:
        return f"kind is {row.kind!r}, and must be one of {', '.join(KINDS)}"
    if row.verdict not in KINDS[row.kind]:
        return f"verdict on {row.kind} is {row.verdict!r}, and must be one of {', '.join(KINDS[row.kind])}"
    asked = ("subject", "who", "when", "why", *(("object",) if row.kind != "action" else ()))
    asked += ("area",) if row.kind == "same-body" else ()
    if empty := next((name for name in asked if not getattr(row, name)), None):
        return f"{empty} is empty"
    if unreadable := next((name for name in COLUMNS if not getattr(row, name).isprintable()), None):
        return f"{unreadable} has characters that can't be printed"
    return _no_code(row) or _no_concept(row) or _no_day(row.when)


def _no_code(row: Decision) -> str | None:
    if row.kind == "same-body" and not _CODE.fullmatch(row.area):
        return f"area is {row.area!r}, and must be a council's code, as RCH"
    return None


def _no_concept(row: Decision) -> str | None:
    scheme = _SCHEMES.get(row.kind)
    if scheme and row.object not in concepts(scheme):
        return f"object is {row.object!r}, and must be one of {', '.join(concepts(scheme))}"
    return None


def _no_day(text: str) -> str | None:
    try:
        is_day = datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        is_day = False
    return None if is_day else f"when is {text!r}, and must be a day, as 2026-01-31"
