import os
import re
from pathlib import Path

import pytest

from loader.framework import framework
from loader.interpret.judgements import read_judgements
from loader.read import read_source
from loader.records import Block, Document, Section, Source
from loader.segment import segment
from tests import small_pages
from tests.small_reports import document

RECORD = "The quality of practice\tAdequate\nLeadership and governance\tGood"

SIF_FRONT = (
    "# Children’s services in Barchester require improvement to be good",
    "1. Children who need help and protection\tRequires improvement",
    "2. Children looked after and achieving permanence\tGood",
    "2.1 Adoption performance\tGood",
    "2.2 Experiences and progress of care leavers\tInadequate",
    "3. Leadership, management and governance\tRequires Improvement",
)


def made(kind, front, *sections):
    """A document of our own: the texts of its title page, and sections as role, aspect and texts.

    A text with a tab is a row of a table, one that begins with "# " a heading, any other a paragraph.
    """
    blocks, opened = [], []
    for index, (role, aspect, texts) in enumerate([("", None, front), *sections]):
        section = None if index == 0 else index - 1
        ids = []
        for number, text in enumerate(texts):
            look = "table-row" if "\t" in text else "heading" if text.startswith("# ") else "paragraph"
            ids.append(f"{'abcdefg'[index]}{number}")
            blocks.append(Block(ids[-1], look, text.removeprefix("# "), section=section, page=index + 1))
        if section is not None:
            opened.append(Section("", role, ids[0], tuple(ids), aspect=aspect))
    return Document(
        Source("a.pdf", "0" * 64, "application/pdf", "1", ()), kind, "", tuple(blocks), tuple(opened)
    )


def graded(found):
    """Grades as printed by aspect; every quote is what stands in its block."""
    judgements, _ = read_judgements(found)
    for span in (span for judgement in judgements for span in judgement.evidence):
        assert found.block(span.block).text[span.start : span.end] == span.quote
    assert len({judgement.aspect_id for judgement in judgements}) == len(judgements)
    return {judgement.aspect_id: judgement.grade for judgement in judgements}


def reasons(found):
    return [unread.why for unread in read_judgements(found)[1]]


def test_each_aspect_is_read_once_with_all_that_agrees():
    found = document()
    judgements, unread = read_judgements(found)
    assert [(j.aspect_id, j.grade, j.grade_id) for j in judgements] == [
        ("overall-effectiveness", "Good", "protection-2012/good"),
        ("help-and-protection", "Good", "protection-2012/good"),
        ("quality-of-practice", "Adequate", "protection-2012/adequate"),
        ("leadership-and-governance", "Good", "protection-2012/good"),
    ]
    assert unread == ()
    assert [span.quote for span in judgements[0].evidence] == [
        "Overall effectiveness\tGood",
        "Good",
        "The overall effectiveness of the arrangements to protect children in Rutland is good.",
    ]
    assert len(graded(found)) == 4


def test_the_scale_is_no_judgement():
    judgements, _ = read_judgements(document((RECORD, "")))
    blocks = {span.block for judgement in judgements for span in judgement.evidence}
    scale = document().sections[1]
    assert not blocks & set(scale.blocks)


def test_a_table_that_lost_its_tabs_is_read():
    judgements, _ = read_judgements(document((RECORD, RECORD.replace("\t", " "))))
    assert judgements[2].evidence[0].quote == "The quality of practice Adequate"


def test_a_grade_at_odds_is_reported_with_both_places():
    found = document(("practice\tAdequate", "practice\tGood"))
    judgements, unread = read_judgements(found)
    assert judgements[2].grade == "Good"
    assert [(u.text, u.why) for u in unread] == [
        ("Adequate", "this grade of The quality of practice differs from Good in block p1.28")
    ]
    assert found.block("p1.28").text == "The quality of practice\tGood"


def test_an_aspect_without_a_grade_is_reported_and_not_guessed():
    judgements, unread = read_judgements(
        document((RECORD, "Leadership and governance\tGood"), ("practice\n\nAdequate", "practice"))
    )
    assert [j.aspect_id for j in judgements] == [
        "overall-effectiveness", "help-and-protection", "leadership-and-governance"
    ]  # fmt: skip
    assert len(unread) == 1
    assert "no grade stands beside the aspect" in unread[0].why


