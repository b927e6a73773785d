"""Each format of networks, read back by somebody else."""

from __future__ import annotations

import csv
import datetime
import io
import json
from xml.etree import ElementTree as ET

import networkx as nx
import pydot
import pytest

from loader.load import load
from loader.store import read
from queries.errors import QueryError
from queries.export.columns import EDGE_COLUMNS, NODE_COLUMNS
from queries.export.networks import NETWORK_FORMATS, NETWORKS, made
from queries.network import Edge, Node
from queries.network.projection import network
from queries.scope import parse_scope
from tests.queries.asking import small_store
from tests.queries.recurring import recurring

GEXF = "{http://gexf.net/1.3}"
NASTY = 'He said: "<a & b>" \\ done\x0b\n=1+1 | é—☃'


@pytest.fixture(scope="module")
def recurring_store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("recurring")
    load(recurring(folder), folder / "store")
    return folder / "store"


@pytest.fixture(scope="module", params=sorted(NETWORKS))
def graph(request, shipped_store, recurring_store):
    with read(recurring_store if request.param == "chains" else shipped_store) as reader:
        yield made(reader, request.param)


@pytest.fixture(params=[False, True], ids=["undirected", "directed"])
def nasty(request, tmp_path):
    """A network whose texts are what formats trip over."""
    nodes = [Node("urn:a", NASTY, "team"), Node("urn:b", "=cmd()", "team", date="2013-01-07")]
    edges = [
        Edge("urn:a", "urn:b", "together", NASTY, 2, NASTY, "3", "urn:r", "2012-11-12", "2013-01-07"),
        Edge("urn:a", "urn:b", "unitOf", "is part of"),
    ]
    with read(small_store(tmp_path / "store", "a")) as reader:
        return network(reader, "A & B", nodes, edges, directed=request.param)


def written(graph, form):
    output = io.BytesIO()
    NETWORK_FORMATS[form](graph, output)
    return output.getvalue()


def parsed(text):
    return ET.fromstring(text)  # noqa: S314 — our own


def the_same(graph, other):
    """Whether another graph has the nodes and edges of one, with their types and weights."""
    assert dict(other.nodes(data="type")) == dict(graph.nodes(data="type"))
    assert ends(other, "type") == ends(graph, "type")
    assert ends(other, "quotes") == ends(graph, "quotes")
    assert other.is_directed() == graph.is_directed()


def ends(graph, name):
    found = [
        ((one, two) if graph.is_directed() else tuple(sorted((one, two))), fields[name])
        for one, two, fields in graph.edges(data=True)
    ]
    return sorted(found)


def test_graphml_is_read_by_networkx(graph):
    text = written(graph, "graphml")
    back = nx.parse_graphml(text.decode(), force_multigraph=True)
    the_same(graph, back)
    assert dict(back.nodes(data="label")) == dict(graph.nodes(data="label"))
    assert ends(back, "weight") == ends(graph, "weight")
    assert ends(back, "score") == ends(graph, "score")
    assert back.graph["dataset"] == graph.graph["dataset"]
    assert back.graph["date"] == graph.graph["date"]


def test_each_key_of_graphml_is_declared_once_with_one_type(graph):
    keys = parsed(written(graph, "graphml")).findall("{http://graphml.graphdrawing.org/xmlns}key")
    named = [(key.get("for"), key.get("attr.name")) for key in keys]
    assert len(named) == len(set(named)) == len(NODE_COLUMNS) + len(EDGE_COLUMNS) + 3
    assert {key.get("attr.type") for key in keys} == {"string", "int", "double"}


def test_gexf_is_read_by_networkx(graph):
    back = nx.read_gexf(io.BytesIO(written(graph, "gexf")), version="1.3")
    assert dict(back.nodes(data="label")) == dict(graph.nodes(data="label"))
    assert ends(back, "weight") == ends(graph, "weight")
    assert ends(back, "score") == ends(graph, "score")
    assert ends(back, "quotes") == ends(graph, "quotes")


