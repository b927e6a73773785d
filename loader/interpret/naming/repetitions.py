"""Where else does a name stand that was recognised somewhere in the report?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loader.interpret.naming.identity import Thing
from loader.interpret.naming.name_cues import cues
from loader.interpret.words.tokens import Token, tokenise

__all__ = ["Repetitions"]


@dataclass(slots=True)
class _Node:
    """A place in the tree of names."""

    next: dict[str, _Node] = field(default_factory=dict)
    thing: int | None = None
    strict: tuple[bool, ...] = ()  # which words must be printed with a capital


class Repetitions:
    """The names of a report's things, found again wherever they stand, singular or plural."""

    def __init__(self, things: Sequence[Thing]) -> None:
        self._root = _Node()
        for n, thing in enumerate(things):
            for text in dict.fromkeys(s.text for s in thing.sightings if s.row is None):
                self._add(text, n, all_capitals=not _headed(text))
            for acronym in thing.acronyms:
                self._add(acronym, n, all_capitals=True)

    def _add(self, text: str, thing: int, *, all_capitals: bool) -> None:
        tokens = tokenise(text)
        node = self._root
        for token in tokens:
            node = node.next.setdefault(token.word.stem, _Node())
        if node.thing is None:
            node.thing = thing
            node.strict = tuple(t.word.acronym or (all_capitals and t.word.capital) for t in tokens)

    def find(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int, int]]:
        """First token, end and thing of each name in a text, the longest at each place."""
        at = 0
        while at < len(tokens):
            end, thing = self._longest(tokens, at)
            if thing is None:
                at += 1
            else:
                yield at, end, thing
                at = end

    def _longest(self, tokens: Sequence[Token], start: int) -> tuple[int, int | None]:
        node, at, end = self._root, start, start
        thing: int | None = None
        while at < len(tokens) and (step := node.next.get(tokens[at].word.stem)) is not None:
            node, at = step, at + 1
            if node.thing is not None and _printed_so(tokens[start:at], node.strict):
                end, thing = at, node.thing
        return end, thing


def _printed_so(span: Sequence[Token], strict: Sequence[bool]) -> bool:
    return all(t.word.capital or not must for t, must in zip(span, strict, strict=True))


def _headed(text: str) -> bool:
    """Whether a name of several words ends in a head word: then its capitals may come and go."""
    tokens = tokenise(text)
    return len(tokens) > 1 and tokens[-1].word.low in cues().heads
