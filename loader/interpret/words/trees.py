"""Which of many listed forms begin at a place of a text? A tree of their words tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from loader.interpret.words.tokens import where

__all__ = ["WordTree"]

T = TypeVar("T")


class _Node(Generic[T]):
    """A place in the tree: where each next word leads, and what ends here."""

    __slots__ = ("next", "values")

    def __init__(self) -> None:
        self.next: dict[str, _Node[T]] = {}
        self.values: list[T] = []


class WordTree(Generic[T]):
    """Forms as the words that are compared, each with a value; the same form may be entered with several.

    >>> tree = WordTree([(("care", "board"), 1), (("care",), 2)])
    >>> words = ("a", "care", "board")
    >>> tree.starts(words), list(tree.ends(words, 1))
    ([1], [(2, 2), (3, 1)])
    """

    def __init__(self, entries: Iterable[tuple[Sequence[str], T]]) -> None:
        self._root: _Node[T] = _Node()
        for words, value in entries:
            node = self._root
            for word in words:
                node = node.next.setdefault(word, _Node())
            node.values.append(value)

    def starts(self, words: Sequence[str]) -> list[int]:
        """The places where a form may begin: it has one word, or its first two stand there."""
        firsts, found = self._root.next, []
        last = len(words) - 1
        for at in where(words, firsts.keys()):
            node = firsts[words[at]]
            if node.values or (at < last and words[at + 1] in node.next):
                found.append(at)
        return found

    def ends(self, words: Sequence[str], start: int) -> Iterator[tuple[int, T]]:
        """Where the forms that begin at a place end (exclusive), the shortest first, each with its value."""
        node = self._root
        for end in range(start, len(words)):
            if words[end] not in node.next:
                return
            node = node.next[words[end]]
            for value in node.values:
                yield end + 1, value
