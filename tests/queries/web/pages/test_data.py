"""Linked data: each IRI leads to a page or to data, and the data are what the graph says."""

from __future__ import annotations

import csv
import io

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from loader.iris import BASE
from loader.store import Reader
from queries.web.addresses import HOME, iri_of, path_of
from queries.web.problems import Refused
from tests.queries.web.pages.asking import select
from tests.queries.web.seeing import see


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        ("text/html", ""),
        ("*/*", ""),
        ("", ""),
        ("text/turtle", ".ttl"),
        ("application/ld+json", ".json"),
        ("application/json", ".json"),
        ("text/csv;q=0.5, text/html;q=0.4", ".csv"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", ""),
        ("image/png", ""),
    ],
)
def test_a_thing_leads_to_what_the_client_likes_best(reader: Reader, accept: str, ending: str) -> None:
    answer = see(reader, "/id/authority/MDW", accept=accept)
    assert answer.status == 303
    assert dict(answer.headers) == {"Location": f"/authority/MDW{ending}"}


def test_a_document_is_a_page_where_it_stands_and_leads_to_its_data(reader: Reader) -> None:
    assert see(reader, "/graph/area/MDW").status == 200
    answer = see(reader, "/graph/area/MDW", accept="text/turtle")
    assert (answer.status, dict(answer.headers)["Location"]) == (303, "/graph/area/MDW.ttl")
    assert dict(see(reader, "/ontology", accept="text/turtle").headers)["Location"] == "/ontology.ttl"


def test_all_that_the_graph_speaks_of_has_a_page(reader: Reader) -> None:
    things = select(reader, "SELECT DISTINCT ?s { GRAPH ?g { ?s a ?class } }")
    ours = sorted(iri for (iri,) in things if iri.startswith((f"{BASE}id/", f"{HOME}id/")))
    kinds = {path.split("/")[1]: path for path in filter(None, map(path_of, ours))}
    assert {
        "authority",
        "body",
        "concept",
        "inspection",
        "report",
        "run",
        "scheme",
        "summary",
    } <= kinds.keys()
    for path in [*kinds.values(), *map(path_of, ours[::211])]:
        assert path is not None
        assert see(reader, f"/id{path}").status == 303, path
        assert see(reader, path).status == 200, path


def test_an_iri_and_the_path_of_its_page_give_each_other() -> None:
    for path in ("/authority/MDW", "/concept/themes/assessment", "/graph/area/MDW", "/ontology"):
        assert path_of(iri_of(path)) == path


def test_turtle_has_what_is_said_of_a_thing_and_what_points_at_it(reader: Reader) -> None:
    it = NamedNode(f"{BASE}id/body/RCH/sunrise-team")
    answer = see(reader, "/body/RCH/sunrise-team.ttl")
    said = {(q.subject, q.predicate, q.object) for q in parse(answer.body, RdfFormat.TURTLE)}
    held = {
        (q.subject, q.predicate, q.object)
        for pattern in ((it, None), (None, it))
        for q in reader.store.quads_for_pattern(pattern[0], None, pattern[1], None)
    }
    assert said == held
    assert answer.media_type == "text/turtle; charset=utf-8"
    assert reader.dataset in answer.body.decode().splitlines()[0]


def test_json_has_the_same_with_its_graphs(reader: Reader) -> None:
    answer = see(reader, "/body/RCH/sunrise-team.json")
    it = NamedNode(f"{BASE}id/body/RCH/sunrise-team")
    said = set(parse(answer.body, RdfFormat.JSON_LD))
    assert said >= set(reader.store.quads_for_pattern(it, None, None, None))
    assert said >= set(reader.store.quads_for_pattern(None, None, it, None))


def test_csv_has_a_row_a_statement(reader: Reader) -> None:
    rows = list(csv.DictReader(io.StringIO(see(reader, "/authority/MDW.csv").body.decode())))
    names = [row["value"] for row in rows if row["property"].endswith("#prefLabel")]
    assert names == ["Medway"]
    it = NamedNode(f"{BASE}id/authority/MDW")
    held = {q.graph_name.value for q in reader.store.quads_for_pattern(it, None, None, None)}
    assert {row["graph"] for row in rows if row["subject"] == it.value} == held


def test_what_is_long_comes_page_by_page_without_loss(reader: Reader) -> None:
    theme = NamedNode("https://w3id.org/inspection-graph/id/concept/polarity/neutral")
    held = set(reader.store.quads_for_pattern(None, None, theme, None))
    number, found = 1, set()
    while number:
        answer = see(reader, f"/concept/polarity/neutral.json?page={number}")
        found |= set(parse(answer.body, RdfFormat.JSON_LD))
        number = number + 1 if "Link" in dict(answer.headers) else 0
    assert held <= found


def test_a_graph_is_given_whole(reader: Reader) -> None:
    name = "/graph/report/MDW/2013-01-07/protection-2012"
    found = set(parse(see(reader, f"{name}.json").body, RdfFormat.JSON_LD))
    assert found == set(reader.graph_quads(BASE.rstrip("/") + name))


@pytest.mark.parametrize("path", ["/id/authority/XXX", "/id/a b", '/id/"><script>', "/id/../../etc/passwd"])
def test_what_is_not_there_is_not_found(reader: Reader, path: str) -> None:
    assert see(reader, path).status == 404


@pytest.mark.parametrize("ending", ["ttl", "json", "csv"])
def test_data_of_nothing_is_refused(reader: Reader, ending: str) -> None:
    with pytest.raises(Refused) as refused:
        see(reader, f"/authority/XXX.{ending}")
    assert refused.value.problem.status == 404
