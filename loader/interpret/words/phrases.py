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
from itertools import chain
from typing import Generic, NamedTuple, TypeVar

from loader.interpret.words.memory import Memory

__all__ = ["Hit", "PhraseBook", "words"]

T = TypeVar("T")

# Every alternative is one character class repeated: no backtracking, linear in the text.
_WORD = re.compile(r"(?<!\w')\b[^\W_]+(?:'t\b)?|[,;:()◼▪•]")
_PHRASE_WORD = re.compile(r"(?<!\w')\b[^\W_]+(?:'t\b)?\*?|[,;:()◼▪•]")
_NO_WORD = ""  # the kind of a word that no phrase holds, and of the end
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
    return tuple(chain.from_iterable(map(_parts.__getitem__, text.lower().replace("’", "'").split())))


@Memory
def _parts(printed: str) -> tuple[str, ...]:
    """The words and marks of what is printed between two spaces."""
    return tuple(_WORD.findall(printed))


class _Node(Generic[T]):
    """A place in the tree of phrases: where each next word or stem leads, and what ends here."""

    __slots__ = ("next", "values")

    def __init__(self) -> None:
        self.next: dict[str, _Node[T]] = {}
        self.values: tuple[T, ...] = ()


class _State(dict[str, "_State[T] | None"], Generic[T]):
    """Where one may stand in the tree after some words: the next state by the kind of the next word.

    States are made when a text first comes to them, and there are only as many as the phrases make:
    no text adds to their kinds.
    """

    __slots__ = ("_nodes", "ending")

    def __init__(self, nodes: Sequence[_Node[T]]) -> None:
        self._nodes = nodes
        self.ending: tuple[T, ...] = next((node.values for node in nodes if node.values), ())

    def __missing__(self, kind: str) -> _State[T] | None:
        parts = kind.split()
        nodes = [node.next[part] for node in self._nodes for part in parts if part in node.next]
        self[kind] = _State(nodes) if nodes else None
        return self[kind]


class PhraseBook(Generic[T]):
    """Phrases, each with a value; the same phrase may be entered with several.

    Where phrases overlap, the one that begins first wins, and of two that begin together the longer:
    so ``action plan`` listed with a value of no interest keeps ``plan`` from being found in it.

    >>> book = PhraseBook([("plan*", "planning"), ("action plan", "none")])
    >>> book.find(words("An action plan; good planning."))
    [Hit(start=1, end=3, values=('none',)), Hit(start=5, end=6, values=('planning',))]
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        root: _Node[T] = _Node()
        self._parts: set[str] = set()
        for phrase, value in entries:
            self._add(root, phrase, value)
        self._root = _State([root])
        self._kind = Memory(self._kind_of)

    def _add(self, root: _Node[T], phrase: str, value: T) -> None:
        parts = _PHRASE_WORD.findall(phrase.lower().replace("’", "'"))
        if not parts:
            raise ValueError(f"{phrase!r}: a phrase needs a word")
        self._parts.update(parts)
        node = root
        for part in parts:
            node = node.next.setdefault(part, _Node())
        if value not in node.values:
            node.values = (*node.values, value)

    def _kind_of(self, word: str) -> str:
        """The words and stems of the phrases that a word fits: itself first, then ever shorter stems."""
        sizes = range(min(len(word), _LONGEST_STEM), 0, -1)
        fitting = (word, *(f"{word[:size]}*" for size in sizes))
        return " ".join(part for part in fitting if part in self._parts)

    def find(self, text: Sequence[str]) -> list[Hit[T]]:
        """The phrases in these words, from left to right, none overlapping another."""
        hits: list[Hit[T]] = []
        kinds = [*map(self._kind.__getitem__, text), _NO_WORD]
        free = 0
        for start, state in enumerate(map(self._root.__getitem__, kinds)):
            if state is None or start < free:
                continue
            end = stop = start + 1
            values = state.ending
            while (state := state[kinds[end]]) is not None:
                end += 1
                if state.ending:
                    values, stop = state.ending, end
            if values:
                hits.append(Hit(start, stop, values))
                free = stop
        return hits
