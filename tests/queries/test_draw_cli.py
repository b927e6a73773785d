"""The command that draws the graph, and the pictures that the documents show."""

from __future__ import annotations

import re
import shlex
import sys
from typing import Any

import pytest
from typer.testing import CliRunner

from inspection_graph import app
from ontology.resources import resource
from queries.draw.formats import PICTURE_FORMATS
from queries.draw.style import width_of
from queries.draw_cli import PictureFormat
from tests.queries.draw.pictures import parsed, titles, words

DOCS = resource("ontology").parent / "docs"
SHOWN = re.findall(
    r"^inspection-graph draw (.* --output pictures/\S+)$", (DOCS / "drawing.md").read_text("utf-8"), re.M
)
SAMPLE = {
    "timeline": ("Rochdale",),
    "heat-map": (),
    "ego": ("Sunrise team",),
    "map": ("--on", "2013-12-31"),
}


def run(store, *arguments):
    return CliRunner().invoke(app, ["draw", *arguments, "--store", str(store)])


@pytest.mark.parametrize("picture", SAMPLE)
def test_a_picture_is_written_to_standard_output_as_svg(shipped_store, picture):
    done = run(shipped_store, picture, *SAMPLE[picture])
    assert (done.exit_code, done.stderr) == (0, "")
    assert parsed(done.stdout_bytes).tag.endswith("svg")


def test_the_ending_of_a_file_says_its_format(shipped_store, tmp_path):
    begins = {"svg": b"<?xml", "png": b"\x89PNG", "html": b"<!DOCTYPE html>"}
    for ending, first in begins.items():
        target = tmp_path / f"picture.{ending}"
        done = run(shipped_store, "ego", "Sunrise team", "--output", str(target))
        assert (done.exit_code, done.stdout) == (0, "")
        assert target.read_bytes().startswith(first)


def test_a_format_can_be_given(shipped_store, tmp_path):
    target = tmp_path / "picture"
    run(shipped_store, "timeline", "Medway", "--format", "html", "--output", str(target))
    assert b"<table>" in target.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["timeline", "Rochdle"], "did you mean Rochdale"),
        (["timeline", "Bury"], "there are: Medway, Rochdale"),
        (["timeline", "Rochdale", "--scope", "authority=Medway"], "given twice"),
        (["heat-map", "--scope", "region=London"], "there are: North West, South East"),
        (["ego", "police"], "fits 40 things"),
        (["ego", "Sunrse team"], "did you mean Sunrise team"),
        (["chain", "Rochdale"], "no action came back in any council"),
        (["map", "--on", "2010-01-01"], "the first began on 2012-11-12"),
        (["map", "--on", "2013"], "write it as 2013-01-07"),
        (["map", "--aspect", "qualty-of-practice"], "did you mean quality-of-practice"),
    ],
)
def test_what_can_not_be_drawn_is_said_and_writes_no_file(shipped_store, tmp_path, arguments, said):
    target = tmp_path / "out.svg"
    done = run(shipped_store, *arguments, "--output", str(target))
    assert done.exit_code == 2
    assert said in done.stderr
    assert not target.exists()


def test_an_ending_that_is_no_format_is_told_what_there_is(shipped_store, tmp_path):
    done = run(shipped_store, "heat-map", "--output", str(tmp_path / "out.jpg"))
    assert done.exit_code == 2
    assert "there are: svg, png, html" in done.stderr


@pytest.mark.parametrize("picture", SAMPLE)
def test_without_matplotlib_it_says_how_to_install_it(shipped_store, monkeypatch, picture):
    for name in [name for name in sys.modules if name.partition(".")[0] == "matplotlib"]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    width_of.cache_clear()
    done = run(shipped_store, picture, *SAMPLE[picture])
    assert done.exit_code == 2
    assert "pip install 'inspection-graph[draw]'" in done.stderr


def test_the_command_offers_what_can_be_written():
    assert set(PICTURE_FORMATS) == set(PictureFormat)


def test_each_kind_of_picture_that_the_reports_have_is_shown():
    assert {shlex.split(command)[0] for command in SHOWN} == set(SAMPLE)


@pytest.mark.parametrize("command", SHOWN)
def test_the_documents_show_what_is_drawn(shipped_store, command):
    *arguments, shown = shlex.split(command)
    done = run(shipped_store, *arguments[:-1])
    kept = (DOCS / shown).read_bytes()
    assert said(done.stdout_bytes) == said(kept)


def test_the_python_of_the_documents_draws(shipped_store):
    (code,) = re.findall(r"```python\n(.*?)```", (DOCS / "drawing.md").read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    exec(code.replace('".store"', repr(str(shipped_store))), names)  # noqa: S102
    assert names["figure"].get_size_inches()[0] > 5


def said(svg: bytes) -> str:
    """All that a picture says, but for which dataset it is of, and when that was made."""
    return re.sub(r"dataset [0-9a-f]{64} of \d{4}-\d\d-\d\d", "", " ".join((*words(svg), *titles(svg))))
