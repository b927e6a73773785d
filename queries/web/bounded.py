"""A stream in memory that takes so much and no more: half of an answer is none."""

from __future__ import annotations

import io

from queries.web.problems import Refused

__all__ = ["Bounded"]


class Bounded(io.RawIOBase):
    """A binary stream that keeps what is written, up to so many bytes; more is refused, with 413."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._pieces: list[bytes] = []
        self._size = 0

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Keep what comes."""
        self._size += len(data)
        if self._size > self._most:
            detail = f"The result has more than {self._most:,} bytes: ask for a part of it, or add a LIMIT."
            raise Refused(413, detail, bytes=self._most)
        self._pieces.append(bytes(data))
        return len(data)

    def getvalue(self) -> bytes:
        """All that was written."""
        return b"".join(self._pieces)
