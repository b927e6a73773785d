"""The process that listens: one event loop that reads no store, and the workers beside it."""

from __future__ import annotations

import asyncio
import resource as limits
import signal
import socket
import sys
from collections.abc import Callable

import h11
from uvicorn import Config, Server
from uvicorn.protocols.http.h11_impl import H11Protocol

from queries.web import logs
from queries.web.app import application
from queries.web.metrics import Metrics
from queries.web.pool import Pool
from queries.web.settings import Settings

__all__ = ["listening", "serve"]

_HEAD = 300 << 10  # bytes of a request's line and headers
_STALLED = 30.0  # seconds for which a client may take nothing of an answer
_BACKLOG = 1024
_SPARE = 500  # open files beside the connections


def listening(host: str, port: int) -> socket.socket:
    """A socket at an address; with port 0, at any port that is free.

    Raises
    ------
    OSError
        If the address is not ours, or is taken.

    """
    family, kind, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    # With its protocol named: only then does asyncio have small answers sent at once, which else wait 40 ms.
    made = socket.socket(family, kind, socket.IPPROTO_TCP)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):  # a client that is gone, or takes not a byte
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(_STALLED * 1000))
        made.bind(place)
        made.listen(_BACKLOG)
    except BaseException:
        made.close()
        raise
    return made


def serve(settings: Settings, listener: socket.socket, announce: Callable[[Pool], None]) -> None:
    """Answer requests until the process is told to stop: by SIGTERM, after which it returns.

    Parameters
    ----------
    settings
        How the server is set up.
    listener
        From ``listening``.
    announce
        Called with the ``Pool`` once everything is ready.

    Raises
    ------
    StoreError
        If there is no store to be read.

    """
    logs.to_stdout()
    _allow_files(_SPARE + settings.connections)
    # The library raises a signal again when it has stopped for it; before it listens this stops the rest.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    asyncio.run(_serve(settings, listener, announce))


def _allow_files(wanted: int) -> None:
    """Have the system allow so many open files, a connection being one, as far as it does."""
    soft, hard = limits.getrlimit(limits.RLIMIT_NOFILE)
    most = wanted if hard == limits.RLIM_INFINITY else min(wanted, hard)
    if soft != limits.RLIM_INFINITY and soft < most:
        limits.setrlimit(limits.RLIMIT_NOFILE, (most, hard))


async def _serve(settings: Settings, listener: socket.socket, announce: Callable[[Pool], None]) -> None:
    metrics = Metrics()
    async with Pool(settings, metrics) as pool:
        config = Config(
            application(settings, pool, metrics),
            http=type("Impatient", (_Impatient,), {"patience": settings.patience}),
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=bool(settings.proxies),
            forwarded_allow_ips=settings.proxies or None,
            limit_concurrency=settings.connections,
            timeout_graceful_shutdown=int(settings.grace),
            h11_max_incomplete_event_size=_HEAD,
        )
        announce(pool)
        await Server(config).serve(sockets=[listener])


class _Impatient(H11Protocol):
    """HTTP with an end to the patience: the library has one only with requests that are complete."""

    patience = 15.0  # seconds until a request with all its headers is here
    _head: asyncio.TimerHandle | None = None
    _stall: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._make_room()
        self._await_head()

    def _make_room(self) -> None:
        """Where there are as many connections as may be, end one that asks nothing: for one that may."""
        if self.limit_concurrency is not None and len(self.connections) >= self.limit_concurrency:
            idle = (each for each in self.connections if isinstance(each, _Impatient) and each._head)
            if (one := next(idle, None)) is not None:
                one.transport.close()
                self.connections.discard(one)

    def handle_events(self) -> None:
        super().handle_events()
        self._await_head()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._await_head()

    def _await_head(self) -> None:
        """Have a timer run while, and only while, a request is not here with all its headers.

        What is left of the body of one that is answered already is waited for as long.
        """
        awaits = self.conn.their_state is h11.IDLE or self.conn.our_state is h11.DONE
        if not awaits or self.transport.is_closing():
            self._forget_head()
        elif self._head is None:
            self._head = self.loop.call_later(self.patience, self._too_slow)

    def _too_slow(self) -> None:
        if self.conn.our_state is h11.IDLE and not self.transport.is_closing():
            headers = [("content-length", "0"), ("connection", "close")]
            self.transport.write(self.conn.send(h11.Response(status_code=408, headers=headers)) or b"")
        self.transport.close()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stall = self.loop.call_later(_STALLED, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._forget_stall()

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget_head()
        self._forget_stall()
        super().connection_lost(exc)

    def _forget_head(self) -> None:
        if self._head is not None:
            self._head.cancel()
        self._head = None

    def _forget_stall(self) -> None:
        if self._stall is not None:
            self._stall.cancel()
        self._stall = None
