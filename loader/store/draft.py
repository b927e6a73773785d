"""How the database of the next generation is made: a checkpoint and what changed, or from nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store

from loader.store.canonical import graph_lines, nquads, unpack
from loader.store.generations import Folder, disk_bytes, sync_file, sync_tree, write_synced
from loader.store.manifest import Fresh, Manifest
from loader.store_errors import RESTORE, StoreDamaged, StoreError, translated

__all__ = ["Content", "Draft", "commit_draft", "outgrown", "replaces_most", "scattered"]

_BATCH = 125_000  # quads a bulk load: about 25 reports; one call a report would take six times the disk
_ENOUGH = 50_000  # quads from which on what a database takes says something of what a quad takes
_USUAL = 450  # bytes a quad in a database of 1.5 million quads, bulk-loaded from nothing (pyoxigraph 0.5.13)
_SMALL = 64 * 1024 * 1024  # bytes below which the disk is not worth the time of a rebuild

Content = Mapping[str, bytes | None]  # graph → its packed N-Triples lines; None: the graph goes


def outgrown(bytes_on_disk: int, manifest: Manifest) -> bool:
    """Whether a database takes more than twice what a fresh bulk load of its quads would.

    Deleted quads and overwritten files pile up until the database compacts itself. The yardstick is what
    this store took when it was last written from nothing, else what stores usually take.

    Examples
    --------
    >>> outgrown(1_000_000_000, Manifest(fresh=Fresh(bytes=300_000_000, quads=600_000)))
    True

    """
    fresh = manifest.fresh or Fresh(_USUAL, 1)
    return bytes_on_disk > max(_SMALL, 2 * manifest.quads * fresh.bytes / fresh.quads)


def replaces_most(before: Manifest, changed: Content) -> bool:
    """Whether more than half of the quads go: then writing all anew takes less time, and less disk.

    Replacing all graphs of 1.5 million quads 25 at a time took three minutes, writing them anew half a one.
    """
    going = sum(before.graphs[iri].quads for iri in changed if iri in before.graphs)
    return 2 * going > before.quads


def scattered(written: int, manifest: Manifest) -> bool:
    """Whether so many quads were written batch by batch that the database is worth compacting.

    Each batch adds files, and a lookup looks into all that may hold what it looks for. To compact 3.5 million
    quads took 8 s; then a lookup took a third of the time. A report that is added to many is not worth it.
    """
    return 10 * written > manifest.quads


@dataclass(frozen=True)
class Draft:
    """The next generation: its number, what it will say of itself, and what differs from the one before."""

    number: int
    manifest: Manifest
    base: int | None  # the generation it starts from
    before: Manifest  # of that generation
    changed: Content
    compact: bool = False  # whether to bring the files of the database into one order


def commit_draft(folder: Folder, draft: Draft, *, afresh: bool) -> Manifest:
    """Write a generation and make it the current one; on any error there is no trace of it.

    Parameters
    ----------
    folder
        The store, its lock held.
    draft
        What to write.
    afresh
        Whether to write all quads anew instead of starting from a checkpoint.

    Returns
    -------
    Manifest
        As written, with what the database takes on disk if it is a new yardstick.

    Raises
    ------
    StoreError
        If the disk is full, the base is damaged, or what was written is not what was meant.

    """
    place = folder.generation(draft.number)
    try:
        with translated(folder.path):
            place.mkdir()
            folder.lease(draft.number).touch()
            _write_database(folder, draft, afresh=afresh)
            manifest = draft.manifest
            if afresh and manifest.quads >= _ENOUGH:
                manifest = replace(manifest, fresh=Fresh(disk_bytes(place / "db"), manifest.quads))
            write_synced(folder.manifest(draft.number), manifest.to_json())
            sync_tree(place)
            sync_file(folder.generations)
            folder.announce(draft.number)
    except BaseException:
        folder.discard(draft.number)
        raise
    with translated(folder.path):
        folder.switch()
    return manifest


def _write_database(folder: Folder, draft: Draft, *, afresh: bool) -> None:
    target = folder.database(draft.number)
    if afresh:
        with _Database(target) as database:
            _load(database, _all_graphs(folder, draft), compact=draft.compact)
            _verify(database, draft)
            _expect(target, len(database.store), draft.manifest.quads)
        return
    assert draft.base is not None
    _checkpoint(folder.database(draft.base), target)
    with _Database(target) as database:
        for iri in draft.changed:
            if iri in draft.before.graphs:
                database.store.remove_graph(NamedNode(iri))
        _load(database, _changed_graphs(draft), compact=draft.compact)
        _verify(database, draft)


def _checkpoint(source: Path, target: Path) -> None:
    """Hard links where the file system has them, else copies."""
    Store.read_only(str(source)).backup(str(target))


def _changed_graphs(draft: Draft) -> Iterator[tuple[str, list[bytes]]]:
    return ((iri, unpack(packed)) for iri, packed in sorted(draft.changed.items()) if packed is not None)


def _all_graphs(folder: Folder, draft: Draft) -> Iterator[tuple[str, list[bytes]]]:
    base = Store.read_only(str(folder.database(draft.base))) if draft.base is not None else Store()
    for iri in sorted(draft.manifest.graphs):
        packed = draft.changed.get(iri)
        yield iri, graph_lines(base, iri) if packed is None else unpack(packed)


class _Database:
    """A database open for writing that is closed at the end, whoever still holds a frame of a traceback."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._open: Store | None = Store(path)

    @property
    def store(self) -> Store:
        if self._open is None:
            raise StoreError(self.path, "closed", "open it again")
        return self._open

    def __enter__(self) -> _Database:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open = None


