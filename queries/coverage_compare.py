"""Hold reports against a table of published outcomes: every disagreement, and on which side the words stand.

1. A cell is held against the grade that was read for its aspect. A number is a rank on whichever scale the
   report uses.
2. Where they differ, the words are on the report's side if its grade as it was read stands in the evidence,
   and on the table's if a passage somewhere in the report names the aspect and the table's grade. They may be
   on both, as where a report tells of an earlier inspection, or on neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields, replace
from typing import NamedTuple

from loader.store import Reader
from loader.vocabulary import concepts
from queries.coverage import Held, Scope, rows_of, shipped
from queries.coverage_match import grades_any_of, near, nearest
from queries.coverage_outcomes import Fault, Grade, Outcome, Outcomes
from queries.coverage_words import Passage, passages
from queries.tables import Table

__all__ = ["DISAGREEMENTS", "WINDOW", "Comparison", "Issue", "compare"]

WINDOW = 14  # days between the dates of a row and of its report
#: What can be wrong between a row and its report; other issues are of one without the other.
DISAGREEMENTS = ("grades differ", "grade in the table only", "grade in the report only")
_DIFFER, _TABLE_ONLY, _REPORT_ONLY = DISAGREEMENTS
_NOT_JUDGED = "not-judged"
_LONGEST = 200  # characters of a cell that are shown


@dataclass(frozen=True, slots=True)
class Issue:
    """Something in which table and store are not one; the fields are the columns that are printed."""

    what: str
    line: int | None = None  # of the table
    authority: str | None = None
    code: str | None = None
    framework: str | None = None
    from_: str | None = None  # the first day of the inspection
    aspect: str | None = None
    table_says: str | None = None
    report_says: str | None = None
    words: str | None = None  # on whose side they stand: report, table, both, neither
    quote: str | None = None
    page: int | None = None
    paragraph: str | None = None
    note: str | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of a comparison."""

    rows: int  # that say which inspection they are about
    matched: int  # of these, with a report that is held
    compared: int  # grades that both give
    agreed: int
    issues: tuple[Issue, ...]

    @property
    def disagrees(self) -> bool:
        """Whether a grade is not the same on both sides, or something of the table was not understood."""
        return any(issue.what in (*DISAGREEMENTS, "not understood") for issue in self.issues)

    @property
    def table(self) -> Table:
        """The issues, in order of the table's lines, and then the reports without a row."""
        columns = tuple(column.name.rstrip("_") for column in fields(Issue))
        rows = tuple(astuple(issue) for issue in self.issues)
        return Table(
            columns, rows, empty="none: table and reports agree, and neither has what the other has not"
        )


class _Read(NamedTuple):
    """A grade as it was read from a report."""

    grade: str
    printed: str
    evidence: tuple[Passage, ...]

    @property
    def best(self) -> Passage:
        """The longest passage that says so, and of two as long the earlier."""
        return max(self.evidence, key=lambda passage: len(passage.quote))

    @property
    def is_printed(self) -> bool:
        """Whether a passage of the evidence holds the grade itself."""
        return any(self.printed.casefold() in passage.quote.casefold() for passage in self.evidence)


def compare(
    reader: Reader, outcomes: Outcomes, reports: Sequence[Held], scope: Scope, window: int = WINDOW
) -> Comparison:
    """Hold reports against a table.

    Parameters
    ----------
    reader
        The store.
    outcomes
        The table.
    reports
        All that the store holds.
    scope
        Rows and reports of other councils, kinds of inspection and years are passed over.
    window
        How many days may lie between the dates of a row and of its report.

    """
    return _Comparer(reader, reports, scope, window).comparison(outcomes)


