"""Questions of analysts, asked of the shipped reports and of small ones: answers as the reports have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from loader.load import load
from tests import small_reports
from tests.queries.asking import pairs, rows

ROCHDALE_BOARD = "Rochdale Borough Safeguarding Children Board"


@pytest.fixture(scope="module")
def rutland(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two inspections of one council; the earlier says when it was published, and has a team of its own."""
    folder = tmp_path_factory.mktemp("rutland")
    earlier = small_reports.changed(
        (
            "Inspection dates: 4 - 13 March 2013",
            "Inspection dates: 14 - 23 May 2012\nReport published: 2 July 2012",
        ),
        ("Adequate\n\n10. Assessments are thorough.", "Inadequate\n\n10. Assessments are poor and late."),
        ("The quality of practice\tAdequate", "The quality of practice\tInadequate"),
        ("The Lantern team supports", "The Beacon team supports"),
        ("- publish a neglect strategy", "- ensure that assessments are thorough"),
    )
    (folder / "2012.txt").write_text(earlier, encoding="utf-8")
    (folder / "2013.txt").write_text(small_reports.SMALL_REPORT, encoding="utf-8")
    load([folder], folder / "store")
    return folder / "store"


def test_what_is_overdue_on_a_day(rutland: Path) -> None:
    found = rows(rutland, "actions-overdue", day="2012-08-01")
    assert pairs(found, "from", "n", "state", "due", "days") == [
        ("2012-05-14", "1", "overdue", "2012-07-02", "30"),
        ("2012-05-14", "2", "overdue", "2012-07-02", "30"),
        ("2012-05-14", "3", "to come", "2012-10-02", ""),
        ("2013-03-04", "1", "day not known", "", ""),
        ("2013-03-04", "2", "day not known", "", ""),
        ("2013-03-04", "3", "day not known", "", ""),
    ]
    assert len(rows(rutland, "actions-overdue", day="2012-07-02", state="Overdue")) == 0
    assert len(rows(rutland, "actions-overdue", day="2012-10-03", state="overdue")) == 3


def test_where_the_starting_day_is_not_printed_nobody_can_tell(shipped_store: Path) -> None:
    found = rows(shipped_store, "actions-overdue", day="2020-01-01")
    assert len(found) == 28
    assert {row["state"] for row in found} == {"day not known"}


def test_who_was_told_to_do_what_together_with_whom(shipped_store: Path) -> None:
    found = rows(shipped_store, "actions-shared", name="Board")
    assert pairs(found, "authority", "n") == [
        ("Medway", "12"),
        ("Medway", "13"),
        ("Rochdale", "5"),
        ("Rochdale", "9"),
    ]
    assert {row["told"] for row in found} == {"Medway; Partner agencies", "Partner agencies; Rochdale"}
    assert found[3]["named"] == ROCHDALE_BOARD
    abuse = rows(shipped_store, "actions-shared", authority="Rochdale", theme="domestic-abuse")
    assert pairs(abuse, "n") == [("7",)]


def test_boards_held_to_account(shipped_store: Path) -> None:
    found = rows(shipped_store, "boards-held-to-account")
    assert pairs(found, "board", "actions") == [
        ("Medway Safeguarding Children Board", "2"),
        (ROCHDALE_BOARD, "2"),
    ]
    said = rows(shipped_store, "findings-about-body", name=ROCHDALE_BOARD)
    counted = {
        sort: sum(row["polarity"] == sort for row in said) for sort in ("Weakness", "Mixed", "Strength")
    }
    assert [found[1][name] for name in ("weaknesses", "mixed", "strengths")] == [
        str(n) for n in counted.values()
    ]
    assert found[1]["weak_on"].startswith("Safeguarding board or partnership; ")


def test_teams_of_one_area_and_not_of_another(shipped_store: Path, rutland: Path) -> None:
    found = rows(shipped_store, "bodies-elsewhere", authority="Rochdale", other="Medway")
    findings = {row["body"]: row["findings"] for row in found}
    assert findings["Sunrise team"] == str(
        len(rows(shipped_store, "findings-about-body", name="Sunrise", authority="Rochdale"))
    )
    assert {"Emergency duty team", "Out-of-hours team"} <= findings.keys()
    assert not findings.keys() & {row["body"] for row in rows(shipped_store, "bodies", authority="Medway")}
    assert not rows(rutland, "bodies-elsewhere", authority="Rutland", other="Rutland")
    teams = rows(rutland, "bodies-elsewhere", authority="Rutland", other="Kent")
    assert pairs(teams, "body") == [("Beacon team",), ("Lantern team",)]


