"""The commands describe and wikidata."""

import json

import pytest
from rdflib import Graph
from rdflib.namespace import DCAT, RDF, VOID
from typer.testing import CliRunner

from inspection_graph import app
from queries.completion import complete_wikidata
from queries.describe import DESCRIPTION_FORMATS
from queries.describe_cli import DescriptionFormat


def run(*arguments, store):
    return CliRunner().invoke(app, [*arguments, "--store", str(store)])


def test_the_formats_of_the_command_are_those_there_are():
    assert [form.value for form in DescriptionFormat] == list(DESCRIPTION_FORMATS)


@pytest.mark.parametrize(
    ("form", "parser"), [("turtle", "turtle"), ("jsonld", "json-ld"), ("ntriples", "nt")]
)
def test_describe_prints_what_parsers_read(form, parser, shipped_store):
    done = run("describe", "--format", form, "--endpoint", "https://example.org/sparql", store=shipped_store)
    assert done.exit_code == 0
    said = Graph().parse(data=done.stdout, format=parser)
    assert len(list(said.subjects(RDF.type, DCAT.Dataset))) == 1
    assert [str(iri) for iri in said.objects(None, VOID.sparqlEndpoint)] == ["https://example.org/sparql"]
    assert list(said.objects(None, VOID.propertyPartition))


def test_a_brief_description_has_no_partitions(shipped_store):
    done = run("describe", "--brief", store=shipped_store)
    assert "propertyPartition" not in done.stdout
    assert "void:triples" in done.stdout


def test_json_ld_names_its_terms_by_the_context(shipped_store):
    nodes = json.loads(run("describe", "--format", "jsonld", store=shipped_store).stdout)["@graph"]
    keys = {key for node in nodes for key in node}
    assert {"title", "dcat:distribution", "void:classPartition", "triples"} <= keys
    assert not [key for key in keys if "//" in key]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--download", "nquads"), "is not FORMAT=URL"),
        (
            ("--download", "nquads=https://a.example/", "--download", "nquads=https://b.example/"),
            "given twice",
        ),
        (("--download", "nquads=here"), "is no address"),
        (("--endpoint", "here"), "is no address"),
    ],
)
def test_describe_says_what_is_wrong(options, message, shipped_store):
    done = run("describe", *options, store=shipped_store)
    assert done.exit_code == 2
    assert message in done.stderr


def test_without_a_store_it_says_so(tmp_path):
    assert run("describe", store=tmp_path / "none").exit_code == 2


def test_questions_for_wikidata_are_completed():
    assert [name for name, _ in complete_wikidata("pop")] == ["population"]


def test_wikidata_lists_its_questions_and_prints_one(shipped_store):
    listed = run("wikidata", store=shipped_store)
    assert listed.exit_code == 0
    assert "population" in listed.stdout
    one = run("wikidata", "population", "--scope", "authority=Rochdale", store=shipped_store)
    assert one.exit_code == 0
    assert '"E08000005"' in one.stdout
    assert "E06000035" not in one.stdout
    assert run("wikidata", "populaton", store=shipped_store).exit_code == 2
