import pytest

from loader.interpret.words.periods import Stretch, find_periods, without


@pytest.mark.parametrize(
    ("text", "printed", "expected"),
    [
        ("At 31 March 2014, it fell.", "At 31 March 2014", ("2014-03-31", "2014-03-31", None)),
        ("at the end of February 2014", "at the end of February 2014", ("2014-02", "2014-02", None)),
        ("At 30 June 15, 400 left", "At 30 June 15", ("2015-06-30", "2015-06-30", None)),
        ("It grew in 2013–14.", "in 2013–14", ("2013", "2014", None)),
        ("scores for 2011−14", "for 2011−14", ("2011", "2014", None)),
        ("in the last quarter of 2013", "in the last quarter of 2013", ("2013", "2013", None)),
        ("at the point of inspection", "at the point of inspection", (None, None, None)),
        ("By July 2012 all had", "By July 2012", (None, "2012-07", None)),
        ("since April 2014", "since April 2014", ("2014-04", None, None)),
        ("Since the last inspection in 2013, two", "Since the last inspection in 2013", ("2013", None, None)),
        ("between 2003 and 2013", "between 2003 and 2013", ("2003", "2013", None)),
        ("in the last 12 months", "in the last 12 months", (None, None, "P12M")),
        ("last year it fell", "last year", (None, None, "P1Y")),
        ("in the previous year", "in the previous year", (None, None, None)),
        (
            "in the two years prior to the inspection",
            "in the two years prior to the inspection",
            (None, None, "P2Y"),
        ),
        (
            "In the 12 months to 31 March 2016",
            "In the 12 months to 31 March 2016",
            (None, "2016-03-31", "P12M"),
        ),
        (
            "for the year ending 31 March 2015",
            "for the year ending 31 March 2015",
            (None, "2015-03-31", "P1Y"),
        ),
        ("At the time of the inspection", "At the time of the inspection", (None, None, None)),
    ],
)
def test_periods_and_their_dates(
    text: str, printed: str, expected: tuple[str | None, str | None, str | None]
) -> None:
    (found,) = find_periods(text)
    assert text[found.start : found.end] == printed
    assert found.period == (printed, *expected)


@pytest.mark.parametrize(
    "text",
    ["aged 16-18", "a rate of 38/40", "within three months", "every year", "in 2013-12", "a two-year plan"],
)
def test_what_is_no_period(text: str) -> None:
    assert find_periods(text) == ()


def test_words_without_stretches_close_up() -> None:
    text = "About 14% (at 31 August 2014) of them, and 3 (or 2%), wait."
    apart = (
        *(each.stretch for each in find_periods(text)),
        Stretch(text.index("(or"), text.index("(or") + 7),
    )
    assert without(text, 0, len(text), apart) == "About 14% of them, and 3, wait."
