"""The words of a block with their places, as the readers of names need them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Token", "Word", "form", "tokenise"]

# A word may hold hyphens and apostrophes, and a hyphen may be followed by a space that a line end left
# behind; any other mark is a token of its own. Every repetition begins with a mark of its own:
# linear in the text.
_TOKEN = re.compile(
    r"[^\W_]+(?:(?:['’&]|[-‐‑–](?:\s(?!and\b|or\b|to\b|[A-Z][a-z]+\s[a-z]))?)[^\W_]+)*|[^\w\s]",
)
_DROPPED = str.maketrans({"-": "", "‐": "", "‑": "", "–": "", " ": "", "’": "'", "‘": "'"})
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
_SENTENCE_ENDS = ".!?:;"
_ARTICLES = frozenset({"the", "a", "an", "this"})  # in capitals they only begin something
_OPENERS = "'\"([-–•▪◼"


class Word(NamedTuple):
    """What a printed word is, wherever it stands."""

    low: str  # lower case, straight apostrophes, hyphens closed up: "multi-agency" and "multiagency" are one
    stem: str  # besides, without possessive and plural
    capital: bool
    acronym: bool


class Token(NamedTuple):
    """A word or a mark in a text."""

    text: str
    start: int
    end: int
    word: Word
    first: bool  # begins a sentence, so that its capital says nothing
    sentence: int  # from 0 in its block

    @property
    def named(self) -> bool:
        """Printed with a capital that its place does not explain."""
        word = self.word
        return word.acronym or (word.capital and not self.first and word.low not in _ARTICLES)


@lru_cache(maxsize=32768)
def _word(text: str) -> Word:
    low = text.lower().translate(_DROPPED)
    base = re.sub(r"['’]s$", "", text)
    letters = base[:-1] if base.endswith("s") else base
    upper = sum(c.isupper() for c in letters)
    acronym = upper >= 2 and upper >= len(letters) - 1 and len(letters) <= 8
    return Word(low, _stem(low), text[0].isupper(), acronym)


def _stem(low: str) -> str:
    low = low.removesuffix("'s")
    if low in {"children", "childrens"}:
        return "child"
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    return low[:-1] if low.endswith("s") and not low.endswith("ss") and len(low) > 3 else low


def tokenise(text: str) -> tuple[Token, ...]:
    """Words and marks of a text, in order.

    >>> [t.word.low for t in tokenise("The Multi-Agency Hub (MAH) met.")]
    ['the', 'multiagency', 'hub', '(', 'mah', ')', 'met', '.']
    """
    tokens: list[Token] = []
    first, sentence = True, 0
    for match in _TOKEN.finditer(text):
        printed = match.group().translate(_QUOTES)
        word = _word(printed)
        starts = first and bool(tokens) and printed[0].isalnum() and tokens[-1].text in _SENTENCE_ENDS
        sentence += starts and tokens[-1].text != ":" and tokens[-1].text != ";"
        tokens.append(Token(printed, match.start(), match.end(), word, first, sentence))
        first = printed in _SENTENCE_ENDS or (first and (printed in _OPENERS or printed.isdigit()))
    return tuple(tokens)


@lru_cache(maxsize=8192)
def form(text: str) -> tuple[str, ...]:
    """A printed form as the words that are compared, without marks.

    >>> form("Children’s Multi-Agency Team")
    ("children's", 'multiagency', 'team')
    """
    return plain(tokenise(text))


def plain(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The compared words of some tokens, without marks."""
    return tuple(t.word.low for t in tokens if t.text[0].isalnum() or t.text == "&")
