"""How fast the graph is served, and at what cost: ``python -m bench.serving [--store STORE]``.

Pages, a question of the catalogue and raw SPARQL, asked by 1, 16 and 64 clients on loopback, all caches off.
Beside it the stock server of the engine (PyPI ``oxigraph``, ``serve-read-only``) answers the same SPARQL from
the same database, in the same run, by turns. Clients and servers share the machine.
"""

from __future__ import annotations

import argparse
import os
import platform
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from bench.http_load import Load, load
from loader.load import load as load_reports
from loader.store import backup, read, write
from loader.store.generations import Folder
from ontology.resources import resource
from queries.ask import PREFIXES, named
from queries.explain import explain
from queries.scope import WHOLE, reports_in

__all__ = ["main"]

_HOST = "127.0.0.1"
_CLIENTS = (1, 16, 64)
_SLOW = 0.020  # seconds the stock server takes by itself, from which on its rate is a target
_TARGET = 0.7  # of its rate
_SOME = 9
_MANY = 10_000
_FEW = 100
_COMMITS = 3
_THEMES = "GRAPH ?g { ?finding a ig:Finding ; ig:theme ?theme }"
_HEAD = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())


class Row(NamedTuple):
    """A line of the table."""

    what: str
    value: float
    unit: str
    note: str = ""


class _Case(NamedTuple):
    """Something to ask: of us by its path, of the stock server too if it is SPARQL."""

    what: str
    path: str
    is_sparql: bool


class _Server(NamedTuple):
    """A server that runs."""

    name: str
    process: subprocess.Popen[bytes]
    port: int
    endpoint: str  # where it takes SPARQL


def main(argv: Sequence[str] | None = None) -> int:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.serving", description=__doc__)
    parser.add_argument("--store", type=Path, help="a store; the shipped reports if not given")
    parser.add_argument("--seconds", type=float, default=20, help="for each of the rates")
    parser.add_argument("--clients", type=int, nargs="+", default=_CLIENTS, help="how many at once")
    parser.add_argument("--requests", type=int, default=_MANY, help="after which memory is looked at again")
    given = parser.parse_args(argv)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {given.seconds:g} s a rate")
    with tempfile.TemporaryDirectory() as folder:
        store = given.store or Path(folder) / "shipped"
        if given.store is None:
            load_reports([resource("data/reports")], store)
        parts = (
            _rates(store, given.seconds, given.clients),
            _memory(store, given.requests),
            _changes(store, Path(folder) / "changing"),
        )
        for row in chain.from_iterable(parts):
            print(f"{row.what:<62}{row.value:>12,.2f}  {row.unit:<11}{row.note}", flush=True)
    return 0


# How fast


def _rates(store: Path, seconds: float, clients: Sequence[int]) -> Iterator[Row]:
    cases = _cases(store)
    with _ours(store) as ours, _stock(store) as stock:
        if stock is None:
            yield Row("stock server", 0, "", "SKIPPED: no program `oxigraph`; pip install oxigraph")
        for case in cases:
            alone = load(*_target(ours, case), 1, seconds=60, most=1)
            if not alone.taken:
                yield Row(case.what, 0, "", f"SKIPPED: {ours.name} does not serve {case.path[:60]}")
                continue
            theirs_alone = _alone(stock, case)
            for many in clients:
                mine = load(*_target(ours, case), many, seconds=seconds)
                yield _rate(case, ours, many, mine)
                if case.is_sparql and stock is not None:
                    theirs = load(*_target(stock, case), many, seconds=seconds)
                    yield _rate(case, stock, many, theirs)
                    ratio = mine.rate / theirs.rate if theirs.taken else float("nan")
                    took = f"it takes {theirs_alone * 1000:.1f} ms alone"
                    note = f"{took}; aim {_TARGET} from {_SLOW * 1000:g} ms on"
                    yield Row(f"{case.what}, {many} clients: ratio", ratio, "times", note)


def _rate(case: _Case, server: _Server, clients: int, found: Load) -> Row:
    times = ", ".join(f"p{p} {found.percentile(p) * 1000:.1f} ms" for p in (50, 95, 99))
    failed = f"; {found.failed} NOT ANSWERED by 200" if found.failed else ""
    return Row(f"{case.what}, {clients} clients: {server.name}", found.rate, "requests/s", times + failed)


def _alone(server: _Server | None, case: _Case) -> float:
    """Seconds that a server takes when nobody else asks."""
    if server is None or not case.is_sparql:
        return 0.0
    return load(*_target(server, case), 1, seconds=60, most=_SOME).percentile(50)


