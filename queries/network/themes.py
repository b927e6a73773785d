"""Authorities and themes: what was found of whom."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from loader.store import Reader
from loader.vocabulary import concepts, slug_of
from queries.network.projection import Edge, Network, Node, network
from queries.network.things import Things
from queries.scope import WHOLE, Held, Scope, asked, reports_in

__all__ = ["Found", "authority_themes", "found_in", "theme_node"]

_FEW = 30  # inspections: looking up the counts of more takes longer than reading those of a whole nation


@dataclass(frozen=True, slots=True)
class Found:
    """How many findings of one sort an inspection has on a theme; one on two themes counts under both."""

    held: Held
    theme: str  # an IRI
    polarity: str  # strength, weakness, mixed or neutral
    count: int


def found_in(reader: Reader, scope: Scope = WHOLE) -> Iterator[Found]:
    """The counts of a scope, of councils that are in the register; read from the graphs of counts alone.

    Raises
    ------
    QueryError
        If the scope holds no report.

    """
    by_inspection = {held.inspection: held for held in reports_in(reader, scope) if held.authority}
    for row in _counts(reader, by_inspection):
        held = by_inspection.get(row["inspection"])
        if held and scope.theme in ("", row["theme"]):
            yield Found(held, row["theme"], row["polarity"].rpartition("/")[2], int(row["count"]))


def _counts(reader: Reader, inspections: Collection[str]) -> Iterator[dict[str, str]]:
    """The counts of some inspections at least: those of few are looked up, for many all are read at once."""
    if len(inspections) > _FEW:
        yield from asked(reader, "network/counts")
        return
    for iri in sorted(inspections):
        for row in asked(reader, "network/counts_of", inspection=iri):
            yield {**row, "inspection": iri}


def authority_themes(reader: Reader, scope: Scope = WHOLE) -> Network:
    """Councils and themes, joined by what was found: an edge each for strength, weakness, mixed and neutral.

    It means what inspectors wrote about, and how; a longer report has more findings, so compare the edges of
    one council, or shares, and not the weights of two.

    Parameters
    ----------
    reader
        An open store.
    scope
        Which reports, and which theme.

    Returns
    -------
    networkx.MultiGraph
        An edge weighs as many findings as are of that sort, and has no quotes: the question
        `findings-by-theme` of the catalogue gives them.

    Raises
    ------
    QueryError
        If the scope holds no report.

    """
    found, things = tuple(found_in(reader, scope)), Things(reader)
    councils = things.nodes(each.held.authority for each in found)
    themes = (theme_node(each.theme) for each in found)
    return network(reader, "Councils and themes", (*councils, *themes), map(_edge, found))


def theme_node(iri: str) -> Node:
    """A theme as a node."""
    return Node(iri, concepts("themes")[slug_of(iri)].label, "theme")


def _edge(found: Found) -> Edge:
    held = found.held
    return Edge(
        held.authority,
        found.theme,
        found.polarity,
        found.polarity,
        found.count,
        first=held.start,
        last=held.start,
    )
