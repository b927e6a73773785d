"""One authority on one theme: what inspectors said, sentence by sentence, and what they told it to do."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from loader.authorities import register
from loader.iris import resource_iri
from loader.store import Reader
from loader.vocabulary import CONCEPT_BASE
from queries.scope import asked as rows_of
from queries.web.answers import Answer, Asked, Route
from queries.web.pages.authority import state_of
from queries.web.pages.missing import not_found
from queries.web.rendering import page
from queries.web.standing import fragment
from queries.web.things import label_of, said_of

__all__ = ["ROUTES"]

_POLARITIES = ("weakness", "mixed", "strength", "neutral")


def _authority_theme(reader: Reader, asked: Asked) -> Answer:
    code, slug = asked.parts["code"], asked.parts["theme"]
    entry = next((entry for entry in register() if entry.code == code), None)
    theme = f"{CONCEPT_BASE}themes/{slug}"
    if entry is None or not said_of(reader, theme):
        return not_found(reader, asked)
    authority = resource_iri("authority", code).value
    rows = [
        row | {"anchor": fragment(row["evidence"])}
        for row in rows_of(reader, "web/pages/authority_theme_findings", authority=authority, theme=theme)
    ]
    actions = list(rows_of(reader, "web/pages/authority_theme_actions", authority=authority, theme=theme))
    inspections = rows_of(reader, "web/pages/authority_inspections", authority=authority)
    latest = max((row["start"] for row in inspections), default="")
    for action in actions:
        action["state"] = state_of(action, latest, reader.manifest.created[:10])
    context = {
        "actions": actions,
        "entry": entry,
        "groups": [
            (polarity, _by_inspection([row for row in rows if row["polarity"].endswith(f"/{polarity}")]))
            for polarity in _POLARITIES
        ],
        "name": entry.name,
        "theme": (theme, label_of(reader, theme)),
        "total": len(rows),
    }
    return page(reader, asked, "authority_theme.html", context)


def _by_inspection(rows: list[dict[str, str]]) -> list[list[dict[str, str]]]:
    return [list(those) for _, those in groupby(rows, key=itemgetter("inspection"))]


ROUTES = (Route("/authority/{code}/theme/{theme}", _authority_theme),)
