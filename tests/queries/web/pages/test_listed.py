"""Pages that list, as data: the rows are those of the page, the Turtle is what the graph says."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import urlsplit

import pytest
from pyoxigraph import NamedNode
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic

from loader.authorities import register
from loader.iris import BASE
from loader.store import Reader
from queries.web import described
from queries.web.addresses import iri_of, path_of
from queries.web.problems import Refused
from tests.queries.web.html_pages import Element, parsed
from tests.queries.web.pages.asking import select
from tests.queries.web.seeing import see

_COMPARED = "a=Medway&b=RCH"
_THEME = "/authority/MDW/theme/assessment"
_LISTS = {
    "/": "/index.{}",
    "/authorities": "/authorities.{}",
    "/themes": "/themes.{}",
    _THEME: f"{_THEME}.{{}}",
    f"/compare?{_COMPARED}": f"/compare.{{}}?{_COMPARED}",
}


def page_of(reader: Reader, address: str) -> Element:
    return parsed(see(reader, address).body.decode())


def rows_of(reader: Reader, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(see(reader, address).body.decode(), newline="")))


def turtle_of(reader: Reader, address: str) -> Graph:
    return Graph().parse(data=see(reader, address).body.decode(), format="turtle")


@pytest.mark.parametrize(("page", "data"), _LISTS.items())
def test_a_list_leads_to_its_data_in_each_format(reader: Reader, page: str, data: str) -> None:
    shown = page_of(reader, page)
    wanted = [data.format(ending) for ending in ("ttl", "json", "csv")]
    assert [link for link in shown.named("footer")[0].links() if link in wanted] == wanted
    declared = {
        one.attributes["href"]: one.attributes["type"]
        for one in shown.named("link")
        if one.attributes["rel"] == "alternate"
    }
    for address in wanted:
        answer = see(reader, address)
        assert (answer.status, answer.media_type.partition(";")[0]) == (200, declared[address])


@pytest.mark.parametrize("data", _LISTS.values())
def test_json_has_the_rows_of_the_csv(reader: Reader, data: str) -> None:
    said = json.loads(see(reader, data.format("json")).body)
    names = said["head"]["vars"]
    rows = [
        {name: row[name]["value"] if name in row else "" for name in names}
        for row in said["results"]["bindings"]
    ]
    assert rows == rows_of(reader, data.format("csv"))
    assert {row[names[-1]]["type"] for row in said["results"]["bindings"] if names[-1] in row} == {"uri"}


@pytest.mark.parametrize("data", [address for page, address in _LISTS.items() if page != "/"])
def test_turtle_has_all_that_the_graph_says_of_what_is_listed(reader: Reader, data: str) -> None:
    found = turtle_of(reader, data.format("ttl"))
    rows = [row for row in rows_of(reader, data.format("csv")) if row.get("kind") != "theme"]
    listed = {row.get("iri") or row.get("theme") or row["authority"] for row in rows}
    assert listed <= {str(it) for it in found.subjects()}
    for iri in sorted(listed)[::7]:
        held = reader.store.quads_for_pattern(NamedNode(iri), None, None, None)
        assert len(set(found.predicate_objects(URIRef(iri)))) == len({(q.predicate, q.object) for q in held})


def test_councils_are_those_of_the_page_with_their_codes(reader: Reader) -> None:
    rows = rows_of(reader, "/authorities.csv")
    assert {row["code"] for row in rows} == {entry.code for entry in register()}
    links = page_of(reader, "/authorities").named("main")[0].links()
    assert [path_of(row["authority"]) for row in rows] == links
    listed = {(row["authority"], row["latest"]) for row in rows if row["inspections"] == "1"}
    starts = "?inspection a ig:Inspection ; ig:authority ?authority ; ig:startDate ?start"
    assert listed == set(select(reader, f"SELECT ?authority ?start {{ GRAPH ?g {{ {starts} }} }}"))
    assert sum(row["inspections"] == "0" for row in rows) == len(rows) - len(listed)
    medway = next(row for row in rows if row["code"] == "MDW")
    assert (medway["name"], medway["gss"], medway["region"]) == ("Medway", "E06000035", "South East")


def test_themes_are_those_of_the_page_with_their_counts(reader: Reader) -> None:
    shown = [
        [cell.text().strip() for cell in row.inside if isinstance(cell, Element)]
        for row in page_of(reader, "/themes").named("tbody")[0].named("tr")
    ]
    rows = rows_of(reader, "/themes.csv")
    counts = ("weaknesses", "mixed", "strengths", "neutral")
    assert [[row["name"], *(row[name] for name in counts)] for row in rows] == [
        [row[0], *row[2:]] for row in shown
    ]
    shares = [f"{row['share']} %" if row["share"] else "fewer" for row in rows]
    assert all(row[1].startswith(share) for row, share in zip(shown, shares, strict=True))


def test_an_authority_on_a_theme_has_the_findings_and_actions_of_the_page(reader: Reader) -> None:
    page = page_of(reader, _THEME)
    rows = rows_of(reader, f"{_THEME}.csv")
    shown = {one.text() for entry in page.of_class("entries") for one in entry.named("a")}
    assert {row["text"].strip() for row in rows} <= {text.strip() for text in shown}
    of_kind = {kind: sum(row["kind"] == kind for row in rows) for kind in ("finding", "action")}
    lead = " ".join(page.of_class("lead")[0].text().split())
    assert f"{of_kind['finding']} findings and {of_kind['action']} required action" in lead
    weak = next(entry for entry in page.of_class("contents")[0].named("li") if "Weaknesses" in entry.text())
    assert weak.of_class("count")[0].text() == str(sum(row["polarity"] == "weakness" for row in rows))


def test_two_councils_have_the_grades_and_actions_of_the_page(reader: Reader) -> None:
    rows = rows_of(reader, f"/compare.csv?{_COMPARED}")
    page = page_of(reader, f"/compare?{_COMPARED}")
    links = page.named("main")[0].links()
    assert {path_of(row["iri"]) for row in rows if row["kind"] != "theme"} <= set(links)
    grades = [one for row in page.named("tbody")[0].named("tr") for one in row.named("a")]
    assert len(grades) == sum(row["kind"] == "grade" for row in rows) == 8
    weak = [row["weaknesses"] for row in rows if row["kind"] == "theme" and row["code"] == "MDW"]
    cells = [row.named("td")[1] for row in page.named("tbody")[1].named("tr")]
    assert [cell.text("unseen") for cell in cells] == weak


def test_the_first_page_has_the_councils_held_and_describes_the_dataset(reader: Reader) -> None:
    assert [row["code"] for row in rows_of(reader, "/index.csv")] == ["RCH", "MDW"]
    said = turtle_of(reader, "/index.ttl")
    void = turtle_of(reader, "/.well-known/void?format=turtle")
    assert len(said) > 100
    assert isomorphic(said, void)


def test_a_long_list_comes_page_by_page_without_loss(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = turtle_of(reader, "/themes.ttl")
    monkeypatch.setattr(described, "_THINGS", 4)
    found, address = Graph(), "/themes.ttl"
    pages = 0
    while address:
        found += turtle_of(reader, address)
        following = dict(see(reader, address).headers).get("Link", "")
        address = following.partition("<")[2].partition(">")[0]
        pages += 1
    assert pages > 2
    assert len(found) == len(whole)


def test_the_next_page_is_of_the_same_choice(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(described, "_THINGS", 2)
    link = dict(see(reader, f"/compare.ttl?{_COMPARED}").headers)["Link"]
    assert urlsplit(link.strip("<").partition(">")[0]).query == f"{_COMPARED}&page=2"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/compare.csv?a=Medway", 400),
        ("/compare.ttl?a=Medway&b=Rochdal", 400),
        ("/authority/XXX/theme/assessment.csv", 404),
        ("/authority/MDW/theme/none.json", 404),
        ("/authority/MDW/theme/%0A%3Ca%3E.ttl", 404),
    ],
)
def test_what_is_not_there_is_refused(reader: Reader, address: str, status: int) -> None:
    with pytest.raises(Refused) as refused:
        see(reader, address)
    assert refused.value.problem.status == status


def test_a_thing_keeps_its_own_data(reader: Reader) -> None:
    subjects = {str(it) for it in turtle_of(reader, "/authority/MDW.ttl").subjects()}
    assert iri_of("/authority/MDW") in subjects
    assert iri_of("/authority/MDW").startswith(BASE)
