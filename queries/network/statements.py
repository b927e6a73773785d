"""What reports say of things: findings and required actions, each with all that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from loader.iris import AREA_GRAPHS
from loader.store import Reader
from ontology.terms import IG
from queries.network.projection import Edge
from queries.scope import Held, asked

__all__ = ["Statement", "part_edges", "statements_about", "statements_in"]

_RELATIONS = {"unitOf": "is part of", "postIn": "is a post in"}


@dataclass(frozen=True, slots=True)
class Statement:
    """A finding or required action that names something.

    Attributes
    ----------
    iri
        Its address.
    type
        ``finding`` or ``required action``.
    quote
        Its words, as printed.
    paragraph
        Where they begin.
    report
        The IRI of the report.
    date
        When the inspection began, as ``2013-01-07``; empty where that is not known.
    things
        IRIs of what it names or is addressed to, sorted.

    """

    iri: str
    type: str
    quote: str
    paragraph: str
    report: str
    date: str
    things: tuple[str, ...]


def statements_in(reader: Reader, reports: Iterable[Held], theme: str = "") -> Iterator[Statement]:
    """The statements of some reports, on one theme if its IRI is given; a report is read at a time."""
    chosen = {"theme": theme} if theme else {}
    for held in reports:
        rows = asked(reader, "network/statements", graph=held.graph, **chosen)
        yield from _statements({**row, "report": held.report, "start": held.start} for row in rows)


def statements_about(reader: Reader, thing: str) -> tuple[Statement, ...]:
    """The statements that name a thing, read directly from the store."""
    return _statements(asked(reader, "network/around", thing=thing))


def _statements(rows: Iterable[dict[str, str]]) -> tuple[Statement, ...]:
    """A statement for all its rows: one for each thing, and each place where its words begin."""
    named: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        named.setdefault(row["statement"], []).append(row)
    return tuple(_statement(iri, named[iri]) for iri in sorted(named))


def _statement(iri: str, rows: list[dict[str, str]]) -> Statement:
    first = min(rows, key=lambda row: row["paragraph"])
    return Statement(
        iri,
        "finding" if first["sort"] == IG.Finding.value else "required action",
        first["quote"],
        first["paragraph"],
        first["report"],
        first["start"],
        tuple(sorted({row["thing"] for row in rows})),
    )


def part_edges(reader: Reader, code: str) -> tuple[Edge, ...]:
    """What is part of what in an area, and which posts are held where.

    Parameters
    ----------
    reader
        An open store.
    code
        Of the area's council, as ``RCH``.

    """
    graph = AREA_GRAPHS + code
    if graph not in reader.manifest.graphs:
        return ()
    return tuple(
        Edge(
            row["part"],
            row["whole"],
            row["relation"].rpartition("#")[2],
            _RELATIONS[row["relation"].rpartition("#")[2]],
            quotes=row["quote"],
            paragraphs=row["paragraph"],
            reports=row["report"],
            first=row["start"],
            last=row["start"],
        )
        for row in asked(reader, "network/parts", graph=graph)
    )
