"""A load that is broken off, by any signal and anywhere: a whole store, no process left, and it goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import loader.load as loading
from loader import interruption
from loader.load import Reading, load
from loader.store import StoreMissing, draft, read
from ontology.resources import resource
from tests.loader.hostile import READER, gone, reports

TOP = resource("ontology").parent
HANGING = """
import sys
from pathlib import Path
from loader.load import Reading, load
load([Path(file) for file in sys.argv[3:]], Path(sys.argv[1]), reading=Reading(2, 3600, function=sys.argv[2]))
"""


def held(store: Path) -> int:
    """How many reports a store holds, each as its manifest says."""
    try:
        with read(store) as reader:
            assert reader.verify() == ()
            return len(reader.manifest.sources)
    except StoreMissing:
        return 0


def fresh(files: list[Path], folder: Path) -> str:
    return load(files, folder / "fresh").dataset


def interrupted(step: str, *, before: bool) -> Callable[..., object]:
    """A step of a commit, with a Ctrl-C right before or after it."""
    real = getattr(draft, step)

    def interrupting(*arguments, **named):
        if before:
            os.kill(os.getpid(), signal.SIGINT)
        done = real(*arguments, **named)
        if not before:
            os.kill(os.getpid(), signal.SIGINT)
        return done

    return interrupting


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_load_that_goes_on_where_it_was(tmp_path, number):
    files = reports(tmp_path)

    def send(done: int, _: int) -> None:
        if done == 3:
            os.kill(os.getpid(), number)

    before = signal.getsignal(number)
    result = load(files, tmp_path / "store", progress=send)
    assert signal.getsignal(number) is before
    assert (result.interrupted, len(result.outcomes), held(tmp_path / "store")) == (True, 3, 3)
    again = load(files, tmp_path / "store")
    assert (again.count("unchanged"), again.count("loaded")) == (3, 3)
    assert again.dataset == fresh(files, tmp_path)


@pytest.mark.parametrize("step", ["_write_database", "_verify", "sync_tree", "write_synced"])
def test_a_signal_during_a_commit_waits_for_its_end(tmp_path, monkeypatch, step):
    files = reports(tmp_path)
    monkeypatch.setattr(loading, "_BATCH", 2)
    monkeypatch.setattr(draft, step, interrupted(step, before=True))
    result = load(files, tmp_path / "store")
    assert (result.interrupted, len(result.outcomes), held(tmp_path / "store")) == (True, 2, 2)
    monkeypatch.undo()
    assert load(files, tmp_path / "store").dataset == fresh(files, tmp_path)


@pytest.mark.parametrize("step", ["_write_database", "_verify", "sync_tree", "write_synced"])
def test_a_second_signal_breaks_off_a_commit_and_leaves_the_one_before(tmp_path, monkeypatch, step):
    files = reports(tmp_path)
    load(files[:1], tmp_path / "store")
    monkeypatch.setattr(interruption, "_SAME", -1.0)
    monkeypatch.setattr(draft, step, interrupted(step, before=False))
    with pytest.raises(KeyboardInterrupt):
        load(files, tmp_path / "store")
    monkeypatch.undo()
    assert held(tmp_path / "store") == 1
    assert load(files, tmp_path / "store").dataset == fresh(files, tmp_path)


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [
        int(child)
        for tasks in Path(f"/proc/{pid}/task").glob("*/children")
        for child in tasks.read_text(encoding="ascii").split()
    ]


def started(process: subprocess.Popen[str], many: int) -> list[int]:
    """Its children, once there are as many."""
    for _ in range(3000):
        if len(found := children(process.pid)) >= many:
            return found
        assert process.poll() is None
        time.sleep(0.01)
    raise AssertionError("no processes that read")


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds processes by /proc")


@needs_proc
def test_no_process_outlives_a_loader_that_is_killed(tmp_path):
    files = reports(tmp_path, lambda n: "" if n < 2 else "LATE")
    command = [sys.executable, "-c", HANGING, tmp_path / "store", READER, *files]
    with subprocess.Popen(list(map(str, command)), cwd=TOP, text=True) as loader:
        readers = started(loader, 2)
        loader.kill()
    assert all(gone(pid) for pid in readers)
    assert load(files, tmp_path / "store").dataset == fresh(files, tmp_path)


@needs_proc
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_readers_that_hang(tmp_path, number):
    files = reports(tmp_path, lambda n: "SLEEP" if n > 3 else "")
    command = [sys.executable, "-c", HANGING, tmp_path / "store", READER, *files]
    with subprocess.Popen(list(map(str, command)), cwd=TOP, text=True) as loader:
        readers = started(loader, 2)
        time.sleep(1)
        loader.send_signal(number)
        assert loader.wait(60) == 0
    assert all(gone(pid) for pid in readers)
    assert held(tmp_path / "store") <= 4


@needs_proc
def test_ctrl_c_at_a_terminal_ends_the_command_with_130(tmp_path):
    files = reports(tmp_path)
    for copy in range(20):  # work for some seconds
        files.append(tmp_path / f"{copy + 10}.txt")
        files[-1].write_text(files[0].read_text(encoding="utf-8").replace("2013", str(1990 + copy)), "utf-8")
    command = [sys.executable, "-m", "inspection_graph", "load", *files, "--jobs", "2"]
    command += ["--store", tmp_path / "store", "--report", tmp_path / "report.csv"]
    with subprocess.Popen(
        list(map(str, command)), cwd=TOP, text=True, stderr=subprocess.PIPE, start_new_session=True
    ) as loader:
        readers = started(loader, 1)
        os.killpg(loader.pid, signal.SIGINT)  # as a terminal does
        _, said = loader.communicate(timeout=60)
    assert (loader.returncode, said) == (130, "interrupted: what was read is kept; load again to go on\n")
    assert all(gone(pid) for pid in readers)
    assert (tmp_path / "report.csv").exists()


def test_a_script_needs_no_guard(tmp_path):
    [file, *_] = reports(tmp_path)
    script = tmp_path / "script.py"
    lines = [
        "from pathlib import Path",
        "from loader.load import load",
        f"print(load([Path({str(file)!r})], Path('store')).count('loaded'))",
    ]
    script.write_text("\n".join(lines), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(TOP)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("1\n", "")


def test_a_load_in_another_thread_is_a_load(tmp_path):
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

    with ThreadPoolExecutor(1) as thread:
        result = thread.submit(load, reports(tmp_path)[:2], tmp_path / "store", reading=Reading(2)).result()
    assert result.count("loaded") == 2
