"""What a request asks, and what is answered: the types that pass between the server and its workers.

The server reads no store. A request that needs one becomes an ``Asked`` and goes to a worker process, where
the function of its route makes an ``Answer`` from one generation, in bounded time and memory.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from loader.store import Reader

__all__ = ["FREE", "Answer", "Asked", "Limits", "Route"]

#: The place of routes that run whatever query a client writes.
FREE = "free"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer may take.

    Time and memory are kept from outside; rows and bytes by what makes the answer.
    """

    seconds: float = 10.0
    memory: int = 1 << 30  # bytes, above what a worker holds before its first request
    rows: int = 100_000  # of a table; triples of a graph
    bytes: int = 50_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, without what only the server needs."""

    method: str = "GET"
    path: str = "/"  # as asked, decoded
    parts: Mapping[str, str] = field(default_factory=dict)  # what the route's pattern names: {"code": "MDW"}
    query: tuple[tuple[str, str], ...] = ()  # parameters in their order, also repeated ones
    accept: str = "*/*"
    content_type: str = ""
    body: bytes = b""
    site: str = ""  # where the server is reached from outside, without a slash at its end
    limits: Limits = Limits()

    def first(self, name: str, default: str = "") -> str:
        """The first value of a parameter."""
        return next((value for key, value in self.query if key == name), default)


@dataclass(frozen=True, slots=True)
class Answer:
    """A response."""

    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """An address pattern, as Starlette writes them, and what answers it from a store."""

    pattern: str  # "/authority/{code}"
    answer: Callable[[Reader, Asked], Answer]
    methods: tuple[str, ...] = ("GET",)  # HEAD follows GET
    place: str = ""  # routes of one place share what one may have of the workers; empty: alone
