"""Findings, actions, bodies and all else: each page has what the graph says, and only to the letter."""

from __future__ import annotations

from itertools import pairwise

from loader.store import Reader
from tests.queries.web.html_pages import parsed
from tests.queries.web.pages.asking import select
from tests.queries.web.seeing import see


def test_each_finding_stands_in_its_paragraph(reader: Reader) -> None:
    findings = select(
        reader,
        "SELECT ?it ?text ?block ?name { GRAPH <graph/report/MDW/2013-01-07/protection-2012> "
        "{ ?it a ig:Finding ; ig:text ?text ; ig:block/ig:text ?block ; ig:polarity ?p } "
        "GRAPH <graph/ontology> { ?p skos:prefLabel ?name } } ORDER BY ?it",
    )
    assert len(findings) > 100
    for iri, text, block, name in findings[::7]:
        answer = see(reader, "/" + iri.partition("/id/")[2])
        page = parsed(answer.body.decode())
        assert [one.text() for one in page.of_class("quoted")] == [text]
        assert page.named("blockquote")[0].text().strip() == block.strip()
        assert page.of_class("tag")[0].text() == name
        assert page.named("h1")[0].text() == text


def test_an_action_has_its_time_and_addressees(reader: Reader) -> None:
    rows = select(
        reader,
        "SELECT ?it ?text ?timescale { GRAPH ?g { ?it a ig:RequiredAction ; ig:text ?text ; "
        "ig:timescaleAsPrinted ?timescale } } ORDER BY ?it",
    )
    for iri, text, timescale in rows:
        page = parsed(see(reader, "/" + iri.partition("/id/")[2]).body.decode())
        facts = page.of_class("facts")[0]
        told = dict(
            zip((dt.text() for dt in facts.named("dt")), (dd.text() for dd in facts.named("dd")), strict=True)
        )
        assert told["Within"] == timescale
        assert page.named("h1")[0].text() == text
        assert "No action that is held was found to ask for the same" in page.text()


def test_all_that_is_said_about_a_body_is_there(reader: Reader) -> None:
    path = "/body/RCH/sunrise-team"
    said = select(
        reader,
        f"SELECT DISTINCT ?it ?text {{ GRAPH ?a {{ ?it ig:about <id{path}> }} "
        "GRAPH ?g { ?it ig:text ?text } }",
    )
    shown: dict[str, str] = {}
    address = path
    while address:
        page = parsed(see(reader, address).body.decode())
        shown |= {one.attributes["href"]: one.text() for one in page.named("a")}
        following = [one.attributes["href"] for one in page.named("a") if one.attributes.get("rel") == "next"]
        address = following[0] if following else ""
    assert len(said) > 5
    for iri, text in said:
        assert shown["/" + iri.partition("/id/")[2]] == text


def test_a_theme_counts_what_the_graph_counts(reader: Reader) -> None:
    page = parsed(see(reader, "/concept/themes/assessment").body.decode())
    (row,) = [one for one in page.named("tr") if one.named("th")[0].text().strip() == "Medway"]
    ((weak,),) = select(
        reader,
        "SELECT (COUNT(?f) AS ?n) { GRAPH <graph/report/MDW/2013-01-07/protection-2012> "
        "{ ?f ig:theme theme:assessment ; ig:polarity polarity:weakness } }",
    )
    assert row.named("td")[1].text() == weak
    assert row.named("a")[0].attributes["href"] == "/authority/MDW/theme/assessment"


def test_a_judgement_shows_the_words_that_give_it(reader: Reader) -> None:
    path = "report/RCH/2012-11-12/protection-2012/judgement/overall-effectiveness"
    quotes = select(reader, f"SELECT ?quote {{ GRAPH ?g {{ <id/{path}> ig:evidence/ig:quote ?quote }} }}")
    page = parsed(see(reader, f"/{path}").body.decode())
    assert sorted(one.text() for one in page.of_class("quoted")) == sorted(quote for (quote,) in quotes)


def test_the_first_page_counts_what_is_held(reader: Reader) -> None:
    page = parsed(see(reader, "/").body.decode())
    numbers = " ".join(page.of_class("numbers")[0].text().split())
    ((findings,),) = select(reader, "SELECT (COUNT(?f) AS ?n) { GRAPH ?g { ?f a ig:Finding } }")
    ((actions,),) = select(reader, "SELECT (COUNT(?f) AS ?n) { GRAPH ?g { ?f a ig:RequiredAction } }")
    assert f"2 reports 2 authorities {int(findings):,} findings {actions} required actions" in numbers


def test_every_page_is_whole_and_says_where_it_is_from(reader: Reader) -> None:
    for path in (
        "/",
        "/about",
        "/authorities",
        "/themes",
        "/ontology",
        "/authority/MDW",
        "/authority/MDW/statements",
        "/authority/MDW/theme/assessment",
        "/concept/themes/assessment",
        "/concept/polarity/weakness",
        "/graph/area/MDW",
        "/body/RCH/sunrise-team",
        "/report/MDW/2013-01-07/protection-2012",
        "/nothing/here",
    ):
        text = see(reader, path).body.decode()
        page = parsed(text)
        assert reader.dataset[:12] in page.text(), path
        assert "CC BY 4.0" in page.text(), path
        assert len(page.named("h1")) == 1, path
        assert len(page.named("main")) == 1, path
        assert page.named("html")[0].attributes["lang"] == "en-GB", path
        levels = [int(one.name[1]) for one in page.all() if one.name in ("h1", "h2", "h3", "h4")]
        assert all(after <= before + 1 for before, after in pairwise(levels)), path
        assert not page.named("script"), path
        assert not [one for one in page.all() if "style" in one.attributes], path
        assert not [one for one in page.all() for name in one.attributes if name.startswith("on")], path