@pytest.mark.parametrize(
    "rows",
    [
        ("Experiences and progress of care leavers", "Requires improvement"),
        ("Requires improvement", "Experiences and progress of care leavers"),
        ("Experiences and progress", "Requires improvement", "of care leavers"),
        ("Experiences and progress of care leavers", "Requires", "improvement"),
        ("Experiences and progress of\tRequires", "care leavers\timprovement"),
        ("Experiences and progress of care leavers\tRequires improvement²",),
        ("2.2 Experiences and progress of care leavers\tRequires improvement1",),
    ],
)
def test_a_grade_stands_beside_its_aspect_above_below_or_between(rows):
    found = made("sif", ("Barchester", *rows, "Ada Example HMI"))
    judgements, _ = read_judgements(found)
    assert [(j.aspect, j.grade_id) for j in judgements] == [
        ("Experiences and progress of care leavers", "ofsted-2013/requires-improvement")
    ]
    assert tuple(span.quote for span in judgements[0].evidence) == rows


def test_a_grade_between_two_aspects_is_of_neither():
    found = made("sif", ("Adoption performance", "Good", "Experiences and progress of care leavers", "Ada"))
    assert graded(found) == {}


def test_the_numbers_of_a_table_are_no_part_of_its_aspects():
    judgements, unread = read_judgements(made("sif", SIF_FRONT))
    assert [(j.aspect, j.grade) for j in judgements] == [
        ("Children’s services in Barchester", "requires improvement to be good"),
        ("Children who need help and protection", "Requires improvement"),
        ("Children looked after and achieving permanence", "Good"),
        ("Adoption performance", "Good"),
        ("Experiences and progress of care leavers", "Inadequate"),
        ("Leadership, management and governance", "Requires Improvement"),
    ]
    assert unread == ()


@pytest.mark.parametrize(
    ("printed", "aspect", "grade"),
    [
        ("The overall judgement is requires improvement", "The overall judgement", "requires improvement"),
        ("The overall judgement is that children’s services require improvement.²",
         "The overall judgement", "requires improvement"),
        ("Children’s services in Barchester are inadequate because:",
         "Children’s services in Barchester", "inadequate"),
        ("Children’s services in St. Barchester are good.", "Children’s services in St. Barchester", "good"),
        ("Children’s services in Barchester requires improvement to be good",
         "Children’s services in Barchester", "requires improvement to be good"),
    ],
)  # fmt: skip
def test_the_overall_grade_stands_in_a_sentence(printed, aspect, grade):
    found = made("sif", (f"# {printed}", *SIF_FRONT[1:]))
    judgements, unread = read_judgements(found)
    assert (judgements[0].aspect, judgements[0].grade) == (aspect, grade)
    assert judgements[0].evidence[0].quote == printed.removesuffix(" because:").removesuffix("²")
    assert unread == ()


@pytest.mark.parametrize(
    "printed",
    [
        "# The Local Safeguarding Children Board requires improvement",
        "# The effectiveness of the Local Safeguarding Children Board (LSCB) is requires improvement.",
        "The Barchester Safeguarding Children Board (BSCB) requires improvement. It meets its duties.",
        "The Local Safeguarding Children Board (LSCB) in Barchester requires improvement to be good.",
        "# The LSCB requires improvement because:",
    ],
)
def test_the_grade_of_the_board_stands_far_behind_the_table(printed):
    board = ("title", "safeguarding-board", ("# The Local Safeguarding Children Board (LSCB)", printed))
    found = made("sif", SIF_FRONT, ("findings", None, ("# Inspection findings",)), board)
    assert graded(found)["safeguarding-board"].startswith("requires improvement")
    assert reasons(found) == []


def test_a_board_that_is_reviewed_and_not_graded_is_missing():
    board = ("title", "safeguarding-board", ("# The Local Safeguarding Children Board (LSCB)", "It met."))
    found = made("sif", SIF_FRONT, board)
    assert reasons(found) == ["no grade stands beside the aspect Safeguarding board"]


@pytest.mark.parametrize(
    "decoy",
    [
        ("scale", None, ("A Local Safeguarding Children Board requires improvement if it is not yet good.",)),
        ("scale", None, ("The LSCB\tGood", "# The LSCB is good")),
        ("context", None, ("# Previous inspections", "The LSCB\tInadequate")),
        ("findings", None, ("# Summary", "The LSCB is good. Attendance at the board is good.")),
        ("findings", "safeguarding-board", ("# Summary", "The LSCB is not yet good.")),
        ("findings", "safeguarding-board", ("# Summary", "The LSCB was inadequate at the last inspection.")),
        ("findings", "safeguarding-board", ("# Summary", "Links with the LSCB are good.")),
        ("findings", "safeguarding-board", ("# Summary", "The LSCB is good at hearing from children.")),
    ],
)  # fmt: skip
def test_plain_words_scales_and_earlier_grades_are_no_judgements(decoy):
    assert "safeguarding-board" not in graded(made("sif", SIF_FRONT, decoy))


