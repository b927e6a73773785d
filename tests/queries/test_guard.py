from __future__ import annotations

import pytest

from queries.ask import catalogue
from queries.errors import QueryError
from queries.guard import LIMITS, check

X = "PREFIX x: <http://127.0.0.1:1/> PREFIX : <http://127.0.0.1:1/> "


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { service SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }",
        X + "SELECT * {SeRvIcE x:y{?s ?p ?o}}",
        X + "SELECT * {SERVICE:y{?s ?p ?o}}",
        X + "SELECT * {SERVICEx:y{?s ?p ?o}}",
        X + "SELECT * {SERVICESILENTx:y{?s ?p ?o}}",
        X + "SELECT * {?s ?p trueSERVICE:y{?s ?p ?o}}",
        X + "SELECT * {?s ?p 1.SERVICE:y{?s ?p ?o}}",
        X + 'SELECT * {?s ?p "a"@en.SERVICE:y{?s ?p ?o}}',
        X + "SELECT * {?s ?p x:a\\'b. SERVICE:y{?s ?p ?o}}",
        X + "SELECT * {?s ?p x:a\\#b. SERVICE:y{?s ?p ?o}}",
        X + "SELECT * {?s ?p ?o FILTER EXISTS{SERVICE:y{?s ?p ?o}}}",
        "SELECT * { # a comment\n SERVICE#\n?x { ?s ?p ?o } }",
        "SELECT * { BIND('''it's''' AS ?a) SERVICE ?a { ?s ?p ?o } }",
    ],
)
def test_service_is_refused_however_it_is_written(text: str) -> None:
    with pytest.raises(QueryError, match="no federated queries here"):
        check(text)


@pytest.mark.parametrize(
    "text",
    [
        X + "SELECT * {BIND(1 AS ?a)BIND(2 AS ?b)FILTER(?a<?b)SERVICE:y#>\n{?s ?p ?o}}",
        X + "SELECT * {BIND(1 AS ?a)FILTER(?a<'b>c')SERVICE:y{?s ?p ?o}FILTER('x'='x')}",
        X + "SELECT * {FILTER(1<:a#>'''\n)SERVICE:y{?s ?p ?o}#'''\n}",
    ],
)
def test_a_text_that_can_be_read_in_two_ways_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="in two ways: put spaces around < and >"):
        check(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service { ?service a ig:Service . ?s ig:service $SERVICE }",
        "SELECT * { ?s ?p 'SERVICE <http://x> {}' }",
        'SELECT * { ?s ?p """SERVICE "of" SERVICE""" }',
        "SELECT * { <https://example.org/service#SERVICE(x)'s> ?p 'it''s' }",
        "SELECT * { ?s ?p ?o } # SERVICE",
        X + "SELECT * { ?s ?p x:a.SERVICE:y . ?s x:service-b x:c }",  # names, as the engine reads them too
        "SELECT * { ?s ?p 'x'@en-service ; ?q _:service }",
        "SELECT * { ?a ?b ?c FILTER(?a < ?b && ?b > ?c) }",
        "SELECT * { GRAPH <graph/area/RCH> { ?s ?p ?o } }",
    ],
)
def test_the_word_elsewhere_is_only_a_word(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text", ["INSERT DATA { <a> <b> <c> }", "PREFIX : <x> DELETE WHERE { ?s ?p ?o }", "LOAD <x>", "DROP ALL"]
)
def test_updates_are_named(text: str) -> None:
    with pytest.raises(QueryError, match="would change the graph"):
        check(text)


def test_the_catalogue_passes() -> None:
    for query in catalogue().values():
        check(query.text)


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("characters", "ASK {}" + " " * 70_000),
        ("nested brackets", "ASK " + "{" * 100 + "}" * 100),
        ("groups", "ASK {" + "OPTIONAL{}" * 600 + "}"),
        ("triple patterns", "ASK {" + "?a <e:p> ?b ." * 200 + "}"),
        ("triple patterns", "ASK { ?a <e:p> 1" + ", 1" * 200 + "}"),
        ("path steps", "ASK { ?a " + "/".join(["<e:p>"] * 200) + " ?b }"),
        ("operators", "ASK { FILTER(" + "||".join(["true"] * 2000) + ") }"),
    ],
)
def test_what_could_bring_the_engine_down_is_refused(what: str, text: str) -> None:
    with pytest.raises(QueryError, match=f"too l(ong|arge).*{LIMITS[what]}"):
        check(text)


def test_a_long_list_of_values_is_no_danger() -> None:
    check("ASK { VALUES ?a { " + "1 " * 5000 + "} FILTER(?a IN (" + ", ".join("1" * 500) + ")) }")
