"""The server's addresses: what is answered by workers, from memory, or by the server itself."""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.routing import Route as Address
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from queries.web import logs
from queries.web.answers import Answer, Asked, Route
from queries.web.budget import Budget, Share
from queries.web.cache import Cache
from queries.web.metrics import Metrics
from queries.web.negotiation import preferred
from queries.web.pool import Pool
from queries.web.problems import FAULT, PROBLEM, Problem, Refused, problem_of
from queries.web.requests import asked_of
from queries.web.responses import NO_STORE, Outgoing, Reply, not_modified, reply, takes_gzip
from queries.web.routes import ERROR_PAGE, ROUTES
from queries.web.settings import Settings
from queries.web.static_files import static_file

__all__ = ["application"]

_Endpoint = Callable[[Request], Awaitable[Outgoing]]
_Handler = Callable[[Request, Exception], Awaitable[Outgoing]]
_SMALL = 64 << 10  # bytes of an answer that may go out whatever else does
_LARGE = 1 << 20  # bytes above which an answer is no page
_PREFLIGHT = (
    ("access-control-allow-headers", "accept, content-type, if-none-match"),
    ("access-control-max-age", "86400"),
)


def application(settings: Settings, pool: Pool, metrics: Metrics) -> ASGIApp:
    """Everything that is served, as an ASGI application.

    Parameters
    ----------
    settings
        How the server is set up.
    pool
        The workers, ready.
    metrics
        Where to count.

    """
    server = _Server(settings, pool, metrics)
    handlers: dict[type[Exception], _Handler] = {
        Refused: server.refused,
        HTTPException: server.not_routed,
        ClientDisconnect: server.left,
        Exception: server.failed,
    }
    app = Starlette(routes=server.addresses(), exception_handlers=handlers)  # type: ignore[arg-type]
    app.router.redirect_slashes = False
    return _observed(app, metrics)


