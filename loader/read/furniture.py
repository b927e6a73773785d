"""Which printed lines are furniture: running heads and page numbers, told by place and repetition."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from loader.records import Line

__all__ = ["furniture"]

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,3}(?: of \d{1,3})?", re.IGNORECASE)
_MARGIN = 0.12  # of the height over which a file prints: no running head reaches further in
_SAME_PLACE = 3.0  # points: a number alone
_NEAR = 30.0  # points: words, which move with the number of lines that they are set in
_MIN_PAGES = 3  # to tell repetition by
_OFTEN = 0.5  # of the pages of one parity: left and right pages may differ
_OF_A_PART = 3  # pages of one parity, where only a part of the file has the head

_Place = tuple[float, int, int]  # height in points, index of the line, page


def furniture(lines: Sequence[Line]) -> frozenset[int]:
    """Indices of the lines that are running heads, running feet or page numbers.

    A line is one if it stands in the band at the top or foot of its page and its text, digits apart, stands
    near the same height on most pages with odd or with even numbers, on half of those of a part of the file,
    or on two pages in a row if it is nothing but a number. So is the last line of a page that is nothing but
    the number of the page. Lines without a place (from text) are never told.

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
    by_text: defaultdict[str, list[_Place]] = defaultdict(list)
    for index, line, y in placed:
        if y <= top + band or y >= foot - band:
            by_text[_DIGITS.sub("0", line.text)].append((y, index, line.page))
    pages = sorted({line.page for line in lines})
    lowest = {line.page: index for index, line, _ in placed}
    told = {index for page, index in lowest.items() if lines[index].text == str(page)}
    for text, found in by_text.items():
        numbers = _PAGE_NUMBER.fullmatch(text) is not None
        for group in _at_one_height(found, _SAME_PLACE if numbers else _NEAR):
            if _counts(group) if numbers else _repeats(group, pages):
                told.update(index for _, index, _ in group)
    return frozenset(told)


def _at_one_height(found: Iterable[_Place], near: float) -> Iterator[list[_Place]]:
    group: list[_Place] = []
    for it in sorted(found):
        if group and it[0] - group[0][0] > near:
            yield group
            group = []
        group.append(it)
    yield group


def _repeats(group: Sequence[_Place], pages: Sequence[int]) -> bool:
    """Whether words stand on enough pages: of the file, or of the part where they stand at all."""
    if len(pages) < _MIN_PAGES:
        return 1 < len(pages) == len({page for *_, page in group})
    for parity in (0, 1):
        on = {page for *_, page in group if page % 2 == parity}
        of_file = [page for page in pages if page % 2 == parity]
        of_part = [page for page in of_file if on and min(on) <= page <= max(on)]
        if len(on) > max(1, _OFTEN * len(of_file)) or len(on) >= max(_OF_A_PART, _OFTEN * len(of_part)):
            return True
    return False


def _counts(group: Sequence[_Place]) -> bool:
    """Whether numbers stand on two pages in a row, or with one page between."""
    return any(after - before <= 2 for before, after in pairwise(sorted({page for *_, page in group})))
