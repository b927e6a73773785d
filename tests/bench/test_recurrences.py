"""The measure of recurrences: labels that hold together, and figures that add up."""

from __future__ import annotations

from collections import Counter

import pytest

from bench import recurrences, recurrences_fit
from bench.recurrences import HALVES, Read, judged, measured, pairs, sample, score
from loader.conclude.likeness.scoring import FEATURES

ROWS, LABELS = judged()


def read_as(day: str, *texts: str, authority: str = "MDW") -> list[Read]:
    return [
        Read(f"{authority}{day}", n, authority, day, "ilacs", text, ())
        for n, text in enumerate(texts, start=1)
    ]


ACTIONS = [
    *read_as("2013-01-07", "Improve the quality of audits.", "The timeliness of visits."),
    *read_as("2019-07-15", "Auditing and its impact."),
    *read_as("2020-01-01", "Auditing.", authority="RCH"),
]
FOUND = {(("MDW2019-07-15", 1), ("MDW2013-01-07", 1)): "same"}


def test_every_label_is_of_two_actions_that_were_read():
    assert {key for pair in LABELS for key in pair} <= set(ROWS)
    assert set(LABELS.values()) == {"same", "related"}
    assert all(ROWS[later]["half"] == ROWS[earlier]["half"] for later, earlier in LABELS)
    assert all(ROWS[later]["authority"] == ROWS[earlier]["authority"] for later, earlier in LABELS)


def test_no_authority_is_in_both_halves():
    halves = {(row["authority"], row["half"]) for row in ROWS.values()}
    assert {half for _, half in halves} == set(HALVES)
    assert max(Counter(authority for authority, _ in halves).values()) == 1
    assert {("MDW", HALVES[0]), ("RCH", HALVES[0])} <= halves


def test_pairs_are_of_one_authority_and_two_inspections():
    found = [(later.day, earlier.day, earlier.n, label) for later, earlier, label in pairs(ACTIONS, FOUND)]
    assert found == [("2019-07-15", "2013-01-07", 1, "same"), ("2019-07-15", "2013-01-07", 2, "different")]


def test_figures():
    found = measured(ACTIONS, FOUND)
    assert [pair.score > 50 for pair in found] == [True, False]
    alike = score(found, lambda pair: pair.score > 50, ("same",))
    assert (alike.right, alike.given, alike.wanted) == (1, 1, 1)


def test_a_sample_is_of_the_nearest_of_the_next_and_of_the_rest():
    texts = [f"The quality of {word}." for word in ("audits", "plans", "visits", "placements", "supervision")]
    found = measured([*read_as("2013-01-07", *texts), *read_as("2019-07-15", *texts)], {})
    chosen = sample(found, size=9)
    assert len(chosen) == len(set(chosen)) == 9
    assert all(pair.later.text == pair.earlier.text for pair in chosen[:3])


def test_weights_tell_what_is_the_same():
    size = len(FEATURES)
    near, far = (1.0,) * size, (1.0, *(0.0,) * (size - 1))
    weights = recurrences_fit.fit([[far, near], [far]] * 5, [True, False] * 5)
    told = [sum(w * x for w, x in zip(weights, row, strict=True)) for row in (near, far)]
    assert told[0] > 1
    assert told[1] < -1


def test_rarity_is_counted_by_action():
    rows = recurrences_fit.rarity(["The quality of audits."] * 3 + ["A gazetteer."] * 3)
    assert ("known", "quality-assurance", 7) in rows
    assert ("word", "gazette", 7) in rows


@pytest.mark.parametrize(("module", "code"), [(recurrences, 0), (recurrences_fit, 2)])
def test_without_a_corpus_nothing_is_measured_and_that_is_said(module, code, monkeypatch, capsys):
    monkeypatch.delenv("INSPECTION_GRAPH_CORPUS", raising=False)
    assert module.main([]) == code
    assert "corpus" in capsys.readouterr().err
