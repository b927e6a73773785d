"""What came back, by catalogue and on demand: three small reports on one council, and one on another."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner

from inspection_graph import app
from loader.iris import BASE
from loader.load import load
from loader.store import read
from queries.errors import QueryError
from queries.similar_actions import actions_of, similar_actions
from tests.queries.asking import pairs, rows
from tests.queries.recurring import recurring

PATH = "{}/{}-03-04/protection-2012/action/{}"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recurring")
    load(recurring(folder), folder / "store")
    return folder / "store"


def test_what_came_back_in_whose_words(store: Path) -> None:
    found = rows(store, "actions-that-came-back", authority="Rutland", asked="2009")
    audits = [row for row in found if "audits" in row["text"]]
    assert pairs(audits, "asked", "n", "again", "again_n", "likeness", "decided") == [
        ("2009-03-04", "1", "2011-03-04", "2", "Same", "words"),
        ("2009-03-04", "1", "2013-03-04", "1", "Same", "words"),
    ]
    assert pairs(audits, "paragraph", "again_paragraph", "share") == [
        ("3.b1", "3.b2", "auditing / case file audits"),
        ("3.b1", "3.b1", "audits / case file audits, good / quality"),
    ]
    assert audits[0]["again_text"].startswith("ensure that auditing has an impact")


def test_a_year_or_another_likeness_can_be_asked_for(store: Path) -> None:
    assert not rows(store, "actions-that-came-back", asked="2010")
    assert {row["again"] for row in rows(store, "actions-that-came-back", again="2013")} == {"2013-03-04"}
    related = rows(store, "actions-that-came-back", likeness="related")
    assert {row["likeness"] for row in related} <= {"Related"}


def test_chains_over_three_inspections(store: Path) -> None:
    found = rows(store, "action-chains", authority="Rutland")
    audits = [row for row in found if row["chain"] == PATH.format("RUT", 2013, 1)]
    assert pairs(audits, "inspections", "asked", "n") == [
        ("3", "2009-03-04", "1"),
        ("3", "2011-03-04", "2"),
        ("3", "2013-03-04", "1"),
    ]
    assert audits[0]["kind"] == "Arrangements for the protection of children"
    assert not rows(store, "action-chains", authority="Medway")
    assert not rows(store, "action-chains", least="4")


def nearest(store: Path, what: str, **others: object) -> list[dict[str, str]]:
    with read(store) as reader:
        table = similar_actions(actions_of(reader), what, **others)  # type: ignore[arg-type]
    return [dict(zip(table.columns, map(str, row), strict=True)) for row in table.rows]


def test_the_nearest_actions_of_other_councils_to_one(store: Path) -> None:
    found = nearest(store, PATH.format("RUT", 2013, 1))
    assert {row["authority"] for row in found} == {"Medway"}
    assert (found[0]["action"], found[0]["share"]) == (
        PATH.format("MDW", 2012, 1),
        "audits / auditing, good / quality",
    )
    assert nearest(store, f"{BASE}id/report/{PATH.format('RUT', 2013, 1)}") == found
    assert [float(row["score"]) for row in found] == sorted((float(r["score"]) for r in found), reverse=True)


def test_the_nearest_actions_to_a_text(store: Path) -> None:
    found = nearest(store, "better auditing", limit=3)
    assert len(found) == 3
    assert all("audit" in row["text"] for row in found)
    assert {row["authority"] for row in nearest(store, "auditing", code="MDW")} == {"Medway"}


@pytest.mark.parametrize(
    ("what", "why"),
    [
        (PATH.format("RUT", 2013, 9), "did you mean RUT/2013-03-04/protection-2012/action/"),
        ("ABC/1/x/action/1", "no action 'ABC/1/x/action/1' is held"),
        ("the weather", "names nothing that required actions ask for"),
    ],
)
def test_what_is_not_known_is_said(store: Path, what: str, why: str) -> None:
    with pytest.raises(QueryError, match=why):
        nearest(store, what)


def test_the_command_prints_rows(store: Path) -> None:
    done = CliRunner().invoke(
        app, ["similar-actions", "auditing", "--format", "csv", "--limit", "1", "--store", str(store)]
    )
    assert done.exit_code == 0, done.output
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert set(row) == {"score", "authority", "asked", "kind", "n", "text", "share", "action"}
    wrong = CliRunner().invoke(app, ["similar-actions", "the weather", "--store", str(store)])
    assert (wrong.exit_code, wrong.stdout) == (2, "")
