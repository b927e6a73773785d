"""Linked data: where an IRI leads, and every page as data.

``/id/authority/MDW`` is a council and no page: it leads on, by what the client likes best, to
``/authority/MDW`` or to that address with ``.ttl``, ``.json`` or ``.csv`` after it (https://www.w3.org/TR/cooluris/#r303gendocument).
"""

from __future__ import annotations

from functools import partial

from loader.store import Reader
from queries.export.origin import origin_of
from queries.scope import WHOLE
from queries.web.addresses import iri_of
from queries.web.answers import Answer, Asked, Route
from queries.web.described import WRITERS, description
from queries.web.negotiation import preferred
from queries.web.pages.missing import not_found
from queries.web.pages.paging import number_of
from queries.web.problems import Refused
from queries.web.rendering import FORMATS, linked
from queries.web.things import is_held

__all__ = ["ROUTES", "elsewhere"]

_HTML = "text/html"
_ENDINGS = {_HTML: "", **{media_type: f".{ending}" for ending, media_type, _ in FORMATS}}
_OFFERS = [*_ENDINGS, "application/json"]


def _named(reader: Reader, asked: Asked) -> Answer:
    """Where the IRI of a thing leads."""
    path = "/" + asked.parts["path"]
    if not _is_held(reader, path):
        return not_found(reader, asked)
    return _see(asked, path + _ending(asked.accept))


def elsewhere(asked: Asked) -> Answer | None:
    """Where a document leads a client that does not want a page; None for one that does."""
    ending = _ending(asked.accept)
    return _see(asked, asked.path + ending) if ending else None


def _ending(accept: str) -> str:
    """What follows the address in the form that a client likes best: nothing for a page."""
    media_type = preferred(accept, _OFFERS) or _HTML
    return _ENDINGS.get(media_type, ".json")


def _see(asked: Asked, path: str) -> Answer:
    headers = (("Location", linked(asked, path)),)
    return Answer(status=303, media_type="text/plain; charset=utf-8", headers=headers)


def _data(ending: str, media_type: str, reader: Reader, asked: Asked) -> Answer:
    """What is said of the thing of a page."""
    path = "/" + asked.parts["path"]
    if not _is_held(reader, path):
        raise Refused(404, "The graph says nothing of this.")
    number = number_of(asked)
    found = description(reader, iri_of(path), number)
    headers: tuple[tuple[str, str], ...] = ()
    if found.more:
        following = f"{linked(asked, asked.path)}?page={number + 1}"
        headers = (("Link", f'<{following}>; rel="next"'),)
    body = WRITERS[ending](found.quads, f"{iri_of(path)}, {origin_of(reader, WHOLE)}")
    return Answer(body, f"{media_type}; charset=utf-8", headers=headers)


def _is_held(reader: Reader, path: str) -> bool:
    iri = iri_of(path)
    return iri in reader.manifest.graphs or is_held(reader, iri)


ROUTES = (
    Route("/id/{path:path}", _named),
    *(
        Route(f"/{{path:path}}.{ending}", partial(_data, ending, media_type))
        for ending, media_type, _ in FORMATS
    ),
)
