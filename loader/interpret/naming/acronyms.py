"""Which abbreviations does a report introduce, and for what words?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from loader.interpret.naming.name_cues import cues
from loader.interpret.words.tokens import Token, Tokens, where

__all__ = ["Definition", "definitions"]

_LINKS = frozenset({"and", "of", "for", "the", "in", "with", "to", "on", "a", "&", "at"})
_SPARE = 4  # words that stand for no letter of their own


class Definition(NamedTuple):
    """Words followed by their abbreviation in brackets: tokens ``start`` to ``end``, then the brackets."""

    start: int
    end: int
    acronym: str


def definitions(tokens: Tokens) -> tuple[Definition, ...]:
    """The abbreviations introduced in a text, each with the words whose initials it is made of.

    >>> from loader.interpret.words.tokens import tokenise
    >>> definitions(tokenise("the Corporate Parenting Board (CPB) met"))
    (Definition(start=1, end=4, acronym='CPB'),)
    """
    found = []
    for opening in where(tokens.lows, {"("}):
        inside = tokens[opening + 1 : opening + 3]
        if len(inside) == 2 and inside[0].acronym and inside[1].text == ")":
            acronym = inside[0].text.removesuffix("'s")
            acronym = acronym[:-1] if acronym.endswith("s") else acronym
            start = _aligned(tokens, opening, acronym.lower())
            if start is not None:
                found.append(Definition(start, opening, acronym))
    return tuple(found)


def _aligned(tokens: Sequence[Token], end: int, letters: str) -> int | None:
    for start in range(end - 1, max(-1, end - len(letters) - _SPARE - 1), -1):
        token = tokens[start]
        if token.text in ".;:!?":
            return None
        if token.low[:1] == letters[0] and token.low not in _LINKS and _spells(tokens[start:end], letters):
            return start
    # The noun that a name ends in may have no letter: "the raising achievement for girls team (RAG)".
    headed = len(letters) > 2 and end > 1 and tokens[end - 1].low in cues().heads
    return _aligned(tokens, end - 1, letters) if headed else None


def _spells(words: Sequence[Token], letters: str) -> bool:
    """Whether the initials of these words are the letters; links and parts of compounds may be left out."""
    reached = {0}
    for token in words:
        if not token.text[0].isalnum():
            continue
        optional = token.low in _LINKS
        whole = [part[0].lower() for part in token.text.replace("–", "-").replace(" ", "").split("-") if part]
        ahead = set(reached) if optional else set()
        for position in reached:
            for count in range(1, len(whole) + 1):
                if letters.startswith("".join(whole[:count]), position):
                    ahead.add(position + count)
        reached = ahead
    return len(letters) in reached
