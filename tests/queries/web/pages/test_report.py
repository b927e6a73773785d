from __future__ import annotations

from pathlib import Path

import pytest

from loader.load import load
from loader.store import Reader, read
from tests.queries.web.html_pages import Element, parsed
from tests.queries.web.pages.asking import select
from tests.queries.web.seeing import see
from tests.small_reports import changed

REPORTS = ("MDW/2013-01-07/protection-2012", "RCH/2012-11-12/protection-2012")


@pytest.fixture(scope="module", params=REPORTS)
def report(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def seen(reader: Reader, report: str) -> Element:
    answer = see(reader, f"/report/{report}")
    assert answer.status == 200
    return parsed(answer.body.decode())


def test_the_whole_text_stands_in_its_order(reader: Reader, report: str) -> None:
    blocks = select(
        reader,
        f"SELECT ?text WHERE {{ GRAPH <graph/report/{report}> "
        "{ ?b a ig:Block ; ig:text ?text ; ig:order ?order } } ORDER BY ?order",
    )
    words = [one.text(without="note") for one in seen(reader, report).of_class("words")]
    assert words == [text for (text,) in blocks]


def test_each_quote_is_marked_to_the_letter(reader: Reader, report: str) -> None:
    evidence = select(
        reader,
        f"SELECT DISTINCT ?e ?quote WHERE {{ GRAPH <graph/report/{report}> "
        "{ ?thing ig:evidence ?e . ?e ig:quote ?quote } }",
    )
    found: dict[str, str] = {}
    for one in seen(reader, report).all():
        anchor = one.attributes.get("id", one.attributes.get("data-of", ""))
        if anchor.startswith("evidence-"):
            found[anchor] = found.get(anchor, "") + one.text(without="note")
    wanted = {
        "evidence-" + iri.partition("/evidence/")[2].replace("/", "-"): quote for iri, quote in evidence
    }
    assert len(wanted) > 300
    assert found == wanted


def test_each_finding_and_action_leads_to_its_page(reader: Reader, report: str) -> None:
    links = set(seen(reader, report).links())
    things = select(
        reader,
        f"SELECT ?it WHERE {{ GRAPH <graph/report/{report}> "
        "{ VALUES ?class { ig:Finding ig:RequiredAction ig:Judgement } ?it a ?class } }",
    )
    assert {f"/report/{iri.partition('/id/report/')[2]}" for (iri,) in things} <= links


def test_each_action_is_noted_after_its_own_words_alone(reader: Reader, report: str) -> None:
    rows = select(
        reader,
        f"SELECT ?it ?text WHERE {{ GRAPH <graph/report/{report}> "
        "{ ?it a ig:RequiredAction ; ig:text ?text } }",
    )
    texts = {f"/report/{iri.partition('/id/report/')[2]}": text for iri, text in rows}
    noted = set()
    for block in seen(reader, report).of_class("words"):
        for note in block.of_class("note"):
            if "action" in note.classes:
                assert block.text(without="note")[:30] in texts[note.attributes["href"]]
                noted.add(note.attributes["href"])
    assert noted == set(texts)


def test_what_is_uncertain_is_marked_so(reader: Reader, report: str) -> None:
    uncertain = select(
        reader, f"SELECT ?it WHERE {{ GRAPH <graph/report/{report}> {{ ?it ig:uncertain true }} }}"
    )
    notes = [one for one in seen(reader, report).of_class("note") if one.text().endswith(", uncertain")]
    told = {one.attributes["href"].rpartition("/")[2] for one in notes}
    assert told == {iri.rpartition("/")[2] for (iri,) in uncertain}
    assert told


def test_its_grades_and_file_are_told(reader: Reader, report: str) -> None:
    page = seen(reader, report)
    grades = select(
        reader,
        f"SELECT ?aspect ?grade WHERE {{ GRAPH <graph/report/{report}> "
        "{ ?j ig:aspectAsPrinted ?aspect ; ig:gradeAsPrinted ?grade } }",
    )
    rows = [row for row in page.named("tr") if row.of_class("tag")]
    told = {(row.named("th")[0].text(), row.of_class("tag")[0].text()) for row in rows}
    assert told == {(aspect, grade.capitalize()) for aspect, grade in grades}
    ((digest,),) = select(
        reader, f"SELECT ?d WHERE {{ GRAPH ?g {{ <id/report/{report}> ig:sourceDigest ?d }} }}"
    )
    assert digest in page.text()
    assert "The address of the report as it was published is not known." in page.text()


def test_links_within_the_page_lead_somewhere(reader: Reader, report: str) -> None:
    page = seen(reader, report)
    ids = {one.attributes["id"] for one in page.all() if "id" in one.attributes}
    assert {link[1:] for link in page.links() if link.startswith("#")} <= ids


def test_a_report_that_is_not_held_is_not_found(reader: Reader) -> None:
    answer = see(reader, "/report/MDW/2013-01-08/protection-2012")
    assert answer.status == 404
    assert 'href="/authority/MDW"' in answer.body.decode()


def test_a_report_on_nobody_of_the_register_and_of_no_day_is_shown(tmp_path: Path) -> None:
    text = changed(("Rutland County Council", "Atlantis Borough Council"), ("4 - 13 March 2013", "March"))
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    load([tmp_path / "a.txt"], tmp_path / "store")
    with read(tmp_path / "store") as opened:
        parts = select(
            opened,
            "SELECT ?it { VALUES ?class { ig:Report ig:Finding ig:RequiredAction } "
            "GRAPH ?g { ?it a ?class } }",
        )
        assert len(parts) > 5
        for (iri,) in parts:
            answer = see(opened, "/" + iri.partition("/id/")[2])
            assert answer.status == 200
            assert "Atlantis Borough Council" in parsed(answer.body.decode()).text()
