"""Reports of every kind as PDFs: which they are, and all that is made of them."""

from dataclasses import replace
from pathlib import Path

import pytest

from loader.errors import ReportError
from loader.framework import frameworks
from loader.segment import segment
from tests.small_pages import LAYOUTS, changed, document, outline, source

BLOCKS = {
    file.stem: file.read_text(encoding="utf-8")
    for file in (Path(__file__).parents[1] / "layouts").glob("*.blocks")
}


def test_there_is_a_report_of_every_kind():
    assert {told.partition(":")[0] for told in BLOCKS.values()} == {kind.id for kind in frameworks()}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_report_is_of_its_kind_and_read_whole(name):
    found = document(LAYOUTS[name])
    assert f"{found.framework}: {found.title}\n{outline(found)}\n" == BLOCKS[name]


def test_what_is_no_part_of_the_text_is_kept():
    furniture = document(LAYOUTS["sif-early"]).furniture
    assert [(it.page, it.text) for it in furniture if it.why == "contents"] == [
        (2, "Contents"),
        (2, "The local authority\t3"),
        (2, "Summary of findings\t3"),
        (2, "What does the local authority need to improve?\t3"),
        (2, "Information about this local authority area\t4"),
        (2, "Inspection judgements about the local authority\t5"),
        (2, "The Local Safeguarding Children Board (LSCB)\t8"),
        (2, "What the inspection judgements mean\t9"),
    ]
    numbers = [(it.page, it.text) for it in furniture if it.why == "running head or page number"]
    assert numbers == [(page, str(page)) for page in range(1, 10)]


def test_a_missing_section_is_reported():
    found = document(changed("lscb-review", ("# Executive summary\n", "")))
    assert [(it.page, it.text) for it in found.unread] == [(1, "Executive summary")]
    assert (
        found.unread[0].why
        == 'the section "Executive summary", which lscb-review reports have, was not found'
    )


def test_two_reports_bound_together_are_refused():
    text = f"{LAYOUTS['focused-visit']}---\n---\n{LAYOUTS['ilacs']}"
    with pytest.raises(
        ReportError, match=r"small\.pdf, page 4: two reports bound together: .*“Inspection of chil"
    ):
        document(text)


def test_a_pdf_with_a_title_and_without_sections_is_no_report():
    with pytest.raises(
        ReportError, match=r"small\.pdf: has the title of a report of the kind lac-2013, and none of its"
    ):
        document("= Inspection of looked after children // services\nBarchester City Council")


def test_a_pdf_that_is_no_report_says_what_was_expected():
    with pytest.raises(ReportError, match=r"small\.pdf: no .*ilacs.*from its title page on"):
        document("# Minutes of a meeting\n1. Apologies were received.")


def test_the_same_pages_give_the_same_document():
    pages = source(LAYOUTS["ilacs"])
    assert segment(pages) == segment(replace(pages))
