"""The table of a load."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from loader.outcomes import COLUMNS, Outcome, write_outcomes
from loader.records import Unread
from loader.understood import Summary

SUMMARY = Summary(
    inspection="TOB/2013-03-04/protection-2012",
    framework="protection-2012",
    authority="=Torbay",
    authority_code="TOB",
    start="2013-03-04",
    end="2013-03-13",
    judgements=4,
    unread=(Unread(1, "x", "no heading"), Unread(2, "y", "no grade"), Unread(2, "z", "no heading")),
)
OUTCOMES = (
    Outcome(Path("a.pdf"), "loaded", "", SUMMARY, quads=9000, seconds=0.5, sha256="ab"),
    Outcome(Path("@b.txt"), "failed", "@b.txt: the file is empty; fetch it again"),
)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


def test_there_is_a_row_a_file_with_what_was_and_was_not_understood(tmp_path):
    write_outcomes(OUTCOMES, tmp_path / "report.csv")
    read, failed = rows((tmp_path / "report.csv").read_text(encoding="utf-8"))
    assert tuple(read) == COLUMNS
    expected = "a.pdf,loaded,,'=Torbay,TOB,protection-2012,2013-03-04,2013-03-13,,,0,0,4,0,0,0,0,0,3"
    assert list(read.values()) == [*expected.split(","), "no heading | no grade", "0.500", "9000", "ab"]
    said = {name: value for name, value in failed.items() if value}
    assert said == {
        "path": "'@b.txt",
        "status": "failed",
        "message": "'@b.txt: the file is empty; fetch it again",
        "seconds": "0.000",
    }


def test_it_appears_when_it_is_complete(tmp_path):
    target = tmp_path / "report.csv"
    target.write_text("of the last load", encoding="utf-8")

    def outcomes():
        yield OUTCOMES[0]
        assert target.read_text(encoding="utf-8") == "of the last load"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_outcomes(outcomes(), target)
    assert [place.name for place in tmp_path.iterdir()] == ["report.csv"]
    assert target.read_text(encoding="utf-8") == "of the last load"


def test_a_dash_is_standard_output(capsys):
    write_outcomes(OUTCOMES, Path("-"))
    assert len(rows(capsys.readouterr().out)) == 2
