"""A load that is killed, really and at any moment, leaves each report whole or absent."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

import loader.load as loading
from loader.store import StoreMissing, read
from ontology.resources import resource
from tests.small_reports import changed

KILLS = 50


def _files(folder: Path, trial: int) -> list[Path]:
    """Three reports, one of which is different in each trial, so that every load has work to do."""
    small = folder / "small.txt"
    small.write_text(
        changed(("Help is offered early.", f"Help was offered {trial} times.")), encoding="utf-8"
    )
    return [small, *sorted(resource("data/reports").glob("*.txt"))]


CHILD = """
import sys
from pathlib import Path
import loader.load as loading
loading._BATCH = 1  # a commit a report: more moments at which it matters
print("ready", flush=True)
loading.load([Path(file) for file in sys.argv[2:]], Path(sys.argv[1]))
"""


def _load_in_child(files: list[Path], store: Path, kill_after: float | None) -> tuple[bool, float]:
    """Load in a process of its own; killed or not, and how many seconds it loaded."""
    command = [sys.executable, "-c", CHILD, str(store), *map(str, files)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        began = time.perf_counter()
        with suppress(subprocess.TimeoutExpired):
            child.wait(kill_after)
        child.send_signal(signal.SIGKILL)
        child.wait()
        assert child.returncode in (0, -signal.SIGKILL)
        return child.returncode != 0, time.perf_counter() - began


def _whole(store: Path) -> int:
    """How many reports the store holds; each must be what its manifest says."""
    try:
        with read(store) as reader:
            assert reader.verify() == ()
            assert sum(record.quads for record in reader.manifest.graphs.values()) == len(reader.store)
            return len(reader.manifest.sources)
    except StoreMissing:
        return 0


@pytest.mark.slow
def test_fifty_kills_at_random_moments(tmp_path):
    moments = random.Random(20130107)
    _, lasts = _load_in_child(_files(tmp_path, -1), tmp_path / "clean", None)
    assert _whole(tmp_path / "clean") == 3
    kills = trials = 0
    seen = set()
    store = tmp_path / "store-0"
    while kills < KILLS:  # kills upon kills, until a load gets through; then the next store
        killed, _ = _load_in_child(_files(tmp_path, trials), store, moments.uniform(0, lasts))
        seen.add(_whole(store))
        kills, trials = kills + killed, trials + 1
        assert trials < 8 * KILLS, "the loads end before they are killed"
        store = store if killed else tmp_path / f"store-{trials}"
    assert len(seen) > 2, f"the kills came at too few moments: {seen} reports were held"
    finished = loading.load(_files(tmp_path, -1), store)
    fresh = loading.load(_files(tmp_path, -1), tmp_path / "fresh")
    assert finished.dataset == fresh.dataset
    left = [path.name for path in (store / "generations").iterdir()]
    assert len(left) <= 2, left
