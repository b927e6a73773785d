"""The share of weaknesses among findings: pages, pictures and the catalogue say the same percent."""

from __future__ import annotations

__all__ = ["LEAST", "percent"]

#: How many findings have to judge before the share of weaknesses among them says anything.
LEAST = 5


def percent(part: int, whole: int) -> int:
    """A share in whole percent, halves up as ``ROUND`` of SPARQL has it; 0 of nothing.

    >>> percent(1, 8), percent(3, 8), percent(0, 0)
    (13, 38, 0)
    """
    return (200 * part + whole) // (2 * whole) if whole else 0
