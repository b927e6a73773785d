import pytest

from loader.conclude.likeness.demands import asked
from loader.conclude.likeness.scoring import FEATURES, features, grade_of, likeness, method
from loader.conclude.likeness.subjects import FOLDER
from loader.cues import read_yaml
from ontology.resources import resource


def score(later: str, earlier: str, spheres: tuple[str, str] = ("", "")) -> int:
    return likeness(asked(later, spheres[0]), asked(earlier, spheres[1])).score


def grade(later: str, earlier: str) -> str | None:
    return likeness(asked(later), asked(earlier)).grade


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("Improve the quality of assessments.", "Ensure that assessments are timely and of good quality."),
        ("The quality of auditing and its impact.", "Improve case file audits so that practice improves."),
        ("Life-story work for children in care.", "Ensure that all children have life story books."),
        ("Supervision and management oversight.", "Strengthen managers’ oversight and regular supervision."),
        ("The response to privately fostered children.", "Improve private fostering arrangements."),
        ("The response to disabled children.", "Safeguarding of disabled children."),
    ],
)
def test_the_same_is_asked_in_other_words(later, earlier):
    assert grade(later, earlier) == "same"


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("Support for care leavers.", "The quality of assessments."),
        ("Sufficiency of placements.", "Management oversight and supervision."),
        ("The timeliness of strategy meetings.", "Health histories of care leavers."),
        ("The weather.", "The weather."),
    ],
)
def test_another_subject_is_nothing(later, earlier):
    assert grade(later, earlier) is None


def test_what_is_asked_for_other_children_is_less_alike():
    plans = "The quality of plans for disabled children."
    same, all_children, others = (
        score(plans, f"The quality of plans{of}.")
        for of in (" for disabled children", "", " for care leavers")
    )
    assert same > all_children > others


def test_what_is_asked_of_others_is_less_alike():
    audits = ("The quality of audits.", "Improve the quality of audits.")
    assert score(*audits) > score(*audits, ("board", "")) < score(*audits, ("board", "board"))
    assert score(*audits) > score("The quality of police audits.", audits[1])


def test_an_aim_is_no_demand():
    assert score("Audits of practice.", "Improve visits to inform audits.") < score(
        "Audits.", "Improve audits."
    )


def test_what_they_share_is_said_in_their_words():
    alike = likeness(asked("The quality of case auditing."), asked("Improve the quality of audits."))
    assert alike.shared == ("case auditing / audits", "quality")
    pathway = likeness(asked("Pathway plans."), asked("The quality of all plans."))
    assert pathway.shared == ("pathway plans / plans",)


def test_nothing_shared_is_a_score_of_nothing():
    alike = likeness(asked("Placements."), asked("Audits."))
    assert (alike.score, alike.shared, alike.grade) == (0, (), None)


def test_features_are_whole_numbers_in_order_of_their_names():
    rows = list(
        features(asked("The quality of plans; good visits."), asked("Good plans; good audits; good visits."))
    )
    assert len(rows) == 6
    assert all(len(row) == len(FEATURES) and all(type(x) is int for x in row) for _, _, row in rows)
    assert {row[0] for _, _, row in rows} == {1}


def test_weights_are_whole_and_thresholds_in_order():
    data = read_yaml(resource(f"{FOLDER}/weights.yaml"))
    assert set(data["weights"]) == set(FEATURES)
    assert all(isinstance(weight, int) for weight in data["weights"].values())
    assert 0 < data["related"] < data["same"] <= 100
    assert method() == data["method"]
    assert [grade_of(n) for n in (data["same"], data["related"], 0)] == ["same", "related", None]
