"""Grades, strengths and weaknesses of one inspection held against those of the one before."""

from __future__ import annotations

from pathlib import Path

import pytest

from loader.load import load
from tests import small_pages, small_reports
from tests.queries.asking import pairs, rows

_DATES = "Inspection dates: 4 - 13 March 2013"
_RUTLAND = [("Barchester County Council", "Rutland County Council"), ("Barchester", "Rutland")]


@pytest.fixture(scope="module")
def rutland(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of three inspections of one council and a visit: 2012, 2013, 2023, 2024."""
    folder = tmp_path_factory.mktemp("rutland")
    earlier = small_reports.changed(
        (_DATES, "Inspection dates: 14 - 23 May 2012"),
        ("Adequate\n\n10. Assessments are thorough.", "Inadequate\n\n10. Assessments are poor and late."),
        ("The quality of practice\tAdequate", "The quality of practice\tInadequate"),
    )
    (folder / "2012.txt").write_text(earlier, encoding="utf-8")
    (folder / "2013.txt").write_text(small_reports.SMALL_REPORT, encoding="utf-8")
    for name in ("focused-visit", "ilacs"):
        text = small_pages.LAYOUTS[name].replace("Barchester", "Rutland")
        (folder / f"{name}.pdf").write_bytes(small_pages.laid_out(text))
    load([folder], folder / "store")
    return folder / "store"


def test_the_chain_of_a_council(rutland: Path) -> None:
    found = rows(rutland, "inspection-chain", authority="Rutland")
    assert pairs(found, "from", "framework", "overall", "before", "framework_before", "full_before") == [
        ("2012-05-14", "protection-2012", "Good", "", "", ""),
        ("2013-03-04", "protection-2012", "Good", "2012-05-14", "protection-2012", "2012-05-14"),
        ("2023-10-18", "ilacs-focused-visit", "", "2013-03-04", "protection-2012", "2013-03-04"),
        ("2024-03-04", "ilacs", "Good", "2023-10-18", "ilacs-focused-visit", "2013-03-04"),
    ]


def test_grades_then_and_now(rutland: Path) -> None:
    found = rows(rutland, "progress")
    assert {row["authority"] for row in found} == {row["authority_then"] for row in found} == {"Rutland"}
    practice = rows(rutland, "progress", aspect="quality-of-practice")
    assert pairs(practice, "from_then", "grade_then", "from_now", "grade_now", "change") == [
        ("2012-05-14", "Inadequate", "2013-03-04", "Adequate", "better")
    ]
    protection = rows(rutland, "progress", aspect="help-and-protection", change="worse")
    assert pairs(protection, "grade_then", "harmonised_then", "grade_now", "harmonised_now") == [
        ("Good", "Good", "Requires improvement to be good", "Adequate, or requires improvement")
    ]
    leaders = rows(rutland, "progress", aspect="leaders-impact")
    assert pairs(leaders, "aspect_then", "framework_then", "framework_now", "change") == [
        ("Leadership and governance", "protection-2012", "ilacs", "same")
    ]
    assert not rows(rutland, "progress", aspect="care-leavers")


def test_strengths_and_weaknesses_then_and_now(rutland: Path) -> None:
    found = rows(rutland, "theme-progress", authority="RUT", theme="assessment")
    columns = ("from_then", "strengths_then", "weaknesses_then", "weak_then")
    now = ("from_now", "strengths_now", "weaknesses_now", "weak_now")
    assert pairs(found, *columns) == [("2012-05-14", "0", "1", "100"), ("2013-03-04", "1", "0", "0")]
    assert pairs(found, *now) == [("2013-03-04", "1", "0", "0"), ("2024-03-04", "0", "0", "")]
    assert rows(rutland, "theme-progress", authority="RUT", theme="assessment", least="1") == found[:1]
    counted = {(row["theme"], row["strengths"]) for row in rows(rutland, "themes-by-year", framework="ilacs")}
    progress = rows(rutland, "theme-progress")
    latest = {(row["theme"], row["strengths_now"]) for row in progress if row["framework_now"] == "ilacs"}
    assert counted <= latest
