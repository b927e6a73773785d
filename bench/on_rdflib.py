"""The questions of the catalogue on rdflib's own store, each in a process that can be ended."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from rdflib import Dataset

from bench.timing import Setting
from loader.store import read
from loader.store.canonical import graph_lines, nquads
from queries.ask import named
from queries.explain import explain

__all__ = ["ask_all"]


def ask_all(store: Path, asked: Sequence[Setting], patience: float) -> tuple[list[float | str], float]:
    """Seconds of each question, or why there are none; and the seconds that it took to read the quads.

    Parameters
    ----------
    store
        A store of ours; its quads are read into memory as N-Quads.
    asked
        The questions.
    patience
        Seconds a question.

    """
    began = time.perf_counter()
    data = Dataset(default_union=True)
    with read(store) as reader:
        for iri in sorted(reader.manifest.graphs):
            data.parse(data=nquads(iri, graph_lines(reader.store, iri)), format="nquads")
    loaded = time.perf_counter() - began
    return [_asked(data, setting, patience) for setting in asked], loaded


def _asked(data: Dataset, setting: Setting, patience: float) -> float | str:
    text = explain(named(setting.name), dict(setting.given))
    # A fork has the data already; it can be ended while it evaluates, which a thread can't.
    context = get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(data, text, theirs))
    process.start()
    theirs.close()
    said: float | str = f"longer than {patience:,.0f} s"
    if ours.poll(patience):
        with contextlib.suppress(EOFError):
            said = ours.recv()
    process.terminate()
    process.join()
    return said


def _answer(data: Dataset, text: str, answer: Connection) -> None:
    began = time.perf_counter()
    try:
        for _ in data.query(text):
            pass
        answer.send(time.perf_counter() - began)
    except Exception as error:  # whatever it is, it is rdflib's answer
        answer.send(f"not answered: {type(error).__name__} {str(error).splitlines()[:1]}"[:70])
