"""The SPARQL page: queries by form and by address, tables of any answer, and what is wrong with its place."""

from __future__ import annotations

from html import unescape
from urllib.parse import quote, urlencode

import pytest

from queries.ask import catalogue
from queries.web.answers import Asked
from queries.web.tools import ROUTES
from tests.queries.web.seeing import see


def text_of(answer):
    return unescape(answer.body.decode())


def post(reader, query):
    route = next(route for route in ROUTES if route.pattern == "/sparql-editor")
    form = "application/x-www-form-urlencoded; charset=utf-8"
    body = urlencode({"query": query}).encode()
    return route.answer(reader, Asked("POST", "/sparql-editor", content_type=form, body=body))


def test_a_query_is_asked_by_form_and_by_address(reader):
    query = "SELECT ?name { ?a a ig:Report ; rdfs:label ?name }"
    for answer in (post(reader, query), see(reader, f"/sparql-editor?query={quote(query)}")):
        page = text_of(answer)
        assert answer.status == 200
        assert "Inspection of local authority arrangements for the protection of children: Medway" in page
        assert f"/sparql-editor?{urlencode({'query': query})}" in page


def test_a_query_too_long_for_an_address_has_none(reader):
    page = text_of(post(reader, f"ASK {{}} # {'x' * 4000}"))
    assert "Address of this query" not in page


def test_ask_and_construct_have_tables_too(reader):
    assert '<td data-label="answer">yes</td>' in text_of(post(reader, "ASK { ?a a ig:Report }"))
    page = text_of(post(reader, "CONSTRUCT { ?a a ig:Report } WHERE { ?a a ig:Report }"))
    assert page.partition("<h2>Examples")[0].count("<tr>") == 1 + 2


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [("SELECT *\nWHERE { ?a ?b", 2, 14), ("SELECT *\n{ SERVICE <http://example.org/> { } }", 2, "")],
)
def test_what_is_wrong_has_its_place_and_the_text_stays(reader, query, line, column):
    answer = post(reader, query)
    page = text_of(answer)
    assert answer.status == 400
    assert f'data-line="{line}" data-column="{column}"' in page
    assert query in page


def test_the_text_of_a_query_is_data(reader):
    page = post(reader, "ASK {} #</textarea><script>alert(1)</script>").body.decode()
    assert "<script>alert" not in page


def test_every_question_is_an_example(reader):
    page = see(reader, "/sparql-editor").body.decode()
    assert page.count('<input type="hidden" name="query"') == len(catalogue())


def test_the_editor_can_complete_terms(reader):
    page = see(reader, "/sparql-editor").body.decode()
    for term in ("ig:Finding", "ig:asksAgain", "skos:prefLabel", "prov:wasGeneratedBy"):
        assert f"<code>{term}</code>" in page
