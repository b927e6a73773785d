"""Traps of lists of actions, letters and last pages; each test asserts the whole outcome."""

import pytest

from loader.blocks.page_blocks import blocks_of_pages
from loader.framework import framework
from tests.loader.blocks.scenes import WRAPPED, laid, lines
from tests.small_pages import outline, read, source

# Lists of actions


def test_theme_headings_stand_inside_a_list_of_actions():
    found = laid("""
        ## Recommendations
        ~ Care leavers
        1. Keep in touch with care leavers.
        ~ Missing children
        2. Ask children who return where they were.
        ## The local authority’s strengths
        3. Leaders listen.
        """)
    assert found == lines("""
        [actions] Recommendations
        p1.3 heading: Recommendations
        p1.4 heading: Care leavers
        1 list-item: Keep in touch with care leavers.
        p1.5 heading: Missing children
        2 list-item: Ask children who return where they were.
        [findings] The local authority’s strengths
        p1.6 heading: The local authority’s strengths
        3 paragraph: Leaders listen.
        """)


def test_actions_stand_under_what_says_by_when_and_of_what_sort_they_are():
    found = laid("""
        ## Areas for improvement
        ### Priority and immediate action
        1. Keep in touch with care leavers.
        ### Areas for improvement
        2. Ask children who return where they were, by:
          • interviews
        ### Within three months:
        3. Publish what they said.
        """)
    assert found == lines("""
        [actions] Areas for improvement
        p1.3 heading: Areas for improvement
        p1.4 heading: Priority and immediate action
        1 list-item under p1.4: Keep in touch with care leavers.
        p1.5 heading: Areas for improvement
        2 list-item under p1.5: Ask children who return where they were, by:
        2.b1 list-item under p1.5 of 2: interviews
        p1.6 heading: Within three months:
        3 list-item under p1.6: Publish what they said.
        """)


def test_a_timescale_that_is_set_as_large_as_its_lists_heading_stands_inside_it():
    text = f"""
        ## Areas for improvement
        3. {WRAPPED}
        ## Immediately
        • see children alone
        ## Within six months
        • write down what they say
        ## Quality of provision
        4. Children are well.
        """
    assert outline(read(lines(text), "lac-2013")).split("\nunread")[0] == lines(f"""
        [actions] Areas for improvement
        p1.1 heading: Areas for improvement
        3 paragraph: {WRAPPED}
        p1.2 heading: Immediately
        p1.3 list-item under p1.2: see children alone
        p1.4 heading: Within six months
        p1.5 list-item under p1.4: write down what they say
        [findings, quality-of-provision] Quality of provision
        p1.6 heading: Quality of provision
        4 paragraph: Children are well.
        """)


def test_a_list_of_actions_of_another_sort_is_one_of_its_own_though_it_is_not_expected():
    found = laid("""
        ### Areas for improvement
        1. Keep in touch with care leavers.
        ### Areas for priority action
        2. See children alone.
        """)
    assert found == lines("""
        [actions] Areas for improvement
        p1.3 heading: Areas for improvement
        1 list-item: Keep in touch with care leavers.
        [actions] Areas for priority action
        p1.4 heading: Areas for priority action
        2 list-item: See children alone.
        """)


def test_case_studies_between_lists_of_actions_are_no_actions():
    text = f"""
        ## Key strengths
        {WRAPPED}
        ## Areas for improvement
        ### Front door
        • Contacts are not dealt with on the day.
        ## Case study: area for improvement
        • A girl was not seen.
        ## Next steps
        Partners meet.
        """
    assert outline(read(lines(text), "jtai")) == lines(f"""
        [findings] Key strengths
        p1.1 heading: Key strengths
        p1.2 paragraph: {WRAPPED}
        [actions] Areas for improvement
        p1.3 heading: Areas for improvement
        p1.4 heading: Front door
        p1.5 list-item: Contacts are not dealt with on the day.
        [findings] Case study: area for improvement
        p1.6 heading: Case study: area for improvement
        p1.7 list-item: A girl was not seen.
        [about] Next steps
        p1.8 heading: Next steps
        p1.9 paragraph: Partners meet.
        """)


def test_actions_without_marks_are_items():
    found = laid("""
        ## Areas for improvement
        Leaders should shorten waits for the children who have waited longest. They know how.
        Partners should share what they know.
        """)
    assert found == lines("""
        [actions] Areas for improvement
        p1.3 heading: Areas for improvement
        p1.4 list-item: Leaders should shorten waits for the children who have waited longest. They know how.
        p1.5 list-item: Partners should share what they know.
        """)


def test_a_single_action_without_a_full_stop_is_an_item():
    found = laid("## Areas for improvement\n• the oversight of plans\n## Summary\nLeaders know.")
    assert found == lines("""
        [actions] Areas for improvement
        p1.3 heading: Areas for improvement
        p1.4 list-item: the oversight of plans
        [summary] Summary
        p1.5 heading: Summary
        p1.6 paragraph: Leaders know.
        """)


@pytest.mark.parametrize(
    "denial",
    [
        "There are no areas for priority action.",
        "No areas for improvement were identified at this visit.",
        "None",
    ],
)
def test_a_list_that_says_that_it_is_empty_has_no_items_and_lacks_none(denial):
    text = f"""
        ### Main findings
        {WRAPPED}
        ### Areas for priority action
        {denial}
        ### Next steps
        Partners meet.
        """
    assert outline(read(lines(text), "jtai")) == lines(f"""
        [findings] Main findings
        p1.1 heading: Main findings
        p1.2 paragraph: {WRAPPED}
        [actions] Areas for priority action
        p1.3 heading: Areas for priority action
        p1.4 paragraph: {denial}
        [about] Next steps
        p1.5 heading: Next steps
        p1.6 paragraph: Partners meet.
        """)


