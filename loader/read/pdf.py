"""PDF, read with PDFium: printed lines with their place and look.

The engine parses hostile files in C++ and is not safe in several threads at once. What it can be asked to
do is bounded here; a crash of the engine itself is for a process that can be killed.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium

from loader.errors import ReportError
from loader.read.limits import MAX_CHARACTERS, MAX_LINES, MAX_PAGE_CHARACTERS, MAX_PAGES, too_long
from loader.read.pdf_page import PageReader
from loader.read.rows import rows_of
from loader.records import Line, Source

__all__ = ["MAX_CHARACTERS", "MAX_PAGES", "MAX_PAGE_CHARACTERS", "NORMALISER", "read_pdf"]

NORMALISER = "pdf/1+text/2"
_END_MARK, _END_WITHIN = b"%%EOF", 2048  # PDF 32000-1:2008, 7.5.5; readers allow bytes after it
_AGAIN = "fetch it again from where it was published"


def read_pdf(name: str, data: bytes) -> Source:
    """A ``Source`` of the printed lines of a PDF, page by page from the top.

    Text that a reader of the page does not see, or that is turned, is left out and counted. Running heads
    and page numbers are kept: ``loader.read.furniture`` tells which lines they are.

    Raises
    ------
    ReportError
        If the file is damaged, cut short, encrypted, too long, or has no text.

    """
    lines: list[Line] = []
    left_out: Counter[str] = Counter()
    characters = 0
    with _document(name, data) as document:
        pages = _page_count(name, document)
        for number in range(1, pages + 1):
            with _open_page(name, document, number) as page:
                lines += rows_of(page.stretches(), number, len(lines) + 1)
            left_out.update(page.left_out)
            characters += len(page.text)
            if characters > MAX_CHARACTERS:
                raise too_long(name, f"more than {MAX_CHARACTERS:,} characters", number)
            if len(lines) > MAX_LINES:
                raise too_long(name, f"more than {MAX_LINES:,} lines", number)
    if not lines:
        raise _no_text(name, left_out)
    return Source(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="application/pdf",
        normaliser=NORMALISER,
        lines=tuple(lines),
        pages=pages,
        left_out=tuple(sorted(left_out.items())),
    )


@contextmanager
def _document(name: str, data: bytes) -> Iterator[Any]:
    if _END_MARK not in data[-_END_WITHIN:]:
        raise ReportError(name, "a PDF that is cut short: its end mark is missing", _AGAIN)
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise _not_opened(name, pdfium.FPDF_GetLastError())
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _not_opened(name: str, code: int) -> ReportError:
    if code == pdfium.FPDF_ERR_PASSWORD:
        return ReportError(name, "a PDF that is locked with a password", "save it without one")
    if code == pdfium.FPDF_ERR_SECURITY:
        return ReportError(name, "a PDF encrypted in a way that is not known", "save it without encryption")
    return ReportError(name, "a damaged PDF", _AGAIN)


def _page_count(name: str, document: Any) -> int:
    pages: int = pdfium.FPDF_GetPageCount(document)
    if pages < 1:
        raise ReportError(name, "a PDF without pages", _AGAIN)
    if pages > MAX_PAGES:
        raise too_long(name, f"{pages:,} pages, more than {MAX_PAGES}")
    return pages


@contextmanager
def _open_page(name: str, document: Any, number: int) -> Iterator[PageReader]:
    page = pdfium.FPDF_LoadPage(document, number - 1)
    text_page = pdfium.FPDFText_LoadPage(page) if page else None
    try:
        if not text_page:
            raise ReportError(name, "a damaged PDF: this page can't be read", _AGAIN, f"page {number}")
        if pdfium.FPDFText_CountChars(text_page) > MAX_PAGE_CHARACTERS:
            raise too_long(name, f"more than {MAX_PAGE_CHARACTERS:,} characters on a page", number)
        yield PageReader(page, text_page)
    finally:
        if text_page:
            pdfium.FPDFText_ClosePage(text_page)
        if page:
            pdfium.FPDF_ClosePage(page)


def _no_text(name: str, left_out: Counter[str]) -> ReportError:
    if left_out:
        what = f"no text that a reader sees ({left_out.total():,} characters are hidden or turned)"
        return ReportError(name, what, "give the report itself, or its text, not a scan of it")
    return ReportError(name, "no text: its pages are pictures, as of a scan", "put it through OCR")
