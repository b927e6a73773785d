"""GEXF and GraphML held to what their schemas allow: each element, its place, its attributes, their values.

The schemas themselves are in no package; what they say of the elements that are written here is in the two
tables below (https://gexf.net/schema.html, http://graphml.graphdrawing.org/specification.html). What the
tables don't name is an error. In one thing what is written is wider than the schema: GraphML wants names
without slashes for the ids of nodes, and these are the IRIs of things; readers take any text.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

import pytest

from loader.load import load
from loader.store import read
from queries.export.networks import NETWORK_FORMATS, NETWORKS
from queries.network import Edge, Node
from queries.network.projection import network
from queries.scope import WHOLE, parse_scope
from tests.queries.asking import small_store
from tests.queries.recurring import recurring

Check = Callable[[str], object]


def one_of(*values: str) -> Check:
    return lambda value: value in values


def day(value: str) -> object:
    return datetime.date.fromisoformat(value) and len(value) == 10


def anything(value: str) -> object:
    return True


def iri(value: str) -> object:
    return re.fullmatch(r"[a-z]+:[^\s<>\"]+", value)


def token(value: str) -> object:
    return re.fullmatch(r"[\w.:-]+", value)


def double(value: str) -> object:
    return re.fullmatch(r"-?\d+(\.\d+)?([eE]-?\d+)?", value)


@dataclass(frozen=True)
class Element:
    """What may stand in an element: attributes that must, those that may, and children, in one order."""

    must: Mapping[str, Check] = field(default_factory=dict)
    may: Mapping[str, Check] = field(default_factory=dict)
    children: tuple[str, ...] = ()


LIFE: Mapping[str, Check] = {"start": day, "end": day}
GEXF = {
    "gexf": Element({"version": one_of("1.3")}, children=("meta", "graph")),
    "meta": Element({"lastmodifieddate": day}, children=("creator", "description")),
    "creator": Element(),
    "description": Element(),
    "graph": Element(
        {
            "defaultedgetype": one_of("directed", "undirected", "mutual"),
            "mode": one_of("static", "dynamic"),
            "timeformat": one_of("date"),
            "timerepresentation": one_of("interval", "timestamp"),
        },
        children=("attributes", "nodes", "edges"),
    ),
    "attributes": Element(
        {"class": one_of("node", "edge"), "mode": one_of("static")}, children=("attribute",)
    ),
    "attribute": Element(
        {"id": token, "title": anything, "type": one_of("string", "integer", "long", "double", "boolean")}
    ),
    "nodes": Element(children=("node",)),
    "node": Element({"id": iri, "label": anything}, LIFE, ("attvalues",)),
    "edges": Element(children=("edge",)),
    "edge": Element(
        {"id": token, "source": iri, "target": iri},
        {"label": anything, "weight": double, "kind": token, **LIFE},
        ("attvalues",),
    ),
    "attvalues": Element(children=("attvalue",)),
    "attvalue": Element({"for": token, "value": anything}),
}
GRAPHML = {
    "graphml": Element(children=("key", "graph")),
    "key": Element(
        {
            "id": token,
            "for": one_of("graph", "node", "edge"),
            "attr.name": token,
            "attr.type": one_of("boolean", "int", "long", "float", "double", "string"),
        }
    ),
    "graph": Element({"edgedefault": one_of("directed", "undirected")}, children=("data", "node", "edge")),
    "node": Element({"id": iri}, children=("data",)),
    "edge": Element({"id": token, "source": iri, "target": iri}, children=("data",)),
    "data": Element({"key": token}),
}
FORMATS = {
    "gexf": ("http://gexf.net/1.3", GEXF),
    "graphml": ("http://graphml.graphdrawing.org/xmlns", GRAPHML),
}


def wrong(element: ET.Element, namespace: str, rules: Mapping[str, Element]) -> list[str]:
    """What an element and all below it have that their schema does not allow."""
    space, _, name = element.tag.removeprefix("{").rpartition("}")
    rule = rules.get(name)
    if space != namespace or rule is None:
        return [f"{element.tag} is no element"]
    checks = {**rule.must, **rule.may}
    found = [f"{name} has no {missing}" for missing in sorted(rule.must.keys() - element.keys())]
    found += [f"{name} has {extra}" for extra in sorted(element.keys() - checks.keys())]
    found += [
        f"{name} {attribute}={value!r}"
        for attribute, value in element.items()
        if attribute in checks and not checks[attribute](value)
    ]
    places = [child.tag.rpartition("}")[2] for child in element]
    if any(place not in rule.children for place in places):
        return [*found, f"{name} holds {places}"]
    if [rule.children.index(place) for place in places] != sorted(map(rule.children.index, places)):
        found.append(f"{name}: {places} in this order")
    if rule.children and (element.text or "").strip():
        found.append(f"{name} holds text")
    return [*found, *(error for child in element for error in wrong(child, namespace, rules))]


def tree(graph, form):
    output = io.BytesIO()
    NETWORK_FORMATS[form](graph, output)
    return ET.fromstring(output.getvalue())  # noqa: S314 — our own


def ids(root, name):
    return [element.get("id") for element in root.iter() if element.tag.endswith(f"}}{name}")]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("chains")
    load(recurring(folder), folder / "store")
    return folder / "store"


@pytest.mark.parametrize("form", sorted(FORMATS))
@pytest.mark.parametrize("name", sorted(NETWORKS))
def test_what_is_written_is_what_the_schema_allows(store, name, form):
    with read(store) as reader:
        root = tree(NETWORKS[name](reader, parse_scope(["authority=Rutland"])), form)
    assert wrong(root, *FORMATS[form]) == []


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_ids_are_given_once_and_what_is_pointed_at_is_there(store, form):
    with read(store) as reader:
        root = tree(NETWORKS["chains"](reader, WHOLE), form)
    for name in ("node", "edge", "attribute", "key"):
        assert len(ids(root, name)) == len(set(ids(root, name)))
    nodes, declared = set(ids(root, "node")), {*ids(root, "attribute"), *ids(root, "key")}
    for element in root.iter():
        assert {element.get("source"), element.get("target")} <= {*nodes, None}
        if element.tag.endswith(("}attvalue", "}data")):
            assert (element.get("for") or element.get("key")) in declared


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_tables_find_what_is_wrong(tmp_path, form):
    with read(small_store(tmp_path / "store", "a")) as reader:
        nodes = [Node("urn:a", "a", "team"), Node("urn:b", "b", "team")]
        root = tree(network(reader, "Two", nodes, [Edge("urn:a", "urn:b", "same", "same")]), form)
    assert wrong(root, *FORMATS[form]) == []
    (node, *_) = (element for element in root.iter() if element.tag.endswith("}node"))
    node.set("colour", "red")
    node.attrib.pop("id")
    ET.SubElement(node, f"{{{FORMATS[form][0]}}}graph")
    errors = wrong(root, *FORMATS[form])
    assert errors[:2] == ["node has no id", "node has colour"]
    assert errors[2].startswith("node holds [")
