"""A body, post, programme or instrument: what it is, its names, and all that is said about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import NamedNode

from loader.authorities import register
from loader.iris import GEOGRAPHY, REPORTS
from loader.store import Reader
from ontology.terms import IG, ORG, RDF, SCHEMA, SKOS
from queries.scope import asked as rows_of
from queries.web.actions import day_of
from queries.web.addresses import HOME, iri_of
from queries.web.answers import Answer, Asked, Route
from queries.web.pages.missing import not_found
from queries.web.pages.paging import Page, paged
from queries.web.passages import permalink
from queries.web.rendering import page
from queries.web.standing import Standing, report_of, standing
from queries.web.things import first, label_of, labels_of, pointing, said_of, text_of

__all__ = ["ROUTES"]

_PER_PAGE = 40


@dataclass(frozen=True, slots=True)
class _Said:
    """A finding or an action about a thing."""

    iri: str
    report: str
    order: int
    is_addressed: bool  # whether it is told to take the action


def _thing(reader: Reader, asked: Asked) -> Answer:
    iri = iri_of(asked.path)
    said = said_of(reader, iri)
    name = first(said, SKOS.prefLabel)
    if not name:
        return not_found(reader, asked)
    statements = _statements(reader, iri)
    statements.sort(key=lambda one: one.order)
    statements.sort(key=lambda one: (day_of(one.iri), one.report), reverse=True)
    shown = paged(asked, statements, _PER_PAGE)
    context = {
        "beside": list(rows_of(reader, "web/pages/thing_beside", thing=iri)),
        "changes": _changes(reader, said),
        "council": _council(said),
        "events": list(rows_of(reader, "web/pages/thing_events", thing=iri)),
        "groups": _by_report(reader, shown),
        "iri": iri,
        "kind": label_of(reader, first(said, ORG.classification) or _class(said)),
        "name": name,
        "names": [
            row | {"place": _place(reader, row["mention"])}
            for row in rows_of(reader, "web/pages/thing_names", thing=iri)
        ],
        "other_names": sorted({*said.get(SKOS.altLabel.value, ()), *said.get(IG.acronym.value, ())}),
        "page": shown,
        "parts": labels_of(reader, _within(reader, iri)),
        "within": labels_of(reader, (*said.get(ORG.unitOf.value, ()), *said.get(ORG.postIn.value, ()))),
    }
    return page(reader, asked, "thing.html", context)


def _statements(reader: Reader, iri: str) -> list[_Said]:
    """What names a thing or is addressed to it, each once: a query would join it with all of all reports."""
    told = set(pointing(reader, IG.addressedTo, iri))
    named = set(pointing(reader, IG.about, iri))
    return [_Said(one, report_of(one), _order(reader, one), one in told) for one in sorted(told | named)]


def _order(reader: Reader, iri: str) -> int:
    quads = reader.store.quads_for_pattern(NamedNode(iri), IG.order, None, None)
    return next((int(text_of(quad.object)) for quad in quads), 0)


def _by_report(reader: Reader, shown: Page[_Said]) -> list[tuple[Standing, list[dict[str, object]]]]:
    """The statements of a page under the reports that they stand in."""
    return [
        (it, [_entry(reader, one) for one in those])
        for report, those in groupby(shown.items, key=lambda one: one.report)
        if (it := standing(reader, report.removeprefix(REPORTS)))
    ]


def _entry(reader: Reader, one: _Said) -> dict[str, object]:
    said = said_of(reader, one.iri)
    evidence = said.get(IG.evidence.value, ())
    return {
        "iri": one.iri,
        "is_addressed": one.is_addressed,
        "polarity": first(said, IG.polarity).rpartition("/")[2],
        "place": permalink(reader, evidence[0]) if evidence else "",
        "text": first(said, IG.text),
        "uncertain": first(said, IG.uncertain) == "true",
    }


def _place(reader: Reader, mention: str) -> str:
    """Where a report has a name for the first time, as a path."""
    evidence = said_of(reader, mention).get(IG.evidence.value, ())
    return permalink(reader, evidence[0]) if evidence else ""


def _changes(reader: Reader, said: Mapping[str, tuple[str, ...]]) -> list[dict[str, object]]:
    """What it came after and what came after it."""
    events = (*said.get(ORG.resultedFrom.value, ()), *said.get(ORG.changedBy.value, ()))
    return [
        {
            "after": labels_of(reader, event.get(ORG.resultingOrganization.value, ())),
            "basis": first(event, IG.basis),
            "before": labels_of(reader, event.get(ORG.originalOrganization.value, ())),
            "days": [d for d in (first(event, p) for p in (IG.date, IG.earliestDate, IG.latestDate)) if d],
        }
        for event in (said_of(reader, iri) for iri in events)
    ]


def _within(reader: Reader, iri: str) -> list[str]:
    """The units and posts within it."""
    return [*pointing(reader, ORG.unitOf, iri), *pointing(reader, ORG.postIn, iri)]


def _class(said: Mapping[str, tuple[str, ...]]) -> str:
    """What a thing without a kind is: the class of ours that it has."""
    return next(iri for iri in said[RDF.type.value] if iri.startswith(HOME))


def _council(said: Mapping[str, tuple[str, ...]]) -> tuple[str, str] | None:
    """The council whose area it serves, as path and name; none if it serves several."""
    areas = said.get(SCHEMA.areaServed.value, ())
    for entry in register() if len(areas) == 1 else ():
        if areas[0] == GEOGRAPHY + entry.gss_code:
            return f"/authority/{entry.code}", entry.name
    return None


ROUTES = tuple(
    Route(pattern, _thing)
    for pattern in (
        "/body/{area}/{name}",
        "/post/{area}/{name}",
        "/programme/{area}/{name}",
        "/instrument/{area}/{name}",
        "/inspectorate/{name}",
        "/police-force/{name}",
        "/nhs-body/{name}",
    )
)
