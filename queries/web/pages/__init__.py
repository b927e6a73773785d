"""The pages, a module a page: each turns a request into what its template shows."""

from __future__ import annotations

from queries.web.answers import Route
from queries.web.pages import (
    action,
    authorities,
    authority,
    authority_theme,
    data,
    finding,
    graphs,
    home,
    report,
    resource,
    themes,
    thing,
)

__all__ = ["ROUTES"]

#: From the particular to the general: an ending tells data from pages, and any path may be a thing's.
ROUTES: tuple[Route, ...] = (
    *home.ROUTES,
    *home.DATA,
    *authorities.DATA,
    *themes.DATA,
    *authority_theme.DATA,
    *data.ROUTES,
    *authorities.ROUTES,
    *themes.ROUTES,
    *authority_theme.ROUTES,
    *authority.ROUTES,
    *finding.ROUTES,
    *action.ROUTES,
    *report.ROUTES,
    *thing.ROUTES,
    *graphs.ROUTES,
    *resource.ROUTES,
)
