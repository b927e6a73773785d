"""Generations over time: damage and rollback, sweep and backup, growth and rebuild."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store

from loader import store
from loader.store.draft import outgrown
from loader.store.manifest import Fresh
from tests.loader.store.stores import fill, graph_iri, numbers, some_quads

# -- damage


def damage_manifest(path: Path) -> None:
    place = path / "generations" / "000002" / "manifest.json"
    place.write_text(place.read_text(encoding="utf-8").replace('"quads": 5', '"quads": 4'), encoding="utf-8")


def remove_table(path: Path) -> None:
    for table in (path / "generations" / "000002" / "db").glob("*.sst"):
        table.unlink()


def remove_generation(path: Path) -> None:
    for place in sorted((path / "generations" / "000002").rglob("*"), reverse=True):
        place.rmdir() if place.is_dir() else place.unlink()


def spoil_current(path: Path) -> None:
    (path / "current").write_text("two", encoding="utf-8")


@pytest.mark.parametrize("harm", [damage_manifest, remove_table, remove_generation, spoil_current])
def test_damage_is_said_and_a_rollback_heals_it(tmp_path: Path, harm: object) -> None:
    first = fill(tmp_path, "a")
    fill(tmp_path, "b")
    assert callable(harm)
    harm(tmp_path)
    with pytest.raises(store.StoreDamaged, match="roll back"):
        store.read(tmp_path)
    with pytest.raises(store.StoreDamaged), store.write(tmp_path) as writer:
        writer.replace_graph(graph_iri("c"), some_quads(graph_iri("c"), 1))
        writer.commit()
    assert numbers(tmp_path) == ["000001", "000002"]
    healed = store.rollback(tmp_path, to=1)
    assert healed.manifest.dataset == first.manifest.dataset
    with store.read(tmp_path) as reader:
        assert reader.verify() == ()


def test_a_base_that_lost_quads_is_not_built_upon(tmp_path: Path) -> None:
    fill(tmp_path, "a", "b")
    held = Store(tmp_path / "generations" / "000001" / "db")
    held.remove_graph(NamedNode(graph_iri("b")))
    held.flush()
    del held
    with store.read(tmp_path) as reader:
        assert reader.verify() == (graph_iri("b"),)
    with store.write(tmp_path) as writer:
        writer.replace_graph(graph_iri("c"), some_quads(graph_iri("c"), 1))
        with pytest.raises(store.StoreDamaged, match=r"lacks the graph .*/b, which is meant"):
            writer.commit()
    assert numbers(tmp_path) == ["000001"]


def test_a_lost_current_is_found_again_by_the_next_writer(tmp_path: Path) -> None:
    fill(tmp_path, "a")
    second = fill(tmp_path, "b")
    (tmp_path / "current").unlink()
    with pytest.raises(store.StoreDamaged, match="load again or roll back"):
        store.read(tmp_path)
    with store.write(tmp_path) as writer:
        assert writer.commit() is None
    with store.read(tmp_path) as reader:
        assert reader.manifest == second.manifest


def test_a_first_load_killed_at_its_last_step_is_taken_up(tmp_path: Path) -> None:
    first = fill(tmp_path, "a")
    (tmp_path / "current").unlink()
    with pytest.raises(store.StoreMissing):
        store.read(tmp_path)
    with store.write(tmp_path) as writer:
        assert writer.manifest.graphs == first.manifest.graphs
    with store.read(tmp_path) as reader:
        assert (reader.manifest, reader.verify()) == (first.manifest, ())


# -- generations


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Path]:
    """A store of three generations, the oldest of them kept by a reader."""
    fill(tmp_path, "a", "b")
    with store.read(tmp_path):
        fill(tmp_path, "b", "c", word="second")
        with store.write(tmp_path) as writer:
            writer.remove_graph(graph_iri("a"))
            writer.replace_graph(graph_iri("b"), some_quads(graph_iri("b"), 7, "second"))
            writer.commit()
        yield tmp_path


def test_generations_are_listed_with_their_parents(three: Path) -> None:
    listed = store.generations(three)
    assert [(g.number, g.manifest.parent, g.is_current) for g in listed] == [
        (1, None, False),
        (2, 1, False),
        (3, 2, True),
    ]


def test_a_kept_generation_is_read_by_its_number(three: Path) -> None:
    with store.read(three, 1) as reader:
        assert sorted(reader.manifest.graphs) == [graph_iri("a"), graph_iri("b")]
    with pytest.raises(store.StoreMissing, match="generation 9"):
        store.read(three, 9)


def test_the_difference_of_two_generations(three: Path) -> None:
    assert store.diff(three, 1, 3) == store.Difference(
        added={graph_iri("c"): 5}, removed={graph_iri("a"): 5}, changed={graph_iri("b"): (7, 5)}
    )
    assert store.diff(three, 2, 3).changed == {graph_iri("b"): (2, 0)}
    assert store.diff(three, 3, 3) == store.Difference({}, {}, {})


def test_a_rollback_brings_back_and_is_undone_by_another(three: Path) -> None:
    first, _, last = store.generations(three)
    back = store.rollback(three, to=1)
    assert (back.number, back.manifest.restored, back.manifest.parent) == (4, 1, 3)
    assert back.manifest.dataset == first.manifest.dataset
    assert store.rollback(three).manifest.dataset == last.manifest.dataset
    with store.read(three) as reader:
        assert (reader.generation, reader.verify()) == (5, ())


def test_there_is_nothing_before_the_first_generation(tmp_path: Path) -> None:
    fill(tmp_path, "a")
    with pytest.raises(store.StoreMissing, match="there is: none"):
        store.rollback(tmp_path)


def test_a_load_of_many_commits_keeps_the_generation_before_it(tmp_path: Path) -> None:
    fill(tmp_path, "a")
    with store.write(tmp_path) as writer:
        for round_ in range(4):
            writer.replace_graph(graph_iri("a"), some_quads(graph_iri("a"), 5, f"round {round_}"))
            writer.commit()
    assert numbers(tmp_path) == ["000001", "000005"]


@pytest.mark.parametrize(("keep", "left"), [(1, [3]), (2, [2, 3]), (3, [1, 2, 3]), (9, [1, 2, 3])])
def test_a_sweep_keeps_as_many_as_it_is_told(tmp_path: Path, keep: int, left: list[int]) -> None:
    fill(tmp_path, "a")
    with store.read(tmp_path):
        fill(tmp_path, "b")
        fill(tmp_path, "c")
    store.sweep(tmp_path, keep)
    assert [generation.number for generation in store.generations(tmp_path)] == left


def test_what_a_killed_writer_left_is_swept(tmp_path: Path) -> None:
    fill(tmp_path, "a")
    (tmp_path / "generations" / "000002" / "db").mkdir(parents=True)  # killed while it wrote
    whole = tmp_path / "generations" / "000003"  # killed before it became current
    whole.mkdir()
    (whole / "manifest.json").write_bytes((tmp_path / "generations/000001/manifest.json").read_bytes())
    (tmp_path / "current.new").write_text("3\n", encoding="ascii")
    assert [generation.number for generation in store.generations(tmp_path)] == [1]
    fill(tmp_path, "b")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["current", "generations", "lock"]
    assert numbers(tmp_path) == ["000001", "000002"]


def test_a_backup_is_a_store_of_its_own(tmp_path: Path) -> None:
    source, target = tmp_path / "store", tmp_path / "copies" / "monday"
    first = fill(source, "a")
    store.backup(source, target)
    assert {place.stat().st_nlink for place in target.rglob("*.sst")} == {1}
    fill(source, "b")
    with store.read(target) as reader:
        assert reader.manifest == first.manifest
        assert reader.verify() == ()
    assert fill(target, "c").number == 2
    assert [entry.name for entry in target.parent.iterdir()] == ["monday"]
    assert (
        all(place.stat().st_nlink == 1 for place in (target / "generations/000001").rglob("*.sst")) is False
    )
    with pytest.raises(store.StoreError, match="exists already"):
        store.backup(source, target)


def test_a_rebuild_changes_the_files_and_nothing_else(tmp_path: Path) -> None:
    first = fill(tmp_path, "a", "b", size=300)
    for round_ in range(12):
        fill(tmp_path, "b", size=300, word=f"round {round_}")
    fill(tmp_path, "b", size=300)
    tables = len(list((tmp_path / "generations/000014/db").glob("*.sst")))
    rebuilt = store.rebuild(tmp_path)
    assert rebuilt.manifest.dataset == first.manifest.dataset
    assert len(list((tmp_path / "generations/000015/db").glob("*.sst"))) < tables
    with store.read(tmp_path) as reader:
        assert reader.verify() == ()


def test_a_store_that_outgrew_its_quads_is_rebuilt_by_the_next_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, "a", size=300)
    assert not store.needs_rebuild(tmp_path)
    monkeypatch.setattr("loader.store.draft._SMALL", 0)
    monkeypatch.setattr("loader.store.draft._USUAL", 1)
    monkeypatch.setattr("loader.store.draft._ENOUGH", 1)
    assert store.needs_rebuild(tmp_path)
    second = fill(tmp_path, "b", size=300)
    assert second.manifest.fresh is not None
    assert second.manifest.fresh.quads == 600
    assert not store.needs_rebuild(tmp_path)
    assert fill(tmp_path, "c").manifest.fresh == second.manifest.fresh


def test_a_commit_that_replaces_most_writes_anew(tmp_path: Path) -> None:
    fill(tmp_path, *"abcde")
    shared = {}
    for names in ("ab", "abc"):
        number = fill(tmp_path, *names, word=names).number
        tables = (tmp_path / f"generations/{number:06d}/db").glob("*.sst")
        shared[names] = max(table.stat().st_nlink for table in tables) > 1
        with store.read(tmp_path) as reader:
            assert reader.verify() == ()
            assert set(reader.graph_quads(graph_iri("e"))) == set(some_quads(graph_iri("e"), 5))
    assert shared == {"ab": True, "abc": False}


def test_a_store_outgrows_its_quads_at_twice_their_fresh_size() -> None:
    graphs = {graph_iri("a"): store.GraphRecord(1_000_000, "00")}
    manifest = store.Manifest(graphs=graphs, fresh=Fresh(bytes=200_000_000, quads=500_000))
    assert not outgrown(800_000_000, manifest)
    assert outgrown(800_000_001, manifest)


def test_what_generations_share_is_counted_once(tmp_path: Path) -> None:
    fill(tmp_path, "a", size=20_000)
    alone = store.disk_size(tmp_path)
    fill(tmp_path, "b", size=10)
    assert alone < store.disk_size(tmp_path) < 1.5 * alone


def test_a_rebuild_keeps_the_versions(tmp_path: Path) -> None:
    with store.write(tmp_path, versions={"reader": "7"}) as writer:
        writer.replace_graph(graph_iri("a"), some_quads(graph_iri("a"), 5))
        writer.commit()
    assert store.rebuild(tmp_path).manifest.versions == {"reader": "7"}


def tables(generation: store.Generation, path: Path) -> int:
    return len(list((path / f"generations/{generation.number:06d}/db").glob("*.sst")))


def test_a_session_that_wrote_much_ends_with_a_compacted_database(tmp_path: Path) -> None:
    with store.write(tmp_path) as writer:
        for name in "abcde":
            writer.replace_graph(graph_iri(name), some_quads(graph_iri(name), 300))
            loose = writer.commit()
        assert loose is not None
        before = tables(loose, tmp_path)
        last = writer.commit(last=True)  # nothing is pending but that
        assert last is not None
        assert last.manifest.dataset == loose.manifest.dataset
        assert tables(last, tmp_path) < before
        assert writer.commit(last=True) is None
    with store.read(tmp_path) as reader:
        assert reader.verify() == ()


def test_a_session_that_wrote_little_does_not_compact(tmp_path: Path) -> None:
    fill(tmp_path, *"abcdefghijkl", size=300)
    with store.write(tmp_path) as writer:
        writer.replace_graph(graph_iri("m"), some_quads(graph_iri("m"), 300))
        added = writer.commit(last=True)
        assert added is not None
        assert writer.commit(last=True) is None
    files = (tmp_path / f"generations/{added.number:06d}/db").glob("*.sst")
    assert max(file.stat().st_nlink for file in files) > 1  # shared with the generation before
