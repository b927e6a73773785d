"""The room for answers on their way: what nobody takes stops others of its size, and no page."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from starlette.types import Message, Send

from queries.web.answers import Answer, Asked
from queries.web.app import application
from queries.web.metrics import Metrics
from queries.web.pool import Given
from queries.web.settings import Settings

LARGE, PAGE = 2 << 20, 500 << 10


class Answering:
    """In place of a pool: answers with as many bytes as it is asked for."""

    generation = 1

    async def answer(self, pattern: str, asked: Asked, *_: object) -> Given:
        return Given(Answer(bytes(int(asked.first("n"))), "application/octet-stream"), 1)


def scope(size: int) -> dict[str, Any]:
    place = {"path": "/sparql", "raw_path": b"/sparql", "query_string": f"n={size}".encode()}
    return {"type": "http", "method": "GET", "scheme": "http", "headers": [(b"host", b"x")], **place}


async def nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


def test_large_answers_that_nobody_takes_stop_no_page() -> None:
    app = application(Settings(Path(), cache=0, room=LARGE), Answering(), Metrics())  # type: ignore[arg-type]
    begun, taken = asyncio.Event(), asyncio.Event()

    async def asked(size: int, send: Send) -> None:
        await app(scope(size), nothing, send)

    async def status(size: int) -> int:
        said: list[Message] = []

        async def keep(message: Message) -> None:
            said.append(message)

        await asked(size, keep)
        found: int = said[0]["status"]
        return found

    async def slow(message: Message) -> None:
        begun.set()
        await taken.wait()

    async def all_of_it() -> None:
        first = asyncio.create_task(asked(LARGE, slow))
        await begun.wait()
        assert await status(LARGE) == 503
        assert await status(PAGE) == 200
        taken.set()
        await first
        assert await status(LARGE) == 200

    asyncio.run(all_of_it())
