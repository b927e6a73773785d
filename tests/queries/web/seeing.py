"""Pages without a server: the first route that fits a path answers it here, in this process."""

from __future__ import annotations

from urllib.parse import parse_qsl, unquote, urlsplit

from starlette.routing import compile_path

from loader.store import Reader
from queries.web.answers import Answer, Asked, Route
from queries.web.routes import ROUTES

__all__ = ["see"]

_SITE = "http://localhost"


def see(
    reader: Reader, address: str, accept: str = "text/html", routes: tuple[Route, ...] = ROUTES
) -> Answer:
    """What is answered at an address, as ``/authority/MDW?page=2``."""
    split = urlsplit(address)
    path = unquote(split.path)
    for route in routes:
        if found := compile_path(route.pattern)[0].match(path):
            query = tuple(parse_qsl(split.query, keep_blank_values=True))
            asked = Asked(path=path, parts=found.groupdict(), query=query, accept=accept, site=_SITE)
            return route.answer(reader, asked)
    raise LookupError(f"no route fits {path}")
