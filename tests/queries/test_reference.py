"""The catalogue as people and programs find it described."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from typer.testing import CliRunner

from loader.store import read
from ontology.resources import resource
from queries.ask import catalogue, parse, run
from queries.cli import app
from queries.published import catalogue_turtle
from queries.reference import reference

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
QUERY = rdflib.Namespace("https://w3id.org/inspection-graph/id/query/")


def test_the_reference_is_true(shipped_store: Path) -> None:
    written = (resource("ontology").parent / "docs" / "queries.md").read_text(encoding="utf-8")
    with read(shipped_store) as reader:
        assert reference(reader) == written, "docs/queries.md is not what the catalogue says: run `make docs`"


def test_there_are_thirty_questions_at_least() -> None:
    assert len(catalogue()) >= 30


@pytest.mark.parametrize("name", list(catalogue()))
def test_what_must_be_given_has_an_example(name: str) -> None:
    assert all(parameter.example for parameter in catalogue()[name].parameters if parameter.required)


@pytest.fixture(scope="module")
def published() -> rdflib.Graph:
    return rdflib.Graph().parse(data=catalogue_turtle(catalogue().values()), format="turtle")


def test_every_question_is_published(published: rdflib.Graph) -> None:
    found = set(published.subjects(rdflib.RDF.type, SH.SPARQLExecutable))
    assert found == set(published.subjects(rdflib.RDF.type, SH.SPARQLSelectExecutable))
    assert found == {QUERY[name] for name in catalogue()}
    for name, query in catalogue().items():
        assert str(published.value(QUERY[name], rdflib.RDFS.label)) == query.title
        parameters = set(published.objects(QUERY[name], SH.parameter))
        assert {str(published.value(node, SH.name)) for node in parameters} == {
            p.name for p in query.parameters
        }
    least = QUERY["common-themes/least"]
    assert published.value(least, SH.defaultValue) == rdflib.Literal(1)
    assert published.value(least, SH.optional) == rdflib.Literal(True)
    assert published.value(least, SH.datatype) == rdflib.XSD.integer
    assert published.value(QUERY["everything-about/name"], SH.optional) == rdflib.Literal(False)
    assert published.value(QUERY["instruments/kind"], rdflib.DCTERMS.source) == rdflib.URIRef(
        "https://w3id.org/inspection-graph/id/scheme/kinds"
    )


def test_what_is_published_runs_elsewhere(published: rdflib.Graph, shipped_store: Path) -> None:
    empty = rdflib.Dataset(default_union=True)
    text = str(published.value(QUERY["events"], SH.select))
    assert list(empty.query(text)) == []
    with read(shipped_store) as reader:
        answers = (
            list(map(str, run(reader, query).rows())) for query in (catalogue()["events"], parse(text))
        )
        assert next(answers) == next(answers) != []


def test_the_command_prints_linked_data() -> None:
    one = CliRunner().invoke(app, ["queries", "events", "--turtle"])
    assert one.stdout == catalogue_turtle([catalogue()["events"]])
    assert [line for line in one.stdout.splitlines() if line.startswith("@prefix")] == sorted(
        line for line in one.stdout.splitlines() if line.startswith("@prefix")
    )
    both = CliRunner().invoke(app, ["queries", "--turtle", "--json"])
    assert (both.exit_code, both.stdout) == (2, "")
    assert "give one" in both.stderr
