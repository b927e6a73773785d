"""Limits that the system keeps for a process that works on what may be hostile, whatever that is doing."""

from __future__ import annotations

import os
import resource as limits
import signal
from pathlib import Path

__all__ = ["OUT_OF_MEMORY", "bound", "held"]

OUT_OF_MEMORY = 77  # exit code of a process that ran into its limit: Python's own are 0 to 2


def bound(memory: int) -> None:
    """Have the system end this process when its timer rings, and refuse it memory beyond a limit.

    ``signal.setitimer(ITIMER_REAL)`` sets the timer; an engine in C is ended too, and when nobody is left who
    could look after the process.

    Parameters
    ----------
    memory
        Bytes, above what the process holds now.

    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGALRM})
    limits.setrlimit(limits.RLIMIT_CORE, (0, 0))
    # Not RLIMIT_AS, which counts what threads and allocators reserve and never use, and the code itself.
    # macOS heeds neither limit: there, time is the limit.
    if now := held():
        limits.setrlimit(limits.RLIMIT_DATA, (now + memory, now + memory))


def held() -> int:
    """Bytes that this process has for its own data; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
