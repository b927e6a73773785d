"""A process that reads one file after another, and that one bad file may cost: nothing else hangs on it.

It is started by ``loader.workers``, which gives it paths and takes what was understood, ready to be stored.
The system itself ends it when a file takes too long or too much memory: that works inside of an engine in C
too, and when nobody is left who could look after it.
"""

from __future__ import annotations

import gc
import hashlib
import importlib
import os
import signal
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

import loader.read.pdf  # noqa: F401 — before memory is limited: what the engine takes at first is not the file's
from loader.bounds import OUT_OF_MEMORY, bound
from loader.deciding import decide
from loader.decisions import NONE, Decisions
from loader.errors import ReportError
from loader.ownership import check_owned
from loader.pipeline import understand_bytes
from loader.quads import lines_of
from loader.rdf import inspection_path, report_graph, report_statements
from loader.read import read_bytes
from loader.records import Listing, Report
from loader.shapes import check_statements
from loader.store.canonical import sealed
from loader.understood import Failed, Summary, Understood

if TYPE_CHECKING:
    from loader.workers import Reading

__all__ = ["main", "summary_of", "understand_file"]

_GARBAGE = 50_000  # new objects before garbage is looked for; a report makes a hundred thousand

_Understand = Callable[[Path, Listing, Decisions], Understood]


def understand_file(file: Path, listed: Listing, decisions: Decisions = NONE) -> Understood:
    """Read one file, apply the decisions on it, map it, hold it against the shapes, and pack its graph.

    Raises
    ------
    loader.errors.ReportError
        If the file can't be read, is no inspection report, or what was made of it breaks a shape.

    """
    data = read_bytes(file)
    read = understand_bytes(file.name, data, listed)
    report, stale = decide(read, decisions.below(inspection_path(read)))
    graph, said = report_graph(report).value, report_statements(report)
    checked = check_statements(said)
    if not checked.conforms:
        raise ReportError(str(file), f"breaks a shape: {checked.violations[0]}", "report this")
    check_owned(graph, said)
    digest, packed = hashlib.sha256(data).hexdigest(), sealed(lines_of(said))
    return Understood(graph, digest, *packed, summary_of(report), stale)


def summary_of(report: Report) -> Summary:
    """What was understood of a report, in numbers."""
    title, document = report.title, report.document
    polarity = Counter(finding.polarity.concept for finding in report.findings)
    return Summary(
        inspection=inspection_path(report),
        framework=document.framework,
        authority=title.authority.name if title.authority else None,
        authority_code=title.authority.code if title.authority else None,
        start=title.start,
        end=title.end,
        published=title.published,
        pages=document.source.pages,
        sections=len(document.sections),
        paragraphs=sum(block.number is not None for block in document.blocks),
        judgements=len(report.judgements),
        actions=len(report.actions),
        findings=len(report.findings),
        strengths=polarity["strength"],
        weaknesses=polarity["weakness"],
        named=len(report.mentions),
        figures=len(report.statistics),
        events=len(report.events),
        unread=report.unread,
    )


# The process


def main(handle: int) -> None:
    """Answer what comes through the pipe until its other end closes.

    Parameters
    ----------
    handle
        File descriptor of the pipe. The first message says how to read (``loader.workers.Reading``), each
        further one is a file and its listing.

    """
    pipe = Connection(handle)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):  # the loader is gone: so are we
        reading: Reading = pipe.recv()
        module, _, name = reading.function.partition(":")
        understand: _Understand = getattr(importlib.import_module(module), name)
        _prepare(reading.memory)
        pipe.send(None)
        while True:
            file, listed = pipe.recv()
            read = partial(understand, file, listed, reading.decisions or NONE)
            pipe.send(_answer(file, read, reading.seconds))


def _answer(file: Path, understand: Callable[[], Understood], seconds: float) -> Understood | Failed:
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return understand()
    except ReportError as error:
        return Failed(str(error))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except Exception as error:  # a fault of ours in one report must not cost the others
        return Failed(f"{file}: {type(error).__name__}: {error}; this is a fault: report it")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _prepare(memory: int) -> None:
    """Have the system end this process at its limits, and keep it quiet: the loader says what happened."""
    bound(memory)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    gc.freeze()  # the program itself is no garbage: to look through it each time takes a tenth of the time
    gc.set_threshold(_GARBAGE)
