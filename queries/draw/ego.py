"""What is around one thing: the bodies, posts and programmes that reports name with it, and how often."""

from __future__ import annotations

import math
from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loader.store import Reader
from queries.draw.caption import Caption, Listing, counted
from queries.draw.kinds import GROUPS, group_of, legend, legend_rows
from queries.draw.style import INK, MUTED, Canvas, cut, styled, width_of, wrapped
from queries.errors import QueryError
from queries.export.origin import origin_of
from queries.network import Edge, Node, ego, find
from queries.network.projection import JOINT, edges_of, nodes_of
from queries.network.statements import statements_about
from queries.scope import WHOLE, Held, reports_in

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Ego", "draw_ego", "read_ego"]

_STEP, _LABEL, _NAME = 17, 250, 130  # between two labels; the widest, around and in the middle
_STRENGTHS = (1, 5, 20)  # shown in the legend
_BENEATH = (
    "Bodies, posts, programmes, laws and plans that findings and required actions name in one sentence "
    "with it; in brackets, how many sentences. Grey lines join what is named together otherwise."
)


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
    sources = _sources(reader, {middle.iri, *kept})
    caption = _caption(reader, middle, [(nodes[iri], joined[iri]) for iri in strongest], len(kept), sources)
    return Ego(middle, around, between, caption)


def _other(edge: Edge, one: str) -> str:
    return edge.target if edge.source == one else edge.source


def _rank(node: Node) -> int:
    return GROUPS.index(group_of(node.type))


def _sources(reader: Reader, drawn: Set[str]) -> tuple[Held, ...]:
    """The reports with a sentence that names two of the things that are drawn."""
    every = (said for iri in sorted(drawn) for said in statements_about(reader, iri))
    naming = {said.report for said in every if len(drawn & set(said.things)) > 1}
    return tuple(held for held in reports_in(reader, WHOLE) if held.report in naming)


def _caption(
    reader: Reader, middle: Node, named: Sequence[tuple[Node, Edge]], kept: int, sources: tuple[Held, ...]
) -> Caption:
    area = f", {middle.area}" if middle.area and middle.area not in middle.label else ""
    strongest = ", ".join(f"{node.label} ({edge.weight})" for node, edge in named[:5])
    left = f" The {kept} named most often are drawn." if kept < len(named) else ""
    return Caption(
        f"Named with {middle.label} ({middle.type}{area})",
        _BENEATH + left,
        f"{counted(len(named), 'thing is', 'things are')} named in one sentence with {middle.label}, "
        f"most often {strongest}.{left}",
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
        sources,
        origin_of(reader, WHOLE),
    )


def draw_ego(data: Ego) -> Figure:
    """Draw it: the thing in the middle, the others on a ring, their names beside them, one a line."""
    places = _ring(len(data.around))
    tall = max(y for _, y in places) - min(y for _, y in places)
    reach = max(abs(x) for x, _ in places) + _LABEL + 60
    groups = {group_of(node.type) for node in (data.middle, *dict(data.around))}
    with styled():
        width = max(2 * reach, 640)
        rows = legend_rows(groups, width - 56)
        canvas = Canvas(width, 16 * len(rows) + 70 + tall, data.caption)
        legend(canvas, 28, canvas.top + 4, rows)
        _strengths(canvas, 28, canvas.top + 4 + 16 * len(rows))
        middle = (width / 2, canvas.top + 16 * len(rows) + 50 + tall / 2)
        ring = [(middle[0] + x, middle[1] + y) for x, y in places]
        _lines(canvas, data, middle, ring)
        for (node, weight), place in zip(data.around, ring, strict=True):
            _thing(canvas, data.middle, node, weight, place)
        _middle(canvas, data.middle, middle)
        return canvas.figure


def _middle(canvas: Canvas, node: Node, place: tuple[float, float]) -> None:
    group = group_of(node.type)
    canvas.mark(*place, group.shape, size=22, fill=group.colour, width=1.2, title=node.label)
    for n, line in enumerate(wrapped(node.label, _NAME, 10, bold=True)[:4]):
        canvas.text(place[0], place[1] + 25 + n * 13, line, 10, bold=True, align="center", patch=True)


def _ring(n: int) -> list[tuple[float, float]]:
    """Places around a middle, clockwise from the top, so that each has a line of its own on its side."""
    right = (n + 1) // 2
    half = max(right * _STEP / 2, 90)
    across = min(max(half * 0.9, 130), 300)
    places = []
    for side, on_it in ((1, right), (-1, n - right)):
        for i in range(on_it):
            y = (i + 0.5 - on_it / 2) * (2 * half / max(on_it, 1))
            x = across * math.sqrt(1 - (y / (half + _STEP)) ** 2)
            places.append((side * x, side * y))
    return places


def _lines(
    canvas: Canvas, data: Ego, middle: tuple[float, float], ring: Sequence[tuple[float, float]]
) -> None:
    for one, other, weight in data.between:
        (x1, y1), (x2, y2) = ring[one], ring[other]
        bend = ((x1 + x2 + 2 * middle[0]) / 4, (y1 + y2 + 2 * middle[1]) / 4)
        canvas.curve([(x1, y1), bend, (x2, y2)], "#8c8c8c", _width(weight) * 0.6, 0.5)
    for (_, weight), place in zip(data.around, ring, strict=True):
        canvas.line([middle, place], INK, _width(weight))


def _width(weight: int) -> float:
    """How thick a line is for so many sentences."""
    return min(0.6 + 0.9 * math.log2(weight), 6)


def _thing(canvas: Canvas, middle: Node, node: Node, weight: int, place: tuple[float, float]) -> None:
    """One of the others, with its area where that is not the middle's and not in its name."""
    x, y = place
    right = x >= canvas.width / 2
    group = group_of(node.type)
    elsewhere = node.area and node.area != middle.area and node.area not in node.label
    label = f"{node.label}, {node.area}" if elsewhere else node.label
    title = f"{label} ({node.type}): {counted(weight, 'sentence')}"
    canvas.mark(x, y, group.shape, size=10, fill=group.colour, edge=INK, width=0.6, title=title)
    number = f"({weight})"
    name = cut(label, _LABEL - width_of(number, 8) - 6, 8)
    words = f"{name} {number}" if right else f"{number} {name}"
    canvas.text(x + (10 if right else -10), y + 3, words, 8, align="left" if right else "right", patch=True)


def _strengths(canvas: Canvas, x: float, y: float) -> None:
    canvas.text(x, y + 3, "Named together in", 8, colour=MUTED)
    x += width_of("Named together in", 8) + 10
    for n in _STRENGTHS:
        canvas.line([(x, y), (x + 24, y)], INK, _width(n))
        canvas.text(x + 29, y + 3, counted(n, "sentence"), 8)
        x += 29 + width_of(counted(n, "sentence"), 8) + 12
