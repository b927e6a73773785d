"""Equal texts, pairs and figures."""

from __future__ import annotations

import pytest

from bench.matching import Entry, Score, match, measure, normalise, same, total


def entries(*words: str) -> list[Entry]:
    return [Entry(word, "1", word) for word in words]


def alike(a: str, b: str) -> float:
    return float(a == b)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("children’s plans", "children's plans"),
        ("“good”", '"good"'),
        ("7–16 January", "7-16 January"),
        ("the  plan\nis kept.", "The plan is kept"),
        ("decision- making", "decision-making"),
        ("ser- vices", "services"),
        ("ser- vices for decision- making", "services for decision-making"),
    ],
)
def test_texts_that_are_the_same(one: str, other: str) -> None:
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("multi-agency", "multiagency"),
        ("plans are kept", "plans were kept"),
        ("plans (a)", "plans a"),
        ("Kent - Medway", "Kent-Medway"),
        ("ser- vices", "ser vices"),
    ],
)
def test_texts_that_differ(one: str, other: str) -> None:
    assert not same(one, other)
    assert not same(other, one)


def test_only_the_last_full_stop_goes() -> None:
    assert normalise("One. Two.") == "one. two"


def test_as_many_pairs_as_can_be() -> None:
    edges = {("a", "x"): 2.0, ("a", "y"): 1.0, ("b", "x"): 1.0}
    assert match("ab", "xy", lambda g, f: edges.get((g, f), 0.0)) == {0: 1, 1: 0}


def test_the_likelier_pair_is_taken() -> None:
    edges = {("a", "x"): 1.0, ("a", "y"): 2.0}
    assert match("a", "xy", lambda g, f: edges.get((g, f), 0.0)) == {0: 1}


def test_figures_of_a_kind() -> None:
    score, pairs = measure("teams", entries("a", "b", "c"), entries("c", "a", "z"), alike)
    assert pairs == {0: 1, 2: 0}
    assert (score.gold, score.found, score.gold_met, score.found_right) == (3, 3, 2, 2)
    assert score.precision == score.recall == score.f1 == pytest.approx(2 / 3)
    assert [(d.what, d.expected or d.found) for d in score.disagreements] == [
        ("missing", "b"),
        ("extra", "z"),
    ]


def test_a_second_hit_is_extra_where_the_rule_is_hard_and_right_where_it_is_soft() -> None:
    hard, _ = measure("teams", entries("a"), entries("a", "a"), alike)
    soft, _ = measure("teams", entries("a"), entries("a", "a"), alike, soft=True)
    assert (hard.precision, soft.precision) == (0.5, 1.0)
    assert [d.what for d in hard.disagreements + soft.disagreements] == ["extra", "duplicate"]


def test_what_resembles_each_other_is_one_difference() -> None:
    wanted = (
        "ensure that core groups are regular and develop, monitor and implement the child protection plan"
    )
    given = wanted.replace("regular", "rare")
    score, _ = measure("actions", entries(wanted), entries(given, "other"), alike)
    assert [d.what for d in score.disagreements] == ["different", "extra"]
    assert "regular" in score.disagreements[0].expected
    assert "rare" in score.disagreements[0].found
    assert score.recall == 0


def test_nothing_to_measure_has_no_figures() -> None:
    empty = Score("actions")
    assert (empty.precision, empty.recall, empty.f1) == (None, None, None)
    assert Score("actions", found=2).f1 == 0
    assert Score("actions", gold=2).f1 == 0


def test_a_total_adds_the_figures() -> None:
    whole = total("all", [Score("a", 1, 2, 1, 1), Score("b", 3, 2, 2, 2)])
    assert (whole.kind, whole.gold, whole.found, whole.gold_met, whole.found_right) == ("all", 4, 4, 3, 3)
