"""The store when things go wrong: writers killed anywhere, no room on the disk, no right to write.

Run as a program (``test_store_crash.py <name of a function> <store> <argument>``) this file is the process
that a test kills, or whose limits and rights it takes away.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from loader import store
from loader.store.manifest import dataset_id

ROOT = Path(__file__).resolve().parents[3]
BASE = "https://w3id.org/inspection-graph/"
GRAPHS = 24
KILLS = 60


# -- the writer


def graph_iri(number: int) -> str:
    return f"{BASE}graph/report/{number}"


def quads(number: int, round_: int) -> list[Quad]:
    """What graph ``number`` holds in a round: size and words change, and in some rounds it is not there."""
    size = 0 if number % 5 == round_ % 5 == 3 else 60 + (7 * number + 11 * round_) % 80
    graph = NamedNode(graph_iri(number))
    says = NamedNode(BASE + "ontology#text")
    texts = (f"{round_ if n % 2 else 0} {n}" for n in range(size))
    return [
        Quad(NamedNode(f"{BASE}id/report/{number}/block/{n}"), says, Literal(text), graph)
        for n, text in enumerate(texts)
    ]


def rounds(writer: store.Writer) -> dict[str, int]:
    return {iri: source["round"] for iri, source in writer.manifest.sources.items()}


def work(path: str, last: str) -> None:
    """Go on where the store is, round after round, committing every few graphs; sometimes write it anew."""
    with store.write(path, command="work") as writer:
        print("ready", flush=True)
        done = rounds(writer)
        for round_ in range(max(1, min(done.values(), default=0)), int(last) + 1):
            for number in range(GRAPHS):
                if done.get(graph_iri(number), 0) < round_:
                    writer.replace_graph(graph_iri(number), quads(number, round_), {"round": round_})
                if number % 4 == 3:
                    writer.commit(afresh=(number + round_) % 16 == 0)
            done = rounds(writer)
        writer.commit()


# -- killed


def start(*arguments: str | Path, before: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*before, sys.executable, __file__, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )


def assert_whole(path: Path) -> int:
    """Every graph of the current generation is there as some round left it; gives the generation's number."""
    try:
        reader = store.read(path)
    except store.StoreMissing:
        return 0
    with reader:
        assert reader.verify() == ()
        assert len(reader.store) == reader.manifest.quads
        for iri, source in reader.manifest.sources.items():
            expected = set(quads(int(iri.rsplit("/", maxsplit=1)[-1]), source["round"]))
            assert set(reader.graph_quads(iri)) == expected
        return reader.generation


@pytest.mark.slow
def test_a_writer_killed_at_any_moment_leaves_a_whole_store(tmp_path: Path) -> None:
    chance = random.Random(20130107)
    path = tmp_path / "store"
    reached = [0]
    remnants = 0
    for _ in range(KILLS):
        with start("work", path, "1000000") as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0, 0.35))
            writer.kill()
        reached.append(assert_whole(path))
        remnants += any(int(entry.name) > reached[-1] for entry in (path / "generations").iterdir())
    assert reached == sorted(reached)
    assert reached[-1] > 0  # some writers had time to commit,
    assert remnants > 0  # and some were killed in the middle of it

    with store.read(path) as reader:
        last = max(source["round"] for source in reader.manifest.sources.values()) + 1
    with start("work", path, str(last)) as writer:
        assert writer.wait(timeout=60) == 0
    number = assert_whole(path)
    assert_finished(path, last)
    assert sorted(entry.name for entry in path.iterdir()) == ["current", "generations", "lock"]
    kept = {int(entry.name) for entry in (path / "generations").iterdir()}
    assert kept <= {reached[-1], number}  # the one before the load, and the last


def assert_finished(path: Path, last: int) -> None:
    clean = path.parent / "clean"
    with store.write(clean) as writer:
        for number in range(GRAPHS):
            writer.replace_graph(graph_iri(number), quads(number, last))
        expected = dataset_id(writer.manifest.graphs)
    with store.read(path) as reader:
        assert reader.dataset == expected


def test_a_lock_outlives_nobody(tmp_path: Path) -> None:
    with start("work", tmp_path, "1000000") as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        try:
            with store.write(tmp_path):
                raise AssertionError("two writers")
        except store.StoreBusy as busy:
            assert f"process {writer.pid} " in str(busy)
        writer.kill()
    with store.write(tmp_path) as next_writer:
        assert next_writer.commit() is None


# -- no room


