import pytest

from loader.interpret.required.addressees import addressees
from loader.interpret.required.items import read_items
from tests.loader.interpret.required.lists import ITEM, PARAGRAPH, ROW, block, document, of_sections


def told(found):
    (item,) = read_items(found)
    names, span = addressees(found, item)
    assert span is None or found.block(span.block).text[span.start : span.end] == span.quote
    return list(names)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Leaders across the partnership should plan.", ["Leaders across the partnership"]),
        ("Leaders, including the ICB, must act together.", ["Leaders, including the ICB"]),
        ("To improve access, the local partnership should publish its offer.", ["the local partnership"]),
        ("The LSCB should hold partners to account.", ["The LSCB"]),
        ("The Chief Executive should ensure stability.", ["The Chief Executive"]),
        (
            "The local authority and its partners need to help.",
            ["The local authority", "its partners"],
        ),
        ("Leaders in the ICB and the LA should plan.", ["Leaders in the ICB and the LA"]),
        ("The local authority may wish to review its records.", ["The local authority"]),
        ("1. The local area partnership should publish its offer.", ["The local area partnership"]),
        ("Too few visits are made. Leaders need to ensure that they are.", ["Leaders"]),
    ],
)
def test_the_subject_of_a_sentence_is_told(text, who):
    assert told(document(block("1", ITEM, text))) == who


@pytest.mark.parametrize(
    "text",
    [
        "Ensure that managers should record decisions.",
        "The quality of plans should improve.",
        "The structure of the Board should be simple.",
        "The board should be reviewed by its partners.",
        "Children and young people should understand the role of advocates.",
        "The consistency of social workers.",
        "Children remain supported by these services, when concerns should lead to more.",
    ],
)
def test_where_no_words_tell_anybody_nobody_is_named(text):
    assert told(document(block("1", ITEM, text))) == []


def test_the_first_column_of_a_table_names_who_is_told():
    bodies = "Rutland Council, NHS Leicester and Rutland Integrated Care Board and Rutland Trust"
    assert told(
        document(
            block("r1", ROW, "Responsible body\tAreas for priority action"),
            block("r2", ROW, f"{bodies}\tLeaders should act."),
        )
    ) == ["Rutland Council", "NHS Leicester and Rutland Integrated Care Board", "Rutland Trust"]


@pytest.mark.parametrize(
    ("announcement", "who"),
    [
        (
            "The council needs to take swift and decisive action to improve the following areas:",
            ["The council"],
        ),
        (
            "To improve, the council and its partners should take the following action.",
            ["the council", "its partners"],
        ),
        ("Urgent action is required by the Rutland Trust to see to these areas:", ["the Rutland Trust"]),
    ],
)
def test_the_announcement_of_a_list_tells(announcement, who):
    found = document(block("p", PARAGRAPH, announcement), block("1", ITEM, "Visits.", lead_in="p"))
    assert told(found) == who


def test_an_announcement_above_a_sub_heading_tells_too():
    announcement = "The council should take the following action."
    assert told(document(block("p", PARAGRAPH, announcement), block("1", ITEM, "Visits."))) == ["The council"]


def test_the_heading_of_a_list_names_who_is_told():
    found = document(block("1", ITEM, "Ensure visits."), title="What does the LSCB need to improve?")
    assert told(found) == ["the LSCB"]


@pytest.mark.parametrize(
    ("part", "who"),
    [
        ("The local authority", ["The local authority"]),
        ("The Local Safeguarding Children Board (LSCB)", ["The Local Safeguarding Children Board (LSCB)"]),
        (
            "Section 2: The effectiveness of the Rutland Safeguarding Children Board is good",
            ["the Rutland Safeguarding Children Board"],
        ),
        ("Inspection judgements about children", []),
    ],
)
def test_the_title_of_a_part_names_whom_its_recommendations_are_for(part, who):
    found = of_sections(
        (part, "title", ()),
        ("Executive summary", "summary", ()),
        ("Recommendations", "actions", (block("1", ITEM, "Ensure visits."),)),
    )
    assert told(found) == who


def test_a_report_on_a_board_alone_is_for_the_board():
    found = of_sections(
        ("Recommendations", "actions", (block("1", ITEM, "Ensure visits."),)),
        title="Review of the effectiveness of the Local Safeguarding Children Board",
        framework="lscb-review",
    )
    assert told(found) == ["the Local Safeguarding Children Board"]


def test_a_list_goes_on_under_a_heading_that_names_nobody():
    found = of_sections(
        ("What does the local authority need to improve?", "actions", (block("1", ITEM, "Ensure visits."),)),
        ("Areas for improvement", "actions", (block("2", ITEM, "Record visits."),)),
        ("Findings", "findings", ()),
        ("Recommendations", "actions", (block("3", ITEM, "Plan visits."),)),
    )
    assert [addressees(found, item)[0] for item in read_items(found)] == [
        ("the local authority",),
        ("the local authority",),
        (),
    ]
