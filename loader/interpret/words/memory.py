"""What was worked out for a word is remembered: few words make up most of any text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

__all__ = ["Memory"]

T = TypeVar("T")
_MOST = 16384  # words


class Memory(dict[str, T]):
    """What a function says of words, worked out once for each; emptied when it holds too many.

    Faster than ``functools.lru_cache``, which keeps the order of use, and it may be mapped over words.

    >>> list(map(Memory(len).__getitem__, ["the", "board"]))
    [3, 5]
    """

    def __init__(self, work_out: Callable[[str], T]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, word: str) -> T:
        if len(self) >= _MOST:
            self.clear()
        self[word] = said = self._work_out(word)
        return said
