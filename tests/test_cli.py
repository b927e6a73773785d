"""The commands as a user types them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from inspection_graph import app
from loader.store import write
from ontology.resources import resource
from tests.small_reports import SMALL_REPORT, changed

COMMAND = [sys.executable, "-m", "inspection_graph"]


def commands(group=None, path=()):
    """Every command and group of commands, as one types it."""
    here = group or get_command(app)
    below = getattr(here, "commands", {})
    return [path, *(each for name in below for each in commands(below[name], (*path, name)))]


COMMANDS = commands()
HEAVY = ("rdflib", "pyoxigraph", "networkx", "pyshacl", "yaml", "matplotlib", "pandas", "starlette", "mcp")


def run(*arguments: object, code: int = 0, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own; it must end with that exit code."""
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=cwd or resource("ontology").parent,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def small(tmp_path):
    file = tmp_path / "small.txt"
    file.write_text(SMALL_REPORT, encoding="utf-8")
    return file


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_helps_with_an_example(command):
    result = CliRunner().invoke(app, [*command, "--help"])
    assert result.exit_code == 0
    assert "Usage:" in result.output
    assert "Example" in result.output
    assert "inspection-graph" in result.output.partition("Example")[2]


def test_help_needs_nothing_heavy():
    script = (
        "import sys; from inspection_graph import app; from typer.testing import CliRunner;"
        f"[CliRunner().invoke(app, [*command, '--help']) for command in {COMMANDS!r}];"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_load_prints_what_was_understood(small, tmp_path):
    done = run("load", small, "--store", tmp_path / "store")
    assert "Rutland County Council" in done.stdout
    assert "1 loaded" in done.stdout
    again = run("load", small, "--store", tmp_path / "store")
    assert "1 unchanged\nThe store is as it was" in again.stdout


def test_load_prints_json(small, tmp_path):
    said = json.loads(run("load", small, "--store", tmp_path / "store", "--json").stdout)
    assert said["generation"] == 1
    row = said["files"][0]
    assert (row["authority"], row["actions"], row["judgements"]) == ("Rutland County Council", 3, 4)


def test_a_file_that_fails_is_said_and_the_others_are_loaded(small, tmp_path):
    (tmp_path / "minutes.txt").write_text("Minutes of a meeting", encoding="utf-8")
    done = run("load", tmp_path, "--store", tmp_path / "store", code=1)
    assert "1 failed, 1 loaded" in done.stdout
    assert "minutes.txt: no report of an inspection of children's services" in done.stderr


def test_a_load_of_nothing_makes_no_store(tmp_path):
    done = run("load", tmp_path / "none.txt", "--store", tmp_path / "store", code=1)
    assert "the store is as it was" in done.stdout.casefold()
    assert "no store" in run("check", "--store", tmp_path / "store", code=2).stderr


def test_a_refusal_names_both_files(small, tmp_path):
    run("load", small, "--store", tmp_path / "store")
    other = tmp_path / "other" / "small.txt"
    other.parent.mkdir()
    other.write_text(changed(("Help is offered early.", "Help is offered late.")), encoding="utf-8")
    done = run("load", other, "--store", tmp_path / "store", code=1)
    assert f"refused: {other}: the store holds this inspection from {small}" in done.stderr


def test_a_second_loader_is_told_who_writes(small, tmp_path):
    with write(tmp_path / "store", command="a long load"):
        done = run("load", small, "--store", tmp_path / "store", code=2)
    assert done.stderr.startswith("error: ")
    assert "a long load" in done.stderr


def test_a_folder_that_is_no_store_is_an_error(tmp_path):
    assert "no store" in run("check", "--store", tmp_path / "none", code=2).stderr
    assert not (tmp_path / "none").exists()


def test_a_file_that_is_no_store_is_an_error(small):
    assert "a file, not a store" in run("query", "judgements", "--store", small, code=2).stderr


def test_a_table_without_rows_says_so(small, tmp_path):
    run("load", small, "--store", tmp_path / "store")
    done = run("query", "judgements", "--param", "authority=Kent", "--store", tmp_path / "store")
    assert "no rows" in done.stdout


def test_read_prints_json_by_its_schema(small):
    import jsonschema  # noqa: PLC0415

    said = json.loads(run("read", small, "--json").stdout)
    jsonschema.validate(said, json.loads(resource("loader/report.schema.json").read_text(encoding="utf-8")))
    assert [action["timescale"] for action in said["actions"]] == [
        "immediately", "immediately", "within three months"
    ]  # fmt: skip


def test_read_prints_what_a_person_wants(small):
    said = run("read", small).stdout
    assert "Rutland Safeguarding Children Board" in said
    assert "within three months" in said


def test_read_of_no_report_says_what_to_do(tmp_path):
    assert "there is no such file; check the path" in run("read", tmp_path / "none.txt", code=2).stderr


def test_check_finds_nothing_wrong_with_the_shipped_reports(tmp_path):
    store = tmp_path / "store"
    run("load", resource("data/reports"), "--store", store)
    said = json.loads(run("check", "--store", store, "--json", "--full").stdout)
    assert said["faults"] == []
    lacking = {(gap["report"][:3], gap["lacks"]) for gap in said["gaps"] if gap["report"]}
    assert lacking == {(code, "a printed publication date, and so due dates") for code in ("MDW", "RCH")}
    assert said["focus_nodes"]["RequiredAction"] == 28
    assert said["focus_nodes"]["Judgement"] == 8


def test_the_life_of_a_store(small, tmp_path):
    store = ["--store", tmp_path / "store"]
    run("load", small, *store)
    small.write_text(changed(("Help is offered early.", "Help is offered late.")), encoding="utf-8")
    run("load", small, *store)
    listed = json.loads(run("store", "list", *store, "--json").stdout)
    assert [row["current"] for row in listed] == [False, True]
    first, second = (row["generation"] for row in listed)
    changes = json.loads(run("store", "diff", first, second, *store, "--json").stdout)
    report = next(row for row in changes if "/report/" in row["graph"])
    assert report["added"] > 0 < report["removed"]
    run("store", "rollback", *store)
    after = json.loads(run("store", "list", *store, "--json").stdout)
    assert next(row for row in after if row["current"])["dataset"] == listed[0]["dataset"]
    run("store", "backup", tmp_path / "copy", *store)
    assert json.loads(run("store", "list", "--store", tmp_path / "copy", "--json").stdout)
    run("store", "sweep", "--keep", 1, *store)
    run("store", "rebuild", *store)
    run("unload", "RUT/2013-03-04/protection-2012", *store)
    assert "no report" in run("unload", "RUT/2013-03-04/protection-2012", *store, code=2).stderr


def test_output_that_nobody_reads_is_no_error(small, tmp_path):
    run("load", small, "--store", tmp_path / "store")
    with subprocess.Popen(
        [*COMMAND, "dump", "--store", str(tmp_path / "store")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=resource("ontology").parent,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


@pytest.mark.parametrize("arguments", [["dump"], ["query", "SELECT * { ?s ?p ?o }", "--format", "csv"]])
def test_whoever_stops_reading_ends_the_command_in_silence(arguments, shipped_store):
    with subprocess.Popen(
        [*COMMAND, *arguments, "--store", str(shipped_store)],
        cwd=resource("ontology").parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141
