"""What was understood, as people read it: tables for a terminal, plain columns for a pipe."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from loader.records import Report, Span, Unread

if TYPE_CHECKING:
    from loader.outcomes import LoadResult, Outcome
    from loader.understood import Summary

__all__ = ["outcome_row", "print_load", "print_report", "print_rows"]

_PIPE_WIDTH = 10_000  # nothing is cut or wrapped on its way into a file
_FEW = 20  # new reports up to which each has a row
_TOTALS = ("judgements", "actions", "findings")
_COUNTS = ("sections", "paragraphs", *_TOTALS, "strengths", "weaknesses", "named", "figures", "events")


def print_rows(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table to standard output, its columns aligned."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 — not needed for --help
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    listed = [[("" if cell is None else cell) for cell in row] for row in rows]
    for i, heading in enumerate(headings):
        numeric = bool(listed) and all(isinstance(row[i], int | float) for row in listed)
        table.add_column(heading, justify="right" if numeric else "left", overflow="fold")
    for row in listed:
        table.add_row(*(Text(str(cell)) for cell in row))
    Console(width=None if sys.stdout.isatty() else _PIPE_WIDTH, highlight=False).print(table)


def outcome_row(outcome: Outcome) -> dict[str, object]:
    """One file's row of a load: what was understood of it, in numbers."""
    row: dict[str, object] = {"file": outcome.path.name, "status": outcome.status}
    if summary := outcome.summary:
        row |= {
            "authority": summary.authority,
            "inspected": f"{summary.start or '?'} to {summary.end or '?'}",
            **{name: getattr(summary, name) for name in _COUNTS},
            "unread": len(summary.unread),
            "quads": outcome.quads,
        }
    return row


def print_load(result: LoadResult) -> None:
    """Print what a load did: what was read of new reports, one by one if they are few; how files ended."""
    new = [outcome for outcome in result.outcomes if outcome.status in ("loaded", "replaced")]
    if len(new) > _FEW:
        _print_frameworks([outcome.summary for outcome in new if outcome.summary])
    else:
        _print_each(result, new)
    said = _counted(outcome.status for outcome in result.outcomes) or "nothing to do"
    print(f"Nothing was written; a load would have ended: {said}" if result.rehearsed else said)
    if result.standings:
        print(f"decisions of reviewers: {_counted(standing.state for standing in result.standings)}")
    if result.generation is None:
        print(f"The store is as it was: dataset {result.dataset[:12]}.")
    else:
        print(f"Generation {result.generation} is current: dataset {result.dataset[:12]}.")


def _counted(states: Iterable[str]) -> str:
    return ", ".join(f"{n} {state}" for state, n in sorted(Counter(states).items()))


def _print_each(result: LoadResult, new: Sequence[Outcome]) -> None:
    rows = [outcome_row(outcome) for outcome in new]
    if rows:
        print_rows(list(rows[0]), [list(row.values()) for row in rows])
    for outcome in result.outcomes:
        for unread in outcome.summary.unread if outcome.summary else ():
            print(f"{outcome.path.name}: {_unread(unread)}")


def _print_frameworks(summaries: Sequence[Summary]) -> None:
    frameworks = sorted({summary.framework for summary in summaries})
    rows = [(name, *_totals([s for s in summaries if s.framework == name])) for name in frameworks]
    print_rows(["framework", "files", *_TOTALS, "unread"], [*rows, ("all", *_totals(summaries))])
    if unread := sum(len(summary.unread) for summary in summaries):
        print(f"{unread} passages were not understood; --report FILE.csv says in which files they stand")


def _totals(summaries: Sequence[Summary]) -> tuple[int, ...]:
    counted = (sum(getattr(summary, name) for summary in summaries) for name in _TOTALS)
    return len(summaries), *counted, sum(len(summary.unread) for summary in summaries)


def print_report(report: Report) -> None:
    """Print what was understood of one report."""
    title, document = report.title, report.document
    print_rows(
        ["title block", ""],
        [
            ("title", document.title),
            ("framework", document.framework),
            ("authority", f"{title.authority.name} ({title.authority.code})" if title.authority else None),
            ("inspected", f"{title.start} to {title.end}"),
            ("published", title.published or "not printed"),
            ("lead inspectors", ", ".join(title.lead_inspectors)),
            ("announced", {True: "yes", False: "no", None: "not printed"}[title.announced]),
            ("legal basis", title.legal_basis),
            ("team", title.team),
        ],
    )
    print_rows(
        ["section", "grade", "blocks"], [(s.title, s.grade or "", len(s.blocks)) for s in document.sections]
    )
    print_rows(
        ["judgement", "grade", "stands in"],
        [(j.aspect, j.grade, _places(j.evidence)) for j in report.judgements],
    )
    print_rows(
        ["action", "under", "by when", "what"],
        [(a.n, a.heading, a.timescale or "", a.text) for a in report.actions],
    )
    print_rows(["named", "kind", "in"], [(m.name, m.kind, _places(m.evidence)) for m in report.mentions])
    print_rows(
        ["figure", "value", "unit", "in"],
        [(s.measure, s.value, s.unit, s.span.block) for s in report.statistics],
    )
    print_rows(["date", "event", "in"], [(e.date, e.name, _places(e.evidence)) for e in report.events])
    counts = Counter(finding.polarity.concept for finding in report.findings)
    print(f"{len(report.findings)} findings: {', '.join(f'{n} {p}' for p, n in sorted(counts.items()))}")
    for unread in report.unread:
        print(_unread(unread))


def _places(evidence: Iterable[Span]) -> str:
    return ", ".join(dict.fromkeys(span.block for span in evidence))


def _unread(unread: Unread) -> str:
    return f"not understood, page {unread.page}: {unread.why}: {unread.text[:100]!r}"
