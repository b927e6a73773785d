"""One shape for every network."""

from __future__ import annotations

from loader.store import read
from queries.network import Edge, Node
from queries.network.projection import edges_of, network, nodes_of
from tests.queries.asking import small_store

NODES = [Node("urn:b", "B", "team"), Node("urn:a", "A \x0bteam", "team"), Node("urn:a", "again", "team")]
EDGES = [
    Edge(
        "urn:b", "urn:a", "together", "named together", 1, "Later.", "7", "urn:r2", "2014-01-01", "2014-01-01"
    ),
    Edge(
        "urn:a",
        "urn:b",
        "together",
        "named together",
        1,
        "Earlier.",
        "3",
        "urn:r1",
        "2012-01-01",
        "2012-01-01",
    ),
    Edge("urn:a", "urn:b", "unitOf", "is part of"),
    Edge("urn:a", "urn:nowhere", "unitOf", "is part of"),
]


def made(tmp_path, edges=EDGES, *, directed=False):
    with read(small_store(tmp_path / "store", "a")) as reader:
        return network(reader, "A test", NODES, edges, directed=directed)


def test_what_says_the_same_of_two_things_is_one_edge_in_order_of_date(tmp_path):
    together, part = edges_of(made(tmp_path))
    assert (together.source, together.target, together.weight) == ("urn:a", "urn:b", 2)
    assert together.quotes == "Earlier. | Later."
    assert together.paragraphs == "3 | 7"
    assert (together.first, together.last) == ("2012-01-01", "2014-01-01")
    assert (part.type, part.weight, part.quotes) == ("unitOf", 1, "")


def test_directions_are_kept_where_they_mean_something(tmp_path):
    found = list(edges_of(made(tmp_path, directed=True)))
    assert [(edge.source, edge.target, edge.type) for edge in found] == [
        ("urn:a", "urn:b", "together"),
        ("urn:a", "urn:b", "unitOf"),
        ("urn:b", "urn:a", "together"),
    ]


def test_nodes_are_in_order_and_hold_nothing_that_xml_cannot(tmp_path):
    assert list(nodes_of(made(tmp_path))) == [Node("urn:a", "A team", "team"), Node("urn:b", "B", "team")]


def test_every_attribute_has_one_type_and_is_never_none(tmp_path):
    graph = made(tmp_path)
    values = [fields for _, fields in graph.nodes(data=True)] + [d for *_, d in graph.edges(data=True)]
    numbers = {"weight": int, "score": float}
    for fields in values:
        assert {name for name, value in fields.items() if type(value) is not numbers.get(name, str)} == set()


def test_an_edge_shows_few_sentences_and_weighs_all(tmp_path):
    many = [Edge("urn:a", "urn:b", "together", "", 1, f"Said {n}.", str(n), "urn:r") for n in range(9)]
    (edge,) = edges_of(made(tmp_path, many))
    assert (edge.weight, len(edge.quotes.split(" | "))) == (9, 5)


def test_a_network_says_which_dataset_it_is_of(tmp_path):
    graph = made(tmp_path).graph
    assert len(graph["dataset"]) == 64
    assert len(graph["date"]) == 10