def test_the_evidence_behind_a_judgement(shipped_store: Path) -> None:
    found = rows(shipped_store, "judgement-evidence", authority="Rochdale", aspect="quality-of-practice")
    passages = [row for row in found if row["is"] == "grade"]
    assert len(passages) == int(rows(shipped_store, "judgements", authority="Rochdale")[2]["places"])
    assert "The quality of practice is adequate." in {row["quote"] for row in passages}
    section = {row["paragraph"].split(".")[0] for row in found if row["is"] != "grade"}
    assert section == {str(n) for n in range(26, 34)}
    weak = rows(
        shipped_store,
        "judgement-evidence",
        authority="Rochdale",
        aspect="quality-of-practice",
        polarity="weakness",
    )
    assert weak == [row for row in found if row["is"] == "weakness"]


def test_laws_and_how_widely_they_are_cited(shipped_store: Path) -> None:
    found = rows(shipped_store, "laws-cited", kind="act")
    assert pairs(found, "instrument", "councils", "reports", "places", "first", "last") == [
        ("Children Act 1989, section 47", "2", "2", "3", "2012-11-12", "2013-01-07"),
        ("Education and Inspections Act 2006, section 136", "2", "2", "2", "2012-11-12", "2013-01-07"),
    ]
    assert found[0]["legislation"] == "http://www.legislation.gov.uk/id/ukpga/1989/41/section/47"
    assert len(rows(shipped_store, "laws-cited", name="children act", authority="Medway")) == 1


def test_where_a_council_stands_now(rutland: Path, shipped_store: Path) -> None:
    found = rows(rutland, "latest-judgements", authority="Rutland", aspect="quality-of-practice")
    assert pairs(found, "grade", "from", "held", "region") == [
        ("Adequate", "2013-03-04", "2", "East Midlands")
    ]
    north = rows(shipped_store, "latest-judgements", region="north west")
    assert {row["authority"] for row in north} == {"Rochdale"}
    assert len(north) == 4


def test_councils_like_mine_on_my_weakest_themes(shipped_store: Path) -> None:
    found = rows(shipped_store, "neighbours-on-weakest-themes", authority="Medway")
    themes = rows(shipped_store, "strengths-and-weaknesses", authority="Medway")
    share = {
        row["theme"]: int(row["weaknesses"]) / judging
        for row in themes
        if (judging := sum(int(row[name]) for name in ("strengths", "weaknesses", "mixed"))) >= 5
    }
    weakest = sorted(share, key=lambda theme: -share[theme])[:3]
    own = [row for row in found if row["authority"] == "Medway"]
    assert [row["theme"] for row in own] == weakest
    assert [row["weak"] for row in own] == [str(round(100 * share[theme])) for theme in weakest]
    assert [row["overall"] for row in own] == ["Inadequate"] * 3
    others = [row for row in found if row["authority"] != "Medway"]
    assert len(others) == 30
    assert not any("weak" in row for row in others)  # of none of them a report is held


def test_what_changed_between_two_inspections(rutland: Path) -> None:
    found = rows(rutland, "changes", authority="Rutland")
    assert {(row["from_then"], row["from_now"]) for row in found} == {("2012-05-14", "2013-03-04")}
    by_what = {
        what: pairs(rows(rutland, "changes", authority="Rutland", what=what), "item", "then", "now")
        for what in ("grade", "body", "theme", "required action")
    }
    assert by_what["grade"] == [("The quality of practice", "Inadequate", "Adequate")]
    assert by_what["body"] == [("Beacon team", "named", "not named"), ("Lantern team", "not named", "named")]
    assert ("Assessment", "100 %", "0 %") in by_what["theme"]
    assert ("Neglect", "0", "1") in by_what["required action"]
    assert sum(map(len, by_what.values())) == len(found)


def test_what_reports_leave_open(shipped_store: Path, rutland: Path) -> None:
    found = rows(shipped_store, "unanswered")
    assert {(row["file"], row["question"]) for row in found} == {
        ("medway-2013-01.txt", "day of publication"),
        ("rochdale-2012-11.txt", "day of publication"),
    }
    silent = rows(rutland, "unanswered", question="day of publication")
    assert pairs(silent, "from") == [("2013-03-04",)]
