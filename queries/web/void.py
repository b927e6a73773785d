"""What the dataset says of itself, where programs look for it: https://www.w3.org/TR/void/#well-known."""

from __future__ import annotations

from functools import lru_cache

from pyoxigraph import Triple

from loader.store import Reader
from queries.describe import DESCRIPTION_FORMATS, MEDIA_TYPES, Served, description, partitions
from queries.web.answers import Answer, Asked, Route
from queries.web.negotiation import preferred
from queries.web.problems import Refused

__all__ = ["ROUTES", "dataset"]


def _void(reader: Reader, asked: Asked) -> Answer:
    """The description of the dataset that is served, and where it can be queried."""
    form = asked.first("format") or _liked(asked.accept)
    if form not in DESCRIPTION_FORMATS:
        there = ", ".join(f"{kind} (format={name})" for name, kind in MEDIA_TYPES.items())
        raise Refused(406, f"The description of the dataset can be had as {there}.")
    return Answer(DESCRIPTION_FORMATS[form](dataset(reader, asked)), MEDIA_TYPES[form])


def dataset(reader: Reader, asked: Asked) -> tuple[Triple, ...]:
    """All that is said of the dataset that is served."""
    return tuple(description(reader, Served(f"{asked.site}/sparql"), _partitions(reader)))


def _liked(accept: str) -> str:
    """The name of the format that suits a client best; a browser gets the first, as it can show none."""
    found = preferred(accept, [*MEDIA_TYPES.values(), "text/html"])
    return next((name for name, kind in MEDIA_TYPES.items() if kind == found), "turtle" if found else "")


@lru_cache(maxsize=1)
def _partitions(reader: Reader) -> tuple[Triple, ...]:
    """What is counted over the whole store: once for a worker, which has one generation."""
    return partitions(reader)


ROUTES = (Route("/.well-known/void", _void),)
