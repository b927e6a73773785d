"""What the graph says of one thing, as RDF or a table: its own statements, and those that point at it.

A thing that half the graph points at, as a theme, is described a page at a time: the first page has its own
statements. A named graph, and the vocabulary, are described by all that they hold.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from loader.cells import harmless
from loader.iris import GRAPHS, graph
from loader.store import Reader
from ontology.terms import IG
from queries.ask import PREFIXES
from queries.export.jsonld import context, node_objects
from queries.web.things import text_of

__all__ = ["WRITERS", "Description", "description", "incoming", "together"]

_POINTING = 1_000  # statements of a page that point at a thing
_HELD = 50_000  # of a page of a graph
_THINGS = 200  # of a list, of which a page tells
_LAST = 400  # pages
_VOCABULARY = IG.label.value.partition("#")[0]


@dataclass(frozen=True, slots=True)
class Description:
    """A page of what is said, in the order of its statements."""

    quads: tuple[Quad, ...]
    more: bool  # whether another page follows


def description(reader: Reader, iri: str, number: int = 1) -> Description:
    """What is said of a thing, or by a graph.

    Parameters
    ----------
    reader
        An open store.
    iri
        Of the thing.
    number
        Of the page, from 1.

    """
    whole = graph("ontology").value if iri == _VOCABULARY else iri
    number = min(max(number, 1), _LAST)
    if whole.startswith(GRAPHS):
        quads = reader.store.quads_for_pattern(None, None, None, NamedNode(whole))
        return _page((), quads, number, _HELD)
    own = reader.store.quads_for_pattern(NamedNode(iri), None, None, None) if number == 1 else ()
    return _page(own, incoming(reader, iri), number, _POINTING)


def incoming(reader: Reader, iri: str, predicate: str = "") -> Iterator[Quad]:
    """The statements that point at a thing, in an order that is the same whenever this dataset is asked."""
    by = NamedNode(predicate) if predicate else None
    return iter(reader.store.quads_for_pattern(None, by, NamedNode(iri), None))


def together(reader: Reader, iris: Sequence[str], number: int = 1) -> Description:
    """What is said of several things of the graph, some of the things on each page, from 1."""
    start = (min(max(number, 1), _LAST) - 1) * _THINGS
    quads = {
        quad
        for iri in iris[start : start + _THINGS]
        for quad in reader.store.quads_for_pattern(NamedNode(iri), None, None, None)
    }
    return Description(tuple(sorted(quads, key=_order)), more=len(iris) > start + _THINGS and number < _LAST)


def _page(own: Iterable[Quad], others: Iterable[Quad], number: int, size: int) -> Description:
    some = list(islice(others, (number - 1) * size, number * size + 1))
    return Description(
        tuple(sorted({*own, *some[:size]}, key=_order)), more=len(some) > size and number < _LAST
    )


def _order(quad: Quad) -> tuple[str, str, str, str]:
    return text_of(quad.graph_name), text_of(quad.subject), quad.predicate.value, str(quad.object)


# How to write it


def _turtle(quads: Iterable[Quad], source: str) -> bytes:
    """Without the names of the graphs: Turtle has none."""
    triples = [Triple(quad.subject, quad.predicate, quad.object) for quad in quads]
    written = serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(PREFIXES))
    assert written is not None
    return f"# {source}\n".encode() + written


def _jsonld(quads: Iterable[Quad], source: str) -> bytes:
    """A named graph is an object with its nodes."""
    said = {
        "@context": context(),
        "@graph": [
            {"id": name, "@graph": node_objects(those)}
            for name, those in groupby(quads, key=lambda quad: text_of(quad.graph_name))
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"


def _csv(quads: Iterable[Quad], source: str) -> bytes:
    """A row a statement. A cell that a spreadsheet would run gets a leading apostrophe."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(("subject", "property", "value", "type", "language", "graph"))
    for quad in quads:
        value = quad.object
        kind = value.datatype.value if isinstance(value, Literal) else "IRI"
        language = value.language or "" if isinstance(value, Literal) else ""
        shown = harmless(value.value) if isinstance(value, Literal) else text_of(value)
        subject, graph_name = text_of(quad.subject), text_of(quad.graph_name)
        writer.writerow((subject, quad.predicate.value, shown, kind, language, graph_name))
    return text.getvalue().encode()


#: How to write quads that stand in order, by the ending of the address; the text says where they come from.
WRITERS: Mapping[str, Callable[[Iterable[Quad], str], bytes]] = {
    "ttl": _turtle,
    "json": _jsonld,
    "csv": _csv,
}
