"""The options of ``load`` as a user types them."""

from __future__ import annotations

import csv
import json

import pytest

from tests.small_reports import SMALL_REPORT, changed
from tests.test_cli import run


@pytest.fixture
def folder(tmp_path):
    texts = {"a": SMALL_REPORT, "b": changed(("Rutland County", "Torbay")), "c": "Minutes of a meeting"}
    for name, text in texts.items():
        (tmp_path / f"reports/{name}.txt").parent.mkdir(exist_ok=True)
        (tmp_path / f"reports/{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path / "reports"


def test_a_dry_run_reads_everything_and_writes_nothing(folder, tmp_path):
    done = run("load", folder, "--dry-run", "--jobs", 2, "--store", tmp_path / "store", code=1)
    assert "Nothing was written; a load would have ended: 1 failed, 2 loaded" in done.stdout
    assert "failed: c.txt: " in done.stderr
    assert not (tmp_path / "store").exists()


def test_a_report_has_a_row_a_file(folder, tmp_path):
    run("load", folder, "--report", tmp_path / "r.csv", "--store", tmp_path / "store", code=1)
    with (tmp_path / "r.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["path"], row["status"], row["authority_code"]) for row in rows] == [
        (str(folder / "a.txt"), "loaded", "RUT"),
        (str(folder / "b.txt"), "loaded", "TOB"),
        (str(folder / "c.txt"), "failed", ""),
    ]


def test_a_report_to_standard_output_stands_there_alone(folder, tmp_path):
    done = run("load", folder, "--report", "-", "--store", tmp_path / "store", code=1)
    assert [row["status"] for row in csv.DictReader(done.stdout.splitlines())] == [
        "loaded",
        "loaded",
        "failed",
    ]
    assert "1 failed, 2 loaded" in done.stderr
    both = run("load", folder, "--report", "-", "--json", "--store", tmp_path / "store", code=2)
    assert "standard output takes one" in both.stderr


def test_a_report_that_could_not_be_written_is_said_at_once(folder, tmp_path):
    done = run("load", folder, "--report", tmp_path / "none/r.csv", "--store", tmp_path / "store", code=2)
    assert "there is no folder" in done.stderr
    assert not (tmp_path / "store").exists()


def test_a_file_that_takes_too_long_is_named_with_what_to_do(folder, tmp_path):
    text = SMALL_REPORT + "\n\n" + "9. Visits are timely. However, plans are not clear.\n\n" * 20_000
    (folder / "d.txt").write_text(text, encoding="utf-8")
    done = run("load", folder / "d.txt", "--timeout", 0.5, "--store", tmp_path / "store", code=1)
    assert "d.txt: took longer than 0.5 s; give it more with --timeout, or leave it out" in done.stderr


def test_json_says_whether_anything_was_written(folder, tmp_path):
    said = json.loads(run("load", folder / "a.txt", "--dry-run", "--json", "--store", tmp_path / "s").stdout)
    assert (said["dry_run"], said["generation"], said["files"][0]["status"]) == (True, None, "loaded")
