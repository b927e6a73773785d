"""From files to a committed generation: the loader's stages, one writer, each report whole or absent.

Files are read by processes of their own (``loader.workers``), some way ahead of what is stored and also while
a generation is written. They are stored in order of path, in whatever order they are read: a load is the same
on every machine.
"""

from __future__ import annotations

import dataclasses
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from loader.concluding import area_of, conclude, put, renewed_reference
from loader.decisions import REPORT_KINDS, Decisions
from loader.files import find_files, listings
from loader.interruption import Interrupted, Interruption
from loader.iris import GRAPHS, REPORT_GRAPHS, TABLE_GRAPHS, graph
from loader.outcomes import LoadResult, Outcome
from loader.provenance import run_quads
from loader.records import Listing
from loader.rehearsal import Rehearsal, held
from loader.standing import area_digests, decisions_for, refuse_lost, standings
from loader.store import Manifest, Writer, read, write
from loader.store.generations import now
from loader.taking import Pending, Taking
from loader.versions import refuse_other_base, versions
from loader.workers import Reading, Workers

__all__ = ["LoadResult", "Outcome", "Reading", "load", "rehearse", "unload"]

_BATCH = 50  # reports a commit: each costs a copy, and draws the conclusions on its areas
_BATCH_SECONDS = 30.0
_AHEAD = 64  # files read or being read before they are stored: about what is read while one commit is written
_USUAL = Reading()

_Progress = Callable[[int, int], None] | None


def load(
    paths: Sequence[Path],
    store: Path,
    *,
    replace: bool = False,
    index: Path | None = None,
    keep: int = 2,
    progress: _Progress = None,
    reading: Reading = _USUAL,
) -> LoadResult:
    """Read files into a store; commit every so many, so that an interrupted load goes on where it was.

    Parameters
    ----------
    paths
        Files, and folders of files.
    store
        Folder of the store; made if it is not there.
    replace
        Whether another file for an inspection that the store holds takes the place of the one there.
    index
        CSV file that says what the reports do not print; see ``loader.files.listing``.
    keep
        How many generations the store keeps, two at least.
    progress
        Called after each file with how many are done and how many there are.
    reading
        In how many processes, how long and with how much memory a file may be read, and which decisions of
        reviewers are honoured; those of the file in the store's folder if it has none.

    Raises
    ------
    loader.errors.ReportError
        If a folder holds no reports, the index is none, the decisions can't be read or are lost, or no
        process can be started to read.
    loader.store.StoreError
        If the store can't be written.

    """
    files = find_files(paths)
    said = listings(files, index)
    outcomes: list[Outcome] = []
    decisions = decisions_for(store, reading.decisions)
    with (
        write(store, command="inspection-graph load", versions=versions(), keep=keep) as writer,
        Interruption() as stop,
    ):
        refuse_lost(store, reading.decisions, writer.manifest)
        session = _Session(store, writer, decisions, replace, said)
        all_files = session.taking.with_owed([file.path for file in files])
        with Workers(dataclasses.replace(reading, decisions=decisions), len(all_files)) as workers:
            ends = _taken(session.taking, all_files, workers, stop)
            interrupted = _gather(ends, outcomes, len(all_files), progress, session.commit_if_due)
        if writer.sources or session.taking.touched:  # a store of no reports is not made
            session.commit(last=True)
        stand = tuple(standings(decisions, writer.manifest, writer.graph_quads))
    return LoadResult(tuple(outcomes), session.generation, session.dataset, interrupted, standings=stand)


def rehearse(
    paths: Sequence[Path],
    store: Path,
    *,
    replace: bool = False,
    index: Path | None = None,
    progress: _Progress = None,
    reading: Reading = _USUAL,
) -> LoadResult:
    """Do what ``load`` would, and write nothing: the store is not made, nor locked.

    Raises
    ------
    loader.errors.ReportError
        As ``load`` does.
    loader.store.StoreError
        If there is a store and it can't be read.

    """
    files = find_files(paths)
    manifest = held(store)
    decisions = decisions_for(store, reading.decisions)
    refuse_other_base(store, manifest.versions)
    refuse_lost(store, reading.decisions, manifest)
    rehearsal = Rehearsal(manifest)
    taking = Taking(rehearsal, versions(), decisions, replace, listings(files, index))
    all_files = taking.with_owed([file.path for file in files])
    outcomes: list[Outcome] = []
    with (
        Interruption() as stop,
        Workers(dataclasses.replace(reading, decisions=decisions), len(all_files)) as workers,
    ):
        ends = _taken(taking, all_files, workers, stop)
        interrupted = _gather(ends, outcomes, len(all_files), progress)
    on_reports = Decisions(tuple(decisions.of(*REPORT_KINDS)))
    stand = tuple(standings(on_reports, Manifest(sources=rehearsal.sources), lambda *_: ()))
    return LoadResult(tuple(outcomes), None, manifest.dataset, interrupted, rehearsed=True, standings=stand)