def noise(number: int) -> list[Quad]:
    """A graph of half a megabyte that no compression makes small."""
    chance = random.Random(number)
    graph, says = NamedNode(graph_iri(number)), NamedNode(BASE + "ontology#text")
    return [
        Quad(NamedNode(f"{BASE}id/{number}/{n}"), says, Literal(chance.randbytes(2500).hex()), graph)
        for n in range(100)
    ]


def overfill(path: str, limited: str) -> None:
    """Commit, fail twice for want of room, then commit what there is room for, all in one session."""
    with store.write(path) as writer:
        writer.replace_graph(graph_iri(2), quads(2, 1))
        before = writer.commit()
        assert before is not None
        if limited:
            resource.setrlimit(resource.RLIMIT_FSIZE, (int(limited), resource.RLIM_INFINITY))
        for number in range(100, 140):
            writer.replace_graph(graph_iri(number), noise(number))
        for _ in range(2):
            assert_no_room(path, writer, before)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        for number in range(100, 140):
            writer.remove_graph(graph_iri(number))
        writer.replace_graph(graph_iri(3), quads(3, 1))
        after = writer.commit()
        assert after is not None
    with store.read(path) as reader:
        assert (reader.generation, reader.verify()) == (after.number, ())
    print("done")


def assert_no_room(path: str, writer: store.Writer, before: store.Generation) -> None:
    try:
        writer.commit()
    except store.StoreFull as full:
        assert str(full).startswith(path)
        assert "free some disk space" in str(full)
    else:
        raise AssertionError("there was room")
    with store.read(path) as reader:
        assert (reader.generation, reader.verify()) == (before.number, ())
    assert [entry.name for entry in (Path(path) / "generations").iterdir()] == ["000001"]


# Each meets the limit in another file: a table, the log of the database, the manifest.
@pytest.mark.parametrize("limit", [0, 1_000, 20_000, 1_000_000])
def test_a_limit_on_the_size_of_files_harms_nothing(tmp_path: Path, limit: int) -> None:
    with start("overfill", tmp_path / "store", str(limit)) as writer:
        said, _ = writer.communicate(timeout=60)
    assert (said, writer.returncode) == ("done\n", 0)


MOUNT = ("unshare", "--mount", "sh", "-c", 'mount -t tmpfs -o size=12m tmpfs "$0" && exec "$@"')


def test_a_full_disk_harms_nothing(tmp_path: Path) -> None:
    trial = [*MOUNT, str(tmp_path), "true"]
    if not shutil.which("unshare") or subprocess.run(trial, check=False, capture_output=True).returncode:
        pytest.skip("no right to mount a small disk")
    with start("overfill", tmp_path / "store", "", before=(*MOUNT, str(tmp_path))) as writer:
        said, _ = writer.communicate(timeout=60)
    assert (said, writer.returncode) == ("done\n", 0)


# -- no right to write


def trespass(path: str, _: str) -> None:
    """Read, and try to write, what one may only read."""
    if os.getuid() == 0:
        os.setuid(65534)
    with store.read(path) as reader:
        assert reader.verify() == ()
        assert reader.manifest.quads == len(quads(1, 1))
    assert len(store.generations(path)) == 1
    for verb in (store.rebuild, store.rollback, store.sweep, write_nothing):
        assert_refused(verb, path)
    assert_refused(write_nothing, f"{path}/new")
    assert_refused(partial(store.backup, path), f"{path}/copy")
    print("done")


def assert_refused(verb: Callable[[str], object], path: str) -> None:
    try:
        verb(path)
    except store.StoreNotWritable as refused:
        assert str(refused).startswith(path)
        assert "permissions" in str(refused)
    else:
        raise AssertionError(f"{verb} wrote")


def write_nothing(path: str) -> None:
    with store.write(path):
        pass


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users can get to, as those of ``tmp_path`` are not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_a_store_that_may_only_be_read_is_read_and_not_written(open_folder: Path) -> None:
    path = open_folder / "store"
    with store.write(path) as writer:
        writer.replace_graph(graph_iri(1), quads(1, 1))
        writer.commit()
    places = [path, *path.rglob("*")]
    for place in places:
        place.chmod(0o555 if place.is_dir() else 0o444)
    before = {place: place.stat().st_mtime_ns for place in places}
    with start("trespass", path, "") as reader:
        said, _ = reader.communicate(timeout=60)
    assert (said, reader.returncode) == ("done\n", 0)
    assert {place: place.stat().st_mtime_ns for place in (path, *path.rglob("*"))} == before
    for place in places:
        place.chmod(0o755)


if __name__ == "__main__":
    {"work": work, "overfill": overfill, "trespass": trespass}[sys.argv[1]](sys.argv[2], sys.argv[3])
