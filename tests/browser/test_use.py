"""What people come for: find, read where it stands, ask, take away, look at a network."""

from __future__ import annotations

import csv
import io
import re

import pytest

from queries.web.libraries import libraries
from tests.browser.driving import NARROW


def needs(package):
    """Skips a test where a library that pages use is not here."""
    is_here = libraries()[package].is_here
    return pytest.mark.skipif(not is_here, reason=f"{package} is not here: make libraries")


def test_search_finds_and_leads_to_the_words_in_the_report(visit):
    page = visit("/")
    page.get_by_role("searchbox").fill("sunrise team prosecution")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    first = page.locator(".hits li").first
    assert {"Sunrise team", "prosecution"} <= set(first.locator("mark").all_text_contents())
    words = first.get_by_role("link").inner_text()
    first.get_by_role("link").click()
    assert page.locator("h1").inner_text() == words
    page.get_by_role("link", name="Read on in the report").first.click()
    page.wait_for_url("**/report/**")
    anchor = page.url.partition("#")[2]
    place = page.locator(f'[id="{anchor}"]')
    assert place.evaluate(
        "it => { const box = it.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight }"
    )
    assert words[:40] in re.sub(r"\s+", " ", place.inner_text())


def test_a_choice_narrows_a_search_and_can_be_shared(visit):
    page = visit("/search?q=thresholds")
    page.get_by_role("navigation", name="Narrow the results").get_by_role("link", name="Medway").click()
    assert page.locator("select[name=authority]").input_value() == "MDW"
    assert all("Medway" in text for text in page.locator(".hits li").all_inner_texts())
    again = visit(page.url.removeprefix(visit.root))
    assert again.locator(".hits li").all_inner_texts() == page.locator(".hits li").all_inner_texts()


def test_a_question_is_asked_and_its_answer_taken_away(visit):
    page = visit("/queries")
    page.get_by_role("link", name="Strengths and weaknesses by theme", exact=True).click()
    page.get_by_label("Authority").fill("Medway")
    page.get_by_label("Theme").select_option(label="Early help")
    page.get_by_role("button", name="Show the answer").click()
    page.wait_for_url("**authority=Medway&theme=early-help**")
    assert page.locator("#answer ~ .table td").first.inner_text() == "Medway"
    with page.expect_download() as started:
        page.get_by_role("link", name="CSV").click()
    assert started.value.suggested_filename == "strengths-and-weaknesses.csv"
    rows = list(csv.DictReader(io.StringIO(started.value.path().read_text(encoding="utf-8"))))
    assert [(row["authority"], row["theme"]) for row in rows] == [("Medway", "Early help")]


def test_a_wrong_value_is_named_beside_its_field_and_can_be_mended(visit):
    page = visit("/queries/judgements?authority=Medwy&show=1", status=400)
    page.get_by_role("alert").get_by_role("link").click()
    assert page.evaluate("document.activeElement.id") == "authority"
    page.keyboard.press("Control+A")
    page.keyboard.type("Medway")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Answer").wait_for()
    assert page.locator("tbody tr").count() == 4


def test_the_sparql_of_a_question_opens_in_the_sparql_page_and_is_asked(visit):
    page = visit("/queries/judgements?authority=Medway&show=1")
    rows = page.locator("tbody tr").count()
    page.get_by_text("The SPARQL of this question").click()
    page.get_by_role("button", name="Open it in the SPARQL page").click()
    page.get_by_role("heading", name="Answer").wait_for()
    assert "id/authority/MDW" in page.locator("#query").input_value()
    assert page.locator("#answer ~ .table tbody tr").first.is_visible()
    assert page.locator("#answer + .table tbody tr").count() == rows


def test_an_example_runs(visit):
    page = visit("/sparql-editor")
    page.get_by_text("Grades and judgements").click()
    page.get_by_role("button", name="Judgements and grades").click()
    page.get_by_role("heading", name="Answer").wait_for()
    assert page.locator("#answer + .table tbody tr").count() == 8