class _Server:
    """What the endpoints share."""

    def __init__(self, settings: Settings, pool: Pool, metrics: Metrics) -> None:
        self._settings = settings
        self._pool = pool
        self._metrics = metrics
        self._cache = Cache(settings.cache)
        self._bodies = Budget(settings.room)
        self._replies = Budget(settings.room)
        self._files = Budget(settings.room)  # apart: a few that are taken slowly must not stop all pages
        self._root = urlsplit(settings.site).path

    def addresses(self) -> list[Address]:
        """All of them; the first that fits a path answers."""
        return [
            self._address("/healthz", ("GET",), self._health),
            self._address("/metrics", ("GET",), self._count),
            self._address("/robots.txt", ("GET",), self._static),
            self._address("/static/{path:path}", ("GET",), self._static),
            *(self._address(route.pattern, route.methods, self._worked(route)) for route in ROUTES),
        ]

    def _address(self, pattern: str, methods: Sequence[str], endpoint: _Endpoint) -> Address:
        allowed = ", ".join(sorted({*methods, "HEAD", "OPTIONS"}))

        async def answered(request: Request) -> Outgoing:
            request.scope["pattern"] = pattern
            if request.method != "OPTIONS":
                return await endpoint(request)
            headers = (("allow", allowed), ("access-control-allow-methods", allowed), *_PREFLIGHT)
            return await self._made(request, Answer(b"", "", 204, headers))

        return Address(pattern, answered, methods=[*methods, "OPTIONS"])

    # -- what a store answers

    def _worked(self, route: Route) -> _Endpoint:
        async def answered(request: Request) -> Outgoing:
            with self._bodies.share() as share:
                asked = await asked_of(request, self._settings, share)
                return self._outgoing(request, await self._found(request, route, asked))

        return answered

    async def _found(self, request: Request, route: Route, asked: Asked) -> Reply:
        """The reply to what is asked, from memory or from a worker."""
        key = (asked.path, asked.query, asked.accept, asked.site, _zipped(request))
        keeps = asked.method == "GET" and self._settings.cache > 0
        known = self._cache.get((self._pool.generation, *key)) if keeps else None
        if keeps:
            (self._metrics.misses if known is None else self._metrics.hits).inc()
        if known is not None:
            return known
        given = await self._pool.answer(route.pattern, asked, request.is_disconnected, route.place)
        with self._room(len(given.answer.body)):  # it may wait here for its turn to be compressed
            made = await self._reply(request, given.answer, given.generation)
        if keeps and made.status == 200 and "no-store" not in made.header("cache-control"):
            self._cache.put((given.generation, *key), made)
            self._metrics.cached.set(self._cache.bytes)
        return made

    async def _reply(self, request: Request, answer: Answer, generation: int) -> Reply:
        """An answer as it goes out; a problem becomes a page where a person asks."""
        if answer.media_type == PROBLEM:
            answer = self._explained(request, answer)
        tagged = request.method in ("GET", "HEAD")
        return await reply(answer, generation, zipped=_zipped(request), tagged=tagged)

    def _explained(self, request: Request, answer: Answer) -> Answer:
        if preferred(request.headers.get("accept", ""), (PROBLEM, "text/html")) != "text/html":
            return answer
        page = ERROR_PAGE(problem_of(answer), self._root)
        return Answer(page, "text/html; charset=utf-8", answer.status, answer.headers)

    def _outgoing(self, request: Request, found: Reply) -> Outgoing:
        found = not_modified(found, request.headers.get("if-none-match", ""))
        return Outgoing(found, self._room(len(found.body)), self._settings.slowest_rate)

    def _room(self, size: int) -> Share:
        """Room for an answer of so many bytes; refused where there is none."""
        share = (self._files if size > _LARGE else self._replies).share()
        if size > _SMALL and not share.takes(size):
            raise Refused(503, "Too many large answers are on their way. Try again soon.")
        return share

    async def _made(self, request: Request, answer: Answer) -> Outgoing:
        """An answer that the server makes itself."""
        return self._outgoing(request, await self._reply(request, answer, self._pool.generation))

    # -- what needs none

    async def _health(self, request: Request) -> Outgoing:
        """Whether requests can be answered, and from what."""
        said = {
            "status": "ok" if self._pool.healthy else "no worker",
            "generation": self._pool.generation,
            "dataset": self._pool.dataset,
        }
        status = 200 if self._pool.healthy else 503
        return await self._made(
            request, Answer(json.dumps(said).encode() + b"\n", "application/json", status, NO_STORE)
        )

    async def _count(self, request: Request) -> Outgoing:
        """Metrics."""
        kind = "text/plain; version=0.0.4; charset=utf-8"
        return await self._made(request, Answer(self._metrics.text(), kind, 200, NO_STORE))

    async def _static(self, request: Request) -> Outgoing:
        """A file that belongs to the pages."""
        found = static_file(request.path_params.get("path", "robots.txt"), request.url.query)
        if found is None:
            raise Refused(404, "There is no such file.")
        return await self._made(request, found)

    # -- what goes wrong

    async def refused(self, request: Request, error: Exception) -> Outgoing:
        """A request that is refused before anybody works on it."""
        assert isinstance(error, Refused)
        return await self._problem(request, error.problem)

    async def not_routed(self, request: Request, error: Exception) -> Outgoing:
        """An address or a method that there is not."""
        assert isinstance(error, HTTPException)
        detail = {
            404: "There is nothing at this address.",
            405: f"This address does not take {request.method}.",
        }.get(error.status_code, "This can't be answered.")
        headers = tuple((name.lower(), value) for name, value in (error.headers or {}).items())
        return await self._problem(request, Problem(error.status_code, detail, {}, headers))

    async def left(self, request: Request, error: Exception) -> Outgoing:
        """A client that went away in the middle of its request: nobody reads this."""
        return await self._problem(request, Problem(400, "The request was not complete."))

    async def failed(self, request: Request, error: Exception) -> Outgoing:
        """A fault of ours. The library writes down its trace; nothing of it goes out."""
        return await self._problem(request, FAULT)

    async def _problem(self, request: Request, problem: Problem) -> Outgoing:
        return await self._made(request, problem.answer())


def _zipped(request: Request) -> bool:
    return takes_gzip(request.headers.get("accept-encoding", ""))


def _observed(app: ASGIApp, metrics: Metrics) -> ASGIApp:
    """The same application, each of its requests counted and written down."""

    async def observed(scope: Scope, receive: Receive, send: Send) -> None:
        began = time.monotonic()
        status, size = 0, 0

        async def sent(message: Message) -> None:
            nonlocal status, size
            status = message.get("status", status)
            await send(message)
            size += len(message.get("body", b""))

        try:
            await app(scope, receive, sent)
        finally:
            seconds = time.monotonic() - began
            metrics.request(scope.get("pattern", "none"), scope["method"], status, seconds, size)
            said = {"method": scope["method"], "path": scope["path"], "status": status, "bytes": size}
            logs.event("request", **said, ms=round(seconds * 1000, 1))

    return observed