def _cases(store: Path) -> list[_Case]:
    """What is asked: of the council with the most reports, and of all."""
    with read(store) as reader:
        held = reports_in(reader, WHOLE)
    council, _ = Counter(report.authority for report in held).most_common(1)[0]
    code = council.rpartition("/")[2]
    report = next(report for report in held if report.authority == council)
    texts = {
        "SPARQL: a council's judgements": explain(named("judgements"), {"authority": code}),
        "SPARQL: a council's actions": explain(named("required-actions"), {"authority": code}),
        "SPARQL: findings by theme": f"SELECT ?theme (COUNT(*) AS ?n) {{ {_THEMES} }} GROUP BY ?theme",
        "SPARQL: themes by year": explain(named("themes-by-year")),
        "SPARQL: 5,000 rows": "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 5000",
    }
    return [
        _Case("authority page", f"/authority/{code}", is_sparql=False),
        _Case("report page", f"/report/{report.path}", is_sparql=False),
        _Case("catalogue query", f"/queries/judgements.csv?authority={code}", is_sparql=False),
        *(_Case(what, _HEAD + text, is_sparql=True) for what, text in texts.items()),
    ]


def _target(server: _Server, case: _Case) -> tuple[str, int, bytes]:
    """Where a case is asked of a server, and the bytes that ask it."""
    if case.is_sparql:
        body = case.path.encode()
        kind = f"content-type: application/sparql-query\r\ncontent-length: {len(body)}\r\n"
        line, more = f"POST {server.endpoint}", f"accept: application/sparql-results+json\r\n{kind}"
    else:
        line, more, body = f"GET {case.path}", "accept: text/html, */*;q=0.5\r\n", b""
    return _HOST, server.port, f"{line} HTTP/1.1\r\nhost: {_HOST}\r\n{more}\r\n".encode() + body


# The servers


@contextmanager
def _ours(store: Path) -> Iterator[_Server]:
    port = _free_port()
    command = [sys.executable, "-m", "inspection_graph", "serve", "--store", str(store), "--cache", "0"]
    with _running([*command, "--port", str(port)], port) as process:
        yield _Server("inspection-graph", process, port, "/sparql")


@contextmanager
def _stock(store: Path) -> Iterator[_Server | None]:
    """The engine's own server over the same database; None if it is not installed."""
    program = Path(sys.executable).with_name("oxigraph")
    if not program.exists():
        yield None
        return
    with read(store) as reader:
        port, database = _free_port(), Folder(store).database(reader.generation)
        bound = ["--bind", f"{_HOST}:{port}", "--union-default-graph", "--timeout-s", "10"]
        command = [str(program), "serve-read-only", "--location", str(database), *bound]
        with _running(command, port) as process:
            yield _Server("oxigraph", process, port, "/query")


@contextmanager
def _running(command: Sequence[str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(port, process)
            yield process
        finally:
            process.terminate()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers anything."""
    while not _listens(port):
        if process.poll() is not None:
            raise SystemExit(f"a server ended with exit code {process.returncode}")
        time.sleep(0.05)


def _listens(port: int) -> bool:
    try:
        socket.create_connection((_HOST, port)).close()
    except OSError:
        return False
    return True


def _free_port() -> int:
    with socket.create_server((_HOST, 0)) as listener:
        return int(listener.getsockname()[1])


# What it costs


def _memory(store: Path, requests: int) -> Iterator[Row]:
    """Resident memory of the server and its workers, after few requests and after many, all kinds in turn."""
    with _ours(store) as server:
        targets = [_target(server, case) for case in _cases(store)]
        served = [target for target in targets if load(*target, 1, seconds=60, most=1).taken]
        before = 0.0
        for many in (_FEW, requests):
            for target in served:
                load(*target, 8, seconds=3600, most=many // len(served))
            after = _resident(server.process.pid)
            yield Row(
                f"memory after {many:,} requests", after, "MiB", "server and workers, shared pages each"
            )
            before = before or after
        yield Row("memory, growth", after - before, "MiB")


def _resident(pid: int) -> float:
    """MiB of a process and those that it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    pages = (
        int(Path(f"/proc/{each}/statm").read_text(encoding="ascii").split()[1]) for each in (pid, *children)
    )
    return sum(pages) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


# How soon


def _changes(store: Path, copy: Path) -> Iterator[Row]:
    """Seconds from the commit of a generation to the first answer that is made from it."""
    backup(store, copy)
    graph, says = NamedNode("https://example.org/graph/bench"), NamedNode("https://example.org/says")
    taken = []
    with _ours(copy) as server:
        for number in range(_COMMITS):
            with write(copy, command="bench.serving") as writer:
                writer.replace_graph(graph.value, [Quad(graph, says, Literal(str(number)), graph)])
                writer.commit()
            began = time.perf_counter()
            asked = _Case("", f"ASK {{ {graph} {says} '{number}' }}", is_sparql=True)
            while b"true" not in _body(_target(server, asked)):
                time.sleep(0.01)
            taken.append(time.perf_counter() - began)
    note = f"median of {_COMMITS}, worst {max(taken):.2f}; it looks twice a second"
    yield Row("from a commit to the first answer from it", statistics.median(taken), "s", note)


def _body(target: tuple[str, int, bytes]) -> bytes:
    """What a server answers, head and all."""
    host, port, request = target
    with socket.create_connection((host, port)) as line:
        line.sendall(request.replace(b"\r\nhost:", b"\r\nconnection: close\r\nhost:", 1))
        with line.makefile("rb") as file:
            return file.read()


if __name__ == "__main__":
    sys.exit(main())
