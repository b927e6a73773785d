"""The printed lines of a PDF into boxes: what stands together on a page and looks alike.

A box is a heading, a paragraph, a list item, a row of a table or a footnote. Nothing here knows words: a box
ends where the next line stands further off than lines do, looks different, or begins with a mark.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import inf
from operator import attrgetter

from loader.blocks.pieces import join_text
from loader.read.furniture import furniture
from loader.read.text import BULLET
from loader.records import Line

__all__ = ["Box", "boxes"]

# Measures in multiples of the font size, unless they are of the distance between lines.
_SAME_ROW = 0.75  # lines nearer than this stand side by side, in cells of a table
_SAME_ROW_APART = 0.9  # the same where one line ends left of the other
_LOOSER = 1.13  # of the usual distance: lines further apart are in two boxes
_LOOSEST = 2.0  # double spacing, in which some footnotes are set
_USUAL_PITCH = 1.2  # the distance between lines where a file is too short to tell
_LARGER = 0.4  # points above the text's size: a heading
_SMALLER = 1.4  # points below the text's size: a footnote
_ONE_COLUMN = 40.0  # points: left edges nearer than this are one column, centred or indented
_SAME_EDGE = 3.0  # points
_LONGEST_HEADING = 260  # characters: bold text that is longer is emphasised, not a heading
_NOT_SELDOM = 0.1  # of the lines: in a letter of short items most stand further apart than lines of one item
_MOSTLY = 0.5  # of the characters: where more are bold, bold is how the text is set

_FIRST = -1.0  # stands for the left edge of the first column, which may be indented
_MARK = re.compile(rf"(?:{BULLET}|[-–—])\s")
_NUMBER = re.compile(r"(\d{1,3})\.\s")
_NOTE = re.compile(r"[⁰¹²³⁴-⁹]+\s?|\d{1,2}(?:$|\s(?=[A-Z‘“]))")


@dataclass(frozen=True, slots=True)
class Box:
    """Lines that stand together, and what their look says they are."""

    lines: tuple[Line, ...]
    cells: tuple[str, ...] = ()  # of a table row, from the left; () if it is none
    heading: bool = False
    note: bool = False  # a footnote
    rank: float = 0.0  # of a heading: the larger, the higher
    top: bool = False  # the first of its page that is no footnote

    @property
    def x(self) -> float:
        """Its left edge, points from the left of the page."""
        return self.lines[0].x or 0.0


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the text of a file is set."""

    size: float  # of the font, points
    pitch: float  # distance between lines, multiples of the font size
    bold: bool  # most of the text is


def boxes(lines: Sequence[Line]) -> tuple[tuple[Box, ...], tuple[Line, ...]]:
    """The boxes of a file in reading order, and the lines that are running heads and page numbers."""
    margins = furniture(lines)
    setting = _setting(lines)
    text = [line for index, line in enumerate(lines) if index not in margins]
    found: list[Box] = []
    table: float | None = None
    for _, page in groupby(text, key=attrgetter("page")):
        on_page, table = _of_page(list(page), setting, table)
        found += on_page
    return tuple(found), tuple(lines[index] for index in sorted(margins))


def _setting(lines: Sequence[Line]) -> _Setting:
    sizes: Counter[float] = Counter()
    bold = 0
    for line in lines:
        sizes[round(line.size or 0, 1)] += len(line.text)
        bold += len(line.text) if line.bold else 0
    size = max(sizes, key=lambda it: (sizes[it], it), default=12.0)
    pitches: Counter[float] = Counter()
    for above, below in pairwise(lines):
        if size and above.page == below.page and above.size == below.size == size:
            pitches[round(_gap(above, below) / size, 2)] += 1
    usual = {pitch: count for pitch, count in pitches.items() if 1 <= pitch <= 2}
    often = _NOT_SELDOM * sum(usual.values())
    pitch = min((pitch for pitch, count in usual.items() if count >= often), default=_USUAL_PITCH)
    return _Setting(size, pitch, bold > _MOSTLY * sizes.total())


def _gap(above: Line, below: Line) -> float:
    return (below.y or 0.0) - (above.y or 0.0)


# From lines to groups that stand together


def _of_page(lines: Sequence[Line], setting: _Setting, table: float | None) -> tuple[list[Box], float | None]:
    """The boxes of a page, and where the second column of the table begins that goes on after it, if any.

    Parameters
    ----------
    lines
        Of the page, without its margins.
    setting
        How the text of the file is set.
    table
        Where the second column begins of a table that the page before ended with; None if it did not.

    """
    found: list[Box] = []
    top = True
    for group in _groups(lines, setting):
        box, edge = _box(group, setting, table)
        found.append(replace(box, top=top and not box.note))
        if not box.note:
            top, table = False, edge
    return found, table


def _groups(lines: Iterable[Line], setting: _Setting) -> Iterator[list[Line]]:
    group: list[Line] = []
    row = False  # whether it has cells
    for line in lines:
        if group and not _belongs(group, line, setting, row=row):
            yield group
            group, row = [], False
        row = row or len(line.cells) > 1 or (bool(group) and _beside(group[-1], line, line.size or 0.0))
        group.append(line)
    if group:
        yield group