def test_an_aspect_may_be_not_judged_in_so_many_words():
    rows = tuple(row.replace("performance\tGood", "performance\tNot Judged") for row in SIF_FRONT)
    judgements, unread = read_judgements(made("sif", rows))
    assert [(j.grade, j.grade_id) for j in judgements if j.aspect_id == "adoption"] == [
        ("Not Judged", "not-judged")
    ]
    assert unread == ()


def test_children_in_care_and_care_leavers_are_graded_apart_or_together():
    apart = small_pages.LAYOUTS["ilacs"]
    assert graded(small_pages.document(apart)) == {
        "help-and-protection": "Requires improvement to be good",
        "leaders-impact": "Good",
        "overall-effectiveness": "Good",
        "children-in-care": "Good",
        "care-leavers": "Outstanding",
    }
    together = re.sub(r"(in care)( \||: good)", r"\1 and care leavers\2", apart)
    together = re.sub(r".*progress of care leavers.*", "", together)
    assert graded(small_pages.document(together))["children-in-care-and-care-leavers"] == "Good"
    assert reasons(small_pages.document(together)) == reasons(small_pages.document(apart)) == []


def test_neither_apart_nor_together_is_missing():
    rows = ("The experiences and progress of children who need help and protection\tGood",
            "The experiences and progress of care leavers\tGood",
            "The impact of leaders on social work practice with children and families\tGood")  # fmt: skip
    assert reasons(made("ilacs", (), ("record", None, rows))) == [
        "no grade stands beside Children in care and care leavers or Children in care and Care leavers"
    ]


def test_no_overall_grade_is_expected_where_none_is_printed():
    without = re.sub(r".*Overall effectiveness.*", "", small_pages.LAYOUTS["ilacs"])
    assert len(graded(small_pages.document(without))) == 4
    assert reasons(small_pages.document(without)) == []


def test_the_number_of_a_grade_is_no_part_of_its_name():
    rows = ("Overall effectiveness\tInadequate Grade 4", "Capacity to improve\tGrade 3 (Adequate)")
    found = graded(made("lac-2013", (), ("record", None, rows)))
    assert found == {"overall-effectiveness": "Inadequate", "capacity-to-improve": "Adequate"}


@pytest.mark.parametrize(
    ("said", "grade", "outcome"),
    [
        ("The partnership’s arrangements typically lead to positive experiences and outcomes for children.",
         "typically lead to positive experiences", "area-send/outcome-1"),
        ("The partnership’s arrangements lead to inconsistent experiences and outcomes for children.",
         "inconsistent experiences", "area-send/outcome-2"),
        ("There are widespread and/or systemic failings leading to significant concerns.",
         "widespread and/or systemic failings", "area-send/outcome-3"),
        ("The outcome is one of typically positive experiences or inconsistent experiences.", None, None),
        ("The partnership works well.", None, None),
    ],
)  # fmt: skip
def test_an_outcome_is_told_by_its_words_in_the_sentence_below_the_heading(said, grade, outcome):
    verdict = ("verdict", "inspection-outcome", ("# Inspection outcome", f"{said} It has plans.", "Good."))
    found = made("area-send", (), verdict)
    judgements, unread = read_judgements(found)
    assert [(j.grade, j.grade_id) for j in judgements] == ([(grade, outcome)] if grade else [])
    assert [s.quote for j in judgements for s in j.evidence] == ([said] if grade else [])
    assert len(unread) == (0 if grade else 1)


def test_a_letter_has_no_judgements():
    found = made("ilacs-focused-visit", ("Overall effectiveness\tGood", "# Children’s services are good"))
    assert read_judgements(found) == ((), ())


def test_no_published_report_lacks_a_grade():
    folder = os.environ.get("INSPECTION_GRAPH_CORPUS")
    if not folder:
        pytest.skip("INSPECTION_GRAPH_CORPUS names no folder of published reports")
    files = [
        file
        for file in sorted(Path(folder).rglob("*.pdf"))
        if "childrens-services" in file.name or "send" in file.name
    ]
    assert files
    for file in files:
        found = segment(read_source(file))
        judgements, unread = read_judgements(found)
        assert unread == (), file
        assert bool(judgements) == (framework(found.framework).scale is not None), file
