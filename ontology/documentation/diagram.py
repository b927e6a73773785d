"""A picture of each class: what leads to it, and to what it leads.

Three columns: on the left the classes that have properties whose values are things of this class, in the
middle the class, on the right what its own properties lead to. An arrow is a property. Nothing crosses, and
the same vocabulary gives the same picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from rdflib import URIRef
from rdflib.namespace import OWL, RDF, RDFS, Namespace
from rdflib.term import Node

from ontology.documentation.sources import IG, anchor, curie, said, sources

__all__ = ["neighbourhood"]

_SCHEMA = Namespace("https://schema.org/")
_ROW = 34  # user units, as all lengths here
_BOX, _MIDDLE, _ARROW = 176, 168, 170
_LETTERS = 24  # that a box holds


@dataclass(frozen=True, slots=True)
class _Arrow:
    """A property, and what stands at its other end."""

    label: str
    end: str
    link: str  # empty where the end is described elsewhere


def neighbourhood(term: Node, own: Iterable[Node], reached: Iterable[Node]) -> str:
    """The picture of a class, as an SVG element; empty if nothing leads to it or from it.

    Parameters
    ----------
    term
        The class.
    own
        Properties that are said of it.
    reached
        Properties of which it is a value.

    """
    graph = sources().vocabulary
    things = [each for each in own if (each, RDF.type, OWL.ObjectProperty) in graph]
    right = [
        arrow for each in things for arrow in _arrows(each, _ends(each, RDFS.range, _SCHEMA.rangeIncludes))
    ]
    left = [
        arrow for each in reached for arrow in _arrows(each, _ends(each, RDFS.domain, _SCHEMA.domainIncludes))
    ]
    if not left and not right:
        return ""
    name = anchor(str(term))
    label = said(graph, term, RDFS.label)
    described = f"{label}: " + "; ".join(
        [f"{arrow.end} {arrow.label} {name}" for arrow in left]
        + [f"{name} {arrow.label} {arrow.end}" for arrow in right]
    )
    height = _ROW * max(len(left), len(right)) + 8
    middle = _BOX + _ARROW
    start = 0 if left else middle
    width = (middle + _MIDDLE + _ARROW + _BOX if right else middle + _MIDDLE) - start
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" width="{width + 2}" height="{height}" '
        f'viewBox="{start - 1} 0 {width + 2} {height}" role="group" aria-label={quoteattr(described)}>',
        _box(middle, 4, _MIDDLE, height - 8, name, "", "own"),
        *_column(left, 0, _BOX, height),
        *_column(right, middle + _MIDDLE + _ARROW, middle + _MIDDLE, height),
        "</svg>",
    ]
    return "\n".join(parts)


def _ends(term: Node, *predicates: URIRef) -> list[Node]:
    return sorted(
        {end for predicate in predicates for end in sources().vocabulary.objects(term, predicate)}, key=str
    )


def _arrows(term: Node, ends: Sequence[Node]) -> list[_Arrow]:
    """An arrow to each end; one to all of them where they are more than two, to keep pictures small."""
    label = anchor(str(term))
    if len(ends) > 2:
        names = [curie(str(end)).removeprefix("ig:") for end in ends]
        return [_Arrow(label, f"{names[0]} and {len(names) - 1} others", f"#{label}")]
    return [
        _Arrow(
            label,
            curie(str(end)).removeprefix("ig:"),
            f"#{anchor(str(end))}" if str(end).startswith(IG) else "",
        )
        for end in ends
    ]


def _column(arrows: Sequence[_Arrow], box: int, start: int, height: int) -> list[str]:
    """Boxes below one another, centred, each with its arrow to or from the middle."""
    top = (height - _ROW * len(arrows)) / 2
    parts = []
    for n, arrow in enumerate(arrows):
        y = top + n * _ROW + 4
        line, centre = y + 16, start + _ARROW / 2 - 4
        parts += [
            _box(box, y, _BOX, _ROW - 8, arrow.end, arrow.link, "other"),
            f'<path class="arrow" d="M{start} {line:g} h{_ARROW - 7}"/>',
            f'<path class="tip" d="M{start + _ARROW} {line:g} l-8 -4 v8 z"/>',
            f'<text class="said" x="{centre:g}" y="{line - 4:g}">{escape(arrow.label)}</text>',
        ]
    return parts


def _box(x: int, y: float, width: int, height: float, name: str, link: str, kind: str) -> str:
    shown = name if len(name) <= _LETTERS else name[: _LETTERS - 1] + "…"
    drawn = (
        f'<rect class="{kind}" x="{x}" y="{y:g}" width="{width}" height="{height:g}" rx="3"/>'
        f'<text class="name" x="{x + width / 2:g}" y="{y + height / 2 + 4.5:g}">{escape(shown)}</text>'
    )
    return f"<a href={quoteattr(link)}>{drawn}</a>" if link else drawn
