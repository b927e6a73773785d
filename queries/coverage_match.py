"""Which report of a store is a row of a table about?

They are of one inspection if they are of one council, of a kind that grades what the row grades, and if their
days are near: days of inspection against days of inspection, days of publication against those that the
report prints or the index lists; the one against the other where they have nothing else in common. Of several
near reports the nearest is meant.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from queries.coverage import Held, to_date
from queries.coverage_outcomes import Outcome

__all__ = ["grades_any_of", "near", "nearest"]


def near(row: Outcome, reports: Sequence[Held], window: int) -> list[Held]:
    """The reports that a row may be about: the nearest in time, several if they are as near.

    Parameters
    ----------
    row
        Of a table of outcomes.
    reports
        All that are held.
    window
        How many days may lie between the dates of the row and of the report.

    """
    days = [(_days_apart(row, report), report) for report in reports if _may_be(row, report)]
    within = [(apart, report) for apart, report in days if apart is not None and apart <= window]
    least = min((apart for apart, _ in within), default=0)
    return [report for apart, report in within if apart == least]


def nearest(row: Outcome, reports: Sequence[Held]) -> str:
    """In words, the report of a row's council that is nearest to it, of whatever kind and however far."""
    days = (
        (_days_apart(row, report), report.start or report.published or "", report.framework, report.file)
        for report in reports
        if report.code in row.codes
    )
    known = sorted((apart, *which) for apart, *which in days if apart is not None)
    if not known:
        return "no report of this council is held"
    apart, day, kind, file = known[0]
    return f"the nearest is {kind} of {day}, {apart} days away ({file})"


def grades_any_of(report: Held, aspects: frozenset[str]) -> bool:
    """Whether a report grades one of some aspects, or should."""
    return not aspects.isdisjoint(report.graded | set(report.expected))


def _may_be(row: Outcome, report: Held) -> bool:
    if report.code not in row.codes:
        return False
    return report.framework in row.kinds if row.kinds else grades_any_of(report, row.aspects)


def _days_apart(row: Outcome, report: Held) -> int | None:
    """How far apart the days of a row and of a report are; None if one of them has none."""
    inspected = [day for day in map(to_date, (report.start, report.end)) if day]
    published = [day for day in map(to_date, (report.published, report.listed)) if day]
    alike = [
        *(_outside(day, min(inspected), max(inspected)) for day in row.inspected if inspected),
        *(_outside(day, other, other) for day in row.published for other in published),
    ]
    own, others = (*row.inspected, *row.published), (*inspected, *published)
    return min(alike or [_outside(day, other, other) for day in own for other in others], default=None)


def _outside(day: datetime.date, first: datetime.date, last: datetime.date) -> int:
    """How many days before the first or after the last a day is."""
    return max((first - day).days, (day - last).days, 0)
