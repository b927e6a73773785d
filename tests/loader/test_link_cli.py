"""The command ``link``, and the worked example of the documents."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys

import openpyxl
import pytest
from typer.testing import CliRunner

from inspection_graph import app
from loader.errors import ReportError
from ontology.resources import resource
from tests.queries.asking import pairs, rows

DOCS = resource("ontology").parent / "docs"
EXAMPLE = DOCS / "examples" / "kite-clubs.csv"
MAPPING = EXAMPLE.with_suffix(".yaml")


def link(*arguments, code=0):
    done = CliRunner().invoke(app, ["link", *map(str, arguments)])
    assert done.exit_code == code, done.output
    return done


@pytest.fixture
def store(shipped_store, tmp_path):
    shutil.copytree(shipped_store, tmp_path / "store")
    return tmp_path / "store"


def test_the_table_comes_back_on_standard_output():
    done = link(EXAMPLE, code=1)
    before, after = EXAMPLE.read_text().splitlines(), done.stdout.splitlines()
    assert len(before) == len(after)
    assert all(new.startswith(f"{old},") for old, new in zip(before, after, strict=True))
    assert "column 'Local authority' of CSV with commas, utf-8: 4 exact, 1 alias" in done.stderr
    assert "unmatched: 'Rutlnad' in row 7; may be E06000017 Rutland (85.7)" in done.stderr


def test_all_found_is_exit_code_0_and_the_file_is_written_whole(tmp_path):
    (tmp_path / "a.csv").write_bytes("\ufeffLA;n\r\nMedway;1\r\n".encode())
    done = link(tmp_path / "a.csv", "--output", tmp_path / "b.csv")
    assert done.stdout == ""
    assert (tmp_path / "b.csv").read_bytes().startswith("\ufeffLA;n;ig_code".encode())
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.csv", "b.csv"]
    assert isinstance(
        link(tmp_path / "a.csv", "-o", tmp_path / "no" / "b.csv", code=1).exception, ReportError
    )


def test_a_workbook_comes_back_as_one(tmp_path):
    made = openpyxl.Workbook()
    made.active.append(["LA", "n"])
    made.active.append(["Poole", 4])
    made.save(tmp_path / "a.xlsx")
    link(tmp_path / "a.xlsx", "--output", tmp_path / "b.xlsx", "--on", "2022-01-01")
    sheet = openpyxl.load_workbook(io.BytesIO((tmp_path / "b.xlsx").read_bytes())).active
    assert [cell.value for cell in sheet[2]][:3] == ["Poole", 4, "E06000058"]


def test_what_can_not_be_is_said(tmp_path):
    assert "--on" in link(EXAMPLE, "--on", "soon", code=2).stderr
    assert "leave it out" in link(EXAMPLE, "--mapping", MAPPING, "--column", "Year", code=2).stderr
    done = subprocess.run(
        [sys.executable, "-m", "inspection_graph", "link", EXAMPLE, "--column", "Council"],
        capture_output=True, text=True, check=False, cwd=DOCS.parent,
    )  # fmt: skip
    assert done.returncode == 2
    assert "no column is headed 'Council'; it has: Local authority, Year" in done.stderr


def test_figures_go_into_the_store_beside_the_grades(store):
    done = link(EXAMPLE, "--mapping", MAPPING, "--store", store, code=1)
    assert done.stdout.startswith("table/kite-clubs: 9 figures; generation 2 is current")
    assert "9 figures, 2 not observed, 3 not understood" in done.stderr
    found = rows(store, "figures-linked", authority="Medway", measure="share")
    assert pairs(found, "period", "breakdown", "value", "unit", "grade", "inspected", "row", "cell") == [
        ("2025", "Age group: 5 to 10", "95", "%", "Inadequate", "2013-01-07", "2", "95%")
    ]
    bristol = rows(store, "figures-linked", authority="Bristol", table="kite")
    assert len(bristol) == 4
    assert not any("grade" in row for row in bristol)


def test_the_worked_example_prints_what_the_document_shows(store, tmp_path):
    shutil.copytree(EXAMPLE.parent, tmp_path / "docs" / "examples")
    text = (DOCS / "linking-tables.md").read_text(encoding="utf-8")
    shown = re.findall(r"```console\n\$ inspection-graph (.*?)\n(.*?)```", text, re.DOTALL)
    assert len(shown) >= 4
    for command, output in shown:
        done = subprocess.run(
            [sys.executable, "-m", "inspection_graph", *command.split()],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, cwd=tmp_path,
            env={"INSPECTION_GRAPH_STORE": str(store), "PYTHONPATH": str(DOCS.parent)},
        )  # fmt: skip
        assert _without_ids(done.stdout) == _without_ids(output), command


def _without_ids(text: str) -> str:
    """Without the ids of datasets, which any change to the vocabulary changes."""
    return re.sub(r"dataset [0-9a-f]{12}", "dataset …", text)
