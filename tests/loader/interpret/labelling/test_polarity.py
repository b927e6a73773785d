from typing import Any

import pytest
import yaml

from loader.interpret.labelling.labeller import Context
from loader.interpret.labelling.polarity import METHOD, Clause, polarity_by_cues, read_cues
from loader.vocabulary import concepts
from ontology.resources import resource


def polarity(text: str, before: str = "") -> str:
    return polarity_by_cues(Context(text, before)).concept


STRENGTH = [
    "Managers provide regular and effective supervision.",
    "Risks to children are identified quickly and responded to well.",
    "Strategy meetings are held without delay.",
    "There are no delays in allocating work.",
    "Decisive action prevents drift for babies.",
    "Social workers see children regularly and know them well.",
    "Not only are plans detailed, they are reviewed promptly.",
    "Despite a shortage of staff, visits are timely and purposeful.",
]
WEAKNESS = [
    "Supervision is not effective.",
    "Supervision is not yet consistently reflective or challenging.",
    "Assessments do not always consider fathers.",
    "There is a lack of robust challenge by the board.",
    "The effective use of performance data is limited.",
    "Children wait too long for help.",
    "Meetings are not held soon enough.",
    "The board needs to ensure that audits are robust and lead to improvement.",
    "Leaders should strengthen the oversight of good practice.",
    "Ensure that return interviews are timely and well recorded.",
    "Plans are too variable and many lack clear timescales.",
    "Visits are rarely purposeful.",
]
MIXED = [
    "Although thresholds are well understood, too many referrals are incomplete.",
    "Visits are timely, but records are poor and lack detail.",
    "While training is of high quality, attendance by schools is poor.",
    "Early help is effective; however, it is not available in all areas and waits are too long.",
]
NEUTRAL = [
    "The inspection team consisted of six inspectors from Ofsted.",
    "Approximately 54,000 children live in this area.",
    "The director of children’s services was appointed in May 2012.",
    "The service is commissioned by the integrated care board.",
]


@pytest.mark.parametrize("text", STRENGTH)
def test_what_is_done_well_is_a_strength(text: str) -> None:
    assert polarity(text) == "strength"


@pytest.mark.parametrize("text", WEAKNESS)
def test_what_falls_short_is_a_weakness(text: str) -> None:
    assert polarity(text) == "weakness"


@pytest.mark.parametrize("text", MIXED)
def test_both_in_one_sentence_are_mixed(text: str) -> None:
    assert polarity(text) == "mixed"


@pytest.mark.parametrize("text", NEUTRAL)
def test_description_is_neutral(text: str) -> None:
    assert polarity(text) == "neutral"


def test_a_sentence_that_leans_takes_over_what_was_said_before() -> None:
    text = "This means that some children live with their grandparents."
    assert polarity(text, before="Plans are weak and poorly reviewed.") == "weakness"
    assert polarity(text, before="Plans are strong and well reviewed.") == "strength"


def test_however_after_praise_speaks_against() -> None:
    text = "However, the meetings take place in the evening."
    assert polarity(text, before="Children attend their reviews and are well supported.") == "weakness"


def test_what_was_said_before_does_not_reach_a_sentence_of_its_own() -> None:
    assert polarity("Staff morale is high and support is good.", before="Plans are weak.") == "strength"


def test_each_side_of_a_contrast_is_a_clause() -> None:
    assert read_cues("Visits are timely but records are poor.").clauses == (Clause(3, 0), Clause(0, 3))


def test_the_wider_the_margin_the_surer() -> None:
    slight = polarity_by_cues(Context("Help is available."))
    plain = polarity_by_cues(Context("Help is timely, effective and highly valued by families."))
    assert (slight.concept, plain.concept) == ("strength", "strength")
    assert 0 < slight.confidence < plain.confidence < 1
    assert plain.method == METHOD == "cues/1"


@pytest.mark.parametrize("text", ["", "…", "not", "needs to", "although", "no " * 10_000, "but " * 10_000])
def test_anything_gets_a_polarity(text: str) -> None:
    assert polarity(text) in concepts("polarity")


def cues() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(
        resource("loader/interpret/cues/polarity.yaml").read_text(encoding="utf-8")
    )
    return data


def listed(kind: str) -> list[str]:
    entries = cues()[kind]
    return [p for some in entries.values() for p in some] if isinstance(entries, dict) else entries


def test_a_cue_speaks_for_or_against_and_is_listed_once() -> None:
    evaluating = [p for kind in ("strength", "weakness", "missing", "short", "nothing") for p in listed(kind)]
    assert sorted(p for p in set(evaluating) if evaluating.count(p) > 1) == []


def test_every_polarity_has_confidences_of_two_decimals() -> None:
    table = cues()["confidence"]
    assert set(table) == set(concepts("polarity"))
    assert all(0 < c < 1 and round(c, 2) == c for row in table.values() for c in row)
