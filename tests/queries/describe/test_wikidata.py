"""Queries for Wikidata: whole, answerable by any engine, and with the councils of the scope in them."""

import re

import pytest
from pyoxigraph import RdfFormat, Store
from rdflib import Graph, Variable

from loader.iris import BASE
from loader.store import read
from queries.errors import QueryError
from queries.scope import parse_scope
from queries.wikidata import wikidata_queries, wikidata_query

MEDWAY = f"{BASE}id/authority/MDW"
# As Wikidata would say it of a made-up area, in its own shape.
ITEMS = """
PREFIX p: <http://www.wikidata.org/prop/>
PREFIX pq: <http://www.wikidata.org/prop/qualifier/>
PREFIX ps: <http://www.wikidata.org/prop/statement/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <http://schema.org/>
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX wikibase: <http://wikiba.se/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
wd:Q1 wdt:P836 "E06000035" ; rdfs:label "Area"@en , "Gebiet"@de ; wdt:P194 wd:Q2 ;
    wdt:P856 <https://area.example/> ; wdt:P402 "7" ; wdt:P1566 "8" ; p:P1082 wd:S1 , wd:S2 , wd:S3 .
<https://en.wikipedia.org/wiki/Area> schema:about wd:Q1 ; schema:isPartOf <https://en.wikipedia.org/> .
wd:Q2 rdfs:label "Council"@en ; wdt:P856 <https://council.example/> .
wd:S1 ps:P1082 1000 ; wikibase:rank wikibase:NormalRank ; pq:P585 "2011-03-27T00:00:00Z"^^xsd:dateTime .
wd:S2 ps:P1082 2000 ; wikibase:rank wikibase:PreferredRank .
wd:S3 ps:P1082 9 ; wikibase:rank wikibase:DeprecatedRank .
wd:Q3 wdt:P836 "E08000005" ; wdt:P856 <https://other.example/> .
wd:Q4 wdt:P836 "E09000001" ; wdt:P856 <https://not-asked-for.example/> .
"""
WANTED = {
    "population": {(MEDWAY, "1000"), (MEDWAY, "2000"), (f"{BASE}id/authority/RCH", "")},
    "websites": {
        (MEDWAY, "https://council.example/"),
        (f"{BASE}id/authority/RCH", "https://other.example/"),
    },
    "items": {(MEDWAY, "https://en.wikipedia.org/wiki/Area"), (f"{BASE}id/authority/RCH", "")},
}
ASKED_FOR = {"items": "wikipedia", "population": "population", "websites": "website"}


def test_what_is_asked_is_tested_here():
    assert wikidata_queries().keys() == WANTED.keys()
    assert all(query.title and query.description for query in wikidata_queries().values())


@pytest.mark.parametrize("name", sorted(WANTED))
def test_two_engines_answer_it_with_the_councils_of_the_store(name, shipped_store):
    with read(shipped_store) as reader:
        text = wikidata_query(reader, name)
        assert reader.dataset in text.splitlines()[0]
    column = ASKED_FOR[name]
    store = Store()
    store.load(ITEMS.encode(), format=RdfFormat.TURTLE)
    found = [(row["authority"], row[column]) for row in store.query(text)]
    assert {(it.value, value.value if value else "") for it, value in found} == WANTED[name]
    rows = Graph().parse(data=ITEMS, format="turtle").query(text).bindings
    it, value = Variable("authority"), Variable(column)
    assert {(str(row[it]), str(row.get(value, ""))) for row in rows} == WANTED[name]


@pytest.mark.parametrize("name", sorted(WANTED))
def test_it_needs_nothing_else(name, shipped_store):
    with read(shipped_store) as reader:
        text = wikidata_query(reader, name)
    used = set(re.findall(r"(?<![\w<:/])([a-z]+):[A-Za-z]", re.sub(r"<[^>]*>|#.*", "", text)))
    assert used == set(re.findall(r"^PREFIX (\w+):", text, re.MULTILINE))
    assert "SERVICE" not in text


def test_a_scope_narrows_whom_it_asks_about(shipped_store):
    with read(shipped_store) as reader:
        text = wikidata_query(reader, "population", parse_scope(["region=South East"]))
    assert f'(<{MEDWAY}> "E06000035")' in text
    assert "RCH" not in text
    assert "region South East" in text.splitlines()[0]


def test_an_unknown_question_or_an_empty_scope_says_what_there_is(shipped_store):
    with read(shipped_store) as reader:
        with pytest.raises(QueryError, match="did you mean population"):
            wikidata_query(reader, "populaton")
        with pytest.raises(QueryError, match="no report is held of this region"):
            wikidata_query(reader, "population", parse_scope(["region=London"]))
