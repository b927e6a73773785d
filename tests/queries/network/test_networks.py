"""What was found of whom, what is part of what, whole reports; who stands in the middle, and who is alike."""

from __future__ import annotations

from collections import Counter

import networkx as nx
import pytest

from loader.iris import BASE
from loader.store import read
from queries.errors import QueryError
from queries.network import (
    Edge,
    Node,
    authority_themes,
    parts,
    similar_authorities,
    standings,
    themes,
    together,
    whole_reports,
)
from queries.network.projection import Network, network, nodes_of
from queries.scope import parse_scope
from tests.queries.asking import rows, small_store

MEDWAY, ROCHDALE = f"{BASE}id/authority/MDW", f"{BASE}id/authority/RCH"


@pytest.fixture(scope="module")
def reader(shipped_store):
    with read(shipped_store) as opened:
        yield opened


def of(graph, field):
    """One attribute of each node, by IRI."""
    return {node.iri: getattr(node, field) for node in nodes_of(graph)}


def test_councils_and_themes_are_joined_by_as_many_findings_as_the_catalogue_counts(reader, shipped_store):
    graph = authority_themes(reader)
    for row in rows(shipped_store, "strengths-and-weaknesses", authority="Medway"):
        theme = next(iri for iri, label in of(graph, "label").items() if label == row["theme"])
        for sort, column in (("strength", "strengths"), ("weakness", "weaknesses")):
            found = graph.get_edge_data(MEDWAY, theme, sort, {"weight": 0})
            assert found["weight"] == int(row[column])
    assert set(of(graph, "type").values()) == {"local authority", "theme"}


def test_counts_of_few_inspections_are_those_of_all(reader, monkeypatch):
    few = list(themes.found_in(reader))
    monkeypatch.setattr(themes, "_FEW", 0)
    assert Counter(few) == Counter(themes.found_in(reader))
    assert len(few) > 20


def test_one_theme_is_one_theme(reader):
    graph = authority_themes(reader, parse_scope(["theme=assessment"]))
    assert sorted(of(graph, "label").values()) == ["Assessment", "Medway", "Rochdale"]


def test_parts_lead_to_what_they_are_part_of(reader):
    graph = parts(reader, parse_scope(["authority=Rochdale"]))
    team = f"{BASE}id/body/RCH/senior-leadership-team"
    assert graph.is_directed()
    assert graph.has_edge(team, ROCHDALE, "unitOf")
    fields = graph.edges[team, ROCHDALE, "unitOf"]
    assert fields["label"] == "is part of"
    assert "senior leaders" in fields["quotes"]
    assert MEDWAY not in graph
    assert set(nx.isolates(graph)) == set()


def test_a_whole_report_holds_all_that_it_says(reader, shipped_store):
    graph = whole_reports(reader, parse_scope(["authority=Medway"]))
    kinds = list(of(graph, "type").values())
    assert kinds.count("required action") == len(rows(shipped_store, "required-actions", authority="Medway"))
    assert kinds.count("judgement") == len(rows(shipped_store, "judgements", authority="Medway"))
    assert kinds.count("inspection report") == 1
    assert {"finding", "section", "figure", "event", "theme"} <= set(kinds)
    assert nx.is_connected(graph.to_undirected())
    labels = of(graph, "label")
    judged = rows(shipped_store, "judgements", authority="Medway")
    assert {f"{row['aspect']}: {row['grade']}"[:79] for row in judged} <= {
        s.rstrip("…") for s in labels.values()
    }
    assert all(labels.values())
    assert max(len(label) for iri, label in labels.items() if "/finding/" in iri) <= 80


def test_a_report_on_one_theme_is_what_it_says_on_it(reader):
    graph = whole_reports(reader, parse_scope(["authority=Medway", "theme=assessment"]))
    findings = {iri for iri, kind in of(graph, "type").items() if kind == "finding"}
    theme = next(iri for iri, label in of(graph, "label").items() if label == "Assessment")
    assert findings
    assert findings <= {source for source, target in graph.edges() if target == theme}


def star(tmp_path):
    """Two pairs that only one thing joins, and one thing apart."""
    names = ["a1", "a2", "b1", "b2", "middle", "apart"]
    ends = [("a1", "a2", 5), ("b1", "b2", 5), ("a1", "middle", 1), ("b1", "middle", 1)]
    nodes = [Node(f"urn:{name}", name, "team") for name in names]
    edges = [Edge(f"urn:{one}", f"urn:{two}", "together", "", weight) for one, two, weight in ends]
    with read(small_store(tmp_path / "store", "a")) as opened:
        return network(opened, "A star", nodes, edges)


def test_what_joins_groups_stands_between_them(tmp_path):
    found = {each.node.label: each for each in standings(star(tmp_path))}
    assert max(found.values(), key=lambda each: each.between).node.label == "middle"
    assert found["middle"].between == 0.4  # of the ten pairs of others, the four across the two groups
    assert (found["a1"].neighbours, found["a1"].sentences) == (2, 6)
    assert found["a1"].community == found["a2"].community != found["b2"].community
    assert found["apart"].community == 0


def test_standings_are_the_same_each_time_whatever_the_order(reader):
    graph = together(reader)
    turned: Network = nx.MultiGraph()
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    for one, two, key, fields in reversed(list(graph.edges(keys=True, data=True))):
        turned.add_edge(two, one, key, **fields)
    assert standings(turned) == standings(graph)


def test_councils_are_alike_by_shares_that_add_up(reader, shipped_store):
    (other,) = similar_authorities(reader, MEDWAY)
    (back,) = similar_authorities(reader, ROCHDALE)
    assert (other.node.iri, back.node.iri) == (ROCHDALE, MEDWAY)
    assert other.similarity == back.similarity
    assert 0 < other.similarity < 1
    assert len(other.shared) == 3
    shares = []
    for council in ("Medway", "Rochdale"):
        found = rows(shipped_store, "strengths-and-weaknesses", authority=council)
        counts = {
            (row["theme"], sort): int(row[sort])
            for row in found
            for sort in ("strengths", "weaknesses", "mixed")
        }
        shares.append({key: count / sum(counts.values()) for key, count in counts.items()})
    alike = sum(min(share, shares[1].get(key, 0)) for key, share in shares[0].items())
    assert other.similarity == pytest.approx(alike, abs=0.001)


def test_too_little_to_compare_is_said(reader):
    with pytest.raises(
        QueryError, match=r"fewer than 20 findings of Bury in this scope\nthere are: Medway, Rochdale"
    ):
        similar_authorities(reader, f"{BASE}id/authority/BUR")
