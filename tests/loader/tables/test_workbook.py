"""Tables in Excel workbooks: read as they show, given back with formulas, formats and other sheets."""

from __future__ import annotations

import datetime
import io
import zipfile

import openpyxl
import pytest
from openpyxl.styles import Font

from loader.errors import ReportError
from loader.tables.reading import read_table
from loader.tables.table import LIMITS


@pytest.fixture
def book(tmp_path):
    made = openpyxl.Workbook()
    first = made.active
    first.title = "Places"
    first.append(["Council", "n", "share", "day", None])
    first.append(["Medway", 12, 0.5, datetime.datetime(2024, 3, 31), "=B2*2"])
    first["A2"].font = Font(bold=True)
    first.append(["Rochdale", 3.0, None, "x"])
    made.create_sheet("Notes").append(["Source: invented"])
    made.save(tmp_path / "places.xlsx")
    return tmp_path / "places.xlsx"


def test_reads_cells_as_they_show(book):
    table = read_table(book)
    assert (table.where, table.headings) == ("sheet Places", ("Council", "n", "share", "day"))
    assert [row.cells for row in table.rows] == [
        ("Medway", "12", "0.5", "2024-03-31"),
        ("Rochdale", "3", "", "x"),
    ]
    assert [row.place for row in table.rows] == [2, 3]


def test_is_given_back_with_columns_and_all_else(book):
    written = read_table(book).with_columns(["code", "note"], [["E06000035", "=1+1"], ["", ""]])
    again = openpyxl.load_workbook(io.BytesIO(written))
    sheet = again["Places"]
    assert again.sheetnames == ["Places", "Notes"]
    assert sheet["A2"].font.bold
    assert (sheet["B2"].value, sheet["D2"].value) == (12, datetime.datetime(2024, 3, 31))
    assert [cell.value for cell in sheet[1]][4:] == ["code", "note"]
    assert [cell.value for cell in sheet[2]][4:] == ["E06000035", "'=1+1"]
    assert sheet["F2"].data_type == "s"


def test_the_same_table_gives_the_same_bytes(book):
    cells = [["a"], ["b"]]
    assert read_table(book).with_columns(["c"], cells) == read_table(book).with_columns(["c"], cells)


def test_a_sheet_that_is_not_there(book):
    with pytest.raises(ReportError, match="no sheet 'Place'; it has: Places, Notes"):
        read_table(book, sheet="Place")
    assert read_table(book, sheet="Notes").headings == ("Source: invented",)


def packed(path, name, text):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, text)


def test_bombs_are_refused_unopened(tmp_path):
    packed(tmp_path / "bomb.xlsx", "xl/workbook.xml", b" " * (LIMITS["unpacked"] + 1))
    with pytest.raises(ReportError, match="unpacks to more than"):
        read_table(tmp_path / "bomb.xlsx")
    packed(
        tmp_path / "laughs.xlsx",
        "xl/workbook.xml",
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>',
    )
    with pytest.raises(ReportError, match="declares a document type"):
        read_table(tmp_path / "laughs.xlsx")
    packed(tmp_path / "other.xlsx", "word/document.xml", b"<a/>")
    with pytest.raises(ReportError, match="not a workbook"):
        read_table(tmp_path / "other.xlsx")


def test_what_a_sheet_says_of_its_size_is_not_believed(tmp_path, book):
    big = tmp_path / "big.xlsx"
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(big, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            if part.filename.endswith("sheet1.xml"):
                assert b'ref="A1:E3"' in text
                text = text.replace(b'ref="A1:E3"', b'ref="A1:XFD1048576"')
            new.writestr(part.filename, text)
    assert read_table(big).rows == read_table(book).rows


def test_a_sheet_that_breaks_off_is_refused(tmp_path, book):
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(broken, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            new.writestr(part.filename, text[:300] if part.filename.endswith("sheet1.xml") else text)
    with pytest.raises(ReportError, match=r"can't be read|not a workbook"):
        read_table(broken)


def test_a_cell_far_below_the_table_is_refused(tmp_path):
    made = openpyxl.Workbook()
    made.active.append(["a"])
    made.active.cell(LIMITS["rows"] + 2, 1).value = "x"
    made.save(tmp_path / "far.xlsx")
    with pytest.raises(ReportError, match="row 100001: more than 100,000 rows"):
        read_table(tmp_path / "far.xlsx")
