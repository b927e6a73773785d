"""What stands together on a page: boxes, told by place and look alone."""

import pytest

from loader.blocks.boxes import boxes
from loader.read.pdf import read_pdf
from tests.loader.blocks.scenes import WRAPPED, lines
from tests.loader.read.pdf_files import Text, pdf
from tests.small_pages import source


def told(found):
    """What each box is, and its words."""
    for box in found:
        kind = "heading" if box.heading else "note" if box.note else "row" if box.cells else "text"
        yield kind, " | ".join(box.cells) or " ".join(line.text for line in box.lines)


def kinds(text):
    """The boxes below a paragraph that shows how text is set."""
    first, *rest = told(boxes(source(f"{WRAPPED}\n{lines(text)}").lines)[0])
    assert first == ("text", WRAPPED)
    return rest


def test_paragraphs_items_and_headings_are_boxes():
    assert kinds("""
        # Executive summary
        ### Children living // in this area
        1. The proportion of children // in schools:
          • in primary schools // is 12%
          • in secondary schools.
        ~ Missing children
        """) == [
        ("heading", "Executive summary"),
        ("heading", "Children living in this area"),
        ("text", "1. The proportion of children in schools:"),
        ("text", "• in primary schools is 12%"),
        ("text", "• in secondary schools."),
        ("heading", "Missing children"),
    ]


def test_a_heading_close_above_its_text_stands_apart():
    assert kinds("### Areas for improvement\n+Leaders should act.") == [
        ("heading", "Areas for improvement"),
        ("text", "Leaders should act."),
    ]


def test_items_close_below_each_other_are_told_by_their_marks():
    assert kinds("• visits\n+• plans that // last\n+1. Leaders know it.\n+2. They act.") == [
        ("text", "• visits"), ("text", "• plans that last"),
        ("text", "1. Leaders know it."), ("text", "2. They act."),
    ]  # fmt: skip


def test_a_dash_at_a_lines_start_inside_an_item_is_a_word_of_it():
    assert kinds("• visits that // are late // – if they are made at all") == [
        ("text", "• visits that are late – if they are made at all")
    ]


def test_the_higher_heading_has_the_higher_rank():
    found, _ = boxes(source(f"= A\n# B\n## C\n~ D\n### E\n{WRAPPED}").lines)
    ranks = [box.rank for box in found if box.heading]
    assert ranks == sorted(ranks, reverse=True)
    assert len(set(ranks)) == 5


def test_bold_text_is_no_heading_where_most_is_bold_or_it_is_long():
    assert kinds(f"{{b}}{WRAPPED} {WRAPPED}")[0][0] == "text"
    found, _ = boxes(source(f"{{b}}{WRAPPED} {WRAPPED}\n{{b}}Leaders know it.\n## Visits").lines)
    assert [kind for kind, _ in told(found)] == ["text", "text", "heading"]


@pytest.mark.parametrize("where", ["", "^", "_"], ids=["in the middle", "at the top", "at the foot"])
def test_a_rows_cells_are_read_column_by_column(where):
    row = f"|{where} Quality of practice // with children // and families | Requires // improvement"
    assert kinds(row) == [("row", "Quality of practice with children and families | Requires improvement")]


def test_a_grade_between_two_lines_of_its_aspect_is_a_cell():
    assert kinds("| Children looked after // and permanence | Good") == [
        ("row", "Children looked after and permanence | Good")
    ]


def test_a_row_of_three_columns_has_three_cells():
    assert kinds("@columns 71 200 400\n| 2023 | some // plans | Good") == [
        ("row", "2023 | some plans | Good")
    ]


def test_rows_stand_apart_and_so_does_the_bold_head_close_above_them():
    assert kinds("| *Judgement* | *Grade*\n+| Leadership | Good\n| Quality // of practice | Good") == [
        ("heading", "Judgement | Grade"), ("row", "Leadership | Good"), ("row", "Quality of practice | Good"),
    ]  # fmt: skip


def test_the_rest_of_a_last_cell_after_a_page_break_is_a_row():
    found = kinds("| Barchester | Leaders should // act\n---\n|^ | with // speed")
    assert found == [("row", "Barchester | Leaders should act"), ("row", " | with speed")]


def test_a_gap_in_a_line_of_running_text_is_no_gutter():
    words = [
        Text("The board meets every month and", 71, 100), Text("has", 320, 100), Text("said what", 346, 100),
        Text("wants of those who work with children in homes and schools in the", 71, 114.5),
        Text("county, and when. It listens to them, and to children, before it", 71, 129),
    ]  # fmt: skip
    found, _ = boxes(read_pdf("a.pdf", pdf(words)).lines)
    assert [kind for kind, _ in told(found)] == ["text"]


def test_footnotes_are_boxes_and_do_not_stand_first_on_their_page():
    found, _ = boxes(
        source(f"[1] A team.\n[2] A plan // of the team.\n{WRAPPED}^1\n---\n[3] A note.\nMore.").lines
    )
    assert [(kind, words) for kind, words in told(found) if kind == "note"] == [
        ("note", "¹ A team."), ("note", "² A plan of the team."), ("note", "³ A note."),
    ]  # fmt: skip
    assert [box.top for box in found] == [True, False, False, True, False]


def test_a_footnote_whose_mark_stands_alone_is_one_box():
    page = [
        *(Text(WRAPPED[:70], y=100 + 14.5 * n) for n in range(5)),
        Text("1", y=700, size=6.5), Text("A team of the council’s own.", y=708, size=9),
    ]  # fmt: skip
    found, _ = boxes(read_pdf("a.pdf", pdf(page)).lines)
    assert [*told(found)][1:] == [("note", "1 A team of the council’s own.")]


def test_a_note_in_double_spacing_is_one_box():
    page = [
        *(Text(WRAPPED[:70], y=100 + 14.5 * n) for n in range(5)),
        Text("1 A team of the council", y=700, size=9), Text("that works at night.", y=716, size=9),
    ]  # fmt: skip
    found, _ = boxes(read_pdf("a.pdf", pdf(page)).lines)
    assert [*told(found)][1:] == [("note", "1 A team of the council that works at night.")]


def test_running_heads_and_page_numbers_are_in_no_box():
    found, margins = boxes(source(f"@head Barchester\n{WRAPPED}\n---\nMore.\n---\nEnd.").lines)
    assert [line.text for line in margins] == ["Barchester", "1", "Barchester", "2", "Barchester", "3"]
    assert [words for _, words in told(found)] == [WRAPPED, "More.", "End."]


def test_a_file_without_lines_has_no_boxes():
    assert boxes(()) == ((), ())
