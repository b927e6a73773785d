"""A store made of another one: part of it, or several times as large, to measure how questions grow.

Copies of a council's graphs (reports, their counts, its area, its rows of the register) are the same lines
under the IRIs of a council that does not exist: ``MDW`` becomes ``MDW2``, and its area's code likewise. Of
other graphs, what they say of a council is said of its copies too, in a graph beside them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from loader.authorities import register
from loader.iris import GRAPHS, REPORT_GRAPHS
from loader.store import Reader, Writer
from loader.store.canonical import graph_lines, sealed

__all__ = ["multiply", "some_reports", "take"]

_CODE = re.compile(rb"(?<=/)[A-Z]{3}(?=[/>]|$)")
_AREA = re.compile(rb"(?<=/statistical-geography/)E\d{8}(?=>)")
_EVERY = 2_000  # graphs a commit


def multiply(reader: Reader, writer: Writer, times: int) -> None:
    """Write all graphs of a store into another, and those of councils so many times in all.

    Parameters
    ----------
    reader
        The store to copy.
    writer
        Of an empty store; it is committed, and compacted as after a load.
    times
        1 for a plain copy.

    """
    codes = frozenset(entry.code.encode() for entry in register())
    for number, iri in enumerate(sorted(reader.manifest.graphs), 1):
        lines = graph_lines(reader.store, iri)
        writer.replace_packed(iri, reader.manifest.graphs[iri], sealed(lines)[1])
        for copy in range(2, times + 1):
            name, own = _copied(iri, lines, codes, copy)
            writer.replace_packed(name, *sealed(own))
        if number % max(1, _EVERY // times) == 0:
            writer.commit()
    writer.commit(last=True)


def take(reader: Reader, writer: Writer, reports: Collection[str]) -> None:
    """Write some reports of a store into another, with the graphs that are of no other report.

    Parameters
    ----------
    reader
        The store to copy from.
    writer
        Of an empty store.
    reports
        What follows ``…/graph/report/`` in the IRIs of their graphs.

    """
    codes = {path.partition("/")[0] for path in reports}
    for iri in sorted(reader.manifest.graphs):
        kind, _, rest = iri.removeprefix(GRAPHS).partition("/")
        wanted: Callable[[], bool] = {
            "report": lambda rest=rest: rest in reports,
            "summary": lambda rest=rest: rest in reports,
            "area": lambda rest=rest: rest in codes,
        }.get(kind, lambda: True)
        if wanted():
            writer.replace_packed(iri, reader.manifest.graphs[iri], sealed(graph_lines(reader.store, iri))[1])
    writer.commit(last=True)


def some_reports(reader: Reader, first: str, most: int) -> tuple[str, ...]:
    """So many reports at most: all of one council, then those of others in order of code and date."""
    paths = (
        iri.removeprefix(REPORT_GRAPHS) for iri in reader.manifest.graphs if iri.startswith(REPORT_GRAPHS)
    )
    return tuple(sorted(paths, key=lambda path: (not path.startswith(f"{first}/"), path))[:most])


def _copied(iri: str, lines: list[bytes], codes: Collection[bytes], copy: int) -> tuple[str, list[bytes]]:
    """A copy of a graph, and its lines; of a graph that is of no council those that speak of one."""
    name = _under(iri.encode(), codes, copy).decode()
    text = _AREA.sub(lambda found: found[0] + b"%d" % copy, _under(b"".join(lines), codes, copy))
    own = text.splitlines(keepends=True)
    if name == iri:
        return f"{iri}/{copy}", sorted(set(own) - set(lines))
    return name, sorted(own)


def _under(text: bytes, codes: Collection[bytes], copy: int) -> bytes:
    """Lines, or the IRI of a graph, with the codes of another council."""
    return _CODE.sub(lambda found: found[0] + b"%d" % copy if found[0] in codes else found[0], text)
