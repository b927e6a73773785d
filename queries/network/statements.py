"""What reports say of things: findings and required actions, each with all that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from loader.iris import AREA_GRAPHS
from loader.store import Reader
from ontology.terms import IG, PROV, RDF
from queries.network.projection import Edge
from queries.scope import Held, asked

__all__ = ["Statement", "naming", "part_edges", "statement", "statements_about", "statements_in"]

_NAMING = (IG.about, IG.addressedTo)
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
    return tuple(statement(reader, iri, things) for iri, things in naming(reader, [thing]).items())


def naming(reader: Reader, things: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The IRIs of the statements that name any of some things, sorted, each with all that it names.

    Nothing else is read of them: of many statements few are asked for their words.
    """
    found = {one for thing in things for predicate in _NAMING for one in _pointing(reader, predicate, thing)}
    return {
        one: tuple(sorted({it for predicate in _NAMING for it in _values(reader, one, predicate)}))
        for one in sorted(found)
    }


def statement(reader: Reader, iri: str, things: tuple[str, ...]) -> Statement:
    """A statement with its words, read directly from the store.

    Parameters
    ----------
    reader
        An open store.
    iri
        Of a finding or required action.
    things
        What it names.

    """
    quote, report = _value(reader, iri, IG.text), _value(reader, iri, IG.inReport)
    begins = (
        _value(reader, block, IG.blockId)
        for evidence in _values(reader, iri, IG.evidence)
        if quote.startswith(_value(reader, evidence, IG.quote))
        for block in _values(reader, evidence, IG.block)
    )
    return Statement(
        iri,
        _sort(_values(reader, iri, RDF.type)),
        quote,
        min(begins, default=""),
        report,
        _value(reader, _value(reader, report, PROV.wasGeneratedBy), IG.startDate),
        things,
    )


def _values(reader: Reader, iri: str, predicate: NamedNode) -> list[str]:
    quads = reader.store.quads_for_pattern(NamedNode(iri), predicate, None, None)
    return [str(getattr(quad.object, "value", quad.object)) for quad in quads]


def _value(reader: Reader, iri: str, predicate: NamedNode) -> str:
    return min(_values(reader, iri, predicate), default="")


def _pointing(reader: Reader, predicate: NamedNode, iri: str) -> list[str]:
    quads = reader.store.quads_for_pattern(None, predicate, NamedNode(iri), None)
    return [str(getattr(quad.subject, "value", quad.subject)) for quad in quads]


def _sort(classes: Iterable[str]) -> str:
    return "finding" if IG.Finding.value in classes else "required action"


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
        _sort([first["sort"]]),
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
