import pytest

from loader.interpret.title import read_title
from tests.loader.interpret.titles.made import ABOUT, FRONT, SIGNATURE, letter, made


def leaders(document):
    return list(read_title(document)[0].lead_inspectors)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Lead inspector: Ada Example, His Majesty’s Inspector", ["Ada Example"]),
        ("Lead inspector:\tAda Example Her Majesty’s Inspector", ["Ada Example"]),
        ("Lead inspector: Ada Example HMI", ["Ada Example"]),
        (
            "Lead inspectors: Ada Example, His Majesty’s Inspector, and Bo Sample, His Majesty’s Inspector",
            ["Ada Example", "Bo Sample"],
        ),
    ],
)
def test_a_label_on_the_title_page(printed, names):
    assert leaders(made("ilacs", (FRONT, "Rutland"), (FRONT, printed))) == names


def test_a_label_in_the_section_on_the_team_and_no_deputy():
    team = [
        (ABOUT, "The inspection team"),
        (ABOUT, "The inspection team consisted of six of Her Majesty’s Inspectors (HMI) from Ofsted."),
        (ABOUT, "Lead inspector:\tAda Example"),
        (ABOUT, "Deputy lead inspector:\tBo Sample"),
        (ABOUT, "Team inspectors: Cy Third and Di Fourth"),
    ]
    title, _ = read_title(made("sif", (FRONT, "Rutland"), *team))
    assert title.lead_inspectors == ("Ada Example",)
    assert title.team_size == 6


@pytest.mark.parametrize(
    "rows",
    [
        [
            "Ofsted\tCare Quality Commission",
            "Ada Example, Ofsted HMI lead inspector\tBo Sample, CQC Lead Inspector",
        ],
        [
            "Ofsted Ada Example, Ofsted Lead inspector Cy Third, Ofsted HMI\t"
            "Care Quality Commission Bo Sample, CQC Lead inspector Di Fourth, CQC inspector"
        ],
        ["Ada Example HMI, Ofsted lead inspector\tBo Sample, CQC lead inspector"],
        ["Ada Example, Ofsted HMI, Lead inspector Cy Third, Ofsted HMI Bo Sample, CQC Lead inspector"],
    ],
)
def test_two_people_on_one_line_of_a_table(rows):
    said = "It was led by one of His Majesty’s Inspectors, with a lead Children’s Services Inspector."
    title = (FRONT, "Area SEND inspection of Rutland Local Area Partnership")
    team = [(ABOUT, "Inspection team"), (ABOUT, said), *((ABOUT, row) for row in rows)]
    assert leaders(made("area-send", title, *team)) == ["Ada Example", "Bo Sample"]


@pytest.mark.parametrize(
    "signature",
    [
        ("Ada Example", "Her Majesty’s Inspector"),
        ("Ada Example Her Majesty’s Inspector",),
        ("Ada Example", "His Majesty’s Inspector of the North East"),
    ],
)
def test_a_letters_signature_names_its_lead_inspector(signature):
    said = "The inspectors were Bo Sample, HMI, and Ada Example, HMI."
    title, unread = read_title(letter(said, signature=signature))
    assert title.lead_inspectors == ("Ada Example",)
    assert title.team == "Bo Sample, HMI, and Ada Example, HMI"
    assert title.team_size == 2
    assert not [note for note in unread if "lead" in note.why]


def test_the_signatories_of_a_joint_letter_in_two_columns():
    rows = [
        "Ofsted\tCare Quality Commission",
        "Ada Example\tBo Sample",
        "National Director, Social Care\tDeputy Chief Inspector",
        "HMI Constabulary\tHMI Probation",
        "Cy Third Her Majesty’s Inspector of Constabulary\tDi Fourth Assistant Chief Inspector",
    ]
    note = (SIGNATURE, "2 The Children Act 2004 lets Ofsted’s Chief Inspector Ev Fifth decide.", "footnote")
    found = made(
        "jtai",
        (ABOUT, "Joint targeted area inspection of Rutland"),
        (SIGNATURE, "Yours sincerely", "paragraph"),
        *((SIGNATURE, row) for row in rows),
        note,
    )
    assert leaders(found) == ["Ada Example", "Bo Sample", "Cy Third", "Di Fourth"]


def test_a_label_without_a_name_is_unread():
    title, unread = read_title(made("ilacs", (FRONT, "Rutland"), (FRONT, "Lead inspector: to be confirmed")))
    assert title.lead_inspectors == ()
    assert "to be confirmed" in [note.text for note in unread]


@pytest.mark.parametrize(
    ("team", "size"),
    [
        ("10 of Her Majesty’s Inspectors (HMI) from Ofsted", 10),
        ("six of Her Majesty’s Inspectors and one additional inspector", 7),
        ("seven of Her Majesty’s Inspectors one contracted inspector and a shadow inspector", None),
    ],
)
def test_a_team_is_counted_where_its_words_add_up(team, size):
    found = made("sif", (ABOUT, "The inspection team"), (ABOUT, f"The inspection team consisted of {team}."))
    title, _ = read_title(found)
    assert (title.team, title.team_size) == (team, size)


def test_a_post_in_capitals_is_read_in_no_time_and_prose_is_no_label():
    prose = "Ada Example, HER MAJESTY’S INSPECTOR, SOCIAL CARE, OFSTED. She was lead inspector before."
    told = "Lead inspectors from Ofsted met the director, Jane Smith, every day."
    title, _ = read_title(made("sif", (FRONT, "Rutland"), (ABOUT, prose), (ABOUT, told)))
    assert "Jane Smith" not in title.lead_inspectors
