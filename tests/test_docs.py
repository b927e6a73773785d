"""What the documents show is what happens."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys

import pytest

from inspection_graph import app
from loader.pipeline import understand
from loader.store import read
from ontology.resources import resource
from queries.ask import parse, run

TOP = resource("ontology").parent
README = (TOP / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [TOP / "README.md", TOP / "CHANGELOG.md", *sorted((TOP / "docs").glob("*.md"))]


def consoles() -> list[tuple[str, str]]:
    """Commands of ``console`` blocks, each with the output shown beneath it."""
    blocks = re.findall(r"```console\n\$ (.*?)\n(.*?)```", README, re.DOTALL)
    assert blocks
    return blocks


@pytest.mark.parametrize(("command", "shown"), consoles(), ids=lambda text: text[:60])
def test_a_command_prints_what_the_readme_shows(command, shown, shipped_store):
    program, *arguments = shlex.split(command)
    assert program == "inspection-graph"
    done = subprocess.run(
        [sys.executable, "-m", "inspection_graph", *arguments],
        capture_output=True,
        text=True,
        cwd=TOP,
        env={"INSPECTION_GRAPH_STORE": str(shipped_store)},
        check=True,
    )
    assert done.stdout.replace("\r\n", "\n") == shown


def test_the_python_of_the_readme_runs(shipped_store):
    asked, read = (
        answers(code, shipped_store) for code in re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    )
    assert asked == [(2013, "Inadequate")]
    assert len(read) == 1
    assert read[0].startswith("ensure that the views, experiences and feedback")


def answers(code, store):
    """What the last line of some code comes to, the store and the reports being where they are."""
    places = {"data/reports": str(resource("data/reports")), '".store"': repr(str(store))}
    for shown, place in places.items():
        code = code.replace(shown, place)
    *setting, last = code.strip().split("\n")
    names: dict[str, object] = {}
    exec("\n".join(setting), names)  # noqa: S102
    return eval(last, names)  # noqa: S307


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_the_sparql_that_is_shown_has_answers(document, shipped_store):
    for text in re.findall(r"```sparql\n(.*?)```", document.read_text(encoding="utf-8"), re.DOTALL):
        with read(shipped_store) as reader:
            assert list(run(reader, parse(text)).rows())


def test_every_command_is_in_the_readme():
    from typer.main import get_command  # noqa: PLC0415

    commands = get_command(app).commands  # type: ignore[attr-defined]
    assert {name for name in commands if f"`{name}" not in README} == set()
    assert {name for name in commands["store"].commands if f"`{name}`" not in README} <= {"list"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_to_files_lead_somewhere(document):
    links = re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_places_that_the_readme_names_exist():
    table = README.partition("## Where would I change it?")[2]
    places = re.findall(r"`([a-z_/*]+(?:/|\.(?:py|ttl|yaml|rq)))`", table)
    assert len(places) > 8
    assert [place for place in places if not list(TOP.glob(place.rstrip("/")))] == []


def test_the_figures_of_the_shipped_reports_in_the_readme_are_what_is_read():
    reports = [understand(file) for file in sorted(resource("data/reports").glob("*.txt"))]
    actions = sum(len(report.actions) for report in reports)
    statistics = sum(len(report.statistics) for report in reports)
    assert re.search(rf"required actions.*\| {actions} \| 1.00", README)
    assert re.search(rf"statistics.*\| {statistics} \| 1.00", README)
