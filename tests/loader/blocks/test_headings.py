import pytest

from loader.blocks.headings import action_forms, alike, grade_forms, read_heading, timescale_forms
from loader.framework import SectionSpec, framework, frameworks, heading_key

SPECS = (
    SectionSpec("Summary", "summary", also=("Executive summary", r"/key strengths of the .{2,40}")),
    SectionSpec("Care leavers", "findings", "care-leavers", grade="may"),
    SectionSpec("Leadership and governance", "findings", "leadership-and-governance", grade="must"),
)
CARE, LEADERS = SPECS[1:]


@pytest.mark.parametrize(
    ("text", "spec", "grade"),
    [
        ("Summary", SPECS[0], None),
        ("EXECUTIVE SUMMARY¹", SPECS[0], None),
        ("Key strengths of the Barchester board:", SPECS[0], None),
        ("Care leavers", CARE, None),
        ("Care leavers: good", CARE, "good"),
        ("Care leavers – Good.", CARE, "Good"),
        ("Care leavers\tOutstanding", CARE, "Outstanding"),
        ("Care leavers requires improvement to be good", CARE, "requires improvement to be good"),
        ("Care leavers requires improvement", CARE, "requires improvement"),
        ("Care leavers is that it is inadequate", CARE, "inadequate"),
        ("Care leavers are Good", CARE, "Good"),
        ("Leadership and governance\tInadequate", LEADERS, "Inadequate"),
        ("Leadership and governance", None, None),
        ("Care leavers are safe", None, None),
        ("Care leavers good enough", None, None),
        ("Summary good", None, None),
        ("Key strengths of the", None, None),
        ("", None, None),
    ],
)
def test_a_heading_opens_a_section_and_may_print_its_grade(text, spec, grade):
    found = read_heading(text, SPECS, "ofsted-2013")
    assert (found.spec if found else None, found.grade if found else None) == (spec, grade)


def test_the_first_section_that_fits_is_opened():
    twice = (SectionSpec("Overall effectiveness", "verdict"), SectionSpec("Overall effectiveness", "summary"))
    found = read_heading("Overall effectiveness", twice, None)
    assert found
    assert found.spec is twice[0]


def test_a_grade_of_another_scale_is_none():
    assert read_heading("Care leavers: adequate", SPECS, "ofsted-2013") is None
    found = read_heading("Care leavers: adequate", SPECS, "protection-2012")
    assert found
    assert found.grade == "adequate"


@pytest.mark.parametrize("kind", frameworks(), ids=lambda it: it.id)
def test_every_listed_title_opens_its_section(kind):
    for spec in kind.sections:
        grade = ": good" if spec.grade == "must" else ""
        found = read_heading(f"{spec.title}{grade}", kind.sections, kind.scale)
        assert found, spec.title
        assert heading_key(found.spec.title) == heading_key(spec.title)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("the quality of practice", "the quality of practise", True),
        ("areas for improvement", "area for improvement", True),
        ("capacity to improve", "the capacity to improve", False),
        ("leadership and governance", "leadership and management", False),
        ("summary", "", False),
    ],
)
def test_misprints_are_told_from_other_headings(a, b, same):
    assert alike(a, b) is same
    assert alike(b, a) is same


def test_forms_of_grades_timescales_and_actions_are_keys():
    assert grade_forms("ofsted-2013") >= {"good", "requires improvement to be good", "outstanding"}
    assert grade_forms("protection-2012") >= {"adequate", "grade 3 adequate"}
    assert grade_forms(None) == frozenset()
    assert timescale_forms() >= {"immediately", "within three months"}
    assert action_forms() >= {"areas for improvement", "areas for priority action", "recommendations"}
    everything = {*grade_forms("ofsted-2013"), *timescale_forms(), *action_forms()}
    assert everything == {heading_key(form) for form in everything}


def test_frameworks_are_found_by_id():
    assert [framework(kind.id) for kind in frameworks()] == list(frameworks())
