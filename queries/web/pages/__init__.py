"""The pages, a module a page: each turns a request into what its template shows."""

from __future__ import annotations

from queries.web.answers import Route
from queries.web.pages import authorities, report

__all__ = ["ROUTES"]

#: From the particular to the general.
ROUTES: tuple[Route, ...] = (*authorities.ROUTES, *report.ROUTES)
