"""The tables of the sector, read back by somebody else."""

from __future__ import annotations

import csv
import datetime
import io

import openpyxl
import pytest

from loader.iris import BASE
from loader.load import load
from loader.store import read
from queries.export.origin import Origin, origin_of
from queries.export.summary import TABLES, Sheet, tables
from queries.export.tables import TABLE_FORMATS
from queries.scope import WHOLE, parse_scope
from tests.queries.asking import rows
from tests.small_reports import changed

ORIGIN = Origin("d" * 64, "2026-01-31", "region London")
NASTY = Sheet(
    "nasty",
    {"text": str, "number": int, "day": datetime.date},
    [
        ("=cmd|'/c calc'!A1", 1, datetime.date(2013, 1, 7)),
        ("+1", None, None),
        ("-two", -3, None),
        ("@SUM(A1)", 0, None),
        (None, 5, None),
        ("a\x0bb", 6, None),
        ("x" * 40_000, 7, None),
    ],
)


def made(store, *scope):
    with read(store) as reader:
        chosen = parse_scope(scope)
        return {sheet.name: sheet for sheet in tables(reader, TABLES, chosen)}


def dicts(sheet):
    return [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows]


def written(form, sheets, origin=ORIGIN):
    output = io.BytesIO()
    TABLE_FORMATS[form](sheets, origin, output)
    return output.getvalue()


def workbook(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def test_a_row_of_the_summary_is_a_council_with_its_codes_grades_and_days(shipped_store):
    medway, rochdale = dicts(made(shipped_store)["summary"])
    assert (medway["urn"], medway["la_code"], medway["gss_code"]) == (80522, 887, "E06000035")
    assert medway["inspection_start_date"] == datetime.date(2013, 1, 7)
    assert medway["overall_effectiveness_grade"] == "Inadequate"
    assert medway["link"] == "https://reports.ofsted.gov.uk/provider/44/80522"
    assert medway["care_leavers_grade"] is None
    assert rochdale["help_and_protection_grade"] == "Adequate"
    assert rochdale["impact_of_leaders_grade"] == "Inadequate"
    neighbours = rochdale["statistical_neighbours"].split("; ")
    grades = rochdale["statistical_neighbours_grades"].split("; ")
    assert len(neighbours) == len(grades) == 10


def test_its_columns_are_those_of_the_sector(shipped_store):
    assert list(made(shipped_store)["summary"].columns) == [
        *("urn", "la_code", "region", "gss_code", "statistical_neighbours", "statistical_neighbours_grades"),
        *("local_authority", "link", "overall_effectiveness_grade", "inspection_framework", "inspector_name"),
        *("inspection_start_date", "inspection_end_date", "publication_date", "impact_of_leaders_grade"),
        *("help_and_protection_grade", "in_care_grade", "care_leavers_grade"),
        "publication_date_source",
    ]


def test_a_day_of_publication_says_whether_it_is_printed_or_listed(tmp_path):
    def small(council, *changes):
        return changed(("Rutland County Council", f"{council} Council"), *changes)

    printed = ("Age group: All", "Age group: All\nPublication date: 19 April 2013")
    files = {"a.txt": small("Medway"), "b.txt": small("Rochdale"), "c.txt": small("Bury", printed)}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "index.csv").write_text(
        "path,listed_date\na.txt,2013-05-02\nc.txt,2013-05-03\n", encoding="utf-8"
    )
    load([tmp_path / name for name in files], tmp_path / "store")
    for name in ("summary", "inspections"):
        assert {
            row["local_authority"]: (str(row["publication_date"]), row["publication_date_source"])
            for row in dicts(made(tmp_path / "store")[name])
        } == {
            "Bury": ("2013-04-19", "printed"),
            "Medway": ("2013-05-02", "listed"),
            "Rochdale": ("None", None),
        }


