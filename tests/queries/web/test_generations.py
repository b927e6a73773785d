"""A new generation is served as soon as it is there, and no request is dropped for it; a stop is graceful."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from loader.store.generations import Folder
from tests.queries.asking import small_store
from tests.queries.web.serving import runs, serving, wait_until

HOW_MANY = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
PRODUCT = "SELECT (COUNT(*) AS ?n) { " + " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(20)) + " }"


def counted(said):
    assert said.status == 200, said.text
    return int(said.json()["results"]["bindings"][0]["n"]["value"])


def is_free(store, generation):
    """Whether nobody holds the lease of a generation."""
    with Folder(store).lease(generation).open() as lease:
        try:
            fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def test_a_new_generation_is_picked_up_and_no_request_is_dropped(tmp_path):
    store = small_store(tmp_path / "store", "one")
    done = Event()

    def keep_asking(number):
        found: list[int] = []
        while not done.is_set():
            found.append(counted(server.sparql(HOW_MANY, ("nobody", f"{number}-{len(found)}"))))
        return found

    with serving(store, tmp_path, "--workers", "2") as server, ThreadPoolExecutor(4) as asking:
        try:
            askers = [asking.submit(keep_asking, number) for number in range(4)]
            tag = server.sparql(HOW_MANY).headers["etag"]
            small_store(store, "one", "two")
            wait_until(lambda: server.ask("/healthz").json()["generation"] == 2)
            wait_until(lambda: is_free(store, 1))
        finally:
            done.set()
        for asker in askers:
            found = asker.result()
            assert found == sorted(found)
            assert set(found) <= {1, 2}
        assert counted(server.sparql(HOW_MANY, if_none_match=tag)) == 2
        assert not is_free(store, 2)
        small_store(store, "one", "two", "three")
        wait_until(lambda: counted(server.sparql(HOW_MANY)) == 3)
        assert server.metric("inspection_graph_generation") == 3


def test_a_slow_question_ends_on_the_generation_it_was_asked_of(tmp_path):
    store = small_store(tmp_path / "store", *map(str, range(100)))
    with (
        serving(store, tmp_path, "--workers", "2", "--deadline", "3") as server,
        ThreadPoolExecutor(1) as asking,
    ):
        slow = asking.submit(server.sparql, PRODUCT)
        wait_until(lambda: server.sparql(HOW_MANY).status == 200)
        small_store(store, "one")
        wait_until(lambda: server.ask("/healthz").json()["generation"] == 2)
        assert counted(server.sparql(HOW_MANY)) == 1
        assert slow.result().status == 503
        wait_until(lambda: is_free(store, 1))


def test_a_worker_that_is_killed_is_replaced(tmp_path):
    store = small_store(tmp_path / "store", "one")
    with serving(store, tmp_path, "--workers", "2") as server:
        before = server.workers()
        for worker in before:
            os.kill(worker, signal.SIGKILL)
        wait_until(lambda: not any(map(runs, before)))
        assert counted(server.sparql(HOW_MANY)) == 1
        wait_until(lambda: len(set(server.workers()) - set(before)) == 2)


def test_a_polite_kill_lets_what_is_asked_be_answered(tmp_path):
    store = small_store(tmp_path / "store", *map(str, range(100)))
    with (
        serving(store, tmp_path, "--workers", "2", "--deadline", "2") as server,
        ThreadPoolExecutor(1) as asking,
    ):
        workers = server.workers()
        slow = asking.submit(server.sparql, PRODUCT)
        wait_until(lambda: server.metric("inspection_graph_busy_workers") == 1)
        server.process.send_signal(signal.SIGTERM)
        assert slow.result().status == 503
        assert slow.result().json()["seconds"] == 2
        assert server.process.wait(timeout=30) == 0
        assert is_free(store, 1)
        assert not any(map(runs, workers))
        assert server.process.stderr.read() == ""


def test_what_takes_longer_than_the_grace_is_left(tmp_path):
    store = small_store(tmp_path / "store", *map(str, range(100)))
    flags = ("--workers", "2", "--deadline", "60", "--grace", "1")
    with serving(store, tmp_path, *flags) as server, ThreadPoolExecutor(1) as asking:
        workers = server.workers()
        slow = asking.submit(server.sparql, PRODUCT)
        wait_until(lambda: server.metric("inspection_graph_busy_workers") == 1)
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=30) == 0
        assert slow.exception() is not None or slow.result().status >= 500
        assert is_free(store, 1)
        assert not any(map(runs, workers))


def test_a_damaged_store_is_a_fault_of_which_nothing_goes_out(shipped_store, tmp_path):
    store = tmp_path / "store"
    shutil.copytree(shipped_store, store)
    with serving(store, tmp_path, "--workers", "2", "--deadline", "2") as server:
        for file in store.rglob("*.sst"):
            os.truncate(file, 100)
        said = server.sparql("SELECT * { ?s ?p ?o }")
        assert said.status == 500
        assert "sst" not in said.text
        assert str(tmp_path) not in said.text
        assert any("Corruption" in event.get("trace", "") for event in server.events())


def test_without_a_store_it_says_so(tmp_path):
    with (
        pytest.raises(AssertionError, match="no store, or an empty one; load some reports first"),
        serving(tmp_path / "none", tmp_path),
    ):
        pass
