"""The phrases by which reports say what they ask for are in order."""

from __future__ import annotations

import csv
from collections import Counter

from loader.conclude.likeness.subjects import FOLDER, NAMED, book, kin, limits, topics, wholes
from loader.cues import read_yaml
from loader.interpret.words.phrases import words
from ontology.resources import resource

DATA = read_yaml(resource(f"{FOLDER}/subjects.yaml"))
MARKS = ("purposes", "bounds", "lists", "plain")


def phrases() -> list[tuple[str, str]]:
    """What each phrase stands for, and the phrase."""
    return [
        (name, phrase)
        for kind in NAMED
        for name, said in DATA[kind].items()
        for phrase in (said["phrases"] if kind == "subjects" else said)
    ]


def test_nothing_else_is_said():
    assert set(DATA) == {*NAMED, *MARKS}
    assert {key for said in DATA["subjects"].values() for key in said} <= {"phrases", "within", "of", "topic"}


def test_a_name_stands_for_one_thing():
    assert [name for name, n in Counter(n for kind in NAMED for n in DATA[kind]).items() if n > 1] == []


def test_no_phrase_is_listed_twice_for_one_thing():
    assert [pair for pair, n in Counter(phrases()).items() if n > 1] == []


def test_every_phrase_can_be_found():
    """It is written as the words of a text are: a possessive is left out, and hyphens are spaces."""
    lost = [
        (name, phrase)
        for name, phrase in phrases()
        if not any(
            term.name == name for hit in book().find(words(phrase.replace("*", ""))) for term in hit.values
        )
    ]
    assert lost == []


def test_what_a_subject_is_within_or_of_is_there():
    assert all(set(wholes(subject)) <= set(DATA["subjects"]) for subject in DATA["subjects"])
    assert {limits(subject) for subject in DATA["subjects"]} <= {None, *DATA["groups"]}
    assert topics() < set(DATA["subjects"])


def test_kin_is_mutual():
    assert kin("plan", "pathway-plan") == kin("pathway-plan", "plan") > kin("contingency", "pathway-plan") > 0
    assert kin("plan", "assessment") == 0


def test_rarities_are_of_terms_that_there_are():
    with resource(f"{FOLDER}/rarity.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = {row["term"] for row in rows if row["kind"] == "known"}
    assert {row["kind"] for row in rows} == {"known", "word"}
    assert known <= {name for kind in NAMED for name in DATA[kind]}
    assert all(0 <= int(row["rarity"]) <= 70 for row in rows)
