"""Lines into pieces: the contents list set aside, list marks and paragraph numbers told from the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loader.framework import heading_key
from loader.read.text import BULLET
from loader.records import Furniture, Line

__all__ = ["Piece", "join_text", "split_pieces"]

_MARK = re.compile(rf"^(?:{BULLET}|[-–—])[ \t]*(?=\S)")
_NUMBER = re.compile(r"^(\d{1,3})\.(?:\s+|$)")
_ENTRY_END = re.compile(r"[\t .…]\d{1,3}$")
_CONTENTS_LINES = 200  # a contents list begins and ends within this many lines
_LONGEST_ENTRY = 250


@dataclass(frozen=True, slots=True)
class Piece:
    """One printed line that is part of the text, without its mark and number."""

    text: str
    line: int
    page: int
    marked: bool = False  # a bullet or dash stood before it
    number: int | None = None  # "12." stood before it
    blank_before: bool = True
    blank_after: bool = True

    @property
    def alone(self) -> bool:
        """Whether it stands by itself, as headings do."""
        return self.blank_before and self.blank_after

    @property
    def row(self) -> bool:
        """Whether it is a row of a table: cells parted by tabs."""
        return "\t" in self.text

    @property
    def with_number(self) -> str:
        """Its text as printed, when its number turns out to be part of the words."""
        return self.text if self.number is None else f"{self.number}. {self.text}"


def split_pieces(lines: Sequence[Line]) -> tuple[tuple[Piece, ...], tuple[Piece, ...], tuple[Furniture, ...]]:
    """The pieces of the title page, those of the body, and the contents list between them.

    Without a contents list all pieces are body, and the first section heading ends the title page.
    """
    start, end = _contents(lines)
    furniture = tuple(
        Furniture(line.page, line.text, "contents") for line in lines[start:end] if line.text.strip()
    )
    return tuple(_pieces(lines[:start])), tuple(_pieces(lines[end:])), furniture


def join_text(parts: Sequence[str]) -> str:
    """The parts of one text that line and page breaks parted.

    A hyphen at a line end nearly always belongs to the word in these reports, so it stays.

    >>> join_text(["multi-", "agency work with", "the child"])
    'multi-agency work with the child'
    """
    glued = (part if part.endswith("-") and part[-2:-1].isalpha() else f"{part} " for part in parts[:-1])
    return "".join((*glued, *parts[-1:]))


def _contents(lines: Sequence[Line]) -> tuple[int, int]:
    """Where the contents list starts and ends: from its heading to its last entry with a page number."""
    start = next(
        (i for i, line in enumerate(lines[:_CONTENTS_LINES]) if heading_key(line.text) == "contents"), None
    )
    if start is None:
        return 0, 0
    end = start + 1
    for i in range(start + 1, min(start + _CONTENTS_LINES, len(lines))):
        text = lines[i].text
        if len(text) > _LONGEST_ENTRY or _NUMBER.match(_MARK.sub("", text)):
            break
        if _ENTRY_END.search(text):
            end = i + 1
    return start, end


def _pieces(lines: Sequence[Line]) -> Iterator[Piece]:
    blank = [not line.text.strip() for line in lines]
    for i, line in enumerate(lines):
        if blank[i]:
            continue
        text, marked = _cut(_MARK, line.text.strip())
        number = _NUMBER.match(text)
        yield Piece(
            text=text[number.end() :] if number else text,
            line=line.number,
            page=line.page,
            marked=marked,
            number=int(number[1]) if number else None,
            blank_before=i == 0 or blank[i - 1],
            blank_after=i + 1 == len(lines) or blank[i + 1],
        )


def _cut(pattern: re.Pattern[str], text: str) -> tuple[str, bool]:
    found = pattern.match(text)
    return (text[found.end() :], True) if found else (text, False)