def unload(names: Sequence[str], store: Path, decisions: Decisions | None = None) -> LoadResult:
    """Remove reports, named by their inspection (``MDW/2013-01-07/protection-2012``) or their file's name.

    The figures of a table that was linked are removed by its name, as ``table/places``. What is concluded
    about the areas of reports honours the decisions of reviewers: those given, else those of the file in the
    store's folder.

    Raises
    ------
    ValueError
        If the store holds no such report or table; then nothing is removed.
    loader.store.StoreError
        If the store can't be read or written.

    """
    with read(store):
        pass  # a store that is not there is not to be made by removing from it
    honoured = decisions_for(store, decisions)
    with write(store, command="inspection-graph unload", versions=versions()) as writer:
        refuse_lost(store, decisions, writer.manifest)
        session = _Session(store, writer, honoured)
        tables = [iri for iri in writer.manifest.graphs if iri.startswith(TABLE_GRAPHS)]
        found = {name: _named(name, writer.sources, tables) for name in names}
        unknown = [name for name, iri in found.items() if iri is None]
        if unknown:
            held = (
                iri.removeprefix(REPORT_GRAPHS).removeprefix(GRAPHS) for iri in (*writer.sources, *tables)
            )
            known = ", ".join(sorted(held)) or "none"
            raise ValueError(f"no report {unknown[0]!r} in {store}; it holds: {known}")
        for iri in found.values():
            if iri and writer.remove_graph(iri) and iri.startswith(REPORT_GRAPHS):
                session.taking.touched.add(area_of(iri))
        session.commit()
        return LoadResult((), session.generation, session.dataset)


def _named(name: str, sources: Mapping[str, Mapping[str, object]], tables: Sequence[str]) -> str | None:
    """The graph of the report that a user means, by inspection or file, or of the table; None unless one."""
    if GRAPHS + name.strip("/") in tables:
        return GRAPHS + name.strip("/")
    direct = name if name.startswith(REPORT_GRAPHS) else REPORT_GRAPHS + name.strip("/")
    if direct in sources:
        return direct
    by_file = [iri for iri, source in sorted(sources.items()) if source["file"] == Path(name).name]
    return by_file[0] if len(by_file) == 1 else None


# Files


def _taken(taking: Taking, files: Sequence[Path], workers: Workers, stop: Interruption) -> Iterator[Outcome]:
    """Take the files in order, others being read meanwhile."""
    waiting = iter(files)
    ahead: deque[Pending] = deque()
    while True:
        ahead.extend(taking.begin(file, workers) for file in islice(waiting, _AHEAD - len(ahead)))
        if not ahead:
            return
        with stop.heard():
            answer = taking.wait(ahead[0], workers)
        yield taking.place(ahead.popleft(), answer)


def _gather(
    ends: Iterator[Outcome],
    outcomes: list[Outcome],
    files: int,
    progress: _Progress,
    after_each: Callable[[], None] = lambda: None,
) -> bool:
    """Keep what became of each file; True if the user broke off."""
    try:
        for outcome in ends:
            outcomes.append(outcome)
            if progress:
                _tell(progress, len(outcomes), files)
            after_each()
    except Interrupted:
        return True
    return False


def _tell(progress: Callable[[int, int], None], done: int, files: int) -> None:
    """Say how far it is; who breaks off here does so where nothing is half done."""
    try:
        progress(done, files)
    except KeyboardInterrupt:
        raise Interrupted from None


# The store


class _Session:
    """One session of writing: what was taken since the last commit, and what was committed."""

    def __init__(
        self,
        store: Path,
        writer: Writer,
        decisions: Decisions,
        replace: bool = False,
        said: Mapping[Path, Listing] | None = None,
    ) -> None:
        refuse_other_base(store, writer.base_versions)
        self.writer = writer
        self.taking = Taking(writer, versions(), decisions, replace, said or {})
        self.generation: int | None = None  # as last committed, and so the next
        self.dataset = writer.manifest.dataset
        self._started = now()
        self._since = time.monotonic()
        self._afresh = renewed_reference(writer, versions())
        areas = {area_of(iri) for iri in writer.sources}
        redecided = {code for code, _ in writer.decided.items() ^ area_digests(decisions, areas).items()}
        self.taking.touched |= areas if self._afresh else areas & redecided

    def commit_if_due(self) -> None:
        """Commit every so many reports or seconds."""
        if len(self.taking.digests) >= _BATCH or time.monotonic() - self._since > _BATCH_SECONDS:
            self.commit()

    def commit(self, *, last: bool = False) -> None:
        """Bring the derived graphs after the report graphs, note the run, and commit, if anything changed."""
        decisions = self.taking.decisions
        conclude(self.writer, self.taking.touched, decisions, afresh=self._afresh)
        self.writer.decided = area_digests(decisions, map(area_of, self.writer.sources))
        if self.writer.manifest.dataset != self.dataset:
            runs = graph("runs").value
            earlier = list(self.writer.graph_quads(runs))
            put(self.writer, runs, [*earlier, *run_quads(self._started, self.taking.digests, len(earlier))])
        if generation := self.writer.commit(last=last):
            self.generation, self.dataset = generation.number, generation.manifest.dataset
        self.taking.touched.clear()
        self.taking.digests.clear()
        self._afresh = False
        self._since = time.monotonic()
