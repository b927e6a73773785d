"""Reports held against tables: what agrees, what does not, and on which side the words stand."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from inspection_graph import app
from loader.store import read
from queries.coverage import Scope, held
from queries.coverage_compare import Comparison, Issue, compare
from queries.coverage_outcomes import read_outcomes
from tests.queries.covered import GOOD, RI, report, store_of

HEADINGS = (
    "authority,inspection start date,publication date,framework,overall effectiveness,"
    "impact of leaders,help and protection,in care,care leavers"
)
SIF = {
    "overall-effectiveness": RI,
    "help-and-protection": RI,
    "looked-after-and-achieving-permanence": GOOD,
    "care-leavers": RI,
    "leadership-and-governance": GOOD,
}
TOGETHER = {
    "overall-effectiveness": GOOD,
    "leaders-impact": GOOD,
    "help-and-protection": RI,
    "children-in-care-and-care-leavers": GOOD,
}
EVERYTHING = Scope()
Compare = Callable[..., Comparison]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_of(
        tmp_path_factory.mktemp("compare") / "store",
        report("MDW", "2023-07-17", published="2023-09-11", listed="2023-09-12"),
        report("MDW", "2019-07-15", grades=TOGETHER, listed="2019-08-27"),
        report("MDW", "2015-09-15", kind="sif", grades=SIF, listed="2015-11-27"),
        report("MDW", "2024-02-05", kind="area-send", scale="area-send", grades={}, published="2024-04-02"),
        report("MDW", "2023-03-01", kind="ilacs-focused-visit", grades={}),
        report(
            "RCH",
            "2023-01-16",
            grades={"overall-effectiveness": RI, "help-and-protection": RI},
            text=(
                "At the last inspection the overall effectiveness of services was judged to be inadequate.",
                "The impact of leaders on social work practice with children and families is good.",
            ),
        ),
        report(
            "KEN",
            "2012-05-14",
            kind="protection-2012",
            scale="protection-2012",
            grades={"overall-effectiveness": "Adequate"},
        ),
        report("BKM", "2014-06-03", kind="sif", grades=SIF, listed="2014-08-08"),
    )


@pytest.fixture
def compared(store: Path, tmp_path: Path) -> Compare:
    def compared(*lines: str, scope: Scope = EVERYTHING, window: int = 14) -> Comparison:
        file = tmp_path / "outcomes.csv"
        file.write_text("\n".join([HEADINGS, *lines]), encoding="utf-8")
        with read(store) as reader:
            return compare(reader, read_outcomes(file), held(reader), scope, window)

    return compared


def of(found: Comparison, *whats: str) -> list[Issue]:
    return [issue for issue in found.issues if not whats or issue.what in whats]


AGREED = "Medway,17/07/2023,,standard,requires improvement,good,3,2,"


def test_what_agrees_is_no_issue(compared: Compare) -> None:
    found = compared(AGREED, scope=Scope("MDW", year="2023"))
    assert (found.rows, found.matched, found.compared, found.agreed) == (1, 1, 4, 4)
    assert found.issues == ()
    assert not found.disagrees


def test_a_grade_that_differs_is_shown_with_the_words(compared: Compare) -> None:
    found = compared(AGREED.replace("standard,requires improvement", "standard,Good"))
    (issue,) = of(found, "grades differ")
    assert (issue.line, issue.code, issue.framework, issue.from_) == (2, "MDW", "ilacs", "2023-07-17")
    assert (issue.aspect, issue.table_says, issue.report_says) == ("overall-effectiveness", "Good", RI)
    assert (issue.words, issue.quote) == ("report", f"Overall effectiveness {RI}")
    assert (issue.page, issue.paragraph, issue.note) == (1, "p1.1", None)
    assert (found.compared, found.agreed) == (4, 3)
    assert found.disagrees


def test_words_may_stand_on_both_sides(compared: Compare) -> None:
    (issue,) = of(compared("Rochdale,16/01/2023,,,inadequate,,3,,"), "grades differ")
    assert (issue.words, issue.quote) == ("both", f"Overall effectiveness {RI}")
    assert issue.note == (
        "but also “the overall effectiveness of services was judged to be inadequate” (page 2, paragraph 1)"
    )


def test_words_may_stand_on_the_tables_side(compared: Compare) -> None:
    (issue,) = of(compared("Rochdale,16/01/2023,,,3,Good,3,,"), "grade in the table only")
    assert (issue.aspect, issue.table_says, issue.report_says) == ("leaders-impact", "Good", None)
    assert (issue.words, issue.page, issue.paragraph) == ("table", 2, "2")
    assert issue.quote == "The impact of leaders on social work practice with children and families is good"


def test_words_may_stand_on_neither_side(compared: Compare) -> None:
    (issue,) = of(compared("Rochdale,16/01/2023,,,3,Inadequate,3,,"), "grade in the table only")
    assert (issue.words, issue.quote) == ("neither", None)


def test_a_grade_that_the_table_lacks(compared: Compare) -> None:
    (issue,) = of(compared("Medway,17/07/2023,,,3,good,data_unreadable,good,"), "grade in the report only")
    assert (issue.aspect, issue.table_says, issue.report_says) == (
        "help-and-protection",
        "data_unreadable",
        RI,
    )
    assert (issue.words, issue.quote) == ("report", f"Help and protection {RI}")


def test_one_column_for_what_older_reports_grade_together(compared: Compare) -> None:
    row = "Medway,15/07/2019,,short,good,good,requires improvement,{},inspection_pre_dates_judgement"
    scope = Scope("MDW", year="2019")
    assert compared(row.format("good"), scope=scope).issues == ()
    (issue,) = compared(row.format("inadequate"), scope=scope).issues
    assert (issue.what, issue.aspect) == ("grades differ", "children-in-care-and-care-leavers")
    (issue,) = compared(row.format(""), scope=scope).issues
    assert (issue.what, issue.aspect) == ("grade in the report only", "children-in-care-and-care-leavers")


def test_a_table_of_one_kind_fits_reports_of_another(compared: Compare) -> None:
    found = compared("Medway,,27/11/15,,3,good,3,good,3", scope=Scope(framework="sif", authority="MDW"))
    assert (found.matched, found.compared, found.agreed) == (1, 5, 5)
    assert found.issues == ()


def test_the_same_rank_under_another_name_is_said(compared: Compare) -> None:
    (issue,) = of(compared("Kent,14/05/2012,,,Requires improvement,,,,"), "grades differ")
    assert issue.note == "the same rank on another scale"
    assert not of(compared("Kent,14/05/2012,,,3,,,,"), "grades differ")


@pytest.mark.parametrize(
    ("days", "matches"),
    [
        ("17/07/2023,", True),
        ("31/07/2023,", True),
        ("01/08/2023,", False),
        (",11/09/2023", True),
        (",12/09/2023", True),  # as the index lists it
        (",26/09/2023", True),
        (",27/09/2023", False),
        ("01/01/2020,11/09/2023", True),
    ],
)
def test_days_may_be_a_fortnight_apart(compared: Compare, days: str, matches: bool) -> None:
    found = compared(f"Medway,{days},,3,good,3,good,")
    assert (found.rows, found.matched) == (1, int(matches))
    assert len(of(found, "no report held")) == int(not matches)


def test_a_wider_window(compared: Compare) -> None:
    row = "Rochdale,,17/03/2023,,3,,3,,"
    (issue,) = of(compared(row), "no report held")
    assert issue.note == (
        "published 2023-03-17; the nearest is ilacs of 2023-01-16, 60 days away (RCH-2023-01-16-ilacs.pdf)"
    )
    assert compared(row, window=60).matched == 1


def test_reports_that_grade_something_else_are_not_meant(compared: Compare) -> None:
    found = compared("Medway,05/02/2024,,,good,good,good,good,good", "Medway,01/03/2023,,,good,,,,")
    assert found.matched == 0
    assert "area-send" not in {issue.framework for issue in of(found, "no row")}


def test_a_kind_that_is_said_must_be_that_of_the_report(compared: Compare) -> None:
    assert compared("Medway,17/07/2023,,short,3,good,3,good,").matched == 1
    assert compared("Medway,17/07/2023,,SIF,3,good,3,good,").matched == 0
    visit = compared("Medway,01/03/2023,,focused visit,,,,,")
    assert (visit.matched, visit.compared) == (1, 0)


def test_a_council_that_came_later_is_taken_for_the_one_before(compared: Compare) -> None:
    found = compared("80442,,08/08/14,,3,good,3,good,3", scope=Scope(year="2014"))
    assert (found.matched, found.agreed) == (1, 5)


def test_reports_without_a_row_are_listed_after_the_lines(compared: Compare) -> None:
    found = compared(AGREED, "Kent,2020-01-01,,,good,,,,")
    assert [(issue.what, issue.line, issue.code, issue.from_) for issue in found.issues] == [
        ("no report held", 3, "KEN", "2020-01-01"),
        ("no row", None, "BKM", "2014-06-03"),
        ("no row", None, "KEN", "2012-05-14"),
        ("no row", None, "MDW", "2015-09-15"),
        ("no row", None, "MDW", "2019-07-15"),
        ("no row", None, "RCH", "2023-01-16"),
    ]
    assert not found.disagrees


def test_a_scope_leaves_out_rows_and_reports(compared: Compare) -> None:
    rows = (AGREED, "Kent,2020-01-01,,,good,,,,", "Atlantis,2020-01-01,,,good,,,,")
    found = compared(*rows, scope=Scope("RCH"))
    assert (found.rows, found.matched) == (0, 0)
    assert [(issue.what, issue.code, issue.authority) for issue in found.issues] == [
        ("not understood", None, "Atlantis"),  # whose row it is nobody knows
        ("no row", "RCH", "Rochdale"),
    ]


def test_what_is_not_understood_is_in_its_place(compared: Compare) -> None:
    found = compared("Medway,17/07/2023,,,brilliant,good,3,good,", "Atlantis,2020-01-01,,,good,,,,")
    assert [(issue.line, issue.what, issue.table_says) for issue in found.issues[:2]] == [
        (2, "not understood", "brilliant"),
        (3, "not understood", "Atlantis"),
    ]
    assert found.disagrees


def test_two_reports_that_are_as_near(tmp_path: Path, compared: Compare) -> None:
    store = store_of(tmp_path / "twins", report("KEN", "2020-01-01"), report("KEN", "2020-01-11"))
    file = tmp_path / "twins.csv"
    file.write_text(f"{HEADINGS}\nKent,2020-01-06,,,good,,,,\n", encoding="utf-8")
    with read(store) as reader:
        found = compare(reader, read_outcomes(file), held(reader), EVERYTHING)
    assert found.issues[0].what == "not understood"
    assert "KEN-2020-01-01-ilacs.pdf, KEN-2020-01-11-ilacs.pdf" in (found.issues[0].note or "")


# The command


def invoke(store: Path, file: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["coverage", "--outcomes", str(file), "--store", str(store), *arguments])


def test_the_command_on_the_shipped_reports(shipped_store: Path, tmp_path: Path) -> None:
    file = tmp_path / "overview.csv"
    file.write_text(
        "Council,Date of inspection,=cmd(),Overall effectiveness,Help and protection,Quality of practice\n"
        "Medway,07/01/2013,x,4,4,Inadequate\n"
        "Rochdale,12/11/2012,x,4,Inadequate,3\n",
        encoding="utf-8",
    )
    result = invoke(shipped_store, file, "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert (row["what"], row["line"], row["code"], row["aspect"]) == (
        "grades differ",
        "3",
        "RCH",
        "help-and-protection",
    )
    assert (row["words"], row["paragraph"]) == ("report", "19")
    assert row["quote"] == (
        "The effectiveness of the help and protection provided to children, young people and their families "
        "is adequate."
    )
    assert "2 rows, 2 of them of reports that are held; 6 grades compared, 5 agree" in result.stderr
    assert "Council (authority), Date of inspection (inspected)" in result.stderr
    assert result.exit_code == 0
    assert invoke(shipped_store, file, "--check").exit_code == 1
    assert invoke(shipped_store, file, "--check", "--authority", "Medway").exit_code == 0
    assert "none: table and reports agree" in invoke(shipped_store, file, "--authority", "Medway").stdout


def test_hostile_cells_are_made_harmless(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "hostile.csv"
    long = "x" * 5000
    file.write_text(
        f'{HEADINGS},\x1b[31m\nMedway,17/07/2023,,,"=HYPERLINK(1)",\x1b]0;x\x07,{long},good,\n',
        encoding="utf-8",
    )
    rows = list(csv.DictReader(io.StringIO(invoke(store, file, "--format", "csv").stdout)))
    said = [row["table_says"] for row in rows if row["what"] == "not understood"]
    assert said[0] == "'=HYPERLINK(1)"
    assert max(map(len, said)) < 250
    shown = invoke(store, file)
    assert not {"\x1b", "\x07"} & set(shown.stdout + shown.stderr)
