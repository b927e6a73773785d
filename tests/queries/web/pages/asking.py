"""What the graph itself says, to hold pages against."""

from __future__ import annotations

from loader.store import Reader
from queries.ask import parse, run

__all__ = ["select"]


def select(reader: Reader, query: str) -> list[tuple[str, ...]]:
    """The rows of a query as texts; what is unbound is empty."""
    return [
        tuple("" if term is None else str(getattr(term, "value", term)) for term in row)
        for row in run(reader, parse(query)).rows()
    ]
