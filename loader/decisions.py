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

``area`` is the GOV.UK code of the council for ``same-body``. ``quote`` may hold the first words of what was
judged: a decision whose words are not there any more is not applied, and said to be stale. ``who``, ``when``
(ISO 8601 date) and ``why`` are asked of every row. The last row about a thing stands.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path

from loader.errors import ReportError
from loader.iris import BASE

__all__ = ["COLUMNS", "NONE", "Decision", "Decisions", "read_decisions"]

_VERDICTS: Mapping[str, tuple[str, ...]] = {
    "same-body": ("yes", "no"),
    "polarity": ("yes", "no"),
    "theme": ("yes", "no"),
    "action": ("yes", "no"),
    "recurrence": ("same", "related", "no"),
}
_SYMMETRIC = ("same-body",)
_IRI_KINDS = ("polarity", "theme", "action", "recurrence")


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

    @property
    def about(self) -> tuple[str, str, str, str]:
        """What identifies the thing that was decided: two names are the same pair either way round."""
        pair = (self.subject, self.object)
        return (self.kind, self.area, *(sorted(pair) if self.kind in _SYMMETRIC else pair))


#: The columns of a file of decisions, in order.
COLUMNS = tuple(field.name for field in fields(Decision))


@dataclass(frozen=True)
class Decisions:
    """The decisions that stand."""

    rows: tuple[Decision, ...] = ()

    @cached_property
    def digest(self) -> str:
        """SHA-256 over what was decided; who, when and why do not count."""
        decided = sorted((*row.about, row.verdict, row.quote) for row in self.rows)
        return hashlib.sha256(repr(decided).encode()).hexdigest() if decided else ""

    def of(self, *kinds: str, area: str | None = None) -> Iterator[Decision]:
        """The decisions of some kinds, of one area if it is given."""
        return (row for row in self.rows if row.kind in kinds and area in (None, row.area))

    def below(self, path: str) -> Decisions:
        """The decisions whose subject is a part of the report of that inspection path."""
        start = f"id/report/{path}/"
        return Decisions(tuple(row for row in self.rows if row.subject.startswith(start)))


NONE = Decisions()


def read_decisions(file: Path) -> Decisions:
    """The decisions of a file, as they stand.

    Parameters
    ----------
    file
        CSV in UTF-8 with the columns of ``COLUMNS``; a file that is not there decides nothing.

    Raises
    ------
    loader.errors.ReportError
        If it is no such file, or a row is not what the table above says; the message names the line.

    """
    if not file.exists():
        return NONE
    standing: dict[tuple[str, str, str, str], Decision] = {}
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
            if missing:
                problem = f"has no column {missing[0]!r}"
                raise ReportError(
                    str(file), problem, f"a file of decisions has {', '.join(COLUMNS)}", "line 1"
                )
            for row in reader:
                decision = _decision(file, reader.line_num, row)
                standing.pop(decision.about, None)
                standing[decision.about] = decision
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ReportError(str(file), f"can't be read as CSV ({error})", "save it as CSV in UTF-8") from error
    return Decisions(tuple(standing.values()))


def _decision(file: Path, line: int, row: Mapping[str, str | None]) -> Decision:
    said = {name: (row[name] or "").strip() for name in COLUMNS}
    if problem := _problem(said):
        raise ReportError(str(file), problem, "mend the row, or take it out", f"line {line}")
    if said["kind"] in _IRI_KINDS:
        said |= {name: said[name].removeprefix(BASE).lstrip("/") for name in ("subject", "object")}
    return Decision(**said)


def _problem(said: Mapping[str, str]) -> str | None:
    """What is wrong with a row, None if nothing is."""
    kind = said["kind"]
    if kind not in _VERDICTS:
        return f"kind is {kind!r}, and must be one of {', '.join(_VERDICTS)}"
    if said["verdict"] not in _VERDICTS[kind]:
        return f"verdict on {kind} is {said['verdict']!r}, and must be one of {', '.join(_VERDICTS[kind])}"
    asked = ("subject", "who", "when", "why", *(("object",) if kind != "action" else ()))
    asked += ("area",) if kind == "same-body" else ()
    if empty := next((name for name in asked if not said[name]), None):
        return f"{empty} is empty"
    return _no_day(said["when"])


def _no_day(text: str) -> str | None:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return f"when is {text!r}, and must be a day, as 2026-01-31"
    return None
