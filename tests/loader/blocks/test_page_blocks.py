"""Traps of pages, words and lists; each test asserts the whole outcome."""

import pytest

from loader.blocks.page_blocks import blocks_of_pages
from loader.framework import framework
from tests.loader.blocks.scenes import WRAPPED, laid, lines
from tests.small_pages import outline, source

# Page breaks


def test_running_heads_and_feet_do_not_stand_between_the_halves_of_a_sentence_or_a_word():
    found = laid("""
        @head Barchester
        @foot Inspection report: 4 to 15 March 2024 | {page}
        1. Contacts are dealt with on the day by the multi- /// agency team in the hub.
        • visits to children that are on /// time
        """)
    assert found == lines("""
        1 paragraph: Contacts are dealt with on the day by the multi-agency team in the hub.
        1.b1 list-item of 1: visits to children that are on time
        """)


def test_an_unfinished_paragraph_goes_on_with_a_capital():
    found = laid("Leaders follow the guidance that is in /// Working Together. They review it each year.")
    assert found == (
        "p1.3 paragraph: Leaders follow the guidance that is in Working Together. They review it each year."
    )


def test_a_finished_paragraph_does_not_go_on():
    found = laid("""
        Leaders follow the guidance.
        ---
        They review it each year.
        """)
    assert found == lines("""
        p1.3 paragraph: Leaders follow the guidance.
        p2.1 paragraph: They review it each year.
        """)


def test_an_item_goes_on_after_a_page_break_and_so_does_its_list():
    found = laid("""
        Leaders have done three things:
        • they have asked children what they think about the homes /// that they live in
        • they have published what children said.
        ---
        • They have changed what they could.
        """)
    assert found == lines("""
        p1.3 paragraph: Leaders have done three things:
        p1.3.b1 list-item of p1.3: they have asked children what they think about the homes that they live in
        p1.3.b2 list-item of p1.3: they have published what children said.
        p1.3.b3 list-item of p1.3: They have changed what they could.
        """)


def test_an_item_goes_on_with_a_capital_where_its_text_hangs():
    found = laid("• Work by the police with charities and with the /// Lantern team is strong.")
    assert found == (
        "p1.2.b1 list-item of p1.2: Work by the police with charities and with the Lantern team is strong."
    )


def test_an_unfinished_item_does_not_swallow_the_paragraph_on_the_next_page():
    found = laid("""
        • visits to children
        ---
        Leaders have changed what they could.
        """)
    assert found == lines("""
        p1.2.b1 list-item of p1.2: visits to children
        p2.1 paragraph: Leaders have changed what they could.
        """)


def test_a_numbered_paragraph_begins_after_a_page_break_though_the_one_before_lost_its_full_stop():
    found = laid("""
        1. Plans are clear
        ---
        2. Visits are timely.
        """)
    assert found == lines("""
        1 paragraph: Plans are clear
        2 paragraph: Visits are timely.
        """)


def test_footnotes_do_not_stand_between_the_halves_of_a_sentence():
    found = laid("""
        [1] The board is the Barchester Safeguarding Children Partnership. It began its work in \
the spring of that year, when the old board ended.
        1. Leaders have asked the board^1 to find out what /// happens to children.
        """)
    assert found == lines("""
        1 paragraph: Leaders have asked the board¹ to find out what happens to children.
        p1.3 footnote: ¹ The board is the Barchester Safeguarding Children Partnership. It began its work in \
the spring of that year, when the old board ended.
        """)


def test_several_footnotes_are_told_apart():
    found = laid("""
        [1] A team.
        [2] A plan.
        The team^1 has a plan.^2
        """)
    assert found == lines("""
        p1.3 paragraph: The team¹ has a plan.²
        p1.4 footnote: ¹ A team.
        p1.5 footnote: ² A plan.
        """)


# Words and lines


def test_a_hyphen_at_a_lines_end_stays_with_its_word():
    found = laid("The multi- // agency team sees to the well- // being of children, and is co- // located.")
    assert found == (
        "p1.3 paragraph: The multi-agency team sees to the well-being of children, and is co-located."
    )


@pytest.mark.parametrize("number", [3, 16, 250])
def test_a_number_at_the_start_of_a_line_of_a_paragraph_is_no_paragraphs_number(number):
    found = laid(f"2. Homes are found for children who are older than // {number}. Children like them.")
    assert found == (
        f"2 paragraph: Homes are found for children who are older than {number}. Children like them."
    )


def test_a_number_far_off_is_no_paragraphs():
    found = laid("""
        1. Plans are clear.
        250. That many children have one.
        2. Visits are timely.
        """)
    assert found == lines("""
        1 paragraph: Plans are clear.
        p1.3 paragraph: 250. That many children have one.
        2 paragraph: Visits are timely.
        """)


