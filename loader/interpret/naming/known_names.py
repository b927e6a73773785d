"""Where do names stand that are the same everywhere, and the titles of posts?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from loader.interpret.naming.name_cues import Row, cues, rows
from loader.interpret.naming.names import Name, carry_on
from loader.interpret.words.tokens import Token, tokenise

__all__ = ["known_names", "known_row"]

_LONGEST_TAIL = 4  # words that a lower-case extension of a title may hold


class _End(NamedTuple):
    """A form that ends at a place of the tree."""

    row: Row
    capitals: tuple[bool, ...]  # which of its words must be printed with one


@dataclass(slots=True)
class _Node:
    """A place in the tree of forms."""

    next: dict[str, _Node] = field(default_factory=dict)
    ends: list[_End] = field(default_factory=list)


@cache
def _tree() -> _Node:
    root = _Node()
    for row in rows():
        for printed in (row.name, *row.forms):
            tokens = tokenise(printed)
            node = root
            for token in tokens:
                node = node.next.setdefault(token.word.low, _Node())
            strict = tuple(t.word.acronym or (row.capitals and t.word.capital) for t in tokens)
            node.ends.append(_End(row, strict))
    return root


@cache
def known_row(name: str) -> Row:
    """The row of that name; KeyError if there is none."""
    return {row.name: row for row in rows()}[name]


def known_names(tokens: Sequence[Token], bodies: Mapping[int, int]) -> Iterator[Name]:
    """The names of the lists that stand in a text, the longest at each place.

    ``bodies`` leads from the first token of each body named in it to its end: what a chair may chair.
    """
    at = 0
    while at < len(tokens):
        name = _longest(tokens, at, bodies)
        if name is None:
            at += 1
        else:
            yield name
            at = name.end


def _longest(tokens: Sequence[Token], start: int, bodies: Mapping[int, int]) -> Name | None:
    node, at = _tree(), start
    best: Name | None = None
    while at < len(tokens) and (step := node.next.get(tokens[at].word.low)) is not None:
        node, at = step, at + 1
        for end in node.ends:
            if _printed_so(tokens[start:at], end) and not _elsewhere(tokens, start, at, end.row):
                best = _name(tokens, (start, at), end.row, bodies) or best
    return best


def _printed_so(span: Sequence[Token], end: _End) -> bool:
    return all(t.word.capital or not must for t, must in zip(span, end.capitals, strict=True))


def _name(
    tokens: Sequence[Token], place: tuple[int, int], row: Row, bodies: Mapping[int, int]
) -> Name | None:
    start, end = place
    stop = _tail(tokens, end, row, bodies) if row.extend else end
    if row.needs and stop == end:
        return None
    titled = end - start > 1 and tokens[start + 1].word.capital
    proper = titled or any(t.named for t in tokens[start:stop])
    return Name(start, stop, row.kind, row.family, proper, row=row.name)


def _elsewhere(tokens: Sequence[Token], start: int, end: int, row: Row) -> bool:
    """Whether the words around say that something else is meant ("police cells")."""
    after = tokens[end].word.low if end < len(tokens) else ""
    before = tokens[start - 1].word.low if start else ""
    return after in row.not_before or before in row.not_after


def _tail(tokens: Sequence[Token], end: int, row: Row, bodies: Mapping[int, int]) -> int:
    """Where the extension of a title ends; ``end`` if it has none."""
    if end + 1 >= len(tokens) or tokens[end].word.low not in row.extend:
        return end
    at = end + 1
    at += tokens[at].word.low in cues().definite and at + 1 < len(tokens)
    if at in bodies:
        return bodies[at]
    stop = carry_on(tokens, at)
    if stop > at:
        return stop
    if row.body:
        return at + 1 if tokens[at].word.low == "board" else end
    stop = at
    while stop < len(tokens) and stop - at < _LONGEST_TAIL and tokens[stop].word.low in _tail_words():
        stop += 1
    while stop > at and tokens[stop - 1].word.low in cues().connectors:
        stop -= 1
    return stop if stop > at else end


@cache
def _tail_words() -> frozenset[str]:
    return (cues().naming | cues().heads.keys() | {"and", "services", "schools"}) - {
        "in",
        "through",
        "for",
        "of",
    }
