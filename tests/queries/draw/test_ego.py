"""What is around one thing."""

from __future__ import annotations

import itertools
import math

import pytest

from loader.vocabulary import concepts, family
from queries.draw.ego import _ring, draw_ego, read_ego
from queries.draw.kinds import GROUPS, group_of
from queries.errors import QueryError
from tests.queries.draw.pictures import titles, words, written


def test_what_is_named_with_a_team(reader):
    data = read_ego(reader, "sunrise team")
    around = {node.label: weight for node, weight in data.around}
    assert around["Greater Manchester Police"] == 1
    assert data.middle.label == "Sunrise team"
    svg = written(draw_ego(data), data.caption)
    assert {"Sunrise team", "(1) Greater Manchester Police"} <= set(words(svg))
    assert any("Greater Manchester Police (police force): 1 sentence" in title for title in titles(svg))
    (listing,) = data.caption.listings
    assert {row[0] for row in listing.rows} == set(around)
    assert "Sunrise team" in str(listing.rows[0][-1])  # a sentence with both, as printed


def test_its_reports_are_those_that_name_it(reader):
    data = read_ego(reader, "Sunrise team")
    assert [held.council for held in data.caption.sources] == ["Rochdale"]


def test_the_strongest_are_drawn_and_the_table_has_all(reader):
    whole, part = (read_ego(reader, "Sunrise team", most=most) for most in (40, 3))
    assert len(part.around) == 3
    assert len(part.caption.listings[0].rows) == len(whole.around)
    assert "The 3 named most often are drawn." in part.caption.beneath
    assert all(max(one, other) < 3 for one, other, _ in part.between)


def test_every_kind_has_a_shape():
    assert len({(group.shape, group.colour) for group in GROUPS}) == len(GROUPS)
    assert len({group.shape for group in GROUPS}) == len(GROUPS)
    for slug, kind in concepts("kinds").items():
        group = group_of(kind.label)
        assert any(family(slug) == family(each) for each in group.kinds), kind.label


@pytest.mark.parametrize("n", [1, 2, 3, 9, 40, 120])
def test_names_around_the_ring_do_not_meet(n):
    places = _ring(n)
    assert len(places) == n
    for side in (1, -1):
        heights = sorted(y for x, y in places if math.copysign(1, x) == side)
        assert all(below - above >= 9 for above, below in itertools.pairwise(heights))


def test_a_name_that_fits_several_is_refused_with_all(reader):
    with pytest.raises(QueryError, match="fits 40 things"):
        read_ego(reader, "police")
    with pytest.raises(QueryError, match="did you mean Sunrise team"):
        read_ego(reader, "Sunrse team")


def test_what_is_named_alone_has_no_picture(reader):
    with pytest.raises(QueryError, match="no sentence names"):
        read_ego(reader, "Cleveland Police")
