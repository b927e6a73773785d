"""The words of tables and reports: the data is in the schemes, and what tables really write is known."""

from __future__ import annotations

import datetime

import pytest

from loader.cues import read_yaml
from loader.vocabulary import concepts
from ontology.resources import resource
from queries.coverage_words import (
    Passage,
    date_in,
    grades_in,
    kinds_in,
    meaning,
    passages,
    says_nothing,
    stand_ins,
)

SAID = read_yaml(resource("queries/coverage.yaml"))


def test_the_data_names_concepts_of_the_schemes() -> None:
    aspects = {
        *SAID["aspects"],
        *SAID["instead"],
        *(a for others in SAID["instead"].values() for a in others),
    }
    assert aspects <= set(concepts("aspects"))
    assert set(SAID["frameworks"]) <= set(concepts("frameworks"))
    last_parts = {slug.rpartition("/")[2] for slug in concepts("judgement-scales")}
    assert set(SAID["grades"]) <= last_parts
    assert set(SAID["columns"]) == {"authority", "framework", "inspected", "published"}


def test_every_heading_of_the_data_is_found() -> None:
    for part in ("columns", "aspects"):
        for what, forms in SAID[part].items():
            assert {form: meaning(form) for form in forms} == dict.fromkeys(forms, what)


def test_every_label_of_an_aspect_is_a_heading() -> None:
    for aspect in concepts("aspects").values():
        assert meaning(aspect.label.upper()) is not None
        assert meaning(f"{aspect.label} grade") == meaning(aspect.label)


@pytest.mark.parametrize(
    ("heading", "what"),
    [
        ("overall_effectiveness_grade", "overall-effectiveness"),
        ("Overall Effectiveness Grade", "overall-effectiveness"),
        ("impact_of_leaders_grade", "leaders-impact"),
        ("The impact of leaders on social work practice with children and families", "leaders-impact"),
        ("help_and_protection_grade", "help-and-protection"),
        ("Children in need of help and protection", "help-and-protection"),
        ("in_care_grade", "children-in-care"),
        ("Experiences and progress of children in care", "children-in-care"),
        ("Care Leavers Grade", "care-leavers"),
        ("2.1 Adoption performance", "adoption"),
        ("Leadership, management & governance", "leadership-and-governance"),
        ("LSCB judgement", "safeguarding-board"),
        ("outcome_grade", "inspection-outcome"),
        ("ltla23cd", "authority"),
        ("URN", "authority"),
        ("Unique reference number", "authority"),
        ("Date of inspection", "inspected"),
        ("inspection_end_date", "inspected"),
        ("Publication date", "published"),
        ("Event type grouping", "framework"),
        ("previous_inspection_date", None),
        ("Inspector Name", None),
        ("", None),
    ],
)
def test_headings_that_tables_have(heading: str, what: str | None) -> None:
    assert meaning(heading) == what


@pytest.mark.parametrize(
    ("cell", "grades"),
    [
        ("requires improvement", {"ofsted-2013/requires-improvement"}),
        ("Requires improvement to be good", {"ofsted-2013/requires-improvement"}),
        ("RI", {"ofsted-2013/requires-improvement"}),
        ("Requires Improvement (3)", {"ofsted-2013/requires-improvement"}),
        ("3 - Adequate", {"protection-2012/adequate"}),
        ("4.0", {"ofsted-2013/inadequate", "protection-2012/inadequate"}),
        ("5", {"not-judged"}),
        ("6", set()),
        ("to requires improvement", set()),
    ],
)
def test_grades_that_tables_write(cell: str, grades: set[str]) -> None:
    assert grades_in(cell) == grades


def test_a_number_is_a_rank_on_any_scale() -> None:
    assert {
        "ofsted-2013/requires-improvement",
        "protection-2012/adequate",
        "area-send/outcome-3",
    } == grades_in("3")


def test_no_grade_is_of_the_scale_that_no_report_prints() -> None:
    assert not grades_in("Adequate, or requires improvement")


@pytest.mark.parametrize(
    "cell", ["", " - ", "N/A", "data_unreadable", "inspection_pre_dates_judgement", "None"]
)
def test_cells_that_say_nothing(cell: str) -> None:
    assert says_nothing(cell)
    assert not grades_in(cell)


@pytest.mark.parametrize(
    ("word", "kind"), [("short", "ilacs"), ("ILACS - Standard", "ilacs"), ("SIF", "sif")]
)
def test_kinds_that_tables_write(word: str, kind: str) -> None:
    assert kinds_in(word) == {kind}


def test_a_kind_is_known_by_its_slug_and_labels() -> None:
    for kind in concepts("frameworks").values():
        assert all(kind.slug in kinds_in(form) for form in (kind.slug, *kind.forms))


@pytest.mark.parametrize(
    "text",
    [
        "2013-02-05",
        "2013-02-05T00:00:00Z",
        "2013-02-05 00:00:00.000",
        "05/02/2013",
        "5/2/13",
        "05/02/2013 00:00",
        "05-02-2013",
        "05.02.2013",
        "5 February 2013",
        "05 Feb 2013",
        "05-Feb-13",
        "Tuesday 5 February 2013",
    ],
)
def test_the_day_comes_before_the_month(text: str) -> None:
    assert date_in(text) == datetime.date(2013, 2, 5)


@pytest.mark.parametrize("text", ["", "02/13/2013", "31/02/2013", "February 2013", "41310", "٠٥/٠٢"])
def test_what_is_no_day(text: str) -> None:
    assert date_in(text) is None


def test_a_column_for_children_in_care_stands_for_what_older_reports_grade() -> None:
    assert stand_ins("children-in-care") == (
        "children-in-care",
        "children-in-care-and-care-leavers",
        "looked-after-and-achieving-permanence",
    )
    assert stand_ins("adoption") == ("adoption",)


@pytest.mark.parametrize(
    ("text", "aspect", "quotes"),
    [
        (
            "Overall effectiveness requires improvement to be good.",
            "overall-effectiveness",
            ["Overall effectiveness requires improvement to be good"],
        ),
        (
            "The experiences and progress of children in care\tInadequate",
            "children-in-care",
            ["The experiences and progress of children in care\tInadequate"],
        ),
        (
            "Children’s services in Rutland are outstanding",
            "overall-effectiveness",
            ["Children’s services in Rutland are outstanding"],
        ),
        ("Overall effectiveness was looked at. Plans are good.", "overall-effectiveness", []),
        ("The overall effectiveness is adequately described", "overall-effectiveness", []),
        ("Overall effectiveness Good", "adoption", []),
    ],
)
def test_passages_name_an_aspect_and_then_a_grade(text: str, aspect: str, quotes: list[str]) -> None:
    found = [passage for passage, _ in passages([Passage(text, 3, "7")], [aspect])]
    assert [passage.quote for passage in found] == quotes
    assert all(passage.quote in text and passage[1:] == (3, "7") for passage in found)
