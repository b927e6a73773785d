import pytest

from loader.authorities import Entry, register
from loader.interpret.title import read_title
from loader.interpret.titles.whom import read_whom
from loader.records import Authority
from tests.loader.interpret.titles.made import ABOUT, FRONT, letter, made

# Every way in which titles and title pages name the authority: framework, and the lines with the name.
FORMS = [
    ("ilacs", "Inspection of {} local authority children’s services"),
    ("ilacs", "Inspection of {} children’s services"),
    ("ilacs", "Inspection of children’s services in {}"),
    ("ilacs", "{} Children’s Services"),
    ("sif", "{}"),
    ("sif", "{} Inspection of services for children in need of help and protection, and care leavers"),
    ("lscb-review", "{} Safeguarding Children Board"),
    ("ilacs-focused-visit", "Focused visit to {} children’s services"),
    ("ilacs-focused-visit", "Focused visit to the {} local authority children’s services"),
    ("ilacs-focused-visit", "Focused visit to {} Children’s Trust"),
    ("ilacs-monitoring-visit", "Second monitoring visit to {} children’s social care services"),
    ("jtai", "Joint targeted area inspection of {}"),
    ("jtai", "Joint targeted area inspection of the multi-agency response to abuse and neglect in {}¹"),
    ("area-send", "Area SEND inspection of {} Local Area Partnership"),
]


def lived(entry: Entry) -> str:
    """A day on which the council was there."""
    return "2010-01-01" if entry.ended else "2026-01-01"


@pytest.mark.parametrize(("framework", "form"), FORMS)
def test_every_council_is_known_in_every_form_of_title(framework, form):
    lost = []
    for entry in register():
        for name in entry.names:
            authority, spans, _ = read_whom(made(framework, (FRONT, form.format(name))), (), lived(entry))
            if authority is None or (authority.code, authority.name) != (entry.code, name):
                lost.append((name, authority))
            assert all(span.quote == name for span in spans)
    assert lost == []


@pytest.mark.parametrize(
    ("printed", "name", "code"),
    [
        ("Focused visit to Dudley MBC children’s services", "Dudley MBC", "DUD"),
        ("Focused visit to Durham’s children’s services", "Durham", "DUR"),
        ("Focused visit to Leicester city council children’s services", "Leicester city council", "LCE"),
        ("Focused visit to Kingston-upon-Hull children’s services", "Kingston-upon-Hull", "KHL"),
        ("Inspection of Hull local authority children’s services", "Hull", "KHL"),
        ("Bristol City of", "Bristol City of", "BST"),
        ("Bristol, City of", "Bristol, City of", "BST"),
        ("Herefordshire, County of", "Herefordshire, County of", "HEF"),
        ("Tameside metropolitan borough", "Tameside metropolitan borough", "TAM"),
        ("London Borough of Merton Council", "London Borough of Merton Council", "MRT"),
        ("Inspection of Telford & Wrekin children’s services", "Telford & Wrekin", "TFW"),
        ("Inspection of Stoke-on- Trent children’s services", "Stoke-on- Trent", "STE"),
        ("Focused visit to St. Helens children’s services", "St. Helens", "SHN"),
        ("Focused visit to St Helens children’s services", "St Helens", "SHN"),
        ("Royal Borough of Windsor & Maidenhead", "Royal Borough of Windsor & Maidenhead", "WNM"),
        ("Southend-on-Sea City Council", "Southend-on-Sea City Council", "SOS"),
    ],
)
def test_names_as_titles_print_them(printed, name, code):
    authority, (span,), unread = read_whom(made("ilacs-focused-visit", (FRONT, printed)), (), "2023-05-01")
    assert (authority.name, authority.code, span.quote, unread) == (name, code, name, ())


