import pytest

from loader.interpret.title import read_title
from tests.loader.interpret.titles.made import ABOUT, FRONT, letter, made


def stay_of(document):
    title, unread = read_title(document)
    return (title.start, title.end), [note for note in unread if "dates" in note.why]


def visit(days):
    return letter(
        f"This letter summarises the findings of the focused visit to Rutland children’s services {days}"
    )


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("Inspection dates: 4 to 15 March 2024", "2024-03-04", "2024-03-15"),
        ("Inspection dates:\t4 to 15 March 2024", "2024-03-04", "2024-03-15"),
        ("Inspection date: 4 March 2024–15 March 2024", "2024-03-04", "2024-03-15"),
        ("Inspection date: 14 January 2014- 5 February 2014", "2014-01-14", "2014-02-05"),
        ("Inspection date: 18 Feb 2014 – 12 March 2014", "2014-02-18", "2014-03-12"),
        ("Inspection date: 1/06/2015 – 25/06/2015", "2015-06-01", "2015-06-25"),
        ("Inspection dates: 27 June to 1 July 2022", "2022-06-27", "2022-07-01"),
        ("Inspection dates: 5 to 9 December 2022 and 14 to 15 February 2023", "2022-12-05", "2023-02-15"),
    ],
)
def test_days_behind_a_label(printed, first, last):
    days, unread = stay_of(made("ilacs", (FRONT, "Rutland"), (FRONT, printed)))
    assert (days, unread) == ((first, last), [])


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("on 1 and 2 July 2025. Inspectors were kind.", "2025-07-01", "2025-07-02"),
        ("on 3 to 4 December 2025.", "2025-12-03", "2025-12-04"),
        ("between 6 and 8 October 2020.", "2020-10-06", "2020-10-08"),
        ("on 15, 16 and 21 July 2025.", "2025-07-15", "2025-07-21"),
        ("on 13 October 2020.", "2020-10-13", "2020-10-13"),
        ("from the 30 July to 2 August 2025.", "2025-07-30", "2025-08-02"),
    ],
)
def test_days_in_the_first_paragraphs_of_a_letter(printed, first, last):
    days, unread = stay_of(visit(printed))
    assert (days, unread) == ((first, last), [])


@pytest.mark.parametrize(
    "sentence",
    [
        "This inspection took place from 4 to 8 March 2024. It was carried out by inspectors from Ofsted.",
        "Between 4 March and 8 March 2024, Ofsted, the Care Quality Commission (CQC), HMI Constabulary "
        "(HMICFRS) and HMI Probation undertook a joint inspection of the response to neglect in Rutland.",
    ],
)
def test_days_of_a_joint_inspection(sentence):
    subject = (ABOUT, "Joint targeted area inspection of Rutland")
    days, _ = stay_of(made("jtai", (FRONT, "20 May 2024"), subject, (ABOUT, sentence)))
    assert days == ("2024-03-04", "2024-03-08")


def test_a_previous_inspection_and_a_deadline_are_decoys():
    first = "The last inspection was published on 3 March 2019. Send the plan by 9 May 2025."
    second = "The findings of the focused visit to St. Helens children’s services on 1 and 2 July 2025."
    assert stay_of(letter(first, second))[0] == ("2025-07-01", "2025-07-02")
    printed = (
        "Dates of previous inspection: 28 February to 4 March 2022",
        "Inspection dates: 20 to 24 May 2024",
    )
    found = made("area-send", *((FRONT, text) for text in printed))
    assert stay_of(found)[0] == ("2024-05-20", "2024-05-24")


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("on 30 and 31 January. Inspectors were kind.", "30 and 31 January"),
        ("on 30 June to 2 July.", "30 June to 2 July"),
    ],
)
def test_no_year_is_invented(printed, words):
    days, unread = stay_of(visit(printed))
    assert days == (None, None)
    assert [note.text for note in unread] == [words]
    assert "without a year" in unread[0].why


@pytest.mark.parametrize(
    "printed",
    ["31 June to 4 July 2014", "15 to 4 March 2024", "spring 2024", "9 to 12 May 2023 and 1 to 2 May 2022"],
)
def test_days_that_cannot_be_are_unread(printed):
    days, unread = stay_of(made("ilacs", (FRONT, "Rutland"), (FRONT, f"Inspection dates: {printed}")))
    assert days == (None, None)
    assert [note.text for note in unread] == [printed]


def test_a_letters_bare_first_line_is_its_date():
    title, unread = read_title(letter(date="3 March 2023"))
    assert title.published == "2023-03-03"
    assert dict(title.evidence)["published"].quote == "3 March 2023"
    assert not [note for note in unread if "publication" in note.why]


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("Report published: 8 September 2014", "2014-09-08"),
        ("Published: 12 April 2013", "2013-04-12"),
        ("Report published: 10/08/2015", "2015-08-10"),
        ("The copyright is of 12 April 2013", None),
    ],
)
def test_a_publication_date_behind_a_label(printed, iso):
    assert read_title(made("sif", (FRONT, "Rutland"), (FRONT, printed)))[0].published == iso


def test_a_publication_date_that_cannot_be_is_unread():
    title, unread = read_title(letter(date="6 November 20205"))
    assert title.published is None
    assert ("6 November 20205", "the date of publication can't be read") in [(n.text, n.why) for n in unread]


def test_a_letter_dated_before_the_visit_stays_as_printed_and_is_noted():
    title, unread = read_title(
        letter("The findings of the focused visit to Rutland children’s services on 18 and 19 December 2023.")
    )
    assert title.published == "2023-03-03"
    assert [n.text for n in unread] == ["3 March 2023"]
    assert "before the last day" in unread[0].why


def test_a_first_date_that_is_none_does_not_hide_the_one_behind_it():
    front = [
        (FRONT, "Rutland"),
        (FRONT, "Published: by Ofsted"),
        (FRONT, "Report published: 8 September 2014"),
    ]
    title, unread = read_title(made("sif", *front))
    assert title.published == "2014-09-08"
    assert not [note for note in unread if "publication" in note.why]
