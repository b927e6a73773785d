"""Laid-out PDFs for tests, each from a few lines of plain text.

Every line of the text is one thing on a page, told by how it begins; whatever else is a paragraph:

    = # ## ###   headings, from 26 points plain to 12 points bold;  ~  a plain one, a little larger than text
    12.          a numbered paragraph, its text hung
    •            an item, whatever its mark; two spaces before it for each level
    |  |^  |_    a row of a table, its cells centred, or set at the top, or at the foot
    [1]          a footnote, set at the foot of the page
    ---          the end of a page
    @name value  what holds from here on: @columns 77 388, @head, @foot, @left, @down (points of space)
    +            before any of these: close under the line before;  {9}, {b} or {14b}: in that size, bold

Inside the words ``//`` ends a printed line, ``///`` a page, ``board^1`` has a raised mark, *these words* are
bold, and ``{page}`` in a head or foot is the page's number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from reportlab.pdfbase.pdfmetrics import stringWidth

from loader.blocks.drafts import Assembled
from loader.blocks.page_blocks import blocks_of_pages
from loader.framework import framework
from loader.read.pdf import read_pdf
from loader.records import Block, Document, Section, Source
from loader.segment import segment
from tests.loader.read.pdf_files import Text, pdf

__all__ = ["LAYOUTS", "changed", "document", "laid_out", "outline", "read", "source"]

# Short reports of our own, laid out as the published ones of their kind are. Barchester is invented.
_FILES = sorted((Path(__file__).parent / "layouts").glob("*.txt"))
LAYOUTS = {file.stem: file.read_text(encoding="utf-8") for file in _FILES}

_TOP, _BOTTOM, _RIGHT = 106.0, 770.0, 524.0  # points
_HEAD, _FOOT = 42.0, 812.0
_PITCH = 14.5 / 12  # of the font size
_HUNG, _STEP = 28.0, 18.0  # from a number, and from an item's mark, to the text
_LEVEL = 28.0  # from an item's mark to that of an item inside it
_NOTE_SIZE, _MARK_SIZE = 10.0, 6.5
_FONTS = {False: "Helvetica", True: "Helvetica-Bold"}
_HEADINGS = {
    "=": (26.0, False),
    "#": (16.0, True),
    "##": (14.0, True),
    "###": (12.0, True),
    "~": (12.6, False),
}

_LINE = re.compile(r"(?P<close>\+)?(?:\{(?P<size>[\d.]*)(?P<bold>b?)\})?(?P<rest>.*)")
_THING = re.compile(
    r"(?:(?P<heading>=|#{1,3}|~) |(?P<row>\|)(?P<set>[\^_]?) |\[(?P<note>\d+)\] "
    r"|(?P<indent> *)(?P<mark>[•■▪–-]|\d{1,3}\.) )?(?P<words>.*)"
)


class _Word(NamedTuple):
    text: str
    bold: bool
    mark: str  # raised behind it


@dataclass
class _Press:
    """Sets things one below the other, page by page."""

    pages: list[list[Text]] = field(default_factory=lambda: [[]])
    y: float = _TOP  # baseline of the line to be set next
    bottom: float = _BOTTOM
    left: float = 71.0
    columns: tuple[float, ...] = (77.0, 388.0)
    head: str = ""
    foot: str = "| {page}"
    notes: list[tuple[str, str]] = field(default_factory=list)

    def line(self, text: str) -> None:
        """Set one line of the text that tests are written in."""
        if text == "---":
            self.end_page()
        elif text.startswith("@"):
            self._hold(*text[1:].split(" ", maxsplit=1))
        else:
            self._set(text)

    def _set(self, text: str) -> None:
        told = _LINE.fullmatch(text)
        thing = _THING.fullmatch(told["rest"] if told else "")
        assert told and thing
        words, gap = thing["words"], 0.0 if told["close"] else 12.0
        size, bold = float(told["size"] or 12), bool(told["bold"])
        if thing["row"]:
            self._row(words.split("|"), size, gap / 2, thing["set"], bold=bold)
        elif thing["note"]:
            self._keep_note(thing["note"], words)
        elif thing["mark"]:
            self._marked(thing["mark"], words, len(thing["indent"]) // 2, size, gap)
        else:
            size, bold = _HEADINGS.get(thing["heading"], (size, bold))
            self._flow(words, self.left, size, gap, bold=bold)

    def end_page(self) -> None:
        """Set notes, head and foot, and begin the next page."""
        y = self.bottom + 14
        for number, words in self.notes:
            self._put(number, self.left, y - 4, _MARK_SIZE)
            for n, line in enumerate(_lines(words, _RIGHT - self.left, _NOTE_SIZE)):
                self._words(line, self.left if n else self.left + 6, y, _NOTE_SIZE)
                y += _NOTE_SIZE * _PITCH
        for margin, at in ((self.head, _HEAD), (self.foot, _FOOT)):
            cells = [cell.strip() for cell in margin.format(page=len(self.pages)).split("|")]
            for cell, x in zip(cells, (self.left, 510), strict=False):
                self._put(cell, x, at, 10)
        self.pages.append([])
        self.notes = []
        self.y, self.bottom = _TOP, _BOTTOM

    def _hold(self, name: str, value: str = "") -> None:
        if name == "columns":
            self.columns = tuple(map(float, value.split()))
        elif name == "down":
            self.y += float(value)
        else:
            setattr(self, name, float(value) if name == "left" else value)

    def _keep_note(self, number: str, words: str) -> None:
        self.notes.append((number, words))
        self.bottom -= _NOTE_SIZE * _PITCH * len(_lines(words, _RIGHT - self.left, _NOTE_SIZE)) + 8

    def _marked(self, mark: str, words: str, level: int, size: float, gap: float) -> None:
        x, numbered = self.left + level * _LEVEL, mark[0].isdecimal()
        self._flow(
            words, x + (_HUNG if numbered else _STEP), size, gap if numbered else gap / 2, mark=(mark, x)
        )

    def _flow(
        self,
        words: str,
        x: float,
        size: float,
        gap: float,
        *,
        bold: bool = False,
        mark: tuple[str, float] | None = None,
    ) -> None:
        """Set words line by line, over the end of a page where they reach it."""
        self.y += gap if self.pages[-1] else 0
        for part, of_page in enumerate(words.split("///")):
            if part:
                self.end_page()
            for line in _lines(of_page, _RIGHT - x, size, bold=bold):
                if self.y > self.bottom:
                    self.end_page()
                if mark:
                    self._put(*mark, self.y, size)
                    mark = None
                self._words(line, x, self.y, size)
                self.y += size * _PITCH

    def _row(self, cells: Iterable[str], size: float, gap: float, where: str, *, bold: bool) -> None:
        ends = (*self.columns[1:], _RIGHT)
        widths = [end - start - 8 for start, end in zip(self.columns, ends, strict=True)]
        texts = [_lines(cell, width, size, bold=bold) for cell, width in zip(cells, widths, strict=False)]
        height = max(map(len, texts))
        pitch = size * _PITCH
        if self.y + height * pitch > self.bottom:
            self.end_page()
        self.y += gap if self.pages[-1] else 0
        share = {"^": 0.0, "": 0.5, "_": 1.0}[where]
        for x, lines in zip(self.columns, texts, strict=False):
            for number, line in enumerate(lines):
                self._words(line, x, self.y + (share * (height - len(lines)) + number) * pitch, size)
        self.y += height * pitch

    def _words(self, line: Sequence[_Word], x: float, y: float, size: float) -> None:
        """Set the words of a printed line, in one go as far as they look alike."""
        space = stringWidth(" ", _FONTS[False], size)
        for run in _runs(line):
            text, last = " ".join(word.text for word in run), run[-1]
            self._put(text, x, y, size, bold=last.bold)
            x += stringWidth(text, _FONTS[last.bold], size)
            self._put(last.mark, x, y - size / 3, _MARK_SIZE)
            x += stringWidth(last.mark, _FONTS[False], _MARK_SIZE) + space

    def _put(self, text: str, x: float, y: float, size: float, *, bold: bool = False) -> None:
        if text:
            self.pages[-1].append(Text(text, x, y, size, _FONTS[bold]))


def _runs(line: Iterable[_Word]) -> Iterator[list[_Word]]:
    """Words that are set in one go: they look alike, and only the last has a mark."""
    run: list[_Word] = []
    for word in line:
        if run and (run[-1].mark or run[-1].bold != word.bold):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _lines(words: str, width: float, size: float, *, bold: bool = False) -> list[list[_Word]]:
    """Words parted into printed lines of a width."""
    lines: list[list[_Word]] = []
    for part in words.split("//"):
        lines.append([])
        room = width
        for word in _words(part, bold=bold):
            needs = stringWidth(f"{word.text} ", _FONTS[word.bold], size)
            if needs > room and lines[-1]:
                lines.append([])
                room = width
            lines[-1].append(word)
            room -= needs
    return [line for line in lines if line]


def _words(text: str, *, bold: bool) -> Iterator[_Word]:
    for word in text.split():
        bold |= word.startswith("*")
        bare, _, mark = word.strip("*").partition("^")
        yield _Word(bare, bold, mark)
        bold &= not word.endswith("*")


@cache
def laid_out(text: str) -> bytes:
    """A PDF of the things that a text lists."""
    press = _Press()
    for line in text.strip().splitlines():
        if line:
            press.line(line)
    press.end_page()
    return pdf(*press.pages[:-1])


def changed(name: str, *changes: tuple[str, str]) -> str:
    """One of the reports with some of its words replaced; each must stand in it."""
    text = LAYOUTS[name]
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def source(text: str) -> Source:
    """Its printed lines, as read."""
    return read_pdf("small.pdf", laid_out(text))


def document(text: str) -> Document:
    """Its blocks and sections."""
    return segment(source(text))


def read(text: str, kind: str = "ilacs") -> Assembled:
    """Its blocks and sections, read as a report of some kind whatever its title."""
    return blocks_of_pages(source(text).lines, framework(kind))[0]


def outline(found: Document | Assembled) -> str:
    """All that was made of a report: a line for each block, and one where another section goes on.

    A block is its id and kind, what it stands under (``under``) and is part of (``of``), and its text; a
    section is its role, aspect, grade with the block of the grade, and title.
    """
    lines: list[str] = []
    section: int | None = None
    for block in found.blocks:
        if block.section not in (None, section):
            section = block.section
            lines.append(_section(found.sections[section or 0]))
        lines.append(_block(block))
    lines += [f"unread on page {it.page}: {it.text}: {it.why}" for it in found.unread]
    return "\n".join(lines)


def _section(section: Section) -> str:
    grade = f"{section.grade} ({section.grade_block})" if section.grade else None
    said = [section.role, *(it for it in (section.aspect, grade) if it)]
    return f"[{', '.join(said)}] {section.title}"


def _block(block: Block) -> str:
    under = f" under {block.heading}" if block.heading else ""
    of = f" of {block.lead_in}" if block.lead_in else ""
    text = block.text.replace("\t", " | ")
    return f"{block.id} {block.kind}{under}{of}: {text}"
