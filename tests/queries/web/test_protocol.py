"""The query side of the SPARQL 1.1 Protocol, as its test suite demands it, over a real socket."""

from __future__ import annotations

import json
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
ASK = "ASK { ?s ?p ?o }"
REPORTS = "SELECT ?report { ?report a ig:Report } ORDER BY ?report"
CONSTRUCT = "CONSTRUCT WHERE { ?report a ig:Report }"
MEDWAY = "https://w3id.org/inspection-graph/graph/report/MDW/2013-01-07/protection-2012"
ROCHDALE = "https://w3id.org/inspection-graph/graph/report/RCH/2012-11-12/protection-2012"


def values(said, name="report"):
    assert said.status == 200, said.text
    return [row[name]["value"] for row in said.json()["results"]["bindings"]]


# Ways to ask


def test_by_get(served):
    said = served.sparql(ASK)
    assert (said.status, said.media_type) == (200, "application/sparql-results+json")
    assert said.json()["boolean"] is True


@pytest.mark.parametrize("kind", [FORM, f"{FORM}; charset=UTF-8", FORM.upper()])
def test_by_form(served, kind):
    said = served.ask("/sparql", "POST", urlencode({"query": ASK}), content_type=kind)
    assert said.json()["boolean"] is True


@pytest.mark.parametrize("kind", [DIRECT, f"{DIRECT}; charset=utf-8", f'{DIRECT};charset="UTF-8"'])
def test_by_body(served, kind):
    assert served.ask("/sparql", "POST", ASK, content_type=kind).json()["boolean"] is True


@pytest.mark.parametrize("iri", [f"{MEDWAY}?a=b&c=d%20e#f+g", "https://example.org/Straße/%C3%9F"])
def test_an_iri_is_the_same_in_each_way(served, iri):
    query = f"SELECT (STR(<{iri}>) AS ?iri) {{}}"
    for said in (
        served.sparql(query),
        served.ask(f"/sparql?query={quote(query, safe='')}"),
        served.ask("/sparql", "POST", urlencode({"query": query}), content_type=FORM),
        served.ask("/sparql", "POST", query, content_type=DIRECT),
    ):
        assert values(said, "iri") == [iri]


def test_prefixes_need_not_be_declared(served):
    assert len(values(served.sparql(REPORTS))) == 2


# Which graphs are asked


@pytest.mark.parametrize("graph", [MEDWAY, ROCHDALE])
def test_the_default_graph_of_the_request(served, graph):
    found = values(served.sparql(REPORTS, ("default-graph-uri", graph)))
    assert [iri.split("/id/")[1] for iri in found] == [graph.split("/graph/")[1]]


def test_several_default_graphs(served):
    both = [("default-graph-uri", MEDWAY), ("default-graph-uri", ROCHDALE)]
    assert len(values(served.sparql(REPORTS, *both))) == 2


def test_the_request_stands_before_the_query(served):
    query = REPORTS.replace("{", f"FROM <{MEDWAY}> {{", 1)
    assert "/MDW/" in values(served.sparql(query))[0]
    (found,) = values(served.sparql(query, ("default-graph-uri", ROCHDALE)))
    assert "/RCH/" in found


def test_named_graphs_of_the_request(served):
    query = "SELECT DISTINCT ?report { GRAPH ?report { ?x a ig:Report } }"
    assert len(values(served.sparql(query))) == 2
    assert values(served.sparql(query, ("named-graph-uri", MEDWAY))) == [MEDWAY]
    assert values(served.sparql(REPORTS, ("named-graph-uri", MEDWAY))) == []
    assert values(served.sparql(query, ("default-graph-uri", MEDWAY))) == []


def test_default_and_named_graphs_together(served):
    query = "SELECT ?x ?y { ?x a ig:Report . GRAPH ?g { ?y a ig:Report } }"
    graphs = [("default-graph-uri", MEDWAY), ("named-graph-uri", ROCHDALE), ("named-graph-uri", MEDWAY)]
    said = served.sparql(query, *graphs)
    assert ["/MDW/" in iri for iri in values(said, "x")] == [True, True]
    assert sorted("/MDW/" in iri for iri in values(said, "y")) == [False, True]


