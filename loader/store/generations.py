"""The folder of a store: its generations, which is current, who writes, who reads, what may go.

    <store>/current                   the number of the live generation
    <store>/lock                      held by the writer (flock), and says who that is
    <store>/decisions.csv             what reviewers decided, if they did; theirs, and never written here
    <store>/generations/000007/db/            an Oxigraph database
                              /manifest.json  written last: without it the generation is not whole
                              /lease          held by readers (shared flock); the sweep needs it alone

Numbers only grow and ``current`` only moves upwards (a rollback is a new generation), so whatever stands
above ``current`` was left by a writer that was killed.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from loader.store_errors import RESTORE, StoreBusy, StoreDamaged, StoreError, StoreMissing, translated

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

__all__ = ["Folder", "disk_bytes", "now", "sync_file", "sync_tree", "write_synced"]

_NEVER_STRANGE = {"lock", "current", "current.new", "decisions.csv"}
_TRIES = 200  # of a reader that meets the sweep; each waits 10 ms


def now() -> str:
    """The time in UTC, to the second, as xsd:dateTime."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Folder:
    """The places in a store, and what is at them."""

    path: Path

    # -- places

    @property
    def generations(self) -> Path:
        """The folder of all generations."""
        return self.path / "generations"

    def generation(self, number: int) -> Path:
        """The folder of one generation."""
        return self.generations / f"{number:06d}"

    def database(self, number: int) -> Path:
        """The Oxigraph database of one generation."""
        return self.generation(number) / "db"

    def manifest(self, number: int) -> Path:
        """The manifest of one generation."""
        return self.generation(number) / "manifest.json"

    @property
    def decisions(self) -> Path:
        """The file of reviewers' decisions that lies beside the generations."""
        return self.path / "decisions.csv"

    def lease(self, number: int) -> Path:
        """The file that readers of one generation hold."""
        return self.generation(number) / "lease"

    # -- what is there

    def exists(self) -> bool:
        """Whether this is a store at all, with or without a generation."""
        return self.generations.is_dir()

    def numbers(self) -> list[int]:
        """The numbers of all generation folders, whole or not, ascending."""
        with suppress(FileNotFoundError):
            return sorted(int(entry.name) for entry in self.generations.iterdir() if entry.name.isdecimal())
        return []

    def whole(self) -> list[int]:
        """The numbers of the generations that have a manifest, ascending."""
        return [number for number in self.numbers() if self.manifest(number).exists()]

    def named(self) -> int | None:
        """The number in ``current``; None if there is no such file.

        Raises
        ------
        StoreDamaged
            If it holds something else.

        """
        place = self.path / "current"
        try:
            return int(place.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except ValueError as error:
            raise StoreDamaged(place, "does not hold the number of a generation", RESTORE) from error

    def current(self) -> int:
        """The number of the live generation.

        Raises
        ------
        StoreMissing
            If there is no store or nothing was ever committed.
        StoreDamaged
            If ``current`` holds something else, or is lost.

        """
        number = self.named()
        if number is not None:
            return number
        if len(self.whole()) > 1:  # one may be that of a first load, killed just before it was current
            raise StoreDamaged(self.path, "the file 'current' is missing", "load again or roll back")
        raise StoreMissing(self.path, "no store, or an empty one", "load some reports first")

    # -- changes, under the writer's lock

    def prepare(self) -> None:
        """Make the folder if it is not there, and refuse one that holds other things.

        Raises
        ------
        StoreError
            If the path is a file, or a folder of something else.

        """
        with translated(self.path):
            if self.path.exists() and not self.path.is_dir():
                raise StoreError(self.path, "a file, not a store", "name another folder")
            self.path.mkdir(parents=True, exist_ok=True)
            sync_file(self.path.parent)
            strangers = {entry.name for entry in self.path.iterdir()} - _NEVER_STRANGE
            if strangers and not self.exists():
                raise StoreError(
                    self.path, "not a store, and not empty", "name a new folder, or an existing store"
                )
            self.generations.mkdir(exist_ok=True)

    def announce(self, number: int) -> None:
        """Write down what ``switch`` is to make current: the last step that may fail for want of room."""
        write_synced(self.path / "current.new", f"{number}\n")

    def switch(self) -> None:
        """Make the announced generation the current one, in one step, to stay so after a power cut."""
        (self.path / "current.new").replace(self.path / "current")
        sync_file(self.path)

    def recover(self) -> None:
        """Take the newest whole generation if nothing is current.

        A writer killed between the two last steps of a first load leaves this; a generation with a manifest
        is on disk as it should be.
        """
        whole = self.whole()
        if whole and self.named() is None:
            self.announce(whole[-1])
            self.switch()

    def sweep(self, keep: Iterable[int]) -> tuple[int, ...]:
        """Remove every generation but ``keep`` and those that are being read; give their numbers."""
        kept = set(keep) | {self.named()}
        return tuple(number for number in self.numbers() if number not in kept and self.discard(number))

    def discard(self, number: int) -> bool:
        """Remove one generation that nobody reads; False if it is being read, or can't be removed.

        The manifest goes first: a removal that is interrupted leaves what the next sweep knows for a remnant.
        """
        held = _flocked(self.lease(number), exclusive=True)
        if held is None and self.lease(number).exists():
            return False
        try:
            with suppress(OSError):
                self.manifest(number).unlink(missing_ok=True)
            shutil.rmtree(self.generation(number), ignore_errors=True)
        finally:
            if held is not None:
                os.close(held)
        return not self.generation(number).exists()

    # -- locks

    @contextmanager
    def locked(self, command: str) -> Iterator[None]:
        """Be the only writer.

        Raises
        ------
        StoreBusy
            If somebody else is; says who and since when.
        StoreNotWritable
            If the lock may not be opened for writing.

        """
        place = self.path / "lock"
        with translated(self.path):
            handle = os.open(place, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            with translated(self.path):
                taken = _flock(handle, place, exclusive=True)
            if not taken:
                raise StoreBusy(self.path, _holder(place), "wait until it has finished")
            _sign(handle, {"pid": os.getpid(), "since": now(), "command": command})
            yield
            _sign(handle, None)
        finally:
            os.close(handle)

    def leased(self, number: int | None) -> tuple[int, int]:
        """Hold a generation for reading: the handle to close at the end, and its number.

        Parameters
        ----------
        number
            The generation; None for the current one, resolved again when the sweep was quicker.

        Raises
        ------
        StoreMissing
            If there is no such generation.
        StoreDamaged
            If the current generation is not there.

        """
        for _ in range(_TRIES):
            with translated(self.path):
                wanted = self.current() if number is None else number
                handle = _flocked(self.lease(wanted), exclusive=False)
            if handle is not None:
                return handle, wanted
            if not self.manifest(wanted).exists() and (number is not None or wanted == self.named()):
                break
            time.sleep(0.01)
        if number is not None:
            raise StoreMissing(
                self.path, f"generation {number} is not there", "see which generations are kept"
            )
        raise StoreDamaged(self.path, f"generation {wanted}, the current one, is not there", RESTORE)


def _flock(handle: int, place: Path, *, exclusive: bool) -> bool:
    """Take a lock without waiting; False if another holds it."""
    if fcntl is None:
        raise StoreError(place, "this system has no flock", "use the store on Linux or macOS")
    try:
        fcntl.flock(handle, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _flocked(place: Path, *, exclusive: bool) -> int | None:
    """Open and lock a file that is still there once it is locked; None if either fails."""
    try:
        handle = os.open(place, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        # A sweep may have removed the file between opening and locking it: such a lock protects nothing.
        if _flock(handle, place, exclusive=exclusive) and os.path.samestat(place.stat(), os.fstat(handle)):
            return handle
    except FileNotFoundError:
        pass
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return None


def _sign(handle: int, who: dict[str, object] | None) -> None:
    # Only a courtesy to the next writer: a full disk must not keep anybody from making room.
    with suppress(OSError):
        os.ftruncate(handle, 0)
        os.pwrite(handle, json.dumps(who).encode() if who else b"", 0)


def _holder(place: Path) -> str:
    try:
        who = json.loads(place.read_text(encoding="utf-8"))
        return (
            f"process {who['pid']} has been writing since {who['since']} ({who['command'] or 'no command'})"
        )
    except (OSError, ValueError, KeyError, TypeError):
        return "another process is writing"


def write_synced(place: Path, text: str) -> None:
    """Write a text file and have it on the disk before returning."""
    with place.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def sync_file(place: Path) -> None:
    """Have one file, or the entries of one folder, on the disk before returning."""
    handle = os.open(place, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Have a folder and all in it on the disk before returning.

    Files that another generation shares were there before this one.
    """
    for place in (*folder.rglob("*"), folder):
        if place.is_dir() or place.stat().st_nlink == 1:
            sync_file(place)


def disk_bytes(folder: Path) -> int:
    """Bytes that a folder takes on disk, files with several hard links in it counted once."""
    inodes = {}
    for place in folder.rglob("*"):
        with suppress(FileNotFoundError):  # swept meanwhile
            status = place.lstat()
            inodes[status.st_dev, status.st_ino] = status.st_blocks * 512
    return sum(inodes.values())
