import os
from pathlib import Path

import pytest

from bench.accuracy import cases
from bench.matching import match, same
from loader.interpret.actions import read_actions
from loader.interpret.labelling.cue_labeller import CueLabeller
from loader.read import read_source
from loader.segment import segment
from tests.loader.interpret.required.lists import HEADING, ITEM, block, of_sections
from tests.loader.interpret.required.lists import document as document_of
from tests.small_reports import document


def actions_of(*changes, published=None):
    return read_actions(document(*changes), published, CueLabeller())


def test_actions_have_their_timescale_and_addressees():
    found = actions_of()
    assert [(a.n, a.heading, a.timescale, a.timescale_id) for a in found] == [
        (1, "Immediately:", "immediately", "immediately"),
        (2, "Immediately:", "immediately", "immediately"),
        (3, "Within three months:", "within three months", "within-three-months"),
    ]
    assert found[0].responsible == ("the local authority", "its partners")
    assert {a.kind for a in found} == {"area-for-improvement"}


def test_an_action_rests_on_its_words_its_heading_and_its_lead_in():
    assert [span.quote for span in actions_of()[2].evidence] == [
        "publish a neglect strategy",
        "Within three months:",
        "the local authority and its partners",
    ]


def test_without_a_printed_publication_date_no_due_date_is_made():
    assert {(a.due, a.due_basis) for a in actions_of()} == {(None, None)}


def test_a_due_date_says_what_it_rests_on():
    action = actions_of(published="2013-04-12")[2]
    assert action.due == "2013-07-12"
    assert action.due_basis == "printed publication date 2013-04-12 and Within three months"


def test_a_statutory_time_is_no_timescale():
    found = actions_of(("- publish a neglect strategy", "- hold conferences within 15 working days"))
    assert found[2].timescale == "within three months"


def test_a_lead_in_that_tells_nobody_gives_no_addressee():
    found = actions_of(("the local authority and its partners should take the following action", "see below"))
    assert found[0].responsible == ()


def test_a_name_with_an_and_is_one_addressee():
    told = "the Department for Children and Families and its partners should take the following action"
    found = actions_of(("the local authority and its partners should take the following action", told))
    assert found[0].responsible == ("the Department for Children and Families", "its partners")


def read(*blocks, **others):
    return read_actions(document_of(*blocks, **others), "2014-12-05", CueLabeller())


def test_the_text_of_an_action_with_parts_is_the_quotes_of_its_words():
    (found,) = read(
        block("1", ITEM, "The council should ensure:"), block("1.b1", ITEM, "visits", lead_in="1")
    )
    assert found.text == "The council should ensure: visits"
    assert [span.quote for span in found.words] == ["The council should ensure:", "visits"]
    assert [span.quote for span in found.evidence[found.parts :]] == ["Areas for improvement", "The council"]
    assert found.told == found.evidence[-1]


@pytest.mark.parametrize(
    ("title", "heading", "kind"),
    [
        ("Areas for priority action:", "Areas for priority action:", "priority-action"),
        ("What needs to improve?¹", "What needs to improve?", "area-for-improvement"),
        (
            "What does the LSCB need to improve?",
            "What does the LSCB need to improve?",
            "area-for-improvement",
        ),
        ("Recommendations for the board", "Recommendations for the board", "recommendation"),
        ("To do", "To do", "area-for-improvement"),
    ],
)
def test_the_kind_follows_the_heading_else_the_framework(title, heading, kind):
    (found,) = read(block("1", ITEM, "Visits."), title=title)
    assert (found.heading, found.kind) == (heading, kind)


def test_the_nearest_heading_gives_the_kind_and_the_timescale():
    (found,) = read(
        block("h", HEADING, "Priority and immediate action"),
        block("1", ITEM, "Find the children.", heading="h"),
        title="What does the local authority need to improve?",
        framework="sif",
    )
    assert (found.kind, found.timescale, found.due) == ("priority-action", "immediately", "2014-12-05")
    assert found.responsible == ("the local authority",)


def test_actions_of_two_lists_are_counted_on():
    lists = (
        ("Recommendations", "actions", (block("1", ITEM, "Plan."),)),
        ("Inspection findings", "findings", (block("2", ITEM, "Plans are good."),)),
        ("Recommendations", "actions", (block("3", ITEM, "Review."),)),
    )
    found = read_actions(of_sections(*lists), None, CueLabeller())
    assert [(a.n, a.text) for a in found] == [(1, "Plan."), (2, "Review.")]


def test_published_reports_are_read_as_careful_readers_read_them():
    corpus, gold = (os.environ.get(f"INSPECTION_GRAPH_{name}") for name in ("CORPUS", "GOLD"))
    if not corpus or not gold:
        pytest.skip("INSPECTION_GRAPH_CORPUS and INSPECTION_GRAPH_GOLD name no published reports with gold")
    at_hand = [(case.path, case.gold["actions"]) for case in cases(Path(gold), Path(corpus)) if case.path]
    assert at_hand
    right = wanted = made = 0
    for path, noted in at_hand:
        found = read_actions(segment(read_source(path)), None, CueLabeller())
        texts = [a["text"] for a in noted], [a.text for a in found]
        right += len(match(*texts, lambda a, b: float(same(a, b))))
        wanted, made = wanted + len(noted), made + len(found)
    assert 2 * right / (wanted + made) >= 0.97
