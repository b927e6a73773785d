import pytest

from loader.authorities import find_names, register, resolve


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


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("in the London Borough of Croydon.", ["London Borough of Croydon"]),
        ("Rutland County Council and City of Derby", ["Rutland County Council", "City of Derby"]),
        ("neglect in Derby¹", ["Derby"]),
        ("Bury Council’s team", ["Bury Council"]),
        ("to bury, in Readings, at Newcastle-under-Lyme, for London", []),
        ("", []),
    ],
)
def test_names_are_found_in_running_text(text, names):
    found = find_names(text)
    assert [text[named.start : named.end] for named in found] == names
    assert [named.authority.name for named in found] == names


@pytest.mark.parametrize("name", ["London", "the city", "Council of the"])
def test_what_is_common_to_many_places_is_no_name(name):
    assert resolve(name) is None


def _lived(entry):
    """A day on which the council was there."""
    return "2010-01-01" if entry.ended else "2026-01-01"
