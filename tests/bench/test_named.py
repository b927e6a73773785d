"""Bodies, posts and programmes: forms of names, proper names, what counts and what does not."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bench import named
from bench.matching import Score
from bench.named import (
    ADJUDICATED,
    BODIES,
    OTHER,
    PROPER,
    found_named,
    gold_named,
    name_forms,
    printed_proper,
    score_bodies,
    score_named,
)

TEXT = """Inspection of Derwent Council

1. Derwent Council has a Safeguarding Board (DSB) and two safeguarding teams.
2. The recently appointed Director of Services leads. Managers, and the Youth
Service, know the services. Schools in the Schools and Families Department work well.
- Performance team members agree; a performance team is planned.
"""


def organisation(name: str, kind: str, *aliases: str) -> dict[str, Any]:
    return {"name": name, "kind": kind, "aliases": list(aliases), "paragraphs": [1]}


def found(name: str, *aliases: str, kind: str = "team", proper: bool = False) -> dict[str, Any]:
    return {"name": name, "aliases": list(aliases), "kind": kind, "proper": proper, "paragraphs": ["1"]}


def report(**families: list[dict[str, Any]]) -> dict[str, Any]:
    return {"bodies": [], "posts": [], "programmes": [], **families}


def scores(gold: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Score]:
    return {score.kind: score for score in score_named(gold_named(gold, TEXT), found_named(given))}


@pytest.mark.parametrize("name", ["the Sunrise team", "Sunrise Team", "‘Sunrise’ team", "Sunrise team (ST)"])
def test_forms_that_are_one_name(name: str) -> None:
    assert name_forms(name) & name_forms("Sunrise team")


def test_the_possessive_apostrophe_is_kept() -> None:
    assert name_forms("Children’s centres") == {"children's centres"}


@pytest.mark.parametrize(
    ("names", "proper"),
    [
        (["Derwent Council"], True),
        (["Safeguarding Board", "DSB"], True),
        (["Director of Services"], True),
        (["Youth Service"], True),
        (["Safeguarding teams"], False),
        (["Managers"], False),
        (["Performance team"], False),
        (["Nowhere Board"], False),
        (["board of the DSB", "DSB"], True),
    ],
)
def test_a_proper_name_has_an_acronym_or_a_capital_inside_a_sentence(names: list[str], proper: bool) -> None:
    assert printed_proper([names], TEXT) == [proper]


def test_a_name_inside_a_longer_one_is_not_looked_at() -> None:
    assert printed_proper([["Schools"], ["Schools and Families Department"]], TEXT) == [False, True]


def test_a_name_or_an_alias_is_enough() -> None:
    gold = {"organisations": [organisation("Safeguarding Board", "safeguarding-board", "DSB")]}
    assert scores(gold, report(bodies=[found("Derwent Safeguarding Board", "DSB")]))[PROPER].f1 == 1


def test_groups_count_neither_for_nor_against() -> None:
    gold = {"organisations": [organisation("Managers", "group", "leaders")]}
    given = report(bodies=[found("leaders"), found("senior staff", kind="group")])
    assert all(score.gold == score.found == 0 for score in scores(gold, given).values())


def test_an_extra_counts_in_the_group_that_it_says() -> None:
    given = report(bodies=[found("Span Board", proper=True), found("night team")])
    result = scores({"organisations": [organisation("Managers", "group")]}, given)
    assert (result[PROPER].found, result[PROPER].found_right) == (1, 0)
    assert (result[OTHER].found, result[OTHER].found_right) == (1, 0)


def test_a_hit_counts_in_the_group_of_the_gold() -> None:
    gold = {"organisations": [organisation("Youth Service", "service")]}
    result = scores(gold, report(bodies=[found("youth service", proper=False)]))
    assert (result[PROPER].f1, result[OTHER].f1) == (1, None)


def test_another_family_is_right_and_shown() -> None:
    gold = {"organisations": [organisation("Director of Services", "role")]}
    result = scores(gold, report(bodies=[found("Director of Services")]))
    assert result[PROPER].f1 == 1
    assert [(d.expected, d.found) for d in result["  family"].disagreements] == [
        ("Director of Services: post", "Director of Services: body")
    ]


def test_a_thing_found_twice_is_a_duplicate() -> None:
    gold = {"organisations": [organisation("Safeguarding teams", "team", "safeguarding service")]}
    score = scores(gold, report(bodies=[found("safeguarding teams"), found("safeguarding service")]))[OTHER]
    assert (score.precision, score.recall) == (1, 1)
    assert [d.what for d in score.disagreements] == ["duplicate"]


def test_plain_names_of_bodies_say_nothing_of_posts_and_families() -> None:
    given = report(bodies=[found("Youth Service")], posts=[found("Director of Services", proper=True)])
    result = scores({"bodies": ["Youth Service"]}, given)
    assert (result[PROPER].gold, result[PROPER].found) == (1, 1)
    assert result["  family"].gold == 0


def bodies(gold: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Score]:
    return {score.kind: score for score in score_bodies(gold_named(gold, TEXT), found_named(given))}


def test_what_the_title_block_has_counts_only_where_everything_was_noted() -> None:
    given = report(
        bodies=[
            found("Medway local authority", kind="local-authority", proper=True),
            found("Kent County Council", kind="local-authority", proper=True),
            found("His Majesty’s Inspectors", "HMI", kind="inspectorate", proper=True),
            found("Care Quality Commission", "CQC", kind="inspectorate", proper=True),
            found("Youth Service", kind="service", proper=True),
        ]
    )
    given = {**given, "authority": {"name": "Medway Council"}}
    plain = bodies({"bodies": ["Youth Service", "Kent County Council", "Medway Council"]}, given)[BODIES]
    assert (plain.gold, plain.found, plain.found_right) == (3, 2, 2)
    full = bodies({"organisations": [organisation("Youth Service", "service")]}, given)[BODIES]
    assert (full.found, full.found_right) == (5, 1)


def test_both_groups_together_are_one_row() -> None:
    given = report(bodies=[found("Safeguarding Board", proper=True), found("safeguarding teams")])
    score = bodies({"bodies": ["Safeguarding Board", "performance team"]}, given)[BODIES]
    assert (score.gold, score.found, score.gold_met, score.found_right) == (2, 2, 1, 1)


def test_what_was_judged_right_is_right_in_a_row_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        named, "_judged_right", lambda: {"1a": frozenset({"safeguarding teams", "youth service"})}
    )
    given = report(bodies=[found("Youth Service", proper=True), found("Safeguarding teams"), found("team")])
    result = bodies({"bodies": ["Youth Service"]}, {**given, "sha256": "1a"})
    assert (result[BODIES].found_right, result[ADJUDICATED].found_right) == (1, 2)
    assert (result[ADJUDICATED].gold, result[ADJUDICATED].gold_met) == (1, 1)


def test_every_judgement_is_one_of_two_and_says_what_is_wrong() -> None:
    with Path(named.__file__).with_name("adjudicated.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({(row["sha256"], row["name"]) for row in rows}) == len(rows)
    assert {row["verdict"] for row in rows} == {"right", "wrong"}
    assert all((row["verdict"] == "wrong") == bool(row["fault"]) for row in rows)
