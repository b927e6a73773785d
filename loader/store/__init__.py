"""The store: generations of the graph, one writer, any number of readers, none of whom is ever disturbed.

>>> import tempfile
>>> from pyoxigraph import Literal, NamedNode, Quad
>>> graph, thing, says = (NamedNode(f"https://example.org/{name}") for name in ("graph/a", "a", "says"))
>>> with tempfile.TemporaryDirectory() as folder:
...     with write(folder, command="an example") as writer:
...         writer.replace_graph(graph.value, [Quad(thing, says, Literal("good"), graph)])
...         generation = writer.commit()
...     with read(folder) as reader:
...         len(reader.store), reader.dataset == generation.manifest.dataset
True
(1, True)

A quad is committed once its generation is current, and stays so after a power cut. A process that dies
while writing leaves the last committed generation as it was; the next writer clears up after it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import QuerySolutions, Store, Triple

from loader.store.canonical import graph_lines
from loader.store.draft import Draft, commit_draft, outgrown
from loader.store.generations import Folder, disk_bytes, now, sync_file, sync_tree
from loader.store.manifest import GraphRecord, Manifest, read_manifest
from loader.store.sessions import Generation, Reader, Writer
from loader.store_errors import (
    GraphRefused,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreMissing,
    StoreNewer,
    StoreNotWritable,
    translated,
)

__all__ = [
    "Difference",
    "Generation",
    "GraphRecord",
    "GraphRefused",
    "Manifest",
    "Reader",
    "StoreBusy",
    "StoreDamaged",
    "StoreError",
    "StoreFull",
    "StoreMissing",
    "StoreNewer",
    "StoreNotWritable",
    "Writer",
    "backup",
    "diff",
    "disk_size",
    "generations",
    "needs_rebuild",
    "read",
    "rebuild",
    "rollback",
    "sweep",
    "triples_in_two_graphs",
    "write",
]

PathLike = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class Difference:
    """What one generation has that another has not, by graph IRI."""

    added: Mapping[str, int]  # quads of graphs that only the second has
    removed: Mapping[str, int]  # quads of graphs that only the first has
    changed: Mapping[str, tuple[int, int]]  # quads added to and removed from graphs that both have


def read(path: PathLike, generation: int | None = None) -> Reader:
    """Open the current generation, or another one that is kept, for reading.

    What is written, swept or rolled back meanwhile does not touch it. Any number of processes may read.

    Raises
    ------
    StoreMissing
        If there is no store, nothing in it, or no such generation.
    StoreDamaged
        If what is there can't be read.
    StoreNewer
        If a later version of the software wrote it.

    """
    return Reader(Folder(Path(path)), generation)


@contextmanager
def write(
    path: PathLike, *, command: str = "", versions: Mapping[str, str] | None = None, keep: int = 2
) -> Iterator[Writer]:
    """Be the writer of a store, which is made if it is not there.

    Parameters
    ----------
    path
        The folder of the store.
    command
        What to tell another who wants to write meanwhile.
    versions
        Of software, reader, model, vocabulary…: recorded in every generation this session writes. None: those
        of the generation it builds on.
    keep
        How many generations to keep, two at least: the one this session leaves and those before the session.

    Raises
    ------
    StoreBusy
        If another process is writing.
    StoreNotWritable
        If the folder may not be written.
    StoreError
        If the folder holds something else, or the store in it can't be read.

    """
    folder = Folder(Path(path))
    folder.prepare()
    with folder.locked(command):
        with translated(folder.path):
            _sweep(folder, keep)
            writer = Writer(folder, versions, keep)
        try:
            yield writer
        finally:
            writer.close()


# -- looking


def generations(path: PathLike) -> tuple[Generation, ...]:
    """The generations that are kept, oldest first; the last is the current one.

    Raises
    ------
    StoreMissing
        If there is no store, or nothing in it.

    """
    folder = Folder(Path(path))
    found = []
    with translated(folder.path):
        current = folder.current()
        for number in folder.whole():
            with suppress(FileNotFoundError):  # swept meanwhile
                if number <= current:  # what is above was left by a writer that was killed
                    manifest = read_manifest(folder.manifest(number))
                    found.append(Generation(number, manifest, number == current))
    return tuple(found)


def diff(path: PathLike, first: int, second: int) -> Difference:
    """What changed from one kept generation to another.

    Raises
    ------
    StoreMissing
        If one of them is not kept.

    """
    with read(path, first) as old, read(path, second) as new:
        before, after = old.manifest.graphs, new.manifest.graphs
        return Difference(
            added={iri: after[iri].quads for iri in sorted(after.keys() - before.keys())},
            removed={iri: before[iri].quads for iri in sorted(before.keys() - after.keys())},
            changed={
                iri: _exchanged(old.store, new.store, iri)
                for iri in sorted(before.keys() & after.keys())
                if before[iri] != after[iri]
            },
        )


def _exchanged(old: Store, new: Store, iri: str) -> tuple[int, int]:
    before, after = set(graph_lines(old, iri)), set(graph_lines(new, iri))
    return len(after - before), len(before - after)


def triples_in_two_graphs(store: Store, limit: int = 10) -> tuple[Triple, ...]:
    """Triples that stand in more than one named graph: there should be none.

    Oxigraph counts such a triple twice under the union default graph (oxigraph/oxigraph#1919). Seconds for
    a million quads.
    """
    solutions = store.query(
        "SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } } "
        f"GROUP BY ?s ?p ?o HAVING (COUNT(?g) > 1) LIMIT {int(limit)}"
    )
    assert isinstance(solutions, QuerySolutions)
    return tuple(Triple(found["s"], found["p"], found["o"]) for found in solutions)


def disk_size(path: PathLike) -> int:
    """Bytes the store takes on disk, what generations share counted once."""
    return disk_bytes(Path(path))


# -- upkeep


def rollback(path: PathLike, to: int | None = None, *, command: str = "") -> Generation:
    """Bring back an older generation, as a new one: undone by another ``rollback``.

    Numbers only grow, so that history stays a line and the sweep can tell what a killed writer left. The
    generation that was current is kept as the one before. Works too when the current one is damaged.

    Parameters
    ----------
    path
        The store.
    to
        The generation to bring back; None for the one before the current one.
    command
        What to tell another who wants to write meanwhile.

    Raises
    ------
    StoreMissing
        If that generation is not kept, or there is none before.

    """
    folder = Folder(Path(path))
    _require(folder)
    with folder.locked(command):
        whole = folder.whole()
        current = _last_named(folder, whole)
        earlier = [number for number in whole if number < current]
        wanted = to if to is not None else max(earlier, default=current)
        if wanted not in earlier:
            raise StoreMissing(
                folder.path,
                f"no generation {wanted} to go back to",
                f"there is: {earlier or 'none'}",
            )
        with translated(folder.path):
            before = read_manifest(folder.manifest(wanted))
        number = max(current, *folder.numbers()) + 1
        manifest = replace(before, created=now(), parent=current, restored=wanted)
        written = commit_draft(folder, Draft(number, manifest, wanted, before, {}), afresh=False)
        folder.sweep({current, number})
        return Generation(number, written, is_current=True)


def _last_named(folder: Folder, whole: list[int]) -> int:
    """The current number, or where ``current`` is lost or unreadable the one it must have been, or above."""
    try:
        number = folder.named()
    except StoreDamaged:
        number = None
    return number if number is not None else max(whole, default=0) + 1


def sweep(path: PathLike, keep: int = 2, *, command: str = "") -> tuple[int, ...]:
    """Remove generations that are neither current nor read nor among the ``keep`` newest; give their numbers.

    Runs by itself at the start of every write and after every commit.
    """
    folder = Folder(Path(path))
    _require(folder)
    with folder.locked(command):
        return _sweep(folder, keep)


def _sweep(folder: Folder, keep: int) -> tuple[int, ...]:
    folder.recover()  # so that where still nothing is current, all there is are remnants
    current = folder.named() or 0
    earlier = [number for number in folder.whole() if number < current]
    return folder.sweep({current, *earlier[max(0, len(earlier) - keep + 1) :]})


def needs_rebuild(path: PathLike) -> bool:
    """Whether the current generation takes more than twice what its quads would take freshly loaded.

    The next commit rebuilds by itself.
    """
    with read(path) as reader:
        return outgrown(disk_bytes(Folder(Path(path)).database(reader.generation)), reader.manifest)


def rebuild(path: PathLike, *, command: str = "") -> Generation:
    """Write the current generation anew from its own quads, so that it takes no more disk than it must."""
    _require(Folder(Path(path)))
    with write(path, command=command) as writer:
        generation = writer.commit(afresh=True, last=True)
        assert generation is not None
        return generation


def backup(path: PathLike, target: PathLike) -> Generation:
    """Copy the current generation to a folder that is a store itself, while others read and write.

    The files are copied, not linked: what happens to the one disk does not happen to the other. The file of
    decisions that lies in the store goes with them. The copy appears under its name when it is complete.

    Raises
    ------
    StoreError
        If the target exists.
    StoreFull
        If there is no room for the copy.

    """
    goal = Path(target)
    if goal.exists():
        raise StoreError(goal, "exists already", "name a new folder")
    with read(path) as reader, translated(goal):
        goal.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{goal.name}-", dir=goal.parent) as temporary:
            partial = Folder(Path(temporary) / "store")
            partial.generations.mkdir(parents=True)
            shutil.copytree(
                Folder(Path(path)).generation(reader.generation), partial.generation(reader.generation)
            )
            with suppress(FileNotFoundError):
                shutil.copyfile(Folder(Path(path)).decisions, partial.decisions)
            partial.announce(reader.generation)
            sync_tree(partial.path)
            partial.switch()
            partial.path.rename(goal)
        sync_file(goal.parent)
        return Generation(reader.generation, reader.manifest, is_current=True)


def _require(folder: Folder) -> None:
    if not folder.exists():
        raise StoreMissing(folder.path, "no store", "load some reports first")
