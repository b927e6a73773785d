"""Councils of which alike was found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from loader.store import Reader
from queries.errors import QueryError
from queries.network.projection import Node
from queries.network.themes import found_in, theme_node
from queries.network.things import Things
from queries.scope import WHOLE, Scope

__all__ = ["Similar", "similar_authorities"]

_SHARED = 3  # how many of the themes that two have most in common are named
_LEAST = 20  # findings that a council has at least: of fewer, shares say little

_Sort = tuple[str, str]  # a theme's IRI and a polarity


@dataclass(frozen=True, slots=True)
class Similar:
    """A council beside another.

    Attributes
    ----------
    node
        The council.
    similarity
        From 0 to 1, the share of findings that the two have alike: 0.8 says that of 100 findings of the one
        and 100 of the other, 80 can be paired so that theme and polarity are the same.
    findings
        How many of its findings were counted, one for each of its themes.
    shared
        Themes and polarities of which the two have the most alike: ``assessment (weakness)``.

    """

    node: Node
    similarity: float
    findings: int
    shared: tuple[str, ...]


def similar_authorities(reader: Reader, authority: str, scope: Scope = WHOLE) -> tuple[Similar, ...]:
    """The councils of which most nearly the same was found, the most similar first.

    Shares of strengths, weaknesses and mixed findings by theme are compared, not counts: reports differ in
    length. What differs by the kind of inspection or its year shows too; a period in the scope helps.
    Neutral findings are left out, and so are councils of fewer than 20 findings.

    Parameters
    ----------
    reader
        An open store. Only the graphs of counts are read.
    authority
        The IRI of a council.
    scope
        Which reports to compare.

    Returns
    -------
    tuple of Similar
        Every other council of the scope that has enough findings.

    Raises
    ------
    QueryError
        If the scope holds no report, or too few findings of the council.

    Notes
    -----
    The sum of the lesser shares, one minus half the distance of Bray and Curtis.

    """
    counts: dict[str, Counter[_Sort]] = {}
    for found in found_in(reader, scope):
        if found.polarity != "neutral":
            counts.setdefault(found.held.authority, Counter())[found.theme, found.polarity] += found.count
    enough = {iri: sorts for iri, sorts in counts.items() if sorts.total() >= _LEAST}
    things = Things(reader)
    if authority not in enough:
        held = ", ".join(sorted(things.node(iri).label for iri in enough)) or "none"
        raise QueryError(
            f"fewer than {_LEAST} findings of {things.node(authority).label} in this scope\nthere are: {held}"
        )
    mine = enough.pop(authority)
    found_alike = [_beside(things.node(iri), mine, sorts) for iri, sorts in enough.items()]
    return tuple(sorted(found_alike, key=lambda each: (-each.similarity, each.node.label)))


def _beside(node: Node, mine: Counter[_Sort], other: Counter[_Sort]) -> Similar:
    alike = {
        sort: min(mine[sort] / mine.total(), other[sort] / other.total())
        for sort in sorted(mine.keys() & other)
    }
    most = sorted(alike, key=lambda sort: (-alike[sort], sort))[:_SHARED]
    shared = tuple(f"{theme_node(theme).label} ({polarity})" for theme, polarity in most)
    return Similar(node, round(sum(alike.values()), 3), other.total(), shared)
