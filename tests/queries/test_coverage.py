"""What is held and what was understood of it, of the shipped reports and of small ones with known grades."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from inspection_graph import app
from loader.records import Unread
from loader.store import read
from queries import coverage as covering
from queries.cli import RowFormat
from queries.coverage import Held, Scope, held, scope_of
from queries.coverage_compare import WINDOW
from queries.errors import QueryError
from queries.formats import ROW_FORMATS
from tests.queries.asking import pairs, rows
from tests.queries.covered import GRADES, report, store_of

EXPECTED = {"ilacs": ("overall-effectiveness", "help-and-protection"), "ilacs-focused-visit": ()}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(
        store_of(
            tmp_path_factory.mktemp("coverage") / "store",
            report("MDW", "2023-07-17", published="2023-09-11", listed="2023-09-11"),
            report("MDW", "2021-03-02", kind="ilacs-focused-visit", grades={}),
            report("MDW", "2021-11-09", kind="ilacs-focused-visit", grades={}),
            report(
                "KEN",
                None,
                grades={"leaders-impact": "Good"},
                published="2022-07-08",
                listed="2022-07-11",
                unread=(Unread(4, "\t\x1b[1m= 1 table", "a table of unknown columns"),),
            ),
            report(None, "2022-01-10", name="=Atlantis()"),
        )
    )


@pytest.fixture(autouse=True)
def _expected(monkeypatch: pytest.MonkeyPatch) -> None:
    """What kinds of inspection are expected to grade, whatever the frameworks that ship say."""
    everything: Mapping[str, tuple[str, ...]] = {**covering._aspects(), **EXPECTED}
    monkeypatch.setattr(covering, "_aspects", lambda: everything)


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["coverage", *arguments])


def printed(*arguments: str) -> list[dict[str, str]]:
    result = invoke(*arguments, "--format", "csv")
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def refused(*arguments: str) -> str:
    result = invoke(*arguments)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    return str(result.stderr)


def reports_of(store: str | Path) -> tuple[Held, ...]:
    with read(store) as reader:
        return held(reader)


# The shipped reports


def test_the_shipped_reports(shipped_store: Path) -> None:
    found = printed("--store", str(shipped_store))
    columns = ("authority", "code", "framework", "from", "judgements", "actions", "unread", "lacks", "file")
    assert pairs(found, *columns) == [
        ("Medway", "MDW", "protection-2012", "2013-01-07", "4", "17", "0", "", "medway-2013-01.txt"),
        ("Rochdale", "RCH", "protection-2012", "2012-11-12", "4", "11", "0", "", "rochdale-2012-11.txt"),
    ]


def test_counts_are_those_of_the_catalogue(shipped_store: Path) -> None:
    columns = ("code", "judgements", "actions", "findings", "unread", "file")
    assert pairs(rows(shipped_store, "coverage"), *columns) == pairs(rows(shipped_store, "reports"), *columns)


def test_the_query_takes_a_year_and_a_kind(shipped_store: Path) -> None:
    assert pairs(rows(shipped_store, "coverage", year="2012"), "code") == [("RCH",)]
    assert len(rows(shipped_store, "coverage", framework="protection-2012")) == 2
    assert not rows(shipped_store, "coverage", framework="ilacs")


def test_gaps_of_the_shipped_reports(shipped_store: Path) -> None:
    missed = {row["code"]: row for row in printed("--gaps", "--store", str(shipped_store))}
    assert not {"MDW", "RCH"} & missed.keys()
    assert {"KEN", "NTH", "CMA"} <= missed.keys()  # Northamptonshire and Cumbria were still there
    assert not {"NNT", "WNT", "CBD"} & missed.keys()  # and the councils after them were not yet
    assert missed["NTH"]["ended"] == "2021-04-01"
    later = {row["code"]: row for row in printed("--gaps", "--year", "2024", "--store", str(shipped_store))}
    assert {"MDW", "RCH", "NNT", "CBD"} <= later.keys()
    assert not {"NTH", "CMA"} & later.keys()
    assert later["CBD"]["began"] == "2023-04-01"


# Small reports


def test_a_row_a_report_with_what_it_lacks(store: str) -> None:
    found = printed("--store", store)
    columns = (
        "authority",
        "code",
        "framework",
        "from",
        "published",
        "listed",
        "judgements",
        "unread",
        "lacks",
    )
    assert pairs(found, *columns) == [
        ("'=Atlantis()", "", "ilacs", "2022-01-10", "", "", "4", "0", ""),
        (
            "Kent",
            "KEN",
            "ilacs",
            "",
            "2022-07-08",
            "2022-07-11",
            "1",
            "1",
            "overall-effectiveness; help-and-protection",
        ),
        ("Medway", "MDW", "ilacs-focused-visit", "2021-03-02", "", "", "0", "0", ""),
        ("Medway", "MDW", "ilacs-focused-visit", "2021-11-09", "", "", "0", "0", ""),
        ("Medway", "MDW", "ilacs", "2023-07-17", "2023-09-11", "2023-09-11", "4", "0", ""),
    ]


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        (["--authority", "medway council"], 3),
        (["--authority", "E06000035", "--framework", "ilacs"], 1),
        (["--framework", "Focused visit"], 2),
        (["--year", "2022"], 2),  # one is dated by its publication
        (["--year", "2022", "--authority", "KEN"], 1),
        (["--year", "1999"], 0),
    ],
)
def test_a_part_of_the_reports(store: str, arguments: list[str], files: int) -> None:
    assert len(printed(*arguments, "--store", store)) == files


def test_a_part_is_what_the_query_gives(store: str) -> None:
    for scope in (Scope(authority="MDW"), Scope(framework="ilacs"), Scope(year="2022"), Scope()):
        given = {name: getattr(scope, name) for name in ("authority", "framework", "year")}
        asked = rows(Path(store), "coverage", **{name: text for name, text in given.items() if text})
        assert [row["report"] for row in asked] == [r.report for r in reports_of(store) if scope.holds(r)]


def test_by_authority_is_a_matrix(store: str) -> None:
    found = printed("--by", "authority", "--store", store)
    assert pairs(found, "authority", "code", "2021", "2022", "2023") == [
        ("'=Atlantis()", "", "", "ilacs", ""),
        ("Kent", "KEN", "", "ilacs", ""),
        ("Medway", "MDW", "ilacs-focused-visit ×2", "", "ilacs"),
    ]


def test_by_framework_and_by_year_count(store: str) -> None:
    by_kind = printed("--by", "framework", "--store", store)
    assert pairs(by_kind, "framework", "2021", "2022", "2023") == [
        ("ilacs", "0", "2", "1"),
        ("ilacs-focused-visit", "2", "0", "0"),
    ]
    by_year = printed("--by", "year", "--store", store)
    assert pairs(by_year, "year", "ilacs", "ilacs_focused_visit") == [
        ("2021", "0", "2"),
        ("2022", "2", "0"),
        ("2023", "1", "0"),
    ]


def test_by_several_sums_what_was_understood(store: str) -> None:
    found = printed("--by", "year, framework", "--store", store)
    assert pairs(found, "year", "framework", "reports", "judgements", "unread", "lacking") == [
        ("2021", "ilacs-focused-visit", "2", "0", "0", "0"),
        ("2022", "ilacs", "2", "5", "1", "1"),
        ("2023", "ilacs", "1", "4", "0", "0"),
    ]


def test_missing_says_what_and_why(store: str) -> None:
    found = printed("--missing", "--store", store)
    assert pairs(found, "code", "page", "reason", "text") == [
        ("KEN", "4", "a table of unknown columns", "'\t\x1b[1m= 1 table"),
        ("KEN", "", "no grade was read for overall-effectiveness", ""),
        ("KEN", "", "no grade was read for help-and-protection", ""),
    ]
    assert "\x1b" not in invoke("--missing", "--store", store).stdout
    assert "nothing: every passage" in invoke("--missing", "--year", "2021", "--store", store).stdout


def test_gaps_count_only_the_kind_that_is_asked_for(store: str) -> None:
    codes = {
        row["code"] for row in printed("--gaps", "--framework", "ilacs", "--year", "2021", "--store", store)
    }
    assert {"MDW", "KEN"} <= codes  # of Medway only visits are held
    codes = {row["code"] for row in printed("--gaps", "--year", "2021", "--store", store)}
    assert codes & {"MDW", "KEN"} == {"KEN"}


def test_gaps_look_at_the_time_of_what_is_held(store: str) -> None:
    result = invoke("--gaps", "--authority", "Kent", "--store", store)
    assert "no report is held" not in result.stdout
    assert "none: a report is held" in result.stdout
    assert "councils that existed from 2021-03-02 to 2023-07-17" in result.stderr
    # Cumbria ended and Cumberland began within that time.
    codes = {row["code"] for row in printed("--gaps", "--store", store)}
    assert {"CMA", "CBD"} <= codes


def test_days_of_publication_that_differ(store: str) -> None:
    found = printed("--disagreements", "--store", store)
    assert pairs(found, "code", "published", "listed", "days") == [("KEN", "2022-07-08", "2022-07-11", "3")]
    assert invoke("--disagreements", "--check", "--store", store).exit_code == 1
    assert invoke("--disagreements", "--check", "--authority", "Medway", "--store", store).exit_code == 0


def test_an_empty_store_has_no_reports(tmp_path: Path) -> None:
    path = str(store_of(tmp_path / "store"))
    assert "no report is held that fits" in invoke("--store", path).stdout
    assert printed("--store", path) == printed("--by", "authority", "--store", path) == []
    assert len(printed("--gaps", "--store", path)) == 161


def test_json_is_that_of_sparql_results(store: str) -> None:
    said = json.loads(invoke("--format", "json", "--authority", "Kent", "--store", store).stdout)
    (row,) = said["results"]["bindings"]
    assert row["judgements"]["datatype"].endswith("#integer")
    assert "from" in said["head"]["vars"]
    assert "from" not in row


def test_a_table_for_the_eye_leaves_empty_columns_out(store: str) -> None:
    text = invoke("--authority", "Medway", "--store", store).stdout
    assert "lacks" not in text
    assert "2023-07-17" in text
    assert "lacks" in invoke("--authority", "Medway", "--format", "markdown", "--store", store).stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--gaps", "--missing"], "--missing and --gaps show different things"),
        (["--check"], "--check looks at disagreements: give --outcomes or --disagreements with it"),
        (["--by", "autority"], "did you mean authority?"),
        (["--authority", "Kant"], "did you mean Kent?"),
        (["--framework", "ilac"], "did you mean ilacs?"),
        (["--outcomes", "no-such.csv"], "no-such.csv: can't be read"),
    ],
)
def test_what_is_wrong_is_said(store: str, arguments: list[str], message: str) -> None:
    assert message in refused(*arguments, "--store", store)


def test_a_missing_store_is_said(tmp_path: Path) -> None:
    assert "load some reports first" in refused("--store", str(tmp_path / "none"))


def test_help_has_an_example() -> None:
    assert "Example: inspection-graph coverage --outcomes" in invoke("--help").stdout


def test_what_the_command_repeats_is_what_the_modules_say() -> None:
    assert [form.value for form in RowFormat] == list(ROW_FORMATS)
    assert f"[default: {WINDOW}" in invoke("--help").stdout


def test_a_report_of_a_kind_without_grades_lacks_none(store: str) -> None:
    visit = next(r for r in reports_of(store) if r.framework == "ilacs-focused-visit")
    assert visit.expected == visit.lacks == ()
    assert set(GRADES) == next(r for r in reports_of(store) if r.start == "2023-07-17").graded


def test_a_scope_is_said_as_in_the_catalogue() -> None:
    assert scope_of("Rochdale", "ILACS", 2023) == Scope("RCH", "ilacs", "2023")
    with pytest.raises(QueryError, match="not in the register"):
        scope_of("Atlantis")