class _Comparer:
    """Goes through a table, and counts."""

    def __init__(self, reader: Reader, reports: Sequence[Held], scope: Scope, window: int) -> None:
        self._reader, self._reports, self._scope, self._window = reader, reports, scope, window
        self._read = _grades_read(reader)
        self._texts: dict[str, tuple[Passage, ...]] = {}
        self._counts: Counter[str] = Counter()
        self._met: set[str] = set()

    def comparison(self, outcomes: Outcomes) -> Comparison:
        """All that is to be said of a table."""
        issues = [issue for row in outcomes.rows if self._is_meant(row) for issue in self._row(row)]
        issues += [_unread(fault) for fault in outcomes.faults if self._scope.has(fault.codes, (), ())]
        issues.sort(key=lambda issue: issue.line or 0)
        counts = {what: self._counts[what] for what in ("rows", "matched", "compared", "agreed")}
        return Comparison(**counts, issues=(*issues, *self._without_row(outcomes.aspects)))

    def _is_meant(self, row: Outcome) -> bool:
        years = {str(day.year) for day in (*row.inspected, *row.published)}
        return self._scope.has(row.codes, row.kinds, years)

    def _row(self, row: Outcome) -> Iterator[Issue]:
        found = near(row, self._reports, self._window)
        if len(found) == 1 and not self._scope.holds(found[0]):
            return
        self._counts["rows"] += 1
        if len(found) != 1:
            yield self._unmatched(row, found)
            return
        self._counts["matched"] += 1
        self._met.add(found[0].report)
        for issue in self._differences(row, found[0]):
            yield replace(issue, line=row.line)

    def _unmatched(self, row: Outcome, found: Sequence[Held]) -> Issue:
        notes = [] if row.inspected else [f"published {min(row.published).isoformat()}"]
        notes += [_several(found) if found else nearest(row, self._reports)]
        return Issue(
            "not understood" if found else "no report held",
            row.line,
            row.authority,
            min(row.codes) if len(row.codes) == 1 else None,
            from_=min(row.inspected).isoformat() if row.inspected else None,
            note="; ".join(notes),
        )

    def _without_row(self, aspects: frozenset[str]) -> Iterator[Issue]:
        for report in self._reports:
            known = report.report in self._met or not self._scope.holds(report)
            if not known and grades_any_of(report, aspects):
                yield _about(report, "no row")

    def _differences(self, row: Outcome, report: Held) -> Iterator[Issue]:
        """The cells with a grade one by one, then those without: what another cell spoke for is no gap."""
        read = self._read.get(report.report, {})
        spoken_for: set[str] = set()
        for cell in sorted(row.grades, key=lambda cell: not cell.grades):
            aspect = next((aspect for aspect in cell.aspects if aspect in read), None)
            if aspect is None:
                if cell.grades - {_NOT_JUDGED}:
                    yield self._in_table_only(report, cell)
            elif cell.grades:
                self._counts["compared"] += 1
                self._counts["agreed"] += read[aspect].grade in cell.grades
                if read[aspect].grade not in cell.grades:
                    yield self._differ(report, cell, aspect, read[aspect])
            elif aspect not in spoken_for and read[aspect].grade != _NOT_JUDGED:
                yield _in_report_only(report, cell, aspect, read[aspect])
            spoken_for.add(aspect or "")

    def _differ(self, report: Held, cell: Grade, aspect: str, read: _Read) -> Issue:
        issue = _graded(_about(report, _DIFFER), aspect, cell, read)
        other = self._passage(report, (aspect,), cell.grades)
        notes = ["the same rank on another scale"] if _rank(read.grade) in map(_rank, cell.grades) else []
        if other and not read.is_printed:
            issue = replace(_quoting(issue, other), words="table")
        elif other:
            notes.append(f"but also “{other.quote}” (page {other.page}, paragraph {other.paragraph})")
            issue = replace(issue, words="both")
        return replace(issue, note="; ".join(notes) or None)

    def _in_table_only(self, report: Held, cell: Grade) -> Issue:
        issue = _about(report, _TABLE_ONLY)
        said = replace(issue, aspect=cell.aspects[0], table_says=_short(cell.text), words="neither")
        found = self._passage(report, cell.aspects, cell.grades)
        return replace(_quoting(said, found), words="table") if found else said

    def _passage(self, report: Held, aspects: Sequence[str], grades: frozenset[str]) -> Passage | None:
        """The first words of a report that give one of some aspects one of some grades."""
        if report.report not in self._texts:
            rows = rows_of(self._reader, shipped("coverage_blocks"), {"report": report.report})
            self._texts[report.report] = tuple(
                Passage(row["text"], int(row["page"]), row["paragraph"]) for row in rows
            )
        found = passages(self._texts[report.report], aspects)
        return next((passage for passage, meant in found if meant & grades), None)


def _grades_read(reader: Reader) -> dict[str, dict[str, _Read]]:
    """Every grade that was read, by report and aspect."""
    found: dict[str, dict[str, _Read]] = {}
    for row in rows_of(reader, shipped("coverage_grades")):
        aspects = found.setdefault(row["report"], {})
        passage = Passage(row["quote"], int(row["page"]), row["paragraph"])
        before = aspects.get(row["aspect"], _Read(row["grade"], row["printed"], ()))
        aspects[row["aspect"]] = before._replace(evidence=(*before.evidence, passage))
    return found


# Issues


def _several(found: Sequence[Held]) -> str:
    return "several reports are as near: " + ", ".join(report.file for report in found)


def _about(report: Held, what: str) -> Issue:
    return Issue(
        what,
        authority=report.authority,
        code=report.code,
        framework=report.framework,
        from_=report.start,
        file=report.file,
    )


def _graded(issue: Issue, aspect: str, cell: Grade, read: _Read) -> Issue:
    said = replace(issue, aspect=aspect, table_says=_short(cell.text) or None, report_says=read.printed)
    return replace(_quoting(said, read.best), words="report" if read.is_printed else "neither")


def _in_report_only(report: Held, cell: Grade, aspect: str, read: _Read) -> Issue:
    return _graded(_about(report, _REPORT_ONLY), aspect, cell, read)


def _quoting(issue: Issue, passage: Passage) -> Issue:
    return replace(issue, quote=passage.quote, page=passage.page, paragraph=passage.paragraph)


def _unread(fault: Fault) -> Issue:
    authority, text = _short(fault.authority) or None, _short(fault.text) or None
    return Issue("not understood", fault.line, authority, table_says=text, note=fault.problem)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _rank(grade: str) -> str | None:
    """The rank of a grade on its scale; None for a grade without one."""
    concept = concepts("judgement-scales").get(grade)
    return concept.values.get("rank") if concept else None
