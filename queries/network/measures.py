"""Which bodies stand in the middle, and which belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx

from queries.network.projection import Network, Node, nodes_of

__all__ = ["Standing", "standings"]

_PIVOTS = 300  # bodies from which shortest ways are followed; of fewer, all are
_SEED = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How a body stands among those that it is named with.

    Attributes
    ----------
    node
        The body.
    neighbours
        With how many others it is named in one sentence: degree centrality, as a count.
    sentences
        How many sentences name it with another, one for each other.
    between
        The share of shortest ways between two others that lead by it, from 0 to 1 (betweenness centrality):
        high for a body that joins groups which else have little to do with each other. Of more than 300
        bodies, estimated from the ways of 300.
    community
        Number of the group in which bodies are named together more than by chance (Louvain), 1 the
        largest; 0 for a body that is never named with another.

    """

    node: Node
    neighbours: int
    sentences: int
    between: float
    community: int


def standings(graph: Network) -> tuple[Standing, ...]:
    """How each node stands, those with the most neighbours first.

    It tells of how inspectors write: a board is named with everybody because reports have a chapter on it,
    and councils because every sentence is about them.

    Parameters
    ----------
    graph
        Of ``together`` or ``ego``; the weights of its edges count sentences.

    Returns
    -------
    tuple of Standing
        The same for the same graph on every machine: nodes are numbered in the order of their IRIs, and what
        is drawn by lot is drawn from a fixed seed.

    References
    ----------
    Brandes, U. (2001), A faster algorithm for betweenness centrality. Blondel, V. D. et al. (2008), Fast
    unfolding of communities in large networks.

    """
    nodes = sorted(nodes_of(graph), key=lambda node: node.iri)
    plain = _numbered(graph, nodes)
    pivots = min(_PIVOTS, len(nodes)) or None
    between = nx.betweenness_centrality(plain, k=pivots, seed=_SEED)
    community = _communities(plain)
    found = [
        Standing(
            node,
            plain.degree(n),
            plain.degree(n, weight="weight"),
            round(between[n], 4),
            community[n],
        )
        for n, node in enumerate(nodes)
    ]
    return tuple(sorted(found, key=lambda each: (-each.neighbours, -each.sentences, each.node.iri)))


def _numbered(graph: Network, nodes: Sequence[Node]) -> nx.Graph[int]:
    """The graph with numbers for nodes, one edge between two: sets of numbers have one order everywhere."""
    number = {node.iri: n for n, node in enumerate(nodes)}
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(nodes)))
    for one, two, weight in sorted(graph.edges(data="weight", default=1)):
        ends = number[one], number[two]
        before = plain.get_edge_data(*ends, default={}).get("weight", 0)
        plain.add_edge(*ends, weight=before + weight)
    return plain


def _communities(plain: nx.Graph[int]) -> dict[int, int]:
    """The number of the community of each node, the largest first."""
    groups = nx.community.louvain_communities(plain, weight="weight", seed=_SEED) if len(plain) else []
    ordered = sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))
    return {n: rank if len(group) > 1 else 0 for rank, group in enumerate(ordered, 1) for n in group}
