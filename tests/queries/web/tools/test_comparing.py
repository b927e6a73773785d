"""Two councils side by side."""

from __future__ import annotations

from html import unescape

from tests.queries.web.seeing import see


def text_of(answer):
    return unescape(answer.body.decode())


def test_two_councils_stand_side_by_side(reader):
    page = text_of(see(reader, "/compare?a=Medway&b=RCH"))
    assert "<h1>Medway and Rochdale</h1>" in page
    assert page.count(">Inadequate</span>") + page.count(">Adequate</span>") == 8
    assert "/queries/findings-by-theme?authority=Medway&polarity=weakness&theme=" in page


def test_a_council_of_which_nothing_is_held_stands_empty(reader):
    page = text_of(see(reader, "/compare?a=Medway&b=Tower Hamlets"))
    assert "no grade held" in page
    assert "No required action is held." in page


def test_a_name_that_is_none_is_said_beside_its_field(reader):
    answer = see(reader, "/compare?a=Medway&b=Rochdal")
    assert answer.status == 400
    assert "did you mean Rochdale?" in text_of(answer).partition('id="b-error"')[2][:200]


def test_without_two_names_there_is_the_form(reader):
    page = text_of(see(reader, "/compare?a=Medway"))
    assert 'value="Medway"' in page
    assert "<h2" not in page
