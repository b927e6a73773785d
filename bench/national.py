"""How fast national questions are answered: ``python -m bench.national --store STORE``.

They are asked of a store as it is, and of a store of a thousand reports made of it: its own and copies,
whole, with their counts, under the codes of other councils. The areas' graphs are not copied, so what needs
them is asked of the first store alone. Beside them stands one such question that goes through every finding.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

from loader.authorities import register
from loader.concluding import area_of
from loader.iris import REPORT_GRAPHS, SUMMARY_GRAPHS
from loader.store import Reader, Writer, read, write
from loader.store.canonical import graph_lines, sealed
from queries.ask import Query, named, run

__all__ = ["Row", "figures"]

_RUNS = 5
_ENOUGH = 1_000  # reports
_OF_COUNTS = (
    *("themes-by-year", "themes-by-framework", "themes-by-region", "grades-by-year"),
    *("strengths-and-weaknesses", "common-themes"),
)
_OF_AREAS = ("progress", "theme-progress", "inspection-chain")
_OF_FINDINGS = """SELECT ?year ?theme ?polarity (COUNT(*) AS ?n) WHERE {
  GRAPH ?g {
    ?report prov:wasGeneratedBy ?inspection . ?inspection ig:year ?year .
    ?finding ig:inReport ?report ; a ig:Finding ; ig:theme ?theme ; ig:polarity ?polarity
  }
} GROUP BY ?year ?theme ?polarity"""

Row = tuple[str, float, str, str]


def main(argv: Sequence[str] | None = None) -> int:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.national", description=__doc__)
    parser.add_argument("--store", type=Path, required=True, help="a store of reports")
    store = parser.parse_args(argv).store
    with tempfile.TemporaryDirectory() as folder:
        for what, value, unit, note in figures(store, Path(folder)):
            print(f"{what:<58}{value:>12,.2f}  {unit:<9}{note}", flush=True)
    return 0


def figures(store: Path, folder: Path) -> Iterator[Row]:
    """What each question takes.

    Parameters
    ----------
    store
        A store of reports.
    folder
        Where a store of a thousand reports is put: some 4 GiB.

    """
    with read(store) as reader:
        yield from _asked(reader, (*_OF_COUNTS, *_OF_AREAS))
        with write(folder / "thousand") as writer:
            _multiply(reader, writer)
            writer.commit()
    with read(folder / "thousand") as reader:
        yield from _asked(reader, _OF_COUNTS)


def _asked(reader: Reader, names: Sequence[str]) -> Iterator[Row]:
    reports = sum(iri.startswith(REPORT_GRAPHS) for iri in reader.manifest.graphs)
    for query in map(named, names):
        yield _figure(query.name, query, reader, _RUNS, f"{reports:,} reports")
    yield _figure(
        "themes by year, from every finding", Query(_OF_FINDINGS), reader, 1, f"{reports:,} reports"
    )


def _figure(what: str, query: Query, reader: Reader, runs: int, of: str) -> Row:
    """Seconds until the last row is there, parameters at their defaults."""
    walls, cores = [], []
    for _ in range(runs):
        wall, core = time.perf_counter(), time.process_time()
        for _ in run(reader, query).rows():
            pass
        walls.append(time.perf_counter() - wall)
        cores.append(time.process_time() - core)
    note = f"{of}; {statistics.median(cores):.2f} s of one core; worst of {runs}: {max(walls):.2f}"
    return what, statistics.median(walls), "s", note


# A thousand reports


def _multiply(reader: Reader, writer: Writer) -> None:
    """Copy all graphs but the areas' into another store, and reports again until there are enough."""
    graphs = sorted(reader.manifest.graphs)
    reports = [iri for iri in graphs if iri.startswith(REPORT_GRAPHS)]
    for iri in graphs:
        if "/graph/area/" not in iri:
            writer.replace_packed(iri, reader.manifest.graphs[iri], sealed(graph_lines(reader.store, iri))[1])
    codes = sorted(entry.code for entry in register())
    held = len(reports)
    for turn, iri in product(range(1, len(codes)), reports):
        if held < _ENOUGH and (old := area_of(iri)) in codes:
            held += _copied(reader, writer, iri, old, codes[(codes.index(old) + turn) % len(codes)])


def _copied(reader: Reader, writer: Writer, report: str, old: str, new: str) -> bool:
    """Copy a report and its counts under another code; False if there is such a report already."""
    names = {
        iri: iri.replace(f"/{old}/", f"/{new}/")
        for iri in (report, report.replace(REPORT_GRAPHS, SUMMARY_GRAPHS))
    }
    if names[report] in writer.manifest.graphs:
        return False
    for iri, name in names.items():
        lines = (
            line.replace(f"/{old}/".encode(), f"/{new}/".encode()) for line in graph_lines(reader.store, iri)
        )
        own = (line.replace(f"/authority/{old}>".encode(), f"/authority/{new}>".encode()) for line in lines)
        writer.replace_packed(name, *sealed(sorted(own)))
    return True


if __name__ == "__main__":
    sys.exit(main())
