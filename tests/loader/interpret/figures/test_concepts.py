"""The concepts that printed measures and units mean."""

import pytest

from loader.cues import cues
from loader.interpret.figures.concepts import measure_concept, unit_concept
from loader.vocabulary import concepts


@pytest.mark.parametrize(
    ("measure", "unit", "expected"),
    [
        ("children being looked after by the local authority", "children", "children-looked-after"),
        ("children looked after in Sefton", "per 10,000", "children-looked-after"),
        ("children looked after who like their school", "children", None),
        ("children looked after who have an advocate", "children", "advocates"),
        ("children looked after", "%", None),
        (
            "children who live with foster families, who live out of the area",
            "%",
            "with-foster-families-outside-area",
        ),
        (
            "care leavers not in education, employment or training",
            "%",
            "care-leavers-not-in-education-employment-or-training",
        ),
        (
            "care leavers in education, training or employment",
            "%",
            "care-leavers-in-education-employment-or-training",
        ),
        (
            "children and young people who were the subject of a child protection plan",
            "children",
            "child-protection-plans",
        ),
        ("child protection plans under the category of neglect", "%", "plans-for-neglect"),
        ("increase in children looked after", "%", None),
        ("all pupils, compared with children entitled to free school meals", "%", None),
        ("children in poverty, of children entitled to free school meals", "%", "children-in-poverty"),
        ("children with disabilities teams", "teams", None),
        ("multi-agency staff trained", "staff", None),
        ("caseloads of children", "children", "caseloads"),
        ("children who do not attend good schools", "%", None),
        ("plans sampled by inspectors", "plans", None),
    ],
)
def test_a_measure_means_a_concept_or_none(measure: str, unit: str, expected: str | None) -> None:
    assert measure_concept(measure, unit) == expected


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("%", "percent"),
        ("proportion", "fraction"),
        ("percentage points", "percentage-points"),
        ("per 10,000", "per-10000"),
        ("per 1,500", "rate"),
        ("£", "pounds"),
        ("day", "days"),
        ("children", "number"),
    ],
)
def test_a_unit_is_a_concept(unit: str, expected: str) -> None:
    assert unit_concept(unit) == expected
    assert expected in concepts("units")


def test_the_rules_are_about_measures_and_units_of_the_schemes() -> None:
    rules, known = cues("measure_concepts"), concepts("measures").keys()
    assert {*rules["nouns"], *rules["units"], *rules["whole"]} <= known
    assert {unit for units in rules["units"].values() for unit in units} <= concepts("units").keys()
