"""How well are figures read? Against what was read by hand: ``python -m bench.figures``.

The reports are those of a corpus, found by ``--corpus`` or ``INSPECTION_GRAPH_CORPUS``; without one nothing
is measured, and that is said. All are of authorities that ``bench.split.held_out`` keeps from those who
write cues. The tables hold digests and places and no words of a report.

``box_figures.csv`` has every figure of the boxes on the area in 16 reports of the single inspection
framework: a row by block and by the first code point of its number. Empty is what the report does not print.
The six reports of the group ``second`` were read by hand when the rules were done; what they and the ten of
``first`` showed was mended afterwards.

``judged_figures.csv`` has figures outside the boxes, drawn by a digest of their places: whether the value is
one of the figure, whether its measure is a noun phrase that says what was counted, and whether its concept,
or that it has none, is right. A verdict is on what was read then. The rules were mended after each of the
first three samples and not while one was drawn, so that the fourth tells best.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.accuracy import table
from bench.matching import Score, total
from loader.pipeline import understand
from loader.records import Comparator, Period, Report, Statistic

__all__ = ["FIELDS", "Row", "boxes", "differences", "fingerprint", "main", "row_of"]

VARIABLE = "INSPECTION_GRAPH_CORPUS"
FIELDS = ("value", "unit", "measure", "period", "comparators", "earlier")
VERDICTS = ("value_right", "measure_right", "concept_right")

_HERE = Path(__file__).parent
_BOX = "context"  # the role of the sections that are boxes on the area
_DIGITS = 12  # of a fingerprint: enough for some hundred rows

Place = tuple[str, int]  # block, first code point of the number
Table = Sequence[Mapping[str, str]]


class Row(NamedTuple):
    """What is said of a figure, as the columns of ``box_figures.csv``."""

    value: str
    unit: str
    measure: str
    period: str
    comparators: str
    earlier: str


def row_of(statistic: Statistic) -> Row:
    """A figure as a row of the table."""
    return Row(
        value=_number(statistic.value),
        unit=statistic.unit_id,
        measure=statistic.measure_id or "",
        period=_period(statistic.period),
        comparators="|".join(f"{each.area}={_number(each.value)}" for each in statistic.comparators),
        earlier="|".join(map(_earlier, statistic.earlier)),
    )


def _earlier(said: Comparator) -> str:
    return f"{_number(said.value)}@{_period(said.period)}:{said.comparison or ''}"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.12g}"


def _period(period: Period | None) -> str:
    """First and last date, and length; "named" of one that has neither."""
    if period is None:
        return ""
    dates = f"{period.start or ''}..{period.end or ''}" if period.start or period.end else ""
    return ";".join(filter(None, (dates, period.duration))) or "named"


def fingerprint(statistic: Statistic) -> str:
    """A digest of what was judged: value, unit, measure and concept."""
    said = (_number(statistic.value), statistic.unit, statistic.measure, statistic.measure_id or "")
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:_DIGITS]


def boxes(gold: Mapping[Place, Row], report: Report) -> list[Score]:
    """The scores of one report: of finding its figures, and of each field of those found.

    A figure found is in the gold where its number stands at the same place. A field counts where one of the
    two says anything.
    """
    found = _found(report)
    both = sorted(gold.keys() & found.keys())
    scores = [Score("figures", len(gold), len(found), len(both), len(both))]
    for n, field in enumerate(FIELDS):
        pairs = [(gold[place][n], found[place][n]) for place in both]
        right = sum(bool(each[0]) and each[0] == each[1] for each in pairs)
        wanted, given = sum(bool(each[0]) for each in pairs), sum(bool(each[1]) for each in pairs)
        scores.append(Score(field, wanted, given, right, right))
    return scores


def differences(gold: Mapping[Place, Row], report: Report) -> Iterator[str]:
    """Every figure and field on which the two do not agree, with its place."""
    found = _found(report)
    for place in sorted(gold.keys() | found.keys()):
        wanted, given = gold.get(place), found.get(place)
        if wanted is None or given is None:
            yield f"{place[0]}/{place[1]}: {'extra' if wanted is None else 'missing'}"
            continue
        for field, a, b in zip(FIELDS, wanted, given, strict=True):
            if a != b:
                yield f"{place[0]}/{place[1]}: {field}: expected {a or 'nothing'}, found {b or 'nothing'}"


def _found(report: Report) -> dict[Place, Row]:
    """The figures of the boxes of a report."""
    document = report.document
    roles = {block: section.role for section in document.sections for block in section.blocks}
    return {
        (each.printed.block, each.printed.start): row_of(each)
        for each in report.statistics
        if roles.get(each.printed.block) == _BOX
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Print both tables; 1 where there is no corpus or a report is not in it."""
    parser = argparse.ArgumentParser(prog="python -m bench.figures", description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, default=os.environ.get(VARIABLE), metavar="FOLDER")
    parser.add_argument("--details", action="store_true", help="list what differs")
    arguments = parser.parse_args(argv)
    if not arguments.corpus:
        print(f"no corpus: set {VARIABLE} or give --corpus; nothing measured", file=sys.stderr)
        return 0
    gold, judged = _table("box_figures.csv"), _table("judged_figures.csv")
    wanted = {row["sha256"] for row in (*gold, *judged)}
    files = {digest: path for digest, path in _digests(arguments.corpus) if digest in wanted}
    if missing := len(wanted) - len(files):
        print(f"{arguments.corpus}: {missing} of {len(wanted)} reports are not there", file=sys.stderr)
        return 1
    reports = {digest: understand(path) for digest, path in sorted(files.items(), key=lambda pair: pair[1])}
    _print_boxes(gold, reports, files if arguments.details else {})
    _print_judged(judged, reports)
    return 0


