"""Bodies, posts and programmes: forms of names, proper names, what counts and what does not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bench.matching import Score
from bench.named import OTHER, PROPER, found_named, gold_named, name_forms, printed_proper, score_named

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
