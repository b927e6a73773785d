"""Answers that were made before, in memory, the least lately asked for dropped first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

from queries.web.responses import Reply

__all__ = ["Cache"]

_LARGEST = 8  # one answer may take one part in so many of the cache


class Cache:
    """Replies by what was asked, up to so many bytes.

    >>> cache = Cache(80)
    >>> for n in range(9):
    ...     cache.put(n, Reply(b"0123456789"))
    >>> cache.get(0) is None, cache.get(8).body, cache.bytes
    (True, b'0123456789', 80)
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, Reply] = OrderedDict()
        self.bytes = 0

    def get(self, key: Hashable) -> Reply | None:
        """What was put there; None if it is not there any more."""
        if (found := self._held.get(key)) is not None:
            self._held.move_to_end(key)
        return found

    def put(self, key: Hashable, reply: Reply) -> None:
        """Keep a reply, unless it is so large that many others would have to go."""
        if len(reply.body) * _LARGEST > self._most:
            return
        if (old := self._held.pop(key, None)) is not None:
            self.bytes -= len(old.body)
        self._held[key] = reply
        self.bytes += len(reply.body)
        while self.bytes > self._most:
            _, oldest = self._held.popitem(last=False)
            self.bytes -= len(oldest.body)
