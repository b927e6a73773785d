"""Figures against those read by hand: what a row says, what counts as right, and the tables."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from bench import figures
from bench.figures import FIELDS, Row, boxes, differences, fingerprint, row_of
from loader.interpret.statistics import read_statistics
from loader.pipeline import understand
from loader.records import Block, Document, Report, Section, Source, TitleBlock
from loader.vocabulary import concepts

SOURCE = Source("report.txt", "0" * 64, "text/plain", "plain/1", ())
TEXT = (
    "At 31 March 2014, 443 children are being looked after (a rate of 152 per 10,000 children). "
    "This is a reduction from 483 at 31 March 2013."
)
LOOKED_AFTER = Row(
    "443", "number", "children-looked-after", "2014-03-31..2014-03-31", "", "483@2013-03-31..2013-03-31:fall"
)
RATE = LOOKED_AFTER._replace(value="152", unit="per-10000", earlier="")


def report(text: str, role: str = "context") -> Report:
    section = Section("A box", role, "h", ("1",))
    document = Document(SOURCE, "sif", "A report", (Block("1", "paragraph", text, section=0),), (section,))
    return Report(document, TitleBlock(), statistics=read_statistics(document)[0])


def test_a_figure_as_a_row() -> None:
    read = report(TEXT)
    assert [row_of(each) for each in read.statistics] == [LOOKED_AFTER, RATE]
    (share,) = report("Take-up is 9% at the time of the inspection (the national average is 16%).").statistics
    assert row_of(share) == Row("9", "percent", "", "named", "England=16", "")


def test_fields_count_where_one_of_the_two_says_anything() -> None:
    gold = {
        ("1", TEXT.index("443")): LOOKED_AFTER,
        ("1", TEXT.index("152")): RATE._replace(measure="", period="2014"),
        ("1", 5): RATE,
    }
    scores = {score.kind: score for score in boxes(gold, report(TEXT))}
    assert set(scores) == {"figures", *FIELDS}
    counts = {kind: (score.gold, score.found, score.found_right) for kind, score in scores.items()}
    assert counts == {
        "figures": (3, 2, 2),
        "value": (2, 2, 2),
        "unit": (2, 2, 2),
        "measure": (1, 2, 1),
        "period": (2, 2, 1),
        "comparators": (0, 0, 0),
        "earlier": (1, 1, 1),
    }
    assert list(differences(gold, report(TEXT))) == [
        "1/5: missing",
        f"1/{TEXT.index('152')}: measure: expected nothing, found children-looked-after",
        f"1/{TEXT.index('152')}: period: expected 2014, found 2014-03-31..2014-03-31",
    ]


def test_figures_outside_boxes_are_none_of_a_box() -> None:
    assert boxes({}, report(TEXT, role="findings"))[0].found == 0


def test_a_fingerprint_is_of_what_was_judged() -> None:
    one, rate = report(TEXT).statistics
    assert fingerprint(one) == fingerprint(report(f" {TEXT}").statistics[0])
    assert fingerprint(one) != fingerprint(rate)


@pytest.mark.parametrize("name", ["box_figures.csv", "judged_figures.csv"])
def test_the_tables_name_every_figure_once_and_known_concepts(name: str) -> None:
    with (Path(figures.__file__).parent / name).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len({(row["sha256"], row["block"], row["start"]) for row in rows}) == len(rows) > 0
    assert {row.get("measure") or "unlisted" for row in rows} <= concepts("measures").keys()


def test_without_a_corpus_nothing_is_measured_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(figures.VARIABLE, raising=False)
    assert figures.main([]) == 0
    assert "no corpus" in capsys.readouterr().err


def test_a_corpus_without_the_reports_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert figures.main(["--corpus", str(tmp_path)]) == 1
    assert "are not there" in capsys.readouterr().err


def test_tables_of_a_corpus_are_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = Path("data/reports/rochdale-2012-11.txt")
    shutil.copy(source, tmp_path / "a.pdf")
    read = understand(tmp_path / "a.pdf")
    digest, first = read.document.source.sha256, read.statistics[0]
    place = {"sha256": digest, "block": first.printed.block, "start": str(first.printed.start)}
    verdicts = {"value_right": "1", "measure_right": "0", "concept_right": "1"}
    tables = {
        "box_figures.csv": [{"group": "first", **place, **row_of(first)._asdict()}],
        "judged_figures.csv": [
            {"sample": "1", **place, "read": fingerprint(first), "concept_given": "0", **verdicts}
        ],
    }
    monkeypatch.setattr(figures, "_table", tables.__getitem__)
    assert figures.main(["--corpus", str(tmp_path), "--details"]) == 0
    printed = capsys.readouterr().out
    assert "first" in printed
    assert "1.000     0.000     1.000" in printed
