"""Every address that is answered from a store, and by what."""

from __future__ import annotations

from collections.abc import Callable

from loader.store import Reader
from queries.web import pages, reconcile, sparql, tools, void
from queries.web.answers import Route
from queries.web.problems import Problem, plain_page

__all__ = ["ERROR_PAGE", "PREPARE", "ROUTES"]

#: The first whose pattern fits answers; those of the pages are last, as they end in one that fits anything.
ROUTES: tuple[Route, ...] = (
    *sparql.ROUTES,
    *void.ROUTES,
    *tools.ROUTES,
    *reconcile.ROUTES,
    *pages.ROUTES,
)

#: What is done once for a generation, by one worker, before any request is answered from it.
PREPARE: tuple[Callable[[Reader], None], ...] = (tools.prepare,)

#: A problem for people, made without a store, and the path below which the server stands.
ERROR_PAGE: Callable[[Problem, str], bytes] = plain_page
