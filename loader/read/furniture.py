"""Which printed lines are furniture: running heads and page numbers, told by place and repetition."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from loader.records import Line

__all__ = ["furniture"]

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,3}(?: of \d{1,3})?", re.IGNORECASE)
_MARGIN = 0.12  # of the height over which a file prints: no running head reaches further in
_SAME_PLACE = 3.0  # points
_MIN_PAGES = 3  # to tell repetition by
_OFTEN = 0.5  # of the pages of one parity: left and right pages may differ


def furniture(lines: Sequence[Line]) -> frozenset[int]:
    """Indices of the lines that are running heads, running feet or page numbers.

    A line is one if it stands in the band at the top or foot of its page and its text, digits apart, stands
    at the same height on half of the pages with odd or with even numbers, or on two pages in a row if it is
    nothing but a number. Lines without a place (from text) are never told.

    >>> pages = range(1, 5)
    >>> foot = [Line(f"Inspection report {p}", p * 2, page=p, y=800) for p in pages]
    >>> body = [Line(f"Words {'abcd'[p - 1]}", p * 2 - 1, page=p, y=60) for p in pages]
    >>> sorted(furniture(body + foot))
    [4, 5, 6, 7]
    """
    placed = [(index, line, line.y) for index, line in enumerate(lines) if line.y is not None]
    if not placed:
        return frozenset()
    top, foot = min(y for *_, y in placed), max(y for *_, y in placed)
    band = _MARGIN * (foot - top)
    by_text: defaultdict[str, list[tuple[float, int, int]]] = defaultdict(list)
    for index, line, y in placed:
        if y <= top + band or y >= foot - band:
            by_text[_DIGITS.sub("0", line.text)].append((y, index, line.page))
    pages = Counter(page % 2 for page in {line.page for line in lines})
    groups = (group for found in by_text.values() for group in _at_one_height(found))
    return frozenset(index for group in groups if _repeats(lines, group, pages) for _, index, _ in group)


def _at_one_height(found: Iterable[tuple[float, int, int]]) -> Iterable[list[tuple[float, int, int]]]:
    group: list[tuple[float, int, int]] = []
    for it in sorted(found):
        if group and it[0] - group[-1][0] > _SAME_PLACE:
            yield group
            group = []
        group.append(it)
    yield group


def _repeats(lines: Sequence[Line], group: Sequence[tuple[float, int, int]], pages: Counter[int]) -> bool:
    found = {page for *_, page in group}
    if _PAGE_NUMBER.fullmatch(lines[group[0][1]].text):
        return any(after - before <= 2 for before, after in pairwise(sorted(found)))
    of_parity = Counter(page % 2 for page in found)
    return pages.total() >= _MIN_PAGES and any(
        count >= max(2, _OFTEN * pages[parity]) for parity, count in of_parity.items()
    )
