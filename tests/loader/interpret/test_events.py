import pytest

from loader.interpret.events import read_events
from loader.records import Block, Document, Event, Section, Source

SOURCE = Source("report.txt", "0" * 64, "text/plain", "plain/1", ())


def read(text: str, role: str = "findings", title_page: tuple[str, ...] = ()) -> tuple[Event, ...]:
    front = tuple(Block(f"p1.{n}", "paragraph", line) for n, line in enumerate(title_page, 1))
    blocks = (*front, Block("1", "paragraph", text, section=0))
    section = Section("A section", role, "h", ("1",))
    return read_events(Document(SOURCE, "ilacs", "Inspection of Northshire", blocks, (section,)))


@pytest.mark.parametrize(
    ("text", "date", "name"),
    [
        ("The hub opened in 2010.", "2010", "The hub opened"),
        (
            "Plans were rewritten to follow guidance on Safe Visiting published by the ministry (May 2011).",
            "2011-05",
            "Safe Visiting published by the ministry",
        ),
        ("By July 2012 over 900 staff had been trained.", "2012-07", "Over 900 staff had been trained"),
        ("However, a panel was set up on 3 May 2013 and meets weekly.", "2013-05-03", "A panel was set up"),
        (
            "This follows the launch of the hub by the police in 2010, and a review.",
            "2010",
            "The launch of the hub by the police",
        ),
        ("Much was done to act on the last inspection in November 2011.", "2011-11", "The last inspection"),
        ("On 1 July 2022, the board took over.", "2022-07-01", "The board took over"),
        (
            "It is a study which is due to report in January 2013 and should help.",
            "2013-01",
            "It is a study which is due to report",
        ),
        ("The visit took place between 4 and 6 June 2018.", "2018-06-04/2018-06-06", "The visit took place"),
        ("It was published by the Department (July 2012).", "2012-07", "It was published by the Department"),
    ],
)
def test_a_dated_clause_is_an_event(text: str, date: str, name: str) -> None:
    (event,) = read(text)
    assert (event.date, event.name) == (date, name)
    assert all(text[s.start : s.end] == s.quote for s in event.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "It acts under the Care Act 2014.",
        "The annual report for 2011/12 is late.",
        "The 2012/13 business plan is late.",
        "© Crown copyright 2013",
        "See www.example.org, May 2012.",
        "At 31 March 2014, 400 children were looked after.",
        "In the year to March 2014 numbers fell.",
        "It lasted two years.",
    ],
)
def test_years_of_titles_and_days_of_counting_are_no_events(text: str) -> None:
    assert read(text) == ()


def test_the_inspection_is_an_event_dated_by_its_title_page() -> None:
    page = ("Date of previous inspection: 1 to 5 May 2010", "Inspection dates: 7-16 January 2013")
    (event,) = read("It is good.", title_page=page)
    assert (event.name, event.date) == ("Inspection of Northshire", "2013-01-07/2013-01-16")
    assert [(s.block, s.quote) for s in event.evidence] == [("p1.2", "7-16 January 2013")]


def test_one_happening_printed_twice_is_one_event() -> None:
    (event,) = read("The hub opened in 2010. It grew. The hub opened in 2010.")
    assert len(event.evidence) == 2


def test_the_scale_and_endless_sentences_are_left_out() -> None:
    assert read("The scale changed in 2010.", role="scale") == ()
    assert read("in 2010 " * 2000) == ()
