from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from bench.http_load import Load, load


class Handler(BaseHTTPRequestHandler):
    """Answers as its server says."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked += 1  # type: ignore[attr-defined]
        self.wfile.write(self.server.answer)  # type: ignore[attr-defined]
        self.close_connection = b"close" in self.server.answer  # type: ignore[attr-defined]

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def answering(answer: bytes) -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.answer, server.asked = answer, 0  # type: ignore[attr-defined]
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def asked(server: ThreadingHTTPServer, **more: int) -> Load:
    return load("127.0.0.1", server.server_port, b"GET / HTTP/1.1\r\nhost: x\r\n\r\n", 3, seconds=60, **more)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabcd",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n1\r\ne\r\n0\r\n\r\n",
    ],
)
def test_each_answer_is_counted_once(answer):
    with answering(answer) as server:
        found = asked(server, most=30)
        assert 30 <= len(found.taken) == server.asked <= 32  # type: ignore[attr-defined]
    assert found.failed == 0
    assert found.percentile(50) <= found.percentile(99) <= found.seconds
    assert found.rate == len(found.taken) / found.seconds


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\nhalf",
    ],
)
def test_what_is_no_answer_is_not_counted_as_one(answer):
    with answering(answer) as server:
        found = asked(server, most=5)
    assert found.taken == []
    assert found.failed >= 5
    assert math.isnan(found.percentile(50))