def test_every_cell_is_of_the_type_of_its_column(shipped_store):
    for sheet in made(shipped_store).values():
        for row in dicts(sheet):
            wrong = {
                name: cell
                for name, cell in row.items()
                if cell is not None and type(cell) is not sheet.columns[name]
            }
            assert wrong == {}


def test_every_inspection_and_action_that_the_catalogue_knows_has_a_row(shipped_store):
    sheets = made(shipped_store)
    assert len(sheets["inspections"].rows) == 2
    actions = dicts(sheets["actions"])
    known = rows(shipped_store, "required-actions")
    assert [action["action"] for action in actions] == [row["text"] for row in known]
    assert [action["timescale"] for action in actions] == [row["timescale"] for row in known]
    assert [action["themes"] or "" for action in actions] == [row.get("themes", "") for row in known]


def test_a_scope_keeps_its_rows_and_a_theme_its_actions(shipped_store):
    medway = made(shipped_store, "authority=Medway")
    assert {row["local_authority"] for sheet in medway.values() for row in dicts(sheet)} == {"Medway"}
    themed = dicts(made(shipped_store, "authority=Medway", "theme=assessment")["actions"])
    assert 0 < len(themed) < len(medway["actions"].rows)
    assert all("Assessment" in action["themes"] for action in themed)


def test_a_workbook_has_a_sheet_a_table_and_one_of_where_it_came_from(shipped_store):
    with read(shipped_store) as reader:
        book = workbook(written("xlsx", tables(reader, TABLES), origin_of(reader, WHOLE)))
        assert book.sheetnames == ["summary", "inspections", "actions", "about"]
        assert book["about"]["B1"].value == reader.dataset
        assert reader.dataset in book.properties.description
    page = book["summary"]
    heads = [cell.value for cell in page[1]]
    row = dict(zip(heads, page[2], strict=True))
    assert (row["urn"].value, row["urn"].data_type) == (80522, "n")
    assert row["inspection_start_date"].is_date
    assert row["inspection_start_date"].value == datetime.datetime(2013, 1, 7)


def test_no_cell_of_a_workbook_is_a_formula_and_numbers_stay_numbers():
    page = workbook(written("xlsx", [NASTY]))["nasty"]
    cells = [cell for row in page.iter_rows(min_row=2) for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert [row[0].value for row in page.iter_rows(min_row=2, max_row=5)] == [
        "'=cmd|'/c calc'!A1",
        "+1",
        "'-two",
        "'@SUM(A1)",
    ]
    assert [row[1].value for row in page.iter_rows(min_row=2, max_row=5)] == [1, None, -3, 0]
    assert len(page["A8"].value) == 32_767
    assert page["A8"].value.endswith("…")


def test_csv_is_read_back_with_its_origin():
    found = list(csv.DictReader(io.StringIO(written("csv", [NASTY]).decode(), newline="")))
    assert [row["text"] for row in found[:4]] == ["'=cmd|'/c calc'!A1", "+1", "'-two", "'@SUM(A1)"]
    assert (found[0]["day"], found[1]["day"], found[2]["number"]) == ("2013-01-07", "", "-3")
    assert {(row["dataset"], row["dataset_date"]) for row in found} == {("d" * 64, "2026-01-31")}


def test_parquet_is_read_back_with_types_and_origin():
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(io.BytesIO(written("parquet", [NASTY])))
    assert [str(field.type) for field in table.schema] == ["string", "int64", "date32[day]"]
    assert [tuple(row.values()) for row in table.to_pylist()] == list(NASTY.rows)
    assert table.schema.metadata[b"dataset"] == b"d" * 64
    empty = parquet.read_table(io.BytesIO(written("parquet", [Sheet("none", NASTY.columns, [])])))
    assert empty.num_rows == 0


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_same_tables_give_the_same_bytes(form):
    assert written(form, [NASTY]) == written(form, [NASTY])


def test_reports_can_be_found_again(shipped_store):
    found = {row["report"] for row in dicts(made(shipped_store)["inspections"])}
    assert all(iri.startswith(f"{BASE}id/report/") for iri in found)
