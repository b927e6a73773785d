"""The workers: who answers what, how many may wait, what if one dies, how a new generation comes.

1. Requests wait for a worker, so many at once and so long at most; what is beyond that is turned away, and
   one whose client went away meanwhile is dropped.
2. No place, a route or some that have one together, takes the last worker or anybody else's turn: however
   many slow queries come to one, the others are answered.
3. A worker that dies costs the request that it was at, and is replaced.
4. When a store has a new generation, workers are started on it beside the old ones. Requests go to them from
   the moment that all are ready; an old worker ends when it has nothing to do. The server holds the lease of
   its generation, so that the sweep leaves it while workers come and go.
"""

from __future__ import annotations

import asyncio
import os
from asyncio import Future, Semaphore, Task
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from time import monotonic
from types import TracebackType
from typing import Any

from loader.store.generations import Folder
from loader.store_errors import StoreError
from queries.web import logs
from queries.web.answers import Answer, Asked
from queries.web.metrics import Metrics
from queries.web.problems import Problem
from queries.web.settings import Settings
from queries.web.wire import Work
from queries.web.workers import Died, Worker

__all__ = ["Given", "Pool"]

_Left = Callable[[], Awaitable[bool]]
_RETRY = 1.0  # seconds until a worker that could not be started is tried again
_LATER = 10.0  # seconds until a generation that could not be opened is


@dataclass(frozen=True, slots=True)
class Given:
    """An answer, and what it was made from."""

    answer: Answer
    generation: int


@dataclass(slots=True)
class _Team:
    """The workers of one generation, and the lease that keeps it from the sweep."""

    lease: int
    generation: int
    dataset: str = ""
    workers: set[Worker] = field(default_factory=set)


@dataclass(slots=True)
class _Place:
    """What a route, or several together, may have of the workers, and how many requests wait for that."""

    free: Semaphore
    queued: int = 0


