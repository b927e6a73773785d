"""How fast: the load of the shipped reports stage by stage, the store against the bare engine, the start-up.

Every figure is the median of several runs in this process, or of several fresh processes where it says so,
with the slowest beside it.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph
from pyoxigraph import RdfFormat, Store

from loader.conclude.bodies import area_statements
from loader.conclude.national import national_statements
from loader.interpret.report import interpret
from loader.quads import Said, lines_of
from loader.rdf import report_graph, report_quads, report_statements
from loader.read import read_source
from loader.records import Listing
from loader.reference import reference_graphs
from loader.segment import segment
from loader.shapes import check_fully, check_quads, check_statements, shapes
from loader.store import write
from loader.store.canonical import nquads, sealed
from ontology.resources import resource

_RUNS = 15
_FRESH_RUNS = 5
_COPIES = 50  # of each report, in graphs of their own, for the rate of the store


class Figure(NamedTuple):
    """A row of the table."""

    what: str
    median: float
    slowest: float | None
    unit: str
    peak: float | None = None  # MiB: of Python's own memory in a stage, of the whole process in a fresh one
    note: str = ""


def main() -> None:
    """Measure everything and print the table."""
    print(
        f"Python {platform.python_version()}, pyoxigraph {pyoxigraph.__version__}, {os.cpu_count()} cores; "
        f"medians of {_RUNS} runs, {_FRESH_RUNS} for fresh processes"
    )
    print(f"{'what':<50}{'median':>11}{'slowest':>11}  {'unit':<8}{'peak MiB':>9}  of")
    for measure in (
        _fresh,
        _stages,
        _validators,
        _store,
    ):  # fresh processes first: a child's peak counts its parent's
        for figure in measure():
            print(
                f"{figure.what:<50}{figure.median:>11,.3f}{_cell(figure.slowest, 3):>11}  {figure.unit:<8}"
                f"{_cell(figure.peak, 1):>9}  {figure.note}"
            )


def _cell(value: float | None, places: int) -> str:
    return "" if value is None else f"{value:,.{places}f}"


def _timed(what: str, run: Callable[[], object], runs: int = _RUNS, note: str = "") -> Figure:
    tracemalloc.start()
    run()  # warms, and shows what it needs
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        run()
        taken.append(time.perf_counter() - began)
    return Figure(what, statistics.median(taken), max(taken), "s", peak, note)


def _files() -> list[Path]:
    return sorted(resource("data/reports").glob("*.txt"))


def _stages() -> Iterator[Figure]:
    sources = [read_source(file) for file in _files()]
    documents = [segment(source) for source in sources]
    reports = [interpret(document, Listing()) for document in documents]
    said = [report_statements(report) for report in reports]
    lines = _lines_of_reports()
    both = f"both reports, {sum(map(len, lines.values())):,} quads"
    yield _timed("read", lambda: [read_source(file) for file in _files()], note=both)
    yield _timed("segment", lambda: [segment(source) for source in sources])
    yield _timed("interpret", lambda: [interpret(document, Listing()) for document in documents])
    yield _timed("map", lambda: [report_statements(report) for report in reports])
    yield _timed("check (compiled shapes)", lambda: [check_statements(own) for own in said])
    yield _timed("canonical lines", lambda: [lines_of(own) for own in said])
    areas: list[dict[str, Said]] = [{iri: own} for iri, own in zip(lines, said, strict=True)]
    yield _timed("conclude (areas)", lambda: [area_statements("MDW", reports) for reports in areas])
    yield _timed("conclude (national)", lambda: national_statements(said))
    yield _timed("reference graphs (first load only)", reference_graphs)
    yield _timed("store: commit", lambda: _commit(lines.items()))


def _commit(graphs: Iterable[tuple[str, list[bytes]]]) -> None:
    with tempfile.TemporaryDirectory() as folder, write(folder) as writer:
        for iri, lines in graphs:
            writer.replace_packed(iri, *sealed(lines))
        writer.commit()


def _validators() -> Iterator[Figure]:
    quads = report_quads(interpret(segment(read_source(_files()[0])), Listing()))
    rules = sum(len(shape.rules) for shape in shapes())
    note = f"one report, {len(quads):,} quads, {len(shapes())} shapes, {rules} rules"
    yield _timed("check one report: compiled shapes", lambda: check_quads(quads), note=note)
    yield _timed("check one report: pyshacl", lambda: check_fully(quads), runs=3, note="3 runs")


def _store() -> Iterator[Figure]:
    """The same lines into a store of ours, and into the bare engine by its own bulk_load."""
    graphs = [
        (f"{iri}/copy/{n}", lines) for iri, lines in _lines_of_reports().items() for n in range(_COPIES)
    ]
    document = b"".join(nquads(iri, lines) for iri, lines in graphs)
    count = sum(len(lines) for _, lines in graphs)

    def bare() -> None:
        with tempfile.TemporaryDirectory() as folder:
            store = Store(folder)
            store.bulk_load(document, RdfFormat.N_QUADS, lenient=True)
            store.flush()

    note = f"{len(graphs)} graphs, {count:,} quads, one commit"
    stored = _timed("store", lambda: _commit(graphs), 3, note)
    engine = _timed("pyoxigraph bulk_load", bare, 3, "same quads")
    yield stored
    yield engine
    for figure in (stored, engine):
        yield Figure(f"{figure.what}: rate", count / figure.median, None, "quads/s")
    yield Figure("store against bulk_load", stored.median / engine.median, None, "times")


def _lines_of_reports() -> dict[str, list[bytes]]:
    reports = [interpret(segment(read_source(file)), Listing()) for file in _files()]
    return {report_graph(report).value: lines_of(report_statements(report)) for report in reports}


def _fresh() -> Iterator[Figure]:
    """Whole commands in processes of their own."""
    command = [sys.executable, "-m", "inspection_graph"]
    yield _process("inspection-graph --help", [*command, "--help"])
    with tempfile.TemporaryDirectory() as folder:
        load = [*command, "load", str(resource("data/reports")), "--store"]
        stores = [f"{folder}/{n}" for n in range(_FRESH_RUNS + 1)]
        yield _process("load of the shipped reports into a new store", *([*load, store] for store in stores))
        yield _process("the same load again", [*load, stores[0]])


def _process(what: str, *commands: list[str]) -> Figure:
    taken, peaks = [], []
    for n in range(_FRESH_RUNS + 1):
        began = time.perf_counter()
        process = subprocess.Popen(commands[n % len(commands)], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{what}: exit code {process.returncode}")
        taken.append(time.perf_counter() - began)
        peaks.append(usage.ru_maxrss / 1024)
    taken = taken[1:]  # the first warms the disk cache
    return Figure(what, statistics.median(taken), max(taken), "s", max(peaks), "fresh process")


if __name__ == "__main__":
    main()
