"""How well reports are understood, against what careful readers found: ``python -m bench.accuracy``.

The gold is outside material: a folder of JSON files, one a report, found by ``--gold`` or
``INSPECTION_GRAPH_GOLD``. The reports it is about are those that ship (``data/reports``) and those below
``INSPECTION_GRAPH_CORPUS``. Without gold nothing is measured, and that is said. The rules of comparison are
those of ``bench.compare``.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.compare import EVIDENCE, KINDS, TITLE_BLOCK, compare
from bench.matching import Score, total
from bench.named import ADJUDICATED, BODIES, OTHER, PROPER, found_named, gold_named, score_bodies
from loader.errors import ReportError
from ontology.resources import resource

__all__ = ["TARGETS", "Case", "Result", "cases", "main", "missed", "table"]

SHIPPED, CORPUS = "shipped", "corpus"

#: What the shipped reports must reach, by kind: (measure, minimum).
TARGETS = {
    TITLE_BLOCK: ("f1", 1.0),
    "sections": ("f1", 1.0),
    "paragraphs": ("f1", 1.0),
    "judgements": ("f1", 1.0),
    "actions": ("f1", 1.0),
    "statistics": ("f1", 0.95),
    PROPER: ("f1", 0.95),
    OTHER: ("recall", 0.85),
    "instruments": ("recall", 0.85),
    "events": ("recall", 0.85),
    EVIDENCE: ("f1", 1.0),
}

Reader = Callable[[Path], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Case:
    """A file of gold, and the report that it is about."""

    name: str
    collection: str  # shipped or corpus
    gold: Mapping[str, Any]
    path: Path | None  # None where the report is not at hand


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured of one report, or why nothing was."""

    case: Case
    scores: Mapping[str, Score] = field(default_factory=dict)
    findings: int = 0
    skipped: str | None = None


def cases(gold: Path, corpus: Path | None) -> list[Case]:
    """The files of a folder of gold, the shipped reports' first, in order of name."""
    found = []
    for path in sorted(gold.glob("*.json")):
        noted = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(noted, dict) and "file" in noted:
            found.append(_case(noted, corpus))
    return sorted(found, key=lambda case: (case.collection != SHIPPED, case.name))


def _case(noted: Mapping[str, Any], corpus: Path | None) -> Case:
    name = str(noted["file"])
    shipped = resource("data/reports") / name
    if shipped.is_file():
        return Case(name, SHIPPED, noted, shipped)
    path = corpus / name if corpus else None
    return Case(name, CORPUS, noted, path if path and path.is_file() else None)


def run(case: Case, read: Reader) -> Result:
    """Understand one report and compare it with its gold."""
    if case.path is None:
        return Result(case, skipped="the report is not at hand (INSPECTION_GRAPH_CORPUS)")
    try:
        report = read(case.path)
    except ReportError as error:
        return Result(case, skipped=error.problem)
    text = _text(case.path, report)
    scores = {**compare(case.gold, report, text), **_bodies(case.gold, report, text)}
    return Result(case, scores, len(report["findings"]))


def _bodies(gold: Mapping[str, Any], report: Mapping[str, Any], text: str) -> dict[str, Score]:
    if gold.keys().isdisjoint(("organisations", "bodies")):
        return {}
    return {score.kind: score for score in score_bodies(gold_named(gold, text), found_named(report))}


def _text(path: Path, report: Mapping[str, Any]) -> str:
    """The report as printed: the file itself where it is text, else its paragraphs."""
    if path.suffix == ".txt":
        return path.read_text(encoding="utf-8")
    return "\n".join(block["text"] for block in report["paragraphs"])


def totals(results: Iterable[Result]) -> dict[str, Score]:
    """The sum of some results, by kind."""
    every = [result.scores for result in results]
    by_kind = {
        kind: [scores[kind] for scores in every if kind in scores] for kind in (*KINDS, BODIES, ADJUDICATED)
    }
    return {kind: total(kind, scores) for kind, scores in by_kind.items() if scores}


