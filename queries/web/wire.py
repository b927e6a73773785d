"""What passes between the server and a worker, through a socket that only these two hold: pickled values.

Each has its length before it, four bytes, the highest first.
"""

from __future__ import annotations

import pickle
import struct
from asyncio import StreamReader
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from queries.web.answers import Answer, Limits

__all__ = ["Answered", "Ready", "Unready", "Work", "packed", "receive", "receive_from"]

_LENGTH = struct.Struct("!I")


@dataclass(frozen=True, slots=True)
class Work:
    """The first message to a worker: what it is for."""

    store: Path
    generation: int
    limits: Limits
    prepares: bool = False  # whether it makes what all workers of the generation share


@dataclass(frozen=True, slots=True)
class Ready:
    """The first message of a worker: it has opened the generation."""

    dataset: str


@dataclass(frozen=True, slots=True)
class Unready:
    """The first and last message of a worker that can't work."""

    why: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a request."""

    answer: Answer
    fault: str  # the traceback, if the answer says that something is wrong here
    leaves: bool = False  # the worker has grown fat and takes no more


def packed(value: object) -> bytes:
    """A message, ready to be sent."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(data)) + data


def receive(file: IO[bytes]) -> Any:
    """The next message from a blocking file.

    Raises
    ------
    EOFError
        If the other end is gone.

    """
    head = file.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = file.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)  # noqa: S301 — the other end is this program


async def receive_from(stream: StreamReader) -> Any:
    """The next message from a stream.

    Raises
    ------
    asyncio.IncompleteReadError
        If the other end is gone; an ``EOFError``.

    """
    (length,) = _LENGTH.unpack(await stream.readexactly(_LENGTH.size))
    return pickle.loads(await stream.readexactly(length))  # noqa: S301
