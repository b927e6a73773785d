"""The command that searches."""

from __future__ import annotations

import csv
import io

from typer.testing import CliRunner

from inspection_graph import app
from queries.search import KINDS
from queries.search_cli import SearchKind


def run(*arguments, store, cache):
    return CliRunner().invoke(app, ["search", *arguments, "--store", str(store), "--index", str(cache)])


def test_rows_can_be_piped(shipped_store, tmp_path):
    done = run("thresholds", "--kind", "action", "--format", "csv", store=shipped_store, cache=tmp_path)
    assert done.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {row["kind"] for row in rows} == {"action"}
    assert all("threshold" in row["text"].casefold() for row in rows)
    assert done.stderr == f"{len(rows)} of {len(rows)} texts\n"


def test_a_council_that_is_none_is_an_error_in_one_line(shipped_store, tmp_path):
    done = run("x", "--authority", "Medwy", store=shipped_store, cache=tmp_path)
    assert (done.exit_code, done.stderr) == (
        2,
        "error: authority 'Medwy' is not in the register: did you mean Medway?\n",
    )


def test_a_search_for_no_word_is_refused(shipped_store, tmp_path):
    done = run(' "" ', store=shipped_store, cache=tmp_path)
    assert (done.exit_code, done.stderr) == (2, "error: there is no word to search for\n")
    assert not list(tmp_path.iterdir())


def test_a_search_that_finds_nothing_says_so(shipped_store, tmp_path):
    done = run("xylophone", store=shipped_store, cache=tmp_path)
    assert (done.exit_code, done.stdout) == (0, "no text has these words\n")


def test_the_command_knows_all_kinds():
    assert list(SearchKind) == list(KINDS)
