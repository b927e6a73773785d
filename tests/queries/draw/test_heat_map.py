"""Themes and councils."""

from __future__ import annotations

import pytest

from loader.store import Reader
from loader.vocabulary import CONCEPT_BASE, concepts
from queries.ask import parse, run
from queries.draw.heat_map import Cell, draw_heat_map, read_heat_map
from queries.errors import QueryError
from queries.scope import Scope, parse_scope
from tests.queries.draw.pictures import titles, words, written

_FINDINGS = """SELECT ?polarity (COUNT(?finding) AS ?n) {{
  GRAPH ?g {{ ?finding a ig:Finding ; ig:theme theme:{theme} ; ig:polarity ?polarity ; ig:inReport ?report .
    ?report prov:wasGeneratedBy/ig:authority <id/authority/{code}> }}
}} GROUP BY ?polarity"""


def found(reader: Reader, code: str, theme: str) -> dict[str, int]:
    """Findings by polarity, counted one by one."""
    rows = run(reader, parse(_FINDINGS.format(code=code, theme=theme))).rows()
    return {str(polarity.value).rpartition("/")[2]: int(n.value) for polarity, n in rows}


def test_a_cell_counts_the_findings_of_a_council_on_a_theme(reader):
    data = read_heat_map(reader)
    for theme in ("early-help", "workforce", "case-recording"):
        for code, council in (("RCH", "Rochdale"), ("MDW", "Medway")):
            said = found(reader, code, theme)
            judging = sum(said.get(kind, 0) for kind in ("strength", "weakness", "mixed"))
            assert data.cell(council, concepts("themes")[theme].label) == Cell(
                said.get("weakness", 0), judging
            )


def test_the_weakest_stand_first_where_there_is_enough_to_tell(reader):
    data = read_heat_map(reader)
    assert data.councils == ("Medway", "Rochdale")
    enough = [data.cell("", theme) for theme in data.themes if data.cell("", theme).judging >= 5]
    assert [cell.share for cell in enough] == sorted((cell.share for cell in enough), reverse=True)
    assert [data.cell("", theme).judging >= 5 for theme in data.themes] == sorted(
        (data.cell("", theme).judging >= 5 for theme in data.themes), reverse=True
    )


def test_every_number_is_written_and_said(reader):
    data = read_heat_map(reader)
    svg = written(draw_heat_map(data), data.caption)
    assert {*data.councils, *data.themes, "All themes", "All 2 councils"} <= set(words(svg))
    cell = data.cell("Rochdale", "Early help")
    title = f"Rochdale, Early help: {cell.weak} of {cell.judging} ({cell.percent} %)"
    assert title in titles(svg)
    assert len([title for title in titles(svg) if title.endswith((" %)", "none"))]) == 3 * (
        len(data.themes) + 1
    )


def test_percents_are_rounded_halves_up():
    assert [Cell(n, 8).percent for n in range(9)] == [0, 13, 25, 38, 50, 63, 75, 88, 100]
    assert Cell().percent == 0 and Cell().share == 0


def test_one_theme_has_one_column(reader):
    data = read_heat_map(reader, Scope(theme=f"{CONCEPT_BASE}themes/early-help"))
    svg = written(draw_heat_map(data), data.caption)
    assert data.themes == ("Early help",)
    assert "All themes" not in words(svg)
    assert data.caption.title.endswith(": Early help")


def test_the_title_says_the_part(reader):
    data = read_heat_map(reader, parse_scope(["region=North West", "period=2012..2013"]))
    assert data.caption.title.endswith(": North West, from 2012 to 2013")
    assert [held.council for held in data.caption.sources] == ["Rochdale"]


def test_an_empty_part_is_told_what_there_is(reader):
    with pytest.raises(QueryError, match="there are: North West, South East"):
        read_heat_map(reader, parse_scope(["region=London"]))
