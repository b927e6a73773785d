"""Where do names stand that are the same everywhere, and the titles of posts?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from loader.interpret.naming.name_cues import Row, cues, rows
from loader.interpret.naming.names import Name, carry_on
from loader.interpret.words.tokens import Token, Tokens, tokenise
from loader.interpret.words.trees import WordTree

__all__ = ["known_names", "known_row"]

_LONGEST_TAIL = 4  # words that a lower-case extension of a title may hold


class _Form(NamedTuple):
    """What the list says of a form."""

    row: Row
    capitals: tuple[int, ...]  # which of its words must be printed with one


@cache
def _forms() -> WordTree[_Form]:
    return WordTree(
        (tokens.lows, _Form(row, tokens.strict(all_capitals=row.capitals)))
        for row in rows()
        for tokens in map(tokenise, (row.name, *row.forms))
    )


@cache
def known_row(name: str) -> Row:
    """The row of that name; KeyError if there is none."""
    return {row.name: row for row in rows()}[name]


def known_names(tokens: Tokens, bodies: Mapping[int, int]) -> Iterator[Name]:
    """The names of the lists that stand in a text, the longest at each place.

    ``bodies`` leads from the first token of each body named in it to its end: what a chair may chair.
    """
    free = 0
    for at in _forms().starts(tokens.lows):
        name = _longest(tokens, at, bodies) if at >= free else None
        if name is not None:
            yield name
            free = name.end


def _longest(tokens: Tokens, start: int, bodies: Mapping[int, int]) -> Name | None:
    best: Name | None = None
    for at, form in _forms().ends(tokens.lows, start):
        if tokens.capitalised(start, form.capitals) and not _elsewhere(tokens, start, at, form.row):
            best = _name(tokens, (start, at), form.row, bodies) or best
    return best


def _name(
    tokens: Sequence[Token], place: tuple[int, int], row: Row, bodies: Mapping[int, int]
) -> Name | None:
    start, end = place
    stop = _tail(tokens, end, row, bodies) if row.extend else end
    if row.needs and stop == end:
        return None
    titled = end - start > 1 and tokens[start + 1].capital
    proper = titled or any(t.named for t in tokens[start:stop])
    return Name(start, stop, row.kind, row.family, proper, row=row.name)


def _elsewhere(tokens: Sequence[Token], start: int, end: int, row: Row) -> bool:
    """Whether the words around say that something else is meant ("police cells")."""
    after = tokens[end].low if end < len(tokens) else ""
    before = tokens[start - 1].low if start else ""
    return after in row.not_before or before in row.not_after


def _tail(tokens: Sequence[Token], end: int, row: Row, bodies: Mapping[int, int]) -> int:
    """Where the extension of a title ends; ``end`` if it has none."""
    if end + 1 >= len(tokens) or tokens[end].low not in row.extend:
        return end
    at = end + 1
    at += tokens[at].low in cues().definite and at + 1 < len(tokens)
    if at in bodies:
        return bodies[at]
    stop = carry_on(tokens, at)
    if stop > at:
        return stop
    if row.body:
        return at + 1 if tokens[at].low == "board" else end
    stop = at
    while stop < len(tokens) and stop - at < _LONGEST_TAIL and tokens[stop].low in _tail_words():
        stop += 1
    while stop > at and tokens[stop - 1].low in cues().connectors:
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
