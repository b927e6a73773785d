"""The commands that walk the graph."""

from __future__ import annotations

import csv
import io

from typer.testing import CliRunner

from inspection_graph import app


def run(store, *arguments):
    return CliRunner().invoke(app, [*arguments, "--store", str(store)])


def test_a_path_is_a_row_a_step(shipped_store):
    done = run(shipped_store, "path", "Sunrise team", "Greater Manchester Police", "--format", "csv")
    assert done.exit_code == 0
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert (row["one"], row["relation"], row["other"]) == (
        "Sunrise team",
        "named together",
        "Greater Manchester Police",
    )
    assert row["paragraph"] == "27"
    assert "Sunrise team (team, Rochdale)" in done.stderr


def test_what_is_wrong_is_said_with_what_is_possible(shipped_store):
    done = run(shipped_store, "path", "Sunrse team", "Greater Manchester Police")
    assert done.exit_code == 2
    assert "did you mean Sunrise team" in done.stderr
    done = run(shipped_store, "path", "Sunrise team", "Safeguarding", "--authority", "Rochdle")
    assert done.exit_code == 2
    assert "did you mean Rochdale" in done.stderr


def test_bodies_in_the_middle_come_first(shipped_store):
    done = run(shipped_store, "central", "--scope", "authority=Rochdale", "--format", "csv")
    found = list(csv.DictReader(io.StringIO(done.stdout)))
    counts = [int(row["neighbours"]) for row in found]
    assert counts == sorted(counts, reverse=True)
    assert "Sunrise team" in {row["body"] for row in found[:3]}


def test_what_another_area_has_is_not_suggested(shipped_store):
    done = run(shipped_store, "path", "Ofsted", "Sunrise team", "--authority", "Medway")
    assert done.exit_code == 2
    assert "nothing is called 'Sunrise team' in the area of Medway" in done.stderr
    assert "did you mean Sunrise team" not in done.stderr


def test_councils_are_alike_in_something(shipped_store):
    done = run(shipped_store, "similar", "medway", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert row["authority"] == "Rochdale"
    assert len(row["alike"].split("; ")) == 3
    done = run(shipped_store, "similar", "Bury")
    assert done.exit_code == 2
    assert "there are: Medway, Rochdale" in done.stderr
