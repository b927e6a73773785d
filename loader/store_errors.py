"""What can go wrong with a store, said so that a reader knows what happened and what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = [
    "RESTORE",
    "GraphRefused",
    "StoreBusy",
    "StoreDamaged",
    "StoreError",
    "StoreFull",
    "StoreMissing",
    "StoreNewer",
    "StoreNotWritable",
    "translated",
]


RESTORE = "roll back, restore a backup, or load into a new folder"


class StoreError(Exception):
    """A store could not be read or written; its last committed generation is unharmed.

    Attributes
    ----------
    path
        The store, or the file of it that is meant.
    what
        What happened.
    remedy
        What to do.

    """

    def __init__(self, path: Path | str, what: str, remedy: str) -> None:
        super().__init__(f"{path}: {what}; {remedy}")
        self.path = Path(path)
        self.what = what
        self.remedy = remedy


class StoreMissing(StoreError):
    """There is no store, or no generation of that number, at the path."""


class StoreBusy(StoreError):
    """Another process is writing."""


class StoreDamaged(StoreError):
    """What is on disk is not what the manifest says was written."""


class StoreFull(StoreError):
    """The disk, the quota or the largest file allowed is used up."""


class StoreNotWritable(StoreError):
    """The folder may not be written by this user, or lies on a read-only disk."""


class StoreNewer(StoreError):
    """A later version of the software wrote the store."""


class GraphRefused(StoreError):
    """A graph was offered that a store does not take: a blank node, or a quad of another graph."""


# RocksDB's errors arrive as OSError without an errno, or as RuntimeError: only their text tells them apart.
_FULL = ({errno.ENOSPC, errno.EFBIG, errno.EDQUOT}, ("No space left", "File too large", "quota exceeded"))
_DENIED = (
    {errno.EACCES, errno.EPERM, errno.EROFS},
    ("Permission denied", "Read-only file system", "Operation not permitted"),
)
_DAMAGED: tuple[set[int], tuple[str, ...]] = (set(), ("Corruption", "No such file or directory"))


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn errors of the operating system and of the database into ``StoreError``s that name ``path``."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise _fault(path, error) from error


def _fault(path: Path, error: OSError | RuntimeError) -> StoreError:
    if _is(error, _FULL):
        return StoreFull(path, f"no room to write ({error})", "free some disk space and load again")
    if _is(error, _DENIED):
        return StoreNotWritable(
            path, f"access refused ({error})", "choose another folder or change its permissions"
        )
    if isinstance(error, RuntimeError) or _is(error, _DAMAGED):
        return StoreDamaged(path, f"damaged ({error})", RESTORE)
    if isinstance(error, NotADirectoryError):
        return StoreMissing(path, "a file, not a store", "name the folder of a store")
    return StoreError(path, f"input or output failed ({error})", "see to the disk and try again")


def _is(error: Exception, kind: tuple[set[int], tuple[str, ...]]) -> bool:
    numbers, texts = kind
    return getattr(error, "errno", None) in numbers or any(text in str(error) for text in texts)
