"""Files that are there whole, or as they were before."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

__all__ = ["opened"]


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """A file to write that takes its name when it is whole: whoever looks sees the old one or the new one.

    What is no ordinary file (a pipe, ``/dev/stdout``) is written to as it is. A link stays one.
    """
    goal = path.resolve()
    if goal.exists() and not goal.is_file():
        with goal.open("wb") as output:
            yield output
        return
    partial = goal.with_name(f".{goal.name}.{os.getpid()}")
    try:
        with partial.open("xb") as output:
            yield output
            output.flush()
            os.fsync(output.fileno())
        partial.replace(goal)
    finally:
        with suppress(FileNotFoundError):
            partial.unlink()
