"""Stores to draw: the shipped reports, and one council whose actions came back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from loader.load import load
from loader.store import Reader, read
from tests.queries.test_recurring import report


@pytest.fixture(scope="package")
def reader(shipped_store: Path) -> Iterator[Reader]:
    with read(shipped_store) as opened:
        yield opened


@pytest.fixture(scope="package")
def recurring_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three inspections of Rutland, of which each asks for good audits."""
    folder = tmp_path_factory.mktemp("drawn")
    for name, text in {
        "a.txt": report(2009, "improve the quality of case file audits"),
        "b.txt": report(2011, "the timeliness of supervision", "ensure that auditing has an impact\n\nat"),
        "c.txt": report(2013, "ensure that audits of cases are of good quality"),
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    load([folder / f"{letter}.txt" for letter in "abc"], folder / "store")
    return folder / "store"


@pytest.fixture(scope="package")
def recurring(recurring_store: Path) -> Iterator[Reader]:
    with read(recurring_store) as opened:
        yield opened
