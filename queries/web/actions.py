"""What an authority was told to do, and what is known of it since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from loader.store import Reader
from ontology.terms import IG, RDF
from queries.scope import asked as rows_of
from queries.web.things import first, pointing, said_of, text_of

__all__ = ["Action", "action", "actions_in", "day_of", "latest_inspection"]


@dataclass(frozen=True, slots=True)
class Action:
    """A required action as lists show it. What a report does not print is an empty text."""

    iri: str
    start: str  # first day of its inspection
    n: int  # its place in the lists of the report
    text: str
    timescale: str  # as printed
    due: str  # a day
    before: str  # day of the first inspection that had asked for the same
    again: str  # and of the latest that asked again
    state: str  # again, due, silent or open


def latest_inspection(reader: Reader, authority: str) -> str:
    """First day of the latest inspection of an authority that is held; empty if there is none."""
    if not authority:
        return ""
    inspections = rows_of(reader, "web/pages/authority_inspections", authority=authority)
    return max((row["start"] for row in inspections), default="")


def actions_in(reader: Reader, graph: str) -> list[str]:
    """The required actions of the graph of a report."""
    quads = reader.store.quads_for_pattern(None, RDF.type, IG.RequiredAction, NamedNode(graph))
    return sorted(text_of(quad.subject) for quad in quads)


def action(
    reader: Reader, iri: str, latest: str, said: Mapping[str, tuple[str, ...]] | None = None
) -> Action:
    """An action with its state.

    Parameters
    ----------
    reader
        An open store.
    iri
        Of the action.
    latest
        First day of the latest inspection of the same authority that is held.
    said
        What ``said_of`` has of it, where that is at hand.

    """
    said = said_of(reader, iri) if said is None else said
    again = max(map(day_of, pointing(reader, IG.asksAgain, iri)), default="")
    due, start = first(said, IG.dueDate), day_of(iri)
    return Action(
        iri=iri,
        start=start,
        n=int(first(said, IG.order) or 0),
        text=first(said, IG.text),
        timescale=first(said, IG.timescaleAsPrinted),
        due=due,
        before=min(map(day_of, said.get(IG.asksAgain.value, ())), default=""),
        again=again,
        state=_state(again, due, start, latest, reader.manifest.created[:10]),
    )


def _state(again: str, due: str, start: str, latest: str, today: str) -> str:
    """What is known of an action: the report that asked can't say whether it was taken, later ones can.

    Examples
    --------
    >>> _state("2019-07-15", "", "2015-09-14", "2023-07-17", "2026-01-31")
    'again'
    >>> _state("", "2026-03-01", "2025-11-01", "2025-11-01", "2026-01-31")
    'due'
    >>> _state("", "", "2015-09-14", "2023-07-17", "2026-01-31")
    'silent'
    >>> _state("", "", "2023-07-17", "2023-07-17", "2026-01-31")
    'open'

    """
    if again:
        return "again"
    if due and due >= today:
        return "due"
    return "silent" if latest > start else "open"


def day_of(iri: str) -> str:
    """The day in the IRI of a report or a part of it: that of its inspection, empty where none is printed.

    >>> day_of("https://w3id.org/inspection-graph/id/report/MDW/2013-01-07/protection-2012/action/1")
    '2013-01-07'
    >>> day_of("https://w3id.org/inspection-graph/id/report/MDW/undated-0123abcd/other/action/1")
    ''
    """
    day = iri.partition("/id/report/")[2].split("/")[1]
    return day if day[:1].isdigit() else ""
