"""The graph as RDF, read back by rdflib."""

from __future__ import annotations

import io
import json

import pytest
import rdflib

from loader.iris import BASE
from loader.store import read
from loader.store.canonical import graph_lines
from ontology.resources import resource
from queries.errors import QueryError
from queries.export.origin import origin_of
from queries.export.rdf import RDF_FORMATS, graphs_in
from queries.scope import WHOLE, parse_scope

MEDWAY = "MDW/2013-01-07/protection-2012"


@pytest.fixture(scope="module")
def reader(shipped_store):
    with read(shipped_store) as opened:
        yield opened


def written(reader, form, graphs):
    output = io.BytesIO()
    RDF_FORMATS[form](reader, graphs, origin_of(reader, WHOLE), output)
    return output.getvalue()


def lines(reader, graphs):
    return {line for iri in graphs for line in graph_lines(reader.store, iri)}


def small(reader):
    """Graphs with every sort of literal, and few enough quads for rdflib."""
    return graphs_in(reader, parse_scope(["authority=Medway"]))


@pytest.mark.parametrize("form", ["nquads", "trig", "turtle", "jsonld"])
def test_rdflib_reads_what_is_held(reader, form):
    graphs = tuple(iri for iri in small(reader) if "/graph/summary/" in iri or "/graph/area/" in iri)
    read_as = {"jsonld": "json-ld"}.get(form, form)
    found = rdflib.Graph() if form == "turtle" else rdflib.Dataset(default_union=True)
    found.parse(data=written(reader, form, graphs), format=read_as)
    triples = {triple for triple in found.triples((None, None, None)) if reader.dataset not in str(triple[0])}
    expected = rdflib.Graph().parse(data=b"".join(lines(reader, graphs)), format="nt")
    assert triples == set(expected)
    assert len(triples) > 500


def test_json_ld_says_a_report_in_the_words_of_our_context(reader):
    graphs = tuple(iri for iri in small(reader) if "/graph/report/" in iri)
    said = json.loads(written(reader, "jsonld", graphs))
    assert (
        said["@context"]
        == json.loads(resource("ontology/context.jsonld").read_text(encoding="utf-8"))["@context"]
    )
    about, report = said["@graph"]
    assert about["dcterms:identifier"] == reader.dataset
    nodes = {node["id"]: node for node in report["@graph"]}
    inspection = nodes[f"{BASE}id/inspection/{MEDWAY}"]
    assert inspection["startDate"] == "2013-01-07"
    assert inspection["authority"] == f"{BASE}id/authority/MDW"
    names = {name for node in nodes.values() for name in node}
    assert {name for name in names if ":" in name} == {"rdfs:label"}  # `label` is another property
    assert nodes[f"{BASE}id/report/{MEDWAY}"]["type"] == "Report"


@pytest.mark.parametrize("form", ["nquads", "trig", "turtle"])
def test_the_first_line_says_which_dataset_it_is(reader, form):
    first = written(reader, form, (f"{BASE}graph/national",)).partition(b"\n")[0].decode()
    assert first.startswith("# inspection-graph, dataset ")
    assert reader.dataset in first


@pytest.mark.parametrize("form", sorted(RDF_FORMATS))
def test_the_same_graphs_give_the_same_bytes(reader, form):
    assert written(reader, form, small(reader)) == written(reader, form, small(reader))


def test_a_scope_is_its_reports_and_what_is_concluded_of_their_areas(reader):
    assert small(reader) == tuple(
        f"{BASE}graph/{name}"
        for name in ("area/MDW", "links/legislation", "national", f"report/{MEDWAY}", f"summary/{MEDWAY}")
    )


def test_the_whole_graph_is_all_but_the_runs(reader):
    assert set(reader.manifest.graphs) - set(graphs_in(reader)) == {f"{BASE}graph/runs"}


def test_a_scope_with_nothing_in_it_says_so(reader):
    with pytest.raises(QueryError, match="there are: Medway, Rochdale"):
        graphs_in(reader, parse_scope(["authority=Bury"]))
