from dataclasses import replace

import pytest

from loader.errors import ReportError
from loader.read import read_source
from loader.segment import segment
from ontology.resources import resource
from tests.small_reports import TITLE, changed, document, source, texts


def numbers(found):
    return [block.number for block in found.blocks if block.number is not None]


def test_sections_come_in_order_with_their_grades():
    found = document()
    assert [(s.role, s.grade) for s in found.sections] == [
        ("title", None),
        ("scale", None),
        ("verdict", None),
        ("actions", None),
        ("about", None),
        ("context", None),
        ("summary", "Good"),
        ("findings", "Good"),
        ("findings", "Adequate"),
        ("findings", "Good"),
        ("record", None),
    ]
    assert numbers(found) == list(range(1, 12))
    assert found.unread == ()


def test_a_title_that_stands_twice_opens_two_sections():
    roles = [s.role for s in document().sections if s.title == "Overall effectiveness"]
    assert roles == ["verdict", "summary"]


def test_contents_are_set_aside_and_kept():
    found = document()
    assert [f.why for f in found.furniture] == ["contents"] * 5
    assert found.furniture[1].text.startswith(TITLE)


def test_an_item_that_a_page_break_cut_is_joined():
    items = [b for b in document().blocks if b.kind == "list-item"]
    assert [item.id for item in items] == ["3.b1", "3.b2", "3.b3"]
    assert items[1].text.endswith("every missing child before the end of the day.")


def test_items_know_their_heading_and_lead_in():
    found = document()
    assert [found.block(b.heading or "").text for b in found.blocks if b.kind == "list-item"] == [
        "Immediately:",
        "Immediately:",
        "Within three months:",
    ]
    assert found.block("3.b1").lead_in == "3"


def test_the_first_item_under_a_heading_may_have_lost_its_bullet():
    found = document(("- publish a neglect strategy", " publish a neglect strategy"))
    assert texts(found)["3.b3"] == "publish a neglect strategy"


def test_a_blank_line_does_not_end_a_list():
    found = document(("on the day\n- ensure", "on the day\n\n- ensure"))
    assert [b.id for b in found.blocks if b.kind == "list-item"] == ["3.b1", "3.b2", "3.b3"]


def test_a_number_that_slipped_into_its_sentence_is_put_back():
    found = document(
        ("8. Visits to children are timely.", "- Visits to children 8. are timely and"),
        ("However, plans are", "plans are"),
    )
    assert texts(found)["8"] == "Visits to children are timely and plans are not always clear."
    assert found.block("8").restored


def test_a_number_in_a_sentence_stays_when_its_paragraph_has_one():
    found = document(("8. Visits to children", "8. Visits to the 9. children"))
    assert texts(found)["8"].startswith("Visits to the 9. children")


def test_a_lost_number_is_put_back():
    found = document(("10. Assessments are thorough.", "- Assessments are thorough."))
    assert texts(found)["10"] == "Assessments are thorough."
    assert found.block("10").restored


def test_two_lost_numbers_and_one_paragraph_are_not_guessed():
    found = document(("9. Help is offered early.", ""), ("10. Assessments are", "Assessments are"))
    assert numbers(found) == [1, 2, 3, 4, 5, 6, 7, 8, 11]
    assert [u.why for u in found.unread] == ["paragraph numbers before this one were not found"]


@pytest.mark.parametrize("mark", ["", "- ", "• ", "\uf0a7 "])
def test_a_false_bullet_goes_on_with_the_paragraph(mark):
    found = document(
        ("8. Visits to children are timely.", f"8. Visits to children are\n\n{mark}timely across the area.")
    )
    assert texts(found)["8"].startswith("Visits to children are timely across the area.")


def test_a_capital_does_not_end_an_unfinished_sentence():
    found = document(
        ("Visits to children are timely.", "Visits follow the guidance on\n\nSafe Visiting of 2011.")
    )
    assert texts(found)["8"].startswith("Visits follow the guidance on Safe Visiting of 2011.")


def test_a_hyphen_at_a_line_end_belongs_to_the_word():
    found = document(("Visits to children are", "Visits by multi-\n\nagency teams are"))
    assert texts(found)["8"].startswith("Visits by multi-agency teams are")


def test_a_bullet_under_a_colon_is_a_list_item_of_its_paragraph():
    found = document(
        ("8. Visits to children are timely. However, plans", "8. Seen were:\n- visits\n- plans\n\n9. Plans"),
        ("9. Help", "10. Help"),
        ("10. Assess", "11. Assess"),
        ("11. Leaders", "12. Leaders"),
    )
    assert texts(found)["8.b2"] == "plans"