@needs("codemirror")
def test_the_editor_completes_and_asks(visit):
    page = visit("/sparql-editor")
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+A")
    page.keyboard.type("SELECT ?a { ?a a ig:LocalAuth")
    page.keyboard.press("Control+Space")
    page.locator(".CodeMirror-hints").get_by_text("ig:LocalAuthority").wait_for()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    page.get_by_role("heading", name="Answer").wait_for()
    assert "of 161" in page.locator("#answer + .table caption").inner_text()


@needs("codemirror")
def test_what_is_wrong_with_a_query_is_shown_where_it_stands(visit):
    page = visit("/sparql-editor?query=SELECT%20*%0A%7B%20%3Fa%20%3Fb%20", status=400)
    assert "line 2, column" in page.get_by_role("alert").inner_text()
    marked = page.locator(".CodeMirror-code > div", has=page.locator(".wrong-line"))
    assert "?a ?b" in marked.inner_text()


def test_a_query_is_asked_without_scripts(visit):
    page = visit("/sparql-editor", scripts=False)
    page.get_by_label("Query").fill("ASK { ?a a ig:Report }")
    page.get_by_role("button", name="Ask").click()
    assert page.locator("#answer + .table tbody").inner_text() == "yes"


def test_the_answer_of_any_query_is_taken_away(visit):
    page = visit("/sparql-editor?query=SELECT%20%3Fa%20%7B%20%3Fa%20a%20ig%3AReport%20%7D")
    with page.expect_download() as started:
        page.get_by_role("button", name="CSV").click()
    assert len(started.value.path().read_text(encoding="utf-8").splitlines()) == 1 + 2


@needs("cytoscape")
def test_a_network_is_drawn_and_answers_a_click(visit):
    page = visit("/network/authority/RCH")
    page.locator("[data-drawn]").wait_for()
    place = page.evaluate(
        "() => network.nodes().filter('[label = \"Sunrise team\"]').first().renderedPosition()"
    )
    box = page.locator("#picture").bounding_box()
    page.mouse.click(box["x"] + place["x"], box["y"] + place["y"])
    details = page.get_by_role("region", name="What is chosen")
    details.get_by_role("link", name="Sunrise team").wait_for()
    assert "Greater Manchester Police" in details.inner_text()
    assert "The multiagency Sunrise team, including both police" in details.inner_text()
    details.get_by_role("link", name="Sunrise team").click()
    page.wait_for_url("**/body/RCH/sunrise-team")


@needs("cytoscape")
def test_a_network_is_walked_by_the_keyboard(visit):
    page = visit("/network/authority/RCH", width=NARROW)
    page.get_by_role("button", name="Show Sunrise team in the picture").press("Enter")
    details = page.get_by_role("region", name="What is chosen")
    assert page.evaluate("document.activeElement.textContent") == "Sunrise team"
    details.get_by_role("button", name="Greater Manchester Police").press("Enter")
    assert details.get_by_role("heading").inner_text() == "Greater Manchester Police"


@needs("cytoscape")
def test_the_picture_of_a_network_is_the_same_every_time(visit):
    places = "() => network.nodes().map((node) => [node.id(), node.position().x, node.position().y])"
    first, second = (visit("/network/authority/RCH") for _ in range(2))
    for page in (first, second):
        page.locator("[data-drawn]").wait_for()
    assert first.evaluate(places) == second.evaluate(places)


def test_a_stranger_finds_the_weakest_theme_its_sentence_what_was_required_and_whether_again(visit):
    page = visit("/")
    page.get_by_role("main").get_by_role("link", name="Rochdale", exact=True).first.click()
    theme = page.locator(".lead").get_by_role("link").last
    name = theme.inner_text()
    theme.click()
    assert page.locator("h1").inner_text().casefold() == name.casefold()
    weakness = page.locator("#weakness ~ .entries").first.get_by_role("link").first
    words = weakness.inner_text()
    weakness.click()
    assert words in re.sub(r"\s+", " ", page.locator("blockquote").first.inner_text())
    page.go_back()
    page.locator("#required ~ .entries").get_by_role("link").first.click()
    assert page.get_by_role("heading", name=re.compile("before", re.IGNORECASE)).count() == 1
