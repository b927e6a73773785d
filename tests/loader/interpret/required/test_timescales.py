import pytest

from loader.interpret.required.timescales import due_date, read_timescale
from loader.records import Block


def timescale(heading, text="Visits."):
    found = read_timescale(Block("h", "heading", heading), Block("1", "list-item", text).span())
    return (found.printed, found.concept.slug, found.span.quote) if found else None


def test_a_heading_says_by_when():
    assert timescale("Within 3 months:") == ("within 3 months", "within-three-months", "Within 3 months:")


def test_priority_and_immediate_action_is_to_be_taken_immediately():
    heading = "Priority and immediate action"
    assert timescale(heading) == ("immediately", "immediately", heading)


@pytest.mark.parametrize(
    ("text", "printed", "concept"),
    [
        ("Take immediate action to ensure oversight.", "immediate action", "immediately"),
        ("The Board should take immediate action to be compliant.", "immediate action", "immediately"),
        ("Undertake an immediate review of all cases.", "immediate review", "immediately"),
        ("Leaders must immediately review plans.", "immediately", "immediately"),
        ("Within six months, publish a strategy.", "within six months", "within-six-months"),
        ("Publish it within three months of this report.", "within three months", "within-three-months"),
    ],
)
def test_a_sentence_says_by_when(text, printed, concept):
    found = timescale("Recommendations", text)
    assert found[:2] == (printed, concept)
    assert found[2].lower() == printed


@pytest.mark.parametrize(
    "text",
    [
        "Complete assessments within 28 days of children coming into care.",
        "Ensure that adopters are registered within three months of approval.",
        "Hold conferences within 15 working days.",
        "Conclude care proceedings within 26 weeks.",
        "Ensure that staff must immediately tell the police of missing children.",
        "Ensure that partners take immediate action when children go missing.",
        "Urgently improve plans.",
    ],
)
def test_times_that_practice_has_to_keep_are_no_timescale(text):
    assert timescale("Recommendations", text) is None


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
