"""The shipped reports, opened once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from loader.store import Reader, read


@pytest.fixture(scope="session")
def reader(shipped_store: Path) -> Iterator[Reader]:
    with read(shipped_store) as opened:
        yield opened
