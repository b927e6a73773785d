"""The tool: which files it measures, what it prints, when it fails."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bench import accuracy
from bench.accuracy import CORPUS, SHIPPED, TARGETS, Case, Result, cases, main, missed, run, table
from bench.compare import KINDS
from bench.matching import Entry, Score, measure
from loader.errors import ReportError

SHIPPED_NAME = "medway-2013-01.txt"


def write(folder: Path, name: str, content: object) -> None:
    (folder / name).write_text(json.dumps(content), encoding="utf-8")


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    write(folder, "a.json", {"file": "80522-medway/a.pdf"})
    write(folder, "b.json", {"file": SHIPPED_NAME})
    write(folder, "sentences.json", [{"id": 0}])
    return folder


def result(scores: Mapping[str, Score], collection: str = SHIPPED) -> Result:
    return Result(Case("a.txt", collection, {"framework": "sif"}, Path("a.txt")), scores)


def perfect() -> dict[str, Score]:
    return {kind: Score(kind, 4, 4, 4, 4) for kind in KINDS}


def test_cases_are_told_apart_and_the_shipped_come_first(gold: Path, tmp_path: Path) -> None:
    found = cases(gold, tmp_path)
    assert [(case.name, case.collection) for case in found] == [
        (SHIPPED_NAME, SHIPPED),
        ("80522-medway/a.pdf", CORPUS),
    ]
    assert found[0].path is not None
    assert found[1].path is None


def test_a_report_of_the_corpus_is_found_below_its_folder(gold: Path, tmp_path: Path) -> None:
    path = tmp_path / "80522-medway" / "a.pdf"
    path.parent.mkdir()
    path.touch()
    assert cases(gold, tmp_path)[1].path == path


def test_a_report_that_is_not_at_hand_or_not_read_is_skipped_with_the_reason(tmp_path: Path) -> None:
    def refuse(path: Path) -> Mapping[str, Any]:
        raise ReportError(path.name, "a PDF", "give its text")

    assert "INSPECTION_GRAPH_CORPUS" in (run(Case("a.pdf", CORPUS, {}, None), refuse).skipped or "")
    assert run(Case("a.pdf", CORPUS, {}, tmp_path / "a.pdf"), refuse).skipped == "a PDF"


def test_every_target_is_a_kind_and_a_measure() -> None:
    for kind, (name, minimum) in TARGETS.items():
        assert kind in KINDS
        assert 0 < minimum <= 1
        assert isinstance(getattr(perfect()[kind], name), float)


def test_targets_hold_for_the_shipped_reports_alone() -> None:
    poor = {**perfect(), "actions": Score("actions", 4, 4, 3, 3)}
    assert missed([result(perfect()), result(poor, CORPUS)]) == []
    assert missed([result(perfect()), result(poor)]) == ["actions: f1 0.875 is below 1.00"]
    assert missed([result(poor, CORPUS)]) == []


def test_a_shipped_report_that_was_not_measured_misses_the_targets() -> None:
    skipped = Result(Case("a.txt", SHIPPED, {}, Path("a.txt")), skipped="the file is empty")
    assert missed([skipped, result(perfect())]) == ["a.txt: not measured (the file is empty)"]


def test_the_table_is_aligned() -> None:
    lines = table({"actions": Score("actions", 17, 16, 16, 16), "events": Score("events")})
    assert len({len(line) for line in lines}) == 1
    assert lines[1].split() == ["actions", "17", "16", "1.000", "0.941", "0.970"]
    assert lines[2].split() == ["events", "0", "0", "-", "-", "-"]


def test_without_gold_nothing_is_measured_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.delenv("INSPECTION_GRAPH_GOLD", raising=False)
    assert main(["--require"]) == 0
    assert main(["--gold", str(tmp_path / "nowhere")]) == 0
    assert main(["--gold", str(tmp_path)]) == 0
    assert capsys.readouterr().err.count("SKIPPED") == 3


def test_figures_disagreements_and_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], gold: Path
) -> None:
    monkeypatch.delenv("INSPECTION_GRAPH_CORPUS", raising=False)
    monkeypatch.setattr(accuracy, "_read", lambda _: {"paragraphs": [], "findings": [1, 2]})
    score, _ = measure("actions", [Entry("keep plans", "action 1", "a")], [], lambda a, b: float(a == b))
    monkeypatch.setattr(accuracy, "compare", lambda *_: {"actions": score})
    write(gold, "b.json", {"file": SHIPPED_NAME, "framework": "protection-2012"})
    assert main(["--gold", str(gold), "--details"]) == 0
    printed = capsys.readouterr().out
    assert f"{SHIPPED_NAME} (protection-2012), 2 findings" in printed
    assert "All shipped: 1 of 1 files with gold, 2 findings" in printed
    assert "actions [action 1] missing: keep plans" in printed
    assert "80522-medway/a.pdf: skipped: the report is not at hand" in printed
    assert main(["--gold", str(gold), "--only", "shipped", "--require"]) == 1
    printed = capsys.readouterr().out
    assert "a.pdf" not in printed
    assert "target missed: actions: f1 0.000 is below 1.00" in printed