def _table(name: str) -> Table:
    with (_HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _digests(corpus: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(corpus.rglob("*.pdf")):
        yield hashlib.sha256(path.read_bytes()).hexdigest(), path


def _print_boxes(gold: Table, reports: Mapping[str, Report], shown: Mapping[str, Path]) -> None:
    by_group: dict[str, dict[str, dict[Place, Row]]] = defaultdict(lambda: defaultdict(dict))
    for row in gold:
        said = Row(*(row[field] for field in FIELDS))
        by_group[row["group"]][row["sha256"]][row["block"], int(row["start"])] = said
    scores: dict[str, list[Score]] = defaultdict(list)
    for group, rows in by_group.items():
        for digest, figures in rows.items():
            scores[group] += boxes(figures, reports[digest])
            for line in differences(figures, reports[digest]) if digest in shown else ():
                print(f"{shown[digest].name} {line}")
    print(f"\nFigures of the boxes on an area, {sum(map(len, by_group.values()))} reports")
    scores["both"] = [score for group in by_group for score in scores[group]]
    for group, each in scores.items():
        sums = {kind: total(kind, [s for s in each if s.kind == kind]) for kind in ("figures", *FIELDS)}
        print("", group, *table(sums), sep="\n")


def _print_judged(judged: Table, reports: Mapping[str, Report]) -> None:
    read = {
        (digest, each.printed.block, each.printed.start): fingerprint(each)
        for digest, report in reports.items()
        for each in report.statistics
    }
    print(f"\nFigures outside them, as judged when they were drawn, {len(judged)} figures")
    head = "".join(f"{name.removesuffix('_right'):>10}" for name in VERDICTS)
    print(f"\n  {'sample':<14}{'n':>6}{head}{'concept given':>16}{'read so still':>16}")
    for sample in sorted({row["sample"] for row in judged}):
        rows = [row for row in judged if row["sample"] == sample]
        given = [row for row in rows if row["concept_given"] == "1"]
        still = sum(read.get((row["sha256"], row["block"], int(row["start"]))) == row["read"] for row in rows)
        shares = "".join(f"{_share(rows, verdict):>10.3f}" for verdict in VERDICTS)
        print(f"  {sample:<14}{len(rows):>6}{shares}{_share(given, 'concept_right'):>16.3f}{still:>16}")


def _share(rows: Iterable[Mapping[str, str]], verdict: str) -> float:
    verdicts = [row[verdict] == "1" for row in rows]
    return sum(verdicts) / len(verdicts) if verdicts else 0.0


if __name__ == "__main__":
    sys.exit(main())
