"""Stores to draw: the shipped reports, and one council whose actions came back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from loader.load import load
from loader.store import Reader, read
from tests.queries.recurring import recurring as recurring_reports


@pytest.fixture(scope="package")
def reader(shipped_store: Path) -> Iterator[Reader]:
    with read(shipped_store) as opened:
        yield opened


@pytest.fixture(scope="package")
def recurring_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three inspections of Rutland, of which each asks for good audits, and one of Medway."""
    folder = tmp_path_factory.mktemp("drawn")
    load(recurring_reports(folder), folder / "store")
    return folder / "store"


@pytest.fixture(scope="package")
def recurring(recurring_store: Path) -> Iterator[Reader]:
    with read(recurring_store) as opened:
        yield opened
