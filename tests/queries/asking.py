"""Stores to ask, and answers as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from loader.store import read, write
from queries.ask import Query, named, run

GRAPH = NamedNode("https://example.org/graph/a")
SAYS = NamedNode("https://example.org/says")

Row = dict[str, str]


def rows(store: Path, query: Query | str, **parameters: str) -> list[Row]:
    """The rows of an answer, each value as text and unbound ones left out."""
    asked = named(query) if isinstance(query, str) else query
    with read(store) as reader:
        answer = run(reader, asked, parameters)
        return [
            {
                name: str(getattr(term, "value", term))
                for name, term in zip(answer.columns, row, strict=True)
                if term is not None
            }
            for row in answer.rows()
        ]


def pairs(found: Iterable[Row], *columns: str) -> list[tuple[str, ...]]:
    """Some columns of rows, empty where unbound."""
    return [tuple(row.get(column, "") for column in columns) for row in found]


def small_store(path: Path, *texts: str) -> Path:
    """A store of one graph in which thing ``n`` says the nth text."""
    quads = [
        Quad(NamedNode(f"https://example.org/{n:03}"), SAYS, Literal(text), GRAPH)
        for n, text in enumerate(texts)
    ]
    with write(path, command="a test") as writer:
        writer.replace_graph(GRAPH.value, quads)
        writer.commit()
    return path
