"""A server over the shipped reports, for tests that leave it as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.queries.web.serving import Served, serving


@pytest.fixture(scope="session")
def served(shipped_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    with serving(shipped_store, folder, "--workers", "2", "--deadline", "20") as running:
        yield running
