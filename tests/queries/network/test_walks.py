"""Who works with whom, what is around one thing, and how two hang together."""

from __future__ import annotations

import pytest

from loader.iris import BASE
from loader.store import read
from queries.ask import parse, run
from queries.errors import QueryError
from queries.network import ego, explain, find, find_two, together
from queries.network.projection import edges_of
from queries.scope import parse_scope

SUNRISE, POLICE = f"{BASE}id/body/RCH/sunrise-team", f"{BASE}id/police-force/greater-manchester"
ROCHDALE = f"{BASE}id/authority/RCH"


@pytest.fixture(scope="module")
def reader(shipped_store):
    with read(shipped_store) as opened:
        yield opened


def test_bodies_are_joined_by_the_sentences_that_name_both(reader):
    graph = together(reader)
    fields = graph.edges[SUNRISE, POLICE, "together"]
    assert fields["quotes"].startswith("The multiagency Sunrise team, including both police and social care")
    assert (fields["weight"], fields["paragraphs"], fields["first"]) == (1, "27", "2012-11-12")
    assert graph.nodes[SUNRISE]["label"] == "Sunrise team"
    assert (graph.nodes[SUNRISE]["type"], graph.nodes[SUNRISE]["area"]) == ("team", "Rochdale")


def test_an_edge_weighs_what_its_two_ends_are_named_in(reader):
    for edge in edges_of(together(reader)):
        shown = edge.quotes.split(" | ")
        assert len(shown) == min(edge.weight, 5)
        assert len(edge.paragraphs.split(" | ")) == len(edge.reports.split(" | ")) == len(shown)


def test_only_bodies_are_among_those_who_work_together(reader):
    kinds = {kind for _, kind in together(reader).nodes(data="type")}
    assert {"team", "local authority", "safeguarding board"} <= kinds
    assert not kinds & {"act", "post", "policy", "strategy"}


def test_a_scope_keeps_to_its_reports_and_theme(reader):
    whole = together(reader, parse_scope(["authority=Rochdale"]))
    part = together(reader, parse_scope(["authority=Rochdale", "theme=exploitation-and-missing"]))
    assert set(part.nodes) < set(whole.nodes)
    assert part.has_edge(SUNRISE, POLICE)
    assert {area for _, area in whole.nodes(data="area")} <= {"Rochdale", ""}


def test_around_one_thing_is_what_is_named_with_it_and_how_that_hangs_together(reader):
    graph = ego(reader, SUNRISE)
    assert set(graph.neighbors(SUNRISE)) == set(graph) - {SUNRISE}
    beyond = ego(reader, SUNRISE, 2)
    assert set(graph) < set(beyond)
    inner = {(edge.source, edge.target): edge.weight for edge in edges_of(graph)}
    outer = {(edge.source, edge.target): edge.weight for edge in edges_of(beyond)}
    assert inner.items() <= outer.items()
    assert any(SUNRISE not in ends for ends in inner)


def test_two_things_of_one_sentence_are_explained_by_it(reader):
    (step,) = explain(reader, SUNRISE, POLICE)
    assert (step.one.label, step.relation, step.other.label) == (
        "Sunrise team",
        "named together",
        "Greater Manchester Police",
    )
    assert (step.paragraph, step.date) == ("27", "2012-11-12")


def test_a_longer_chain_is_linked_and_each_sentence_stands_where_it_says(reader):
    far = min(set(ego(reader, SUNRISE, 2)) - set(ego(reader, SUNRISE)))
    first, second = explain(reader, SUNRISE, far)
    assert first.one.iri == SUNRISE
    assert first.other == second.one
    assert second.other.iri == far
    for step in (first, second):
        place = f"ig:blockId '{step.paragraph}' ; ig:inReport <{step.report}>"
        said = f"SELECT ?text {{ ?block {place} ; ig:text ?text }}"
        (block,) = run(reader, parse(said)).rows()
        assert step.quote in block[0].value


def test_the_same_walk_is_the_same_each_time_and_from_either_end(reader):
    there, back = explain(reader, SUNRISE, ROCHDALE), explain(reader, ROCHDALE, SUNRISE)
    assert explain(reader, SUNRISE, ROCHDALE) == there
    assert len(there) == len(back)


def test_things_of_two_areas_are_joined_by_what_both_share(reader):
    steps = explain(reader, SUNRISE, find(reader, "Medway Safeguarding Children Board").iri)
    assert any("/national/" in step.other.iri for step in steps)


def test_things_that_nothing_joins_are_said_to_be_so(reader):
    bury = f"{BASE}id/authority/BUR"
    with pytest.raises(QueryError, match="no chain of at most 6 sentences joins 'Sunrise team' and"):
        explain(reader, SUNRISE, bury)


def test_a_thing_and_itself_need_no_explanation(reader):
    with pytest.raises(QueryError, match="name two things"):
        explain(reader, SUNRISE, SUNRISE)


@pytest.mark.parametrize("name", ["Sunrise team", "sunrise TEAM", "sunrise", SUNRISE])
def test_a_name_finds_its_thing(reader, name):
    assert find(reader, name).iri == SUNRISE


def test_names_that_fit_nothing_or_several_say_so(reader):
    with pytest.raises(QueryError, match="nothing is called 'Sunrse team': did you mean Sunrise team"):
        find(reader, "Sunrse team")
    with pytest.raises(QueryError, match="fits 3 things") as caught:
        find(reader, "Safeguarding Children Board")
    assert "Medway Safeguarding Children Board (safeguarding board, Medway)" in str(caught.value)
    with pytest.raises(QueryError, match="nothing is called '  '"):
        find(reader, "  ")


def test_a_council_tells_which_of_several_is_meant(reader):
    found = find(reader, "Safeguarding Children Board", f"{BASE}id/authority/MDW")
    assert found.label == "Medway Safeguarding Children Board"


def test_beside_a_name_of_one_area_another_is_looked_for_there(reader):
    team, board = find_two(reader, "Sunrise team", "LSCB")
    assert (team.iri, board.label) == (SUNRISE, "Rochdale Borough Safeguarding Children Board")