def test_numbers_that_begin_anew_are_named_with_their_section():
    found = laid("""
        1. Plans are clear.
        ### The board
        1. The board meets often.
        2. It listens.
        """)
    assert found == lines("""
        1 paragraph: Plans are clear.
        [findings] The board
        p1.3 heading: The board
        s2.1 paragraph: The board meets often.
        2 paragraph: It listens.
        """)


# Lists


def test_bullets_of_several_kinds_are_items_of_one_list():
    found = laid("""
        Inspectors saw:
        • visits
        ■ plans
        – reviews.
        """)
    assert found == lines("""
        p1.3 paragraph: Inspectors saw:
        p1.3.b1 list-item of p1.3: visits
        p1.3.b2 list-item of p1.3: plans
        p1.3.b3 list-item of p1.3: reviews.
        """)


def test_items_stand_in_the_item_that_they_are_part_of():
    found = laid("""
        1. The proportion of children entitled to free school meals:
          • in primary schools is 12%, and has
            – risen in the towns
            – fallen elsewhere
          • in secondary schools is 9%.
        """)
    assert found == lines("""
        1 paragraph: The proportion of children entitled to free school meals:
        1.b1 list-item of 1: in primary schools is 12%, and has
        1.b1.b1 list-item of 1.b1: risen in the towns
        1.b1.b2 list-item of 1.b1: fallen elsewhere
        1.b2 list-item of 1: in secondary schools is 9%.
        """)


def test_items_go_on_with_their_list_after_an_item_inside_it_and_a_page_break():
    found = laid("""
        • Since April:
          • 19 children have been adopted
        ---
          • 12 children have new guardians.
        • The local authority uses one model of social work.
        """)
    assert found == lines("""
        p1.2.b1 list-item of p1.2: Since April:
        p1.2.b1.b1 list-item of p1.2.b1: 19 children have been adopted
        p1.2.b1.b2 list-item of p1.2.b1: 12 children have new guardians.
        p1.2.b2 list-item of p1.2: The local authority uses one model of social work.
        """)


def test_a_paragraph_ends_a_list():
    found = laid("""
        • visits
        1. Plans are clear:
        • on needs
        """)
    assert found == lines("""
        p1.2.b1 list-item of p1.2: visits
        1 paragraph: Plans are clear:
        1.b1 list-item of 1: on needs
        """)


# Headings, contents, and what is told from them


def test_the_contents_are_set_aside_whatever_headings_they_name():
    text = f"""
        = Contents
        @columns 71 505
        {{16b}}| Executive summary | 3
        {{14}}| Recommendations | 3
        {{14}}| What the board must do // next | 4
        ---
        # Executive summary
        {WRAPPED}
        """
    assembled, aside = blocks_of_pages(source(lines(text)).lines, framework("sif"))
    assert outline(assembled).splitlines()[:3] == [
        "[summary] Executive summary", "p2.1 heading: Executive summary", f"p2.2 paragraph: {WRAPPED}",
    ]  # fmt: skip
    assert {it.text.split("\t")[0] for it in aside if it.why == "contents"} == {
        "Contents", "Executive summary", "Recommendations", "What the board must do", "4", "next",
    }  # fmt: skip


def test_contents_go_on_over_a_page():
    found = laid("""
        = Contents
        @columns 71 505
        {14}| Recommendations | 3
        ---
        {14}| What the board must do next | 4
        ---
        ## Summary
        The board meets.
        """)
    assert found == "[summary] Summary\np3.1 heading: Summary\np3.2 paragraph: The board meets."


def test_a_heading_at_the_foot_of_a_page_opens_the_section_of_the_next_page():
    found = laid("## Summary\n---\nThe board meets.\n---\n")
    assert found == "[summary] Summary\np1.3 heading: Summary\np2.1 paragraph: The board meets."


def test_a_heading_in_prose_opens_no_section():
    found = laid("Leaders know the areas for improvement. // Recommendations were made by the board.")
    assert found == (
        "p1.3 paragraph: Leaders know the areas for improvement. Recommendations were made by the board."
    )


def test_a_heading_over_several_lines_is_one():
    printed = "The graded judgement about the experience and progress // of care leavers // is good"
    title = printed.replace(" //", "")
    assert laid(f"## {printed}") == f"[findings, care-leavers, good (p1.3)] {title}\np1.3 heading: {title}"


def test_headings_of_lower_rank_stand_inside_their_section_and_others_open_one():
    found = laid("""
        ~ Missing children
        Children are found.
        ## The people of the board
        They meet.
        """)
    assert found == lines("""
        [findings] Missing children
        p1.3 heading: Missing children
        p1.4 paragraph: Children are found.
        [findings] The people of the board
        p1.5 heading: The people of the board
        p1.6 paragraph: They meet.
        """)
