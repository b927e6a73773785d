import pytest

from loader.interpret.actions import due_date, read_actions
from loader.interpret.labelling.cue_labeller import CueLabeller
from tests.small_reports import document


def actions_of(*changes, published=None):
    return read_actions(document(*changes), published, CueLabeller())


def test_actions_have_their_timescale_and_addressees():
    found = actions_of()
    assert [(a.n, a.heading, a.timescale, a.timescale_id) for a in found] == [
        (1, "Immediately:", "immediately", "immediately"),
        (2, "Immediately:", "immediately", "immediately"),
        (3, "Within three months:", "within three months", "within-three-months"),
    ]
    assert found[0].responsible == ("the local authority", "its partners")
    assert {a.kind for a in found} == {"area-for-improvement"}


def test_an_action_rests_on_its_words_its_heading_and_its_lead_in():
    assert [span.quote for span in actions_of()[2].evidence] == [
        "publish a neglect strategy",
        "Within three months:",
        "the local authority and its partners",
    ]


def test_without_a_printed_publication_date_no_due_date_is_made():
    assert {(a.due, a.due_basis) for a in actions_of()} == {(None, None)}


def test_a_due_date_says_what_it_rests_on():
    action = actions_of(published="2013-04-12")[2]
    assert action.due == "2013-07-12"
    assert action.due_basis == "printed publication date 2013-04-12 and Within three months"


def test_a_statutory_time_is_no_timescale():
    found = actions_of(("- publish a neglect strategy", "- hold conferences within 15 working days"))
    assert found[2].timescale == "within three months"


def test_a_lead_in_that_tells_nobody_gives_no_addressee():
    found = actions_of(("the local authority and its partners should take the following action", "see below"))
    assert found[0].responsible == ()


def test_a_name_with_an_and_is_one_addressee():
    told = "the Department for Children and Families and its partners should take the following action"
    found = actions_of(("the local authority and its partners should take the following action", told))
    assert found[0].responsible == ("the Department for Children and Families", "its partners")


@pytest.mark.parametrize(
    ("start", "duration", "due"),
    [
        ("2013-01-31", "P1M", "2013-02-28"),
        ("2012-08-31", "P6M", "2013-02-28"),
        ("2013-12-15", "P12M", "2014-12-15"),
    ],
)
def test_a_month_without_the_day_ends_on_its_last(start, duration, due):
    assert due_date(start, duration) == due


def test_another_duration_is_an_error():
    with pytest.raises(ValueError, match="PT3H"):
        due_date("2013-01-01", "PT3H")
