"""An answer on its way: the headers that each has, compression, and what a slow client may cost."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.types import Receive, Scope, Send

from queries.web.answers import Answer
from queries.web.budget import Share

__all__ = ["NO_STORE", "Outgoing", "Reply", "not_modified", "reply", "takes_gzip"]

Headers = tuple[tuple[str, str], ...]

NO_STORE: Headers = (("cache-control", "no-store"),)
_PUBLIC: Headers = (("cache-control", "public, max-age=60"),)
_EVERYWHERE: Headers = (
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
)
_DATA: Headers = (  # everything here is public, and no request carries anybody's rights
    ("access-control-allow-origin", "*"),
    ("access-control-expose-headers", "etag, link, retry-after"),
    ("cross-origin-resource-policy", "cross-origin"),
)
_NAME = re.compile(r"[a-z0-9-]+")
_VALUE = re.compile(r"[\t\x20-\x7e\xa0-\xff]*")
_TEXTUAL = re.compile(
    r"text/|application/(?:[\w.-]+\+)?(?:json|xml|javascript|n-triples|n-quads|trig)|image/svg"
)
_WORTH_IT = 1000  # bytes, below which nothing is compressed
_LEVEL = 5  # of gzip: a third of the time of the highest, a few percent larger
_AT_ONCE = 64 << 10  # bytes compressed without leaving the event loop, and bytes sent at a time
_START = 30.0  # seconds that any client has, beside those of its rate


@dataclass(frozen=True, slots=True)
class Reply:
    """A response as it goes out, but for its head line."""

    body: bytes
    status: int = 200
    headers: Headers = ()

    def header(self, name: str) -> str:
        """The value of a header, empty without one."""
        return next((value for known, value in self.headers if known == name), "")


async def reply(answer: Answer, generation: int, *, zipped: bool, tagged: bool = True) -> Reply:
    """An answer with all that belongs to it.

    Parameters
    ----------
    answer
        What was made. Its own headers stand before those that are set here.
    generation
        What it was made from: part of its ETag.
    zipped
        Whether the client takes gzip.
    tagged
        Whether it may be kept and asked for again.

    Raises
    ------
    ValueError
        If a header of the answer is none: what a client sent must not end up as a line of the head.

    """
    body, headers = answer.body, dict(_checked(answer.headers))
    packs = zipped and len(body) >= _WORTH_IT and bool(_TEXTUAL.match(answer.media_type))
    if tagged and answer.status == 200:
        digest = hashlib.sha256(body).hexdigest()[:20]
        headers.setdefault("etag", f'"{generation}-{digest}{"-gzip" * packs}"')
    if packs:
        body = _packed(body) if len(body) <= _AT_ONCE else await asyncio.to_thread(_packed, body)
        headers["content-encoding"] = "gzip"
    if answer.media_type:
        headers["content-type"] = answer.media_type
    headers["vary"] = ", ".join(filter(None, ["accept, accept-encoding", headers.get("vary")]))
    defaults = (*(_PUBLIC if tagged and answer.status < 400 else NO_STORE), *_EVERYWHERE)
    for name, value in (*defaults, *(() if answer.media_type.startswith("text/html") else _DATA)):
        headers.setdefault(name, value)
    return Reply(body, answer.status, tuple(headers.items()))


def _checked(headers: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    for name, value in headers:
        if not _NAME.fullmatch(name.lower()) or not _VALUE.fullmatch(value):
            raise ValueError(f"{name!r}: {value!r} is no header")
        yield name.lower(), value


def _packed(body: bytes) -> bytes:
    return gzip.compress(body, _LEVEL, mtime=0)


def takes_gzip(accept_encoding: str) -> bool:
    """Whether a client takes gzip: RFC 9110, section 12.5.3.

    >>> takes_gzip("gzip, br"), takes_gzip("br;q=1, *;q=0.1"), takes_gzip("gzip;q=0, *"), takes_gzip("")
    (True, True, False, False)
    """
    said = {}
    for piece in accept_encoding.lower().split(","):
        name, _, rest = piece.partition(";")
        said[name.strip()] = re.sub(r"\s", "", rest) not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return said.get("gzip", said.get("*", False))


def not_modified(found: Reply, if_none_match: str) -> Reply:
    """The reply itself, or 304 without a body if the client says that it has it."""
    tag = found.header("etag")
    known = {each.strip().removeprefix("W/") for each in if_none_match.split(",")}
    if not tag or not known & {tag, "*"}:
        return found
    left_out = ("content-type", "content-encoding")
    return Reply(b"", 304, tuple((name, value) for name, value in found.headers if name not in left_out))


class Outgoing:
    """A reply as an ASGI application: sent in pieces, as fast as the client takes them, but not for ever.

    Parameters
    ----------
    made
        The reply.
    share
        What it has of the budget for replies that are on their way: given back when it is sent.
    slowest_rate
        Bytes a second that a client has to take.

    """

    def __init__(self, made: Reply, share: Share, slowest_rate: int) -> None:
        self.reply = made
        self._share = share
        self._seconds = _START + len(made.body) / slowest_rate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it; a client that takes it too slowly is left in the middle, which it sees by the length."""
        body = self.reply.body
        headers = [(name.encode(), value.encode("latin-1")) for name, value in self.reply.headers]
        if self.reply.status not in (204, 304):
            headers.append((b"content-length", str(len(body)).encode()))
        with self._share:
            async with asyncio.timeout(self._seconds):
                await send({"type": "http.response.start", "status": self.reply.status, "headers": headers})
                pieces = [body] if scope["method"] == "HEAD" else _pieces(body)
                for piece, more in zip(pieces, [*[True] * (len(pieces) - 1), False], strict=True):
                    await send({"type": "http.response.body", "body": piece, "more_body": more})


def _pieces(body: bytes) -> list[bytes]:
    return [body[start : start + _AT_ONCE] for start in range(0, len(body), _AT_ONCE)] or [b""]
