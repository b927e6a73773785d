"""Labelled sentences find their places again."""

import csv
import json
from pathlib import Path

import pytest

from bench.labelling.examples import POLARITIES, Read, examples
from bench.labelling.places import find_place, hash_of, letters, places
from loader.vocabulary import concepts
from tests.small_reports import document

LABELS = Path(__file__).parents[2] / "bench" / "labelling" / "labels"


@pytest.fixture(scope="module")
def read():
    small = document()
    return Read("80431-somewhere/report.pdf", "0123456789abcdef" * 4, "text/2", "ilacs", places(small))


def labels_of(folder, rows):
    with (folder / "some.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["report", "normaliser", "start", "sentence", "polarity", "themes"])
        writer.writerows(rows)
    (folder / "sentences.json").write_text("[]")
    return folder


def test_places_are_in_order_and_each_sentence_is_there_once(read):
    starts = [place.start for place in read.places]
    assert starts == sorted(set(starts))
    assert {place.context.role for place in read.places} >= {"findings", "actions"}


def test_a_label_finds_its_sentence_by_place_and_by_hash(read, tmp_path):
    first, second = [place for place in read.places if len(place.context.text) > 20][:2]
    folder = labels_of(
        tmp_path,
        [
            ["0123456789ab", "text/2", first.start, hash_of(first.context.text), "S", "health neglect"],
            ["0123456789ab", "text/2", second.start + 7, hash_of(second.context.text), "W", ""],
            ["0123456789ab", "text/2", 1, "00000000", "N", ""],
            ["ffffffffffff", "text/2", first.start, hash_of(first.context.text), "M", ""],
        ],
    )
    found = {e.context.text: (e.polarity, e.themes) for e in examples([read], folder, folder)}
    assert found == {
        first.context.text: ("strength", {"health", "neglect"}),
        second.context.text: ("weakness", frozenset()),
    }


def test_a_copied_sentence_finds_its_context_in_spite_of_its_ends(read):
    place = next(p for p in read.places if len(p.context.text) > 40)
    context = find_place(read.places, place.context.text.upper() + " 12.")
    assert context.role == place.context.role
    assert context.text.endswith(" 12.")
    assert find_place(read.places, "Nothing of the sort stands there at all.").role is None


def test_letters_are_all_that_is_compared():
    assert letters("Children’s plans – 2 of them.") == "childrensplans2ofthem"


def test_every_label_that_ships_is_of_a_concept():
    themes = set(concepts("themes"))
    letters_of = {name[0].upper() for name in POLARITIES}
    rows = [row for file in LABELS.glob("*.csv") for row in csv.DictReader(file.open(encoding="utf-8"))]
    assert len(rows) > 30_000
    assert {row["polarity"] for row in rows} == letters_of
    assert {theme for row in rows for theme in row["themes"].split()} <= themes
    assert len({(row["report"], row["start"]) for row in rows}) == len(rows)


def test_gold_is_read_as_json(tmp_path, read):
    row = {
        "report": read.path,
        "sentence": read.places[0].context.text,
        "before": None,
        "polarity": "mixed",
        "themes": ["health"],
        "framework": "ilacs",
    }
    (tmp_path / "sentences.json").write_text(json.dumps([row]))
    (example,) = examples([read], tmp_path, tmp_path)
    assert (example.polarity, example.careful) == ("mixed", True)
