"""How fast every question of the catalogue, every walk and every export is: ``python -m bench.queries``.

Asked of the graph of a whole corpus: a store by ``--store``, else one that is loaded here from the folder
that ``--corpus`` or ``INSPECTION_GRAPH_CORPUS`` names. Without either nothing is measured, and that is said.

1. Every question as often as ``--runs`` says, by turns through ``open_graph().ask`` and as the same SPARQL on
   bare pyoxigraph: with what must be given (the examples of its header), and of one council, that of which
   the store holds the most reports. What takes longer than 100 ms is listed with the reason, from
   ``slow_queries.yaml``.
2. The same on a store some times as large (``--times``): see ``bench.multiplied``. Ten times 370 reports take
   12 minutes of CPU to write, 7 GB on disk and up to 17 GB on the way.
3. The same on rdflib, of as many reports as ``--reports`` says: see ``bench.on_rdflib``.
4. Walks and exports as commands in processes of their own, start-up included.

Times are of the clock, until the last row has been read; a question whose runs take longer than
``--patience`` together has fewer. Memory is the peak of the process that a phase or command runs in.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph
import yaml

from bench.multiplied import multiply, some_reports, take
from bench.timing import Asked, Setting, Timed, ask_all, command, in_a_process, settings
from loader.authorities import register
from loader.iris import REPORT_GRAPHS
from loader.store import read, write
from queries.ask import catalogue

__all__ = ["SLOW", "catalogue_table", "main", "reasons"]

SLOW = 0.1  # seconds: what takes longer is listed with its reason
RATIO = 1.2  # through ``ask`` against the bare engine, at most
_ABOVE = 0.02  # seconds: below, a ratio says little
_NETWORKS = ("graphml", "gexf", "dot", "cytoscape", "nodes", "edges")
_SUBJECTS = ("together", "themes", "parts", "reports")
_OTHERS = ("nquads", "trig", "turtle", "jsonld", "csv", "xlsx", "parquet")


def main(argv: Sequence[str] | None = None) -> int:
    """Measure everything and print the tables."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.queries",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--store", type=Path, help="a store of reports")
    parser.add_argument("--corpus", type=Path, help="folder of reports (default: INSPECTION_GRAPH_CORPUS)")
    parser.add_argument("--runs", type=int, default=20, help="of each question (default: %(default)s)")
    parser.add_argument("--times", type=int, default=10, help="how large the large store is; 1: none is made")
    parser.add_argument(
        "--reports", type=int, default=20, help="of the sample for rdflib; 0: it is not asked"
    )
    parser.add_argument("--patience", type=float, default=30, help="seconds a question, all its runs")
    said = parser.parse_args(argv)
    corpus = said.corpus or os.environ.get("INSPECTION_GRAPH_CORPUS")
    if not said.store and not (corpus and Path(corpus).is_dir()):
        print(
            "SKIPPED: no store and no corpus, nothing measured; give --store, or set INSPECTION_GRAPH_CORPUS"
        )
        return 0
    with tempfile.TemporaryDirectory() as folder:
        store = said.store or _loaded(Path(corpus or ""), Path(folder))
        for line in _measured(store, Path(folder), said):
            print(line, flush=True)
    return 0


def reasons() -> dict[str, str]:
    """Why a question takes longer than 100 ms, by its name: written by hand, on what was measured."""
    found = yaml.safe_load(Path(__file__).with_name("slow_queries.yaml").read_text(encoding="utf-8"))
    return {str(name): str(why) for name, why in found.items()}


def _loaded(corpus: Path, folder: Path) -> Path:
    store = folder / "store"
    loaded = command("load", corpus, "--store", store)
    print(f"loaded in {loaded.seconds:,.0f} s, {loaded.peak:,.0f} MiB in its largest process")
    return store


def _measured(store: Path, folder: Path, said: argparse.Namespace) -> Iterator[str]:
    with read(store) as reader:
        held = [
            iri.removeprefix(REPORT_GRAPHS) for iri in reader.manifest.graphs if iri.startswith(REPORT_GRAPHS)
        ]
        code = _most(held)
        sample = some_reports(reader, code, said.reports)
        quads, dataset = reader.manifest.quads, reader.dataset
    council = next(entry.name for entry in register() if entry.code == code)
    asked = settings(council)
    yield (
        f"Python {platform.python_version()}, pyoxigraph {pyoxigraph.__version__}, {os.cpu_count()} cores; "
        f"dataset {dataset}, {len(held):,} reports, {quads:,} quads; one council: {council}"
    )
    yield from catalogue_table(store, asked, said.runs, said.patience)
    if said.times > 1:
        yield from _larger(store, folder / "large", asked, said)
    if said.reports:
        yield from _on_rdflib(store, folder / "few", asked, sample, said)
    yield from _commands(store, council, folder)


def _most(paths: Sequence[str]) -> str:
    """The code of the council of which there are the most reports; of several the first."""
    known = {entry.code for entry in register()}
    counts = Counter(path.partition("/")[0] for path in paths)
    return min((code for code in counts if code in known), key=lambda code: (-counts[code], code))


# The catalogue