def test_a_list_of_actions_without_any_is_unread():
    found = read(
        f"### Main findings\n{WRAPPED}\n### Areas for priority action\n### Next steps\nThey meet.", "jtai"
    )
    assert [(it.page, it.text, it.why) for it in found.unread] == [
        (1, "Areas for priority action", "no list of actions was found in this section")
    ]


def test_a_list_of_actions_goes_on_over_a_page_and_ends_at_the_next_heading():
    text = f"""
        ### What needs to improve in this area of social work practice
        • The oversight of plans by managers, so that children do not /// wait.
        • responses out of hours (Enabler 1, national framework)
        ### Main findings
        • {WRAPPED}
        """
    assert outline(read(lines(text), "ilacs-focused-visit")) == lines(f"""
        [actions] What needs to improve in this area of social work practice
        p1.1 heading: What needs to improve in this area of social work practice
        p1.2 list-item: The oversight of plans by managers, so that children do not wait.
        p2.1 list-item: responses out of hours (Enabler 1, national framework)
        [findings] Main findings
        p2.2 heading: Main findings
        p2.3 list-item: {WRAPPED}
        """)


# Letters and last pages


def test_headings_that_are_set_like_the_text_open_their_sections():
    text = f"""
        ### Focused visit to Barchester children’s services
        {WRAPPED}
        What needs to improve in this area of social work practice
        • Plans.
        Main findings
        Main findings are shared with staff.
        """
    assert outline(read(lines(text), "ilacs-focused-visit")) == lines(f"""
        [about] Focused visit to Barchester children’s services
        p1.1 heading: Focused visit to Barchester children’s services
        p1.2 paragraph: {WRAPPED}
        [actions] What needs to improve in this area of social work practice
        p1.3 heading: What needs to improve in this area of social work practice
        p1.4 list-item: Plans.
        [findings] Main findings
        p1.5 heading: Main findings
        p1.6 paragraph: Main findings are shared with staff.
        """)


def test_bold_words_in_a_paragraph_are_no_heading():
    found = laid(
        "*Visits to children* who live with carers are mostly on time. *However,* some are // *not.*"
    )
    assert found == (
        "p1.3 paragraph: Visits to children who live with carers are mostly on time. However, some are not."
    )


def test_signature_and_last_page_are_sections_of_their_own():
    found = laid("""
        Yours sincerely
        Ada Example
        ---
        {10}The Office for Standards in Education, Children’s Services and Skills inspects.
        {10}If you would like a copy of this document in a different format, please telephone us.
        {10}© Crown copyright 2024
        """)
    assert found == lines("""
        [signature] Yours sincerely
        p1.3 paragraph: Yours sincerely
        p1.4 paragraph: Ada Example
        [boilerplate] The Office for Standards in Education, Children’s Services and Skills inspects.
        p2.1 paragraph: The Office for Standards in Education, Children’s Services and Skills inspects.
        p2.2 paragraph: If you would like a copy of this document in a different format, please telephone us.
        p2.3 paragraph: © Crown copyright 2024
        """)


def test_those_who_sign_in_two_columns_are_told_apart():
    found = laid("""
        Yours sincerely
        @columns 71 300
        | Ada Example // His Majesty’s Inspector | Bo Example // Deputy Chief Inspector
        | Cy Example // HMICFRS | Di Example // HMI Probation
        """)
    assert found == lines("""
        [signature] Yours sincerely
        p1.3 paragraph: Yours sincerely
        p1.4 table-row: Ada Example His Majesty’s Inspector | Bo Example Deputy Chief Inspector
        p1.5 table-row: Cy Example HMICFRS | Di Example HMI Probation
        """)


def test_the_text_after_the_record_stands_under_the_reports_title():
    text = f"""
        {{20}}Barchester County Council
        # Inspection of children’s services
        @columns 79 395
        | *Judgement* | *Grade*
        | Overall effectiveness | Requires improvement // to be good
        {WRAPPED}
        """
    assert outline(read(lines(text), "ilacs")).split("\nunread")[0] == lines(f"""
        p1.1 heading: Barchester County Council
        p1.2 heading: Inspection of children’s services
        [record] Judgement Grade
        p1.3 heading: Judgement | Grade
        p1.4 table-row: Overall effectiveness | Requires improvement to be good
        [summary] Barchester County Council
        p1.5 paragraph: {WRAPPED}
        """)


def test_parts_of_the_scale_stay_in_it_whatever_their_titles():
    found = laid("""
        # What the inspection judgements mean
        ## The local authority
        An outstanding local authority leads highly effective services.
        ## The LSCB
        An outstanding board is highly influential.
        # Information about this inspection
        Inspectors looked closely.
        """)
    assert found == lines("""
        [scale] What the inspection judgements mean
        p1.3 heading: What the inspection judgements mean
        p1.4 heading: The local authority
        p1.5 paragraph: An outstanding local authority leads highly effective services.
        p1.6 heading: The LSCB
        p1.7 paragraph: An outstanding board is highly influential.
        [about] Information about this inspection
        p1.8 heading: Information about this inspection
        p1.9 paragraph: Inspectors looked closely.
        """)


def test_marks_and_rules_without_words_are_set_aside():
    assembled, aside = blocks_of_pages(source(f"### Summary\n{WRAPPED}\n• _____").lines, framework("sif"))
    assert [block.kind for block in assembled.blocks] == ["heading", "paragraph"]
    assert [it.why for it in aside] == ["no words", "running head or page number"]
