"""The thousand reports of the bench are copies, whole and with their counts, under other codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import national
from loader.check import miscounts
from loader.conclude.summary import SUMMARY_PATTERNS
from loader.iris import REPORT_GRAPHS, SUMMARY_GRAPHS
from loader.quads import said_in
from loader.store import read
from tests.queries.asking import rows


def test_reports_are_copied_with_their_counts(
    shipped_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(national, "_ENOUGH", 5)
    monkeypatch.setattr(national, "_RUNS", 1)
    found = list(national.figures(shipped_store, tmp_path))
    assert {note.partition(" ")[0] for *_, note in found} == {"2", "5"}
    assert {what for what, *_ in found} > {"themes-by-year", "progress"}
    with read(tmp_path / "thousand") as reader:
        graphs = reader.manifest.graphs
        paths = [iri.removeprefix(REPORT_GRAPHS) for iri in graphs if iri.startswith(REPORT_GRAPHS)]
        assert len({path.partition("/")[0] for path in paths}) == len(paths) == 5
        for path in paths:
            report = said_in(reader.graph_quads(REPORT_GRAPHS + path, SUMMARY_PATTERNS))
            counts = said_in(reader.graph_quads(SUMMARY_GRAPHS + path))
            assert counts
            assert not list(miscounts(path, report, counts))
    assert len({row["authority"] for row in rows(tmp_path / "thousand", "strengths-and-weaknesses")}) == 5
