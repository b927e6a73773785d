"""A map of England."""

from __future__ import annotations

import itertools
import math
import random

import pytest

from loader.authorities import register
from queries.draw.council_map import draw_council_map, read_council_map
from queries.draw.room import apart, beside
from queries.errors import QueryError
from tests.queries.draw.pictures import titles, words, written


def test_councils_stand_by_their_latest_judgement_on_a_day(reader):
    early, late = (read_council_map(reader, day) for day in ("2012-12-31", "2013-12-31"))
    judged = [[place.name for place in data.places if place.grade] for data in (early, late)]
    assert judged == [["Rochdale"], ["Medway", "Rochdale"]]
    svg = written(draw_council_map(late), late.caption)
    assert {"Rochdale", "Medway", "Inadequate", "no judgement held", "London"} <= set(words(svg))
    assert "Rochdale: Inadequate, inspected from 2012-11-12" in titles(svg)
    assert "Bury: no judgement is held" in titles(svg)
    assert len(late.caption.listings[0].rows) == len(late.places)


def test_a_council_is_there_from_its_first_day_to_its_last(reader):
    early, late = (
        {place.name: place.ended for place in read_council_map(reader, day).places}
        for day in ("2013-12-31", "2023-12-31")
    )
    assert "Cumberland" not in early and early["Cumbria"] is False
    assert late["Cumberland"] is False and late["Cumbria"] is True
    assert set(late) == {entry.name for entry in register()}


def test_a_council_without_a_point_stands_where_its_successors_do(reader):
    places = {place.name: place for place in read_council_map(reader, "2013-12-31").places}
    both = [
        entry for entry in register() if entry.name in ("North Northamptonshire", "West Northamptonshire")
    ]
    middle = sum(float(entry.row["latitude"]) for entry in both) / 2
    assert places["Northamptonshire"].latitude == pytest.approx(middle)


def test_another_aspect_has_its_own_grades(reader):
    data = read_council_map(reader, "2013-12-31", "quality-of-practice")
    assert data.caption.title == "Quality of practice: where councils stood on 2013-12-31"
    assert {place.grade.label for place in data.places if place.grade} == {"Adequate", "Inadequate"}


def test_a_day_before_all_is_told_the_first(reader):
    with pytest.raises(QueryError, match="the first began on 2012-11-12"):
        read_council_map(reader, "2010-01-01")
    with pytest.raises(QueryError, match="at all"):
        read_council_map(reader, "2020-01-01", "adoption")


def test_discs_that_are_moved_apart_do_not_overlap():
    chance = random.Random(7)
    discs = [(chance.uniform(0, 60), chance.uniform(0, 60), chance.choice((3.0, 6.0))) for _ in range(12)]
    discs += [(5, 5, 3), (5, 5, 3)]
    places = apart(discs)
    for (one, disc), (other, beside_it) in itertools.combinations(zip(places, discs, strict=True), 2):
        assert math.dist(one, other) > 0.9 * (disc[2] + beside_it[2])


def test_names_cover_nothing_and_stay_within():
    chance = random.Random(3)
    names = [("name", chance.uniform(0, 200), chance.uniform(0, 200), 40.0) for _ in range(30)]
    spots = beside(names, 6, 7, [(0, 0, 50, 50)], (0, 0, 200, 200))
    boxes = [(x, y - 6, x + 40, y + 1) for x, y, _ in filter(None, spots)]
    assert len(boxes) > 10
    for left, top, right, foot in boxes:
        assert left >= 0 and top >= 0 and max(right, foot) <= 200
        assert left >= 50 or top >= 50
    for one, other in itertools.combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
