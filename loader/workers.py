"""Reads files in processes of their own, several at once, each bounded in time and memory.

A process that dies on a file (the engine crashed, it took too long or too much memory) costs that file and no
other: a fresh one takes its place. One file at a time a process: PDFium is not for several threads
(https://pdfium.googlesource.com/pdfium/+/refs/heads/main/README.md).

The processes are started as programs, not by ``multiprocessing``, which would import the caller's main module
again in each: a script that calls ``load`` would have to guard itself against that.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Pipe
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import NamedTuple

from loader.bounds import OUT_OF_MEMORY
from loader.decisions import Decisions
from loader.errors import ReportError
from loader.read import is_pdf
from loader.records import Listing
from loader.understood import Failed, Understood

__all__ = ["ONE_THREAD", "Answer", "Reading", "Workers"]

_PROGRAM = "import sys; sys.path[:] = sys.argv[2:]; from loader.worker import main; main(int(sys.argv[1]))"


#: There is a process for each processor: what multiplies matrices in one need not divide its work.
ONE_THREAD = dict.fromkeys(("MKL_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read."""

    jobs: int | None = None  # processes; None for one a processor
    seconds: float = 60.0  # for one file; the longest report takes some
    memory: int = 1 << 30  # bytes for one file, above what a process starts with; a long report takes 50 MiB
    function: str = "loader.worker:understand_file"  # what reads a file: module:name
    decisions: Decisions | None = None  # reviewers'; None for those of the file in the store's folder


class Answer(NamedTuple):
    """What came of one file, and how many seconds it took."""

    result: Understood | Failed
    seconds: float


class Workers:
    """Reading processes, started when they are needed and ended with the ``with`` block.

    Parameters
    ----------
    reading
        How to read.
    files
        How many files there are: there need not be more processes.

    """

    def __init__(self, reading: Reading, files: int) -> None:
        self._reading = reading
        jobs = reading.jobs or _processors()
        # A thread for each process does nothing but wait for it, also while the caller is busy with a commit.
        self._threads = ThreadPoolExecutor(max(1, min(jobs, files)), "reading")
        self._lock = Lock()
        self._all: set[_Worker] = set()
        self._idle: list[_Worker] = []
        self._ended = False

    def submit(self, file: Path, listed: Listing) -> Future[Answer]:
        """Have a file read as soon as a process is free.

        The future raises ``ReportError`` if no process can be started.
        """
        return self._threads.submit(self._read, file, listed)

    def _read(self, file: Path, listed: Listing) -> Answer:
        worker = self._take()
        began = time.monotonic()
        result = worker.ask(file, listed)
        seconds = time.monotonic() - began
        if result is None:
            result = Failed(str(_death(file, worker.end(), self._reading)))
        else:
            self._idle.append(worker)
        return Answer(result, seconds)

    def _take(self) -> _Worker:
        """A process that has nothing to do, a new one if there is none."""
        with self._lock:
            self._all = {worker for worker in self._all if worker.lives()}
            while self._idle:
                if (worker := self._idle.pop()) in self._all:
                    return worker
            if self._ended:
                raise CancelledError
            worker = _Worker()
            self._all.add(worker)
        worker.begin(self._reading)
        return worker

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._ended = True
            for worker in self._all:
                worker.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in self._all:
            worker.end()


class _Worker:
    """One process, and our end of the pipe to it."""

    def __init__(self) -> None:
        self._pipe, theirs = Pipe()
        with theirs:
            command = [sys.executable, "-c", _PROGRAM, str(theirs.fileno()), *sys.path]
            try:
                self._process = subprocess.Popen(  # noqa: S603 — this very program
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    pass_fds=[theirs.fileno()],
                    env={**os.environ, **ONE_THREAD},
                    process_group=0,  # a Ctrl-C is for the loader, which ends its processes itself
                )
            except OSError as error:
                raise _not_started(str(error)) from error

    def begin(self, reading: Reading) -> None:
        """Say how to read, and wait until it can."""
        try:
            self._pipe.send(reading)
            self._pipe.recv()
        except (EOFError, OSError) as error:
            raise _not_started(f"exit code {self.end()}") from error

    def lives(self) -> bool:
        """Whether it has not ended: one without anything to do may have been killed."""
        return self._process.poll() is None

    def ask(self, file: Path, listed: Listing) -> Understood | Failed | None:
        """What it makes of a file; None if it died of it."""
        try:
            self._pipe.send((file, listed))
            answer: Understood | Failed = self._pipe.recv()
        except (EOFError, OSError):
            return None
        return answer

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def end(self) -> int:
        """Wait for its end; its exit code, below zero that of a signal."""
        self._pipe.close()
        return self._process.wait()


def _not_started(why: str) -> ReportError:
    remedy = "free some memory, or load with fewer --jobs"
    return ReportError("the process that reads", f"can't be started ({why})", remedy)


def _death(file: Path, code: int, reading: Reading) -> ReportError:
    """What the end of a process says of the file that it was reading."""
    memory = f"more memory than {reading.memory >> 20:,} MiB"
    if code == -signal.SIGALRM:
        said = f"took longer than {reading.seconds:g} s", "give it more with --timeout, or leave it out"
    elif code == OUT_OF_MEMORY:
        said = f"needed {memory}", "this is no single report; split it, or leave it out"
    elif code == -signal.SIGKILL:
        what = "the process that read it was killed, as systems do that run out of memory"
        said = what, "load again with fewer --jobs"
    elif code < 0:
        name = {each.value: each.name for each in signal.Signals}.get(-code, f"signal {-code}")
        said = f"{_engine(file)} crashed on it ({name}), or needed {memory}", "leave it out, and report it"
    else:
        said = f"the process that read it ended (exit code {code})", "leave it out, and report it"
    return ReportError(str(file), *said)


def _engine(file: Path) -> str:
    with suppress(OSError), file.open("rb") as opened:
        if is_pdf(opened.read(1024)):
            return "the PDF engine"
    return "its reader"


def _processors() -> int:
    """How many processors this process may use, as far as the system says."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
