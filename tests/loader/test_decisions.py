"""Reviewers' decisions as rows of a file."""

from pathlib import Path

import pytest

from loader.decisions import COLUMNS, NONE, read_decisions
from loader.errors import ReportError
from loader.iris import BASE

HEAD = ",".join(COLUMNS)
FINDING = "id/report/RCH/2012-11-12/protection-2012/finding/abc"


def file_of(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "decisions.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def test_a_file_that_is_not_there_decides_nothing(tmp_path):
    assert read_decisions(tmp_path / "none.csv") == NONE
    assert NONE.digest == ""


def test_rows_are_read_and_found_by_kind_and_area(tmp_path):
    rows = (
        "same-body,RCH,Sunrise team,Sunrise,yes,,A. Reviewer,2026-01-31,one address",
        f"polarity,,{BASE}{FINDING},weakness,yes,There is,A. Reviewer,2026-01-31,it lacks",
    )
    decisions = read_decisions(file_of(tmp_path, *rows))
    assert [d.object for d in decisions.of("same-body", area="RCH")] == ["Sunrise"]
    assert not list(decisions.of("same-body", area="MDW"))
    assert [d.subject for d in decisions.of("polarity")] == [FINDING]
    assert len(decisions.below("RCH/2012-11-12/protection-2012").rows) == 1
    assert not decisions.below("RCH/2012-11-12/protection").rows


def test_the_last_row_about_a_thing_stands(tmp_path):
    rows = (
        "same-body,RCH,A,B,yes,,R,2026-01-31,x",
        "same-body,RCH,B,A,no,,R,2026-02-01,looked again",
    )
    (decision,) = read_decisions(file_of(tmp_path, *rows)).rows
    assert decision.verdict == "no"


def test_the_digest_is_of_what_was_decided_alone(tmp_path):
    one = read_decisions(file_of(tmp_path, "same-body,RCH,A,B,yes,,R,2026-01-31,x")).digest
    other_words = read_decisions(file_of(tmp_path, "same-body,RCH,B,A,yes,,S,2026-03-01,y")).digest
    other_verdict = read_decisions(file_of(tmp_path, "same-body,RCH,A,B,no,,R,2026-01-31,x")).digest
    assert one == other_words != other_verdict


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("merge,RCH,A,B,yes,,R,2026-01-31,x", "line 2: kind is 'merge'"),
        ("same-body,RCH,A,B,maybe,,R,2026-01-31,x", "verdict on same-body is 'maybe'"),
        ("recurrence,,a,b,yes,,R,2026-01-31,x", "must be one of same, related, no"),
        ("same-body,,A,B,yes,,R,2026-01-31,x", "area is empty"),
        ("polarity,,a,,yes,,R,2026-01-31,x", "object is empty"),
        ("action,,a,,no,,R,31/01/2026,x", "when is '31/01/2026'"),
        ("action,,a,,no,,,2026-01-31,x", "who is empty"),
    ],
)
def test_a_row_that_is_wrong_is_named(tmp_path, row, says):
    with pytest.raises(ReportError, match=says):
        read_decisions(file_of(tmp_path, row))


def test_a_file_without_a_column_is_refused(tmp_path):
    with pytest.raises(ReportError, match="has no column 'who'"):
        read_decisions(file_of(tmp_path, head="kind,area,subject,object,verdict,quote,when,why"))


def test_bytes_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "decisions.csv"
    path.write_bytes(b"\xff\xfe\x00kind")
    with pytest.raises(ReportError, match="save it as CSV in UTF-8"):
        read_decisions(path)
