"""The command: what it takes, what it refuses, and that the document about it is true."""

from __future__ import annotations

import re
import socket
import subprocess
import sys

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from inspection_graph import app
from ontology.resources import resource
from queries import serve_cli
from queries.ask import PREFIXES

TOP = resource("ontology").parent
DOCUMENT = (TOP / "docs/serving.md").read_text(encoding="utf-8")
OPTIONS = {
    option.opts[0]: option
    for option in get_command(app).commands["serve"].params  # type: ignore[attr-defined]
}


def refused(*arguments):
    done = CliRunner().invoke(app, ["serve", *arguments])
    assert done.exit_code == 2
    return done.output


def test_every_setting_is_in_the_document():
    table = DOCUMENT.partition("## Settings")[2].partition("## ")[0]
    assert set(re.findall(r"--[a-z]+", table)) == OPTIONS.keys() - {"--help"}


@pytest.mark.parametrize("flag", sorted(OPTIONS))
def test_every_setting_has_its_variable_and_its_default(flag):
    option = OPTIONS[flag]
    assert option.envvar == f"INSPECTION_GRAPH_{flag[2:].upper()}"
    if isinstance(option.default, int | float):
        assert f"{option.default:,}" in DOCUMENT or f"{option.default:g}" in DOCUMENT


def test_every_prefix_is_in_the_document():
    listed = DOCUMENT.partition("These prefixes need not be declared")[2].partition("\n- ")[0]
    assert set(re.findall(r"`([a-z]+)`", listed.partition(": ")[2])) == PREFIXES.keys()


def test_an_address_that_is_taken_is_named(shipped_store):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert f"can't listen at 127.0.0.1:{port}" in refused("--port", port, "--store", str(shipped_store))


def test_an_address_that_is_none_is_refused():
    assert "write it as https://example.org" in refused("--site", "example.org")


def test_what_is_not_installed_is_named(monkeypatch):
    monkeypatch.setattr(serve_cli, "_NEEDED", ("json", "no_such_thing"))
    said = refused()
    assert "serve needs no_such_thing" in said
    assert "pip install 'inspection-graph[serve]'" in said


def test_help_imports_no_server():
    code = (
        "import sys; from inspection_graph import app\n"
        "try: app(['serve', '--help'])\n"
        "except SystemExit: print(sorted({'starlette', 'uvicorn', 'pyoxigraph'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=TOP)
    assert done.stdout.endswith("[]\n")
