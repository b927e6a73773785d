"""The search page: hits with their words marked, choices, pages, files, and the page without an index."""

from __future__ import annotations

import csv
import io
import json
from html import unescape
from urllib.parse import urlencode

import pytest

from queries.web.problems import Refused
from queries.web.routes import ROUTES
from queries.web.tools import ROUTES as TOOLS
from queries.web.tools import prepare
from tests.queries.web.seeing import see


def text_of(answer):
    return unescape(answer.body.decode())


def test_a_page_of_ours_comes_before_the_page_of_any_thing():
    places = [ROUTES.index(route) for route in TOOLS]
    assert places == sorted(places)
    assert places[-1] < len(ROUTES) - 1


def test_hits_have_their_words_marked_and_lead_to_their_pages(reader, index):
    page = see(reader, "/search?q=sunrise+team").body.decode()
    assert "<mark>Sunrise team</mark>" in page
    assert 'href="/body/RCH/sunrise-team"' in page
    assert 'href="/report/RCH/2012-11-12/protection-2012/finding/' in page


def test_what_is_searched_for_is_data(reader, index):
    page = see(reader, f"/search?{urlencode({'q': '<script>alert(1)</script> thresholds'})}").body.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_choices_keep_the_rest_of_the_question(reader, index):
    page = text_of(see(reader, "/search?q=thresholds&kind=finding"))
    assert "/search?q=thresholds&kind=finding&authority=MDW" in page
    assert "/search?q=thresholds&kind=action" in page


def test_hits_come_in_pages(reader, index):
    first, second = (see(reader, f"/search?q=children&page={n}").body.decode() for n in (1, 2))
    assert 'href="/search?page=2&amp;q=children"' in first
    assert 'start="21"' in second


@pytest.mark.parametrize("address", ["/search?q=x&kind=findings", "/search?q=x&authority=Medwy"])
def test_a_wrong_choice_is_said_on_the_page(reader, index, address):
    answer = see(reader, address)
    assert answer.status == 400
    assert "did you mean" in text_of(answer)


def test_a_page_beyond_what_can_be_paged_through_is_refused(reader, index):
    assert see(reader, "/search?q=children&page=999999").status == 400


@pytest.mark.parametrize("number", ["x", "-3", "٣", ""])
def test_what_is_no_number_of_a_page_is_the_first(reader, index, number):
    assert 'start="1"' in text_of(see(reader, f"/search?{urlencode({'q': 'children', 'page': number})}"))


def test_without_an_index_the_page_says_so(reader, tmp_path, monkeypatch):
    monkeypatch.setenv("INSPECTION_GRAPH_INDEX", str(tmp_path))
    answer = see(reader, "/search?q=x")
    assert (answer.status, dict(answer.headers)["retry-after"]) == (503, "30")
    assert "not made yet" in text_of(answer)
    with pytest.raises(Refused) as refused:
        see(reader, "/search.json?q=x")
    assert refused.value.problem.status == 503


def test_an_index_that_cannot_be_made_costs_only_the_search(reader, tmp_path, monkeypatch, capsys):
    file = tmp_path / "file"
    file.write_text("")
    monkeypatch.setenv("INSPECTION_GRAPH_INDEX", str(file))
    prepare(reader)
    assert "no search" in capsys.readouterr().err


def test_hits_as_files_say_where_the_words_stand(reader, index):
    said = json.loads(see(reader, "/search.json?q=sunrise&kind=finding").body)
    assert said["total"] == len(said["hits"]) == said["kinds"]["finding"]
    for hit in said["hits"]:
        (start, end), *_ = hit["snippet"]["ranges"]
        assert hit["snippet"]["text"][start:end].casefold() == "sunrise"
    rows = list(csv.DictReader(io.StringIO(see(reader, "/search.csv?q=sunrise&kind=finding").body.decode())))
    assert [row["iri"] for row in rows] == [hit["iri"] for hit in said["hits"]]
