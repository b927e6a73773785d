"""The text of one page of a PDF, with where it stands and how it looks.

PDFium gives a page's characters with spaces between words, and a hyphen at a line's end as U+FFFE with no
line end after it. To ask it of each character costs several times what the text costs, so each word is asked
only which text object it begins in, and each stretch of words of one object where it begins and ends.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

from loader.read.pdf_looks import Look, Looks
from loader.read.pdfium import Address, address, char_box, object_at
from loader.read.rows import Stretch, is_raised, superscript

__all__ = ["PageReader", "page_text"]

_WORD = re.compile(r"[^\s\ufffe]+\ufffe?|\ufffe")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LOOSE = 0.75  # ems a character: text set wider on average has wide gaps, as a table's row set in one go


def page_text(text_page: Any) -> str:
    """The text of a page: one character for each of PDFium's, so that places in it are PDFium's indices."""
    count = max(pdfium.FPDFText_CountChars(text_page), 0)
    buffer = (ctypes.c_ushort * (count + 1))()
    written = max(pdfium.FPDFText_GetText(text_page, 0, count, buffer) - 1, 0)
    text = bytes(buffer)[: 2 * written].decode("utf-16-le", "surrogatepass")
    if len(text) != count:  # PDFium left out characters that mean nothing
        codes = (pdfium.FPDFText_GetUnicode(text_page, i) for i in range(count))
        text = "".join(chr(code) if code <= 0x10FFFF else "\ufffd" for code in codes)
    return _SURROGATE.sub("\ufffd", text)


class PageReader:
    """One open page: PDFium's ``FPDF_PAGE`` and its ``FPDF_TEXTPAGE``."""

    def __init__(self, page: Any, text_page: Any) -> None:
        self.text = page_text(text_page)
        self.left_out: Counter[str] = (
            Counter()
        )  # characters that a reader of the page does not see, by reason
        self._text_page = address(text_page)
        self._looks = Looks(page, text_page)
        self._first, self._last = pdfium.FS_RECTF(), pdfium.FS_RECTF()
        self._at_first, self._at_last = ctypes.addressof(self._first), ctypes.addressof(self._last)

    def stretches(self) -> Iterator[Stretch]:
        """What a reader of the page sees, in PDFium's order."""
        for start, end, text_object in self._runs():
            look = self._looks.at(start, text_object)
            whole = None if look.hidden else self._stretch(start, end, look)
            if whole is None:
                self.left_out[look.hidden or "off the page"] += end - start
            elif whole.right - whole.left > _LOOSE * look.size * (end - start):
                words = (self._stretch(*word.span(), look) for word in _WORD.finditer(self.text, start, end))
                yield from (word for word in words if word)
            else:
                yield whole

    def _runs(self) -> Iterator[tuple[int, int, Address]]:
        """Where stretches of words that begin in the same text object start and end."""
        spans = [word.span() for word in _WORD.finditer(self.text)]
        objects = map(object_at, repeat(self._text_page), [start for start, _ in spans])
        start = end = 0
        of_run: Address = None
        for of_word, (at, stop) in zip(objects, spans, strict=True):
            if of_word != of_run:
                if of_run:
                    yield start, end, of_run
                start, of_run = at, of_word  # None for characters that PDFium made up
            end = stop
        if of_run:
            yield start, end, of_run

    def _stretch(self, start: int, end: int, look: Look) -> Stretch | None:
        """A run with its place; None if none of it is on the page."""
        char_box(self._text_page, start, self._at_first)
        char_box(self._text_page, end - 1, self._at_last)
        edges = self._looks.frame.edges(self._first, self._last)
        if edges is None:
            return None
        return Stretch(self._with_note_mark(start, end, look), *edges, look.y, look.size, look.bold)

    def _with_note_mark(self, start: int, end: int, look: Look) -> str:
        """The text of a run; digits at its end printed small and raised become superscript: board¹, 2012¹."""
        text = self.text[start:end]
        if end - start == 1 or not text[-1].isdecimal():
            return text
        mark = self._looks.at(end - 1)
        if mark is look or not is_raised(mark.y, mark.size, look.y, look.size):
            return text
        digits = 2 if end - start > 2 and text[-2].isdecimal() and self._looks.at(end - 2) is mark else 1
        return text[:-digits] + superscript(text[-digits:])
