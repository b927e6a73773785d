"""Rows as a page of a table, and as files that are whole or refused."""

from __future__ import annotations

import io

import openpyxl
import pytest

from loader.store import read
from queries.ask import parse, run
from queries.web.answers import Limits
from queries.web.problems import Refused
from queries.web.tools.results import DOWNLOADS, download, shown
from tests.queries.asking import small_store
from tests.queries.web.seeing import see

EVERYTHING = parse("SELECT ?a ?b ?c { ?a ?b ?c }")


@pytest.mark.parametrize("form", DOWNLOADS)
def test_each_file_says_what_it_is(reader, form):
    answer = see(reader, f"/queries/judgements.{form}?authority=Medway")
    assert answer.media_type == DOWNLOADS[form][0]
    ending = "md" if form == "markdown" else form
    assert dict(answer.headers)["content-disposition"] == f'attachment; filename="judgements.{ending}"'


def test_a_file_of_no_known_form_is_not_found(reader):
    with pytest.raises(Refused) as refused:
        see(reader, "/queries/judgements.exe")
    assert refused.value.problem.status == 404


@pytest.mark.parametrize(
    ("form", "limits"),
    [
        ("csv", Limits(bytes=1000)),
        ("json", Limits(bytes=1000)),
        ("xlsx", Limits(bytes=1000)),
        ("xlsx", Limits(rows=49)),
    ],
)
def test_a_file_is_whole_or_refused(tmp_path, form, limits):
    with read(small_store(tmp_path / "store", *["x" * 100] * 50)) as reader:
        with pytest.raises(Refused) as refused:
            download(reader, run(reader, EVERYTHING), form, "all", limits)
        assert refused.value.problem.status == 413
        assert download(reader, run(reader, EVERYTHING), form, "all", Limits(rows=50)).body


def test_a_workbook_has_numbers_as_numbers_and_says_where_it_is_from(reader):
    answer = see(reader, "/queries/strengths-and-weaknesses.xlsx?authority=Medway")
    book = openpyxl.load_workbook(io.BytesIO(answer.body))
    rows = list(book["strengths-and-weaknesses"].iter_rows(values_only=True))
    assert rows[0][:3] == ("authority", "theme", "strengths")
    assert isinstance(rows[1][2], int)
    assert book["about"]["B1"].value == reader.dataset


def test_a_workbook_has_as_text_what_no_number_or_day_of_it_can_hold(tmp_path):
    odd = parse('SELECT ?x { VALUES ?x { 10000000000000000000 true 0.5 "=1+1" "1"^^xsd:unknown } }')
    with read(small_store(tmp_path / "store", "x")) as reader:
        answer = download(reader, run(reader, odd), "xlsx", "odd", Limits())
    sheet = openpyxl.load_workbook(io.BytesIO(answer.body))["answer"]
    column = [cell for (cell,) in sheet.iter_rows(values_only=True, max_col=1)]
    assert column == ["x", "10000000000000000000", "True", "0.5", "'=1+1", "1"]


def test_rows_are_counted_up_to_a_bound(tmp_path):
    product = parse("SELECT ?a { ?a ?b ?c . ?d ?e ?f }")
    with read(small_store(tmp_path / "store", *map(str, range(150)))) as reader:
        table = shown(reader, run(reader, product), 3)
    assert (table.first, table.last, table.total, table.more) == (101, 150, 10_000, True)


def test_a_thing_has_its_label_and_what_has_none_its_prefix(reader):
    asked = parse(
        "SELECT ?s ?p { GRAPH ?g { ?s ?p ?o } VALUES ?s { <id/authority/MDW> } VALUES ?p { skos:prefLabel } }"
    )
    (row,) = shown(reader, run(reader, asked)).rows
    assert [cell.text for cell in row] == ["Medway", "skos:prefLabel"]
