import csv
from pathlib import Path

import pytest

import loader.load as loading
import loader.versions as loaded_with
from loader import concluding
from loader.conclude.bodies import area_statements
from loader.conclude.links import link_sets
from loader.errors import ReportError
from loader.iris import BASE
from loader.load import LoadResult, load, rehearse, unload
from loader.store import StoreMissing, read
from loader.versions import versions
from ontology.resources import resource
from tests.small_reports import SMALL_REPORT, changed

SMALL = f"{BASE}graph/report/RUT/2013-03-04/protection-2012"


def write(path: Path, text: str = SMALL_REPORT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def less_of_it(code, reports, decisions):
    """Conclusions by other rules."""
    said = area_statements(code, reports, decisions)
    return dict(list(said.items())[:-1])


def statuses(result: LoadResult) -> list[tuple[str, str]]:
    return [(outcome.path.name, outcome.status) for outcome in result.outcomes]


def graphs(store: Path) -> list[str]:
    with read(store) as reader:
        return sorted(iri.removeprefix(f"{BASE}graph/") for iri in reader.manifest.graphs)


def test_a_load_makes_the_report_its_area_and_the_reference_graphs(tmp_path):
    result = load([write(tmp_path / "a.txt")], tmp_path / "store")
    assert statuses(result) == [("a.txt", "loaded")]
    assert result.generation == 1
    assert graphs(tmp_path / "store") == [
        "area/RUT",
        "links",
        *(f"links/{name}" for name in sorted(link_sets())),
        "national",
        "ontology",
        "registers/inspectorates",
        "registers/local-authorities",
        "registers/nhs-bodies",
        "registers/police-forces",
        "report/RUT/2013-03-04/protection-2012",
        "runs",
        "summary",
        "summary/RUT/2013-03-04/protection-2012",
    ]


def test_the_same_load_again_writes_no_generation(tmp_path):
    file, store = write(tmp_path / "a.txt"), tmp_path / "store"
    first, again = load([file], store), load([file], store)
    assert statuses(again) == [("a.txt", "unchanged")]
    assert (again.generation, again.dataset) == (None, first.dataset)


def test_the_dataset_does_not_depend_on_where_when_or_in_what_order(tmp_path):
    reports = sorted(resource("data/reports").glob("*.txt"))
    together = load(reports, tmp_path / "one")
    for number, file in enumerate(reversed(reports)):
        copy = write(tmp_path / f"elsewhere/{number}/{file.name}", file.read_text(encoding="utf-8"))
        apart = load([copy], tmp_path / "two")
    assert apart.dataset == together.dataset


def test_neither_order_nor_batches_change_what_is_counted_and_what_came_before(tmp_path, monkeypatch):
    days = ("14 - 23 May 2012", "4 - 13 March 2013", "1 - 10 July 2013")
    files = [write(tmp_path / f"{n}.txt", changed(("4 - 13 March 2013", day))) for n, day in enumerate(days)]
    together = load(files, tmp_path / "one")
    for number in (1, 2, 0):
        apart = load([files[number]], tmp_path / "two")
    monkeypatch.setattr(loading, "_BATCH", 2)
    assert load(files, tmp_path / "three").dataset == apart.dataset == together.dataset
    fewer = load(files[::2], tmp_path / "four")
    assert unload([files[1].name], tmp_path / "one").dataset == fewer.dataset


def test_a_changed_file_replaces_its_graph(tmp_path):
    file, store = write(tmp_path / "a.txt"), tmp_path / "store"
    before = load([file], store)
    write(file, changed(("Visits to children are timely", "Visits to children are late")))
    after = load([file], store)
    assert statuses(after) == [("a.txt", "replaced")]
    assert before.dataset != after.dataset
    with read(store) as reader:
        texts = {q.object.value for q in reader.graph_quads(SMALL) if q.predicate.value.endswith("#text")}
    assert "Visits to children are late." in texts
    assert "Visits to children are timely." not in texts


def test_a_changed_file_that_is_another_inspection_now_leaves_nothing_behind(tmp_path):
    file, store = write(tmp_path / "a.txt"), tmp_path / "store"
    load([file], store)
    write(file, changed(("Rutland County Council", "Torbay Council")))
    load([file], store)
    held = graphs(store)
    assert "report/TOB/2013-03-04/protection-2012" in held
    assert not [name for name in held if "RUT" in name]


def test_another_file_for_the_same_inspection_is_refused_unless_told(tmp_path):
    store = tmp_path / "store"
    other = changed(("Visits to children are timely", "Visits to children are late"))
    result = load([write(tmp_path / "a.txt"), write(tmp_path / "b.txt", other)], store)
    assert statuses(result) == [("a.txt", "loaded"), ("b.txt", "refused")]
    assert f"the store holds this inspection from {tmp_path / 'a.txt'}" in result.outcomes[1].message
    assert "--replace" in result.outcomes[1].message
    replaced = load([tmp_path / "b.txt"], store, replace=True)
    assert statuses(replaced) == [("b.txt", "replaced")]
    with read(store) as reader:
        revised = [
            q.object.value for q in reader.graph_quads(SMALL) if q.predicate.value.endswith("wasRevisionOf")
        ]
    assert len(revised) == 1


def test_a_copy_of_a_file_is_passed_over_and_says_of_which(tmp_path):
    files, store = [write(tmp_path / "a.txt"), write(tmp_path / "b.txt")], tmp_path / "store"
    first, again = load(files, store), load(files, store)
    assert statuses(first) == [("a.txt", "loaded"), ("b.txt", "unchanged")]
    assert [outcome.message for outcome in again.outcomes] == [
        "as in the store",
        f"the same bytes as {tmp_path / 'a.txt'}",
    ]
    assert again.generation is None


def test_copies_that_an_index_lists_at_two_addresses_do_not_take_each_others_place(tmp_path):
    for name in "ab":
        write(tmp_path / f"reports/{name}.txt")
    rows = [f"{name}.txt,2013-04-19,https://example.org/{name}" for name in "ab"]
    write(tmp_path / "reports/index.csv", "\n".join(["path,listed_date,source_address", *rows]))
    first, again = (load([tmp_path / "reports"], tmp_path / "store") for _ in range(2))
    assert statuses(first) == [("a.txt", "loaded"), ("b.txt", "unchanged")]
    assert again.generation is None
    (tmp_path / "reports/a.txt").unlink()  # so that the copy is all there is
    moved = load([tmp_path / "reports"], tmp_path / "store")
    assert statuses(moved) == [("b.txt", "replaced")]


def test_a_file_whose_place_another_takes_in_the_same_load_is_read_after_all(tmp_path):
    store = tmp_path / "store"
    load([write(tmp_path / "b.txt")], store)
    late = changed(("Visits to children are timely", "Visits to children are late"))
    result = load([write(tmp_path / "a.txt", late), tmp_path / "b.txt"], store, replace=True)
    assert statuses(result) == [("a.txt", "replaced"), ("b.txt", "replaced")]
    with read(store) as reader:
        assert reader.manifest.sources[SMALL]["file"] == "b.txt"


def test_a_rehearsal_says_what_a_load_would_do_and_writes_nothing(tmp_path):
    store = tmp_path / "store"
    a, b = write(tmp_path / "a.txt"), write(tmp_path / "b.txt", changed(("timely", "late")))
    c = write(tmp_path / "c.txt", "Minutes of a meeting")
    rehearsed = rehearse([a, b, c], store)
    assert not store.exists()
    loaded = load([a, b, c], store)
    assert statuses(rehearsed) == statuses(loaded)
    assert [o.summary for o in rehearsed.outcomes] == [o.summary for o in loaded.outcomes]
    assert (rehearsed.rehearsed, rehearsed.generation) == (True, None)
    before = {place: place.stat().st_mtime_ns for place in store.rglob("*")}
    again = rehearse([a, b, c], store, replace=True)
    assert statuses(again) == [("a.txt", "unchanged"), ("b.txt", "replaced"), ("c.txt", "failed")]
    assert again.dataset == loaded.dataset
    assert {place: place.stat().st_mtime_ns for place in store.rglob("*")} == before


def test_bad_files_are_named_and_the_others_go_on(tmp_path):
    folder = tmp_path / "reports"
    write(folder / "d-good.txt")
    write(folder / "a-empty.txt", "")
    write(folder / "b-minutes.txt", "Minutes of a meeting")
    (folder / "c-junk.txt").write_bytes(bytes(range(256)) * 40)
    result = load([folder, tmp_path / "missing.txt"], tmp_path / "store")
    assert statuses(result) == [
        ("missing.txt", "failed"),
        ("a-empty.txt", "failed"),
        ("b-minutes.txt", "failed"),
        ("c-junk.txt", "failed"),
        ("d-good.txt", "loaded"),
    ]
    for outcome in result.outcomes[:-1]:
        assert outcome.path.name in outcome.message
        assert ";" in outcome.message, "what to do comes after the semicolon"
    assert len([name for name in graphs(tmp_path / "store") if name.startswith("report/")]) == 1


def test_a_folder_without_reports_is_an_error(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReportError, match=r"empty: no .txt or .pdf file in this folder; give a folder"):
        load([tmp_path / "empty"], tmp_path / "store")


def test_what_an_index_says_is_kept_apart_from_what_is_printed(tmp_path):
    file, store = write(tmp_path / "reports/sub/a.txt"), tmp_path / "store"
    with (tmp_path / "reports/index.csv").open("w", newline="") as index:
        csv.writer(index).writerows(
            [
                ["path", "listed_date", "source_address"],
                ["sub/a.txt", "2013-04-19", "https://example.org/a.pdf"],
            ]
        )
    load([file.parent.parent], store)
    with read(store) as reader:
        said = {q.predicate.value.rpartition("#")[2]: q.object.value for q in reader.graph_quads(SMALL)}
    assert (said["listedDate"], said["sourceAddress"]) == ("2013-04-19", "https://example.org/a.pdf")
    assert "issued" not in {name.rpartition("/")[2] for name in said}


def test_an_index_without_paths_is_an_error(tmp_path):
    write(tmp_path / "index.csv", "file,date\n")
    with pytest.raises(ReportError, match="line 1: no column “path”"):
        load([write(tmp_path / "a.txt")], tmp_path / "store", index=tmp_path / "index.csv")


def test_unload_removes_a_report_and_what_was_concluded_from_it(tmp_path):
    store = tmp_path / "store"
    load([write(tmp_path / "a.txt"), resource("data/reports/medway-2013-01.txt")], store)
    only_medway = load([resource("data/reports/medway-2013-01.txt")], tmp_path / "other")
    result = unload(["RUT/2013-03-04/protection-2012"], store)
    assert result.dataset == only_medway.dataset
    assert not [name for name in graphs(store) if "RUT" in name]


def test_unload_takes_a_file_name_and_refuses_what_is_not_there(tmp_path):
    store = tmp_path / "store"
    load([write(tmp_path / "a.txt")], store)
    with pytest.raises(
        ValueError, match=r"no report 'b.txt' in .*; it holds: RUT/2013-03-04/protection-2012"
    ):
        unload(["a.txt", "b.txt"], store)
    unload(["a.txt"], store)
    assert not [name for name in graphs(store) if name.startswith(("report/", "area/"))]


def test_unload_from_no_store_makes_none(tmp_path):
    with pytest.raises(StoreMissing):
        unload(["a.txt"], tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_an_interrupted_load_keeps_what_was_read(tmp_path):
    files = [write(tmp_path / "a.txt"), resource("data/reports/medway-2013-01.txt")]

    def break_off(done: int, total: int) -> None:
        raise KeyboardInterrupt

    result = load(files, tmp_path / "store", progress=break_off)
    assert result.interrupted
    assert len(result.outcomes) == 1
    held = [name for name in graphs(tmp_path / "store") if name.startswith("report/")]
    assert len(held) == 1
    assert load(files, tmp_path / "store").count("loaded", "unchanged") == 2


def test_conclusions_are_drawn_again_when_their_rules_changed(tmp_path, monkeypatch):
    store = tmp_path / "store"
    first = load([write(tmp_path / "a.txt")], store)
    changed_versions = versions() | {"conclusions": "another"}
    monkeypatch.setattr(loading, "versions", lambda: changed_versions)
    monkeypatch.setattr(concluding, "area_statements", less_of_it)
    again = load([tmp_path / "a.txt"], store)
    assert statuses(again) == [("a.txt", "unchanged")]
    assert again.dataset != first.dataset


@pytest.mark.parametrize("day", ["April 2013", "19/04/2013", "2013-02-30"])
def test_a_listed_date_that_is_none_is_an_error_with_its_line(tmp_path, day):
    write(tmp_path / "index.csv", f"path,listed_date\na.txt,{day}\n")
    with pytest.raises(ReportError, match=r"index.csv, line 2: listed_date .* is no date; write it as"):
        load([write(tmp_path / "a.txt")], tmp_path / "store")


def test_a_file_that_took_the_text_of_another_leaves_nothing_of_its_own_behind(tmp_path):
    store = tmp_path / "store"
    a = write(tmp_path / "a.txt")
    b = write(tmp_path / "b.txt", changed(("Rutland County Council", "Torbay Council")))
    load([a, b], store)
    write(a, b.read_text(encoding="utf-8"))
    load([a, b], store)
    held = [name for name in graphs(store) if name.startswith("report/")]
    assert held == ["report/TOB/2013-03-04/protection-2012"]


def test_what_a_report_replaced_is_remembered_when_it_is_read_again(tmp_path, monkeypatch):
    store = tmp_path / "store"
    other = changed(("Visits to children are timely", "Visits to children are late"))
    load([write(tmp_path / "a.txt")], store)
    replaced = load([write(tmp_path / "b.txt", other)], store, replace=True)
    newer = versions() | {"reader": "another"}
    monkeypatch.setattr(loading, "versions", lambda: newer)
    again = load([tmp_path / "b.txt"], store)
    assert statuses(again) == [("b.txt", "replaced")]
    assert again.dataset == replaced.dataset


def test_councils_that_the_register_does_not_know_stay_apart(tmp_path):
    files = [
        write(tmp_path / f"{name}.txt", changed(("Rutland County Council", f"{name} Council")))
        for name in ("Atlantis", "Lyonesse")
    ]
    assert load(files, tmp_path / "store").count("loaded") == 2
    held = set(graphs(tmp_path / "store"))
    assert {"area/unresolved-atlantis-council", "area/unresolved-lyonesse-council"} <= held


def test_unload_draws_conclusions_again_when_their_rules_changed(tmp_path, monkeypatch):
    store, medway = tmp_path / "store", resource("data/reports/medway-2013-01.txt")
    load([write(tmp_path / "a.txt"), medway], store)
    newer = versions() | {"conclusions": "another"}
    monkeypatch.setattr(loading, "versions", lambda: newer)
    monkeypatch.setattr(concluding, "area_statements", less_of_it)
    unloaded = unload(["a.txt"], store)
    assert unloaded.dataset == load([medway], tmp_path / "fresh").dataset


def test_a_store_of_another_base_is_refused(tmp_path, monkeypatch):
    file, store = write(tmp_path / "a.txt"), tmp_path / "store"
    load([file], store)
    monkeypatch.setattr(loaded_with, "BASE", "https://example.org/")
    with pytest.raises(ReportError, match=r"made with the base https://w3id\.org/inspection-graph/"):
        load([file], store)
