"""Which of the listed phrases stand in a text? One pass over its words, however long the list.

A phrase is written as printed, in any case. A word that ends in ``*`` stands for every word that
begins so (``supervis*``: supervision, supervised). Hyphens count as spaces, a possessive ``'s`` is
left out, and commas, semicolons, colons, brackets and bullets are words of their own, so that no
phrase crosses them unless it is written with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

__all__ = ["Hit", "PhraseBook", "words"]

T = TypeVar("T")

# Every alternative is one character class repeated: no backtracking, linear in the text.
_WORD = re.compile(r"(?<!\w')\b[^\W_]+(?:'t\b)?|[,;:()◼▪•]")
_PHRASE_WORD = re.compile(r"(?<!\w')\b[^\W_]+(?:'t\b)?\*?|[,;:()◼▪•]")
_LONGEST_STEM = 24  # letters: an endless word costs no more than a long one


class Hit(NamedTuple, Generic[T]):
    """A phrase found: the words from ``start`` to ``end`` (exclusive) and what the list says of it."""

    start: int
    end: int
    values: tuple[T, ...]


@lru_cache(maxsize=16)  # the questions of polarity and theme read the same sentence
def words(text: str) -> tuple[str, ...]:
    """Words of a text in lower case, with the marks that no phrase crosses.

    >>> words("Children’s plans aren’t up-to-date; (some) drift.")
    ('children', 'plans', "aren't", 'up', 'to', 'date', ';', '(', 'some', ')', 'drift')
    """
    return tuple(_WORD.findall(text.lower().replace("’", "'")))


class _Node(Generic[T]):
    """A place in the tree of phrases: where each next word leads, and what ends here."""

    __slots__ = ("stems", "values", "words")

    def __init__(self) -> None:
        self.words: dict[str, _Node[T]] = {}
        self.stems: dict[str, _Node[T]] = {}
        self.values: tuple[T, ...] = ()

    def step(self, word: str) -> list[_Node[T]]:
        """The nodes that a word leads to: its own first, then those of ever shorter stems."""
        found = [self.words[word]] if word in self.words else []
        if stems := self.stems:
            for size in range(min(len(word), _LONGEST_STEM), 0, -1):
                if (node := stems.get(word[:size])) is not None:
                    found.append(node)
        return found


class PhraseBook(Generic[T]):
    """Phrases, each with a value; the same phrase may be entered with several.

    Where phrases overlap, the one that begins first wins, and of two that begin together the longer:
    so ``action plan`` listed with a value of no interest keeps ``plan`` from being found in it.

    >>> book = PhraseBook([("plan*", "planning"), ("action plan", "none")])
    >>> book.find(words("An action plan; good planning."))
    [Hit(start=1, end=3, values=('none',)), Hit(start=5, end=6, values=('planning',))]
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._root: _Node[T] = _Node()
        for phrase, value in entries:
            self._add(phrase, value)
        # Few words make up most of any text: remember where each leaves the root.
        self._first = lru_cache(maxsize=16384)(self._root.step)

    def _add(self, phrase: str, value: T) -> None:
        parts = _PHRASE_WORD.findall(phrase.lower().replace("’", "'"))
        if not parts:
            raise ValueError(f"{phrase!r}: a phrase needs a word")
        node = self._root
        for part in parts:
            branch = node.stems if part.endswith("*") else node.words
            node = branch.setdefault(part.removesuffix("*"), _Node())
        if value not in node.values:
            node.values = (*node.values, value)

    def find(self, text: Sequence[str]) -> list[Hit[T]]:
        """The phrases in these words, from left to right, none overlapping another."""
        hits: list[Hit[T]] = []
        at, first = 0, self._first
        while at < len(text):
            nodes = first(text[at])
            hit = self._longest(text, at, nodes) if nodes else None
            if hit is not None:
                hits.append(hit)
            at = hit.end if hit is not None else at + 1
        return hits

    def _longest(self, text: Sequence[str], start: int, nodes: list[_Node[T]]) -> Hit[T] | None:
        """The longest phrase that begins here; ``nodes`` is where its first word leads."""
        best: Hit[T] | None = None
        at = start + 1
        while nodes:
            for node in nodes:
                if node.values:
                    best = Hit(start, at, node.values)
                    break
            if at == len(text):
                break
            nodes = [child for node in nodes for child in node.step(text[at])]
            at += 1
        return best
