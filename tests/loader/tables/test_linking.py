"""The column of councils is found, and each row is tied to one or said not to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from loader.errors import ReportError
from loader.reconciling import names_of
from loader.tables.csv_file import read_csv
from loader.tables.linking import ADDED, Day, find_column, link_rows, linked_bytes

PATH = Path("table.csv")


def table(text):
    return read_csv(PATH, text.encode())


def linked(text, column=None, **how):
    return link_rows(PATH, table(text), column, **how)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("n,where\n805,Medway\n806,Rochdale\n12,Kent\n", "where"),
        ("id,la_code\n1,805\n2,806\n3,807\n", "la_code"),
        ("Area code,Area\nE06000035,Medway UA\nE08000005,x\n", "Area code"),
        ("note,Council\nx,Medway\ny,Medway\nz,England\n", "Council"),
    ],
)
def test_finds_the_column_by_what_it_holds(text, heading):
    read = table(text)
    assert read.headings[find_column(PATH, read, "authority")] == heading


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "a\n", "a,b\nMedway,1\nx,2\ny,3\n", "n\n805\n900\n12\n"])
def test_names_the_columns_where_none_will_do(text):
    with pytest.raises(ReportError, match=r"no column holds names or codes .*; name it: "):
        linked(text)


def test_a_column_is_named_by_its_heading():
    assert linked("LA,b\nMedway,2\n", "la").heading == "LA"
    with pytest.raises(ReportError, match="no column is headed 'council'; it has: LA, b"):
        linked("LA,b\nMedway,2\n", "council")
    with pytest.raises(ReportError, match="no column is headed 'La'"):
        linked("LA,la\nMedway,2\n", "La")


def test_every_row_ends_somewhere():
    found = linked("Council\nMedway\nBristol\nHakney\nest Sussex\nAtlantis\n \n\n", "Council")
    assert [row.match.how for row in found.rows] == [
        "exact", "alias", "fuzzy", "ambiguous", "unmatched", "empty", "empty",
    ]  # fmt: skip
    assert list(found.open_rows()) == ["est Sussex", "Atlantis"]
    assert found.open_rows()["Atlantis"][1] == [6]


def test_days_of_rows_tell_councils_apart():
    found = linked(
        "Council,day\nPoole,31/03/2018\nPoole,2022-03-31\nPoole,soon\nPoole,\n", day=Day(column="day")
    )
    assert [row.match.entity.code for row in found.rows] == [
        "E06000029",
        "E06000058",
        "E06000029",
        "E06000029",
    ]
    assert [row.undated for row in found.rows] == ["", "", "soon", ""]
    fixed = linked("Council\nPoole\n", day=Day("2022-03-31"))
    assert fixed.rows[0].match.how == "alias"


def test_the_table_comes_back_with_what_was_found():
    lines = linked_bytes(linked("Council\nMedway\nest Sussex\n")).decode().split("\n")
    assert lines[0] == ",".join(["Council", *ADDED])
    assert lines[1].startswith("Medway,E06000035,") and lines[1].endswith(",Medway,exact,100,")
    assert lines[2].startswith("est Sussex,,,,ambiguous,,E10000011 East Sussex (95.2); ")


def test_a_table_that_was_linked_is_not_linked_again():
    again = linked_bytes(linked("Council\nMedway\n")).decode()
    with pytest.raises(ReportError, match="has a column ig_code already"):
        linked_bytes(linked(again, "Council"))


def test_every_name_can_be_written_in_the_code_page_of_windows():
    for entity in names_of("authority").entities:
        entity.name.encode("cp1252")
