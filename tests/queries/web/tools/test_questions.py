"""The catalogue as forms: fields, what is wrong beside them, and links from one question to another."""

from __future__ import annotations

import csv
import io
from html import unescape

import pytest

from queries.ask import catalogue, named
from queries.web.tools.questions import by_subject
from queries.web.tools.results import PAGE
from tests.queries.web.seeing import see


def text_of(answer):
    return unescape(answer.body.decode())


def test_every_question_stands_under_one_subject():
    names = [query.name for _, queries in by_subject() for query in queries]
    assert sorted(names) == sorted(catalogue())


def test_the_list_leads_to_every_question(reader):
    page = text_of(see(reader, "/queries"))
    assert all(f'href="/queries/{name}"' in page for name in catalogue())


@pytest.mark.parametrize("name", catalogue())
def test_a_form_has_a_field_for_each_parameter(reader, name):
    page = see(reader, f"/queries/{name}").body.decode()
    for parameter in named(name).parameters:
        assert page.count(f'<label for="{parameter.name}">') == 1
        assert page.count(f'id="{parameter.name}"') == 1


def test_an_answer_has_its_rows_links_to_files_and_its_sparql(reader):
    page = text_of(see(reader, "/queries/judgements?authority=Medway&aspect=&show=1"))
    assert page.count("<tr>") == 1 + 4
    assert "/queries/judgements.csv?authority=Medway" in page
    assert "id/authority/MDW>" in page


def test_a_concept_said_in_any_form_is_chosen_in_the_list(reader):
    page = see(reader, "/queries/findings-by-theme?theme=early-help&polarity=WEAKNESS&show=1").body.decode()
    assert '<option value="weakness" selected>' in page


def test_what_is_wrong_is_said_beside_its_field(reader):
    answer = see(reader, "/queries/findings-about-body?name=&authority=Medwy&polarity=good&show=1")
    page = text_of(answer)
    assert answer.status == 400
    assert "did you mean Medway?" in page.partition('id="authority-error"')[2][:200]
    assert "is missing" in page.partition('id="name-error"')[2][:200]
    assert 'aria-describedby="polarity-hint polarity-error"' in page
    assert '<h2 id="answer"' not in page


def test_a_value_is_data(reader):
    page = see(reader, "/queries/findings-about-body?name=%22%3E%3Cscript%3E&show=1").body.decode()
    assert "<script>" not in page


def test_a_question_that_another_names_is_a_link(reader):
    assert 'href="/queries/everything-about"' in see(reader, "/queries/findings-about-body").body.decode()


def test_a_question_that_is_none_is_not_found_with_the_nearest(reader):
    answer = see(reader, "/queries/judgments")
    assert answer.status == 404
    assert "/queries/judgements" in text_of(answer)


def test_a_file_has_all_rows_whatever_page_is_shown(reader):
    body = see(reader, "/queries/strengths-and-weaknesses.csv").body.decode()
    n = len(list(csv.reader(io.StringIO(body)))) - 1
    assert n > PAGE or f"{n} rows" in text_of(see(reader, "/queries/strengths-and-weaknesses?show=1"))
    body = see(reader, "/queries/required-actions.csv").body.decode()
    assert len(list(csv.reader(io.StringIO(body)))) - 1 == 28