def missed(results: Sequence[Result]) -> list[str]:
    """The targets that the shipped reports do not reach, in words."""
    shipped = [result for result in results if result.case.collection == SHIPPED]
    notes = [f"{r.case.name}: not measured ({r.skipped})" for r in shipped if r.skipped]
    reached = totals(shipped)
    for kind, (name, minimum) in TARGETS.items():
        value = getattr(reached[kind], name) if kind in reached else None
        if shipped and (value is None or value < minimum):
            notes.append(f"{kind}: {name} {_figure(value)} is below {minimum:.2f}")
    return notes


def table(scores: Mapping[str, Score]) -> list[str]:
    """Aligned lines: a kind, how many items the gold has, how many were found, and how many were right."""
    rows = [("", "gold", "found", "precision", "recall", "F1")]
    rows += [
        (kind, str(s.gold), str(s.found), _figure(s.precision), _figure(s.recall), _figure(s.f1))
        for kind, s in scores.items()
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(w) if i == 0 else cell.rjust(w)
            for i, (cell, w) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _print_results(results: Sequence[Result], *, details: bool) -> None:
    for result in results:
        if result.skipped is None:
            head = f"{result.case.name} ({result.case.gold['framework']}), {result.findings} findings"
            print(head, *table(result.scores), sep="\n", end="\n\n")
    for collection in (SHIPPED, CORPUS):
        chosen = [r for r in results if r.case.collection == collection]
        measured = [r for r in chosen if r.skipped is None]
        if measured:
            findings = sum(r.findings for r in measured)
            head = f"All {collection}: {len(measured)} of {len(chosen)} files with gold, {findings} findings"
            print(head, *table(totals(measured)), sep="\n", end="\n\n")
    for result in results:
        if result.skipped is not None:
            print(f"{result.case.name}: skipped: {result.skipped}")
    if details:
        _print_disagreements(results)


def _print_disagreements(results: Iterable[Result]) -> None:
    for result in results:
        listed = [each for score in result.scores.values() for each in score.disagreements]
        if listed:
            print(f"\n{result.case.name}: {len(listed)} disagreements")
            for each in listed:
                print(f"  {str(each).strip()}")


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.accuracy", description=__doc__)
    parser.add_argument("--gold", type=Path, help="folder of gold (default: INSPECTION_GRAPH_GOLD)")
    parser.add_argument("--only", choices=(SHIPPED, CORPUS), help="measure these reports alone")
    parser.add_argument("--details", action="store_true", help="list every disagreement")
    parser.add_argument("--require", action="store_true", help="exit 1 if the shipped reports miss a target")
    return parser.parse_args(argv)


def _folder(name: str) -> Path | None:
    value = os.environ.get(name)
    return Path(value) if value else None


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print, and say whether the targets are met."""
    arguments = _arguments(argv)
    gold = arguments.gold or _folder("INSPECTION_GRAPH_GOLD")
    if gold is None or not gold.is_dir():
        print("SKIPPED: no gold, nothing measured; set INSPECTION_GRAPH_GOLD or give --gold", file=sys.stderr)
        return 0
    chosen = [
        case
        for case in cases(gold, _folder("INSPECTION_GRAPH_CORPUS"))
        if arguments.only in (None, case.collection)
    ]
    if not chosen:
        print(f"SKIPPED: the folder of gold has nothing to measure: {gold}", file=sys.stderr)
        return 0
    results = [run(case, _read) for case in chosen]
    _print_results(results, details=arguments.details)
    below = missed(results) if arguments.require else []
    for note in below:
        print(f"target missed: {note}")
    return 1 if below else 0


def _read(path: Path) -> Mapping[str, Any]:
    from loader.pipeline import understand  # noqa: PLC0415 — the comparison is tested without the loader
    from loader.report_json import report_to_json  # noqa: PLC0415

    return report_to_json(understand(path))


if __name__ == "__main__":
    sys.exit(main())
