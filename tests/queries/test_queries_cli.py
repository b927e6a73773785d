from __future__ import annotations

import csv
import io
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from queries.ask import catalogue
from queries.cli import AnswerFormat, DumpFormat, app
from queries.export.nquads import DUMP_FORMATS
from queries.formats import GRAPH_FORMATS, ROW_FORMATS
from tests.queries.asking import small_store


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(small_store(tmp_path_factory.mktemp("cli") / "store", "good", "bad"))


def refused(*arguments: str) -> str:
    result = invoke(*arguments)
    assert result.exit_code == 2, result.output
    assert result.stderr.startswith("error: ")
    assert result.stdout == ""
    return str(result.stderr)


def test_formats_are_those_of_the_rooms() -> None:
    assert [form.value for form in AnswerFormat] == [*ROW_FORMATS, *GRAPH_FORMATS]
    assert [form.value for form in DumpFormat] == list(DUMP_FORMATS)


def test_a_query_of_the_catalogue(shipped_store: Path) -> None:
    given = ("--param", "authority=Medway Council", "--format", "csv", "--store", str(shipped_store))
    result = invoke("query", "judgements", *given)
    assert result.exit_code == 0
    assert [row["grade"] for row in csv.DictReader(io.StringIO(result.stdout))] == ["Inadequate"] * 4


def test_sparql_as_it_stands(store: str) -> None:
    result = invoke("query", "SELECT ?o { ?s ?p ?o } ORDER BY ?o", "--format", "tsv", "--store", store)
    assert result.stdout == '?o\n"bad"\n"good"\n'


def test_a_table_is_what_one_gets_and_the_dataset_is_cited(store: str) -> None:
    result = invoke("query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "--store", store)
    assert [line.strip() for line in result.stdout.splitlines() if line.strip()][::2] == ["n", "2"]
    assert result.stderr.startswith("dataset ")


def test_a_file_with_a_header(store: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(
        "#+ parameters: [{name: text, type: string, required: true}]\nSELECT ?_text ?s { ?s ?p ?_text }",
        encoding="utf-8",
    )
    result = invoke("query", "--file", str(file), "-p", "text=bad", "--format", "csv", "--store", store)
    assert result.stdout.splitlines() == ["s", "https://example.org/001"]
    assert "parameter 'text' is missing" in refused("query", "--file", str(file), "--store", store)


def test_false_is_an_answer(store: str) -> None:
    result = invoke("query", "ASK { ?s ?p 'never' }", "--store", store)
    assert (result.exit_code, result.stdout) == (0, "false\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["judgments"], "unknown query 'judgments': did you mean judgements?"),
        (["judgements", "-p", "authority=Rochdle"], "did you mean Rochdale?"),
        (["judgements", "-p", "autority=MDW"], "did you mean authority?"),
        (["judgements", "-p", "authority"], "--param 'authority' is not NAME=VALUE"),
        (["judgements", "-p", "authority=MDW", "-p", "authority=RCH"], "--param authority is given twice"),
        (["judgements", "--format", "turtle"], "this query gives rows"),
        (["bodies"], "parameter 'authority' is missing"),
        (["SELECT * { ?s"], "SPARQL syntax, line 1, column"),
        (["SELECT * { SERVICE <http://x> {} }"], "no federated queries here"),
        (["DELETE WHERE { ?s ?p ?o }"], "DELETE would change the graph"),
        ([], "give one question"),
        (["judgements", "--file", "x.rq"], "give one question"),
        (["--file", "no-such.rq"], "no-such.rq: can't be read"),
    ],
)
def test_what_is_wrong_is_said(store: str, arguments: list[str], message: str) -> None:
    assert message in refused("query", *arguments, "--store", store)


def test_a_missing_store_is_said(tmp_path: Path) -> None:
    assert "load some reports first" in refused("query", "ASK {}", "--store", str(tmp_path / "none"))


def test_a_long_query_can_be_interrupted(shipped_store: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    command = [sys.executable, "-m", "inspection_graph", "query", endless, "--store", str(shipped_store)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        time.sleep(2)  # by then it is asking; if not, it is interrupted sooner
        process.send_signal(signal.SIGINT)
        try:
            assert process.wait(timeout=60) != 0
        finally:
            process.kill()


def test_the_catalogue_is_listed() -> None:
    result = invoke("queries")
    assert all(name in result.stdout for name in catalogue())
    said = json.loads(invoke("queries", "--json").stdout)
    assert [query["name"] for query in said] == list(catalogue())


def test_one_query_is_shown() -> None:
    result = invoke("queries", "required-actions")
    assert "--param timescale=…  concept of timescales, default any." in result.stdout
    assert "SELECT ?_authority" in result.stdout
    said = json.loads(invoke("queries", "bodies", "--json").stdout)
    assert said["parameters"][0]["required"] is True
    assert said["sparql"].startswith("PREFIX ig:")
    assert "did you mean events?" in refused("queries", "event")


def test_dump_to_a_file_and_to_the_screen(store: str, tmp_path: Path) -> None:
    file = tmp_path / "graph.nq"
    assert invoke("dump", "--output", str(file), "--store", store).exit_code == 0
    assert file.read_text(encoding="utf-8") == invoke("dump", "--store", store).stdout
    assert invoke("dump", "--format", "trig", "--store", store).stdout.count("{") == 1
    assert "there is no graph nowhere" in refused("dump", "--graph", "nowhere", "--store", store)
    assert "can't be written" in refused("dump", "--output", str(tmp_path / "no" / "x"), "--store", store)


@pytest.mark.parametrize("command", ["query", "queries", "dump"])
def test_help_has_an_example(command: str) -> None:
    result = invoke(command, "--help")
    assert f"Example: inspection-graph {command}" in result.stdout


def test_help_says_what_becomes_of_formulas() -> None:
    assert "OWASP" in invoke("query", "--help").stdout
