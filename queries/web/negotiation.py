"""Which of the forms on offer a client likes best: the Accept header of RFC 9110, section 12.5.1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["preferred"]

_RANGE = re.compile(r"\s*([^\s;,/]+)/([^\s;,/]+)\s*((?:;[^,]*)?)$")
_QUALITY = re.compile(r";\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*(?:;|$)", re.IGNORECASE)


class _Range(NamedTuple):
    """One piece of an Accept header."""

    kind: str
    form: str
    quality: float

    def fits(self, media_type: str) -> int:
        """How exactly: 0 not at all, 3 to the letter."""
        kind, _, form = media_type.partition("/")
        if (self.kind, self.form) == (kind, form):
            return 3
        return 2 * (self.kind == kind and self.form == "*") or 1 * (self.kind == self.form == "*")


def preferred(accept: str, offers: Sequence[str]) -> str | None:
    """The media type that suits a client best; None if none is acceptable.

    Parameters
    ----------
    accept
        The header. Empty means anything; a piece that is no media range counts for nothing.
    offers
        Media types without parameters, the server's favourite first: it breaks ties.

    Examples
    --------
    >>> preferred("text/html;q=0.5, text/turtle", ["text/html", "text/turtle"])
    'text/turtle'
    >>> preferred("text/*;q=0.3, */*;q=0.1", ["application/json", "text/csv"])
    'text/csv'
    >>> preferred("image/png", ["text/html"]) is None
    True

    """
    if not accept.strip():
        return offers[0]
    ranges = [found for piece in accept.split(",") if (found := _range(piece))]
    rated = [(_quality(offer, ranges), -place) for place, offer in enumerate(offers)]
    quality, place = max(rated)
    return offers[-place] if quality > 0 else None


def _range(piece: str) -> _Range | None:
    found = _RANGE.match(piece.lower())
    if found is None:
        return None
    quality = _QUALITY.search(found[3])
    if quality is None and re.search(r";\s*q\s*=", found[3]):
        return None
    return _Range(found[1], found[2], float(quality[1]) if quality else 1.0)


def _quality(offer: str, ranges: Sequence[_Range]) -> float:
    """What the most exact range that fits gives to an offer."""
    _, quality = max(((fit, r.quality) for r in ranges if (fit := r.fits(offer))), default=(0, 0.0))
    return quality
