import time

import pytest

from loader.conclude.likeness.demands import ASIDE, HEAD, PURPOSE, asked


def heads(text: str) -> list[set[str]]:
    return [set(demand.heads) for demand in asked(text).demands]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("The quality of assessments and plans.", [{"assessment", "plan"}]),
        ("Ensure that managers provide regular supervision.", [{"supervision"}]),
        ("Ensure that plans are clear, and that audits are robust.", [{"plan"}, {"quality-assurance"}]),
        (
            "Improve the following: the timeliness of visits; life-story work.",
            [set(), {"visit"}, {"life-story"}],
        ),
        ("Reviews of PEPs (paragraph 12).", [{"education-plan"}]),
        (
            "Multi-agency work, including strategy meetings and core groups.",
            [{"strategy-discussion", "core-group"}],
        ),
        ("The weather.", [set()]),
    ],
)
def test_what_stands_first_is_asked_for(text, subjects):
    assert heads(text) == subjects


def test_the_further_back_the_less_it_counts():
    (demand,) = asked("Ensure that audits look at assessments so that placements are safe.").demands
    assert demand.standing == {"quality-assurance": HEAD, "assessment": ASIDE, "placement": PURPOSE}
    (demand,) = asked("Management oversight at the front door.").demands
    assert demand.standing == {"oversight": HEAD, "front-door": ASIDE}


def test_an_aim_before_any_subject_is_none():
    (demand,) = asked("Take steps to ensure that audits are good.").demands
    assert demand.heads == ("quality-assurance",)


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("Plans for disabled children.", {"disabled"}),
        ("Assessments of all children and care leavers.", set()),
        ("Plans for children, including disabled children.", set()),
        ("Visits, so that disabled children are safe.", set()),
    ],
)
def test_children_named_besides_all_others_limit_nothing(text, limits):
    (demand,) = asked(text).demands
    assert demand.limits == limits


def test_some_subjects_are_about_some_children():
    (demand,) = asked("Return home interviews.").demands
    assert demand.groups == {"missing"}
    assert not demand.limits


def test_a_text_that_only_finds_fault_says_first_what_with():
    fault = "Police do not record the views of children. " + "Visits are late and few are made in time. " * 8
    found = asked(fault)
    assert [demand.place for demand in found.demands][:3] == [0, 1, 2]
    assert found.agencies == {"police"}
    told = asked("Ensure that visits are on time. " + "Visits are late and few are made in time. " * 8)
    assert {demand.place for demand in told.demands} == {0}


def test_words_that_stand_for_nothing_known_count_by_how_rare_they_are():
    (demand,) = asked("A gazetteer of practice.").demands
    assert demand.weights["~gazette"] > demand.weights["practice"] > 0
    assert demand.printed["~gazette"] == "gazetteer"


@pytest.mark.parametrize("text", ["", " ", "…", "a" * 100_000, "plans; " * 50_000, "(paragraph " * 20_000])
def test_hostile_texts_cost_little(text):
    started = time.process_time()
    found = asked(text)
    assert len(found.demands) <= 12
    assert time.process_time() - started < 2