@pytest.mark.parametrize(
    ("name", "on", "code"),
    [
        ("Cumbria", "2022-05-01", "CMA"),
        ("Northamptonshire", "2019-06-01", "NTH"),
        ("Dorset County Council", "2016-02-01", "DOR"),
        ("Dorset", "2016-02-01", "DOR"),
        ("Dorset", "2021-10-01", "DST"),
        ("Bournemouth", "2014-06-01", "BMH"),
        ("Poole", "2017-06-01", "POL"),
        ("Buckinghamshire", "2018-02-01", "BKM"),
        ("Buckinghamshire", "2021-12-06", "BUC"),
        ("North Yorkshire", "2018-07-01", "NYK"),
        ("North Yorkshire", "2023-07-03", "NYE"),
        ("Somerset", "2022-07-18", "SOM"),
        ("Somerset", "2023-07-18", "SMT"),
    ],
)
def test_a_council_and_its_successor_are_told_by_the_day(name, on, code):
    found = made("ilacs", (FRONT, f"Inspection of {name} local authority children’s services"))
    assert read_whom(found, (), on).authority.code == code


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Focused visit to Atlantis children’s services", "Atlantis"),
        ("Focused visit to North Rutland children’s services", "North Rutland"),
        ("Focused visit to Rutland and Atlantis children’s services", "Rutland and Atlantis"),
        ("Focused visit to Newcastle-under-Lyme children’s services", "Newcastle-under-Lyme"),
        ("Focused visit to London children’s services", "London"),
    ],
)
def test_a_name_that_the_register_does_not_have_is_unread(title, name):
    authority, (span,), (note,) = read_whom(made("ilacs-focused-visit", (FRONT, title)), (), "2023-05-01")
    assert authority == Authority(name)
    assert (span.quote, note.text) == (name, name)


def test_a_council_beside_the_title_that_the_register_does_not_have_is_unread():
    address = (FRONT, "Ms Bo Sample Director of Children’s Services Utopia County Council")
    title = (FRONT, "Inspection of services for children in need of help and protection")
    found = made("sif", address, (FRONT, "Atlantis Borough Council"), title)
    authority, _, (note,) = read_whom(found, (), "2015-05-01")
    assert (authority, note.text) == (Authority("Atlantis Borough Council"), "Atlantis Borough Council")


def test_a_title_page_without_a_name_is_unread():
    authority, spans, (note,) = read_whom(made("sif", (FRONT, "Summary for Rutland’s children")), (), None)
    assert (authority, spans, note.text) == (None, (), "")


def test_an_addressee_of_another_place_is_a_decoy():
    title, _ = read_title(letter("The findings of the focused visit to Rutland on 1 May 2022."))
    assert (title.authority.name, title.authority.code) == ("Rutland", "RUT")


PARTNERS = "Local area partnership details"


@pytest.mark.parametrize(
    "rows",
    [
        ["Local authority Rutland County Council Ada Example, Director\tIntegrated care board NHS Rutland"],
        ["Local Authority\tIntegrated Care Board", "Rutland County Council Ada Example\tNHS Rutland"],
        ["Local authority Rutland County Council\tIntegrated care boards NHS Rutland and NHS Derby"],
    ],
)
def test_a_partnerships_details_name_the_council(rows):
    title = (FRONT, "Area SEND inspection of Rutland Local Area Partnership")
    found = made("area-send", title, (ABOUT, PARTNERS), *((ABOUT, row) for row in rows))
    read, _ = read_title(found)
    assert (read.authority.name, read.authority.code) == ("Rutland County Council", "RUT")


def test_two_authorities_are_one_too_many():
    title = (FRONT, "Area SEND inspection of Derby Local Area Partnership")
    found = made(
        "area-send", title, (ABOUT, PARTNERS), (ABOUT, "Local authority Rutland County Council\tNHS")
    )
    read, unread = read_title(found)
    assert read.authority is None
    assert unread[0].text == "Rutland County Council; Derby"


def test_a_joint_letter_to_the_council_names_it_in_full():
    partners = (
        "Ada Example, Director of Children’s Services, Rutland County Council Bo Sample, NHS Rutland CCG"
    )
    subject = (ABOUT, "Joint targeted area inspection of Rutland")
    found = made("jtai", (FRONT, "12 July 2024"), (FRONT, partners), subject)
    assert read_title(found)[0].authority.name == "Rutland County Council"
