"""The pages to ask with: search, questions of the catalogue, SPARQL, networks, two councils side by side."""

from __future__ import annotations

import sys

from loader.store import Reader
from queries.errors import QueryError
from queries.search import build, cache_folder
from queries.web.answers import Route
from queries.web.tools import comparing, editor, networks, questions, search

__all__ = ["ROUTES", "prepare"]

ROUTES: tuple[Route, ...] = (
    *search.ROUTES,
    *questions.ROUTES,
    *editor.ROUTES,
    *networks.ROUTES,
    *comparing.ROUTES,
)


def prepare(reader: Reader) -> None:
    """Make the index of a generation.

    Where that can't be, only the search page misses it, and standard error says why.
    """
    try:
        build(reader, cache_folder())
    except QueryError as error:
        sys.stderr.write(f"no search: {error}\n")
