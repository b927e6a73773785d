"""How fast a whole corpus loads, stage by stage and as the command does it: ``python -m bench.loading``.

The corpus is outside material: a folder of reports, found by ``--corpus`` or ``INSPECTION_GRAPH_CORPUS``.
Without one nothing is measured, and that is said. Two yardsticks are measured in the same run: what
pypdfium2 takes for the plain text of the same pages in as many processes, and what pyoxigraph's ``bulk_load``
takes for the same N-Quads. Memory is the sum of the resident sets of a command and all its processes,
looked at ten times a second (pages that processes share are counted in each). The loaded store is then asked
national questions (``bench.national``).
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from bench import national
from loader.workers import ONE_THREAD

_COMMAND = (sys.executable, "-m", "inspection_graph")
_FEW = 50  # files of the smaller load
_ADDED = 20  # reports added one by one
_BATCH = 50  # reports a commit, as the loader does it
_LOOK = 0.1  # seconds between two looks at the memory


class _Cost(NamedTuple):
    """What one file costs, seconds."""

    pages: int
    plain: float  # its plain text by pypdfium2
    read: float  # its lines with place and look
    understand: float  # read, segment, interpret
    label: float  # of that: polarity and themes of its findings
    write: float  # map, check, canonical lines, packed
    quads: int


class _Run(NamedTuple):
    """A command that was run: seconds, and MiB at its height."""

    seconds: float
    peak: float


def main(argv: Sequence[str] | None = None) -> int:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.loading", description=__doc__)
    parser.add_argument("--corpus", type=Path, help="folder of reports (default: INSPECTION_GRAPH_CORPUS)")
    named = parser.parse_args(argv).corpus or os.environ.get("INSPECTION_GRAPH_CORPUS")
    if not named or not Path(named).is_dir():
        print(
            "SKIPPED: no corpus, nothing measured; set INSPECTION_GRAPH_CORPUS or give --corpus",
            file=sys.stderr,
        )
        return 0
    corpus = Path(named)
    files = sorted(corpus.rglob("*.pdf"))
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores; {len(files)} files of one corpus")
    with tempfile.TemporaryDirectory() as folder:
        for what, value, unit, note in _measured(corpus, files, Path(folder)):
            print(f"{what:<58}{value:>12,.2f}  {unit:<9}{note}", flush=True)
    return 0


_Row = tuple[str, float, str, str]


def _measured(corpus: Path, files: Sequence[Path], folder: Path) -> Iterator[_Row]:
    yield from _stages(files, folder)
    yield from _whole(corpus, files, folder)


# Stage by stage


def _stages(files: Sequence[Path], folder: Path) -> Iterator[_Row]:
    lines = folder / "lines"
    lines.mkdir()
    os.environ.update(ONE_THREAD)  # as the loader's own reading processes have it
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        costs = list(pool.map(_cost, files, [lines] * len(files), chunksize=4))
    pages, quads = sum(cost.pages for cost in costs), sum(cost.quads for cost in costs)
    plain, read, understand, label, write = (
        sum(getattr(cost, name) for cost in costs)
        for name in ("plain", "read", "understand", "label", "write")
    )
    yield "plain text by pypdfium2", plain, "s", f"{pages:,} pages, summed over processes"
    yield "lines with place and look", read, "s", f"{read / plain:.2f} times the plain text"
    yield "PDF to report", understand, "s", f"{understand / plain:.2f} times the plain text (target 3, aim 2)"
    yield "map, check, canonical lines", write, "s", f"{quads:,} quads"
    bulk, disk = _bulk_load(lines, folder / "bulk")
    yield "bulk_load of the same N-Quads", bulk, "s", f"{quads / bulk:,.0f} quads/s, {disk:,.0f} MiB on disk"
    store = _stored(lines, folder / "committed")
    yield "store: the same graphs, a commit every 50", store, "s", f"{store / bulk:.2f} times bulk_load"
    yield (
        "map, check and store",
        write + store,
        "s",
        f"{(write + store) / bulk:.2f} times bulk_load (target 2)",
    )
    share = label / (understand + write + store)
    yield "labels of findings", label, "s", f"{share:.0%} of reading, mapping and storing (target 25 %)"


def _cost(file: Path, lines: Path) -> _Cost:
    """Take one file through every stage; its graph is left as N-Quads and packed lines in a folder."""
    from loader.interpret.findings import read_findings  # noqa: PLC0415 — each process imports the reader once
    from loader.interpret.labelling.model import standard_labeller  # noqa: PLC0415
    from loader.interpret.report import interpret  # noqa: PLC0415
    from loader.quads import lines_of  # noqa: PLC0415
    from loader.rdf import report_graph, report_statements  # noqa: PLC0415
    from loader.read import read_bytes, source_of  # noqa: PLC0415
    from loader.records import Listing  # noqa: PLC0415
    from loader.segment import segment  # noqa: PLC0415
    from loader.shapes import check_statements  # noqa: PLC0415
    from loader.store.canonical import nquads, sealed  # noqa: PLC0415

    data = read_bytes(file)
    plain, pages = _plain_text(data)
    began = time.perf_counter()
    source = source_of(file.name, data)
    read = time.perf_counter() - began
    document = segment(source)
    report = interpret(document, Listing())
    understand = time.perf_counter() - began
    began = time.perf_counter()
    read_findings(document, standard_labeller())
    label = time.perf_counter() - began
    began = time.perf_counter()
    said = report_statements(report)
    check_statements(said)
    own = lines_of(said)
    sealed(own)
    write = time.perf_counter() - began
    iri = report_graph(report).value
    (lines / f"{iri.replace('/', '_')}.nq").write_bytes(nquads(iri, own))
    return _Cost(pages, plain, read, understand, label, write, len(own))


def _plain_text(data: bytes) -> tuple[float, int]:
    from pypdfium2 import PdfDocument  # noqa: PLC0415

    began = time.perf_counter()
    document = PdfDocument(data)
    for page in document:
        page.get_textpage().get_text_range()
    pages = len(document)
    document.close()
    return time.perf_counter() - began, pages


def _bulk_load(lines: Path, place: Path) -> tuple[float, float]:
    """Seconds and MiB on disk of all N-Quads in one call."""
    from pyoxigraph import RdfFormat, Store  # noqa: PLC0415

    whole = lines.with_suffix(".nq")
    with whole.open("wb") as out:
        for file in sorted(lines.iterdir()):
            out.write(file.read_bytes())
    began = time.perf_counter()
    store = Store(str(place))
    store.bulk_load(path=str(whole), format=RdfFormat.N_QUADS)
    store.flush()
    seconds = time.perf_counter() - began
    whole.unlink()
    return seconds, _disk(place)


def _stored(lines: Path, place: Path) -> float:
    """Seconds that the store takes for the same graphs, committed as the loader does."""
    from pyoxigraph import NamedNode, RdfFormat, parse  # noqa: PLC0415

    from loader.store import write  # noqa: PLC0415
    from loader.store.canonical import canonical_lines, sealed  # noqa: PLC0415

    taken = 0.0
    with write(place) as writer:
        for number, file in enumerate(sorted(lines.iterdir()), start=1):
            quads = list(parse(path=str(file), format=RdfFormat.N_QUADS))
            graph = quads[0].graph_name
            assert isinstance(graph, NamedNode)
            iri = graph.value
            record, packed = sealed(canonical_lines(iri, quads))
            began = time.perf_counter()
            writer.replace_packed(iri, record, packed)
            if number % _BATCH == 0:
                writer.commit()
            taken += time.perf_counter() - began
        began = time.perf_counter()
        writer.commit()
    return taken + time.perf_counter() - began


def _disk(place: Path) -> float:
    return sum(file.stat().st_size for file in place.rglob("*") if file.is_file()) / 2**20


# As the command does it


def _whole(corpus: Path, files: Sequence[Path], folder: Path) -> Iterator[_Row]:
    pages = sum(_plain_text(file.read_bytes())[1] for file in files)
    few = _run("load", *files[:: max(1, len(files) // _FEW)][:_FEW], "--store", folder / "few")
    yield (
        f"load of {min(_FEW, len(files))} files",
        few.seconds,
        "s",
        f"{few.peak:,.0f} MiB at its height, all processes",
    )
    first = _run("load", corpus, "--store", folder / "store")
    rate = f"{pages / first.seconds:.0f} pages/s; {first.peak:,.0f} MiB at its height, all processes"
    yield f"load of all {len(files)} files", first.seconds, "s", rate
    disk = _disk(_current(folder / "store"))
    yield (
        "its database on disk",
        disk,
        "MiB",
        f"{disk / _disk(folder / 'bulk'):.2f} times the bulk_load (target 2)",
    )
    again = _run("load", corpus, "--store", folder / "store")
    yield (
        "the same load again",
        again.seconds,
        "s",
        f"{first.seconds / again.seconds:.0f} times faster (target 30)",
    )
    yield from national.figures(folder / "store", folder)
    added = files[:: max(1, len(files) // _ADDED)][:_ADDED]
    yield from _adding(corpus, files, added, folder)


def _adding(corpus: Path, files: Sequence[Path], added: Sequence[Path], folder: Path) -> Iterator[_Row]:
    """Add reports one by one to a store of all the others, and each to a store of its own."""
    shutil.rmtree(folder / "store")
    _run("load", *(file for file in files if file not in added), "--store", folder / "store")
    full = [_run("load", file, "--store", folder / "store").seconds for file in added]
    empty = [_run("load", file, "--store", folder / f"empty-{n}").seconds for n, file in enumerate(added)]
    times = statistics.median(full) / statistics.median(empty)
    yield (
        "one report into an empty store",
        statistics.median(empty),
        "s",
        f"median of {len(added)}, worst {max(empty):.2f}",
    )
    worst = f"median of {len(added)}, worst {max(full):.2f}; {times:.2f} times (target 2)"
    yield "one report into the full store", statistics.median(full), "s", worst


def _current(store: Path) -> Path:
    from loader.store import read  # noqa: PLC0415
    from loader.store.generations import Folder  # noqa: PLC0415

    with read(store) as reader:
        return Folder(store).database(reader.generation)


def _run(*arguments: object) -> _Run:
    began = time.perf_counter()
    process = subprocess.Popen(
        [*_COMMAND, *map(str, arguments)], stdout=subprocess.DEVNULL, start_new_session=True
    )
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, _resident(process.pid))
        time.sleep(_LOOK)
    if process.returncode:
        raise SystemExit(f"{arguments[0]}: exit code {process.returncode}")
    return _Run(time.perf_counter() - began, peak)


def _resident(session: int) -> float:
    """MiB that all processes of a session hold (proc(5): /proc/PID/stat); 0 where there is no /proc."""
    page = os.sysconf("SC_PAGE_SIZE")
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended
        if int(fields[3]) == session:
            total += int(fields[21]) * page
    return total / 2**20


if __name__ == "__main__":
    sys.exit(main())
