import pytest

from loader.interpret.titles.people import find_people


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Ada Example, His Majesty’s Inspector", ["Ada Example"]),
        ("Ada Example HMI", ["Ada Example"]),
        ("Ada Example Her Majesty's Inspector", ["Ada Example"]),
        (
            "Dr Ada O’Example BSc MB ChB MSc DCH FRCA Chief Inspector of Health Care, CQC",
            ["Dr Ada O’Example"],
        ),
        ("Ada Example, OBE QPM His Majesty’s Inspector of Constabulary", ["Ada Example"]),
        ("Ada Example CBE", ["Ada Example"]),
        ("Mr Ada Example, Ofsted Lead inspector", ["Ada Example"]),
        ("Ada d'Example and Bo van der Sample-Jones", ["Ada d'Example", "Bo van der Sample-Jones"]),
        (
            "Máire Éxample, Nhlanganiso McSample and A J Third",
            ["Máire Éxample", "Nhlanganiso McSample", "A J Third"],
        ),
        ("Ofsted Ada Example, Ofsted HMI Bo Sample, Ofsted Inspector", ["Ada Example", "Bo Sample"]),
        ("National Director Regulation and Social Care, Ofsted", []),
        ("HMI Constabulary and Fire & Rescue Services", []),
        ("Deputy Chief Inspector\tAda Example", ["Ada Example"]),
        ("Ada", []),
        ("", []),
    ],
)
def test_people_are_named_without_posts_and_honours(printed, names):
    found = find_people(printed)
    assert [person.name for person in found] == names
    assert [printed[person.start : person.end] for person in found] == names
