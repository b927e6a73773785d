"""The figures of a table: read cell by cell, stored in a graph of their own, traced to their cells."""

from __future__ import annotations

import shutil
from decimal import Decimal

import pytest

from loader.check import check_store
from loader.errors import ReportError
from loader.iris import BASE, TABLE_GRAPHS
from loader.load import load, unload
from loader.quads import by_subject
from loader.store import StoreMissing, read
from loader.tables.figures import figures_of, value_in
from loader.tables.linking import link_rows
from loader.tables.mapping import read_mapping
from loader.tables.reading import read_table
from loader.tables.statements import table_statements
from loader.tables.storing import store_table
from ontology.terms import IG, SKOS
from tests import small_reports

MAPPING = """
table: clubs
title: Places at clubs
publisher: Somebody
licence: https://example.org/licence
issued: 2026
authority: {column: Council}
period: {column: Year}
figures:
  - {column: Places, new_measure: Places at clubs, unit: number, printed_unit: places}
  - {column: Taken, measure: free-school-meals, unit: percent, printed_unit: "%"}
"""
TABLE = """Council,Year,Places,Taken
Medway,2025,"1,200",95.50%
Bristol,2024/25,..,c
Hakney,2025,7,8
Nowhere,2025,1,2
Kent,,3,4
Bury,2025,many,
,,,
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "clubs.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "clubs.yaml").write_text(MAPPING, encoding="utf-8")
    return tmp_path


def figures(folder):
    path, mapped = folder / "clubs.csv", read_mapping(folder / "clubs.yaml")
    table = read_table(path)
    return table, mapped, figures_of(path, link_rows(path, table, mapped.authority), mapped)


def put(folder, store):
    table, mapped, found = figures(folder)
    return store_table(store, mapped.slug, table_statements(table, mapped, found), table.sha256)


@pytest.mark.parametrize(
    ("cell", "unit", "value"),
    [
        ("1,204.50", "number", "1204.50"),
        ("-3", "number", "-3"),
        ("−3", "number", "-3"),
        (" 45 % ", "percent", "45"),
        ("£1,000,000", "pounds", "1000000"),
        ("45%", "number", None),
        ("1,2", "number", None),
        ("12,34,567", "number", None),
        ("1e6", "number", None),
        ("9" * 16, "number", None),
        ("١٢", "number", None),
        ("[c]", "number", None),
    ],
)
def test_reads_numbers_as_statistics_write_them(cell, unit, value):
    assert value_in(cell, unit) == (None if value is None else Decimal(value))


def test_every_cell_of_figures_ends_somewhere(folder):
    _, _, found = figures(folder)
    assert [(f.row, f.column.heading, str(f.value), f.cell) for f in found.given] == [
        (2, "Places", "1200", "1,200"),
        (2, "Taken", "95.50", "95.50%"),
    ]
    assert [(f.row, f.cell) for f in found.not_observed] == [(3, ".."), (3, "c"), (7, "")]
    why = {(f.row, f.heading): f.why for f in found.not_understood}
    assert why[4, "Places"] == "'Hakney' is only like Hackney: say fuzzy: true if that is enough"
    assert why[5, "Taken"] == "'Nowhere' is unmatched"
    assert why[6, "Places"] == "no period stands in its row"
    assert why[7, "Places"] == "no number, and no mark for what was not observed"
    assert len(found.given) + len(found.not_observed) + len(found.not_understood) == 2 * 6


def test_a_near_name_is_enough_where_the_mapping_says_so(folder):
    (folder / "clubs.yaml").write_text(MAPPING.replace("{column: Council}", "{column: Council, fuzzy: true}"))
    assert [f.row for f in figures(folder)[2].given] == [2, 2, 4, 4]


def test_a_figure_that_is_given_twice_is_refused(folder):
    (folder / "clubs.csv").write_text("Council,Year,Places,Taken,Sex\nMedway,2025,1,2,F\nMDW,2025,3,4,M\n")
    with pytest.raises(ReportError, match="'Places' is given for Medway twice, in rows 2 and 3"):
        figures(folder)
    (folder / "clubs.yaml").write_text(MAPPING + "breakdown: [Sex]\n")
    assert {f.breakdown for f in figures(folder)[2].given} == {"Sex: F", "Sex: M"}
    (folder / "clubs.yaml").write_text(MAPPING + "breakdown: [Age]\n")
    with pytest.raises(ReportError, match="no column is headed 'Age'"):
        figures(folder)


def test_parts_of_one_become_percent(folder):
    (folder / "clubs.yaml").write_text(MAPPING.replace('printed_unit: "%"', 'printed_unit: "%", times: 100'))
    (folder / "clubs.csv").write_text("Council,Year,Places,Taken\nMedway,2025,1,0.955\n")
    assert [(str(f.value.normalize()), f.cell) for f in figures(folder)[2].given][1] == ("95.5", "0.955")


@pytest.fixture
def store(shipped_store, tmp_path):
    shutil.copytree(shipped_store, tmp_path / "store")
    return tmp_path / "store"


def test_figures_stand_in_a_graph_of_their_own_and_lead_to_their_cells(folder, store):
    before = read_dataset(store)
    stored = put(folder, store)
    assert stored.dataset != before
    with read(store) as reader:
        said = by_subject(reader.graph_quads(f"{TABLE_GRAPHS}clubs"))
    it = said[f"{BASE}id/table/clubs/figure/2/4"]
    shown = {
        term: it[term.value][0].value
        for term in (IG.value, IG.text, IG.row, IG.column, IG.authorityAsPrinted)
    }
    assert list(shown.values()) == ["95.5", "95.50%", "2", "Taken", "Medway"]
    table = said[it[IG.inTable.value][0].value]
    lines = (folder / "clubs.csv").read_text().splitlines()
    assert shown[IG.text] in lines[int(shown[IG.row]) - 1]
    assert table[IG.sourceDigest.value][0].value == f"sha256:{read_table(folder / 'clubs.csv').sha256}"
    assert it[IG.measureConcept.value][0].value.endswith("/concept/measures/free-school-meals")
    new = said[f"{BASE}id/table/clubs/measure/places-at-clubs"]
    assert new[SKOS.prefLabel.value][0].value == "Places at clubs"
    period = said[f"{BASE}id/table/clubs/period/2025"]
    assert period[IG.begins.value][0].value == "2025"
    assert check_store(store, full=True).faults == ()


def read_dataset(store):
    with read(store) as reader:
        return reader.dataset


def test_linking_again_replaces_and_unloading_leaves_what_was(folder, store):
    before = read_dataset(store)
    first = put(folder, store)
    assert put(folder, store).generation is None
    (folder / "clubs.csv").write_text("Council,Year,Places,Taken\nMedway,2025,1,2\n")
    second = put(folder, store)
    assert second.dataset not in {first.dataset, before}
    with read(store) as reader:
        figures_there = {
            q.subject for q in reader.graph_quads(f"{TABLE_GRAPHS}clubs") if q.object == IG.TableFigure
        }
    assert len(figures_there) == 2
    with pytest.raises(ValueError, match=r"it holds: MDW/.*, RCH/.*, table/clubs"):
        unload(["table/club"], store)
    assert unload(["table/clubs"], store).dataset == before


def test_a_later_load_keeps_the_figures(folder, store):
    put(folder, store)
    (folder / "rutland.txt").write_text(small_reports.SMALL_REPORT, encoding="utf-8")
    load([folder / "rutland.txt"], store)
    with read(store) as reader:
        assert f"{TABLE_GRAPHS}clubs" in reader.manifest.graphs
        assert len(reader.manifest.sources) == 3
    assert check_store(store).faults == ()


def test_a_store_that_is_not_there_is_not_made(folder, tmp_path):
    with pytest.raises(StoreMissing):
        put(folder, tmp_path / "none")
    assert not (tmp_path / "none").exists()
