"""The chain of an action that came back."""

from __future__ import annotations

import pytest

from loader.iris import BASE
from queries.draw.chain import draw_chain, read_chain
from queries.errors import QueryError
from tests.queries.draw.pictures import words, written

RUTLAND, ROCHDALE = f"{BASE}id/authority/RUT", f"{BASE}id/authority/RCH"
AUDITS = "RUT/2013-03-04/protection-2012/action/1"


def test_the_texts_stand_in_order_with_what_they_share(recurring):
    data = read_chain(recurring, RUTLAND, AUDITS)
    assert [rung.name for rung in data.rungs] == [
        "2009-03-04, no. 1",
        "2011-03-04, no. 2",
        "2013-03-04, no. 1",
    ]
    assert [len(rung.again) for rung in data.rungs] == [0, 1, 2]
    svg = written(draw_chain(data), data.caption)
    shown = words(svg)
    assert "improve the quality of case file audits" in shown
    assert "Area for improvement no. 2, paragraph 3.b2" in shown
    (said,) = [
        text for text in shown if text.startswith("asks again: 2009-03-04, no. 1") and "auditing" in text
    ]
    score = next(link.score for link in data.rungs[1].again)
    assert said == f"asks again: 2009-03-04, no. 1 ({score:.2f}, shares auditing / case file audits)"
    (listing,) = data.caption.listings
    assert [row[0] for row in listing.rows] == ["2009-03-04", "2011-03-04", "2013-03-04"]
    assert [row[5] for row in listing.rows] == [rung.action.text for rung in data.rungs]


def test_any_action_of_a_chain_leads_to_it(recurring):
    by_last = read_chain(recurring, RUTLAND, AUDITS)
    assert read_chain(recurring, RUTLAND, AUDITS.replace("2013", "2009")) == by_last
    assert read_chain(recurring, RUTLAND, f"{BASE}id/report/{AUDITS}") == by_last


def test_without_an_action_it_is_the_longest(recurring):
    data = read_chain(recurring, RUTLAND)
    assert len({rung.held.report for rung in data.rungs}) == 3


def test_an_action_in_no_chain_is_told_the_chains(recurring):
    with pytest.raises(QueryError, match=r"its chains end with: .*RUT/2013-03-04"):
        read_chain(recurring, RUTLAND, "RUT/2013-03-04/protection-2012/action/99")


def test_a_council_without_a_chain_is_told_which_have_one(recurring, reader):
    with pytest.raises(QueryError, match="there are chains of: Rutland"):
        read_chain(recurring, ROCHDALE)
    with pytest.raises(QueryError, match="no action came back in any council"):
        read_chain(reader, ROCHDALE)
