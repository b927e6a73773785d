"""Tables in CSV: read however they are written, and given back byte for byte with columns behind."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.errors import ReportError
from loader.tables.csv_file import read_csv
from loader.tables.reading import read_table
from loader.tables.table import LIMITS, Table

PLAIN = 'name,n\r\nMedway,"1,204"\nRochdale\n\n"two\nlines",3'


def read(text: str | bytes, headings_at: int | None = None) -> Table:
    return read_csv(Path("table.csv"), text if isinstance(text, bytes) else text.encode(), headings_at)


def test_reads_rows_with_the_lines_on_which_they_begin():
    table = read(PLAIN)
    assert table.headings == ("name", "n")
    assert [(row.place, row.cells) for row in table.rows] == [
        (2, ("Medway", "1,204")),
        (3, ("Rochdale", "")),
        (4, ()),
        (5, ("two\nlines", "3")),
    ]


def test_what_was_there_stays_as_it_was():
    written = read(PLAIN).with_columns(["code"], [["a"], ["b"], [""], ["c,d"]])
    assert written.decode() == 'name,n,code\r\nMedway,"1,204",a\nRochdale,,b\n\n"two\nlines",3,"c,d"'


@pytest.mark.parametrize(
    ("mark", "encoding", "said"),
    [
        (codecs.BOM_UTF8, "utf-8", "utf-8"),
        (b"", "utf-8", "utf-8"),
        (b"", "cp1252", "cp1252"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
    ],
)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_letters_and_separators_are_told_and_kept(mark, encoding, said, separator):
    data = mark + f"name{separator}note\r\nMedway{separator}café “x” – £5\r\n".encode(encoding)
    table = read(data)
    assert (table.headings, table.rows[0].cells) == (("name", "note"), ("Medway", "café “x” – £5"))
    assert table.where.endswith(said)
    written = table.with_columns(["code"], [["MDW"]])
    assert written == data.replace("note".encode(encoding), f"note{separator}code".encode(encoding)).replace(
        "£5".encode(encoding), f"£5{separator}MDW".encode(encoding)
    )


def test_cells_that_a_spreadsheet_would_run_are_made_harmless():
    written = read("a\nx\n").with_columns(["b"], [["=1+1"]])
    assert written == b"a,b\nx,'=1+1\n"


def test_headings_may_stand_below_a_title():
    table = read("Places at clubs;;\n;;\nname;n;m\nMedway;1;2\n", headings_at=3)
    assert (table.headings, len(table.rows)) == (("name", "n", "m"), 1)
    assert table.with_columns(["c"], [["x"]]) == b"Places at clubs;;\n;;\nname;n;m;c\nMedway;1;2;x\n"


@given(st.lists(st.lists(st.text(alphabet='ab ,;"\n\r\té=', max_size=6), min_size=2, max_size=2), max_size=5))
def test_any_table_comes_back_and_its_new_column_is_the_last(rows):
    text = io.StringIO()
    csv.writer(text).writerows([["first", "second"], *rows])
    table = read(text.getvalue())
    assert [row.cells for row in table.rows] == [tuple(row) if any(row) else () for row in rows]
    again = list(csv.reader(io.StringIO(table.with_columns(["z"], [["q"]] * len(rows)).decode(), newline="")))
    assert again == [["first", "second", "z"], *([*row, "q"] for row in rows)]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b" \r\n", "the file is empty"),
        (b"a,a\n1,2\n", "two columns are headed 'a'"),
        (b",,\n", "no headings stand here"),
        (b'a,b\n"open,1\n', "line 2: not a table in CSV"),
        (b"a,b\n1,2,3\n", "line 2: 3 cells under 2 headings"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a table"),
        (b"a,b\n\x81\x8d,2\n", "not a table"),
        (b"<!DOCTYPE html><html>", "a page or a document"),
        (b"%PDF-1.7", "a page or a document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "the old kind"),
        (b"PK\x03\x04 no more", "not a workbook"),
        (b"," * LIMITS["columns"] + b"a\n", "more than 500 columns"),
        (b"a\n" + b"x\n" * LIMITS["rows"], "more than 100,000 rows"),
        (b"a" * (LIMITS["bytes"] + 1), "larger than"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_table_is_refused_with_a_remedy(tmp_path, data, said):
    (tmp_path / "table.csv").write_bytes(data)
    with pytest.raises(ReportError, match=said):
        read_table(tmp_path / "table.csv")


def test_a_file_that_is_not_there_and_a_sheet_of_text(tmp_path):
    with pytest.raises(ReportError, match="can't be read"):
        read_table(tmp_path / "none.csv")
    (tmp_path / "table.csv").write_text("a\n1\n")
    with pytest.raises(ReportError, match="without a sheet 'x'"):
        read_table(tmp_path / "table.csv", sheet="x")