class Pool:
    """Workers over the current generation of a store, in an ``async with`` block.

    Entering it raises ``StoreError`` if there is no store to be read.
    """

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        self._settings = settings
        self._metrics = metrics
        self._folder = Folder(settings.store)
        self._team: _Team
        self._teams: list[_Team] = []
        self._idle: deque[Worker] = deque()
        self._waiting: deque[Future[Worker]] = deque()
        self._places = defaultdict[str, _Place](lambda: _Place(Semaphore(max(1, settings.workers - 1))))
        self._tasks: set[Task[None]] = set()

    @property
    def generation(self) -> int:
        """The generation that new requests are answered from."""
        return self._team.generation

    @property
    def dataset(self) -> str:
        """The id of the same."""
        return self._team.dataset

    @property
    def healthy(self) -> bool:
        """Whether there is a worker."""
        return any(worker.lives() for worker in self._team.workers)

    # -- requests

    async def answer(self, pattern: str, asked: Asked, left: _Left, place: str = "") -> Given:
        """What the function of a route makes of a request, or why it makes nothing of it.

        Parameters
        ----------
        pattern
            Of the route.
        asked
            The request.
        left
            Tells whether the client went away: asked when the request had to wait.
        place
            Of the route; empty if it has one of its own.

        """
        at = self._places[place or pattern]
        waits = at.free.locked() or not self._idle
        if waits and at.queued >= self._settings.queue:
            return self._given(_busy("So many requests wait already that this one can't. Try again soon."))
        at.queued += 1
        self._metrics.waiting.inc()
        try:
            async with asyncio.timeout(self._settings.limits.seconds):
                await at.free.acquire()
                try:
                    worker = await self._taken()
                except BaseException:
                    at.free.release()
                    raise
        except TimeoutError:
            return self._given(_busy("All who could work on this are busy. Try again soon."))
        finally:
            at.queued -= 1
            self._metrics.waiting.dec()
        try:
            return await self._asked(worker, pattern, asked, left if waits else None)
        finally:
            at.free.release()

    async def _asked(self, worker: Worker, pattern: str, asked: Asked, left: _Left | None) -> Given:
        """What a worker makes of a request; whatever ends this, the worker is given back, or replaced."""
        began = monotonic()
        leaves = True
        self._metrics.busy.inc()
        try:
            if left is not None and await left():
                leaves = False
                return self._given(Problem(400, "The client went away."))
            answered = await worker.ask(pattern, asked)
            leaves = answered.leaves
            if answered.fault:
                logs.event("fault", path=asked.path, trace=answered.fault)
            return Given(answered.answer, worker.generation)
        except Died as died:
            logs.event("worker died", path=asked.path, code=died.code, seconds=round(monotonic() - began, 3))
            self._metrics.deaths.labels(str(died.code)).inc()
            return Given(died.problem(self._settings.limits).answer(), worker.generation)
        finally:
            self._metrics.busy.dec()
            if leaves:
                self._replace(worker)
            else:
                self._give(worker)

    def _given(self, problem: Problem) -> Given:
        return Given(problem.answer(), self.generation)

    async def _taken(self) -> Worker:
        """A worker that has nothing to do, as soon as there is one and it is this request's turn."""
        while self._idle:
            worker = self._idle.pop()  # the one that worked last: what it reads is in the processor's memory
            if worker.lives():
                return worker
            self._replace(worker)
        turn: Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._give(turn.result())
            raise

    def _give(self, worker: Worker) -> None:
        """Let a worker do the next thing, or go if its generation is not the current one."""
        if worker not in self._team.workers:
            self._spawn(self._leave(worker))
            return
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(worker)
                return
        self._idle.append(worker)

    # -- workers

    def _replace(self, worker: Worker) -> None:
        """Let a worker go, and have another in its place if its generation is the current one."""
        if worker in self._team.workers:
            self._spawn(self._another(self._team))
        self._spawn(self._leave(worker))

    async def _another(self, team: _Team) -> None:
        while team is self._team:
            try:
                worker = await Worker.start(self._work(team))
            except StoreError as error:
                logs.event("no worker", error=str(error))
                await asyncio.sleep(_RETRY)
                continue
            self._metrics.starts.inc()
            team.workers.add(worker)
            self._count()
            self._give(worker)
            return

    async def _leave(self, worker: Worker) -> None:
        for team in self._teams:
            team.workers.discard(worker)
        self._count()
        await worker.end()
        self._let_go()

    def _let_go(self) -> None:
        """Give back the leases of generations that nobody reads any more."""
        for team in [team for team in self._teams if team is not self._team and not team.workers]:
            self._teams.remove(team)
            os.close(team.lease)

    def _work(self, team: _Team, *, prepares: bool = False) -> Work:
        return Work(self._settings.store, team.generation, self._settings.limits, prepares)

    async def _mustered(self) -> _Team:
        """A team on the current generation. Its first worker prepares what all of them share."""
        team = _Team(*await asyncio.to_thread(self._folder.leased, None))
        try:
            first = await Worker.start(self._work(team, prepares=True))
            team.dataset = first.dataset
            team.workers.add(first)
            others = (Worker.start(self._work(team)) for _ in range(self._settings.workers - 1))
            started = await asyncio.gather(*others, return_exceptions=True)
            team.workers |= {each for each in started if isinstance(each, Worker)}
            for each in started:
                if isinstance(each, BaseException):
                    raise each
        except BaseException:
            for worker in team.workers:
                worker.kill()
            os.close(team.lease)
            raise
        self._metrics.starts.inc(len(team.workers))
        return team

    # -- generations

    async def _follow(self) -> None:
        """Change over to each new generation."""
        while True:
            await asyncio.sleep(self._settings.poll)
            try:
                if self._folder.named() in (None, self._team.generation):
                    continue
                team = await self._mustered()
            except (StoreError, OSError) as error:
                logs.event("no new generation", error=str(error))
                await asyncio.sleep(_LATER)
                continue
            self._change(team)

    def _change(self, team: _Team) -> None:
        self._team = team
        self._teams.append(team)
        logs.event("generation", generation=team.generation, dataset=team.dataset)
        old, self._idle = self._idle, deque()
        for worker in [*old, *team.workers]:
            self._give(worker)
        self._let_go()
        self._count()
        self._metrics.generation.set(team.generation)

    def _count(self) -> None:
        self._metrics.workers.set(len(self._team.workers))

    # -- beginning and end

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def __aenter__(self) -> Pool:
        team = await self._mustered()
        self._change(team)
        self._spawn(self._follow())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        workers = [worker for team in self._teams for worker in team.workers]
        await asyncio.gather(*(worker.end() for worker in workers))
        for team in self._teams:
            os.close(team.lease)


def _busy(detail: str) -> Problem:
    return Problem(503, detail, {}, (("retry-after", "5"),))
