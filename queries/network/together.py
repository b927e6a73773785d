"""Who works with whom: bodies that findings and actions name in one breath."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from loader.store import Reader
from queries.network.projection import Edge, Network, network
from queries.network.statements import Statement, naming, statement, statements_in
from queries.network.things import Things
from queries.scope import WHOLE, Scope, reports_in

__all__ = ["ego", "pairs", "together"]


def together(reader: Reader, scope: Scope = WHOLE) -> Network:
    """Bodies, joined where one finding or required action names both.

    It means that an inspector spoke of the two together: because they work together, because they should,
    or because one answers for the other. The quotes tell which.

    Parameters
    ----------
    reader
        An open store.
    scope
        Which reports, and findings on which theme.

    Returns
    -------
    networkx.MultiGraph
        An edge weighs as many sentences as name its two ends. Bodies that are named, but never with another,
        are nodes without edges.

    Raises
    ------
    QueryError
        If the scope holds no report.

    """
    things = Things(reader)
    said = tuple(statements_in(reader, reports_in(reader, scope), scope.theme))
    bodies = {iri for statement in said for iri in statement.things if things.acts(iri)}
    return network(reader, "Bodies named together", things.nodes(bodies), pairs(said, bodies))


def ego(reader: Reader, thing: str, steps: int = 1) -> Network:
    """What is around one thing: all that is named with it, and what of that is named together.

    Posts, programmes, laws and plans are among the nodes, because the middle may be one.

    Parameters
    ----------
    reader
        An open store. Only what lies on the way is read.
    thing
        The IRI of the middle.
    steps
        How far to go: 1 for what is named with the thing itself.

    Returns
    -------
    networkx.MultiGraph
        As of ``together``.

    """
    things, named = Things(reader), dict[str, tuple[str, ...]]()
    reached, border = {thing}, {thing}
    for step in range(steps + 1):  # once more than there are steps: how those at the rim hang together
        near = naming(reader, border)
        named |= near
        if step < steps:
            border = {iri for those in near.values() for iri in those} - reached
            reached |= border
    said = (statement(reader, iri, those) for iri, those in named.items() if len(reached & {*those}) > 1)
    title = f"Around {things.node(thing).label}"
    return network(reader, title, things.nodes(reached), pairs(said, reached))


def pairs(statements: Iterable[Statement], among: set[str]) -> Iterator[Edge]:
    """An edge for each two of some things that a statement names, one for each statement."""
    for said in statements:
        for source, target in combinations([iri for iri in said.things if iri in among], 2):
            yield Edge(
                source,
                target,
                "together",
                "named together",
                1,
                said.quote,
                said.paragraph,
                said.report,
                said.date,
                said.date,
            )