def test_a_graph_that_is_no_iri_is_400(served):
    assert served.sparql(ASK, ("default-graph-uri", "not an iri")).status == 400
    assert values(served.sparql(REPORTS, ("default-graph-uri", "https://example.org/none"))) == []


def test_graphs_beside_a_query_that_is_the_body(served):
    path = f"/sparql?{urlencode({'default-graph-uri': MEDWAY})}"
    assert "/MDW/" in values(served.ask(path, "POST", REPORTS, content_type=DIRECT))[0]
    form = urlencode({"query": REPORTS, "default-graph-uri": ROCHDALE})
    assert "/RCH/" in values(served.ask("/sparql", "POST", form, content_type=FORM))[0]


# Forms of results


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/json", "application/json"),
        ("text/csv, application/sparql-results+json;q=0.9", "text/csv"),
        ("text/csv;q=0.1, text/tab-separated-values;q=0.2", "text/tab-separated-values"),
        ("text/html, application/xml;q=0.9, */*;q=0.1", "application/xml"),
        ("text/turtle, text/*;q=0.1", "text/csv"),
    ],
)
def test_rows_come_as_they_are_liked(served, accept, media_type):
    said = served.sparql(REPORTS, accept=accept)
    assert (said.status, said.media_type) == (200, media_type)
    assert "/MDW/" in said.text


@pytest.mark.parametrize(
    ("form", "read"),
    [
        ("json", lambda text: parse_query_results(text, format=QueryResultsFormat.JSON)),
        ("xml", lambda text: parse_query_results(text, format=QueryResultsFormat.XML)),
        ("tsv", lambda text: parse_query_results(text, format=QueryResultsFormat.TSV)),
        ("csv", lambda text: text.decode().splitlines()[1:]),
        ("text/csv", lambda text: text.decode().splitlines()[1:]),
    ],
)
def test_a_format_stands_before_what_is_accepted(served, form, read):
    said = served.sparql(REPORTS, ("format", form), accept="image/png")
    assert said.status == 200
    assert len(list(read(said.body))) == 2


@pytest.mark.parametrize(
    ("form", "media_type", "rdf"),
    [
        ("turtle", "text/turtle", RdfFormat.TURTLE),
        ("ntriples", "application/n-triples", RdfFormat.N_TRIPLES),
        ("rdfxml", "application/rdf+xml", RdfFormat.RDF_XML),
        ("jsonld", "application/ld+json", RdfFormat.JSON_LD),
    ],
)
def test_triples_come_as_they_are_liked(served, form, media_type, rdf):
    for said in (served.sparql(CONSTRUCT, ("format", form)), served.sparql(CONSTRUCT, accept=media_type)):
        assert (said.status, said.media_type) == (200, media_type)
        assert len(list(parse(said.body, format=rdf))) == 2


def test_describe_gives_triples(served):
    said = served.sparql(f"DESCRIBE <{MEDWAY.replace('/graph/', '/id/')}>")
    assert said.media_type == "text/turtle"
    assert len(list(parse(said.body, format=RdfFormat.TURTLE))) > 5


@pytest.mark.parametrize(
    ("query", "accept"), [(REPORTS, "image/png"), (REPORTS, "text/turtle"), (CONSTRUCT, "text/csv")]
)
def test_what_can_not_be_had_is_406(served, query, accept):
    said = served.sparql(query, accept=accept)
    assert (said.status, said.media_type) == (406, "application/problem+json")
    assert "format=" in said.json()["detail"]


def test_a_column_may_begin_with_an_underscore(served):
    assert values(served.sparql("SELECT ?_a { VALUES ?_a { 1 } }"), "_a") == ["1"]


# Refusals


def test_two_queries_are_400(served):
    assert served.ask(f"/sparql?{urlencode([('query', ASK), ('query', ASK)])}").status == 400
    twice = urlencode([("query", ASK), ("query", ASK)])
    assert served.ask("/sparql", "POST", twice, content_type=FORM).status == 400
    assert served.ask(f"/sparql?{urlencode({'query': ASK})}", "POST", ASK, content_type=DIRECT).status == 400


def test_no_query_by_post_is_400(served):
    assert served.ask("/sparql", "POST", "format=json", content_type=FORM).status == 400


