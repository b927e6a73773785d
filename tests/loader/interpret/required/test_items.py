import pytest

from loader.interpret.required.items import read_items
from tests.loader.interpret.required.lists import HEADING, ITEM, NOTE, PARAGRAPH, ROW, block, document


def words(*blocks, **others):
    found = read_items(document(*blocks, **others))
    return [" ".join(span.quote for span in item.words) for item in found]


def test_items_of_an_item_are_part_of_it():
    assert words(
        block("1", ITEM, "Ensure that:"),
        block("1.b1", ITEM, "the senior review is done;", lead_in="1"),
        block("1.b1.b1", ITEM, "by a senior person", lead_in="1.b1"),
        block("2", ITEM, "Review caseloads."),
    ) == ["Ensure that: the senior review is done; by a senior person", "Review caseloads."]


def test_each_piece_of_an_item_is_the_whole_of_a_block():
    (item,) = read_items(document(block("1", ITEM, "Plan:"), block("2", ITEM, "soon", lead_in="1")))
    assert [(span.block, span.start, span.end) for span in item.words] == [("1", 0, 5), ("2", 0, 4)]


def test_a_paragraph_that_tells_and_has_a_list_is_an_item_and_so_are_those_like_it():
    found = words(
        block("p1", PARAGRAPH, "Leaders should plan so that:"),
        block("b1", ITEM, "visits are timely; and", lead_in="p1"),
        block("b2", ITEM, "records are kept.", lead_in="p1"),
        block("p2", PARAGRAPH, "Leaders should continue to listen."),
    )
    assert found == [
        "Leaders should plan so that: visits are timely; and records are kept.",
        "Leaders should continue to listen.",
    ]


@pytest.mark.parametrize(
    "announcement",
    [
        "The local authority needs to take swift and decisive action to ensure that:",
        "The council should improve the following areas of practice:",
        "In order to improve, the local authority should take the following action.",
        "Leaders should ensure that:",
        "Responses could be stronger in these areas.",
    ],
)
def test_a_paragraph_that_only_announces_a_list_is_no_item(announcement):
    found = words(
        block("p1", PARAGRAPH, announcement),
        block("b1", ITEM, "visits are timely", lead_in="p1"),
        block("b2", ITEM, "records are kept.", lead_in="p1"),
    )
    assert found == ["visits are timely", "records are kept."]


def test_an_announcement_taken_for_an_item_is_none():
    assert words(
        block("1", ITEM, "Leaders need to see to the following areas:"), block("2", ITEM, "Visits.")
    ) == ["Visits."]


@pytest.mark.parametrize(
    "nothing",
    [
        "There are no areas for priority action.",
        "There are no priority or immediate actions.",
        "The inspection did not find any areas for priority and immediate action.",
        "No areas for priority action were identified.",
        "None.",
        "◼",
        "Ofsted will take the findings from this focused visit into account when planning your next visit.",
    ],
)
def test_what_says_nothing_to_do_is_no_item(nothing):
    assert words(block("1", ITEM, nothing), block("2", PARAGRAPH, nothing)) == []


def test_what_must_not_happen_is_an_item():
    text = "No child should be placed out of the area without a visit."
    assert words(block("1", ITEM, text)) == [text]


def test_rows_below_the_head_of_a_table_are_items_named_by_their_first_cell():
    found = read_items(
        document(
            block("r0", ROW, "Inspection of the board\t3"),
            block("r1", ROW, "Responsible body\tAreas for priority action"),
            block("r2", ROW, "Rutland County Council\tLeaders should plan for: • visits; and ▪ records."),
            block("r3", ROW, "Rutland County Council\t"),
            title="Areas for priority action",
        )
    )
    assert [(item.body.quote, [span.quote for span in item.words]) for item in found] == [
        ("Rutland County Council", ["Leaders should plan for:", "visits; and", "records."])
    ]


def test_an_item_stands_under_its_timescale_or_kind_and_not_under_its_theme():
    found = read_items(
        document(
            block("h", HEADING, "Priority and immediate action"),
            block("t", HEADING, "Corporate parenting"),
            block("1", ITEM, "Find the children.", heading="h"),
            block("n", NOTE, "¹ Those in care."),
            block("2", ITEM, "Visit them."),
            title="What does the local authority need to improve?",
        )
    )
    assert [item.heading.id for item in found] == ["h", "h"]


def test_without_a_sub_heading_an_item_stands_under_that_of_its_section():
    (item,) = read_items(document(block("1", ITEM, "Visits.")))
    assert item.heading.text == "Areas for improvement"
