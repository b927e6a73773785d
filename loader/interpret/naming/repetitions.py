"""Where else does a name stand that was recognised somewhere in the report?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from loader.interpret.naming.identity import Thing
from loader.interpret.naming.name_cues import cues
from loader.interpret.words.tokens import Tokens, tokenise
from loader.interpret.words.trees import WordTree

__all__ = ["Repetitions"]


class _Form(NamedTuple):
    """A printed form of a name."""

    thing: int
    capitals: tuple[int, ...]  # which of its words must be printed with one


class Repetitions:
    """The names of a report's things, found again wherever they stand, singular or plural."""

    def __init__(self, things: Sequence[Thing]) -> None:
        self._forms: dict[tuple[str, ...], _Form] = {}
        for n, thing in enumerate(things):
            for text in dict.fromkeys(s.text for s in thing.sightings if s.row is None):
                self._add(text, n, all_capitals=not _headed(text))
            for acronym in thing.acronyms:
                self._add(acronym, n, all_capitals=True)
        self._tree = WordTree(self._forms.items())

    def _add(self, text: str, thing: int, *, all_capitals: bool) -> None:
        tokens = tokenise(text)
        self._forms.setdefault(tokens.stems, _Form(thing, tokens.strict(all_capitals=all_capitals)))

    def find(self, tokens: Tokens) -> Iterator[tuple[int, int, int]]:
        """First token, end and thing of each name in a text, the longest at each place."""
        free = 0
        for at in self._tree.starts(tokens.stems):
            if at < free:
                continue
            found = [
                (end, form.thing)
                for end, form in self._tree.ends(tokens.stems, at)
                if tokens.capitalised(at, form.capitals)
            ]
            if found:
                free, thing = found[-1]
                yield at, free, thing


def _headed(text: str) -> bool:
    """Whether a name of several words ends in a head word: then its capitals may come and go."""
    tokens = tokenise(text)
    return len(tokens) > 1 and tokens[-1].low in cues().heads
