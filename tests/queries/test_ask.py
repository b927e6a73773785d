from __future__ import annotations

from pathlib import Path

import pytest

from loader.store import read
from ontology.terms import IG, SKOS
from queries.ask import PREFIXES, catalogue, named, parse, run
from queries.errors import QueryError
from tests.queries.asking import rows, small_store

HEADER = """\
#+ title: Who says it
#+ description: |
#+   A row is a text.
#+ parameters:
#+   - {name: text, type: string, description: Part of it.}
"""
TEXTS = HEADER + (
    "SELECT ?_text ?said { GRAPH ?g { ?who <https://example.org/says> ?said } "
    "FILTER(COALESCE(CONTAINS(?said, ?_text), true)) } ORDER BY ?who"
)


def test_a_header_says_what_a_query_is() -> None:
    query = parse(TEXTS, "texts")
    assert (query.title, query.description) == ("Who says it", "A row is a text.")
    assert [(p.name, p.type, p.required) for p in query.parameters] == [("text", "string", False)]
    assert query.sparql.startswith("SELECT")


def test_a_text_without_a_header_is_a_query() -> None:
    assert parse("ASK {}").parameters == ()


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("#+ title: [", "its header is not YAML"),
        ("#+ " + "[" * 5000, "its header is not YAML"),
        ("#+ title: 2013-99-99", "its header is not YAML"),
        ("#+ titel: x", "unknown field 'titel'"),
        ("#+ just words", "has no fields"),
        ("#+ parameters: [{name: a, type: colour}]", "a: no type 'colour'"),
        ("#+ parameters: [{name: a, type: concept, scheme: colours}]", "a: no scheme 'colours'"),
        ("#+ parameters: [{name: a}]", "its header is wrong"),
        ("#+ parameters: [{name: on, type: date}]", "True is no name"),
    ],
)
def test_a_wrong_header_is_explained(header: str, message: str) -> None:
    with pytest.raises(QueryError, match=message.replace("[", r"\[")):
        parse(header + "\nASK {}", "mine.rq")


def test_a_parameter_is_bound_and_no_column(tmp_path: Path) -> None:
    store = small_store(tmp_path / "s", "good", "bad")
    assert rows(store, parse(TEXTS), text="oo") == [{"said": "good"}]
    assert rows(store, parse(TEXTS)) == [{"said": "good"}, {"said": "bad"}]


@pytest.mark.parametrize(
    "text",
    [
        '"} ; DROP ALL',
        "good') || true || ('",
        '\\" . ?s ?p ?o . #',
        "?said",
        "<x> {",
        "SERVICE <http://x> {}",
    ],
)
def test_what_a_parameter_holds_stays_data(tmp_path: Path, text: str) -> None:
    store = small_store(tmp_path / "s", "good", f"before {text} after")
    assert rows(store, parse(TEXTS), text=text) == [{"said": f"before {text} after"}]


def test_the_whole_graph_is_the_default_graph(tmp_path: Path) -> None:
    store = small_store(tmp_path / "s", "good")
    assert rows(store, parse("SELECT ?o { ?s ?p ?o }")) == [{"o": "good"}]


def test_a_syntax_error_shows_its_place(tmp_path: Path) -> None:
    with read(small_store(tmp_path / "s", "x")) as reader, pytest.raises(QueryError) as caught:
        run(reader, parse("SELECT ?s {\n  ?s ?p } }", "mine.rq"))
    first, line, mark = str(caught.value).splitlines()
    assert first.startswith("SPARQL syntax, mine.rq, line 2, column ")
    assert line == "    ?s ?p } }"
    assert mark.strip() == "^"


def test_an_unknown_query_is_explained() -> None:
    with pytest.raises(QueryError, match="unknown query 'judgments': did you mean judgements") as caught:
        named("judgments")
    assert all(name in str(caught.value) for name in catalogue())


def test_prefixes_are_those_of_the_vocabulary() -> None:
    assert IG.Report.value == PREFIXES["ig"] + "Report"
    assert SKOS.prefLabel.value == PREFIXES["skos"] + "prefLabel"


def test_a_parameter_that_is_not_selected_is_refused(tmp_path: Path) -> None:
    unselected = parse(TEXTS.replace("?_text ?said", "?said", 1))
    with (
        read(small_store(tmp_path / "s", "x")) as reader,
        pytest.raises(QueryError, match=r"\?_text is a parameter, and the query does not select it"),
    ):
        run(reader, unselected, {"text": "x"})


def test_a_value_does_not_move_the_place_of_a_syntax_error(tmp_path: Path) -> None:
    wrong = parse(HEADER + "SELECT ?_text ?s { ?s ?p ?_text } }", "mine.rq")
    with read(small_store(tmp_path / "s", "x")) as reader:
        with pytest.raises(QueryError) as free:
            run(reader, wrong)
        with pytest.raises(QueryError) as with_value:
            run(reader, wrong, {"text": "long enough to push what follows to the right"})
    assert str(with_value.value) == str(free.value)


def test_the_dataset_is_cited(tmp_path: Path) -> None:
    with read(small_store(tmp_path / "s", "x")) as reader:
        assert run(reader, parse("ASK {}")).dataset == reader.manifest.dataset
