"""From a file on disk to a ``Source``: bytes told apart by what they are, not by what they are called."""

from __future__ import annotations

from pathlib import Path

from loader.errors import ReportError
from loader.read import text
from loader.records import Source

__all__ = ["MAX_BYTES", "read_bytes", "read_source", "source_of"]

MAX_BYTES = 8 * 1024 * 1024  # forty times the text of the longest report of the inspectorates' sites


def read_source(path: Path) -> Source:
    """Read one file as lines of normalised text.

    Raises
    ------
    ReportError
        If the file is missing, empty, too large, or of a kind that is not read.

    """
    return source_of(path.name, read_bytes(path))


def source_of(name: str, data: bytes) -> Source:
    """The lines of a file that was read already; raises ReportError if they are no text."""
    return text.read_text(name, data)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that can be a report.

    Raises
    ------
    ReportError
        If it is missing, unreadable, empty, too large, or a PDF or web page.

    """
    name = str(path)
    try:
        if not path.is_file():
            problem = "is a folder, not a file" if path.is_dir() else "there is no such file"
            raise ReportError(name, problem, "check the path")
        if path.stat().st_size > MAX_BYTES:
            raise ReportError(
                name, f"larger than {MAX_BYTES >> 20} MiB", "this is no single report; split it"
            )
        data = path.read_bytes()
    except OSError as error:
        raise ReportError(name, f"can't be read ({error.strerror})", "check its permissions") from error
    _refuse_other_kinds(name, data)
    return data


def _refuse_other_kinds(name: str, data: bytes) -> None:
    head = data.lstrip()[:1024]
    if not head:
        raise ReportError(name, "the file is empty", "fetch it again from where it was published")
    if head.startswith(b"%PDF-"):
        raise ReportError(
            name, "a PDF, which this version does not read", "give its text (pdftotext -layout)"
        )
    if head[:15].lower().startswith((b"<!doctype html", b"<html")):
        raise ReportError(name, "a web page, not a report", "download the report itself")
