"""The shortest explanation of how two things hang together: a chain of sentences, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from loader.store import Reader
from queries.errors import QueryError
from queries.network.projection import Edge, Node
from queries.network.statements import part_edges, statements_about
from queries.network.things import Things, area_code
from queries.network.together import pairs

__all__ = ["Step", "explain"]

_LONGEST = 6  # steps; a longer chain explains nothing
_STEP = 1_000_000  # what a step costs, against 1 for each neighbour of the thing it leads to


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a chain.

    Attributes
    ----------
    one, other
        The two things, in the order of the chain.
    relation
        ``named together``, ``is part of`` or ``is a post in``; of the last two, ``one`` may be the whole.
    quote
        A sentence that says so, as printed.
    paragraph
        Where it stands.
    report
        The IRI of the report.
    date
        When the inspection began, empty where that is not known.
    sentences
        How many say so.

    """

    one: Node
    other: Node
    relation: str
    quote: str
    paragraph: str
    report: str
    date: str
    sentences: int


def explain(reader: Reader, one: str, other: str) -> tuple[Step, ...]:
    """The shortest chain of sentences between two things.

    1. From the one thing, go to all that a finding or an action names with it, or that it is part of, and on
       from there, until the other is reached. Only what lies on the way is read.
    2. Of the shortest chains, take the one whose links are named with the fewest others: a council is named
       with everything, and explains little. Then the first by IRIs.
    3. Of the sentences of a link, take the shortest: it says least else.

    Parameters
    ----------
    reader
        An open store.
    one, other
        IRIs: see ``queries.network.things.find``.

    Raises
    ------
    QueryError
        If they are one thing, or no chain of at most six steps leads from one to the other.

    """
    things = Things(reader)
    if one == other:
        raise QueryError(f"both are {things.node(one).label}: name two things")
    ways = _ways(reader, one, other)
    chain = nx.dijkstra_path(ways, one, other, weight=lambda _one, two, _data: _STEP + ways.degree(two))
    return tuple(_step(things, ways, *ends) for ends in pairwise(chain))


def _ways(reader: Reader, one: str, other: str) -> nx.Graph[str]:
    """What is reached on the way from one thing to another, each edge with its sentences."""
    ways: nx.Graph[str] = nx.Graph()
    reached, border, areas = {one}, [one], dict[str, tuple[Edge, ...]]()
    for _ in range(_LONGEST):
        found: set[str] = set()
        for iri in border:
            for edge in (*_named(reader, iri), *_parts(reader, iri, areas)):
                _add(ways, edge)
                found.update((edge.source, edge.target))
        if other in found:
            return ways
        border = sorted(found - reached)
        reached |= found
    things = Things(reader)
    names = f"{things.node(one).label!r} and {things.node(other).label!r}"
    raise QueryError(f"no chain of at most {_LONGEST} sentences joins {names}")


def _named(reader: Reader, iri: str) -> list[Edge]:
    """What is named with a thing: edges with one end at it."""
    said = statements_about(reader, iri)
    among = {thing for statement in said for thing in statement.things}
    return [edge for edge in pairs(said, among) if iri in (edge.source, edge.target)]


def _parts(reader: Reader, iri: str, areas: dict[str, tuple[Edge, ...]]) -> list[Edge]:
    """What a thing is part of, and what is part of it."""
    code = area_code(iri)
    if code not in areas:
        areas[code] = part_edges(reader, code)
    return [edge for edge in areas[code] if iri in (edge.source, edge.target)]


def _add(ways: nx.Graph[str], edge: Edge) -> None:
    if not ways.has_edge(edge.source, edge.target):
        ways.add_edge(edge.source, edge.target, said=set())
    ways.edges[edge.source, edge.target]["said"].add(edge)


def _step(things: Things, ways: nx.Graph[str], one: str, other: str) -> Step:
    said = ways.edges[one, other]["said"]
    best = min(
        said, key=lambda edge: (len(edge.quotes), edge.first, edge.reports, edge.paragraphs, edge.quotes)
    )
    ends = things.node(one), things.node(other)
    return Step(*ends, best.label, best.quotes, best.paragraphs, best.reports, best.first, len(said))