def _load(database: _Database, graphs: Iterable[tuple[str, list[bytes]]], *, compact: bool) -> None:
    for batch in _batches(graphs):
        database.store.bulk_load(batch, RdfFormat.N_QUADS, lenient=True)  # our own serialisation
    if compact:
        database.store.optimize()
    database.store.flush()


def _batches(graphs: Iterable[tuple[str, list[bytes]]]) -> Iterator[bytes]:
    waiting: list[bytes] = []
    quads = 0
    for iri, lines in graphs:
        waiting.append(nquads(iri, lines))
        quads += len(lines)
        if quads >= _BATCH:
            yield b"".join(waiting)
            waiting, quads = [], 0
    if waiting:
        yield b"".join(waiting)


def _verify(database: _Database, draft: Draft) -> None:
    """Count what changed, and see that all else is there: to count it too takes a second in a large store."""
    graphs = draft.manifest.graphs
    for iri in draft.changed:
        _expect(database.path, _count(database.store, iri), graphs[iri].quads if iri in graphs else 0)
    # Finds a checkpoint that is not whole: that of a database which was not flushed opens without complaint,
    # and is empty.
    there = {graph.value for graph in database.store.named_graphs() if isinstance(graph, NamedNode)}
    lacking = [iri for iri in graphs if iri not in there or not _holds_any(database.store, iri)]
    if lacking or there - graphs.keys():
        odd = (lacking or sorted(there - graphs.keys()))[0]
        what = f"{'lacks' if lacking else 'holds'} the graph {odd}, which is {'' if lacking else 'not '}meant"
        raise StoreDamaged(database.path, what, RESTORE)


def _holds_any(store: Store, iri: str) -> bool:
    return next(store.quads_for_pattern(None, None, None, NamedNode(iri)), None) is not None


def _count(store: Store, iri: str) -> int:
    solutions = store.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}")
    assert isinstance(solutions, QuerySolutions)
    number = next(solutions)["n"]
    assert isinstance(number, Literal)
    return int(number.value)


def _expect(place: Path, found: int, meant: int) -> None:
    if found != meant:
        raise StoreDamaged(place, f"holds {found} quads where {meant} are meant", RESTORE)
