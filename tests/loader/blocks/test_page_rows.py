"""Traps of tables and grades; each test asserts the whole outcome."""

import pytest

from tests.loader.blocks.scenes import WRAPPED, laid, lines
from tests.small_pages import outline, read

HELP = "The experiences and progress of children who need help and protection"


@pytest.mark.parametrize(
    "row",
    [
        "{14b}| The experiences and progress of children // who need help and protection | Good",
        "{14b}|^ The experiences and progress of children // who need help and protection | Good",
        "{14b}|_ The experiences and progress of children // who need help and protection | Good",
        "| The experiences and progress of children // who need help and protection | Good",
    ],
    ids=["between", "above", "below", "plain"],
)
def test_a_grade_stands_beside_its_aspect(row):
    found = laid(f"@columns 71 400\n{row}\nHelp comes early.")
    kind = "heading" if "b}" in row else "table-row"
    assert found == lines(f"""
        [findings, help-and-protection, Good (p1.3)] {HELP}
        p1.3 {kind}: {HELP} | Good
        p1.4 paragraph: Help comes early.
        """)


@pytest.mark.parametrize(
    "heading",
    [
        f"### {HELP}: requires // improvement to be good",
        f"### {HELP} // requires improvement to be good",
        f"### {HELP}: requires improvement to be good.",
        f"### {HELP} is that it requires improvement to be good",
    ],
)
def test_a_grade_stands_in_the_heading_of_its_aspect(heading):
    found = laid(f"{heading}\nHelp comes early.")
    title = heading.removeprefix("### ").replace(" //", "")
    assert found == lines(f"""
        [findings, help-and-protection, requires improvement to be good (p1.3)] {title}
        p1.3 heading: {title}
        p1.4 paragraph: Help comes early.
        """)


def test_a_wrapped_grade_is_read_whole():
    found = laid(
        f"@columns 71 400\n{{14b}}| {HELP} | Requires // improvement // to be good\nHelp comes early."
    )
    assert found.splitlines()[0] == (
        f"[findings, help-and-protection, Requires improvement to be good (p1.3)] {HELP}"
    )


def test_a_grade_on_a_line_of_its_own_is_its_sections():
    found = outline(read(f"{{18b}}Capacity to improve\n## Grade 2 (Good)\n{WRAPPED}", "lac-2013"))
    assert found.splitlines()[:3] == [
        "[findings, capacity-to-improve, Grade 2 (Good) (p1.2)] Capacity to improve",
        "p1.1 heading: Capacity to improve",
        "p1.2 heading: Grade 2 (Good)",
    ]


def test_a_grade_in_prose_is_no_sections():
    found = laid("## Good\nThe board was judged to be good, and the council to be adequate.")
    assert found == lines("""
        [findings] Good
        p1.3 heading: Good
        p1.4 paragraph: The board was judged to be good, and the council to be adequate.
        """)


def test_the_head_of_a_table_stands_apart_from_the_row_close_below_it():
    found = laid("""
        @columns 62 224
        | *Responsible body* | *Areas for priority action*
        +|^ Barchester County Council // and the board | Leaders should improve // the quality of plans.
        """)
    assert found == lines("""
        p1.3 table-row: Responsible body | Areas for priority action
        p1.4 table-row: Barchester County Council and the board | Leaders should improve the quality of plans.
        """)


def test_a_row_goes_on_after_a_page_break():
    found = laid("""
        @columns 62 224
        |^ Barchester County Council and | Leaders should improve the quality of plans and make
        ---
        |^ NHS Barchester | sure that they are used.
        |^ NHS Barchester | Leaders should shorten waits.
        """)
    assert found == lines("""
        p1.3 table-row: Barchester County Council and NHS Barchester | Leaders should improve the quality of \
plans and make sure that they are used.
        p2.1 table-row: NHS Barchester | Leaders should shorten waits.
        """)


def test_the_last_cell_of_a_row_goes_on_after_a_page_break():
    found = laid("""
        @columns 62 224
        | Barchester County Council | Leaders should improve the quality of plans.
        | NHS Barchester | Leaders should make
        ---
        |^ | waits for therapy shorter // for the children who wait most.
        """)
    assert found.splitlines()[1] == (
        "p1.4 table-row: NHS Barchester | Leaders should make waits for therapy shorter for the children who "
        "wait most."
    )


@pytest.mark.parametrize(
    ("above", "below"),
    [("*Judgement* | *Grade*", "Overall effectiveness | Good"), ("Capacity | Good", "Outcomes | Adequate")],
    ids=["the head", "another row"],
)
def test_a_row_after_a_page_break_is_another_row(above, below):
    found = laid(f"| {above}\n---\n| {below}\n")
    assert found == lines(f"""
        p1.3 table-row: {above.replace("*", "")}
        p2.1 table-row: {below}
        """)
