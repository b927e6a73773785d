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


def test_of_a_findings_polarity_the_last_row_stands(tmp_path):
    rows = [f"polarity,,{FINDING},{it},yes,,R,2026-01-31,x" for it in ("weakness", "neutral")]
    (decision,) = read_decisions(file_of(tmp_path, *rows)).rows
    assert (decision.object, decision.line) == ("neutral", 3)


def test_things_may_be_written_as_answers_of_queries_print_them(tmp_path):
    short = FINDING.removeprefix("id/")
    rows = (
        f"Theme,,{short},theme:neglect,Yes,,R,2026-01-31,x",
        f"theme,,{BASE}{FINDING},https://w3id.org/inspection-graph/id/concept/themes/health,no,,R,2026-01-31,x",
        f"action,,{short.replace('finding/abc', 'action/block/12.b3')},,no,,R,2026-01-31,x",
    )
    read = read_decisions(file_of(tmp_path, *rows))
    assert [(d.kind, d.part, d.object, d.verdict) for d in read.rows] == [
        ("theme", "finding/abc", "neglect", "yes"),
        ("theme", "finding/abc", "health", "no"),
        ("action", "block/12.b3", "", "no"),
    ]


def test_what_spreadsheets_do_to_a_file_does_no_harm(tmp_path):
    path = file_of(
        tmp_path, "action,,report/RCH/2012-11-12/sif/action/1,,no,'=SUM(),R,2026-01-31,\"'-x\"", ",,,,,,,,"
    )
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    (decision,) = read_decisions(path).rows
    assert (decision.quote, decision.why) == ("=SUM()", "-x")


def test_areas_are_told_by_code_or_by_what_was_decided_on(tmp_path):
    rows = (
        "same-body,RCH,A,B,yes,,R,2026-01-31,x",
        f"recurrence,,{FINDING},report/RCH/2010-11-12/sif/action/1,no,,R,2026-01-31,x",
        f"polarity,,{FINDING},weakness,yes,,R,2026-01-31,x",
    )
    read = read_decisions(file_of(tmp_path, *rows))
    assert [d.kind for d in read.on_area("RCH").rows] == ["same-body", "recurrence"]
    assert [d.kind for d in read.below("RCH/2012-11-12/protection-2012").rows] == ["polarity"]
    assert read.on_area("MDW") == read.below("RCH/2010-11-12/sif") == NONE


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
        ("action,,a,,no,,R,20260131,x", "when is '20260131', and must be a day, as 2026-01-31"),
        (
            "same-body,Rochdale,A,B,yes,,R,2026-01-31,x",
            "must be a council's code, as RCH",
        ),
        (
            "theme,,a,weather,yes,,R,2026-01-31,x",
            "object is 'weather', and must be one of assessment, ",
        ),
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
