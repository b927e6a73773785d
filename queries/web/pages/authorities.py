"""All authorities, by region: of which is anything held?"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from loader.authorities import register
from loader.iris import resource_iri
from loader.store import Reader
from queries.scope import asked as rows_of
from queries.web.answers import Answer, Asked, Route
from queries.web.rendering import page

__all__ = ["ROUTES", "by_region"]


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
    return page(reader, asked, "authorities.html", {"regions": by_region(reader)})


ROUTES = (Route("/authorities", _authorities),)
