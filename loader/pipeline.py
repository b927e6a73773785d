"""The stages in a row: a file becomes a ``Report``."""

from __future__ import annotations

from pathlib import Path

from loader.interpret.report import interpret
from loader.read import read_source
from loader.records import Listing, Report
from loader.segment import segment

__all__ = ["understand"]


def understand(path: Path, listed: Listing | None = None) -> Report:
    """Read, segment and interpret one file.

    Raises
    ------
    loader.errors.ReportError
        If the file can't be read, or is no inspection report.

    """
    return interpret(segment(read_source(path)), listed or Listing())
