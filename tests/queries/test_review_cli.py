"""Reviewing as people do it: look what is doubtful, decide, load, see it in the graph, undo it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from loader.load import load
from loader.store import backup, read
from ontology.resources import resource
from tests.small_reports import changed
from tests.test_cli import run

REPORTS = resource("data/reports")
SIGNED = ("--who", "A. Reviewer", "--why", "read it again", "--when", "2026-01-31")
ACTION = "RCH/2012-11-12/protection-2012/action/7"
POLARITY = """SELECT ?p ?m {{
  <https://w3id.org/inspection-graph/id/{0}> ig:polarity ?p ; ig:label ?l . ?l ig:concept ?p ; ig:method ?m
}}"""


@pytest.fixture
def store(shipped_store: Path, tmp_path: Path) -> Path:
    backup(shipped_store, tmp_path / "store")
    return tmp_path / "store"


def review(store: Path, *arguments: object, code: int = 0) -> str:
    done = run("review", *arguments, "--store", store, code=code)
    return done.stdout if code == 0 else done.stderr


def rows(store: Path, *arguments: object) -> list[dict[str, str]]:
    return list(csv.DictReader(review(store, *arguments, "--format", "csv").splitlines()))


def take_out_all(store: Path) -> None:
    """Leave the headings of the file of decisions alone."""
    file = store / "decisions.csv"
    file.write_text(file.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")


def dataset(store: Path) -> str:
    with read(store) as reader:
        return reader.dataset


def test_decide_load_see_undo(store):
    before = dataset(store)
    doubt = rows(store, "--kind", "polarity", "--limit", 1)[0]
    part = doubt["subject"].removeprefix("id/")
    wanted = next(word for word in ("strength", "weakness") if word != doubt["object"])
    said = review(store, "decide", "polarity", part, wanted, "yes", *SIGNED)
    assert "The next load honours what it says." in said
    assert rows(store, "list")[0]["state"] == "waiting"
    assert rows(store, "--kind", "polarity", "--limit", 1)[0]["subject"] != doubt["subject"]

    assert "1 in force" in run("load", REPORTS, "--store", store).stdout
    answer = run("query", POLARITY.format(part), "--store", store, "--format", "csv").stdout.splitlines()
    assert answer[1:] == [f"https://w3id.org/inspection-graph/id/concept/polarity/{wanted},reviewer"]
    assert rows(store, "list")[0]["state"] == "in force"
    assert dataset(store) != before
    run("check", "--store", store)

    take_out_all(store)
    run("load", REPORTS, "--store", store)
    assert dataset(store) == before
    assert "nothing is decided" in review(store, "list")


def test_a_list_is_filled_in_and_given_back(store, tmp_path):
    listed = rows(store, "--limit", 6)
    for row, verdict in zip(listed, ["no", "", "yes", "", "", "no"], strict=True):
        row["verdict"] = verdict
    listed[2]["why"] = "=cmd()"
    with (tmp_path / "filled.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(listed[0]))
        writer.writeheader()
        writer.writerows(listed)
    review(store, "decide", "--from", tmp_path / "filled.csv", *SIGNED)
    decided = rows(store, "list")
    assert [(row["subject"], row["verdict"]) for row in decided] == [
        (row["subject"], row["verdict"]) for row in listed if row["verdict"]
    ]
    assert [row["why"] for row in decided] == ["read it again", "'=cmd()", "read it again"]
    assert [row["who"] for row in decided] == ["A. Reviewer"] * 3
    again = review(store, "decide", "--from", tmp_path / "filled.csv", *SIGNED)
    assert "0 written" in again
    assert "3 stood there already" in again


def test_all_kinds_are_decided_and_undone_again(store):
    before = dataset(store)
    block = "RCH/2012-11-12/protection-2012/block/35"
    names = ("Sunrise team", "Rochdale Borough Safeguarding Children Board")
    review(store, "decide", "action", ACTION, "no", *SIGNED)
    review(store, "decide", "action", block, "yes", *SIGNED)
    review(store, "decide", "theme", ACTION.replace("/7", "/8"), "theme:homelessness", "yes", *SIGNED)
    review(store, "decide", "same-body", *names, "no", "--authority", "Rochdale", *SIGNED)
    run("load", REPORTS, "--store", store)
    assert [row["state"] for row in rows(store, "list", "--check")] == ["in force"] * 4
    asked = ("query", "required-actions", "--param", "authority=Rochdale", "--format", "csv")
    actions = run(*asked, "--store", store).stdout.splitlines()[1:]
    assert len(actions) == 11  # one gone, one come
    assert "\n0 faults" in run("check", "--store", store).stdout
    review(store, "decide", "action", ACTION, "yes", *SIGNED)  # though it is gone: the row before quotes it
    take_out_all(store)
    run("load", REPORTS, "--store", store)
    assert dataset(store) == before


def test_words_on_what_is_concluded_about_an_area_are_honoured_and_undone(tmp_path):
    for year, board, asked in (
        (2013, "Safeguarding", "publish a neglect strategy"),
        (2014, "Strategic", "review whether the neglect strategy is used by all partners"),
    ):
        text = changed(
            ("4 - 13 March 2013", f"4 - 13 March {year}"),
            ("Rutland Safeguarding Children Board (RSCB)", f"Rutland {board} Children Board (RSCB)"),
            ("publish a neglect strategy", asked),
        )
        (tmp_path / f"{year}.txt").write_text(text, encoding="utf-8")
    store = tmp_path / "store"
    run("load", tmp_path, "--store", store)
    before = dataset(store)
    listed = rows(store, "--kind", "recurrence", "--kind", "same-body")
    neglect = next(row for row in listed if "neglect" in row["quote"])
    (names,) = [(row["subject"], row["object"]) for row in listed if row["kind"] == "same-body"]
    review(store, "decide", "recurrence", neglect["subject"], neglect["object"], "no", *SIGNED)
    review(store, "decide", "--authority", "Rutland", "same-body", *names, "no", *SIGNED)

    assert "2 unchanged" in run("load", tmp_path, "--store", store).stdout
    assert [row["state"] for row in rows(store, "list", "--check")] == ["in force", "in force"]
    again = rows(store, "--kind", "recurrence", "--kind", "same-body")
    assert len(again) == len(listed) - 2
    asks = f"ASK {{ <https://w3id.org/inspection-graph/{neglect['subject']}> ig:asksAgain ?earlier }}"
    assert run("query", asks, "--store", store).stdout == "false\n"
    boards = (
        'SELECT ?n { ?b a ig:Body ; skos:prefLabel ?n FILTER(CONTAINS(?n, "Children Board")) } ORDER BY ?n'
    )
    assert run("query", boards, "--store", store, "--format", "csv").stdout.splitlines()[1:] == sorted(names)

    take_out_all(store)
    run("load", tmp_path, "--store", store)
    assert dataset(store) == before
    assert run("query", asks, "--store", store).stdout == "true\n"


def test_stale_decisions_are_said_and_not_applied(store):
    before = dataset(store)
    row = f"action,,{ACTION},,no,ensure that something else,A,2026-01-31,x"
    head = "kind,area,subject,object,verdict,quote,who,when,why"
    (store / "decisions.csv").write_text(f"{head}\n{row}\n", encoding="utf-8")
    for _ in range(2):
        done = run("load", REPORTS, "--store", store)
        assert (
            f"stale: action of {ACTION}: no, line 2 of the decisions: its words are others now" in done.stderr
        )
    assert dataset(store) == before
    said = json.loads(run("load", REPORTS, "--store", store, "--json").stdout)["decisions"]
    assert [(it["state"], it["line"], it["subject"]) for it in said] == [("stale", 2, f"id/report/{ACTION}")]
    assert run("review", "list", "--check", "--store", store, code=1).stdout.count("stale") == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "give KIND SUBJECT [OBJECT] VERDICT"),
        (
            ("thme", ACTION, "neglect", "yes"),
            "'thme' is none of same-body, polarity, theme",
        ),
        (("theme", ACTION, "yes"), "a decision on theme is KIND SUBJECT OBJECT VERDICT"),
        (("theme", ACTION, "weather", "yes"), "object is 'weather', and must be one of"),
        (("action", ACTION, "perhaps"), "verdict on action is 'perhaps', and must be one of yes, no"),
        (("action", ACTION.replace("/7", "/77"), "no"), "the store has no action or block id/report/RCH/"),
        (("polarity", ACTION, "neutral", "no"), "the store has no finding id/report/RCH/"),
        (("action", "RCH/2012 11/x/action/7", "no"), "the store has no action or block"),
        (("same-body", "Sunrise team", "Moon team", "no"), "area is empty: give --authority NAME"),
        (
            ("same-body", "Sunrise team", "Moon team", "no", "--authority", "RCH"),
            "no report of RCH names 'Moon team'",
        ),
        (("recurrence", ACTION, ACTION.replace("RCH", "MDW"), "same"), "there is no action MDW/2012-11-12"),
        (("action", ACTION, "no", "--when", "yesterday"), "when is 'yesterday', and must be a day"),
        (("--from", "none.csv"), "none.csv: can't be read as CSV"),
    ],
)
def test_what_is_no_decision_is_refused_and_nothing_is_written(store, arguments, says):
    assert says in review(store, "decide", *SIGNED, *arguments, code=2)
    assert not (store / "decisions.csv").exists()


def test_a_decision_is_signed(store):
    assert "who is empty: give --who NAME" in review(store, "decide", "action", ACTION, "no", code=2)


def test_options_before_a_command_are_not_passed_over_in_silence(store):
    done = run("review", "--store", store, "decide", "action", ACTION, "no", *SIGNED, code=2)
    assert "give --store after decide" in done.stderr


def test_another_file_of_decisions(store, tmp_path):
    missing = run("review", "list", "--decisions", tmp_path / "d.csv", "--store", store, code=2)
    assert "there is no such file of decisions" in missing.stderr
    review(store, "decide", "action", ACTION, "no", *SIGNED, "--decisions", tmp_path / "d.csv")
    assert rows(store, "list", "--decisions", tmp_path / "d.csv")[0]["state"] == "waiting"
    run("load", REPORTS, "--store", store, "--decisions", tmp_path / "d.csv")
    assert (
        "is not there, and the store honours decisions"
        in run("load", REPORTS, "--store", store, code=2).stderr
    )
    assert rows(store, "list", "--decisions", tmp_path / "d.csv")[0]["state"] == "in force"


def test_reviews_of_no_store_say_so(tmp_path):
    assert "no store" in run("review", "--store", tmp_path / "none", code=2).stderr
    assert "no store" in run("review", "list", "--store", tmp_path / "none", code=2).stderr
    decide = ("review", "decide", "action", ACTION, "no", *SIGNED, "--store", tmp_path / "none")
    assert "no store" in run(*decide, code=2).stderr


def test_a_table_is_printed_for_people(store):
    said = review(store, "--limit", 2, "--authority", "Medway", "--kind", "polarity")
    assert "to_decide" in said
    assert "polarity MDW/2013-01-07/protection-2012/finding/" in said
    assert load([REPORTS], store).generation is None
