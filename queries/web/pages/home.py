"""The first page: what the graph holds, how it is traced, and where to begin."""

from __future__ import annotations

from loader.iris import REPORT_GRAPHS, resource_iri
from loader.store import Reader
from queries.scope import asked as rows_of
from queries.web.answers import Answer, Asked, Route
from queries.web.pages.authorities import by_region
from queries.web.rendering import page

__all__ = ["ROUTES"]

_COUNTED = (
    ("findings-by-section", "finding", "findings"),
    ("actions-by-kind", "required action", "required actions"),
    ("judgements", "grade", "grades"),
)


def _home(reader: Reader, asked: Asked) -> Answer:
    numbers = {row["dataset"]: int(row["number"]) for row in rows_of(reader, "web/pages/held")}
    regions = [
        (region, [row for row in councils if row["inspections"]]) for region, councils in by_region(reader)
    ]
    held = [(numbers.get(resource_iri("dataset", name).value, 0), one, many) for name, one, many in _COUNTED]
    context = {
        "authorities": sum(len(councils) for _, councils in regions),
        "held": held,
        "recent": list(rows_of(reader, "web/pages/recent")),
        "regions": [pair for pair in regions if pair[1]],
        "reports": sum(iri.startswith(REPORT_GRAPHS) for iri in reader.manifest.graphs),
    }
    return page(reader, asked, "home.html", context)


def _about(reader: Reader, asked: Asked) -> Answer:
    manifest = reader.manifest
    context = {
        "graphs": len(manifest.graphs),
        "quads": manifest.quads,
        "reports": sum(iri.startswith(REPORT_GRAPHS) for iri in manifest.graphs),
        "versions": sorted(manifest.versions.items()),
    }
    return page(reader, asked, "about.html", context)


ROUTES = (Route("/", _home), Route("/about", _about))
