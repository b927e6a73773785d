"""Required actions that came back, as a network: three small reports on one council, and one on another."""

from __future__ import annotations

import networkx as nx
import pytest

from loader.iris import BASE
from loader.load import load
from loader.store import read
from queries.errors import QueryError
from queries.export.networks import made
from queries.network import chains
from queries.network.projection import edges_of, nodes_of
from queries.scope import parse_scope
from tests.queries.asking import rows
from tests.queries.recurring import recurring

ACTION = BASE + "id/report/{}/{}-03-04/protection-2012/action/{}"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("chains")
    load(recurring(folder), folder / "store")
    return folder / "store"


@pytest.fixture(scope="module")
def reader(store):
    with read(store) as opened:
        yield opened


def same(graph):
    """The edges that say that an action asks for the same."""
    return [edge for edge in edges_of(graph) if edge.type == "same"]


def test_the_edges_are_what_the_catalogue_lists_of_each_likeness(reader, store):
    graph = chains(reader)
    assert graph.is_directed()
    for likeness in ("same", "related"):
        listed = rows(store, "actions-that-came-back", likeness=likeness)
        found = [edge for edge in edges_of(graph) if edge.type == likeness]
        assert sorted((edge.last, edge.first, edge.score) for edge in found) == sorted(
            (row["again"], row["asked"], float(row["score"])) for row in listed
        )
    assert same(graph)


def test_a_chain_is_a_path_from_the_newest_action_to_the_oldest(reader):
    graph = chains(reader)
    newest, oldest = ACTION.format("RUT", 2013, 1), ACTION.format("RUT", 2009, 1)
    alone = nx.DiGraph((edge.source, edge.target) for edge in same(graph))
    middle = ACTION.format("RUT", 2011, 2)
    assert [newest, middle, oldest] in nx.all_simple_paths(alone, newest, oldest)
    assert graph.edges[newest, middle, "same"]["label"].startswith(
        "asks again for the same (audits / auditing"
    )
    assert 0.5 < graph.edges[newest, middle, "same"]["score"] <= 1


def test_a_node_says_when_it_was_asked_by_which_kind_of_inspection_and_in_which_words(reader):
    (node,) = (node for node in nodes_of(chains(reader)) if node.iri == ACTION.format("RUT", 2009, 1))
    assert node.type == "Arrangements for the protection of children"
    assert (node.date, node.area, node.paragraph) == ("2009-03-04", "Rutland", "3.b1")
    assert node.text.startswith("improve the quality of case file audits")
    assert node.label == f"2009, 1: {node.text}"[:80]


def test_of_a_period_the_actions_of_then_with_what_they_ask_again(reader):
    graph = chains(reader, parse_scope(["period=2011"]))
    assert {edge.last for edge in edges_of(graph)} == {"2011-03-04"}
    assert {edge.first for edge in edges_of(graph)} == {"2009-03-04"}


def test_of_a_theme_the_actions_on_it(reader):
    graph = chains(reader, parse_scope(["theme=performance-and-quality-assurance"]))
    assert 0 < len(graph) < len(chains(reader))
    assert ACTION.format("RUT", 2013, 1) in graph


def test_a_council_of_which_nothing_came_back_has_no_network(reader):
    assert not chains(reader, parse_scope(["authority=Medway"]))
    with pytest.raises(QueryError, match="nothing to show"):
        made(reader, "chains", parse_scope(["authority=Medway"]))
