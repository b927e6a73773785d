"""The stages in a row: a file becomes a ``Report``."""

from __future__ import annotations

from pathlib import Path

from loader.interpret.report import interpret
from loader.read import read_bytes, source_of
from loader.records import Listing, Report
from loader.segment import segment

__all__ = ["understand", "understand_bytes"]


def understand(path: Path, listed: Listing | None = None) -> Report:
    """Read, segment and interpret one file.

    Raises
    ------
    loader.errors.ReportError
        If the file can't be read, or is no inspection report.

    """
    return understand_bytes(path.name, read_bytes(path), listed)


def understand_bytes(name: str, data: bytes, listed: Listing | None = None) -> Report:
    """The same of a file that was read already."""
    return interpret(segment(source_of(name, data)), listed or Listing())
