"""What a load prints."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from loader.decisions import Decision
from loader.outcomes import LoadResult, Outcome
from loader.printing import print_load
from loader.records import Unread
from loader.standing import Standing
from loader.understood import Summary


def summary(framework: str, unread: int = 0) -> Summary:
    missed = tuple(Unread(1, "some words", "no heading") for _ in range(unread))
    return Summary(
        f"MDW/2013-01-07/{framework}", framework, judgements=4, actions=3, findings=10, unread=missed
    )


def result(many: int, **more: Any) -> LoadResult:
    frameworks = ("sif", "ilacs")
    outcomes = tuple(
        Outcome(Path(f"{n}.pdf"), "loaded", "", summary(frameworks[n % 2], unread=n % 2)) for n in range(many)
    )
    return replace(LoadResult(outcomes, 1, "0123456789abcdef"), **more)


def test_few_reports_have_a_row_each_and_all_that_was_not_understood(capsys):
    print_load(result(20))
    said = capsys.readouterr().out
    assert "19.pdf" in said
    assert said.count("not understood, page 1: no heading: 'some words'") == 10
    assert said.endswith("20 loaded\nGeneration 1 is current: dataset 0123456789ab.\n")


def test_decisions_of_reviewers_are_counted_by_how_they_stand(capsys):
    row = Decision(
        "action", "", "id/report/RCH/2012-11-12/sif/action/1", "", "no", "", "R", "2026-01-31", "x"
    )
    stand = tuple(Standing(row, state) for state in ("stale", "in force", "in force"))
    print_load(result(1, standings=stand))
    assert "\ndecisions of reviewers: 2 in force, 1 stale\n" in capsys.readouterr().out


def test_many_reports_are_summed_by_framework(capsys):
    print_load(result(21))
    said = capsys.readouterr().out
    assert ".pdf" not in said
    table = [line.split() for line in said.splitlines()]
    assert [row for row in table if len(row) == 6][:-1] == [
        ["framework", "files", "judgements", "actions", "findings", "unread"],
        ["ilacs", "10", "40", "30", "100", "10"],
        ["sif", "11", "44", "33", "110", "0"],
        ["all", "21", "84", "63", "210", "10"],
    ]
    assert "10 passages were not understood; --report FILE.csv says in which files they stand" in said


def test_a_rehearsal_says_that_nothing_was_written(capsys):
    print_load(LoadResult(result(1).outcomes, None, "0123456789abcdef", rehearsed=True))
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "Nothing was written; a load would have ended: 1 loaded",
        "The store is as it was: dataset 0123456789ab.",
    ]
