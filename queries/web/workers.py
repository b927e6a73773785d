"""A worker process as the server sees it: it is asked, and answers or dies.

It is started as a program, not by ``multiprocessing``, which would import the server's main module again.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from asyncio import StreamReader, StreamWriter
from typing import Any

from loader.bounds import OUT_OF_MEMORY
from loader.store_errors import StoreError
from loader.workers import ONE_THREAD
from queries.web.answers import Asked, Limits
from queries.web.problems import FAULT, Problem
from queries.web.wire import Answered, Unready, Work, packed, receive_from

__all__ = ["Died", "Worker"]


_AHEAD = 4 << 20  # bytes of an answer that are read before it is whole


class Died(Exception):
    """A worker ended in the middle of a request.

    Attributes
    ----------
    code
        Its exit code, below zero that of a signal.

    """

    def __init__(self, code: int) -> None:
        super().__init__(f"a worker ended with exit code {code}")
        self.code = code

    def problem(self, limits: Limits) -> Problem:
        """What it says of the request."""
        if self.code == -signal.SIGALRM:
            detail = f"This took longer than {limits.seconds:g} seconds: ask for less at once."
            return Problem(503, detail, {"seconds": limits.seconds}, (("retry-after", "30"),))
        if self.code in (OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGSEGV):
            more = "" if self.code == OUT_OF_MEMORY else ", or brought the engine down"
            detail = f"This needed more memory than {limits.memory >> 20:,} MiB{more}: ask for less at once."
            return Problem(413, detail, {"memory": limits.memory})
        if self.code >= 0:
            return FAULT
        return Problem(503, "What was working on this was ended. Try again.", {}, (("retry-after", "5"),))


class Worker:
    """One process, and our end of the socket to it: made by ``start``, gone with ``end``.

    Attributes
    ----------
    generation
        What it answers from.
    dataset
        The id of the same.

    """

    def __init__(self, work: Work, process: subprocess.Popen[bytes], line: _Line) -> None:
        self.generation = work.generation
        self.dataset = ""
        self._process = process
        self._replies, self._requests = line

    @classmethod
    async def start(cls, work: Work) -> Worker:
        """Start a process and wait until it is ready.

        Raises
        ------
        StoreError
            If it can't be started, or can't open the generation.

        """
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                process = _process(theirs.fileno())
        except OSError as error:
            ours.close()
            raise _not_started(work, str(error)) from error
        worker = cls(work, process, await asyncio.open_unix_connection(sock=ours, limit=_AHEAD))
        try:
            said = await worker._exchange(work)
            if isinstance(said, Unready):
                raise StoreError(work.store, f"a worker can't open it ({said.why})", "see to the store")
        except Died as died:
            raise _not_started(work, str(died)) from died
        except BaseException:
            worker.kill()
            raise
        worker.dataset = said.dataset
        return worker

    async def ask(self, pattern: str, asked: Asked) -> Answered:
        """What the function of a route makes of a request. If this ends otherwise, so does the worker.

        Raises
        ------
        Died
            If the process ended before it had answered.

        """
        try:
            answered: Answered = await self._exchange((pattern, asked))
        except BaseException:
            self.kill()
            raise
        return answered

    async def _exchange(self, message: object) -> Any:
        try:
            self._requests.write(packed(message))
            await self._requests.drain()
            return await receive_from(self._replies)
        except (EOFError, OSError) as error:
            raise Died(await asyncio.to_thread(self._process.wait)) from error

    def lives(self) -> bool:
        """Whether it has not ended: one without anything to do may have been killed."""
        return self._process.poll() is None

    def kill(self) -> None:
        """End it at once: it holds nothing that could be lost."""
        self._process.kill()
        self._requests.close()

    async def end(self) -> None:
        """End it, and wait until it has let go of its generation."""
        self.kill()
        await asyncio.to_thread(self._process.wait)


_Line = tuple[StreamReader, StreamWriter]


def _process(handle: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 — this very program
        [sys.executable, "-m", "queries.web.worker", str(handle)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        pass_fds=[handle],
        env={**os.environ, **ONE_THREAD, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        process_group=0,  # a Ctrl-C is for the server, which ends its workers itself
    )


def _not_started(work: Work, why: str) -> StoreError:
    return StoreError(work.store, f"a process that reads it can't be started ({why})", "free some memory")