@pytest.mark.parametrize("kind", ["text/plain", "application/sparql-update", "application/json"])
def test_another_media_type_is_415(served, kind):
    said = served.ask("/sparql", "POST", ASK, content_type=kind)
    assert said.status == 415
    assert DIRECT in said.json()["detail"]


def test_no_media_type_is_415(served):
    assert served.ask("/sparql", "POST", ASK).status == 415


def test_another_charset_is_415(served):
    body = ASK.encode("utf-16")
    assert served.ask("/sparql", "POST", body, content_type=f"{DIRECT}; charset=utf-16").status == 415


def test_what_is_not_utf8_is_400(served):
    assert served.ask("/sparql", "POST", b"ASK { ?s ?p '\xff' }", content_type=DIRECT).status == 400
    assert served.ask("/sparql?query=ASK%20%7B%20?s%20?p%20'%FF'%20%7D").status == 400


def test_malformed_is_400_with_its_place(served):
    said = served.sparql("SELECT *\n{ ?s ?p ?o } LIMIT many")
    assert (said.status, said.media_type) == (400, "application/problem+json")
    assert (said.json()["line"], said.json()["column"]) == (2, 20)
    assert "line 2, column 20" in said.json()["detail"]


@pytest.mark.parametrize(
    "text", ["DROP ALL", "INSERT DATA { <e:a> <e:b> <e:c> }", "LOAD <http://127.0.0.1:1/>"]
)
def test_updates_are_refused(served, text):
    assert served.sparql(text).status == 400
    assert served.ask("/sparql", "POST", urlencode({"update": text}), content_type=FORM).status == 400
    assert served.ask("/sparql", "POST", text, content_type="application/sparql-update").status == 415


def test_other_servers_are_not_asked(served):
    said = served.sparql("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
    assert said.status == 400
    assert "federated" in said.json()["detail"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_405(served, method):
    said = served.ask("/sparql", method, ASK)
    assert said.status == 405
    assert {"GET", "HEAD", "POST"} <= set(said.headers["allow"].split(", "))


def test_a_person_is_told_on_a_page(served):
    said = served.sparql("SELECT * { ?s ?p <script> '</pre><script>' }", accept="text/html")
    assert (said.status, said.media_type) == (400, "text/html")
    assert "<script" not in said.text


# What stands around


def test_head_is_get_without_the_body(served):
    path = f"/sparql?{urlencode({'query': REPORTS})}"
    got, head = served.ask(path), served.ask(path, "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert {**head.headers, "date": ""} == {**got.headers, "date": ""}


def test_options_say_what_there_is(served):
    said = served.ask("/sparql", "OPTIONS", origin="https://example.org")
    assert said.status == 204
    assert {"GET", "HEAD", "OPTIONS", "POST"} == set(said.headers["allow"].split(", "))
    assert said.headers["access-control-allow-origin"] == "*"
    assert "content-type" in said.headers["access-control-allow-headers"]


@pytest.mark.parametrize("accept", ["text/turtle", "application/rdf+xml", "application/ld+json"])
def test_the_service_describes_itself(served, accept):
    said = served.ask("/sparql", accept=accept)
    form = RdfFormat.from_media_type(accept)
    told = {
        (quad.predicate.value.rpartition("#")[2], quad.object.value) for quad in parse(said.body, format=form)
    }
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert ("endpoint", f"{served.address}sparql") in told
    assert ("supportedLanguage", f"{sd}SPARQL11Query") in told
    assert ("feature", f"{sd}UnionDefaultGraph") in told
    assert ("feature", f"{sd}BasicFederatedQuery") not in told
    assert any("100,000 rows" in value and "50,000,000 bytes" in value for _, value in told)


def test_a_browser_is_sent_to_where_people_write_queries(served):
    said = served.ask("/sparql", accept="text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    assert (said.status, said.headers["location"]) == (303, f"{served.address}sparql-editor")


def test_xml_is_xml_and_json_is_json(served):
    ElementTree.fromstring(served.sparql(REPORTS, ("format", "xml")).body)  # noqa: S314 — our own output
    json.loads(served.sparql(REPORTS).body)
