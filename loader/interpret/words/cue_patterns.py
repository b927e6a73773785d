"""Entries of the cue lists as compiled patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["any_of", "pattern"]


def any_of(entries: Iterable[str]) -> str:
    r"""An alternation of entries, longest first; a space stands for any white space.

    >>> any_of(["over", "well over"])
    '(?:well\\s+over|over)'
    """
    return "(?:" + "|".join(sorted(entries, key=len, reverse=True)).replace(" ", r"\s+") + ")"


def pattern(text: str) -> re.Pattern[str]:
    """A compiled pattern that ignores case."""
    return re.compile(text, re.IGNORECASE)
