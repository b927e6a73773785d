"""From files to a committed generation: the loader's stages, one writer, each report whole or absent."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pyoxigraph import Quad

from loader.conclude.bodies import MENTION_TERMS, area_quads, national_quads
from loader.errors import ReportError
from loader.files import find_files, listings
from loader.iris import BASE, REPORT_GRAPHS, graph
from loader.ownership import check_ownership
from loader.pipeline import understand_bytes
from loader.provenance import revision_quads, run_quads
from loader.rdf import inspection_path, report_graph, report_quads
from loader.read import read_bytes
from loader.records import Listing, Report
from loader.reference import reference_graphs
from loader.shapes import check_quads
from loader.store import Writer, read, write
from loader.store.generations import now
from loader.versions import versions

__all__ = ["LoadResult", "Outcome", "load", "unload"]

_BATCH = 100  # reports a commit: each costs a copy and a count, whatever its size
_BATCH_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    path: Path
    status: str  # loaded, replaced, unchanged, refused, failed
    message: str = ""
    report: Report | None = None
    quads: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What became of a load: each file, and the generation that holds it, if one was written."""

    outcomes: tuple[Outcome, ...]
    generation: int | None
    dataset: str
    interrupted: bool = False

    def count(self, *statuses: str) -> int:
        """How many files ended in one of these ways."""
        return sum(outcome.status in statuses for outcome in self.outcomes)


@dataclass
class _Session:
    """One load in progress: what the writer holds and which derived graphs have to follow."""

    writer: Writer
    replace: bool
    listings: Mapping[Path, Listing]
    started: str
    touched: set[str] = field(default_factory=set)  # area codes
    digests: dict[str, str] = field(default_factory=dict)  # graph IRI → file digest, since the last commit
    generation: int | None = None
    dataset: str = field(init=False)  # as last committed

    def __post_init__(self) -> None:
        self.dataset = self.writer.manifest.dataset


