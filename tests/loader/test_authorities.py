import pytest

from loader.authorities import register, resolve


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Medway Council", "MDW"),
        ("Medway", "MDW"),
        ("MEDWAY COUNCIL", "MDW"),
        ("Rochdale Metropolitan Borough Council", "RCH"),
        ("Rochdale Borough Council", "RCH"),
        ("London Borough of Barking & Dagenham", "BDG"),
        ("Royal Borough of Kensington and Chelsea", "KEC"),
        ("City of Bristol", "BST"),
        ("Bristol City Council", "BST"),
        ("Nottingham City Council", "NGM"),
        ("Nottinghamshire County Council", "NTT"),
        ("St Helens", "SHN"),
        ("King’s Lynn", None),
        ("Inspection of services", None),
        ("Council", None),
        ("", None),
    ],
)
def test_a_name_is_known_in_its_forms_or_not_at_all(printed, code):
    found = resolve(printed)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("printed", "on", "code"),
    [
        ("Buckinghamshire", "2018-02-01", "BKM"),
        ("Buckinghamshire", "2021-12-06", "BUC"),
        ("Buckinghamshire County Council", "2018-02-01", "BKM"),
        ("Somerset", "2022-07-18", "SOM"),
        ("Dorset Council", "2021-09-27", "DST"),
        ("Dorset", "2016-02-29", "DOR"),
    ],
)
def test_a_council_and_its_successor_of_the_same_name_are_told_by_date(printed, on, code):
    found = resolve(printed, on)
    assert (found.code if found else None) == code


def test_every_council_is_known_by_its_own_names():
    lost = [
        (entry.code, name)
        for entry in register()
        for name in (entry.official_name, entry.name)
        if (found := resolve(name, _lived(entry))) is None or found.code != entry.code
    ]
    assert lost == []


def _lived(entry):
    """A day on which the council was there."""
    return "2010-01-01" if entry.ended else "2026-01-01"
