"""What is understood of a whole corpus of reports, against its index: ``python -m bench.corpus``.

The corpus is outside material: a folder of PDFs with an ``index.csv`` (``path``, ``gss_code`` of the
authority, ``listed_date``), found by ``--corpus`` or ``INSPECTION_GRAPH_CORPUS``. Without one nothing is
measured, and that is said. The index says whom each report is about and when the inspectorate's site lists
it; everything else that a report should say is counted as found or missing.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from loader.authorities import register
from loader.framework import framework

__all__ = ["Row", "main", "measure"]

_COLUMNS = (
    "files",
    "authority",
    "dates",
    "printed",
    "as listed",
    "inspectors",
    "graded",
    "actions",
    "findings",
)


@dataclass(frozen=True, slots=True)
class Row:
    """What was understood of one report, as far as the index or the framework says what to expect."""

    path: str
    framework: str = "-"
    error: str = ""
    authority: bool = False  # it is the one of the index, or one that the index's succeeded
    dates: bool = False  # a first and a last day were found
    published: str = ""  # as printed
    listed: str = ""
    inspectors: bool = False
    missing: tuple[str, ...] = ()  # aspects of the framework without a grade
    actions: int = 0
    findings: int = 0
    unread: tuple[str, ...] = ()


def measure(corpus: Path, entry: Mapping[str, str]) -> Row:
    """Understand one report of a corpus and hold it against its row of the index."""
    from loader.errors import ReportError  # noqa: PLC0415 — each process imports the reader once
    from loader.pipeline import understand  # noqa: PLC0415

    try:
        report = understand(corpus / entry["path"])
    except ReportError as error:
        return Row(entry["path"], error=str(error))
    title, kind = report.title, framework(report.document.framework)
    graded = {judgement.aspect_id for judgement in report.judgements}
    return Row(
        path=entry["path"],
        framework=kind.id,
        authority=title.authority is not None and _same(title.authority.gss_code, entry["gss_code"]),
        dates=bool(title.start and title.end),
        published=title.published or "",
        listed=entry["listed_date"],
        inspectors=bool(title.lead_inspectors),
        missing=tuple(aspect for aspect in kind.aspects if aspect not in graded),
        actions=len(report.actions),
        findings=len(report.findings),
        unread=tuple(f"page {it.page}: {it.why}: {it.text[:80]}" for it in report.unread),
    )


def _same(found: str | None, expected: str) -> bool:
    """Whether two codes are one area's, or the first is that of a council which the second's succeeded."""
    successors = {code for entry in register() if entry.gss_code == found for code in entry.successors}
    return found == expected or expected in successors


def table(rows: Iterable[Row]) -> list[str]:
    """Aligned lines, one a framework: how many of its reports say what."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * len(_COLUMNS))
    for row in rows:
        for name in (row.framework, "all"):
            counts[name] = [sum(it) for it in zip(counts[name], _counts(row), strict=True)]
    lines = [("", *_COLUMNS), *((name, *map(str, counts[name])) for name in sorted(counts, key=_last_all))]
    widths = [max(len(line[i]) for line in lines) for i in range(len(_COLUMNS) + 1)]
    return [
        "  ".join(
            cell.ljust(w) if i == 0 else cell.rjust(w)
            for i, (cell, w) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    ]


def _last_all(name: str) -> tuple[bool, str]:
    return name == "all", name


def _counts(row: Row) -> tuple[int, ...]:
    as_listed = bool(row.published) and row.published == row.listed
    found = (row.authority, row.dates, bool(row.published), as_listed, row.inspectors)
    return (
        1,
        *map(int, found),
        int(not row.missing and not row.error),
        int(row.actions > 0),
        int(row.findings > 0),
    )


#: What is listed file by file below the table: a heading, and what to say of a row; "" for nothing.
_LISTS: Mapping[str, Callable[[Row], str]] = {
    "not read": lambda row: row.error,
    "authority not that of the index": lambda row: "" if row.authority or row.error else "-",
    "printed date is not the listed date": lambda row: (
        f"printed {row.published}, listed {row.listed}" if row.published not in ("", row.listed) else ""
    ),
    "no dates of the inspection": lambda row: "" if row.dates or row.error else "-",
    "no lead inspector": lambda row: "" if row.inspectors or row.error else "-",
    "aspects without a grade": lambda row: ", ".join(row.missing),
    "no required action": lambda row: "" if row.actions or row.error else "-",
    "no finding": lambda row: "" if row.findings or row.error else "-",
}


def _print(rows: Sequence[Row], *, details: bool) -> None:
    print(f"Whole corpus: {len(rows)} files; how many of them say what", *table(rows), sep="\n")
    for heading, say in _LISTS.items():
        said = [(row.path, words) for row in rows if (words := say(row))]
        print(f"\n{heading}: {len(said)}")
        for path, words in said:
            print(f"  {path}" + ("" if words == "-" else f": {words}"))
    if details:
        for row in rows:
            for note in row.unread:
                print(f"{row.path}: {note}")


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.corpus", description=__doc__)
    parser.add_argument("--corpus", type=Path, help="folder of reports (default: INSPECTION_GRAPH_CORPUS)")
    parser.add_argument("--details", action="store_true", help="list everything that was not understood")
    return parser.parse_args(argv)


def _measured(job: tuple[Path, Mapping[str, str]]) -> Row:
    return measure(*job)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    arguments = _arguments(argv)
    named = arguments.corpus or os.environ.get("INSPECTION_GRAPH_CORPUS")
    index = Path(named) / "index.csv" if named else None
    if index is None or not index.is_file():
        print(
            "SKIPPED: no corpus, nothing measured; set INSPECTION_GRAPH_CORPUS or give --corpus",
            file=sys.stderr,
        )
        return 0
    with index.open(encoding="utf-8", newline="") as file:
        entries = sorted(csv.DictReader(file), key=lambda entry: entry["path"])
    with ProcessPoolExecutor() as pool:
        rows = list(pool.map(_measured, [(index.parent, entry) for entry in entries], chunksize=4))
    _print(rows, details=arguments.details)
    return 0


if __name__ == "__main__":
    sys.exit(main())
