"""The shipped reports, open, and their index."""

from __future__ import annotations

import pytest

from loader.store import read
from queries.web.tools import prepare


@pytest.fixture(scope="module")
def reader(shipped_store):
    with read(shipped_store) as opened:
        yield opened


@pytest.fixture
def index(reader, tmp_path_factory, monkeypatch):
    monkeypatch.setenv("INSPECTION_GRAPH_INDEX", str(tmp_path_factory.getbasetemp() / "index"))
    prepare(reader)
