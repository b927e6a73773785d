"""Ctrl-C, and a polite kill, heard only where nothing is half done."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Any

__all__ = ["Interrupted", "Interruption"]

_SAME = 1.0  # seconds within which a second signal is the same wish: timeout(1) sends two


class Interrupted(KeyboardInterrupt):
    """The wish to stop, heard where nothing is half done."""


class Interruption:
    """While entered, SIGINT and SIGTERM raise ``KeyboardInterrupt`` in ``heard``; elsewhere they wait for it.

    A second one is heard wherever it comes. Outside of the main thread, where Python lets nobody listen, and
    for signals that the caller ignores, nothing changes.
    """

    def __init__(self) -> None:
        self._waits = False
        self._came: float | None = None  # when the first did
        self._before: dict[int, Any] = {}

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Around what may be broken off at any moment."""
        self._waits = True
        try:
            if self._came is not None:
                raise Interrupted
            yield
        finally:
            self._waits = False

    def _hear(self, number: int, frame: FrameType | None) -> None:
        now = time.monotonic()
        first = self._came = now if self._came is None else self._came
        if self._waits:
            raise Interrupted
        if now - first > _SAME:
            raise KeyboardInterrupt

    def __enter__(self) -> Interruption:
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                if signal.getsignal(number) not in (signal.SIG_IGN, None):
                    self._before[number] = signal.signal(number, self._hear)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
