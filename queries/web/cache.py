"""Answers that were made before, in memory, the least lately asked for dropped first."""

from __future__ import annotations

import hashlib
from collections import OrderedDict

from queries.web.responses import Reply

__all__ = ["Cache"]

_LARGEST = 8  # one answer may take one part in so many of the cache
_BESIDE = 2_000  # bytes that a reply takes beside its body: headers, and what it was asked by


class Cache:
    """Replies by what was asked, up to so many bytes.

    What was asked is kept as its digest: an address may be much longer than its answer.

    >>> cache = Cache(80_000)
    >>> for n in range(9):
    ...     cache.put(n, Reply(b"." * 8_000))
    >>> cache.get(0) is None, len(cache.get(8).body), cache.bytes
    (True, 8000, 80000)
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[bytes, Reply] = OrderedDict()
        self.bytes = 0

    def get(self, asked: object) -> Reply | None:
        """What was put there; None if it is not there any more."""
        if (found := self._held.get(key := _key(asked))) is not None:
            self._held.move_to_end(key)
        return found

    def put(self, asked: object, reply: Reply) -> None:
        """Keep a reply, unless it is so large that many others would have to go.

        Parameters
        ----------
        asked
            Texts and numbers, or tuples of these: what differs is written differently by ``repr``.
        reply
            What is to be given the next time.

        """
        if _size(reply) * _LARGEST > self._most:
            return
        key = _key(asked)
        if (old := self._held.pop(key, None)) is not None:
            self.bytes -= _size(old)
        self._held[key] = reply
        self.bytes += _size(reply)
        while self.bytes > self._most:
            _, oldest = self._held.popitem(last=False)
            self.bytes -= _size(oldest)


def _key(asked: object) -> bytes:
    return hashlib.sha256(repr(asked).encode()).digest()


def _size(reply: Reply) -> int:
    return len(reply.body) + _BESIDE
