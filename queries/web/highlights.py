"""The words of a block with what was read from them marked in place.

Elements of a page must nest, and spans of characters need not: of two that overlap in part, the one that
begins later is cut where the earlier one ends. A link can't stand in a link: what holds another mark leads to
its page by a note after its last word. No character of the text is lost, moved or added outside notes.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from markupsafe import Markup, escape

__all__ = ["Mark", "Span", "highlighted"]


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Something that was read from words."""

    kind: str  # the class of its element: "finding weakness"
    address: str  # of its page
    note: str  # what a link says that stands after the words
    apart: bool = False  # whether it always has a note, and is no link itself


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of a block and what was read from them: code points from 0, the end not included."""

    start: int
    end: int
    anchor: str  # the id of its element
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A span, or what is left of it after a cut."""

    span: Span
    start: int
    end: int

    @property
    def order(self) -> tuple[int, int, str]:
        """Where it begins, the longest first."""
        return self.start, -self.end, self.span.anchor

    def __lt__(self, other: _Piece) -> bool:
        return self.order < other.order


def highlighted(text: str, spans: Iterable[Span]) -> Markup:
    """The text, escaped, with its marks.

    Examples
    --------
    >>> mark = Mark("mention", "/body/MDW/board", "names the board")
    >>> print(highlighted("The <board> met.", [Span(4, 11, "e1", (mark,))]))
    The <a class="mention" id="e1" href="/body/MDW/board">&lt;board&gt;</a> met.

    """
    return Markup("".join(_written(text, tuple(_nested(spans, len(text))))))  # noqa: S704 — all escaped


def _nested(spans: Iterable[Span], length: int) -> Iterator[_Piece]:
    """Pieces that nest, each before those that it holds."""
    waiting = [_Piece(span, max(span.start, 0), min(span.end, length)) for span in spans]
    heapq.heapify(waiting)
    open_ends: list[int] = []
    while waiting:
        piece = heapq.heappop(waiting)
        if piece.start >= piece.end:
            continue
        while open_ends and open_ends[-1] <= piece.start:
            open_ends.pop()
        if open_ends and piece.end > open_ends[-1]:
            heapq.heappush(waiting, replace(piece, start=open_ends[-1]))
            piece = replace(piece, end=open_ends[-1])
        open_ends.append(piece.end)
        yield piece


def _written(text: str, pieces: Sequence[_Piece]) -> Iterator[str]:
    at = 0
    still_open: list[tuple[_Piece, bool]] = []

    def close(up_to: int) -> Iterator[str]:
        nonlocal at
        while still_open and still_open[-1][0].end <= up_to:
            piece, is_link = still_open.pop()
            yield escape(text[at : piece.end])
            yield from _closing(piece, is_link, len(text))
            at = piece.end

    for piece, following in zip_longest(pieces, pieces[1:]):
        yield from close(piece.start)
        yield escape(text[at : piece.start])
        at = piece.start
        holds_another = following is not None and following.start < piece.end
        is_link = not holds_another and len(piece.span.marks) == 1 and not piece.span.marks[0].apart
        yield _opening(piece, is_link)
        still_open.append((piece, is_link))
    yield from close(len(text))
    yield escape(text[at:])


def _opening(piece: _Piece, is_link: bool) -> str:
    marks = piece.span.marks
    kinds = escape(" ".join(dict.fromkeys(mark.kind for mark in marks)))
    is_first = piece.start == max(piece.span.start, 0)
    name = f' {"id" if is_first else "data-of"}="{escape(piece.span.anchor)}"'
    if is_link:
        return f'<a class="{kinds}"{name} href="{escape(marks[0].address)}">'
    return f'<span class="{kinds}"{name}>'


def _closing(piece: _Piece, is_link: bool, length: int) -> Iterator[str]:
    if is_link:
        yield "</a>"
        return
    yield "</span>"
    if piece.end == min(piece.span.end, length):
        for mark, note in _noted(piece.span.marks):
            yield f'<a class="note {escape(mark.kind)}" href="{escape(mark.address)}">{escape(note)}</a>'


def _noted(marks: Iterable[Mark]) -> Iterator[tuple[Mark, str]]:
    """The marks that have a note; of several with the same one each has its number."""
    said = [mark for mark in marks if mark.note]
    counts, seen = Counter(mark.note for mark in said), Counter[str]()
    for mark in said:
        seen[mark.note] += 1
        yield mark, f"{mark.note} {seen[mark.note]}" if counts[mark.note] > 1 else mark.note
