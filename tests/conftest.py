"""What tests of several rooms share: the shipped reports, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.resources import resource


@pytest.fixture(scope="session")
def shipped_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the reports that ship. Only to be read."""
    from loader.load import load  # noqa: PLC0415 — only for tests that need it

    path = tmp_path_factory.mktemp("shipped") / "store"
    load([resource("data/reports")], path)
    return path
