"""All authorities, by region: of which is anything held?"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import chain, groupby
from operator import itemgetter

from pyoxigraph import NamedNode

from loader.authorities import register
from loader.iris import resource_iri
from loader.store import Reader
from queries.scope import asked as rows_of
from queries.tables import Table
from queries.web.answers import Answer, Asked, Route
from queries.web.described import together
from queries.web.pages.listed import Listed, beside, data_routes
from queries.web.rendering import page

__all__ = ["DATA", "ROUTES", "by_region", "councils"]


def by_region(reader: Reader) -> list[tuple[str, list[dict[str, str]]]]:
    """The councils of the register with what is held of each, by name, under the names of their regions."""
    regions = {resource_iri("authority", entry.code).value: entry.row["region"] for entry in register()}
    rows = [
        row | {"region": regions.get(row["authority"], "")}
        for row in rows_of(reader, "web/pages/authorities")
    ]
    rows.sort(key=itemgetter("region", "name", "authority"))
    return [(region, list(those)) for region, those in groupby(rows, key=itemgetter("region"))]


def _authorities(reader: Reader, asked: Asked) -> Answer:
    context = {"data": beside(asked, "/authorities"), "regions": by_region(reader)}
    return page(reader, asked, "authorities.html", context)


def _listed(reader: Reader, asked: Asked) -> Listed:
    rows = list(chain.from_iterable(those for _, those in by_region(reader)))
    return Listed(councils(rows), partial(together, reader, [row["authority"] for row in rows]))


def councils(rows: Iterable[dict[str, str]]) -> Table:
    """Rows of ``by_region`` as a table; ``latest`` is the first day of the latest inspection that is held."""
    entries = {resource_iri("authority", entry.code).value: entry for entry in register()}
    return Table(
        ("name", "code", "gss", "region", "inspections", "latest", "authority"),
        tuple(
            (
                row["name"],
                entries[row["authority"]].code,
                entries[row["authority"]].gss_code,
                row["region"],
                int(row["inspections"] or 0),
                row["latest"] or None,
                NamedNode(row["authority"]),
            )
            for row in rows
        ),
    )


DATA = data_routes("/authorities", _listed)
ROUTES = (Route("/authorities", _authorities),)
