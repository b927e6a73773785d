"""Small stores for the tests of the store."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from loader import store

BASE = "https://w3id.org/inspection-graph/"
SAYS = NamedNode(BASE + "ontology#text")
RUNS = BASE + "graph/runs"


def graph_iri(name: str) -> str:
    return f"{BASE}graph/report/{name}"


def some_quads(iri: str, size: int, word: str = "text") -> list[Quad]:
    name = iri.rsplit("/graph/", maxsplit=1)[-1]
    return [
        Quad(NamedNode(f"{BASE}id/{name}/block/{n}"), SAYS, Literal(f"{word} {n}"), NamedNode(iri))
        for n in range(size)
    ]


def fill(path: Path, *names: str, size: int = 5, word: str = "text") -> store.Generation:
    with store.write(path) as writer:
        for name in names:
            writer.replace_graph(graph_iri(name), some_quads(graph_iri(name), size, word))
        generation = writer.commit()
    assert generation is not None
    return generation


def numbers(path: Path) -> list[str]:
    return sorted(entry.name for entry in (path / "generations").iterdir())
