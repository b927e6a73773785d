"""The first page: what the graph holds, how it is traced, and where to begin."""

from __future__ import annotations

from itertools import chain

from pyoxigraph import Quad

from loader.iris import REPORT_GRAPHS, resource_iri
from loader.store import Reader
from queries.scope import asked as rows_of
from queries.web.answers import Answer, Asked, Route
from queries.web.described import Description
from queries.web.pages.authorities import by_region, councils
from queries.web.pages.listed import Listed, beside, data_routes
from queries.web.rendering import page
from queries.web.void import dataset

__all__ = ["DATA", "ROUTES"]

_COUNTED = (
    ("findings-by-section", "finding", "findings"),
    ("actions-by-kind", "required action", "required actions"),
    ("judgements", "grade", "grades"),
)


def _home(reader: Reader, asked: Asked) -> Answer:
    numbers = {row["dataset"]: int(row["number"]) for row in rows_of(reader, "web/pages/held")}
    regions = _held(reader)
    held = [(numbers.get(resource_iri("dataset", name).value, 0), one, many) for name, one, many in _COUNTED]
    context = {
        "authorities": sum(len(those) for _, those in regions),
        "data": beside(asked, "/index"),
        "held": held,
        "recent": list(rows_of(reader, "web/pages/recent")),
        "regions": regions,
        "reports": sum(iri.startswith(REPORT_GRAPHS) for iri in reader.manifest.graphs),
    }
    return page(reader, asked, "home.html", context)


def _held(reader: Reader) -> list[tuple[str, list[dict[str, str]]]]:
    """The councils that have been inspected, as far as is held, under the names of their regions."""
    regions = [(region, [row for row in those if row["inspections"]]) for region, those in by_region(reader)]
    return [(region, those) for region, those in regions if those]


def _listed(reader: Reader, asked: Asked) -> Listed:
    """The councils of the first page; what is said is said of the dataset, which this page is about."""

    def said(number: int) -> Description:
        quads = [Quad(it.subject, it.predicate, it.object) for it in dataset(reader, asked)]
        return Description(tuple(quads) if number == 1 else (), more=False)

    rows = chain.from_iterable(those for _, those in _held(reader))
    return Listed(councils(rows), said)


def _about(reader: Reader, asked: Asked) -> Answer:
    manifest = reader.manifest
    context = {
        "graphs": len(manifest.graphs),
        "quads": manifest.quads,
        "reports": sum(iri.startswith(REPORT_GRAPHS) for iri in manifest.graphs),
        "versions": sorted(manifest.versions.items()),
    }
    return page(reader, asked, "about.html", context)


DATA = data_routes("/index", _listed)
ROUTES = (Route("/", _home), Route("/about", _about))
