"""Files are read several at once, and none of them costs another."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest

import loader.load as loading
from loader.errors import ReportError
from loader.load import Reading, load
from loader.records import Listing
from loader.understood import Failed, Understood
from loader.workers import Workers
from tests.loader.hostile import COUNCILS, READER, gone, reports
from tests.small_reports import SMALL_REPORT, changed

HOSTILE = Reading(jobs=2, seconds=5, memory=256 << 20, function=READER)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("SLEEP", "took longer than 5 s; give it more with --timeout, or leave it out"),
        ("SPIN", "took longer than 5 s; give it more with --timeout, or leave it out"),
        ("GREED", "needed more memory than 256 MiB; this is no single report; split it, or leave it out"),
        ("CRASH", "its reader crashed on it (SIGSEGV), or needed more memory than 256 MiB; leave it out"),
        ("KILLED", "the process that read it was killed, as systems do that run out of memory; load again"),
        ("LEAVE", "the process that read it ended (exit code 3); leave it out, and report it"),
        ("FAULT", "KeyError: 'a fault of ours'; this is a fault: report it"),
    ],
)
def test_a_file_that_ends_its_reader_costs_no_other(tmp_path, word, said):
    bad = tmp_path / "bad.txt"
    bad.write_text(word, encoding="utf-8")
    good = reports(tmp_path)
    result = load([bad, *good], tmp_path / "store", reading=HOSTILE)
    assert [o.path for o in result.outcomes if o.status == "loaded"] == good
    failed = next(o for o in result.outcomes if o.path == bad)
    assert (failed.status, failed.message[: len(f"{bad}: {said}")]) == ("failed", f"{bad}: {said}")


def test_an_engine_that_wants_too_much_memory_costs_its_file(tmp_path):
    bad = tmp_path / "bad.txt"
    bad.write_text("ENGINE", encoding="utf-8")
    result = load([bad, *reports(tmp_path)], tmp_path / "store", reading=HOSTILE)
    assert result.count("loaded") == len(COUNCILS)
    failed = next(o for o in result.outcomes if o.path == bad)
    assert "needed more memory than 256 MiB" in failed.message


def test_a_pdf_that_crashes_its_reader_is_said_to_have_crashed_the_engine(tmp_path):
    bad = tmp_path / "bad.pdf"
    bad.write_text("CRASH\n%PDF-1.7", encoding="utf-8")
    result = load([bad], tmp_path / "store", reading=HOSTILE)
    assert f"{bad}: the PDF engine crashed on it (SIGSEGV)" in result.outcomes[0].message


def test_a_load_is_the_same_in_however_many_processes(tmp_path):
    files = reports(tmp_path, lambda n: "LATE" if n % 3 == 0 else "")
    files.append(tmp_path / "6.txt")  # of an inspection that another file has
    files[-1].write_text(changed(("Help is offered early.", "Help is offered late.")), encoding="utf-8")
    one, four = (load(files, tmp_path / str(n), reading=replace(HOSTILE, jobs=n)) for n in (1, 4))
    assert one.dataset == four.dataset
    assert [replace(o, seconds=0) for o in one.outcomes] == [replace(o, seconds=0) for o in four.outcomes]
    assert [o.status for o in four.outcomes] == ["loaded"] * 6 + ["refused"]


def test_no_more_is_read_ahead_than_told(tmp_path, monkeypatch):
    monkeypatch.setattr(loading, "_AHEAD", 2)
    begun: list[Path] = []
    submit = Workers.submit

    def noted(self, file, listed):
        begun.append(file)
        return submit(self, file, listed)

    monkeypatch.setattr(Workers, "submit", noted)
    ahead = []
    load(reports(tmp_path), tmp_path / "store", progress=lambda done, _: ahead.append(len(begun) - done))
    assert max(ahead) <= 1  # one was just taken out of the two
    assert len(begun) == len(COUNCILS)


def ask(workers: Workers, file: Path) -> Understood | Failed:
    return workers.submit(file, Listing()).result().result


def test_a_process_that_is_killed_with_nothing_to_do_is_replaced(tmp_path):
    who = tmp_path / "who.txt"
    who.write_text("WHO", encoding="utf-8")
    with Workers(replace(HOSTILE, jobs=1), 2) as workers:
        first, again = ask(workers, who), ask(workers, who)
        assert first == again  # one process reads one file after another
        assert isinstance(first, Failed)
        pid = int(first.message.split()[1].strip(";"))
        os.kill(pid, signal.SIGKILL)
        assert gone(pid)
        other = ask(workers, who)
        assert isinstance(other, Failed)
        assert other != first
        pid = int(other.message.split()[1].strip(";"))
    assert gone(pid)


def test_processes_end_with_their_block_whatever_they_do(tmp_path):
    (tmp_path / "a.txt").write_text("SLEEP", encoding="utf-8")
    workers = Workers(replace(HOSTILE, seconds=3600), 1)
    with workers:
        workers.submit(tmp_path / "a.txt", Listing())
        while not workers._all:
            time.sleep(0.01)
        [process] = [worker._process for worker in workers._all]
    assert process.returncode == -signal.SIGKILL


def test_a_reader_that_is_not_there_is_an_error(tmp_path, capfd):
    file = tmp_path / "a.txt"
    file.write_text(SMALL_REPORT, encoding="utf-8")
    with pytest.raises(ReportError, match=r"the process that reads: can't be started \(exit code 1\)"):
        load([file], tmp_path / "store", reading=Reading(function="tests.loader.nowhere:understand"))
    assert "No module named 'tests.loader.nowhere'" in capfd.readouterr().err
