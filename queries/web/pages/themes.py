"""The themes, and each of them authority by authority."""

from __future__ import annotations

from loader.store import Reader
from loader.vocabulary import CONCEPT_BASE
from ontology.terms import SKOS
from queries.scope import asked as rows_of
from queries.shares import LEAST
from queries.web.addresses import path_of
from queries.web.answers import Answer, Asked, Route
from queries.web.pages.authority import weakest_first
from queries.web.pages.missing import not_found
from queries.web.rendering import linked, page
from queries.web.things import first, said_of

__all__ = ["ROUTES"]


def _themes(reader: Reader, asked: Asked) -> Answer:
    rows = [
        {key: value or ("" if key == "definition" else "0") for key, value in row.items()}
        for row in rows_of(reader, "web/pages/themes")
    ]
    shown = [
        theme | {"place": linked(asked, path_of(str(theme["theme"])) or "#")} for theme in weakest_first(rows)
    ]
    return page(reader, asked, "themes.html", {"least": LEAST, "rows": shown})


def _theme(reader: Reader, asked: Asked) -> Answer:
    slug = asked.parts["slug"]
    iri = f"{CONCEPT_BASE}themes/{slug}"
    said = said_of(reader, iri)
    if not said:
        return not_found(reader, asked)
    context = {
        "definition": first(said, SKOS.definition),
        "iri": iri,
        "least": LEAST,
        "name": first(said, SKOS.prefLabel),
        "other_names": said.get(SKOS.altLabel.value, ()),
        "rows": [
            row | {"place": linked(asked, f"{path_of(str(row['authority']))}/theme/{slug}")}
            for row in weakest_first(rows_of(reader, "web/pages/theme", theme=iri))
        ],
    }
    return page(reader, asked, "theme.html", context)


ROUTES = (Route("/themes", _themes), Route("/concept/themes/{slug}", _theme))
