"""A process that answers one request after another from one generation, and that one request may cost.

``queries.web.workers`` starts it, gives it requests and takes its answers. The system itself ends it when a
request takes too long: that works inside of the engine too, which can't be stopped otherwise.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from loader.bounds import OUT_OF_MEMORY, bound, held
from loader.store import Reader, read
from loader.store_errors import StoreError
from queries.errors import QueryError, QuerySyntaxError
from queries.web.answers import Answer, Asked, Route
from queries.web.problems import FAULT, Problem, Refused
from queries.web.routes import PREPARE, ROUTES
from queries.web.wire import Answered, Ready, Unready, Work, packed, receive

__all__ = ["main"]

_FAT = 4  # a worker leaves when it still holds more than one part in so many of its memory after an answer
_ROUTES = {route.pattern: route for route in ROUTES}


def main(handle: int) -> None:
    """Answer what comes through the socket until its other end closes.

    Parameters
    ----------
    handle
        File descriptor of the socket. The first message is a ``Work``, each further one the pattern of a
        route and an ``Asked``.

    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gone = suppress(EOFError, BrokenPipeError, ConnectionResetError)  # the server: then so are we
    with gone, socket.socket(fileno=handle) as line, line.makefile("rb") as requests:
        work: Work = receive(requests)
        try:
            reader = read(work.store, work.generation)
            for prepare in PREPARE if work.prepares else ():
                prepare(reader)
        except StoreError as error:
            line.sendall(packed(Unready(str(error))))
            return
        with reader:
            line.sendall(packed(Ready(reader.dataset)))
            _answer_all(reader, work, line, requests)


def _answer_all(reader: Reader, work: Work, line: socket.socket, requests: IO[bytes]) -> None:
    gc.freeze()  # the program itself is no garbage
    with suppress(OSError):  # where memory runs out, the system is to end a worker and not the server
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")
    bound(work.limits.memory)
    slim = held()
    leaves = False
    while not leaves:
        pattern, asked = receive(requests)
        with _timed(work.limits.seconds):
            answered = _answer(_ROUTES[pattern], reader, asked)
            leaves = held() - slim > work.limits.memory // _FAT
            message = packed(Answered(*answered, leaves))
        line.sendall(message)


@contextmanager
def _timed(seconds: float) -> Iterator[None]:
    """Have the system end this process if what is done here takes longer, or needs too much memory."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _answer(route: Route, reader: Reader, asked: Asked) -> tuple[Answer, str]:
    """What a route makes of a request, and the traceback if that is a fault of ours."""
    try:
        return route.answer(reader, asked), ""
    except Refused as error:
        return error.problem.answer(), ""
    except MemoryError:
        raise
    except Exception as error:  # one request must not cost the others
        if isinstance(error, QueryError) and not isinstance(error.__cause__, OSError | RuntimeError):
            return _wrong(error).answer(), ""
        return FAULT.answer(), traceback.format_exc()  # what the engine says of its files is not for clients


def _wrong(error: QueryError) -> Problem:
    place = {"line": error.line, "column": error.column} if isinstance(error, QuerySyntaxError) else {}
    return Problem(400, str(error), place)


if __name__ == "__main__":
    main(int(sys.argv[1]))
