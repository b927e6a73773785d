"""Decisions added to a file of them."""

from __future__ import annotations

import csv
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from loader.decisions import COLUMNS, Decision, read_decisions
from loader.errors import ReportError
from loader.noting import note_decisions

ROW = Decision(
    *("theme", "", "id/report/RCH/2012-11-12/protection-2012/action/7", "neglect", "yes", "ensure that"),
    *("A. Reviewer", "2026-01-31", "it says so, twice"),
)


def test_a_file_is_made_with_its_headings(tmp_path):
    assert note_decisions(tmp_path / "d.csv", [ROW]) == (ROW,)
    assert (tmp_path / "d.csv").read_text(encoding="utf-8").splitlines()[0] == ",".join(COLUMNS)
    assert read_decisions(tmp_path / "d.csv").rows == (ROW,)
    assert [place.name for place in tmp_path.iterdir()] == ["d.csv"]


def test_what_the_file_says_stays_as_it_is(tmp_path):
    file = tmp_path / "d.csv"
    head = ["note", *reversed(COLUMNS)]
    old = {**dict.fromkeys(head, ""), "kind": "action", "subject": "report/RCH/2012-11-12/sif/action/1"}
    old |= {"verdict": "no", "who": "B", "when": "2026-01-01", "why": "=x", "note": "ask Ann"}
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, head)  # ends lines as spreadsheets do
        writer.writeheader()
        writer.writerow(old)
    before = file.read_bytes()
    file.write_bytes(before.removesuffix(b"\r\n"))
    file.chmod(0o640)
    note_decisions(file, [ROW])
    after = file.read_bytes()
    assert after.startswith(before)
    assert after.endswith(b",theme\r\n")
    assert [row.kind for row in read_decisions(file).rows] == ["action", "theme"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_what_is_said_already_is_not_said_again(tmp_path):
    note_decisions(tmp_path / "d.csv", [ROW])
    before = (tmp_path / "d.csv").read_bytes()
    assert note_decisions(tmp_path / "d.csv", [replace(ROW, who="B", why="so")]) == ()
    assert (tmp_path / "d.csv").read_bytes() == before
    assert note_decisions(tmp_path / "d.csv", [replace(ROW, verdict="no")])
    (standing,) = read_decisions(tmp_path / "d.csv").rows
    assert standing.verdict == "no"


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1-2", "-x", "@cmd", "＝1", "'=1", "-5", 'a,b"c'])
def test_no_cell_is_a_formula_and_each_is_read_as_it_was_meant(tmp_path, text):
    row = replace(ROW, quote=text, who=text, why=text)
    note_decisions(tmp_path / "d.csv", [row])
    with (tmp_path / "d.csv").open(encoding="utf-8", newline="") as stream:
        (cells,) = csv.DictReader(stream)
    assert cells["why"] == text or cells["why"] == f"'{text}"
    assert not cells["why"].startswith(("=", "+", "@", "＝"))
    assert read_decisions(tmp_path / "d.csv").rows == (row,)


def test_a_wrong_row_or_file_is_refused_and_nothing_is_added(tmp_path):
    file = tmp_path / "d.csv"
    with pytest.raises(ReportError, match="who is empty"):
        note_decisions(file, [ROW, replace(ROW, who="")])
    assert not file.exists()
    file.write_text("kind,subject\n", encoding="utf-8")
    with pytest.raises(ReportError, match="line 1: has no column 'area'"):
        note_decisions(file, [ROW])
    assert file.read_text(encoding="utf-8") == "kind,subject\n"


def test_a_place_that_can_not_be_written_is_named(tmp_path):
    with pytest.raises(ReportError, match=r"none/d.csv: can't be written \(No such file"):
        note_decisions(tmp_path / "none/d.csv", [ROW])


def test_a_link_stays_one(tmp_path):
    (tmp_path / "shared").mkdir()
    (tmp_path / "d.csv").symlink_to(tmp_path / "shared/d.csv")
    note_decisions(tmp_path / "d.csv", [ROW])
    assert (tmp_path / "d.csv").is_symlink()
    assert read_decisions(tmp_path / "shared/d.csv").rows == (ROW,)


def test_many_who_add_at_once_lose_nothing(tmp_path):
    rows = [replace(ROW, subject=f"id/report/RCH/2012-11-12/sif/action/{n}") for n in range(24)]

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda row: note_decisions(tmp_path / "d.csv", [row]), rows))
    assert set(read_decisions(tmp_path / "d.csv").rows) == set(rows)
    assert [place.name for place in tmp_path.iterdir()] == ["d.csv"]
