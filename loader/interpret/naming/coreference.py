"""What do "the Board", "this team", "the service" refer to, where it is safe to say?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from loader.interpret.words.tokens import Tokens, where

__all__ = ["Place", "referring"]

_BOARD_REACH = 4  # blocks back to the board last named
_NEAR = frozenset(
    {"team", "service", "hub", "panel", "project", "programme", "forum", "unit", "group", "department"}
)
_NOUNS = _NEAR | {"board"}
_POINTERS = frozenset({"the", "this"})


class Place(NamedTuple):
    """Where a thing is named: the block, its tokens, the thing and the noun its name ends in."""

    block: int
    start: int
    end: int
    thing: int
    head: str


def referring(
    block: int, tokens: Tokens, places: Sequence[Place], heads: Mapping[str, int]
) -> Iterator[Place]:
    """The words in a block that point back to a thing named before.

    Parameters
    ----------
    block
        Its position among the blocks read.
    tokens
        Its words.
    places
        What has been named up to the end of this block, in reading order.
    heads
        What a capitalised noun stands for where nothing of its kind was named lately ("the Board").

    """
    nouns = [at for at in where(tokens.stems, _NOUNS) if at and tokens.lows[at - 1] in _POINTERS]
    taken = {i for p in places if p.block == block for i in range(p.start, p.end)} if nouns else set()
    for after in nouns:
        at = after - 1
        if at in taken or after in taken:
            continue
        noun = tokens.stems[after]
        thing = None
        if noun == "board":
            thing = _board(block, at, tokens, places, heads)
        elif not tokens.lows[after].endswith("s"):
            thing = _near(block, at, noun, tokens, places)
        if thing is not None:
            yield Place(block, at, at + 2, thing, noun)


def _before(block: int, at: int, noun: str, places: Sequence[Place]) -> list[Place]:
    return [p for p in places if p.head == noun and (p.block, p.start) < (block, at)]


def _board(
    block: int, at: int, tokens: Tokens, places: Sequence[Place], heads: Mapping[str, int]
) -> int | None:
    """The board last named, unless its sentence names two."""
    recent = [p for p in _before(block, at, "board", places) if block - p.block <= _BOARD_REACH]
    if not recent:
        return heads.get("board") if tokens[at + 1].capital else None
    sentence = tokens.sentence(recent[-1].start) if recent[-1].block == block else None
    rivals = {p.thing for p in recent if p.block == block and tokens.sentence(p.start) == sentence}
    return recent[-1].thing if len(rivals) < 2 else None


def _near(block: int, at: int, noun: str, tokens: Tokens, places: Sequence[Place]) -> int | None:
    """The only one of its kind that this sentence or the one before names."""
    sentence = tokens.sentence(at)
    found = {
        p.thing
        for p in _before(block, at, noun, places)
        if p.block == block and sentence - tokens.sentence(p.start) <= 1
    }
    return found.pop() if len(found) == 1 else None
