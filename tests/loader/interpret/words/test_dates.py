import pytest

from loader.interpret.words.dates import find_dates, read_date, read_range


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1 July 2012", "2012-07-01"),
        ("on the 3rd of March 2014", "2014-03-03"),
        ("Monday 6 February 2017", "2017-02-06"),
        ("Sept 2011", "2011-09"),
        ("May 2012", "2012-05"),
        ("June of 2012", "2012-06"),
        ("2010", "2010"),
        ("31/03/2014", "2014-03-31"),
        ("2014-03-31", "2014-03-31"),
        ("29 February 2012", "2012-02-29"),
        ("29 February 2013", None),
        ("31 February 2012", None),
        ("0 March 2012", None),
        ("32/03/2014", None),
        ("1 July", None),
        ("2011/12", None),
        ("2012–13", None),
        ("7-16 January 2013", None),
        ("£2010", None),
    ],
)
def test_a_date_reads_at_its_printed_precision(text: str, iso: str | None) -> None:
    assert read_date(text) == iso


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Inspection dates: 7-16 January 2013", ("2013-01-07", "2013-01-16")),
        ("12 – 21 November 2012 Lead inspector", ("2012-11-12", "2012-11-21")),
        ("25 November 2019 to 6 December 2019", ("2019-11-25", "2019-12-06")),
        ("27 June to 1 July 2022", ("2022-06-27", "2022-07-01")),
        ("14 January – 5 February 2014", ("2014-01-14", "2014-02-05")),
        ("14 December to 5 January 2014", ("2013-12-14", "2014-01-05")),
        ("Between 25 and 29 September 2017", ("2017-09-25", "2017-09-29")),
        ("on 1 and 2 July 2025", ("2025-07-01", "2025-07-02")),
        ("on 1, 2 and 3\nJuly 2025", ("2025-07-01", "2025-07-03")),
        ("6th–10th July 2015", ("2015-07-06", "2015-07-10")),
        ("Monday 6 February 2017 to Thursday 2 March 2017", ("2017-02-06", "2017-03-02")),
        ("30 - 31 February 2012", None),
        ("9 to 2 July 2012", None),
        ("30 and 31 January", None),
        ("between April 2012 and March 2013", None),
        ("4 July 2012", None),
        ("2011/12", None),
        ("10-16 years", None),
    ],
)
def test_a_range_of_days_has_two_ends(text: str, ends: tuple[str, str] | None) -> None:
    assert read_range(text) == ends


def test_dates_of_a_text_stand_where_they_are_printed() -> None:
    text = "Opened in May 2012, moved between 3 and 9 June 2013."
    assert [(text[a:b], iso) for a, b, iso in find_dates(text)] == [
        ("May 2012", "2012-05"),
        ("between 3 and 9 June 2013", "2013-06-03/2013-06-09"),
    ]


@pytest.mark.parametrize(
    ("text", "isos"),
    [
        ("since 2010", ["2010"]),
        ("in the summer of 2013", ["2013"]),
        ("between 2012 and 2014", ["2012/2014"]),
        ("in June and July 2013", ["2013-06/2013-07"]),
        ("in May and September 2013", ["2013-05", "2013-09"]),
        ("on 3 and 17 July 2012", ["2012-07-03", "2012-07-17"]),
        ("from January to March 2012", ["2012-01/2012-03"]),
        ("the Care Act 2014", []),
        ("the 2014 plan and the 2012/13 plan", []),
        ("in 2012/13", []),
        ("2010 children", []),
        ("31 June 2012", []),
        ("ages 10-16", []),
    ],
)
def test_a_year_alone_is_a_date_only_after_a_word_that_makes_it_one(text: str, isos: list[str]) -> None:
    assert [iso for _, _, iso in find_dates(text)] == isos
