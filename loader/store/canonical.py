"""The one byte form of a graph: sorted N-Triples, its literals as the database gives them back.

Oxigraph keeps numbers, dates and durations as values, not as written: ``0.90`` comes back as ``0.9``,
``P12M`` as ``P1Y``, ``@en-GB`` as ``@en-gb``. A digest over what was handed in would therefore not be
found again in what is stored, so every graph passes through a database in memory first, which also drops
repeated triples.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from loader.store.manifest import GraphRecord
from loader.store_errors import GraphRefused
from ontology.terms import RDF

__all__ = [
    "Patterns",
    "canonical_lines",
    "digest",
    "graph_lines",
    "lines_about",
    "lines_saying",
    "nquads",
    "pack",
    "quads_of",
    "sealed",
    "unpack",
]

Patterns = Collection[
    tuple[NamedNode, NamedNode | None]
]  # predicate and object of statements; None: any object


def canonical_lines(iri: str, quads: Iterable[Quad]) -> list[bytes]:
    r"""Sorted, distinct N-Triples lines of ``quads``, each ending in a line feed.

    Parameters
    ----------
    iri
        The graph that every quad must stand in.
    quads
        Quads of that graph in any order, without blank nodes and triple terms.

    Raises
    ------
    GraphRefused
        If the IRI is none, or a quad is of another graph or holds a blank node or a triple term.

    Examples
    --------
    >>> from pyoxigraph import Literal, NamedNode, Quad
    >>> g, s, p = (NamedNode(f"https://example.org/{name}") for name in "gsp")
    >>> canonical_lines(g.value, [Quad(s, p, Literal("b"), g), Quad(s, p, Literal("a"), g)])[0]
    b'<https://example.org/s> <https://example.org/p> "a" .\n'

    """
    try:
        graph = NamedNode(iri)
    except ValueError as error:
        raise GraphRefused(iri, f"not an IRI ({error})", "name graphs by absolute IRIs") from error
    scratch = Store()
    scratch.extend(_checked(quad, graph) for quad in quads)
    return graph_lines(scratch, iri)


def _checked(quad: Quad, graph: NamedNode) -> Quad:
    if quad.graph_name != graph:
        raise GraphRefused(
            graph.value, f"{quad} stands in another graph", "a triple stands in exactly one graph"
        )
    if not (isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal)):
        raise GraphRefused(graph.value, f"{quad} has a node without an IRI", "give every subject an IRI")
    return quad


def graph_lines(store: Store, iri: str) -> list[bytes]:
    """Sorted N-Triples lines of one graph as ``store`` holds it; empty if it has none."""
    dumped = store.dump(format=RdfFormat.N_TRIPLES, from_graph=NamedNode(iri)) or b""
    return sorted(dumped.splitlines(keepends=True))


def digest(lines: Iterable[bytes]) -> str:
    """SHA-256 of the lines in the order given, in hexadecimal."""
    return hashlib.sha256(b"".join(lines)).hexdigest()


def nquads(iri: str, lines: Iterable[bytes]) -> bytes:
    r"""The same lines as N-Quads of graph ``iri``.

    Examples
    --------
    >>> nquads("e:g", [b"<e:s> <e:p> <e:o> .\n"])
    b'<e:s> <e:p> <e:o> <e:g> .\n'

    """
    end = b"<" + iri.encode() + b"> .\n"
    return b"".join(line.removesuffix(b".\n") + end for line in lines)


def quads_of(iri: str, lines: Iterable[bytes]) -> Iterator[Quad]:
    """The quads that ``lines`` write, in graph ``iri``."""
    yield from parse(nquads(iri, lines), format=RdfFormat.N_QUADS)


def lines_saying(lines: Iterable[bytes], patterns: Patterns) -> Iterator[bytes]:
    r"""The lines that fit one of the patterns: several times faster than to make quads of them all.

    Examples
    --------
    >>> lines = [b"<e:s> <e:p> <e:o> .\n", b"<e:s> <e:q> <e:o> .\n", b"<e:s> <e:q> <e:z> .\n"]
    >>> list(lines_saying(lines, [(NamedNode("e:q"), NamedNode("e:z"))]))
    [b'<e:s> <e:q> <e:z> .\n']
    >>> len(list(lines_saying(lines, [(NamedNode("e:q"), None)])))
    2

    """
    wanted = {(str(p).encode(), None if o is None else str(o).encode() + b" .\n") for p, o in patterns}
    for line in lines:
        _, predicate, rest = line.split(b" ", 2)
        if (predicate, None) in wanted or (predicate, rest) in wanted:
            yield line


def sealed(lines: Sequence[bytes]) -> tuple[GraphRecord, bytes]:
    """What a graph of these lines is recorded as, and the lines packed."""
    return GraphRecord(len(lines), digest(lines)), pack(lines)


def lines_about(
    lines: Collection[bytes], class_: NamedNode, predicates: Collection[NamedNode]
) -> Iterator[bytes]:
    r"""The lines that say of a thing of some class one of some properties.

    Examples
    --------
    >>> a = b"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    >>> lines = [b"<e:s> " + a + b" <e:C> .\n", b"<e:s> <e:p> <e:o> .\n", b"<e:t> <e:p> <e:o> .\n"]
    >>> list(lines_about(lines, NamedNode("e:C"), [NamedNode("e:p")]))
    [b'<e:s> <e:p> <e:o> .\n']

    """
    end = f" {RDF.type} {class_} .\n".encode()
    things = {line.split(b" ", 1)[0] for line in lines if line.endswith(end)}
    wanted = {str(predicate).encode() for predicate in predicates}
    for line in lines:
        subject, predicate, _ = line.split(b" ", 2)
        if predicate in wanted and subject in things:
            yield line


def pack(lines: Iterable[bytes]) -> bytes:
    """The lines in a tenth of the memory: a load may hold those of hundreds of reports until it commits."""
    return zlib.compress(b"".join(lines), 1)


def unpack(packed: bytes) -> list[bytes]:
    """The lines again."""
    return zlib.decompress(packed).splitlines(keepends=True)
