"""From files to a committed generation: the loader's stages, one writer, each report whole or absent."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from loader.conclude.bodies import area_quads, national_quads
from loader.errors import ReportError
from loader.files import find_files, listing
from loader.iris import BASE, graph, resource_iri
from loader.pipeline import understand
from loader.rdf import report_graph, report_quads
from loader.read import read_bytes
from loader.records import Listing, Report
from loader.reference import reference_graphs
from loader.shapes import check_quads
from loader.store import Writer, read, write
from loader.versions import software_version, versions
from ontology.terms import IG, PROV, RDF, RDFS, XSD

__all__ = ["LoadResult", "Outcome", "load", "unload"]

_REPORTS = f"{BASE}graph/report/"
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


def load(
    paths: Sequence[Path],
    store: Path,
    *,
    replace: bool = False,
    index: Path | None = None,
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
    listings = {file: listing(file, index) for file in files}
    outcomes: list[Outcome] = []
    with write(store, command="inspection-graph load", versions=versions()) as writer:
        session = _Session(writer, replace, listings, _now())
        _renew(session)
        interrupted = _take_all(session, files, outcomes, progress)
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
        session = _Session(writer, replace=False, listings={}, started=_now())
        found = {name: _named(name, writer.manifest.sources) for name in names}
        unknown = [name for name, iri in found.items() if iri is None]
        if unknown:
            held = ", ".join(iri.removeprefix(_REPORTS) for iri in sorted(writer.manifest.sources)) or "none"
            raise ValueError(f"no report {unknown[0]!r} in {store}; it holds: {held}")
        for iri in found.values():
            if iri and writer.remove_graph(iri):
                session.touched.add(_area_of(iri))
        _commit(session)
        return LoadResult((), session.generation, writer.manifest.dataset)


def _named(name: str, sources: Mapping[str, Mapping[str, object]]) -> str | None:
    """The graph of the report that a user means, by inspection or by file name; None unless just one."""
    direct = name if name.startswith(_REPORTS) else _REPORTS + name.strip("/")
    if direct in sources:
        return direct
    by_file = [iri for iri, source in sorted(sources.items()) if source["file"] == Path(name).name]
    return by_file[0] if len(by_file) == 1 else None


def _renew(session: _Session) -> None:
    """Write the reference graphs and mark every area, if what they are made with has changed."""
    writer, decisive = session.writer, ("vocabulary", "registers", "conclusions")
    if any(writer.base_versions.get(name) != versions()[name] for name in decisive):
        session.touched |= {_area_of(iri) for iri in writer.manifest.sources}
        for iri, quads in reference_graphs().items():
            writer.replace_graph(iri, quads)


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
        listed = session.listings[file]
        source = _source(file, hashlib.sha256(data).hexdigest(), listed)
        if _is_held(session.writer, source):
            return Outcome(file, "unchanged", "as in the store")
        report = understand(file, listed)
    except ReportError as error:
        return Outcome(file, "failed", str(error))
    return _place(session, file, report, source)


def _source(file: Path, sha256: str, listed: Listing) -> dict[str, object]:
    """What is remembered of a file, so that it need not be read again."""
    return {
        "file": file.name,
        "path": str(file.resolve()),
        "sha256": sha256,
        "listed": [listed.listed_date, listed.source_address],
        "versions": {name: versions()[name] for name in ("reader", "vocabulary", "registers")},
    }


def _is_held(writer: Writer, source: Mapping[str, object]) -> bool:
    same = ("sha256", "listed", "versions")
    return any(all(held.get(k) == source[k] for k in same) for held in writer.manifest.sources.values())


def _place(session: _Session, file: Path, report: Report, source: dict[str, object]) -> Outcome:
    """Put a report's graph into the writer if it keeps to the shapes and its place is free."""
    name = report_graph(report)
    held = session.writer.manifest.sources.get(name.value)
    another = held is not None and held["path"] != source["path"] and held["sha256"] != source["sha256"]
    if another and held is not None and not session.replace:
        problem = f"the store holds this inspection from {held['file']}"
        return Outcome(file, "refused", f"{problem}; use --replace to put this file in its place", report)
    quads = report_quads(report)
    if another and held is not None:
        quads = (*quads, *_revision(name, held))
    checked = check_quads(quads)
    if not checked.conforms:
        return Outcome(
            file, "failed", f"{file}: breaks a shape: {checked.violations[0]}; report this", report
        )
    for iri in _formerly(session.writer, source, name.value):
        session.writer.remove_graph(iri)
        session.touched.add(_area_of(iri))
    session.writer.replace_graph(name.value, quads, source)
    session.touched.add(_area_of(name.value))
    session.digests[name.value] = str(source["sha256"])
    return Outcome(file, "replaced" if held else "loaded", report=report, quads=len(quads))


def _formerly(writer: Writer, source: Mapping[str, object], now: str) -> list[str]:
    """Graphs that the same file gave before it changed, if it is another inspection now."""
    held = writer.manifest.sources.items()
    return [iri for iri, record in held if record["path"] == source["path"] and iri != now]


def _revision(name: NamedNode, held: Mapping[str, object]) -> list[Quad]:
    """That the report replaces another file's, which is named by its digest."""
    path = name.value.removeprefix(_REPORTS)
    report = resource_iri("report", path)
    old = resource_iri("report", path, "replaced", str(held["sha256"])[:12])
    return [
        Quad(report, PROV.wasRevisionOf, old, name),
        Quad(old, RDF.type, PROV.Entity, name),
        Quad(old, IG.sourceDigest, Literal(f"sha256:{held['sha256']}"), name),
        Quad(old, IG.fileName, Literal(str(held["file"])), name),
    ]


def _area_of(graph_iri: str) -> str:
    return graph_iri.removeprefix(_REPORTS).partition("/")[0]


def _commit(session: _Session) -> None:
    """Bring the derived graphs after the report graphs, note the run, and commit, if anything changed."""
    writer = session.writer
    for code in sorted(session.touched):
        name = graph("area", code).value
        reports = _reports(writer, f"{_REPORTS}{code}/")
        writer.replace_graph(name, area_quads(code, reports))
    if session.touched:
        writer.replace_graph(graph("national").value, national_quads(_reports(writer, _REPORTS)))
    if writer.changed:
        _note_run(session)
    generation = writer.commit()
    session.generation = generation.number if generation else session.generation
    session.touched.clear()
    session.digests.clear()


def _reports(writer: Writer, prefix: str) -> dict[str, list[Quad]]:
    return {
        iri: list(writer.graph_quads(iri)) for iri in sorted(writer.manifest.graphs) if iri.startswith(prefix)
    }


def _note_run(session: _Session) -> None:
    """Add this run to the graph of runs: the only place with a clock."""
    name, ended = graph("runs"), _now()
    quads = list(session.writer.graph_quads(name.value))
    it = resource_iri("run", f"{ended}-{len(quads)}")
    said: list[tuple[NamedNode, NamedNode | Literal]] = [
        (RDF.type, IG.Run),
        (RDFS.label, Literal(f"Load of {len(session.digests)} reports, {ended}")),
        (PROV.startedAtTime, Literal(session.started, datatype=XSD.dateTime)),
        (PROV.endedAtTime, Literal(ended, datatype=XSD.dateTime)),
        (IG.softwareVersion, Literal(software_version())),
        *((IG.sourceDigest, Literal(f"sha256:{digest}")) for digest in sorted(set(session.digests.values()))),
        *((PROV.generated, NamedNode(iri)) for iri in sorted(session.digests)),
    ]
    session.writer.replace_graph(name.value, [*quads, *(Quad(it, p, o, name) for p, o in said)])


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
