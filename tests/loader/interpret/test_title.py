import pytest

from loader.interpret.title import read_title
from loader.records import Authority
from tests.small_reports import document


def title_of(*changes):
    return read_title(document(*changes))[0]


def test_the_title_block_is_read_as_printed():
    title = title_of()
    assert title.authority is not None
    assert (title.authority.name, title.authority.code) == ("Rutland County Council", "RUT")
    assert (title.start, title.end, title.published) == ("2013-03-04", "2013-03-13", None)
    assert title.lead_inspectors == ("Ada Example",)
    assert title.inspectorates == ("ofsted",)
    assert (title.age_group, title.announced) == ("All", True)
    assert title.legal_basis == "section 136 of the Education and Inspections Act 2006"
    assert title.team == "three of Her Majesty's Inspectors (HMI) and an additional inspector"
    assert title.team_size == 4


def test_every_field_has_its_evidence():
    found = document()
    title, unread = read_title(found)
    assert unread == ()
    said = dict(title.evidence)
    assert set(said) == {
        "age_group", "announced", "authority", "dates", "lead_inspectors", "legal_basis", "team"
    }  # fmt: skip
    for span in said.values():
        assert found.block(span.block).text[span.start : span.end] == span.quote


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Lead inspector: Ada Example, Her Majesty's Inspector", "Ada Example"),
        ("Lead inspector Ada Example, His Majesty’s Inspector", "Ada Example"),
        ("Reporting inspector Ada O'Example HMI", "Ada O'Example"),
        ("Lead inspector Ada Example HMI Deputy lead inspector Bo Sample HMI", "Ada Example"),
    ],
)
def test_an_inspector_is_named_without_title_or_deputy(printed, name):
    assert title_of(("Lead inspector Ada Example HMI", printed)).lead_inspectors == (name,)


def test_dates_and_inspector_may_share_a_line():
    title = title_of(
        ("Inspection dates: 4 - 13 March 2013\n", "Inspection dates: 4 – 13 March 2013 "),
    )
    assert (title.start, title.end, title.lead_inspectors) == ("2013-03-04", "2013-03-13", ("Ada Example",))


def test_the_date_of_a_previous_inspection_is_a_decoy():
    title = title_of(("Age group: All", "Date of previous inspection: 1 - 5 May 2009\nAge group: All"))
    assert title.start == "2013-03-04"


def test_a_printed_publication_date_is_read():
    title = title_of(("Age group: All", "Published: 12 April 2013\nAge group: All"))
    assert title.published == "2013-04-12"


def test_what_is_not_printed_is_said():
    title, unread = read_title(
        document(
            ("Rutland County Council", "Atlantis Council"),
            ("Inspection dates: 4 - 13 March 2013\n", ""),
            ("Lead inspector Ada Example HMI\n", ""),
        )
    )
    assert title.authority == Authority("Atlantis Council", None, None)
    assert (title.start, title.lead_inspectors) == (None, ())
    assert [u.why.split(" ")[:2] for u in unread] == [["no", "line"], ["no", "inspection"], ["no", "lead"]]


def test_a_team_that_is_not_counted_has_no_size():
    title = title_of(
        ("three of Her Majesty's Inspectors (HMI) and an additional inspector", "several inspectors")
    )
    assert (title.team, title.team_size) == ("several inspectors", None)
