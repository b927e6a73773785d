"""The command that writes the graph for other tools."""

from __future__ import annotations

import networkx as nx
import pytest
from typer.testing import CliRunner

from inspection_graph import app
from queries.export.networks import NETWORK_FORMATS, NETWORKS
from queries.export.rdf import RDF_FORMATS
from queries.export.summary import TABLES
from queries.export.tables import TABLE_FORMATS
from queries.export_cli import _SUBJECTS, ExportFormat


def run(store, *arguments):
    return CliRunner().invoke(app, ["export", *arguments, "--store", str(store)])


def test_a_scope_is_written_to_a_file(shipped_store, tmp_path):
    target = tmp_path / "rochdale.graphml"
    done = run(shipped_store, "graphml", "--scope", "authority=Rochdale", "--output", str(target))
    assert (done.exit_code, done.stdout) == (0, "")
    graph = nx.read_graphml(target)
    assert {graph.nodes[node]["area"] for node in graph} <= {"Rochdale", ""}
    assert len(graph) > 5


def test_what_is_around_a_body_is_written_alone(shipped_store):
    done = run(shipped_store, "nodes", "--around", "Sunrise team")
    labels = {line.split(",")[1] for line in done.stdout.splitlines()[1:]}
    assert {"Sunrise team", "Greater Manchester Police"} <= labels


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--scope", "authority=Bury"], "there are: Medway, Rochdale"),
        (["--scope", "period=1999"], "there are: 2012-11-12, 2013-01-07"),
        (["--around", "Sunrse team"], "did you mean Sunrise team"),
        (["--of", "theme"], "did you mean themes"),
        (["--of", "parts", "--around", "Sunrise team"], "without --of"),
        (["--around", "Sunrise team", "--scope", "period=2012"], "no --scope but authority"),
    ],
)
def test_an_export_with_nothing_in_it_writes_no_file(shipped_store, tmp_path, arguments, said):
    target = tmp_path / "out.gexf"
    done = run(shipped_store, "gexf", *arguments, "--output", str(target))
    assert done.exit_code == 2
    assert said in done.stderr
    assert not target.exists()


def test_an_unknown_format_is_told_what_there_is(shipped_store):
    done = run(shipped_store, "gefx")
    assert done.exit_code == 2
    assert "gexf" in done.stderr


def test_the_command_offers_what_can_be_written():
    assert {*NETWORK_FORMATS, *RDF_FORMATS, *TABLE_FORMATS} == set(ExportFormat)
    assert set(_SUBJECTS["gexf"]) == set(NETWORKS)
    assert set(_SUBJECTS["csv"]) == set(TABLES)


def test_a_workbook_is_written_through_a_pipe(shipped_store):
    done = run(shipped_store, "xlsx", "--scope", "region=South East")
    assert done.stdout_bytes.startswith(b"PK")
    assert run(shipped_store, "xlsx", "--of", "actions").exit_code == 2


def test_the_help_says_what_each_network_is_and_what_a_theme_does_to_rdf():
    said = " ".join(CliRunner().invoke(app, ["export", "--help"], terminal_width=200).stdout.split())
    assert all(name in said for name in NETWORKS)
    assert "of a --scope with a theme, the whole of every report that speaks of it" in said
