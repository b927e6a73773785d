"""Which authorities rules are written on and models learn from, and which are held apart to measure them."""

from __future__ import annotations

import hashlib

__all__ = ["held_out"]


def held_out(authority: str) -> bool:
    """Whether what is of an authority, named by its Ofsted URN, is kept from those who write rules.

    >>> held_out("80522"), held_out("80431")
    (True, False)
    """
    return int(hashlib.sha256(authority.encode("utf-8")).hexdigest(), 16) % 2 == 1
