"""Long lists, a page at a time: ``?page=2``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from queries.web.answers import Asked

__all__ = ["Page", "number_of", "paged"]

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Page(Generic[_T]):
    """Some of a list."""

    items: Sequence[_T]
    number: int  # from 1
    pages: int
    total: int


def paged(asked: Asked, items: Sequence[_T], size: int) -> Page[_T]:
    """The page that was asked for; the first for what is no number, the last for what lies behind it.

    >>> paged(Asked(query=(("page", "9"),)), range(5), 2)
    Page(items=range(4, 5), number=3, pages=3, total=5)
    """
    pages = max(1, -(-len(items) // size))
    number = min(number_of(asked), pages)
    return Page(items[(number - 1) * size : number * size], number, pages, len(items))


def number_of(asked: Asked) -> int:
    """Which page was asked for: the first where that is no number.

    >>> number_of(Asked(query=(("page", "-1"),)))
    1
    """
    text = asked.first("page", "1")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 7 else 1