def test_gexf_declares_what_it_uses_and_its_lives_are_days_in_order(graph):
    root = parsed(written(graph, "gexf"))
    declared = {a.get("id") for a in root.iter(f"{GEXF}attribute")}
    assert {value.get("for") for value in root.iter(f"{GEXF}attvalue")} <= declared
    ids = {node.get("id") for node in root.iter(f"{GEXF}node")}
    edges = list(root.iter(f"{GEXF}edge"))
    assert {end for edge in edges for end in (edge.get("source"), edge.get("target"))} <= ids
    assert len({edge.get("id") for edge in edges}) == len(edges)
    dated = [edge for edge in edges if edge.get("start")]
    assert dated
    for edge in dated:
        start, end = (datetime.date.fromisoformat(edge.attrib[name]) for name in ("start", "end"))
        assert start <= end
    assert graph.graph["dataset"] in root.findtext(f"{GEXF}meta/{GEXF}description", "")
    assert root.find(f"{GEXF}meta").get("lastmodifieddate") == graph.graph["date"]


def test_cytoscape_json_is_read_by_networkx(graph):
    said = json.loads(written(graph, "cytoscape"))
    elements = [each["data"]["id"] for part in said["elements"].values() for each in part]
    assert len(elements) == len(set(elements)) == len(graph) + graph.number_of_edges()
    for node in said["elements"]["nodes"]:
        node["data"]["value"] = node["data"]["id"]  # what networkx takes for the node
    for edge in said["elements"]["edges"]:
        edge["data"]["key"] = edge["data"]["id"]  # and for what tells parallel edges apart
    the_same(graph, nx.cytoscape_graph({**said, "data": list(said["data"].items())}))
    assert said["data"]["dataset"] == graph.graph["dataset"]


def test_dot_is_read_by_pydot(nasty):
    found = pydot.graph_from_dot_data(written(nasty, "dot").decode())
    assert found is not None
    (back,) = found
    labels = {node.get_name(): node.get("label") for node in back.get_nodes()}
    assert labels['"urn:a"'] == '"He said: \\"<a & b>\\" \\\\ done =1+1 | é—☃"'
    assert len(back.get_edges()) == 2
    assert back.get_type() == ("digraph" if nasty.is_directed() else "graph")
    assert nasty.graph["dataset"] in back.to_string()


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_no_text_breaks_xml(nasty, form):
    text = written(nasty, form)
    parsed(text)
    reading = nx.read_graphml if form == "graphml" else nx.read_gexf
    back = reading(io.BytesIO(text))
    assert back.nodes["urn:a"]["label"].split() == NASTY.replace("\x0b", "").split()
    assert back.number_of_edges() == 2


def test_tables_of_nodes_and_edges_hold_all_and_nothing_that_a_spreadsheet_runs(nasty):
    nodes = list(csv.DictReader(io.StringIO(written(nasty, "nodes").decode(), newline="")))
    edges = list(csv.DictReader(io.StringIO(written(nasty, "edges").decode(), newline="")))
    assert [node["Id"] for node in nodes] == ["urn:a", "urn:b"]
    assert nodes[1]["Label"] == "'=cmd()"
    assert [(e["Source"], e["Target"], e["Weight"], e["relation"]) for e in edges] == [
        ("urn:a", "urn:b", "2", "together"),
        ("urn:a", "urn:b", "1", "unitOf"),
    ]
    assert {edge["Type"] for edge in edges} == {"Directed" if nasty.is_directed() else "Undirected"}
    assert {row["dataset"] for row in (*nodes, *edges)} == {nasty.graph["dataset"]}
    assert {row["dataset_date"] for row in (*nodes, *edges)} == {nasty.graph["date"]}


@pytest.mark.parametrize("form", sorted(NETWORK_FORMATS))
def test_the_same_network_gives_the_same_bytes(shipped_store, form):
    def once():
        with read(shipped_store) as reader:
            return written(made(reader, "together"), form)

    assert once() == once()


def test_a_network_without_nodes_is_said_to_be_so(shipped_store):
    with read(shipped_store) as reader, pytest.raises(QueryError) as caught:
        made(reader, "together", parse_scope(["authority=Medway", "theme=neglect"]))
    assert "theme" in str(caught.value) or "nothing to show" in str(caught.value)
