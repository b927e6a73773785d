"""Clients that ask a server the same thing again and again, each on a connection that it keeps.

One event loop on bare sockets: a client of a library takes longer for a request than a server for its answer.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

__all__ = ["Load", "load"]


@dataclass(slots=True)
class Load:
    """What came of it."""

    seconds: float = 0.0
    taken: list[float] = field(default_factory=list)  # seconds of each request that was answered by 200
    failed: int = 0  # requests that were answered otherwise, or not at all

    @property
    def rate(self) -> float:
        """Requests answered a second."""
        return len(self.taken) / self.seconds if self.seconds else 0.0

    def percentile(self, percent: int) -> float:
        """Seconds within which so many of a hundred requests were answered."""
        ordered = sorted(self.taken)
        return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] if ordered else float("nan")


def load(host: str, port: int, request: bytes, clients: int, *, seconds: float, most: int = 0) -> Load:
    """Ask for some seconds, or until so many requests are answered.

    Parameters
    ----------
    host, port
        Of the server.
    request
        Head and body, as they go over the line.
    clients
        How many ask at once.
    seconds
        For how long; a request that has begun is waited for.
    most
        After how many requests to stop; 0 for no matter how many.

    """
    return asyncio.run(_load(host, port, request, clients, seconds=seconds, most=most))


async def _load(host: str, port: int, request: bytes, clients: int, *, seconds: float, most: int) -> Load:
    found = Load()
    began = time.perf_counter()

    async def ask_on() -> None:
        line = None
        while time.perf_counter() - began < seconds and not 0 < most <= len(found.taken) + found.failed:
            start = time.perf_counter()
            try:
                line = line or await asyncio.open_connection(host, port)
                line[1].write(request)
                status, stays = await _answer(line[0])
            except (OSError, asyncio.IncompleteReadError):
                status, stays = 0, False
            if status == 200:
                found.taken.append(time.perf_counter() - start)
            else:
                found.failed += 1
            if not stays and line is not None:
                line[1].close()
                line = None
        if line is not None:
            line[1].close()

    await asyncio.gather(*(ask_on() for _ in range(clients)))
    found.seconds = time.perf_counter() - began
    return found


async def _answer(stream: asyncio.StreamReader) -> tuple[int, bool]:
    """Read one response to its end: its status, and whether the connection stays."""
    head = (await stream.readuntil(b"\r\n\r\n")).lower()
    status = int(head.split(None, 2)[1])
    if b"transfer-encoding: chunked" in head:
        while size := int(await stream.readuntil(b"\r\n"), 16):
            await stream.readexactly(size + 2)
        await stream.readexactly(2)
    else:
        length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
        await stream.readexactly(int(length or 0))
    return status, b"connection: close" not in head
