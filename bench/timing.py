"""What the bench of the questions times: a question, a command, and what a process needs."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple, TypeVar

from pyoxigraph import QuerySolutions, Store

from loader.store import read
from loader.store.generations import Folder
from queries.ask import catalogue, named
from queries.explain import explain
from queries.graph import Graph, open_graph

__all__ = ["Asked", "Runs", "Setting", "Timed", "ask_all", "command", "in_a_process", "settings", "timed"]

_R = TypeVar("_R")
_COMMAND = (sys.executable, "-m", "inspection_graph")
#: Starts a command, and prints its exit code, seconds and peak in KiB. The peak of a process is never less
#: than that of the one that started it: so this one is small.
_LAUNCH = """
import os, sys, time
began = time.perf_counter()
quiet = [(os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
_, status, usage = os.wait4(os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet), 0)
print(os.waitstatus_to_exitcode(status), time.perf_counter() - began, usage.ru_maxrss, file=sys.stderr)
"""


@dataclass(frozen=True, slots=True)
class Setting:
    """A question with what it is given."""

    name: str
    given: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return " ".join((self.name, *(f"{name}={value}" for name, value in self.given)))


class Runs(NamedTuple):
    """How long runs took, seconds."""

    median: float
    slowest: float
    runs: int


class Timed(NamedTuple):
    """A command that was run: seconds, and MiB at its peak."""

    seconds: float
    peak: float


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question took."""

    setting: Setting
    rows: int
    ask: Runs
    bare: Runs  # the same SPARQL on the engine alone; of no runs where that was not measured

    @property
    def ratio(self) -> float:
        """Through ``ask`` against the bare engine."""
        return self.ask.median / self.bare.median if self.bare.runs else 0.0


def settings(council: str) -> tuple[Setting, ...]:
    """Every question with the examples of its header, and of one council; or of that alone."""
    return tuple(setting for name in catalogue() for setting in _settings(name, council))


def _settings(name: str, council: str) -> Iterator[Setting]:
    parameters = {each.name: each for each in named(name).parameters}
    given = {name: each.example or "" for name, each in parameters.items() if each.required}
    if "authority" not in given:
        yield Setting(name, tuple(given.items()))
    if "authority" in parameters:
        yield Setting(name, tuple({**given, "authority": council}.items()))


def ask_all(
    store: Path, asked: Sequence[Setting], runs: int, patience: float, bare: bool
) -> tuple[Asked, ...]:
    """Ask every question of a store, by turns with the bare engine if that is wanted."""
    with read(store) as reader:
        engine = Store.read_only(str(Folder(store).database(reader.generation))) if bare else None
    with open_graph(store) as graph:
        return tuple(_asked(graph, engine, setting, runs, patience) for setting in asked)


def _asked(graph: Graph, engine: Store | None, setting: Setting, runs: int, patience: float) -> Asked:
    given: Mapping[str, str] = dict(setting.given)
    text = explain(named(setting.name), given)
    rows = 0

    def ask() -> None:
        nonlocal rows
        rows = len(graph.ask(setting.name, **given))

    ways = [ask] if engine is None else [ask, lambda: _read(engine, text)]
    found = timed(ways, runs, patience)
    return Asked(setting, rows, found[0], found[1] if engine else Runs(0, 0, 0))


def _read(engine: Store, text: str) -> None:
    solutions = engine.query(text, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    for solution in solutions:
        tuple(solution)  # every value, as the engine gives it


def timed(ways: Sequence[Callable[[], None]], runs: int, patience: float) -> list[Runs]:
    """How long each of several ways takes, by turns; fewer runs, but one, where all last too long."""
    taken: list[list[float]] = [[] for _ in ways]
    began = time.perf_counter()
    for done in range(runs):
        if done and (time.perf_counter() - began) * (done + 1) / done > patience:
            break
        for way, own in zip(ways, taken, strict=True):
            started = time.perf_counter()
            way()
            own.append(time.perf_counter() - started)
    return [Runs(statistics.median(own), max(own), len(own)) for own in taken]


def in_a_process(work: Callable[..., _R], *arguments: object) -> tuple[_R, float]:
    """What a function gives in a fresh process, and the MiB that this needed at its peak."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_weighed, work, arguments).result()


def _weighed(work: Callable[..., _R], arguments: Sequence[object]) -> tuple[_R, float]:
    found = work(*arguments)
    return found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def command(*words: object, output: Path | None = None) -> Timed:
    """Run a command of ours, its output into a file.

    Raises
    ------
    subprocess.CalledProcessError
        If it fails.

    """
    with Path(output or os.devnull).open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-S", "-c", _LAUNCH, *_COMMAND, *map(str, words)],
            stdout=out,
            stderr=subprocess.PIPE,
            check=True,
        )
    code, seconds, peak = done.stderr.split()
    if int(code):
        raise subprocess.CalledProcessError(int(code), list(map(str, words)))
    return Timed(float(seconds), int(peak) / 1024)
