"""How the server is set up: what `serve` was told by flags and environment."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from queries.web.answers import Limits

__all__ = ["Settings", "default_workers"]


def default_workers() -> int:
    """Two workers a processor, four at least: so many slow questions must come at once before others wait."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(4, 2 * processors)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. Times in seconds, sizes in bytes."""

    store: Path
    site: str = ""  # the public address; empty: that of each request
    workers: int = 4
    queue: int = 256  # requests at one address that may wait for a worker
    limits: Limits = field(default_factory=Limits)
    cache: int = 64 << 20  # of answers, in memory; 0 for none
    grace: float = 15.0  # for requests that are being answered when the server is told to stop
    poll: float = 0.5  # between two looks for a new generation
    proxies: str = ""  # addresses of proxies whose X-Forwarded headers are believed, separated by commas
    largest_request: int = 1 << 20  # body
    patience: float = 15.0  # until the headers of a request, and again until its body, are here
    slowest_rate: int = 20_000  # bytes a second, below which a client that takes an answer is left
    connections: int = 1000  # open at once
    room: int = 256 << 20  # for pages on their way to clients, again for larger answers, and for requests
