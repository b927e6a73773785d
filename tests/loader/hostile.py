"""Readers that do to their process what hostile files do: the first word of a file says what.

``loader.workers`` is told to use ``understand`` by name. Any other file is read as usual.
"""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import Literal

from loader.decisions import Decisions
from loader.errors import ReportError
from loader.records import Listing
from loader.understood import Understood
from loader.worker import understand_file
from tests.small_reports import changed

__all__ = ["COUNCILS", "READER", "gone", "reports", "understand"]

READER = "tests.loader.hostile:understand"
COUNCILS = (
    "Rutland County",
    "Torbay",
    "Kent County",
    "Derby City",
    "Luton Borough",
    "Bury Metropolitan Borough",
)


def _spin() -> None:
    """Never leave C: no handler of Python's would run."""
    re.match(r"(a+)+$", "a" * 60 + "b")


def _grow_within_the_engine() -> None:
    literals = []
    while True:
        literals.append(Literal("x" * (8 << 20)))


def _fault() -> None:
    raise KeyError("a fault of ours")


def _say_who() -> None:
    raise ReportError("process", str(os.getpid()), "none")


_DEEDS: dict[str, Callable[[], object]] = {
    "SLEEP": lambda: time.sleep(3600),
    "SPIN": _spin,
    "GREED": lambda: bytearray(8 << 30),
    "ENGINE": _grow_within_the_engine,
    "CRASH": lambda: os.kill(os.getpid(), signal.SIGSEGV),
    "KILLED": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "LEAVE": lambda: os._exit(3),
    "FAULT": _fault,
    "WHO": _say_who,
    "LATE": lambda: time.sleep(0.3),
}


def understand(file: Path, listed: Listing, decisions: Decisions) -> Understood:
    """Read a file, or do what its first word says before that."""
    word = file.read_text(encoding="utf-8").partition("\n")[0]
    _DEEDS.get(word, lambda: None)()
    return understand_file(file, listed, decisions)


def reports(folder: Path, before: Callable[[int], str] = lambda n: "") -> list[Path]:
    """Reports on a few councils, each perhaps with a word to its reader before it."""
    files = []
    for n, council in enumerate(COUNCILS):
        files.append(folder / f"{n}.txt")
        text = changed(("Rutland County Council", f"{council} Council"))
        files[-1].write_text(f"{before(n)}\n{text}", encoding="utf-8")
    return files


def gone(pid: int) -> bool:
    """Whether a process has ended, within ten seconds; one that nobody reaps yet has."""
    for _ in range(1000):
        try:
            os.kill(pid, 0)
            if Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.01)
    return False
