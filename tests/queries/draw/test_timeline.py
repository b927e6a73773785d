"""An authority's inspections over time."""

from __future__ import annotations

import itertools

import pytest

from loader.vocabulary import concepts
from queries.draw.actions import Link, direct
from queries.draw.grades import Grade
from queries.draw.room import spread
from queries.draw.timeline import _KINDS, draw_timeline, read_timeline
from queries.errors import QueryError
from queries.scope import parse_scope
from tests.queries.draw.pictures import titles, words, written


def test_what_a_council_was_judged_and_required_to_do(reader):
    data = read_timeline(reader, parse_scope(["authority=Rochdale"]))
    (visit,) = data.visits
    assert {aspect: grade.letter for aspect, grade in visit.grades.items()} == {
        "overall-effectiveness": "I",
        "help-and-protection": "A",
        "quality-of-practice": "A",
        "leadership-and-governance": "I",
    }
    assert len(visit.actions) == 11
    svg = written(draw_timeline(data), data.caption)
    assert {"Overall effectiveness", "Required actions", "11", "2012"} <= set(words(svg))
    assert words(svg).count("I") == 3  # two judgements, and one in the legend
    assert "Overall effectiveness, 2012-11-12: Inadequate" in titles(svg)
    assert sum("Area for improvement: " in title for title in titles(svg)) == 11
    assert "2012-11-12  Arrangements for the protection of children" not in words(svg)  # spaces are one
    assert "2012-11-12 Arrangements for the protection of children" in words(svg)


def test_the_table_has_every_judgement_and_action(reader):
    judged, required = read_timeline(reader, parse_scope(["authority=Medway"])).caption.listings
    kind = "Arrangements for the protection of children"
    assert ("2013-01-07", kind, "Overall effectiveness", "Inadequate") in judged.rows
    assert len(judged.rows) == 4
    assert len(required.rows) == 17


def test_what_came_back_is_marked_and_joined(recurring):
    data = read_timeline(recurring, parse_scope(["authority=Rutland"]))
    assert [visit.held.start for visit in data.visits] == ["2009-03-04", "2011-03-04", "2013-03-04"]
    back = {link.later.rpartition("/report/")[2] for link in data.links}
    assert "RUT/2013-03-04/protection-2012/action/1" in back
    svg = written(draw_timeline(data), data.caption)
    again = [text for text in words(svg) if text.endswith(" again")]
    assert len(again) == 2
    assert sum(int(text.split()[0]) for text in again) == len(back)
    (required,) = [table for table in data.caption.listings if table.title == "Required actions"]
    assert ("2009-03-04 no. 1" in str(required.rows[-3][-1])) and required.rows[-3][0] == "2013-03-04"


def test_a_period_narrows_it(recurring):
    data = read_timeline(recurring, parse_scope(["authority=Rutland", "period=2011..2013"]))
    assert len(data.visits) == 2
    assert all("/2009-" not in link.earlier for link in data.links)


def test_a_theme_narrows_the_actions(reader):
    whole, part = (
        read_timeline(reader, parse_scope(["authority=Medway", *more])) for more in ([], ["theme=workforce"])
    )
    assert 0 < len(part.visits[0].actions) < len(whole.visits[0].actions)
    assert part.caption.title == "Inspections of children’s services over time: Medway, Workforce"


def test_columns_give_way_and_stay_in_order():
    places = spread([5, 5, 5, 90, 200], 10, 0, 100)
    assert places == sorted(places)
    assert all(after - before >= 10 - 1e-9 for before, after in itertools.pairwise(places))
    assert places[0] >= 0 and places[-1] <= 100
    assert spread([3, 3, 3], 10, 0, 4) == [0, 2, 4]  # too little room: as far apart as it goes


def test_links_in_a_circle_stay():
    circle = [Link("a", "b", 1, "reviewer", ()), Link("b", "a", 1, "reviewer", ())]
    assert direct(circle) == tuple(circle)


def test_every_kind_of_action_has_a_look_of_its_own():
    assert set(_KINDS) == set(concepts("action-kinds"))
    assert len(set(_KINDS.values())) == len(_KINDS)


def test_a_grade_that_is_no_grade_has_a_mark_of_its_own():
    assert Grade("Not judged", None, "").letter == "–"
    assert Grade("Widespread and/or systemic failings", 4, "3").letter == "3"


def test_a_council_that_is_not_held_is_told_what_is(reader):
    with pytest.raises(QueryError, match="there are: Medway, Rochdale"):
        read_timeline(reader, parse_scope(["authority=Bury"]))
