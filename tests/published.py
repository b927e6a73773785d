"""Published reports, where this machine has them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

__all__ = ["published"]


def published() -> list[Path]:
    """The PDFs in the folder that INSPECTION_GRAPH_CORPUS names; the test is skipped if it names none."""
    folder = os.environ.get("INSPECTION_GRAPH_CORPUS")
    if not folder:
        pytest.skip("INSPECTION_GRAPH_CORPUS names no folder of published reports")
    return sorted(Path(folder).rglob("*.pdf"))