def catalogue_table(store: Path, asked: Sequence[Setting], runs: int, patience: float) -> Iterator[str]:
    """What each question takes, those that take long with the reason, and the ratio to the bare engine."""
    found, peak = in_a_process(ask_all, store, asked, runs, patience, True)
    yield f"\nEvery question, median and slowest of {runs} runs, ms; {peak:,.0f} MiB at the peak"
    yield f"{'question':<60}{'rows':>8}{'median':>10}{'slowest':>10}{'bare':>10}{'ratio':>7}  runs"
    yield from map(_row, found)
    slow = sorted({each.setting.name for each in found if each.ask.median > SLOW})
    yield f"\nLonger than {SLOW * 1000:.0f} ms, of all councils or of one: {len(slow)} of {len(catalogue())}"
    why = reasons()
    yield from (f"  {name}: {why.get(name, 'no reason is known')}" for name in slow)
    above = [each for each in found if each.ratio > RATIO]
    far = [each for each in above if each.ask.median > _ABOVE]
    yield (
        f"\nMore than {RATIO} times the bare engine: {len(above)} of {len(found)}, {len(far)} of them longer "
        f"than {_ABOVE * 1000:.0f} ms; the rest is the parameters, the check of the text and Python's values"
    )
    yield from (f"  {each.setting} {each.ratio:.2f}" for each in far)


def _row(each: Asked) -> str:
    cells = "".join(
        f"{1000 * value:>10,.1f}" for value in (each.ask.median, each.ask.slowest, each.bare.median)
    )
    return f"{each.setting!s:<60}{each.rows:>8,}{cells}{each.ratio:>7.2f}  {each.ask.runs}"


# Ten times as much, and another engine


def _larger(store: Path, place: Path, asked: Sequence[Setting], said: argparse.Namespace) -> Iterator[str]:
    (quads, disk), made = in_a_process(_made_larger, store, place, said.times)
    few = max(1, said.runs // 4)
    before, _ = in_a_process(ask_all, store, asked, few, said.patience, False)
    after, peak = in_a_process(ask_all, place, asked, few, said.patience, False)
    yield (
        f"\n{said.times} times as many reports: {quads:,} quads, {disk:,.0f} MiB on disk, made with "
        f"{made:,.0f} MiB; medians of {few} runs, ms; {peak:,.0f} MiB at the peak"
    )
    yield f"{'question':<60}{'rows':>10}{'once':>10}{'larger':>12}{'times':>8}"
    for small, large in zip(before, after, strict=True):
        times = large.ask.median / small.ask.median
        yield (
            f"{large.setting!s:<60}{large.rows:>10,}{1000 * small.ask.median:>10,.1f}"
            f"{1000 * large.ask.median:>12,.1f}{times:>8.1f}"
        )


def _made_larger(store: Path, place: Path, times: int) -> tuple[int, float]:
    with read(store) as reader, write(place) as writer:
        multiply(reader, writer, times)
        return writer.manifest.quads, sum(f.stat().st_size for f in place.rglob("*") if f.is_file()) / 2**20


def on_rdflib(place: Path, asked: Sequence[Setting], patience: float) -> tuple[list[float | str], float]:
    """See ``bench.on_rdflib``: imported where it runs, so that the commands' peaks are not rdflib's."""
    from bench.on_rdflib import ask_all as ask_rdflib  # noqa: PLC0415

    return ask_rdflib(place, asked, patience)


def _on_rdflib(
    store: Path, place: Path, asked: Sequence[Setting], sample: Sequence[str], said: argparse.Namespace
) -> Iterator[str]:
    with read(store) as reader, write(place) as writer:
        take(reader, writer, sample)
        quads = writer.manifest.quads
    ours, _ = in_a_process(ask_all, place, asked, 1, said.patience, False)
    (theirs, loaded), peak = in_a_process(on_rdflib, place, asked, said.patience)
    yield (
        f"\nThe same SPARQL on rdflib, {len(sample)} reports, {quads:,} quads, read in {loaded:,.0f} s, "
        f"{peak:,.0f} MiB at the peak; one run, ms; at most {said.patience:,.0f} s"
    )
    yield f"{'question':<60}{'here':>10}{'rdflib':>12}{'times':>10}"
    for one, other in zip(ours, theirs, strict=True):
        took = (
            f"{1000 * other:>12,.1f}{other / one.ask.median:>10,.0f}"
            if isinstance(other, float)
            else f"  {other}"
        )
        yield f"{one.setting!s:<60}{1000 * one.ask.median:>10,.1f}{took}"


# Walks and exports


def _commands(store: Path, council: str, folder: Path) -> Iterator[str]:
    yield "\nWalks and exports, each a command in a process of its own"
    yield f"{'command':<60}{'s':>10}{'MiB':>8}  bytes"
    place = folder / "exported"
    one = ("--scope", f"authority={council}")
    for words in (*_walks(council), *_exports(one)):
        try:
            done: Timed = command(*words, "--store", store, output=place)
        except subprocess.CalledProcessError as error:
            yield f"{' '.join(words):<60}{'failed':>10}  exit code {error.returncode}"
            continue
        yield f"{' '.join(words):<60}{done.seconds:>10,.2f}{done.peak:>8,.0f}  {place.stat().st_size:,}"


def _walks(council: str) -> Iterator[tuple[str, ...]]:
    yield ("path", council, "Ofsted")
    yield ("central",)
    yield ("central", "--scope", f"authority={council}")
    yield ("similar", council)
    yield ("similar-actions", "improve the quality and frequency of supervision")


def _exports(one: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for scope in (one, ()):
        yield from (("export", "graphml", "--of", subject, *scope) for subject in _SUBJECTS)
        yield from (("export", form, *scope) for form in (*_NETWORKS[1:], *_OTHERS))


if __name__ == "__main__":
    sys.exit(main())