def load(
    paths: Sequence[Path],
    store: Path,
    *,
    replace: bool = False,
    index: Path | None = None,
    keep: int = 2,
    progress: Callable[[int, int], None] | None = None,
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

    Raises
    ------
    loader.errors.ReportError
        If a folder holds no reports, or the index is none.
    loader.store.StoreError
        If the store can't be written.

    """
    files = find_files(paths)
    said = listings(files, index)
    outcomes: list[Outcome] = []
    with write(store, command="inspection-graph load", versions=versions(), keep=keep) as writer:
        _refuse_other_base(store, writer)
        session = _Session(writer, replace, said, now())
        _renew(session)
        interrupted = _take_all(session, [file.path for file in files], outcomes, progress)
        if writer.manifest.sources or session.touched:  # a store of no reports is not made
            _commit(session)
        dataset = writer.manifest.dataset
    return LoadResult(tuple(outcomes), session.generation, dataset, interrupted)


def unload(names: Sequence[str], store: Path) -> LoadResult:
    """Remove reports, named by their inspection (``MDW/2013-01-07/protection-2012``) or their file's name.

    Raises
    ------
    ValueError
        If the store holds no such report; then nothing is removed.
    loader.store.StoreError
        If the store can't be read or written.

    """
    with read(store):
        pass  # a store that is not there is not to be made by removing from it
    with write(store, command="inspection-graph unload", versions=versions()) as writer:
        session = _Session(writer, replace=False, listings={}, started=now())
        _renew(session)
        found = {name: _named(name, writer.manifest.sources) for name in names}
        unknown = [name for name, iri in found.items() if iri is None]
        if unknown:
            held = (
                ", ".join(iri.removeprefix(REPORT_GRAPHS) for iri in sorted(writer.manifest.sources))
                or "none"
            )
            raise ValueError(f"no report {unknown[0]!r} in {store}; it holds: {held}")
        for iri in found.values():
            if iri and writer.remove_graph(iri):
                session.touched.add(_area_of(iri))
        _commit(session)
        return LoadResult((), session.generation, writer.manifest.dataset)


def _named(name: str, sources: Mapping[str, Mapping[str, object]]) -> str | None:
    """The graph of the report that a user means, by inspection or by file name; None unless just one."""
    direct = name if name.startswith(REPORT_GRAPHS) else REPORT_GRAPHS + name.strip("/")
    if direct in sources:
        return direct
    by_file = [iri for iri, source in sorted(sources.items()) if source["file"] == Path(name).name]
    return by_file[0] if len(by_file) == 1 else None


def _refuse_other_base(store: Path, writer: Writer) -> None:
    held = writer.base_versions.get("base", BASE)
    if held != BASE:
        problem = f"the store was made with the base {held}, and INSPECTION_GRAPH_BASE says {BASE}"
        raise ReportError(str(store), problem, "set it to the store's, or load into another store")


def _renew(session: _Session) -> None:
    """Write the reference graphs and mark every area, if what they are made with has changed."""
    writer, decisive = session.writer, ("vocabulary", "registers", "conclusions")
    if any(writer.base_versions.get(name) != versions()[name] for name in decisive):
        session.touched |= {_area_of(iri) for iri in writer.manifest.sources}
        for iri, quads in reference_graphs().items():
            _put(writer, iri, quads)


def _take_all(
    session: _Session,
    files: Sequence[Path],
    outcomes: list[Outcome],
    progress: Callable[[int, int], None] | None,
) -> bool:
    """Take each file, committing every so often; True if the user broke off."""
    since = time.monotonic()
    try:
        for file in files:
            began = time.monotonic()
            outcome = _take(session, file)
            outcomes.append(replace(outcome, seconds=time.monotonic() - began))
            if progress:
                progress(len(outcomes), len(files))
            if len(session.digests) >= _BATCH or time.monotonic() - since > _BATCH_SECONDS:
                _commit(session)
                since = time.monotonic()
    except KeyboardInterrupt:
        return True
    return False


def _take(session: _Session, file: Path) -> Outcome:
    """Read one file into the writer, or say why not."""
    try:
        data = read_bytes(file)
        listed = session.listings.get(file, Listing())
        source = _source(file, hashlib.sha256(data).hexdigest(), listed)
        if _is_held(session.writer, source):
            _forget(session, source, keep=str(source["sha256"]))
            return Outcome(file, "unchanged", "as in the store")
        report = understand_bytes(file.name, data, listed)
    except ReportError as error:
        return Outcome(file, "failed", str(error))
    except Exception as error:  # a fault of ours in one report must not cost the others
        return Outcome(file, "failed", f"{file}: {type(error).__name__}: {error}; this is a fault: report it")
    return _place(session, file, report, source)


def _source(file: Path, sha256: str, listed: Listing) -> dict[str, object]:
    """What is remembered of a file, so that it need not be read again."""
    return {
        "file": file.name,
        "path": str(file.resolve()),
        "sha256": sha256,
        "listed": [listed.listed_date, listed.source_address],
        "versions": {name: versions()[name] for name in ("reader", "pdfium", "vocabulary", "registers")},
    }


def _is_held(writer: Writer, source: Mapping[str, object]) -> bool:
    same = ("sha256", "listed", "versions")
    return any(all(held.get(k) == source[k] for k in same) for held in writer.manifest.sources.values())


def _place(session: _Session, file: Path, report: Report, source: dict[str, object]) -> Outcome:
    """Put a report's graph into the writer if it keeps to the shapes and its place is free."""
    name = report_graph(report)
    held = session.writer.manifest.sources.get(name.value)
    another = held is not None and held["path"] != source["path"] and held["sha256"] != source["sha256"]
    if held and another and not session.replace:
        problem = f"the store holds this inspection from {held['path']}"
        return Outcome(file, "refused", f"{problem}; use --replace to put this file in its place", report)
    quads = report_quads(report)
    if replaced := _replaced(held, another):
        source["replaced"] = replaced
        quads = (*quads, *revision_quads(inspection_path(report), replaced))
    checked = check_quads(quads)
    if not checked.conforms:
        problem = f"{file}: breaks a shape: {checked.violations[0]}; report this"
        return Outcome(file, "failed", problem, report)
    session.touched.add(_area_of(name.value))
    _forget(session, source, keep=str(held["sha256"]) if held else "")
    session.digests[name.value] = str(source["sha256"])
    _put(session.writer, name.value, quads, source)
    return Outcome(file, "replaced" if held else "loaded", report=report, quads=len(quads))


def _replaced(held: Mapping[str, Any] | None, another: bool) -> dict[str, str] | None:
    """The file that the report took the place of, now or at an earlier load; None if there is none."""
    if held and another:
        return {name: held[name] for name in ("file", "sha256")}
    return held.get("replaced") if held else None


def _forget(session: _Session, source: Mapping[str, object], keep: str) -> None:
    """Remove the reports that the same file gave when it held other text than that of the digest ``keep``."""
    for iri, held in list(session.writer.manifest.sources.items()):
        if held["path"] == source["path"] and held["sha256"] != keep:
            session.touched.add(_area_of(iri))
            session.writer.remove_graph(iri)


def _area_of(graph_iri: str) -> str:
    return graph_iri.removeprefix(REPORT_GRAPHS).partition("/")[0]


def _commit(session: _Session) -> None:
    """Bring the derived graphs after the report graphs, note the run, and commit, if anything changed."""
    writer = session.writer
    for code in sorted(session.touched):
        _put(writer, graph("area", code).value, area_quads(code, _reports(writer, code)))
    if session.touched:
        _put(writer, graph("national").value, national_quads(writer.statements(MENTION_TERMS)))
    if writer.manifest.dataset != session.dataset:
        runs = graph("runs").value
        earlier = list(writer.graph_quads(runs))
        _put(writer, runs, [*earlier, *run_quads(session.started, session.digests, len(earlier))])
    generation = writer.commit()
    session.generation = generation.number if generation else session.generation
    session.dataset = writer.manifest.dataset
    session.touched.clear()
    session.digests.clear()


def _reports(writer: Writer, code: str) -> dict[str, list[Quad]]:
    """The report graphs of an area, by IRI."""
    own = sorted(iri for iri in writer.manifest.graphs if iri.startswith(f"{REPORT_GRAPHS}{code}/"))
    return {iri: list(writer.graph_quads(iri)) for iri in own}


def _put(writer: Writer, iri: str, quads: Sequence[Quad], source: Mapping[str, object] | None = None) -> None:
    check_ownership(iri, quads)
    writer.replace_graph(iri, quads, source)
