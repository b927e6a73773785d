"""Puts the figures of a table into a store, as a graph of their own, and takes it out again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from loader.concluding import put
from loader.errors import ReportError
from loader.iris import TABLE_GRAPHS, graph
from loader.ownership import check_owned
from loader.provenance import run_quads
from loader.quads import Said, lines_of
from loader.shapes import check_statements
from loader.store import Writer, read, write
from loader.store.canonical import sealed
from loader.store.generations import now
from loader.versions import refuse_other_base

__all__ = ["Stored", "store_table"]

_COMMAND = "inspection-graph link"


class Stored(NamedTuple):
    """What became of a store."""

    generation: int | None  # None: nothing changed
    dataset: str


def store_table(store: Path, slug: str, said: Said, sha256: str) -> Stored:
    """Make what a table says the contents of its graph, whatever it held before.

    Parameters
    ----------
    store
        The folder of the store, which holds reports.
    slug
        Of the table.
    said
        What is to stand in …/graph/table/<slug>.
    sha256
        Of the file, hexadecimal, for the record of runs.

    Raises
    ------
    loader.errors.ReportError
        If the statements break the shapes, or the store was made with another base.
    loader.store.StoreError
        If there is no store, or it can't be written.

    """
    iri = TABLE_GRAPHS + slug
    if broken := check_statements(said).violations:
        raise ReportError(
            slug, f"what it says breaks the shapes: {broken[0]}", "mend the table or its mapping"
        )
    check_owned(iri, said)
    with read(store):
        pass  # a store that is not there is not to be made by a table
    with write(store, command=_COMMAND) as writer:
        refuse_other_base(store, writer.base_versions)
        started = now()
        if writer.replace_packed(iri, *sealed(lines_of(said))):
            _note_run(writer, started, {iri: sha256})
        generation = writer.commit()
        return Stored(generation.number if generation else None, writer.manifest.dataset)


def _note_run(writer: Writer, started: str, digests: Mapping[str, str]) -> None:
    runs = graph("runs").value
    earlier = list(writer.graph_quads(runs))
    put(writer, runs, [*earlier, *run_quads(started, digests, len(earlier), "tables linked")])
