"""A browser over a server with the shipped reports, for tests that drive it; skipped where there is none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.driving import Visit
from tests.queries.web.serving import Served, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def served(shipped_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("browsed")
    with serving(shipped_store, folder, "--workers", "2") as running:
        yield running


@pytest.fixture(scope="module")  # its event loop runs in this thread until it is closed
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        pytest.skip(f"no browser is installed: one of {', '.join(_NAMES)} is wanted")
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield launched
        launched.close()


@pytest.fixture
def visit(browser: Browser, served: Served) -> Iterator[Visit]:
    """Opens pages; what a page complains about, or asks elsewhere, fails the test."""
    visits = Visit(browser, served.address)
    yield visits
    visits.close()
    assert visits.complaints == []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here is one of a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
