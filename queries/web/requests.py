"""A request as it came becomes what is asked, or is refused: too large, too slow, or not understood."""

from __future__ import annotations

import asyncio
import re

from starlette.requests import Request

from queries.web.answers import Asked
from queries.web.budget import Share
from queries.web.forms import parameters
from queries.web.problems import Refused
from queries.web.settings import Settings

__all__ = ["asked_of"]

_LONGEST_ADDRESS = 256 << 10  # bytes of path and parameters: a long query with everything percent-encoded
_SMALL = 16 << 10  # bytes of an address or a body that are taken whatever else comes
_COPIES = 4  # of an address that are made before it is answered
_DRAINED = 8  # times the largest body: so much is read and thrown away, so that the client hears why
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(?::\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](?::\d{1,5})?")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


async def asked_of(request: Request, settings: Settings, share: Share) -> Asked:
    """What a request asks.

    Parameters
    ----------
    request
        As it came.
    settings
        How the server is set up.
    share
        Of the budget for requests: a long address and the body of this one are taken from it.

    Raises
    ------
    Refused
        With 400, 408, 413, 414 or 503.

    """
    raw = request.scope["query_string"]
    length = len(raw) + len(request.scope["raw_path"])
    if length > _LONGEST_ADDRESS:
        raise Refused(414, f"An address may have {_LONGEST_ADDRESS:,} bytes: send a long query by POST.")
    if length > _SMALL and not share.takes(_COPIES * length):
        raise _crowded()
    path = request.scope["path"]
    if _CONTROLS.search(path):
        raise Refused(400, "The path has a control character in it.")
    return Asked(
        method="GET" if request.method == "HEAD" else request.method,
        path=path,
        parts=dict(request.path_params),
        query=parameters(raw.decode("latin-1")),
        accept=", ".join(request.headers.getlist("accept")) or "*/*",
        content_type=request.headers.get("content-type", ""),
        body=await _body(request, settings, share),
        site=settings.site or _site(request),
        limits=settings.limits,
    )


def _site(request: Request) -> str:
    """Where the client found this server: the Host header, if it is one."""
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        raise Refused(400, "The Host header is missing, or is not the name of a host.")
    return f"{request.scope['scheme']}://{host}"


async def _body(request: Request, settings: Settings, share: Share) -> bytes:
    """The body, which may be only so large and so slow."""
    most = settings.largest_request
    pieces, size = [], 0
    try:
        async with asyncio.timeout(settings.patience):
            async for piece in request.stream():
                size += len(piece)
                if _SMALL < size <= most and not share.takes(len(piece)):
                    raise _crowded()
                if size <= most:
                    pieces.append(piece)
                if size > _DRAINED * most:
                    break
    except TimeoutError:
        raise Refused(408, f"The request was not here within {settings.patience:g} seconds.") from None
    if size > most:
        raise Refused(413, f"The body of a request may have {most:,} bytes.", bytes=most)
    return b"".join(pieces)


def _crowded() -> Refused:
    return Refused(503, "Too many large requests come at once. Try again soon.")
