"""Runs the server of tools, with workers of its own, until its client leaves.

The server answers at once, and a question waits until the workers are ready: on a large store they make the
index of search first, and clients do not wait so long for a greeting.
"""

from __future__ import annotations

import asyncio
from asyncio import Event, Future
from contextlib import suppress

from queries.assistants.asking import Asker
from queries.assistants.tools import server
from queries.web.metrics import Metrics
from queries.web.pool import Pool
from queries.web.settings import Settings

__all__ = ["run"]


def run(settings: Settings) -> None:
    """Answer until standard input ends."""
    asyncio.run(_run(settings))


async def _run(settings: Settings) -> None:
    ready: Future[Pool] = asyncio.get_running_loop().create_future()
    left = Event()
    workers = asyncio.create_task(_work(settings, ready, left))
    try:
        await server(Asker(ready, settings.limits, settings.site)).run_stdio_async()
    finally:
        left.set()
        if not ready.done():
            workers.cancel()
        with suppress(asyncio.CancelledError):
            await workers


async def _work(settings: Settings, ready: Future[Pool], left: Event) -> None:
    """Keep workers until the client has left."""
    try:
        async with Pool(settings, Metrics()) as pool:
            ready.set_result(pool)
            await left.wait()
    except Exception as error:
        if ready.done():
            raise
        ready.set_exception(error)
        ready.exception()  # if nobody asks, nobody has to hear of it
