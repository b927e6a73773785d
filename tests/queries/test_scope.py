"""Parts of the graph, as people say them."""

from __future__ import annotations

import pytest

from loader.iris import BASE
from loader.store import read
from queries.errors import QueryError
from queries.scope import Scope, parse_scope, reports_in


def paths(store, *scope):
    with read(store) as reader:
        return [held.path for held in reports_in(reader, parse_scope(scope))]


MEDWAY, ROCHDALE = "MDW/2013-01-07/protection-2012", "RCH/2012-11-12/protection-2012"


def test_the_whole_graph_is_all_reports_by_council(shipped_store):
    assert paths(shipped_store) == [MEDWAY, ROCHDALE]


@pytest.mark.parametrize(
    ("scope", "kept"),
    [
        ("authority=rochdale", [ROCHDALE]),
        ("authority=E06000035", [MEDWAY]),
        ("region=south east", [MEDWAY]),
        (f"report={ROCHDALE}", [ROCHDALE]),
        (f"report={BASE}id/report/{ROCHDALE}", [ROCHDALE]),
        ("theme=assessment", [MEDWAY, ROCHDALE]),
        ("period=2012", [ROCHDALE]),
        ("period=2012-11-12..2013-01-06", [ROCHDALE]),
        ("period=2012..2013-01-07", [MEDWAY, ROCHDALE]),
        ("period=2012-12..", [MEDWAY]),
        ("period=..2012-11", [ROCHDALE]),
    ],
)
def test_a_scope_keeps_what_fits(shipped_store, scope, kept):
    assert paths(shipped_store, scope) == kept


def test_scopes_narrow_each_other(shipped_store):
    assert paths(shipped_store, "period=2012..2013", "authority=Medway") == [MEDWAY]


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        (["authority=Bury"], "no report is held of this authority\nthere are: Medway, Rochdale"),
        (["authority=Rochdle"], "did you mean Rochdale"),
        (["region=Sout East"], "did you mean South East"),
        (["region=Lodnon"], "did you mean London"),
        (["region=London"], "no report is held of this region\nthere are: North West, South East"),
        (
            ["report=MDW/2013-01-07/protection-2013"],
            f"this report is not held: did you mean {MEDWAY}",
        ),
        (["period=2020"], "there are: 2012-11-12, 2013-01-07"),
        (["theme=asessment"], "did you mean Assessment"),
        (["theme=homelessness", "authority=Medway"], "nothing is said on this theme\nthere are: "),
        (["council=Medway"], "unknown scope 'council'; there are: authority, region, theme, report, period"),
        (["authority"], "is not KEY=VALUE"),
        (["period=last year"], "write 2018"),
        (["period=2014..2013"], "ends before it begins"),
        (["region=London", "region=South East"], "is given twice"),
    ],
)
def test_a_scope_with_nothing_in_it_says_what_there_is(shipped_store, scope, said):
    with pytest.raises(QueryError) as caught:
        paths(shipped_store, *scope)
    assert said in str(caught.value)


def test_a_year_is_a_period_from_its_first_day_to_its_last():
    assert parse_scope(["period=2018"]) == Scope(since="2018", until="2018")
