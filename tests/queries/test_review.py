"""What is doubtful in a store, and in what order."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from loader.decisions import NONE, Decisions
from loader.load import load
from loader.store import read
from queries.review import KINDS, Doubt, doubts, quoted
from tests.small_reports import changed

LONG = "ensure that visits are recorded. Records are late. Some are lost. Managers do not know of it"


def found(store: Path, decisions: Decisions = NONE, **asked: object) -> list[Doubt]:
    with read(store) as reader:
        return list(doubts(reader, decisions, **asked))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports of one council, the first with a long action, the second with a board of a like name."""
    folder = tmp_path_factory.mktemp("review")
    first = changed(("ensure that visits are recorded on the day", LONG))
    second = changed(
        ("4 - 13 March 2013", "3 - 12 March 2014"),
        ("Rutland Safeguarding Children Board (RSCB)", "Rutland Strategic Children Board (RSCB)"),
        ("publish a neglect strategy", "review whether the neglect strategy is used by all partners"),
    )
    for name, text in (("a.txt", first), ("b.txt", second)):
        (folder / name).write_text(text, encoding="utf-8")
    load([folder / "a.txt", folder / "b.txt"], folder / "store")
    return folder / "store"


def test_the_most_doubtful_comes_first(shipped_store):
    listed = found(shipped_store)
    assert [doubt.confidence for doubt in listed] == sorted(doubt.confidence for doubt in listed)
    assert {doubt.row.kind for doubt in listed} >= {"polarity", "theme"}
    assert max(doubt.confidence for doubt in listed) < 0.95


def test_each_label_that_is_not_sure_is_listed_once_with_its_words(shipped_store):
    listed = found(shipped_store, kinds=["polarity"])
    assert len({doubt.row.about for doubt in listed}) == len(listed) > 100
    for doubt in islice(listed, 20):
        assert doubt.says == doubt.row.object
        assert doubt.row.quote
        assert doubt.paragraph
        assert doubt.row.part.startswith("finding/")


def test_only_as_many_are_looked_at_as_are_asked_for(shipped_store, monkeypatch):
    described = Counter[str]()
    with read(shipped_store) as reader:
        looking = doubts(reader, NONE)
        monkeypatch.setattr("queries.review.quoted", lambda words: described.update(["one"]) or words)
        assert len(list(islice(looking, 3))) == 3
    assert described["one"] == 3


def test_one_council_can_be_looked_at(shipped_store):
    everywhere = found(shipped_store)
    medway = found(shipped_store, area="MDW")
    assert medway == [doubt for doubt in everywhere if doubt.row.code == "MDW"]
    assert 0 < len(medway) < len(everywhere)
    assert found(shipped_store, area="KEN") == []


def test_actions_that_are_long_are_doubtful(store):
    (doubt,) = found(store, kinds=["action"])
    assert (doubt.confidence, doubt.says) == (0.73, "one action of 4 sentences or parts")
    assert doubt.row.part == "action/1"
    assert doubt.row.quote == LONG
    assert doubt.paragraph == "3.b1"


def test_names_that_a_weak_rule_took_for_one_are_doubtful(store):
    (doubt,) = found(store, kinds=["same-body"])
    assert doubt.confidence == 0.9
    assert doubt.row.area == "RUT"
    assert {doubt.row.subject, doubt.row.object} == {
        "Rutland Strategic Children Board",
        "Rutland Safeguarding Children Board",
    }
    assert doubt.says.endswith("same-acronym")
    assert doubt.row.subject in doubt.row.quote


def test_actions_that_may_have_come_back_are_doubtful(store):
    listed = [doubt for doubt in found(store, kinds=["recurrence"]) if "neglect" in doubt.row.quote]
    (doubt,) = listed
    assert 0.5 < doubt.confidence < 0.95
    assert doubt.says == "same as “publish a neglect strategy”"
    assert doubt.row.quote == "review whether the neglect strategy is used by all partners"
    assert (doubt.row.report, doubt.row.part) == ("RUT/2014-03-03/protection-2012", "action/3")
    assert doubt.row.object == "id/report/RUT/2013-03-04/protection-2012/action/3"


def test_what_is_decided_is_not_doubtful(store):
    first, *others = found(store)
    swapped = next(doubt.row for doubt in others if doubt.row.kind == "same-body")
    decided = Decisions((first.row, replace(swapped, subject=swapped.object, object=swapped.subject)))
    assert found(store, decided) == [doubt for doubt in others if doubt.row != swapped]


def test_all_kinds_together_are_those_of_each(store):
    apart = [doubt for kind in KINDS for doubt in found(store, kinds=[kind])]
    assert sorted(map(repr, apart)) == sorted(map(repr, found(store)))


def test_a_long_text_is_quoted_by_its_first_words():
    assert quoted("a  b\tc") == "a b c"
    long = quoted("word " * 100)
    assert long.endswith("word…")
    assert len(long) <= 300
