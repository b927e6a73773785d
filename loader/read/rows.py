"""From the words of a page to its printed lines: what stands on one baseline, cells parted by tabs.

Nothing here knows PDF: places are points from the left and the top of the page.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from loader.read.text import BULLET, normalise
from loader.records import Line

__all__ = ["Stretch", "is_raised", "rows_of", "superscript"]

# Measures in ems: multiples of the font size.
_SAME_BASELINE = 0.4  # lines stand at least one em apart
_MARK_RAISED = 0.6  # a footnote's mark above its text: half an em in most reports
_CELL_GAP = 0.8  # two and a half spaces of Tahoma (0.313 em), in which most reports are set
_LABEL_GAP = 4.0  # between a bullet or a number and its text
_RAISED, _SMALL = 0.1, 0.85  # a mark stands at least so much higher, and is at most so large

_LABEL = re.compile(r"[-–—]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]?|\d{1,2}\.\d{1,2}\.?")
_LEFT = attrgetter("left")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Stretch(NamedTuple):
    """Words set in one go, their place and their look."""

    text: str
    left: float
    right: float
    y: float  # baseline
    size: float  # of its font
    bold: bool


def is_raised(y: float, size: float, beside_y: float, beside_size: float) -> bool:
    """Whether text stands above other text on its line and is smaller, as the mark of a footnote is.

    >>> is_raised(96, 8, 100, 12), is_raised(100, 8, 100, 12)
    (True, False)
    """
    return size <= _SMALL * beside_size and y <= beside_y - _RAISED * beside_size


def superscript(digits: str) -> str:
    """Digits as they are printed when raised.

    >>> superscript("12")
    '¹²'
    """
    return digits.translate(_SUPERSCRIPTS)


def rows_of(stretches: Iterable[Stretch], page: int = 1, number: int = 1) -> list[Line]:
    """The printed lines of a page, from the top, each from the left, numbered from a number on.

    >>> lines = rows_of([Stretch("of", 90, 99, 20, 10, False), Stretch("End", 70, 87, 20, 10, False)])
    >>> [(line.text, line.x, line.right) for line in lines]
    [('End of', 70, 99)]
    """
    rows = sorted(_by_baseline(stretches), key=lambda row: row[0].y)
    lines: list[Line] = []
    for row in rows:
        line = _line(sorted(row, key=_LEFT), page, number + len(lines))
        if line.text:
            lines.append(line)
    return lines


def _by_baseline(stretches: Iterable[Stretch]) -> Iterable[list[Stretch]]:
    """What stands on one baseline, or is raised a little above it."""
    baselines: list[float] = []  # sorted; each is that of the first stretch of its row
    rows: dict[float, list[Stretch]] = {}
    row: list[Stretch] = []
    for stretch in stretches:
        if not row or not _level(row[0], stretch):
            at = bisect_left(baselines, stretch.y)
            near = (rows[y] for y in baselines[max(at - 1, 0) : at + 1])
            row = next((it for it in near if _level(it[0], stretch)), [])
            if not row:
                baselines.insert(at, stretch.y)
                rows[stretch.y] = row
        row.append(stretch)
    return rows.values()


def _level(a: Stretch, b: Stretch) -> bool:
    apart = abs(a.y - b.y)
    if apart == 0:
        return True
    small, large = (a, b) if a.size < b.size else (b, a)
    raised = small.text.isdecimal() and is_raised(small.y, small.size, large.y, large.size)
    return apart <= (
        _MARK_RAISED * large.size if raised else _SAME_BASELINE * min(large.size, 2 * small.size)
    )


def _line(row: Sequence[Stretch], page: int, number: int) -> Line:
    size, y = _main(row)
    cells = [(cell[0].left, normalise(_text(cell, y, size).replace("\t", " "))) for cell in _cells(row)]
    cells = [(left, text) for left, text in cells if text]
    return Line(
        text="\t".join([text for _, text in cells]),
        number=number,
        page=page,
        size=size,
        x=round(row[0].left, 1),
        y=round(y, 1),
        right=round(max([it.right for it in row]), 1),
        bold=sum([len(it.text) if it.bold else -len(it.text) for it in row]) > 0,
        cells=tuple([round(left, 1) for left, _ in cells]),
    )


def _main(row: Sequence[Stretch]) -> tuple[float, float]:
    """Size of most characters of a row, to a tenth of a point, and the baseline of the first of them."""
    if len({it.size for it in row}) == 1:
        return round(row[0].size, 1), row[0].y
    sizes: Counter[float] = Counter()
    for it in row:
        sizes[round(it.size, 1)] += len(it.text)
    size = max(sizes, key=lambda it: (sizes[it], it))
    return size, next(it.y for it in row if round(it.size, 1) == size)


def _cells(row: Sequence[Stretch]) -> Iterator[Sequence[Stretch]]:
    """A row parted where the gap is wide; a bullet or number stays with its text."""
    start = 0
    for at, (before, after) in enumerate(pairwise(row), start=1):
        gap = after.left - before.right
        em = max(before.size, after.size)
        if gap <= _CELL_GAP * em or (at == start + 1 and gap <= _LABEL_GAP * em and _is_label(before.text)):
            continue
        yield row[start:at]
        start = at
    yield row[start:]


def _is_label(text: str) -> bool:
    """Whether a word is a mark or number that a list or paragraph begins with."""
    return _LABEL.fullmatch(text) is not None or normalise(f"{text} a") == f"{BULLET} a"


def _text(cell: Sequence[Stretch], y: float, size: float) -> str:
    if len(cell) == 1:
        return cell[0].text
    return " ".join([superscript(it.text) if _is_mark(it, y, size) else it.text for it in cell])


def _is_mark(stretch: Stretch, y: float, size: float) -> bool:
    return stretch.text.isdecimal() and is_raised(stretch.y, stretch.size, y, size)
