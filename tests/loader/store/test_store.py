"""The store in peace: what is written is read, what nobody changed is not written, nobody is disturbed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

from loader import store
from tests.loader.store.stores import BASE, RUNS, SAYS, fill, graph_iri, numbers, some_quads

ROOT = Path(__file__).resolve().parents[3]
# -- what is written is read


def test_a_committed_graph_is_read_back(tmp_path: Path) -> None:
    written = fill(tmp_path, "a", "b")
    with store.read(tmp_path) as reader:
        assert set(reader.graph_quads(graph_iri("a"))) == set(some_quads(graph_iri("a"), 5))
        assert len(reader.store) == reader.manifest.quads == 10
        assert reader.verify() == ()
        assert (reader.generation, reader.manifest) == (written.number, written.manifest)


def test_replacing_a_graph_leaves_nothing_of_the_old_one(tmp_path: Path) -> None:
    fill(tmp_path, "a", "b", size=9, word="old")
    fill(tmp_path, "a", size=4, word="new")
    with store.read(tmp_path) as reader:
        assert set(reader.graph_quads(graph_iri("a"))) == set(some_quads(graph_iri("a"), 4, "new"))
        assert set(reader.graph_quads(graph_iri("b"))) == set(some_quads(graph_iri("b"), 9, "old"))
        assert reader.verify() == ()


@pytest.mark.parametrize("by", ["remove_graph", "no quads"])
def test_a_removed_graph_is_gone_with_its_source(tmp_path: Path, by: str) -> None:
    with store.write(tmp_path) as writer:
        for name in "ab":
            writer.replace_graph(graph_iri(name), some_quads(graph_iri(name), 3), {"file": name})
        writer.commit()
        if by == "remove_graph":
            assert writer.remove_graph(graph_iri("a"))
            assert not writer.remove_graph(graph_iri("a"))
        else:
            assert writer.replace_graph(graph_iri("a"), [])
        writer.commit()
    with store.read(tmp_path) as reader:
        assert [graph.value for graph in reader.store.named_graphs()] == [graph_iri("b")]
        assert list(reader.manifest.graphs) == list(reader.manifest.sources) == [graph_iri("b")]


def test_what_the_writer_shows_is_what_a_commit_would_write(tmp_path: Path) -> None:
    fill(tmp_path, "a", "b", "c")
    with store.write(tmp_path) as writer:
        writer.replace_graph(graph_iri("a"), some_quads(graph_iri("a"), 2, "new"))
        writer.remove_graph(graph_iri("b"))
        shown = {name: set(writer.graph_quads(graph_iri(name))) for name in "abcd"}
        said = set(writer.statements([(SAYS, None)]))
        assert said == set().union(*shown.values())
        assert not set(writer.statements([(NamedNode("https://example.org/other"), None)]))
        pending = writer.manifest
        generation = writer.commit()
        assert set(writer.statements([(SAYS, None)])) == said
        again = {name: set(writer.graph_quads(graph_iri(name))) for name in "abcd"}
    assert shown == again
    assert [len(shown[name]) for name in "abcd"] == [2, 0, 5, 0]
    assert generation is not None
    assert (pending.dataset, pending.quads) == (generation.manifest.dataset, 7)


def test_uncommitted_work_is_gone(tmp_path: Path) -> None:
    before = fill(tmp_path, "a")
    with pytest.raises(ZeroDivisionError), store.write(tmp_path) as writer:
        writer.replace_graph(graph_iri("b"), some_quads(graph_iri("b"), 5))
        raise ZeroDivisionError
    with store.read(tmp_path) as reader:
        assert reader.manifest == before.manifest
    assert numbers(tmp_path) == ["000001"]


def test_sources_and_versions_are_remembered(tmp_path: Path) -> None:
    source = {"file": "a.txt", "sha256": "00", "versions": {"reader": "1"}}
    with store.write(tmp_path, versions={"software": "0.1.0"}) as writer:
        writer.replace_graph(graph_iri("a"), some_quads(graph_iri("a"), 1), source)
        writer.commit()
    with store.write(tmp_path) as writer:
        assert writer.manifest.sources == {graph_iri("a"): source}
    assert store.generations(tmp_path)[0].manifest.versions == {"software": "0.1.0"}


def test_the_literals_of_the_pending_state_are_those_of_the_database(tmp_path: Path) -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    iri, thing = graph_iri("a"), NamedNode(BASE + "id/a")
    written = [("0.90", "decimal"), ("01", "integer"), ("P12M", "duration"), ("1", "boolean")]
    quads = [
        Quad(thing, SAYS, Literal(value, datatype=NamedNode(xsd + kind)), NamedNode(iri))
        for value, kind in written
    ]
    awkward = Literal('\x01\r\n\t"é\u2028', language="en-GB")
    with store.write(tmp_path) as writer:
        writer.replace_graph(iri, [*quads, Quad(thing, SAYS, awkward, NamedNode(iri))])
        staged = set(writer.graph_quads(iri))
        writer.commit()
    with store.read(tmp_path) as reader:
        assert set(reader.graph_quads(iri)) == staged
        assert reader.verify() == ()


# -- what nobody changed is not written


def test_a_load_that_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    fill(tmp_path, "a", "b")
    before = {place: place.stat().st_mtime_ns for place in (tmp_path / "generations").rglob("*")}
    with store.write(tmp_path) as writer:
        assert not writer.replace_graph(graph_iri("b"), reversed(some_quads(graph_iri("b"), 5)))
        assert writer.commit() is None
    assert {place: place.stat().st_mtime_ns for place in (tmp_path / "generations").rglob("*")} == before


def test_a_change_taken_back_before_the_commit_is_none(tmp_path: Path) -> None:
    fill(tmp_path, "a", "b")
    with store.write(tmp_path) as writer:
        assert writer.replace_graph(graph_iri("a"), some_quads(graph_iri("a"), 5, "new"))
        assert writer.remove_graph(graph_iri("b"))
        assert writer.replace_graph(graph_iri("a"), some_quads(graph_iri("a"), 5))
        assert writer.replace_graph(graph_iri("b"), some_quads(graph_iri("b"), 5))
        assert writer.replace_graph(graph_iri("c"), some_quads(graph_iri("c"), 5))
        assert writer.remove_graph(graph_iri("c"))
        assert writer.commit() is None


def test_an_empty_first_load_writes_no_generation(tmp_path: Path) -> None:
    with store.write(tmp_path / "new") as writer:
        assert writer.commit() is None
    with pytest.raises(store.StoreMissing, match="load some reports first"):
        store.read(tmp_path / "new")


def test_a_new_source_of_the_same_quads_is_written(tmp_path: Path) -> None:
    first = fill(tmp_path, "a")
    with store.write(tmp_path) as writer:
        writer.replace_graph(graph_iri("a"), some_quads(graph_iri("a"), 5), {"versions": ("2",)})
        second = writer.commit()
        writer.replace_graph(graph_iri("a"), some_quads(graph_iri("a"), 5), {"versions": ("2",)})
        assert writer.commit() is None
    assert second is not None
    assert second.manifest.dataset == first.manifest.dataset


def test_the_graph_of_runs_is_no_part_of_the_dataset(tmp_path: Path) -> None:
    first = fill(tmp_path, "a")
    with store.write(tmp_path) as writer:
        writer.replace_graph(RUNS, some_quads(RUNS, 3))
        second = writer.commit()
    assert second is not None
    assert second.manifest.dataset == first.manifest.dataset
    assert second.manifest.quads == 8


def test_the_dataset_id_does_not_depend_on_the_way_there(tmp_path: Path) -> None:
    fill(tmp_path / "one", "a", "b", "c")
    fill(tmp_path / "two", "c", "x", word="old")
    fill(tmp_path / "two", "b")
    fill(tmp_path / "two", "c", "a")
    with store.write(tmp_path / "two") as writer:
        writer.remove_graph(graph_iri("x"))
        writer.commit()
    with store.read(tmp_path / "one") as one, store.read(tmp_path / "two") as two:
        assert one.dataset == two.dataset


# -- what is refused


@pytest.mark.parametrize(
    "quad",
    [
        Quad(NamedNode(BASE), SAYS, Literal("x"), NamedNode(graph_iri("b"))),
        Quad(NamedNode(BASE), SAYS, Literal("x")),
        Quad(BlankNode(), SAYS, Literal("x"), NamedNode(graph_iri("a"))),
        Quad(NamedNode(BASE), SAYS, BlankNode(), NamedNode(graph_iri("a"))),
        Quad(NamedNode(BASE), SAYS, Triple(NamedNode(BASE), SAYS, BlankNode()), NamedNode(graph_iri("a"))),
    ],
)
def test_quads_of_other_graphs_and_nodes_without_iri_are_refused(tmp_path: Path, quad: Quad) -> None:
    with store.write(tmp_path) as writer:
        with pytest.raises(store.GraphRefused, match="graph/report/a"):
            writer.replace_graph(graph_iri("a"), [*some_quads(graph_iri("a"), 1), quad])
        assert writer.manifest.graphs == {}
        with pytest.raises(store.GraphRefused, match="not an IRI"):
            writer.replace_graph("a", [])


def test_triples_in_two_graphs_are_found() -> None:
    twice = Triple(NamedNode(BASE), SAYS, Literal("x"))
    held = Store()
    held.extend(
        Quad(twice.subject, twice.predicate, twice.object, NamedNode(graph_iri(name))) for name in "ab"
    )
    held.extend(some_quads(graph_iri("a"), 3))
    assert store.triples_in_two_graphs(held) == (twice,)


@pytest.mark.parametrize("found", ["file", "folder"])
def test_a_place_that_holds_something_else_is_left_alone(tmp_path: Path, found: str) -> None:
    stranger = tmp_path / "mine.txt"
    stranger.write_text("mine", encoding="utf-8")
    with (
        pytest.raises(store.StoreError, match="not a store"),
        store.write(stranger if found == "file" else tmp_path),
    ):
        pass
    assert [entry.name for entry in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    "verb", [store.read, store.generations, store.rollback, store.sweep, store.rebuild, store.needs_rebuild]
)
def test_where_there_is_no_store_none_is_made(tmp_path: Path, verb: object) -> None:
    assert callable(verb)
    with pytest.raises(store.StoreMissing, match="load some reports first"):
        verb(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


def test_a_store_of_a_later_version_is_refused_and_kept(tmp_path: Path) -> None:
    fill(tmp_path, "a")
    place = tmp_path / "generations" / "000001" / "manifest.json"
    place.write_text(json.dumps({"schema": 99, "other": "things"}), encoding="utf-8")
    with pytest.raises(store.StoreNewer, match="upgrade"):
        store.read(tmp_path)
    with pytest.raises(store.StoreNewer, match="upgrade"), store.write(tmp_path):
        pass
    assert numbers(tmp_path) == ["000001"]


# -- one writer, many readers


def test_a_second_writer_is_told_who_holds_the_store(tmp_path: Path) -> None:
    with store.write(tmp_path, command="load data/reports"):
        with (
            pytest.raises(
                store.StoreBusy, match=rf"process {os.getpid()} .* since 2.*Z \(load data/reports\)"
            ),
            store.write(tmp_path),
        ):
            pass
        for verb in (store.sweep, store.rollback, store.rebuild):
            with pytest.raises(store.StoreBusy):
                verb(tmp_path)
    with store.write(tmp_path):
        pass


def test_as_many_generations_are_kept_as_asked(tmp_path: Path) -> None:
    for size in range(1, 6):
        with store.write(tmp_path, keep=3) as writer:
            writer.replace_graph(graph_iri("a"), some_quads(graph_iri("a"), size))
            writer.commit()
    assert [generation.number for generation in store.generations(tmp_path)] == [3, 4, 5]


def test_a_reader_is_not_disturbed_by_commits_and_sweeps(tmp_path: Path) -> None:
    fill(tmp_path, "a", "b", size=50, word="old")
    with store.read(tmp_path) as reader:
        scan = reader.graph_quads(graph_iri("a"))
        next(scan)
        for round_ in range(4):
            fill(tmp_path, "a", size=50, word=f"new {round_}")
            store.sweep(tmp_path, keep=1)
        assert len(list(scan)) == 49
        assert reader.verify() == ()
        assert numbers(tmp_path) == ["000001", "000005"]
    assert store.sweep(tmp_path, keep=1) == (1,)


READER = """
import sys
from loader import store
seen = set()
print("ready", flush=True)
while not seen or not max(seen) >= int(sys.argv[2]):
    with store.read(sys.argv[1]) as reader:
        assert reader.verify() == (), reader.verify()
        seen.add(reader.generation)
print(len(seen))
"""


def test_readers_in_other_processes_see_whole_generations_only(tmp_path: Path) -> None:
    fill(tmp_path, "a", "b", "c", size=200, word="first")
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(tmp_path), "31"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
    for round_ in range(30):
        fill(tmp_path, "a", size=200, word=f"round {round_}")
        store.sweep(tmp_path, keep=1)
    for reader in readers:
        said, complaint = reader.communicate(timeout=60)
        assert (reader.returncode, complaint) == (0, "")
        assert int(said) >= 1
