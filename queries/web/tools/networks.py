"""Networks: what is named with a body, the bodies of a council, and what was found of it by theme.

Nodes and edges stand in tables, each edge with sentences that say so; where there is Cytoscape.js, a script
draws them from the same data, ``….json``, which Cytoscape reads too.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from loader.iris import RESOURCES
from loader.store import Reader
from queries.errors import QueryError
from queries.export.cytoscape import write_cytoscape
from queries.export.graphml import write_graphml
from queries.network import authority_themes, ego, together
from queries.network.projection import JOINT, Edge, Network, Node, edges_of, nodes_of
from queries.scope import Scope
from queries.web.answers import Answer, Asked, Route
from queries.web.libraries import present
from queries.web.problems import Refused
from queries.web.rendering import page
from queries.web.things import is_held, label_of

__all__ = ["ROUTES", "Row"]

_MOST = 60  # nodes that are shown: more are no picture
_SHOWN_EDGES = 100
_AUTHORITY = "authority/"

_Make = Callable[[Reader, str], Network]
#: What can be shown around a thing, by name: what it is called, and how it is made. The first comes unasked.
_AROUND: Mapping[str, tuple[str, _Make]] = {
    "ego": ("What is named with it", ego),
}
_OF_AUTHORITY: Mapping[str, tuple[str, _Make]] = {
    "together": ("Bodies named together", lambda reader, iri: together(reader, Scope(authority=iri))),
    "themes": (
        "What was found, by theme",
        lambda reader, iri: authority_themes(reader, Scope(authority=iri)),
    ),
    **_AROUND,
}
_FORMS: Mapping[str, tuple[str, Callable[[Network, io.BytesIO], None]]] = {
    "json": ("application/json", write_cytoscape),
    "graphml": ("application/graphml+xml", write_graphml),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A node as a row: itself, how many others it is joined with, and the weight of all its edges."""

    node: Node
    neighbours: int
    weight: int


@dataclass(frozen=True, slots=True)
class _Link:
    """An edge as a row: its ends by label, and the sentences with where they stand."""

    edge: Edge
    source: str
    target: str
    quotes: tuple[tuple[str, str, str], ...]  # quote, paragraph, report


def _network(reader: Reader, asked: Asked) -> Answer:
    path = asked.parts["path"]
    iri, shows = _thing(reader, path)
    name = _chosen(asked, shows)
    said: dict[str, Any] = {"path": path, "label": label_of(reader, iri), "name": name}
    said |= {"shows": {key: title for key, (title, _) in shows.items()}, "library": present("cytoscape")}
    try:
        whole = shows[name][1](reader, iri)
    except QueryError as error:
        return page(reader, asked, "network.html", said | {"problem": str(error), "rows": ()}, 404)
    rows, links = _rows(_lessened(whole, iri))
    said |= {
        "problem": "",
        "rows": rows,
        "links": links[:_SHOWN_EDGES],
        "edges": len(links),
        "nodes": len(whole),
    }
    return page(reader, asked, "network.html", said)


def _file(reader: Reader, asked: Asked) -> Answer:
    """The network as a file: all of it, or with ``shown=1`` what the page shows."""
    iri, shows = _thing(reader, asked.parts["path"])
    form = asked.parts["form"]
    if form not in _FORMS:
        raise Refused(404, f"A network can't be written as {form!r}: there are {', '.join(_FORMS)}.")
    try:
        network = shows[_chosen(asked, shows)][1](reader, iri)
    except QueryError as error:
        raise Refused(404, str(error)) from error
    media_type, write = _FORMS[form]
    output = io.BytesIO()
    write(_lessened(network, iri) if asked.first("shown") else network, output)
    return Answer(output.getvalue(), media_type)


def _thing(reader: Reader, path: str) -> tuple[str, Mapping[str, tuple[str, _Make]]]:
    iri = f"{RESOURCES}{path}"
    try:
        held = is_held(reader, iri)
    except ValueError:  # no IRI has such characters
        held = False
    if not held:
        raise Refused(
            404, f"Nothing here is called {path[:200]}: the search finds bodies and authorities by name."
        )
    return iri, _OF_AUTHORITY if path.startswith(_AUTHORITY) else _AROUND


def _chosen(asked: Asked, shows: Mapping[str, object]) -> str:
    name = asked.first("show") or next(iter(shows))
    if name not in shows:
        raise Refused(404, f"There is no network {name[:80]!r} of this: there are {', '.join(shows)}.")
    return name


def _lessened(network: Network, middle: str) -> Network:
    """The nodes that are joined most, with the middle, and the edges between them."""
    ranked = sorted(network, key=lambda iri: (iri != middle, -len(network[iri]), -_weight(network, iri), iri))
    kept = network.subgraph(ranked[:_MOST]).copy()
    kept.graph.update(network.graph)
    return kept


def _weight(network: Network, iri: str) -> int:
    return int(network.degree(iri, weight="weight"))


def _rows(network: Network) -> tuple[tuple[Row, ...], tuple[_Link, ...]]:
    rows = [Row(node, len(network[node.iri]), _weight(network, node.iri)) for node in nodes_of(network)]
    rows.sort(key=lambda row: (-row.neighbours, -row.weight, row.node.label, row.node.iri))
    labels = {row.node.iri: row.node.label for row in rows}
    edges = sorted(edges_of(network), key=lambda edge: (-edge.weight, edge.source, edge.target, edge.type))
    links = (_Link(edge, labels[edge.source], labels[edge.target], _quotes(edge)) for edge in edges)
    return tuple(rows), tuple(links)


def _quotes(edge: Edge) -> tuple[tuple[str, str, str], ...]:
    said = (text.split(JOINT) for text in (edge.quotes, edge.paragraphs, edge.reports))
    return tuple(zip(*said, strict=False)) if edge.quotes else ()


ROUTES = (
    Route("/network/{path:path}.{form}", _file),
    Route("/network/{path:path}", _network),
)
