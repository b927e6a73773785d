"""One authority on one theme: what inspectors said, sentence by sentence, and what they told it to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby

from pyoxigraph import NamedNode

from loader.authorities import Entry, by_code
from loader.iris import resource_iri
from loader.store import Reader
from loader.vocabulary import CONCEPT_BASE
from ontology.terms import DCTERMS, IG
from queries.scope import asked as rows_of
from queries.tables import Cell, Table
from queries.web.actions import Action, action, day_of
from queries.web.answers import Answer, Asked, Route
from queries.web.described import together
from queries.web.pages.listed import Listed, beside, data_routes
from queries.web.pages.missing import not_found
from queries.web.problems import Refused
from queries.web.rendering import page
from queries.web.standing import fragment
from queries.web.things import first, label_of, said_of

__all__ = ["DATA", "ROUTES"]

_Values = Mapping[str, tuple[str, ...]]

_COLUMNS = (
    *("kind", "text", "polarity", "uncertain", "section", "paragraph", "timescale", "due", "state"),
    *("start", "report", "iri"),
)
_POLARITIES = ("weakness", "mixed", "strength", "neutral")


@dataclass(frozen=True, slots=True)
class _Finding:
    """A finding as it is listed."""

    iri: str
    report: str
    start: str
    order: int
    text: str
    polarity: str
    uncertain: bool
    section: str
    paragraph: str
    anchor: str  # of its words on the page of the report


@dataclass(frozen=True, slots=True)
class _Told:
    """What is listed of an authority on a theme."""

    entry: Entry
    theme: str
    findings: tuple[_Finding, ...]
    actions: tuple[Action, ...]
    kinds: Mapping[str, str]  # of inspections, by report
    reports: Mapping[str, str]  # by what they say


def _authority_theme(reader: Reader, asked: Asked) -> Answer:
    told = _told(reader, asked)
    if told is None:
        return not_found(reader, asked)
    context = {
        "actions": told.actions,
        "data": beside(asked, asked.path),
        "entry": told.entry,
        "groups": [
            (polarity, _by_report([one for one in told.findings if one.polarity == polarity]))
            for polarity in _POLARITIES
        ],
        "kinds": told.kinds,
        "name": told.entry.name,
        "theme": (told.theme, label_of(reader, told.theme)),
        "total": len(told.findings),
    }
    return page(reader, asked, "authority_theme.html", context)


def _told(reader: Reader, asked: Asked) -> _Told | None:
    """What the page shows; None of an authority or a theme that there is not."""
    code, slug = asked.parts["code"], asked.parts["theme"]
    entry = by_code().get(code)
    theme = f"{CONCEPT_BASE}themes/{slug}"
    if entry is None or not slug.replace("-", "").isalnum() or not said_of(reader, theme):
        return None
    authority = resource_iri("authority", code).value
    rows = rows_of(reader, "web/pages/authority_theme", authority=authority, theme=theme)
    said = {row["said"]: said_of(reader, row["said"]) for row in rows}
    inspections = list(rows_of(reader, "web/pages/authority_inspections", authority=authority))
    latest = max((row["start"] for row in inspections), default="")
    findings = _findings(reader, said)
    actions = [action(reader, iri, latest, told) for iri, told in said.items() if IG.actionKind.value in told]
    actions.sort(key=lambda one: one.n)
    actions.sort(key=lambda one: one.start, reverse=True)
    return _Told(
        entry,
        theme,
        tuple(findings),
        tuple(actions),
        kinds={row["report"]: row["kind"] for row in inspections},
        reports={iri: first(its, IG.inReport) for iri, its in said.items()},
    )


def _listed(reader: Reader, asked: Asked) -> Listed:
    told = _told(reader, asked)
    if told is None:
        raise Refused(404, "There is no such authority or theme.")
    rows = [*map(_of_finding, told.findings)]
    rows += [_of_action(one, told.reports[one.iri]) for one in told.actions]
    things = [*(one.iri for one in told.findings), *(one.iri for one in told.actions)]
    return Listed(Table(_COLUMNS, tuple(rows)), partial(together, reader, things))


def _of_finding(one: _Finding) -> tuple[Cell, ...]:
    uncertain = "true" if one.uncertain else "false"
    said = (one.text, one.polarity, uncertain, one.section or None, one.paragraph or None)
    return ("finding", *said, None, None, None, one.start or None, NamedNode(one.report), NamedNode(one.iri))


def _of_action(one: Action, report: str) -> tuple[Cell, ...]:
    said = (one.timescale or None, one.due or None, one.state)
    return (
        "action",
        one.text,
        None,
        None,
        None,
        None,
        *said,
        one.start or None,
        NamedNode(report),
        NamedNode(one.iri),
    )


def _findings(reader: Reader, said: Mapping[str, _Values]) -> list[_Finding]:
    """The findings, the latest report first and then in its order."""
    told = cache(partial(said_of, reader))  # many stand in one paragraph
    found = [_finding(told, iri, its) for iri, its in said.items() if IG.polarity.value in its]
    found.sort(key=lambda one: one.order)
    found.sort(key=lambda one: (one.start, one.report), reverse=True)
    return found


def _finding(told: Callable[[str], _Values], iri: str, said: _Values) -> _Finding:
    return _Finding(
        iri=iri,
        report=first(said, IG.inReport),
        start=day_of(iri),
        order=int(first(said, IG.order) or 0),
        text=first(said, IG.text),
        polarity=first(said, IG.polarity).rpartition("/")[2],
        uncertain=first(said, IG.uncertain) == "true",
        section=first(told(first(said, IG.inSection)), DCTERMS.title),
        paragraph=first(told(first(said, IG.block)), IG.blockId),
        anchor=fragment(first(said, IG.evidence)),
    )


def _by_report(findings: list[_Finding]) -> list[list[_Finding]]:
    return [list(those) for _, those in groupby(findings, key=lambda one: one.report)]


DATA = data_routes("/authority/{code}/theme/{theme}", _listed)
ROUTES = (Route("/authority/{code}/theme/{theme}", _authority_theme),)
