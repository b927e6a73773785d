"""Decisions of reviewers through a whole load: honoured, undone, lost, and what is read again for them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from loader import concluding
from loader.conclude.bodies import area_statements
from loader.decisions import COLUMNS, NONE, Decisions
from loader.errors import ReportError
from loader.iris import BASE
from loader.load import LoadResult, Reading, load, rehearse, unload
from loader.standing import decisions_in, named_decisions
from loader.store import backup, read
from ontology.terms import IG
from tests.small_reports import SMALL_REPORT, changed

PATH = "RUT/2013-03-04/protection-2012"
GRAPH = f"{BASE}graph/report/{PATH}"
ACTION = f"id/report/{PATH}/action/1"
NO_ACTION = ("action", "", ACTION, "", "no", "ensure that visits")
ONE_BODY = ("same-body", "RUT", "Lantern team", "Rutland Safeguarding Children Board", "yes", "")


def decide(store: Path, *rows: tuple[str, ...]) -> Path:
    """Write the file of decisions that lies in the store's folder."""
    store.mkdir(exist_ok=True)
    signed = [(*row, "A. Reviewer", "2026-01-31", "read it") for row in rows]
    with decisions_in(store).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *signed])
    return decisions_in(store)


def texts(store: Path) -> set[str]:
    """The words of the actions of the small report."""
    with read(store) as reader:
        quads = list(reader.graph_quads(GRAPH))
    actions = {quad.subject for quad in quads if quad.predicate == IG.actionKind}
    return {quad.object.value for quad in quads if quad.subject in actions and quad.predicate == IG.text}


def statuses(result: LoadResult) -> list[tuple[str, str]]:
    return [(outcome.path.name, outcome.status) for outcome in result.outcomes]


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    places = [tmp_path / "reports" / name for name in ("a.txt", "b.txt")]
    places[0].parent.mkdir()
    places[0].write_text(SMALL_REPORT, encoding="utf-8")
    places[1].write_text(changed(("Rutland County Council", "Torbay Council")), encoding="utf-8")
    return places


def test_a_decision_is_honoured_by_the_next_load_and_undone_by_taking_it_out(files, tmp_path):
    store = tmp_path / "store"
    before = load(files, store)
    decide(store, NO_ACTION)
    after = load(files, store)
    assert statuses(after) == [("a.txt", "replaced"), ("b.txt", "unchanged")]
    assert "ensure that visits are recorded on the day" not in texts(store)
    assert after.dataset != before.dataset
    assert load(files, store).generation is None
    decide(store)
    undone = load(files, store)
    assert statuses(undone) == [("a.txt", "replaced"), ("b.txt", "unchanged")]
    assert undone.dataset == before.dataset


def test_decisions_may_be_there_before_the_store(files, tmp_path):
    decide(tmp_path / "first", NO_ACTION)
    first = load(files, tmp_path / "first")
    load(files, tmp_path / "then")
    decide(tmp_path / "then", NO_ACTION)
    assert load(files, tmp_path / "then").dataset == first.dataset


def test_a_report_that_is_not_named_is_read_again_if_something_else_is_decided_on_it(files, tmp_path):
    store = tmp_path / "store"
    (files[0].parent / "index.csv").write_text("path,listed_date\na.txt,2013-04-19\n", encoding="utf-8")
    load([files[0].parent], store)
    decide(store, NO_ACTION)
    result = load([files[1]], store)
    assert statuses(result) == [("a.txt", "replaced"), ("b.txt", "unchanged")]
    assert "ensure that visits are recorded on the day" not in texts(store)
    with read(store) as reader:
        assert reader.manifest.sources[GRAPH]["listed"] == ["2013-04-19", None]


def test_who_when_and_why_are_no_reason_to_read_again(files, tmp_path):
    store = tmp_path / "store"
    file = decide(store, NO_ACTION)
    load(files, store)
    file.write_text(file.read_text(encoding="utf-8").replace("read it", "read it twice"), encoding="utf-8")
    assert load(files, store).generation is None


def test_a_rehearsal_honours_them_too(files, tmp_path):
    store = tmp_path / "store"
    load(files, store)
    decide(store, NO_ACTION)
    rehearsed = rehearse([files[1]], store)
    assert statuses(rehearsed) == [("a.txt", "replaced"), ("b.txt", "unchanged")]
    assert [o.summary.actions for o in rehearsed.outcomes if o.summary] == [2]
    assert statuses(load([files[1]], store)) == statuses(rehearsed)


def test_only_areas_about_which_something_else_is_decided_are_concluded_again(files, tmp_path, monkeypatch):
    store = tmp_path / "store"
    load(files, store)
    asked: list[tuple[str, int]] = []

    def noted(code, reports, decisions):
        asked.append((code, len(decisions.rows)))
        return area_statements(code, reports, decisions)

    monkeypatch.setattr(concluding, "area_statements", noted)
    load(files, store)
    assert asked == []
    decide(store, ONE_BODY, ("same-body", "KEN", "A", "B", "no", ""))
    assert load(files, store).count("unchanged") == 2
    assert asked == [("RUT", 1)]


