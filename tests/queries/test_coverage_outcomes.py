"""Tables of outcomes as people have them, whole and broken."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from queries import coverage_outcomes
from queries.coverage_outcomes import Outcomes, read_outcomes
from queries.errors import QueryError

HEADINGS = "Local authority,Inspection start date,Overall effectiveness,Care leavers"


def table(path: Path, *lines: str, encoding: str = "utf-8") -> Outcomes:
    file = path / "outcomes.csv"
    file.write_bytes("\r\n".join(lines).encode(encoding))
    return read_outcomes(file)


def refused(path: Path, data: bytes) -> str:
    file = path / "outcomes.csv"
    file.write_bytes(data)
    with pytest.raises(QueryError) as error:
        read_outcomes(file)
    assert str(error.value).startswith(str(file))
    return str(error.value).removeprefix(str(file))


def codes(found: Outcomes) -> list[set[str]]:
    return [set(row.codes) for row in found.rows]


def test_the_sectors_overview(tmp_path: Path) -> None:
    found = table(
        tmp_path,
        "urn,la_code,region_code,ltla23cd,local_authority,inspection_link,overall_effectiveness_grade,"
        "inspection_framework,inspector_name,inspection_start_date,inspection_end_date,publication_date,"
        "impact_of_leaders_grade,help_and_protection_grade,in_care_grade,care_leavers_grade",
        "80522,887,SE,E06000035,medway,https://example.org/1,requires improvement,short,A Person,17/07/2023,"
        "21/07/2023,11/09/23,good,requires improvement,good,inspection_pre_dates_judgement",
    )
    (row,) = found.rows
    assert (row.line, row.authority, set(row.codes), set(row.kinds)) == (2, "medway", {"MDW"}, {"ilacs"})
    assert row.inspected == (datetime.date(2023, 7, 17), datetime.date(2023, 7, 21))
    assert row.published == (datetime.date(2023, 9, 11),)
    assert [(grade.aspects[0], sorted(grade.grades)) for grade in row.grades] == [
        ("overall-effectiveness", ["ofsted-2013/requires-improvement"]),
        ("leaders-impact", ["ofsted-2013/good", "protection-2012/good"]),
        ("help-and-protection", ["ofsted-2013/requires-improvement"]),
        ("children-in-care", ["ofsted-2013/good", "protection-2012/good"]),
        ("care-leavers", []),
    ]
    assert found.passed_over == ("region_code", "inspection_link", "inspector_name")
    assert not found.faults


def test_the_inspectorates_statistics(tmp_path: Path) -> None:
    found = table(
        tmp_path,
        "Table 5a: outcomes of inspections as at 31 March,,,,",
        ",,,,",
        "Unique reference number,Date of inspection,Inspection type,Overall effectiveness,Adoption",
        "80522,2013-01-07,Full,4,5",
        "Source: the inspectorate,,,,",
    )
    (row,) = found.rows
    assert (row.line, set(row.codes), set(row.kinds)) == (4, {"MDW"}, set())
    assert [sorted(grade.grades) for grade in row.grades] == [
        ["ofsted-2013/inadequate", "protection-2012/inadequate"],
        ["not-judged"],
    ]
    assert [(fault.line, fault.text) for fault in found.faults] == [
        (4, "Full"),
        (5, "Source: the inspectorate"),
    ]
    assert "no council of the register" in found.faults[1].problem
    assert "no date" in found.faults[1].problem


@pytest.mark.parametrize(
    "name", ["Medway", "MEDWAY COUNCIL", "E06000035", "MDW", "80522", "887", "Medway Unitary Authority"]
)
def test_a_council_has_many_names(tmp_path: Path, name: str) -> None:
    assert codes(table(tmp_path, HEADINGS, f"{name},2020-01-01,Good,")) == [{"MDW"}]


def test_a_former_code_is_known(tmp_path: Path) -> None:
    assert codes(table(tmp_path, HEADINGS, "E08000020,2012-01-01,Good,")) == [{"GAT"}]


def test_a_list_may_give_a_council_the_code_of_a_later_one(tmp_path: Path) -> None:
    found = table(
        tmp_path,
        f"URN,{HEADINGS}",
        "80442,buckinghamshire,2014-06-03,Inadequate,",
        ",Buckinghamshire,2021-12-06,Good,",
        '2532287,"bournemouth, christchurch & poole",2021-12-06,Inadequate,',
    )
    assert codes(found) == [{"BKM", "BUC"}, {"BKM", "BUC"}, {"BMH", "BPC", "POL"}]
    assert not found.faults


def test_columns_that_name_different_councils(tmp_path: Path) -> None:
    found = table(tmp_path, f"URN,{HEADINGS}", "80522,Kent,2020-01-01,Good,")
    assert not found.rows
    assert [(f.line, f.text, f.problem) for f in found.faults] == [
        (2, "80522, Kent", "the columns name different councils")
    ]


def test_what_is_not_understood_is_said_and_the_rest_is_kept(tmp_path: Path) -> None:
    found = table(
        tmp_path,
        HEADINGS + ",Publication date",
        "Medway,31/02/2020,Good,brilliant,2020-05-01",
        ",,,,",
        "Kent,,Good,,",
        "Rutland,2020-01-01,Good,,,left over",
    )
    assert [(row.line, [grade.heading for grade in row.grades]) for row in found.rows] == [
        (2, ["Overall effectiveness"]),
        (5, ["Overall effectiveness", "Care leavers"]),
    ]
    assert [(f.line, f.text, f.problem.partition(";")[0], set(f.codes)) for f in found.faults] == [
        (2, "31/02/2020", "Inspection start date: no date", {"MDW"}),
        (2, "brilliant", "Care leavers: no grade of any scale", {"MDW"}),
        (4, "Kent", "no date of an inspection or of its publication", {"KEN"}),
        (5, "left over", "cells beyond the last heading", set()),
    ]


def test_an_unknown_kind_is_said_once(tmp_path: Path) -> None:
    found = table(
        tmp_path, f"{HEADINGS},Event type", *(f"Kent,{year}-01-01,Good,,Oddity" for year in range(2015, 2020))
    )
    assert len(found.rows) == 5
    assert [fault.line for fault in found.faults] == [2]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_encodings_of_spreadsheet_programs(tmp_path: Path, encoding: str) -> None:
    found = table(
        tmp_path, f"{HEADINGS},Inspector", "Kent,2020-01-01,Good,n/a,Zoë O’Neill", encoding=encoding
    )
    assert codes(found) == [{"KEN"}]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 and so on", "a spreadsheet, and not a CSV file; save the sheet as CSV UTF-8"),
        ("Kent,Good".encode("utf-16"), "not text in UTF-8; save"),
        (b"", "no heading for the council, a date, an aspect"),
        (
            b"Council,Colour\nKent,blue",
            "no heading for a date, an aspect in its first 50 lines; name the columns",
        ),
        (HEADINGS.encode() + b'\nKent,2020-01-01,"Good,\nRutland', "line 3: no CSV (unexpected end of data)"),
        (HEADINGS.encode() + b"\nKent," + b"x" * 200_000, "no CSV (field larger than field limit"),
        (b"," * 600 + b"\n", "line 1: more than"),
    ],
)
def test_files_that_are_no_such_table(tmp_path: Path, data: bytes, message: str) -> None:
    assert message in refused(tmp_path, data)


def test_a_file_is_not_read_beyond_its_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(coverage_outcomes.LIMITS, "bytes", 100)
    assert "larger than 100 bytes; give a part" in refused(tmp_path, b"x" * 101)
    monkeypatch.setitem(coverage_outcomes.LIMITS, "bytes", 10_000)
    monkeypatch.setitem(coverage_outcomes.LIMITS, "rows", 3)
    assert "more than 3 rows" in refused(tmp_path, (HEADINGS + "\nKent,2020-01-01,Good," * 5).encode())


def test_a_folder_and_a_missing_file_are_said(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(QueryError, match=r"can't be read .*; check the path"):
            read_outcomes(path)
