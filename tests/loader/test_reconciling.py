"""Names and codes of the registers: found exactly, by another name, nearly; and never guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from loader.authorities import register, resolve
from loader.iris import BASE
from loader.reconciling import KINDS, Entity, Names, names_of, reconcile

# Places without children's services of their own in England: districts, areas, councils elsewhere.
ELSEWHERE = (Path(__file__).parent / "elsewhere.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("text", "how", "name"),
    [
        ("Medway", "exact", "Medway"),
        ("MEDWAY COUNCIL", "exact", "Medway"),
        ("E06000035", "exact", "Medway"),
        ("mdw", "exact", "Medway"),
        ("805", "exact", "Hartlepool"),
        ("80473", "exact", "Hartlepool"),
        (f"{BASE}id/authority/MDW", "exact", "Medway"),
        ("http://statistics.data.gov.uk/id/statistical-geography/E06000035", "exact", "Medway"),
        ("St Helens", "exact", "St. Helens"),
        ("Westmorland & Furness", "exact", "Westmorland and Furness"),
        ("London Borough of Hackney", "exact", "Hackney"),
        ("Bristol, City of", "alias", "City of Bristol"),
        ("Durham", "alias", "County Durham"),
        ("E06000048", "alias", "Northumberland"),  # its code until 2013
        ("Bury MBC", "alias", "Bury"),
        ("Hakney", "fuzzy", "Hackney"),
        ("Hull, Kingston upon", "fuzzy", "Kingston upon Hull"),
        ("Dorset County Council", "exact", "Dorset County"),
    ],
)
def test_finds_a_council_by_what_it_is_called(text, how, name):
    found = reconcile(text)
    assert (found.how, found.entity.name) == (how, name)
    assert found.candidates[0].entity is found.entity
    assert (found.score == 100) or how == "fuzzy"


@pytest.mark.parametrize(
    ("text", "on", "how", "codes"),
    [
        ("Somerset", "2016-01-01", "exact", ["E10000027"]),
        ("Somerset", "2024-01-01", "exact", ["E06000066"]),
        ("Dorset County Council", "2024-01-01", "alias", ["E06000059"]),
        ("Poole", "2019-03-31", "exact", ["E06000029"]),
        ("Poole", "2019-04-01", "alias", ["E06000058"]),
        ("Cumberland", "2016-01-01", "alias", ["E10000006"]),
        ("Cumbria", "2024-01-01", "ambiguous", ["E06000063", "E06000064"]),
        ("BPC", "2015-01-01", "ambiguous", ["E06000028", "E06000029"]),
    ],
)
def test_a_day_tells_a_council_from_what_came_before_and_after(text, on, how, codes):
    found = reconcile(text, on=on)
    assert (found.how, [candidate.entity.code for candidate in found.candidates]) == (how, codes)
    assert (found.entity is None) == (how == "ambiguous")


def test_what_lies_between_two_councils_is_not_guessed():
    found = reconcile("est Sussex")
    assert (found.how, found.entity) == ("ambiguous", None)
    assert {candidate.entity.name for candidate in found.candidates[:2]} == {"East Sussex", "West Sussex"}


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("Kingston", {"Kingston upon Hull", "Kingston upon Thames"}),
        ("Richmond", {"Richmond upon Thames"}),
        ("Sussex", {"East Sussex", "West Sussex"}),
    ],
)
def test_names_that_hold_the_words_are_listed_first_and_not_guessed(text, may_be):
    found = reconcile(text)
    assert (found.how, found.entity) == ("unmatched", None)
    assert {candidate.entity.name for candidate in found.candidates[: len(may_be)]} == may_be


def test_words_that_many_names_hold_say_nothing():
    assert not [each for each in reconcile("North").candidates if each.entity.name.startswith("North ")]


def test_nothing_is_found_where_no_council_is_meant():
    assert [name for name in ELSEWHERE if reconcile(name).entity] == []
    assert len(ELSEWHERE) > 250


@pytest.mark.parametrize("text", ["", "   ", "–", "\x00", "…"])
def test_no_words_are_no_name(text):
    assert reconcile(text).how == "empty"


def test_what_is_too_long_is_no_name():
    assert reconcile("Medway " * 100).how == "unmatched"


def slips(name: str) -> Iterator[str]:
    """A name with one letter left out, put wrong, or in the place of the next."""
    for n in range(len(name)):
        yield name[:n] + name[n + 1 :]
        yield name[:n] + "x" + name[n + 1 :]
        yield name[:n] + name[n + 1 : n + 2] + name[n : n + 1] + name[n + 2 :]


def test_a_slip_of_the_pen_never_leads_to_another_council():
    living = [entity for entity in names_of("authority").entities if not entity.ended]
    ends: Counter[str] = Counter()
    for entity in living:
        for text in slips(entity.name):
            found = names_of("authority").match(text).entity
            ends["open" if found is None else "right" if found.name == entity.name else f"{text} wrong"] += 1
    assert set(ends) == {"right", "open"}
    assert ends["right"] > ends["open"]


def test_knows_what_the_reader_of_reports_knows():
    for entry in register():
        for name in entry.names:
            known, found = resolve(name), reconcile(name).entity
            if known is not None and not entry.ended:
                assert found is not None
                assert found.code == known.gss_code


@pytest.mark.parametrize(
    ("kind", "text", "iri"),
    [
        ("police-force", "Kent Police", "police-force/kent"),
        ("inspectorate", "Care Quality Commission", "inspectorate/cqc"),
        ("nhs-body", "NHS South Yorkshire ICB", None),
    ],
)
def test_other_registers_are_known_too(kind, text, iri):
    entity = reconcile(text, kind).entity
    assert (entity and entity.iri) == (iri and f"{BASE}id/{iri}")


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_code_leads_to_its_own(kind):
    for entity in names_of(kind).entities:
        for code in filter(None, entity.codes):
            assert reconcile(code, kind).entity is entity


def test_one_name_of_two_things_is_ambiguous():
    two = Names(Entity(f"https://example.org/{n}", "team", "Access team", ("Access team",)) for n in "ab")
    found = two.match("access team")
    assert found.how == "ambiguous"
    assert [candidate.entity.iri[-1] for candidate in found.candidates] == ["a", "b"]
