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


def changed(book, sheet):
    """The same workbook, its first sheet as a function of bytes makes it."""
    goal = book.with_name("changed.xlsx")
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(goal, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            text = old.read(part)
            new.writestr(part.filename, sheet(text) if part.filename.endswith("sheet1.xml") else text)
    return goal


DECLARED = '<?xml version="1.0" encoding="%s"?>%s<!DOCTYPE a [<!ENTITY b "c">]><a/>'


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ((DECLARED % ("utf-16", "")).encode("utf-16"), "sheet1.xml declares a document type"),
        ((DECLARED % ("utf-8", "<!-- far -->" * 1000)).encode(), "sheet1.xml declares a document type"),
        (b"<sheetData><row>" + b"<c/>" * 20_000 + b"</row></sheetData>", "has more than 16,384 columns"),
        (b"<s:row xmlns:s='x'>" + b"<s:c/>" * 20_000 + b"</s:row>", "has more than 16,384 columns"),
        (b"<sheetData>" + b"<row/>" * 3_600_000 + b"</sheetData>", "has more than 3,500,000 elements"),
    ],
    ids=["UTF-16", "late", "wide", "wide with a prefix", "many"],
)
def test_what_would_be_unpacked_into_memory_is_refused_before(book, sheet, said):
    with pytest.raises(ReportError, match=said):
        read_table(changed(book, lambda _: sheet))


def test_empty_cells_far_beside_the_table_are_refused_where_there_are_many(book):
    far = "".join(f'<row r="{n}"><c r="XFD{n}"/></row>' for n in range(4, 1000)).encode()

    def widened(text):
        return text.replace(b"</sheetData>", far + b"</sheetData>")

    with pytest.raises(ReportError, match=r"row 6\d\d: more than 10,000,000 places of cells"):
        read_table(changed(book, widened))


def test_what_a_sheet_says_of_its_size_is_not_believed(book):
    def boasts(text):
        assert b'ref="A1:E3"' in text
        return text.replace(b'ref="A1:E3"', b'ref="A1:XFD1048576"')

    assert read_table(changed(book, boasts)).rows == read_table(book).rows


def test_a_sheet_that_breaks_off_is_refused(book):
    with pytest.raises(ReportError, match=r"can't be read|not a workbook"):
        read_table(changed(book, lambda text: text[:300]))


def test_two_sheets_of_one_part_are_refused(tmp_path, book):
    twice = tmp_path / "twice.xlsx"
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(twice, "w") as new:
        for part in old.infolist():
            new.writestr(part.filename, old.read(part).replace(b"sheet2.xml", b"sheet1.xml"))
    with pytest.raises(ReportError, match="two of its sheets are one"):
        read_table(twice)


def test_a_cell_far_below_the_table_is_refused(tmp_path):
    made = openpyxl.Workbook()
    made.active.append(["a"])
    made.active.cell(LIMITS["rows"] + 2, 1).value = "x"
    made.save(tmp_path / "far.xlsx")
    with pytest.raises(ReportError, match="row 100001: more than 100,000 rows"):
        read_table(tmp_path / "far.xlsx")
