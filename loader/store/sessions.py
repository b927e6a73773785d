"""One session with a store: a reader of one generation, or the writer of the next ones."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain
from types import MappingProxyType, TracebackType

from pyoxigraph import NamedNode, Quad, Store

from loader.store.canonical import (
    Patterns,
    canonical_lines,
    digest,
    graph_lines,
    lines_about,
    lines_saying,
    quads_of,
    sealed,
    unpack,
)
from loader.store.draft import Draft, commit_draft, outgrown, replaces_most, scattered
from loader.store.generations import Folder, disk_bytes, now
from loader.store.manifest import GraphRecord, Manifest, SourceRecord, read_manifest
from loader.store_errors import translated
from ontology.terms import RDF

__all__ = ["Generation", "Reader", "Writer"]


@dataclass(frozen=True, slots=True)
class Generation:
    """A committed state of the store."""

    number: int
    manifest: Manifest
    is_current: bool


class Reader:
    """One generation, open for reading until it is closed; a context manager.

    Attributes
    ----------
    store
        The database, read-only: query it at will.
    manifest
        What the generation says of itself.
    generation
        Its number. ``read(path, generation=…)`` opens the same in another process.

    """

    def __init__(self, folder: Folder, generation: int | None = None) -> None:
        self._lease: int | None
        self._lease, self.generation = folder.leased(generation)
        try:
            with translated(folder.path):
                self.manifest = read_manifest(folder.manifest(self.generation))
                self.store = Store.read_only(str(folder.database(self.generation)))
        except BaseException:
            self.close()
            raise

    @property
    def dataset(self) -> str:
        """The dataset id, to be cited with every answer: see ``loader.store.manifest.dataset_id``."""
        return self.manifest.dataset

    def graph_quads(self, iri: str, patterns: Patterns | None = None) -> Iterator[Quad]:
        """The quads of one graph, in no particular order; none if there is no such graph.

        Parameters
        ----------
        iri
            The graph.
        patterns
            Only the quads that fit one of them, whose predicate differs or whose object; None for all.

        """
        wanted = [(None, None)] if patterns is None else patterns
        graph = NamedNode(iri)
        return chain.from_iterable(self.store.quads_for_pattern(None, p, o, graph) for p, o in wanted)

    def things(self, iri: str, class_: NamedNode, predicates: Collection[NamedNode]) -> Iterator[Quad]:
        """What one graph says of its things of a class with some properties, in no particular order."""
        graph = NamedNode(iri)
        for thing in self.store.quads_for_pattern(None, RDF.type, class_, graph):
            for predicate in predicates:
                yield from self.store.quads_for_pattern(thing.subject, predicate, None, graph)

    def verify(self) -> tuple[str, ...]:
        """The graphs whose quads are not those of the manifest (missing, changed, or not in it), sorted.

        Reads everything: some ten seconds for a million quads.
        """
        graphs = {graph.value for graph in self.store.named_graphs()} | set(self.manifest.graphs)
        return tuple(iri for iri in sorted(graphs) if self._record(iri) != self.manifest.graphs.get(iri))

    def _record(self, iri: str) -> GraphRecord | None:
        lines = graph_lines(self.store, iri)
        return GraphRecord(len(lines), digest(lines)) if lines else None

    def close(self) -> None:
        """Let the generation go; the sweep may remove it from now on."""
        if self._lease is not None:
            os.close(self._lease)
            self._lease = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Writer:
    """The one writer of a store. What is not committed is gone when the session ends.

    Attributes
    ----------
    decided
        What a commit is to remember of the decisions that were honoured, as ``Manifest.decided``.

    """

    def __init__(self, folder: Folder, versions: Mapping[str, str] | None, keep: int) -> None:
        self._folder = folder
        self._base = folder.named()
        self._before = read_manifest(folder.manifest(self._base)) if self._base is not None else Manifest()
        self._versions = dict(self._before.versions if versions is None else versions)
        # Kept to the end, so that a rollback goes behind the whole load however often it commits.
        self._kept = set(folder.whole()[1 - keep :])
        self._next = max((0, *folder.numbers())) + 1
        self._graphs = dict(self._before.graphs)
        self._sources = dict(self._before.sources)
        self.decided = dict(self._before.decided)
        self._staged: dict[str, bytes | None] = {}  # packed lines; None: the graph goes
        self._loose = 0  # quads written since the database was compacted, by this session
        self._reader: Reader | None = None

    @property
    def manifest(self) -> Manifest:
        """What a commit would write now (but for ``created``)."""
        return Manifest(
            graphs=dict(self._graphs),
            sources=dict(self._sources),
            versions=self._versions,
            decided=dict(self.decided),
            parent=self._base,
            fresh=self._before.fresh,
        )

    @property
    def sources(self) -> Mapping[str, SourceRecord]:
        """What is remembered of each report's file, by graph: a view that follows every change."""
        return MappingProxyType(self._sources)

    @property
    def changed(self) -> tuple[str, ...]:
        """The graphs that a commit would write or remove, sorted."""
        return tuple(sorted(self._staged))

    @property
    def base_versions(self) -> Mapping[str, str]:
        """The versions that the current generation was written by; none if there is none."""
        return self._before.versions

    def replace_graph(self, iri: str, quads: Iterable[Quad], source: SourceRecord | None = None) -> bool:
        """Make ``quads`` the contents of a graph; True if they differ from what it held.

        Parameters
        ----------
        iri
            The graph. With no quads it is removed: an empty graph is no graph.
        quads
            All quads of the graph, in any order; ``loader.store.canonical.canonical_lines`` refuses some.
        source
            What to remember of the file it was read from, as JSON values.

        Raises
        ------
        GraphRefused
            If a quad stands in another graph or holds a blank node.

        """
        return self.replace_packed(iri, *sealed(canonical_lines(iri, quads)), source)

    def replace_packed(
        self, iri: str, record: GraphRecord, packed: bytes, source: SourceRecord | None = None
    ) -> bool:
        """The same as ``replace_graph``, with quads that another process has brought into their one form.

        Parameters
        ----------
        iri
            The graph.
        record
            Number and digest of its lines.
        packed
            Its ``canonical_lines``, packed: ``loader.store.canonical.sealed`` gives both.
        source
            What to remember of the file it was read from, as JSON values.

        """
        if not record.quads:
            return self.remove_graph(iri)
        self._sources.pop(iri, None)
        if source is not None:
            self._sources[iri] = json.loads(json.dumps(source))  # as it will be read back
        if self._graphs.get(iri) == record:
            return False
        self._graphs[iri] = record
        if self._before.graphs.get(iri) == record:
            del self._staged[iri]  # back to what it was
        else:
            self._staged[iri] = packed
        return True

    def remove_graph(self, iri: str) -> bool:
        """Remove a graph and what is remembered of its file; True if it was there."""
        self._sources.pop(iri, None)
        if self._graphs.pop(iri, None) is None:
            return False
        self._staged.pop(iri, None)
        if iri in self._before.graphs:
            self._staged[iri] = None
        return True

    def graph_quads(self, iri: str, patterns: Patterns | None = None) -> Iterator[Quad]:
        """The quads of one graph as a commit would write them now, as ``Reader.graph_quads`` gives them."""
        staged = self._staged.get(iri)
        if staged is not None:
            lines = unpack(staged)
            return quads_of(iri, lines if patterns is None else lines_saying(lines, patterns))
        reader = self.committed()
        return reader.graph_quads(iri, patterns) if reader and iri in self._graphs else iter(())

    def things(self, iri: str, class_: NamedNode, predicates: Collection[NamedNode]) -> Iterator[Quad]:
        """The same as ``Reader.things``, of the graph as a commit would write it now."""
        staged = self._staged.get(iri)
        if staged is not None:
            return quads_of(iri, lines_about(unpack(staged), class_, predicates))
        reader = self.committed()
        return reader.things(iri, class_, predicates) if reader and iri in self._graphs else iter(())

    def statements(self, patterns: Patterns) -> Iterator[Quad]:
        """The quads of all graphs that fit one of the patterns, as a commit would write them now."""
        if reader := self.committed():
            for predicate, value in patterns:
                found = reader.store.quads_for_pattern(None, predicate, value, None)
                yield from (quad for quad in found if _graph_of(quad) not in self._staged)
        for iri, packed in self._staged.items():
            if packed is not None:
                yield from self.graph_quads(iri, patterns)

    def committed(self) -> Reader | None:
        """The generation that this session builds on, open until the next commit; None if there is none."""
        if self._reader is None and self._base is not None:
            self._reader = Reader(self._folder, self._base)
        return self._reader

    def commit(self, *, afresh: bool = False, last: bool = False) -> Generation | None:
        """Write the next generation and make it current.

        Nothing is copied, opened or written when no graph, source or decision differs from the current
        generation. A database that has outgrown its contents (``needs_rebuild``), or most of whose contents
        are replaced, is written anew.

        Parameters
        ----------
        afresh
            Write the whole database anew, even if nothing changed.
        last
            Whether the session ends with it. If it has written more than a tenth of the quads, the database
            is compacted, so that lookups are fast.

        Returns
        -------
        Generation or None
            None if there was nothing to write.

        Raises
        ------
        StoreError
            If it can't be written; the current generation stays as it is, and so does what is staged.

        """
        pending = self.manifest
        loose = self._loose + sum(pending.graphs[iri].quads for iri, lines in self._staged.items() if lines)
        compact = last and (afresh or scattered(loose, pending))
        if not (afresh or compact) and _held(pending) == _held(self._before):
            return None
        afresh = afresh or self._better_afresh()
        generation = self._write(replace(pending, created=now()), afresh=afresh, compact=compact)
        self._loose = 0 if compact else loose
        return generation

    def _write(self, manifest: Manifest, *, afresh: bool, compact: bool) -> Generation:
        self.close()
        number, self._next = self._next, self._next + 1
        draft = Draft(number, manifest, self._base, self._before, dict(self._staged), compact)
        self._before = commit_draft(self._folder, draft, afresh=afresh)
        self._base = number
        self._staged = {}
        with suppress(OSError):  # what can't be removed now is removed by the next writer
            self._folder.sweep({*self._kept, number})
        return Generation(number, self._before, is_current=True)

    def _better_afresh(self) -> bool:
        if self._base is None or replaces_most(self._before, self._staged):
            return True
        return outgrown(disk_bytes(self._folder.database(self._base)), self._before)

    def close(self) -> None:
        """Let go of the generation that ``graph_quads`` reads."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None


def _held(manifest: Manifest) -> tuple[object, ...]:
    """What makes one generation another than the one before."""
    return manifest.graphs, manifest.sources, manifest.decided


def _graph_of(quad: Quad) -> str:
    """The IRI of the graph that a stored quad stands in: the store takes no others."""
    assert isinstance(quad.graph_name, NamedNode)
    return quad.graph_name.value