def test_a_repeated_number_is_reported_and_nothing_is_lost():
    found = document(("9. Help is offered early.", "8. Help is offered early."))
    assert [u.why for u in found.unread] == [
        "the paragraph number 8 is repeated or out of order",
        "paragraph numbers before this one were not found",
    ]
    assert any("Help is offered early." in block.text for block in found.blocks)


def test_a_missing_section_is_reported():
    found = document(("Service information\n", ""))
    assert [u.text for u in found.unread] == ["Service information"]
    assert "was not found" in found.unread[0].why


def test_a_misprinted_heading_is_known():
    found = document(("\nThe quality of practice\n\nAdequate", "\nThe quality of practise\n\nAdequate"))
    assert [s.aspect for s in found.sections if s.grade == "Adequate"] == ["quality-of-practice"]


def test_rows_of_tables_keep_their_cells():
    rows = [b for b in document().blocks if b.kind == "table-row"]
    assert rows[0].text.split("\t")[0] == "Outstanding"
    assert rows[-1].text == "Leadership and governance\tGood"


def test_text_that_is_no_report_says_what_was_expected():
    with pytest.raises(ReportError, match=r"small\.txt: no .*protection-2012.*from its title page on"):
        segment(source("Minutes of a meeting.\n\n1. Apologies were received."))


def test_the_headings_of_a_pdf_are_told_by_their_look_not_by_blank_lines():
    with pytest.raises(ReportError, match="none of its sections"):
        segment(replace(source(changed()), media_type="application/pdf"))


def test_a_title_without_sections_is_no_report():
    with pytest.raises(ReportError, match="none of its sections"):
        segment(source(f"{TITLE}\n\nRutland County Council\n"))


@pytest.mark.parametrize(
    ("name", "last", "restored"),
    [("medway-2013-01", 54, []), ("rochdale-2012-11", 43, [19, 35, 37])],
)
def test_the_shipped_reports_have_all_their_paragraphs(name, last, restored):
    found = segment(read_source(resource(f"data/reports/{name}.txt")))
    assert numbers(found) == list(range(1, last + 1))
    assert [b.number for b in found.blocks if b.restored] == restored
    assert found.unread == ()
    paragraphs = [b for b in found.blocks if b.number and not b.text.endswith((".", ":"))]
    assert paragraphs == []


def test_a_missing_page_of_paragraphs_is_reported_and_the_rest_keeps_its_numbers():
    gap = [(f"\n{old}. ", f"\n{old + 20}. ") for old in range(11, 7, -1)]
    found = document(*gap)
    assert numbers(found) == [1, 2, 3, 4, 5, 6, 7, 28, 29, 30, 31]
    assert [u.why for u in found.unread] == ["paragraph numbers before this one were not found"]


def test_a_number_far_off_by_itself_is_no_paragraph():
    found = document(("8. Visits to children are timely.", "8. Visits are timely.\n\n600. Things happened."))
    assert 600 not in numbers(found)
    assert "too far from 8" in found.unread[0].why


def test_a_dash_and_a_tab_mark_an_item():
    found = document(("- ensure that visits", "-\tensure that visits"))
    assert texts(found)["3.b1"] == "ensure that visits are recorded on the day"


def test_items_without_sub_headings_are_items():
    found = document(("Immediately:\n\n", ""), ("Within three months:\n\n", ""))
    assert [b.id for b in found.blocks if b.kind == "list-item"] == ["3.b1", "3.b2", "3.b3"]


def test_an_unknown_heading_of_actions_is_kept_and_reported():
    found = document(("Within three months:", "As a priority:"))
    assert found.block(found.block("3.b3").heading or "").text == "As a priority:"
    assert [u.why for u in found.unread] == ["this heading of a list of actions is no known timescale"]


def test_an_action_section_without_a_list_is_reported():
    found = document(
        ("- ensure that visits are recorded on the day\n", ""),
        ("- ensure that the Rutland Safeguarding Children Board (RSCB) is told of every missing\n\n", ""),
        ("child before the end of the day.\n", ""),
        ("- publish a neglect strategy\n", ""),
        ("Immediately:\n", ""),
        ("Within three months:\n", ""),
    )
    assert [u.why for u in found.unread] == ["no list of actions was found in this section"]
