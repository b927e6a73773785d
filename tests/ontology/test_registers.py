"""The registers: codes that identify, dates that are dates, successors and neighbours that exist."""

import csv
import math
import re
from collections import Counter
from datetime import date

import pytest

from ontology.resources import resource


def rows(name: str) -> list[dict[str, str]]:
    with resource(f"data/registers/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


AUTHORITIES = rows("local_authorities")
AREAS = {row["gss_code"] for row in AUTHORITIES}


def test_has_the_councils_with_childrens_services_since_2009() -> None:
    assert len(AUTHORITIES) == 161
    assert sum(not row["end_date"] for row in AUTHORITIES) == 153


@pytest.mark.parametrize(
    ("column", "pattern", "required"),
    [
        ("register_code", r"[A-Z]{3}", True),
        ("gss_code", r"E\d{8}", True),
        ("dfe_code", r"\d{3}", False),
        ("ofsted_urn", r"\d{5,7}", False),
    ],
)
def test_codes_are_well_formed_and_unique(column: str, pattern: str, required: bool) -> None:
    codes = [row[column] for row in AUTHORITIES if row[column]]
    assert all(re.fullmatch(pattern, code) for code in codes)
    assert len(codes) == len(set(codes))
    existing = [row for row in AUTHORITIES if required or not row["end_date"]]
    assert all(row[column] for row in existing)


def test_a_council_that_ended_has_a_date_and_successors() -> None:
    """The day is the successors' first: since 2009 that has always been the first of April."""
    for row in AUTHORITIES:
        assert bool(row["end_date"]) == bool(row["successors"]), row["name"]
        if row["end_date"]:
            ended = date.fromisoformat(row["end_date"])
            assert (ended.month, ended.day) == (4, 1), row["name"]


@pytest.mark.parametrize("column", ["successors", "statistical_neighbours"])
def test_councils_that_are_named_exist(column: str) -> None:
    ended = {row["gss_code"] for row in AUTHORITIES if row["end_date"]}
    for row in AUTHORITIES:
        named = row[column].split()
        assert len(named) == len(set(named))
        assert set(named) <= AREAS - ended - {row["gss_code"]}, row["name"]


def test_former_codes_are_nobodys_now() -> None:
    former = [code for row in AUTHORITIES for code in row["former_gss_codes"].split()]
    assert former and not set(former) & AREAS


def test_points_lie_in_england_and_regions_have_one_name() -> None:
    for row in AUTHORITIES:
        if row["latitude"]:
            assert 49 < float(row["latitude"]) < 56, row["name"]
            assert -7 < float(row["longitude"]) < 2, row["name"]
    regions = {(row["region_gss_code"], row["region"]) for row in AUTHORITIES}
    assert len({code for code, _ in regions}) == len(regions) == 9


def test_points_lie_beside_others_of_their_region() -> None:
    placed = [row for row in AUTHORITIES if row["latitude"]]
    for row in placed:
        others = sorted((apart(row, other), other["region"]) for other in placed if other is not row)
        assert row["region"] in {region for _, region in others[:5]}, row["name"]


def apart(one: dict[str, str], other: dict[str, str]) -> float:
    """How far two points are from each other, in degrees of latitude, nearly."""
    north = float(one["latitude"]) - float(other["latitude"])
    return math.hypot(north, 0.6 * (float(one["longitude"]) - float(other["longitude"])))


def test_names_are_clean() -> None:
    for row in AUTHORITIES:
        others = [name for name in row["alternative_names"].split("|") if name]
        names = [row["name"], row["official_name"], *others]
        assert all(name == " ".join(name.split()) and name[0].isupper() for name in names), row["name"]
        assert len({name.casefold() for name in others}) == len(others)
        assert not {"city of", "county of"} & {name.casefold() for name in names}


def test_no_alternative_name_is_the_name_of_another_council() -> None:
    official = {row["official_name"].casefold(): row["register_code"] for row in AUTHORITIES}
    for row in AUTHORITIES:
        for name in filter(None, row["alternative_names"].casefold().split("|")):
            assert official.get(name, row["register_code"]) == row["register_code"], name


def test_inspectorates_have_an_id_names_and_a_homepage() -> None:
    found = rows("inspectorates")
    assert [row["id"] for row in found] == ["cqc", "hmi-probation", "hmicfrs", "ofsted"]
    for row in found:
        assert row["name"] and row["short_name"]
        assert row["homepage"].startswith("https://")
        names = [row["name"], row["short_name"], *filter(None, row["alternative_names"].split("|"))]
        assert len({name.casefold() for name in names}) == len(names)


def test_every_council_has_one_police_force_and_no_two_care_boards() -> None:
    codes = {row["register_code"] for row in AUTHORITIES}
    served = [code for row in rows("police_forces") for code in row["authorities"].split()]
    assert sorted(served) == sorted(codes)
    boards = [code for row in rows("nhs_bodies") for code in row["authorities"].split()]
    assert len(boards) == len(set(boards))
    assert set(boards) < codes


@pytest.mark.parametrize(
    ("name", "pattern", "counts"),
    [
        ("police_forces", r"[a-z]+(-[a-z]+)*", {"police-force": 40}),
        ("nhs_bodies", r"[A-Z0-9]{3}", {"integrated-care-board": 42, "nhs-trust": 36}),
    ],
)
def test_public_bodies_have_an_id_a_kind_and_names_of_their_own(
    name: str, pattern: str, counts: dict[str, int]
) -> None:
    found = rows(name)
    assert all(re.fullmatch(pattern, row["id"]) for row in found)
    assert len({row["id"] for row in found}) == len(found)
    assert Counter(row["kind"] for row in found) == counts
    names = [n for row in found for n in (row["name"], *filter(None, row["alternative_names"].split("|")))]
    assert all(n == " ".join(n.split()) for n in names)
    assert len({n.casefold() for n in names}) == len(names)


def test_every_column_is_in_the_readme() -> None:
    text = resource("data/registers/README.md").read_text(encoding="utf-8")
    assert [c for c in [*AUTHORITIES[0], *rows("nhs_bodies")[0]] if f"`{c}`" not in text] == []
