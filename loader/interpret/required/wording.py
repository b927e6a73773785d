"""How lists of required actions say things: the patterns of ``cues/actions.yaml``."""

from __future__ import annotations

import re
from functools import cache

from loader.cues import cues
from loader.interpret.words.cue_patterns import any_of, pattern

__all__ = ["find", "words_of"]


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of a cue, which is one or a list of them."""
    entries = cues("actions")[name]
    return tuple(map(pattern, [entries] if isinstance(entries, str) else entries))


def find(name: str, text: str) -> re.Match[str] | None:
    """Where the first pattern of a cue that is found in a text stands.

    >>> find("addressed", "To improve, the council should take the following action.")["who"]
    'the council'
    """
    return next((found for form in _patterns(name) if (found := form.search(text))), None)


@cache
def words_of(name: str) -> re.Pattern[str]:
    """A pattern for any of the words of a cue.

    >>> bool(words_of("modals").search("Leaders must plan.")), bool(words_of("modals").search("mustard"))
    (True, False)
    """
    return pattern(rf"\b{any_of(cues('actions')[name])}\b")
