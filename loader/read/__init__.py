"""From a file on disk to a ``Source``: bytes told apart by what they are, not by what they are called."""

from __future__ import annotations

import re
from pathlib import Path

from loader.errors import ReportError
from loader.read import text
from loader.read.limits import MAX_BYTES, MAX_PDF_BYTES, too_long
from loader.records import Source

__all__ = ["is_pdf", "read_bytes", "read_source", "source_of"]

_HEAD = 1024  # readers of PDF look for its mark within so many bytes
_WEB_PAGE = re.compile(rb"<(?:!doctype\s+)?html\b", re.IGNORECASE)


def read_source(path: Path) -> Source:
    """Read one file as lines of normalised text.

    Raises
    ------
    ReportError
        If the file is missing, empty, too large, or of a kind that is not read.

    """
    return source_of(path.name, read_bytes(path))


def source_of(name: str, data: bytes) -> Source:
    """The lines of a file that was read already; raises ReportError if it can't be taken apart."""
    if not is_pdf(data):
        return text.read_text(name, data)
    from loader.read.pdf import read_pdf  # noqa: PLC0415 — the engine is loaded when there is a PDF

    return read_pdf(name, data)


def is_pdf(data: bytes) -> bool:
    """Whether bytes are a PDF, by its mark (PDF 32000-1:2008, 7.5.2; bytes before it are common).

    >>> is_pdf(b"%PDF-1.7"), is_pdf(b"A report")
    (True, False)
    """
    return b"%PDF-" in data[:_HEAD]


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that can be a report.

    Raises
    ------
    ReportError
        If it is missing, unreadable, empty, too large, or a web page.

    """
    name = str(path)
    try:
        if not path.is_file():
            problem = "is a folder, not a file" if path.is_dir() else "there is no such file"
            raise ReportError(name, problem, "check the path")
        with path.open("rb") as file:
            data = file.read(_HEAD)
            most = MAX_PDF_BYTES if is_pdf(data) else MAX_BYTES
            data += file.read(most + 1 - len(data))
    except OSError as error:
        raise ReportError(name, f"can't be read ({error.strerror})", "check its permissions") from error
    if len(data) > most:
        raise too_long(name, f"larger than {most >> 20} MiB")
    _refuse_other_kinds(name, data)
    return data


def _refuse_other_kinds(name: str, data: bytes) -> None:
    head = data.lstrip()[:_HEAD]
    if not head:
        raise ReportError(name, "the file is empty", "fetch it again from where it was published")
    if _WEB_PAGE.search(head) and not is_pdf(data):
        raise ReportError(name, "a web page, not a report", "download the report itself")
