"""Asking from Python: values with types, tables of pandas and Arrow, and what a notebook shows."""

from __future__ import annotations

import datetime
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from inspection_graph import open_graph
from loader.store_errors import StoreError
from queries.ask import catalogue
from queries.errors import QueryError
from queries.graph import Graph
from queries.rows import Rows
from tests.queries.asking import small_store

MIXED = (
    "SELECT * { VALUES (?whole ?part ?true ?day ?text ?mixed ?none) { "
    "(1 0.5 true '2013-01-07'^^xsd:date 'a' 1 UNDEF) (UNDEF 2 UNDEF UNDEF UNDEF 'b' UNDEF) } }"
)


@pytest.fixture(scope="module")
def graph(shipped_store: Path) -> Any:
    with open_graph(shipped_store) as opened:
        yield opened


def test_rows_have_typed_values(graph: Graph) -> None:
    rows = graph.ask("judgements", authority="medway")
    assert len(rows) == 4
    assert rows.columns[:3] == ("authority", "from", "to")
    assert (rows[0].authority, rows[0].from_, rows[0].grade) == (
        "Medway",
        datetime.date(2013, 1, 7),
        "Inadequate",
    )
    assert isinstance(rows[0].places, int)
    assert [row["from"] for row in rows.dicts()] == [row.from_ for row in rows]
    assert [type(row) for row in rows[1:]] == [type(rows[0])] * 3
    assert rows.dataset == graph.dataset
    assert isinstance(graph.ask("findings-by-theme", theme="assessment")[0].theme_confidence, Decimal)


def test_parameters_are_what_python_has(graph: Graph) -> None:
    until = graph.ask("coverage-gaps", until=datetime.date(2013, 6, 1), framework=None)
    assert len(until) == len(graph.ask("coverage-gaps", until="2013-06-01"))
    assert len(graph.ask("common-themes", authority="Medway", other="Rochdale", least=3)) > 0
    with pytest.raises(QueryError, match=r"least \[3\] is neither a text nor a number"):
        graph.ask("common-themes", least=[3])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "given", "message"),
    [
        ("judgments", {}, "unknown query 'judgments': did you mean judgements?"),
        ("judgements", {"autority": "Medway"}, "unknown parameter 'autority': did you mean authority?"),
        ("judgements", {"authority": "Rochdle"}, "did you mean Rochdale?"),
        ("SELECT ?x {", {}, "SPARQL syntax, line 1"),
        ("SELECT * { SERVICE <https://example.org> {} }", {}, "no federated queries here"),
    ],
)
def test_what_is_wrong_is_said(graph: Graph, question: str, given: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError) as caught:
        graph.ask(question, **given)
    assert message in str(caught.value)


def test_any_sparql_will_do(graph: Graph) -> None:
    assert graph.ask("ASK { ?s a ig:Finding }")[0].answer is True
    triples = graph.ask("CONSTRUCT { ?s a ig:Report } WHERE { ?s a ig:Report }")
    assert triples.columns == ("subject", "predicate", "object")
    assert len(triples) == 2
    assert graph.ask("SELECT ('2013-13-01'^^xsd:date AS ?day) ('x'@en AS ?_hidden) {}")[0] == ("2013-13-01",)


def test_the_catalogue_is_an_answer_too(graph: Graph) -> None:
    listed = {row.name: row for row in graph.queries()}
    assert listed.keys() == catalogue().keys()
    assert listed["everything-about"].parameters == "name*, authority"


def test_what_is_explained_has_the_same_answer(graph: Graph) -> None:
    shown = graph.explain("judgements", authority="Medway")
    assert "authority/MDW>" in shown
    assert list(graph.ask(shown)) == list(graph.ask("judgements", authority="Medway"))


def test_pandas(graph: Graph) -> None:
    frame = graph.ask(MIXED).to_pandas()
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        "day": "datetime64[s]",
        "mixed": "object",
        "none": "object",
        "part": "Float64",
        "text": "str",
        "true": "boolean",
        "whole": "Int64",
    }
    assert frame["part"].tolist() == [0.5, 2.0]
    assert frame["whole"].isna().tolist() == [False, True]
    assert frame.attrs["dataset"] == graph.dataset
    assert list(graph.ask("SELECT ?a ?b { ?a ig:nothing ?b }").to_pandas().columns) == ["a", "b"]


def test_arrow(graph: Graph) -> None:
    table = graph.ask(MIXED).to_arrow()
    assert {field.name: str(field.type) for field in table.schema} == {
        "day": "date32[day]",
        "mixed": "string",
        "none": "string",
        "part": "double",
        "text": "string",
        "true": "bool",
        "whole": "int64",
    }
    assert table.column("day").to_pylist() == [datetime.date(2013, 1, 7), None]
    assert table.schema.metadata == {b"dataset": graph.dataset.encode()}


def test_numbers_beyond_64_bits_stay_whole() -> None:
    rows = Rows.of("Large", "", ("n",), [(1 << 70,), (1,)])
    assert rows.to_pandas()["n"].tolist() == [1 << 70, 1]
    assert rows.to_arrow().column("n").to_pylist() == [str(1 << 70), "1"]


def test_two_columns_of_one_name_do_not_meet() -> None:
    rows = Rows.of("Names", "", ("from", "from_", "1st", "count"), [(1, 2, 3, 4)])
    assert tuple(rows[0]) == (1, 2, 3, 4)
    assert rows.dicts() == [{"from": 1, "from_": 2, "1st": 3, "count": 4}]


@pytest.mark.parametrize("package", ["pandas", "pyarrow"])
def test_without_an_optional_package_the_remedy_is_named(
    monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    rows = Rows.of("Numbers", "", ("n",), [(1,)])
    with pytest.raises(
        QueryError, match=rf"{package} is not installed: pip install 'inspection-graph\[notebook\]'"
    ):
        rows.to_pandas() if package == "pandas" else rows.to_arrow()


def test_a_notebook_shows_text_as_text(tmp_path: Path) -> None:
    with open_graph(small_store(tmp_path / "store", *["<script>alert(1)</script>"] * 60)) as graph:
        shown = graph.ask("SELECT ?text { ?s ?p ?text }")._repr_html_()
        assert "<script>" not in shown
        assert shown.count("&lt;script&gt;") == 50
        assert f"60 rows, the first 50 shown; dataset {graph.dataset}" in shown
        assert repr(graph) == f"<Graph, dataset {graph.dataset}>"


def test_the_store_is_found_as_the_commands_find_it(
    shipped_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSPECTION_GRAPH_STORE", str(shipped_store))
    with open_graph() as graph:
        assert len(graph.ask("reports")) == 2
    with pytest.raises(StoreError):
        open_graph(tmp_path / "none")
