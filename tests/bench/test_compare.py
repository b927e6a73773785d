"""The rules of comparison, each on a small report."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from bench.compare import EVIDENCE, KINDS, TITLE_BLOCK, compare, paragraph_numbers
from bench.matching import Score
from bench.named import OTHER, PROPER

TEXT = "1. The Council has 15% of pupils. In 2010 the Youth Service began.\n- under the early help strategy"

GOLD: dict[str, Any] = {
    "framework": "protection-2012",
    "authority": "Derwent Council",
    "inspection_start": "2013-01-07",
    "inspection_end": "2013-01-16",
    "published": None,
    "lead_inspectors": ["Ann O’Neil"],
    "inspectorates": ["Ofsted", "HMI Constabulary and Fire & Rescue Services"],
    "judgements": [{"aspect": "The quality of practice", "grade": "Good"}],
    "actions": [
        {
            "n": 1,
            "text": "keep the plans.",
            "heading": "Immediately:",
            "kind": "area-for-improvement",
            "timescale": "immediately",
            "responsible": ["the council", "its partners"],
        }
    ],
    "sections": [{"title": "Findings", "grade": "Good", "paragraphs": [1]}],
    "paragraphs": {"1": "The Council has 15% of pupils. In 2010 the Youth Service began."},
    "statistics": [
        {
            "paragraph": 1,
            "measure": "pupils",
            "verbatim": "15% of pupils",
            "value": 15,
            "unit": "%",
            "comparator": {"area": "England", "value": None},
        }
    ],
    "organisations": [{"name": "Youth Service", "aliases": [], "kind": "service", "paragraphs": [1]}],
    "documents": [{"name": "Early help strategy", "kind": "strategy", "paragraphs": [1]}],
    "events": [
        {"name": "Youth Service began", "date": "2010", "paragraphs": [1]},
        {"name": "Inspection", "date": "2013-01-07/2013-01-16", "paragraphs": []},
    ],
}


def evidence(block: str, quote: str) -> list[dict[str, Any]]:
    at = {"1": GOLD["paragraphs"]["1"], "1.b1": "under the early help strategy"}[block].index(quote)
    return [{"block": block, "start": at, "end": at + len(quote), "quote": quote}]


@pytest.fixture
def report() -> dict[str, Any]:
    """A report in which everything is right."""
    whole = evidence("1", "The Council")
    made = copy.deepcopy(GOLD)
    for key in ("judgements", "actions", "sections", "events"):
        made[key] = [{**item, "evidence": whole} for item in made[key]]
    made["sections"][0]["paragraphs"] = ["1", "1.b1"]
    for item in made["events"]:
        item["paragraphs"] = ["1"]
    return made | {
        "authority": {"name": "Derwent Council"},
        "evidence": whole,
        "paragraphs": [
            {"id": "1", "number": 1, "text": GOLD["paragraphs"]["1"], "evidence": whole},
            {"id": "1.b1", "number": None, "text": "under the early help strategy", "evidence": whole},
        ],
        "findings": [],
        "statistics": [{**GOLD["statistics"][0], "paragraph": "1", "evidence": evidence("1", "15%")}],
        "bodies": [
            {
                "name": "Youth Service",
                "aliases": [],
                "kind": "service",
                "proper": True,
                "paragraphs": ["1"],
                "evidence": evidence("1", "Youth Service"),
            }
        ],
        "posts": [],
        "programmes": [],
        "instruments": [
            {
                "name": "early help strategy",
                "aliases": [],
                "paragraphs": ["1.b1"],
                "evidence": evidence("1.b1", "early help strategy"),
            }
        ],
    }


def scores(report: dict[str, Any], **gold: Any) -> dict[str, Score]:
    return compare({**GOLD, **gold}, report, TEXT)


def what(score: Score) -> list[str]:
    return [each.what for each in score.disagreements]


def test_a_perfect_report(report: dict[str, Any]) -> None:
    result = scores(report)
    assert tuple(result) == KINDS
    for kind, score in result.items():
        assert score.f1 == (None if kind in ("  published", OTHER) else 1), kind
        assert score.disagreements == ()


def test_what_the_gold_does_not_hold_is_not_measured(report: dict[str, Any]) -> None:
    keys = ("statistics", "organisations", "documents", "events", "sections", "paragraphs")
    result = compare({key: value for key, value in GOLD.items() if key not in keys}, report, TEXT)
    assert {"actions", "judgements", TITLE_BLOCK, EVIDENCE} <= set(result)
    assert not {"statistics", PROPER, "instruments", "events", "sections", "paragraphs"} & set(result)


def test_the_title_block_counts_fields_and_names(report: dict[str, Any]) -> None:
    report |= {"authority": None, "published": "2013-02-20", "lead_inspectors": ["Ann O'Neil", "Bo Ek"]}
    result = scores(report)
    assert (result[TITLE_BLOCK].gold, result[TITLE_BLOCK].gold_met) == (7, 6)
    assert (result[TITLE_BLOCK].found, result[TITLE_BLOCK].found_right) == (8, 6)
    assert what(result["  authority"]) == ["missing"]
    assert what(result["  published"]) == ["extra"]
    assert what(result["  lead_inspectors"]) == ["extra"]


def test_an_ampersand_is_a_word_in_the_name_of_an_inspectorate(report: dict[str, Any]) -> None:
    report["inspectorates"] = ["Ofsted", "HMI Constabulary and Fire and Rescue Services"]
    assert scores(report)["  inspectorates"].f1 == 1


@pytest.mark.parametrize(
    ("key", "value"), [("title", "Summary"), ("grade", None), ("grade", "Adequate"), ("paragraphs", ["1.b1"])]
)
def test_a_section_is_its_title_grade_and_numbers(report: dict[str, Any], key: str, value: object) -> None:
    report["sections"][0][key] = value
    assert scores(report)["sections"].f1 == 0


@pytest.mark.parametrize(("key", "value"), [("number", 2), ("number", None), ("text", "The Council.")])
def test_a_paragraph_is_its_number_and_text(report: dict[str, Any], key: str, value: object) -> None:
    report["paragraphs"][0][key] = value
    assert scores(report)["paragraphs"].gold_met == 0


@pytest.mark.parametrize(
    ("aspect", "grade", "right"),
    [
        ("Quality of practice", "good", True),
        ("2. The quality of practice", "Good", True),
        ("The quality of practice", "Adequate", False),
        ("Leadership", "Good", False),
    ],
)
def test_a_judgement_is_its_grade_and_more_or_less_its_aspect(
    report: dict[str, Any], aspect: str, grade: str, right: bool
) -> None:
    report["judgements"][0] |= {"aspect": aspect, "grade": grade}
    assert scores(report)["judgements"].f1 == float(right)


def test_a_second_judgement_of_an_aspect_is_wrong(report: dict[str, Any]) -> None:
    report["judgements"] *= 2
    assert scores(report)["judgements"].precision == 0.5


def test_an_action_is_its_text(report: dict[str, Any]) -> None:
    report["actions"][0] |= {
        "text": "Keep the plans",
        "n": 7,
        "timescale": None,
        "responsible": ["the council"],
    }
    result = scores(report)
    assert result["actions"].f1 == 1
    assert what(result["  action timescale"]) == ["missing"]
    assert result["  action responsible"].recall == 0.5
    assert result["  action heading"].f1 == result["  action kind"].f1 == 1


def test_the_rest_of_an_action_is_not_asked_where_it_was_not_found(report: dict[str, Any]) -> None:
    report["actions"][0]["text"] = "another thing"
    result = scores(report)
    assert result["actions"].f1 == 0
    assert result["  action timescale"].gold == 0


def test_a_figure_under_a_paragraph_is_the_paragraphs(report: dict[str, Any]) -> None:
    report["statistics"][0]["paragraph"] = "1.b1"
    assert scores(report)["statistics"].f1 == 1


@pytest.mark.parametrize(("key", "value"), [("value", 16), ("paragraph", "p1.1")])
def test_a_figure_is_its_paragraph_and_value(report: dict[str, Any], key: str, value: object) -> None:
    report["statistics"][0][key] = value
    assert scores(report)["statistics"].f1 == 0


def test_a_figures_words_are_free_and_its_comparator_is_not(report: dict[str, Any]) -> None:
    report["statistics"][0] |= {"measure": "share", "comparator": {"area": "England", "value": 17}}
    result = scores(report)
    assert result["statistics"].f1 == 1
    assert result["  comparator"].f1 == 0


@pytest.mark.parametrize(
    ("name", "block", "right"),
    [
        ("early help strategies", "1", True),
        ("integrated early help", "1.b1", True),
        ("domestic abuse strategy", "1", False),
        ("early help strategy", "9", False),
    ],
)
def test_an_instrument_shares_a_paragraph_and_words(
    report: dict[str, Any], name: str, block: str, right: bool
) -> None:
    report["instruments"][0] |= {"name": name, "paragraphs": [block]}
    assert bool(scores(report)["instruments"].gold_met) is right


def test_one_instrument_does_not_stand_for_two(report: dict[str, Any]) -> None:
    documents = [*GOLD["documents"], {"name": "Early help plan", "kind": "plan", "paragraphs": [1]}]
    assert scores(report, documents=documents)["instruments"].recall == 0.5


def test_an_event_is_its_date_and_place(report: dict[str, Any]) -> None:
    report["events"][0] |= {"name": "other words", "paragraphs": ["1.b1"]}
    assert scores(report)["events"].f1 == 1
    report["events"][0]["date"] = "2010-01"
    assert scores(report)["events"].recall == 0.5


@pytest.mark.parametrize(
    "broken",
    [{"start": 1}, {"end": 3}, {"block": "9"}, {"quote": "the council"}, {"start": 0, "end": 0, "quote": ""}],
)
def test_evidence_has_to_give_its_quote(report: dict[str, Any], broken: dict[str, Any]) -> None:
    spans = scores(report)[EVIDENCE].found
    report["bodies"][0]["evidence"] = [{**report["bodies"][0]["evidence"][0], **broken}]
    score = scores(report)[EVIDENCE]
    assert (score.found, score.found_right) == (spans, spans - 1)
    assert what(score) == ["different"]


def test_a_claim_without_evidence_is_counted(report: dict[str, Any]) -> None:
    report["actions"][0]["evidence"] = []
    score = scores(report)[EVIDENCE]
    assert (score.precision, score.gold - score.gold_met) == (1, 1)
    assert str(score.disagreements[0]) == "evidence missing: actions: keep the plans."


def test_blocks_before_the_first_number_of_a_section_have_none() -> None:
    blocks = {"3": 3, "p1.1": None, "4": 4, "4.b1": None}
    report = {
        "paragraphs": [{"id": block, "number": number} for block, number in blocks.items()],
        "sections": [{"paragraphs": ["3"]}, {"paragraphs": ["p1.1", "4", "4.b1"]}],
    }
    assert paragraph_numbers(report) == {"3": 3, "4": 4, "4.b1": 4}