def _belongs(group: Sequence[Line], line: Line, setting: _Setting, *, row: bool) -> bool:
    """Whether a line goes on with the group, or the row of a table, that the line above it ends."""
    above = group[-1]
    size = max(above.size or 0.0, line.size or 0.0)
    gap = _gap(above, line)
    if _beside(above, line, size):
        return True
    if _is_note(group[0], setting) and (above.size == line.size or _is_bare_mark(group, line, setting)):
        return gap <= _LOOSEST * size and not _NOTE.match(line.text)
    if gap > _LOOSER * setting.pitch * size or abs((above.size or 0) - (line.size or 0)) > _LARGER:
        return False
    if row or len(line.cells) > 1:
        return above.bold == line.bold or len(line.cells) == 1
    if above.bold != line.bold and not _runs_on(above, line):
        return False
    return not _starts(group, line)


def _is_bare_mark(group: Sequence[Line], line: Line, setting: _Setting) -> bool:
    """Whether a group is nothing but the mark of a note, raised so far that its text is the next line."""
    return len(group) == 1 and group[0].text.isdigit() and (line.size or 0.0) <= setting.size - _SMALLER


def _runs_on(above: Line, line: Line) -> bool:
    """Whether a line in another weight goes on with the sentence above it."""
    return line.text[:1].islower() and above.text[-1:] not in ".:;?"


def _beside(above: Line, below: Line, size: float) -> bool:
    """Whether two lines stand side by side; cells of a row may be level in their middles alone."""
    apart = (above.right or inf) < (below.x or 0.0) or (below.right or inf) < (above.x or 0.0)
    return _gap(above, below) < (_SAME_ROW_APART if apart else _SAME_ROW) * size


def _starts(group: Sequence[Line], line: Line) -> bool:
    """Whether a line begins an item: with a bullet, or with a dash or number that stands elsewhere.

    A number that stands further in is a word of a numbered paragraph: "… aged" above, "16. Children …" below.
    """
    if line.text.startswith(BULLET):
        return True
    if not (_MARK.match(line.text) or _NUMBER.match(line.text)):
        return False
    left = (group[-1].x or 0.0) - (line.x or 0.0)
    hung = len(group) > 1 or _MARK.match(group[0].text) or _NUMBER.match(group[0].text)
    if not hung:
        return True
    if abs(left) <= _SAME_EDGE:
        return _counts_on(group[-1].text, line.text)
    return left > 0 or _MARK.match(line.text) is not None


def _counts_on(above: str, text: str) -> bool:
    """Whether two lines begin one item each: both with a mark, or with a number and the next."""
    first, second = _NUMBER.match(above), _NUMBER.match(text)
    if first and second:
        return int(second[1]) == int(first[1]) + 1
    return _MARK.match(above) is not None and _MARK.match(text) is not None


# What a group is


def _box(group: list[Line], setting: _Setting, table: float | None) -> tuple[Box, float | None]:
    """The box of a group, and where its second column begins if it is a row."""
    edge = _second_column(group, table)
    cells = _cells(group, edge) if edge is not None else ()
    if len(cells) < 2:
        cells = ()
    note = _is_note(group[0], setting)
    heading = not note and _is_heading(group, setting)
    rank = (group[0].size or 0.0) + (0.1 if group[0].bold else 0.0) if heading else 0.0
    return Box(tuple(group), cells, heading, note, rank), edge


def _is_note(line: Line, setting: _Setting) -> bool:
    return (line.size or 0.0) <= setting.size - _SMALLER and _NOTE.match(line.text) is not None


def _is_heading(group: Sequence[Line], setting: _Setting) -> bool:
    if group[0].text.startswith(BULLET) or sum(len(line.text) for line in group) > _LONGEST_HEADING:
        return False
    size = group[0].size or 0.0
    if size > setting.size + _LARGER:
        return True
    return not setting.bold and size >= setting.size - _LARGER and all(line.bold for line in group)


def _second_column(group: Sequence[Line], table: float | None) -> float | None:
    """Where the second column begins; None if the group is no row of a table.

    A gap inside a line of running text is no gutter: other lines of the group cross it.
    """
    edges = [edge for line in group for edge in line.cells[1:]]
    left = min(line.x or 0.0 for line in group)
    for above, below in pairwise(group):
        if _beside(above, below, below.size or 0.0):
            edges += [max(above.x or 0.0, below.x or 0.0)]
    edges = [edge for edge in edges if edge > left + _SAME_EDGE]
    if table is not None and any((line.x or 0.0) >= table - _ONE_COLUMN for line in group) and not edges:
        return table
    if not edges:
        return None
    gutter = min(edges)
    crossing = [
        line
        for line in group
        if len(line.cells) == 1 and (line.x or 0.0) < gutter - _SAME_EDGE and (line.right or 0.0) > gutter + 1
    ]
    return None if crossing else gutter


def _cells(group: Iterable[Line], second: float) -> tuple[str, ...]:
    """The texts of a row's columns, each joined over its lines; the first is empty where it goes on."""
    columns: dict[float, list[str]] = {_FIRST: []}
    for line in group:
        for edge, text in zip(line.cells, line.text.split("\t"), strict=True):
            columns.setdefault(_column(edge, second, columns), []).append(text)
    return tuple(join_text(columns[start]) for start in sorted(columns)) if len(columns) > 1 else ()


def _column(edge: float, second: float, known: Iterable[float]) -> float:
    if edge < second - _SAME_EDGE:
        return _FIRST
    near = [start for start in known if start >= 0 and abs(start - edge) <= _ONE_COLUMN]
    return min(near, key=lambda start: abs(start - edge), default=edge)
