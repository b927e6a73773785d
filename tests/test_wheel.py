"""The wheel, installed in a fresh environment away from the checkout, loads the shipped reports."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from ontology.resources import resource

TOP = Path(__file__).parent.parent


def run(*command: object, cwd: Path | None = None) -> str:
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, cwd=cwd, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    shutil.rmtree(TOP / "build", ignore_errors=True)  # what an earlier build left would be packed too
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, TOP)
    return next(folder.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_holds_every_file_that_the_rooms_need(wheel):
    kinds = {".py", ".ttl", ".yaml", ".rq", ".csv", ".json", ".jsonld", ".txt", ".typed", ".md"}
    kinds |= {".html", ".css", ".js"}
    rooms = ("ontology", "loader", "queries", "data")
    wanted = {
        file.relative_to(TOP).as_posix()
        for room in rooms
        for file in (TOP / room).rglob("*")
        if file.suffix in kinds and "__pycache__" not in file.parts
    } | {"inspection_graph.py"}
    held = set(zipfile.ZipFile(wheel).namelist())
    assert wanted - held == set()
    assert not [name for name in held if name.startswith(("tests", "bench", "docs"))]


@pytest.mark.slow
def test_the_installed_product_answers_questions(wheel, tmp_path):
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=True)
    pip = [environment / "bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run(*pip, "--constraint", TOP / "constraints.txt", wheel)
    command = environment / "bin/inspection-graph"
    reports = sorted((environment / "lib").glob("python*/site-packages/data/reports/*.txt"))
    assert [file.read_bytes() for file in reports] == [
        file.read_bytes() for file in sorted(resource("data/reports").glob("*.txt"))
    ]
    loaded = json.loads(run(command, "load", *reports, "--store", "s", "--json", cwd=tmp_path))
    assert [row["status"] for row in loaded["files"]] == ["loaded", "loaded"]
    said = run(command, "query", "judgements", "--format", "json", "--store", "s", cwd=tmp_path)
    assert len(json.loads(said)["results"]["bindings"]) == 8
