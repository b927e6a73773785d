"""Entries of the cue lists as compiled patterns and as sets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

__all__ = ["any_of", "pattern", "word_sets"]


def any_of(entries: Iterable[str]) -> str:
    r"""An alternation of entries, longest first; a space stands for any white space.

    >>> any_of(["over", "well over"])
    '(?:well\\s+over|over)'
    """
    return "(?:" + "|".join(sorted(entries, key=len, reverse=True)).replace(" ", r"\s+") + ")"


def pattern(text: str) -> re.Pattern[str]:
    """A compiled pattern that ignores case."""
    return re.compile(text, re.IGNORECASE)


def word_sets(said: Mapping[str, Iterable[str]], *names: str) -> dict[str, frozenset[str]]:
    """The lists of these names as sets."""
    return {name: frozenset(said[name]) for name in names}
