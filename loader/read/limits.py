"""How large a report can be: what is larger is no single report, and could keep the loader busy for hours."""

from __future__ import annotations

from loader.errors import ReportError

__all__ = [
    "MAX_BLOCK_CHARACTERS",
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "MAX_LINES",
    "MAX_PAGES",
    "MAX_PAGE_CHARACTERS",
    "MAX_PDF_BYTES",
    "too_long",
]

MAX_BYTES = 8 * 1024 * 1024  # of a text: forty times the longest report of the inspectorates' sites
MAX_PDF_BYTES = 64 * 1024 * 1024  # seventy times the largest of their PDFs
MAX_PAGES = 600  # ten times the longest of them
MAX_PAGE_CHARACTERS = 100_000  # fifteen times the fullest page
MAX_CHARACTERS = 3_000_000  # fifteen times the longest report
MAX_LINES = 50_000  # twenty-five times those of the longest
MAX_BLOCK_CHARACTERS = 100_000  # fifty times the longest paragraph: it may have lost its line ends


def too_long(name: str, what: str, page: int | None = None) -> ReportError:
    """The error for a file that is beyond one of them, found on a page.

    >>> print(too_long("a.pdf", "2,000 pages, more than 600"))
    a.pdf: 2,000 pages, more than 600; this is no single report; split it
    """
    return ReportError(name, what, "this is no single report; split it", f"page {page}" if page else None)
