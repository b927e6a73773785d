"""What is around one thing: the bodies, posts and programmes that reports name with it, and how often."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loader.store import Reader
from queries.draw.caption import Caption, Listing, counted
from queries.draw.kinds import GROUPS, group_of, legend
from queries.draw.style import FAINT, INK, MUTED, Canvas, cut, styled, width_of
from queries.errors import QueryError
from queries.export.origin import origin_of
from queries.network import Edge, Node, ego, find
from queries.network.projection import JOINT, edges_of, nodes_of
from queries.scope import WHOLE, Held, reports_in

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Ego", "draw_ego", "read_ego"]

_STEP, _LABEL = 17, 230  # between two labels; the widest label
_STRENGTHS = (1, 5, 20)  # shown in the legend


@dataclass(frozen=True, slots=True)
class Ego:
    """A thing, those that are named with it most often, and what joins them.

    Attributes
    ----------
    middle
        The thing.
    around
        The others, by group and then by strength, each with how many sentences name it with the middle.
    between
        What of these is named together: the ends, by place in ``around``, and how many sentences.
    caption
        The words.

    """

    middle: Node
    around: tuple[tuple[Node, int], ...]
    between: tuple[tuple[int, int, int], ...]
    caption: Caption


def read_ego(reader: Reader, name: str, authority: str = "", most: int = 40) -> Ego:
    """Read what is around a thing.

    Parameters
    ----------
    reader
        An open store.
    name
        A name, acronym or IRI.
    authority
        The IRI of a council, to look for the name in its area only.
    most
        How many others to show, those first that are named with it most often. The table has all.

    Raises
    ------
    QueryError
        If the name fits nothing, or several things, or what it fits is named with nothing else.

    """
    middle = find(reader, name, authority)
    made = ego(reader, middle.iri)
    nodes = {node.iri: node for node in nodes_of(made)}
    edges = tuple(edges_of(made))
    joined = {_other(edge, middle.iri): edge for edge in edges if middle.iri in (edge.source, edge.target)}
    if not joined:
        raise QueryError(
            f"no sentence names {middle.label!r} with another body; `inspection-graph central` lists what is"
        )
    strongest = sorted(joined, key=lambda iri: (-joined[iri].weight, nodes[iri].label, iri))
    kept = sorted(strongest[:most], key=lambda iri: (_rank(nodes[iri]), strongest.index(iri)))
    places = {iri: n for n, iri in enumerate(kept)}
    between = tuple(
        (places[edge.source], places[edge.target], edge.weight)
        for edge in edges
        if edge.source in places and edge.target in places
    )
    around = tuple((nodes[iri], joined[iri].weight) for iri in kept)
    caption = _caption(reader, middle, [(nodes[iri], joined[iri]) for iri in strongest], len(kept))
    return Ego(middle, around, between, caption)


def _other(edge: Edge, one: str) -> str:
    return edge.target if edge.source == one else edge.source


def _rank(node: Node) -> int:
    return GROUPS.index(group_of(node.type))


def _caption(reader: Reader, middle: Node, named: Sequence[tuple[Node, Edge]], kept: int) -> Caption:
    by_report = {held.report: held for held in reports_in(reader, WHOLE)}
    quoted = {report for _, edge in named for report in edge.reports.split(JOINT)}
    area = f", {middle.area}" if middle.area and middle.area not in middle.label else ""
    strongest = ", ".join(f"{node.label} ({edge.weight})" for node, edge in named[:5])
    left = f" The {kept} named most often are drawn." if kept < len(named) else ""
    return Caption(
        f"Named with {middle.label} ({middle.type}{area})",
        f"Bodies, posts, programmes, laws and plans that findings and required actions name in one sentence with it;"
        f" in brackets, how many sentences. Grey lines join what is named together otherwise.{left}",
        f"{counted(len(named), 'thing is', 'things are')} named in one sentence with {middle.label}, most often "
        f"{strongest}.{left}",
        (
            Listing(
                f"Named with {middle.label}",
                ("name", "kind", "area", "sentences", "first", "last", "a sentence"),
                tuple(
                    (n.label, n.type, n.area, e.weight, e.first, e.last, e.quotes.partition(JOINT)[0])
                    for n, e in named
                ),
            ),
        ),
        tuple(by_report[report] for report in by_report if report in quoted),
        origin_of(reader, WHOLE),
    )
