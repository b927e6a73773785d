"""What was understood, as people read it: tables for a terminal, plain columns for a pipe."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from loader.records import Report, Span, Unread

if TYPE_CHECKING:
    from loader.load import LoadResult, Outcome

__all__ = ["outcome_row", "print_load", "print_report", "print_rows"]

_PIPE_WIDTH = 10_000  # nothing is cut or wrapped on its way into a file


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
    report = outcome.report
    row: dict[str, object] = {"file": outcome.path.name, "status": outcome.status}
    if report is not None:
        title = report.title
        polarity = Counter(finding.polarity.concept for finding in report.findings)
        row |= {
            "authority": title.authority.name if title.authority else None,
            "inspected": f"{title.start or '?'} to {title.end or '?'}",
            "sections": len(report.document.sections),
            "paragraphs": sum(block.number is not None for block in report.document.blocks),
            "judgements": len(report.judgements),
            "actions": len(report.actions),
            "findings": len(report.findings),
            "strengths": polarity["strength"],
            "weaknesses": polarity["weakness"],
            "named": len(report.mentions),
            "figures": len(report.statistics),
            "events": len(report.events),
            "unread": len(report.unread),
            "quads": outcome.quads,
        }
    return row


def print_load(result: LoadResult) -> None:
    """Print what a load did: what was read of each new report, then how all files ended."""
    rows = [
        outcome_row(o) for o in result.outcomes if o.report is not None and o.status in ("loaded", "replaced")
    ]
    if rows:
        print_rows(list(rows[0]), [list(row.values()) for row in rows])
    for outcome in result.outcomes:
        for unread in outcome.report.unread if outcome.report else ():
            print(f"{outcome.path.name}: {_unread(unread)}")
    ends = Counter(outcome.status for outcome in result.outcomes)
    print(", ".join(f"{n} {status}" for status, n in sorted(ends.items())) or "nothing to do")
    if result.generation is None:
        print(f"The store is as it was: dataset {result.dataset[:12]}.")
    else:
        print(f"Generation {result.generation} is current: dataset {result.dataset[:12]}.")


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
        ["action", "by when", "what"], [(a.n, a.timescale or a.heading, a.text) for a in report.actions]
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
