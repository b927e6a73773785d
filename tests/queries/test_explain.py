"""What ``--explain`` prints is the same question: it has the same answer, and needs nothing else."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store
from typer.testing import CliRunner

from loader.store import read
from loader.vocabulary import concepts
from queries import guard
from queries.ask import Query, catalogue, parse, run
from queries.cli import app
from queries.errors import QueryError
from queries.explain import explain
from queries.parameters import Parameter
from tests.queries.asking import small_store

VALUES = {
    "authority": "Rochdale",
    "region": "North West",
    "string": "board",
    "integer": "1",
    "date": "2013-01-07",
    "boolean": "true",
    "themes": "assessment",
    "polarity": "weakness",
    "aspects": "overall-effectiveness",
    "timescales": "immediately",
    "kinds": "act",
    "measures": "population-under-18",
}


def settings(query: Query) -> Iterator[dict[str, str]]:
    """Nothing but what must be given; each parameter by itself; all together."""
    every = {p.name: sample(p) for p in query.parameters if p.type != "iri"}
    least = {p.name: every[p.name] for p in query.parameters if p.required}
    yield least
    yield from ({**least, name: value} for name, value in every.items() if name not in least)
    yield every


def sample(parameter: Parameter) -> str:
    if parameter.name == "other":
        return "Medway"
    if parameter.values:
        return parameter.values[0]
    return VALUES.get(parameter.scheme or parameter.type) or min(concepts(parameter.scheme or ""))


@pytest.mark.parametrize("name", list(catalogue()))
def test_the_answer_is_the_same(shipped_store: Path, name: str) -> None:
    query = catalogue()[name]
    with read(shipped_store) as reader:
        for values in settings(query):
            alone = parse(explain(query, values))
            answer, again = run(reader, query, values), run(reader, alone)
            assert again.columns == answer.columns
            assert list(map(str, again.rows())) == list(map(str, answer.rows())), values
            assert not any(
                token["name"] == f"?_{given}" for given in values for token in guard.tokens(alone.text)
            )


def asked(sparql: str, **values: str) -> str:
    parameters = tuple(Parameter(name, "string") for name in values)
    return explain(Query(sparql, parameters=parameters), values)


def last(sparql: str, **values: str) -> str:
    return asked(sparql, **values).splitlines()[-1]


@pytest.mark.parametrize(
    ("sparql", "shown"),
    [
        ("SELECT ?_x ?n { ?n ?p ?_x }", 'SELECT  ?n { ?n ?p "v" }'),
        ("SELECT * { ?n ?p ?_x }", 'SELECT * { ?n ?p "v" }'),
        ("SELECT ?_x { ?n ?p ?_x }", 'SELECT ("v" AS ?_x) { ?n ?p "v" }'),
        ("SELECT ?_x ?n { { SELECT ?n { ?n ?p ?_x } } }", "SELECT  ?n { { SELECT ?n { ?n ?p ?_x } } }"),
        (
            "SELECT ?_x (COUNT(?_x) AS ?n) { ?s ?p ?_x } GROUP BY ?_x ORDER BY DESC(?_x) ?_x",
            'SELECT  (COUNT("v") AS ?n) { ?s ?p "v" } GROUP BY ("v" AS ?_x_) ORDER BY DESC("v") ("v")',
        ),
        ("SELECT * { ?s ?p ?o FILTER(!BOUND( ?_x )) }", "SELECT * { ?s ?p ?o FILTER(!true) }"),
        (
            "SELECT * { VALUES (?_x ?n) { ('v' 1) } ?s ?p ?n }",
            "SELECT * { VALUES (?_x_ ?n) { ('v' 1) } FILTER(sameTerm(?_x_, \"v\")) ?s ?p ?n }",
        ),
        ("ASK { ?s ?p '?_x', $_x } # ?_x", "ASK { ?s ?p '?_x', \"v\" } # ?_x"),
    ],
)
def test_a_value_stands_where_its_parameter_is_selected(sparql: str, shown: str) -> None:
    assert last(sparql, x="v") == shown


@pytest.mark.parametrize(
    "sparql", ["SELECT ?_x { BIND(1 AS ?_x) }", "SELECT * { ?s ?p ?_x } VALUES ?_x { 'v' }"]
)
def test_a_parameter_that_the_query_sets_itself_is_refused(sparql: str) -> None:
    with pytest.raises(QueryError, match="_x is a parameter, and the query gives it a value itself"):
        asked(sparql, x="v")


@given(st.text())
def test_no_text_leaves_its_place(text: str) -> None:
    with contextlib.suppress(UnicodeEncodeError):  # half a character: the engine takes none
        found = Store().query(asked("SELECT ?_x ?n { BIND(?_x AS ?n) }", x=text))
        assert isinstance(found, QuerySolutions)
        assert [solution["n"] for solution in found] == [Literal(text)]


def test_it_needs_no_base_and_no_prefixes_of_ours() -> None:
    text = explain(parse("SELECT ?s { ?s a ig:Report ; skos:prefLabel 'schema:' ; ?p <id/authority/MDW> }"))
    assert isinstance(Store().query(text), QuerySolutions)
    assert "PREFIX ig: <https://w3id.org/inspection-graph/ontology#>\nPREFIX skos: " in text
    assert "PREFIX schema:" not in text


def test_a_parameter_that_has_no_place_is_refused() -> None:
    with pytest.raises(QueryError, match="_x is a parameter, and the query does not select it"):
        asked("SELECT ?n { ?n ?p ?_x }", x="v")


def test_the_command_prints_it_and_needs_no_store(tmp_path: Path) -> None:
    arguments = ["query", "judgements", "--param", "authority=rochdale", "--explain"]
    done = CliRunner().invoke(app, [*arguments, "--store", str(tmp_path / "none")])
    assert done.exit_code == 0
    assert str(NamedNode("https://w3id.org/inspection-graph/id/authority/RCH")) in done.stdout
    assert "#+" not in done.stdout
    wrong = CliRunner().invoke(app, [*arguments[:3], "authority=Rochdle", "--explain"])
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "did you mean Rochdale?" in wrong.stderr


@pytest.mark.parametrize("form", ["ASK { ?s ?p ?_x }", "CONSTRUCT { ?s ?p ?_x } WHERE { ?s ?p ?_x }"])
def test_other_forms_have_the_same_answer(tmp_path: Path, form: str) -> None:
    query = Query(form, parameters=(Parameter("x", "string"),))
    values: Mapping[str, str] = {"x": "good"}
    with read(small_store(tmp_path / "store", "good", "bad")) as reader:
        one, two = run(reader, query, values).result, run(reader, parse(explain(query, values))).result
        if isinstance(one, QueryBoolean):
            assert bool(one) == bool(two)
        else:
            assert isinstance(two, QueryTriples)
            assert list(map(str, one)) == list(map(str, two))