def test_what_was_decided_is_not_undone_because_the_file_is_gone(files, tmp_path):
    store = tmp_path / "store"
    decide(store, NO_ACTION).rename(tmp_path / "mine.csv")
    mine = Reading(decisions=named_decisions(tmp_path / "mine.csv"))
    load(files, store, reading=mine)
    ways = (lambda: load(files, store), lambda: rehearse(files, store), lambda: unload(["b.txt"], store))
    for again in ways:
        with pytest.raises(ReportError, match=r"decisions.csv: is not there, .* with --decisions"):
            again()
    assert load(files, store, reading=mine).generation is None
    load(files, store, reading=Reading(decisions=NONE))
    assert "ensure that visits are recorded on the day" in texts(store)
    assert load(files, store).generation is None


def states(result: LoadResult) -> list[tuple[str, str]]:
    return [(standing.state, standing.why) for standing in result.standings]


def test_a_load_says_how_each_decision_stands(files, tmp_path):
    store = tmp_path / "store"
    before = load(files, store)
    decide(
        store,
        NO_ACTION,
        ("action", "", f"id/report/{PATH}/action/2", "", "no", "publish a neglect"),
        ("theme", "", f"id/report/{PATH}/finding/000000000000", "neglect", "yes", ""),
        ("theme", "", "id/report/KEN/2013-03-04/protection-2012/action/1", "neglect", "yes", ""),
        ONE_BODY,
        ("same-body", "RUT", "Lantern team", "Moon team", "no", ""),
        ("same-body", "KEN", "A", "B", "no", ""),
        ("recurrence", "", f"id/report/{PATH}/action/3", f"id/report/{PATH}/action/9", "same", ""),
    )
    expected = [
        ("in force", ""),
        ("stale", "its words are others now: 'ensure that the Rutland Safeguarding Children Board (RSCB)"),
        ("stale", "the report has no finding/000000000000 any more"),
        ("absent", "the store holds no report KEN/2013-03-04/protection-2012"),
        ("in force", ""),
        ("stale", "no report of RUT names 'Moon team'"),
        ("absent", "the store holds no report of KEN"),
        ("stale", f"there is no action {PATH}/action/9 any more"),
    ]
    for _ in range(2):  # also where nothing is read again
        stand = load(files, store).standings
        assert [(s.state, s.why[: len(why)]) for s, (_, why) in zip(stand, expected, strict=True)] == expected
    assert [state for state, _ in states(rehearse(files, store))] == ["in force", "stale", "stale", "absent"]
    decide(store)
    undone = load(files, store)
    assert (undone.standings, undone.dataset) == ((), before.dataset)


def test_what_is_stale_is_not_handed_to_those_who_conclude(files, tmp_path, monkeypatch):
    asked: list[Decisions] = []

    def noted(code, reports, decisions):
        asked.append(decisions)
        return area_statements(code, reports, decisions)

    monkeypatch.setattr(concluding, "area_statements", noted)
    decide(
        tmp_path / "store",
        ("same-body", "RUT", "Lantern team", "Moon team", "no", ""),
        ("recurrence", "", ACTION, f"id/report/{PATH}/action/2", "no", "publish a neglect"),
        ONE_BODY,
    )
    load(files[:1], tmp_path / "store")
    assert [row.things for row in asked[0].rows] == [tuple(sorted(ONE_BODY[2:4]))]


@pytest.mark.parametrize(
    ("later", "earlier", "why"),
    [
        ("2014-03-03", "2013-03-04", None),
        ("2013-03-04", "2014-03-03", "RUT/2014-03-03/protection-2012/action/3 is not the earlier of the two"),
        ("2013-03-04", "2013-03-04", "RUT/2013-03-04/protection-2012/action/3 is not the earlier of the two"),
        ("2014-03-03", "TOB", "RUT did not come after TOB, so nothing of TOB can come back there"),
    ],
)
def test_an_action_can_come_back_only_later_and_in_one_place(files, tmp_path, later, earlier, why):
    again = changed(("4 - 13 March 2013", "3 - 12 March 2014"))
    (tmp_path / "reports/c.txt").write_text(again, encoding="utf-8")
    paths = {day: f"RUT/{day}/protection-2012" for day in (later, earlier)} | {
        "TOB": "TOB/2013-03-04/protection-2012"
    }
    parts = [f"id/report/{paths[it]}/action/3" for it in (later, earlier)]
    decide(tmp_path / "store", ("recurrence", "", *parts, "same", ""))
    result = load([tmp_path / "reports"], tmp_path / "store")
    assert states(result) == [("stale", why) if why else ("in force", "")]


def test_a_decision_on_a_report_whose_file_is_gone_waits_for_it(files, tmp_path):
    store = tmp_path / "store"
    load(files, store)
    decide(store, NO_ACTION)
    files[0].rename(tmp_path / "elsewhere.txt")
    ((state, why),) = states(load([files[1]], store))
    assert (state, why) == (
        "waiting",
        f"{files[0]} is not there, to be read again: load the report from where it is",
    )
    assert "ensure that visits are recorded on the day" in texts(store)
    assert states(load([tmp_path / "elsewhere.txt"], store)) == [("in force", "")]
    assert "ensure that visits are recorded on the day" not in texts(store)


def test_a_backup_keeps_to_the_decisions(files, tmp_path):
    decide(tmp_path / "store", NO_ACTION)
    load(files, tmp_path / "store")
    backup(tmp_path / "store", tmp_path / "copy")
    assert load(files, tmp_path / "copy").generation is None


def test_unload_keeps_to_the_decisions(files, tmp_path):
    store = tmp_path / "store"
    decide(store, NO_ACTION)
    load(files, store)
    unload(["b.txt"], store)
    assert "ensure that visits are recorded on the day" not in texts(store)
    assert load([files[0]], store).generation is None
