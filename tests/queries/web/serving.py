"""A server of its own for tests, and what to ask it with: real sockets, nothing of the server imported."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from ontology.resources import resource

TOP = resource("ontology").parent


@dataclass(frozen=True)
class Said:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]  # names in small letters
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def media_type(self) -> str:
        return self.headers["content-type"].partition(";")[0]


@dataclass(frozen=True)
class Served:
    """A running server."""

    process: subprocess.Popen[str]
    address: str
    log: Path

    @property
    def place(self) -> tuple[str, int]:
        parts = urlsplit(self.address)
        assert parts.hostname and parts.port
        return parts.hostname, parts.port

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: bytes | str | None = None,
        **headers: str,
    ) -> Said:
        """One request on a connection of its own; ``_`` in names of headers stands for a hyphen."""
        connection = http.client.HTTPConnection(*self.place, timeout=30)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body.encode() if isinstance(body, str) else body, sent)
            found = connection.getresponse()
            named = {name.lower(): value for name, value in found.getheaders()}
            return Said(found.status, named, found.read())
        finally:
            connection.close()

    def sparql(self, query: str, *more: tuple[str, str], **headers: str) -> Said:
        """A query by GET."""
        return self.ask(f"/sparql?{urlencode([('query', query), *more])}", **headers)

    def metric(self, name: str) -> float:
        """The sum of a metric over its labels."""
        lines = self.ask("/metrics").text.splitlines()
        return sum(float(line.split()[-1]) for line in lines if line.startswith((f"{name} ", f"{name}{{")))

    @property
    def memory(self) -> float:
        """Bytes of the process that listens."""
        return self.metric("inspection_graph_process_resident_memory_bytes")

    def workers(self) -> list[int]:
        """The processes beside it that run."""
        own = self.process.pid
        children = Path(f"/proc/{own}/task/{own}/children").read_text(encoding="ascii").split()
        return [int(pid) for pid in children if runs(int(pid))]

    def events(self) -> list[dict[str, Any]]:
        """What was written to the log so far."""
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]


@contextmanager
def serving(store: Path, folder: Path, *flags: str) -> Iterator[Served]:
    """A server over a store, at any free port, its log in a folder."""
    log = folder / "log.jsonl"
    command = [
        sys.executable,
        "-m",
        "inspection_graph",
        "serve",
        "--port",
        "0",
        "--store",
        str(store),
        *flags,
    ]
    with (
        log.open("w", encoding="utf-8") as out,
        subprocess.Popen(
            command,
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            cwd=TOP,
            env=_environment(folder / "index"),
        ) as process,
    ):
        try:
            assert process.stderr is not None
            said = process.stderr.readline()
            assert " at http://" in said, said + process.stderr.read()
            yield Served(process, said.rpartition(" at ")[2].strip(), log)
        finally:
            process.kill()


def runs(pid: int) -> bool:
    """Whether there is such a process, and any of its threads has not ended."""
    try:
        states = [file.read_text(encoding="ascii") for file in Path(f"/proc/{pid}/task").glob("*/stat")]
    except OSError:
        return False
    return any(state.rpartition(")")[2].split()[0] != "Z" for state in states)


def wait_until(what: Callable[[], bool]) -> None:
    """Wait for something that comes about by itself."""
    for _ in range(600):
        if what():
            return
        time.sleep(0.05)
    pytest.fail("it did not come about within half a minute")


def _environment(index: Path) -> dict[str, str]:
    """That of this process without what is set for the product, and with an index of texts of their own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("INSPECTION_GRAPH_")}
    return {**kept, "INSPECTION_GRAPH_INDEX": str(index)}
