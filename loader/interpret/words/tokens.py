"""The words of a block with their places, as the readers of names need them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, lru_cache
from itertools import accumulate, compress, count
from operator import attrgetter
from typing import NamedTuple

from loader.interpret.words.memory import Memory

__all__ = ["Token", "Tokens", "form", "plain", "tokenise", "where"]

# A word may hold hyphens and apostrophes, and a hyphen may be followed by a space that a line end left
# behind; any other mark is a token of its own. Every repetition begins with a mark of its own:
# linear in the text.
_TOKEN = re.compile(
    r"([^\W_]+(?:['’&‐‑–-](?:(?<=[‐‑–-])\s(?!and\b|or\b|to\b|[A-Z][a-z]+\s[a-z]))?[^\W_]+)*|[^\w\s])",
)
_DROPPED = str.maketrans({"-": "", "‐": "", "‑": "", "–": "", " ": "", "’": "'", "‘": "'"})
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
_SENTENCE_ENDS = frozenset(".!?:;")
_FULL_STOPS = frozenset(".!?")
_ARTICLES = frozenset({"the", "a", "an", "this"})  # in capitals they only begin something
_OPENERS = frozenset("'\"([-–•▪◼")


class Token(NamedTuple):
    """A printed word or mark, wherever it stands."""

    text: str
    low: str  # lower case, straight apostrophes, hyphens closed up: "multi-agency" and "multiagency" are one
    stem: str  # besides, without possessive and plural
    capital: bool
    acronym: bool
    first: bool  # begins a sentence, so that its capital says nothing
    named: bool  # printed with a capital that its place does not explain


class Tokens(tuple[Token, ...]):
    """The words and marks of a text, in order, and where they stand in it.

    A token is the same object wherever its word stands; what depends on the place is asked of its text.
    """

    pieces: Sequence[str]  # the text itself: gap, token, gap, …, token, gap
    breaks: Sequence[int]  # the tokens that begin a sentence, but for the text's first

    @cached_property
    def lows(self) -> tuple[str, ...]:
        """Their words in lower case, to be searched."""
        return tuple(map(attrgetter("low"), self))

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Their stems, to be searched."""
        return tuple(map(attrgetter("stem"), self))

    @cached_property
    def capitals(self) -> tuple[int, ...]:
        """The places of those that begin with a capital."""
        return tuple(compress(count(), map(attrgetter("capital"), self)))

    @cached_property
    def _edges(self) -> tuple[int, ...]:
        return tuple(accumulate(map(len, self.pieces)))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the tokens from ``start`` to ``end`` (exclusive) begin and end in the text.

        >>> tokenise("Call the hub.").span(1, 3)
        (5, 12)
        """
        return self._edges[2 * start], self._edges[2 * end - 1]

    def touches(self, at: int) -> bool:
        """Whether nothing stands between a token and the one before it."""
        return at > 0 and not self.pieces[2 * at]

    def strict(self, *, all_capitals: bool) -> tuple[int, ...]:
        """The words of a name that must keep a capital wherever it stands: the abbreviations at least."""
        return tuple(n for n, token in enumerate(self) if token.acronym or (all_capitals and token.capital))

    def capitalised(self, start: int, words: Iterable[int]) -> bool:
        """Whether these words, counted from a place, begin with a capital.

        >>> tokenise("the Safeguarding board").capitalised(1, [0, 1])
        False
        """
        return all(self[start + word].capital for word in words)

    def sentence(self, at: int) -> int:
        """The number of the sentence that a token stands in, from 0."""
        return bisect_right(self.breaks, at)


def where(column: Sequence[str], listed: AbstractSet[str]) -> list[int]:
    """The places in a column of words that hold one of those listed.

    >>> where(tokenise("The board met the panel.").lows, {"board", "panel"})
    [1, 4]
    """
    if listed.isdisjoint(column):
        return []
    return list(compress(count(), map(listed.__contains__, column)))


@Memory
def _token(printed: str) -> Token:
    text = printed.translate(_QUOTES)
    low = text.lower().translate(_DROPPED)
    base = re.sub(r"['’]s$", "", text)
    letters = base[:-1] if base.endswith("s") else base
    upper = sum(c.isupper() for c in letters)
    acronym = upper >= 2 and upper >= len(letters) - 1 and len(letters) <= 8
    capital = text[0].isupper()
    named = acronym or (capital and low not in _ARTICLES)
    return Token(text, low, _stem(low), capital, acronym, first=False, named=named)


@Memory
def _first(text: str) -> Token:
    """A token as it is where a sentence begins."""
    token = _token[text]
    return token._replace(first=True, named=token.acronym)


def _stem(low: str) -> str:
    low = low.removesuffix("'s")
    if low in {"children", "childrens"}:
        return "child"
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    return low[:-1] if low.endswith("s") and not low.endswith("ss") and len(low) > 3 else low


@lru_cache(maxsize=1024)  # the questions of names and of documents read the same blocks, and names come again
def tokenise(text: str) -> Tokens:
    """Words and marks of a text, in order.

    >>> [t.low for t in tokenise("The Multi-Agency Hub (MAH) met.")]
    ['the', 'multiagency', 'hub', '(', 'mah', ')', 'met', '.']
    """
    pieces = _TOKEN.split(text)
    printed = pieces[1::2]
    found = list(map(_token.__getitem__, printed))
    ends = where(printed, _SENTENCE_ENDS)
    for start in (0, *(end + 1 for end in ends)):
        _mark_first(found, start)
    tokens = Tokens(found)
    tokens.pieces = pieces
    tokens.breaks = [
        end + 1
        for end in ends
        if found[end].text in _FULL_STOPS and end + 1 < len(found) and found[end + 1].text[0].isalnum()
    ]
    return tokens


def _mark_first(tokens: list[Token], start: int) -> None:
    """Mark the first word of a sentence, and the marks and numbers that stand before it."""
    for at in range(start, len(tokens)):
        tokens[at] = token = _first[tokens[at].text]
        if not (token.text in _OPENERS or token.text.isdigit()):
            break


@lru_cache(maxsize=8192)
def form(text: str) -> tuple[str, ...]:
    """A printed form as the words that are compared, without marks.

    >>> form("Children’s Multi-Agency Team")
    ("children's", 'multiagency', 'team')
    """
    return plain(tokenise(text))


def plain(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The compared words of some tokens, without marks."""
    return tuple(t.low for t in tokens if t.text[0].isalnum() or t.text == "&")
