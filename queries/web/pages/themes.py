"""The themes, and each of them authority by authority."""

from __future__ import annotations

from functools import partial

from pyoxigraph import NamedNode

from loader.store import Reader
from loader.vocabulary import CONCEPT_BASE
from ontology.terms import SKOS
from queries.scope import asked as rows_of
from queries.shares import LEAST
from queries.tables import Table
from queries.web.addresses import path_of
from queries.web.answers import Answer, Asked, Route
from queries.web.described import together
from queries.web.pages.authority import weakest_first
from queries.web.pages.listed import Listed, beside, data_routes
from queries.web.pages.missing import not_found
from queries.web.rendering import linked, page
from queries.web.things import first, said_of

__all__ = ["DATA", "ROUTES"]

_COUNTS = ("weaknesses", "mixed", "strengths", "neutral")


def _themes(reader: Reader, asked: Asked) -> Answer:
    shown = [
        theme | {"place": linked(asked, path_of(str(theme["theme"])) or "#")} for theme in _counted(reader)
    ]
    context = {"data": beside(asked, "/themes"), "least": LEAST, "rows": shown}
    return page(reader, asked, "themes.html", context)


def _counted(reader: Reader) -> list[dict[str, object]]:
    """The themes with what was found on each, the weakest first."""
    return weakest_first(
        {key: value or ("" if key == "definition" else "0") for key, value in row.items()}
        for row in rows_of(reader, "web/pages/themes")
    )


def _listed(reader: Reader, asked: Asked) -> Listed:
    """The themes; ``share`` is that of weaknesses in percent, empty where too few findings judge."""
    rows = _counted(reader)
    table = Table(
        ("name", "definition", "share", *_COUNTS, "theme"),
        tuple(
            (
                str(row["name"]),
                str(row["definition"]) or None,
                int(str(row["share"])) if row["enough"] else None,
                *(int(str(row[name])) for name in _COUNTS),
                NamedNode(str(row["theme"])),
            )
            for row in rows
        ),
    )
    return Listed(table, partial(together, reader, [str(row["theme"]) for row in rows]))


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


DATA = data_routes("/themes", _listed)
ROUTES = (Route("/themes", _themes), Route("/concept/themes/{slug}", _theme))
