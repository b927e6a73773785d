"""One authority on one theme: what inspectors said, sentence by sentence, and what they told it to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby

from loader.authorities import by_code
from loader.iris import resource_iri
from loader.store import Reader
from loader.vocabulary import CONCEPT_BASE
from ontology.terms import DCTERMS, IG
from queries.scope import asked as rows_of
from queries.web.actions import action, day_of
from queries.web.answers import Answer, Asked, Route
from queries.web.pages.missing import not_found
from queries.web.rendering import page
from queries.web.standing import fragment
from queries.web.things import first, label_of, said_of

__all__ = ["ROUTES"]

_Values = Mapping[str, tuple[str, ...]]

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


def _authority_theme(reader: Reader, asked: Asked) -> Answer:
    code, slug = asked.parts["code"], asked.parts["theme"]
    entry = by_code().get(code)
    theme = f"{CONCEPT_BASE}themes/{slug}"
    if entry is None or not slug.replace("-", "").isalnum() or not said_of(reader, theme):
        return not_found(reader, asked)
    authority = resource_iri("authority", code).value
    rows = rows_of(reader, "web/pages/authority_theme", authority=authority, theme=theme)
    said = {row["said"]: said_of(reader, row["said"]) for row in rows}
    inspections = list(rows_of(reader, "web/pages/authority_inspections", authority=authority))
    latest = max((row["start"] for row in inspections), default="")
    findings = _findings(reader, said)
    actions = [action(reader, iri, latest, told) for iri, told in said.items() if IG.actionKind.value in told]
    actions.sort(key=lambda one: one.n)
    actions.sort(key=lambda one: one.start, reverse=True)
    context = {
        "actions": actions,
        "entry": entry,
        "groups": [
            (polarity, _by_report([one for one in findings if one.polarity == polarity]))
            for polarity in _POLARITIES
        ],
        "kinds": {row["report"]: row["kind"] for row in inspections},
        "name": entry.name,
        "theme": (theme, label_of(reader, theme)),
        "total": len(findings),
    }
    return page(reader, asked, "authority_theme.html", context)


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


ROUTES = (Route("/authority/{code}/theme/{theme}", _authority_theme),)
