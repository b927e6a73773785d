from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from loader.load import load
from loader.store import Reader, read
from queries.ask import named, run
from tests.queries.web.html_pages import Element, parsed
from tests.queries.web.pages.asking import select
from tests.queries.web.seeing import see
from tests.small_reports import changed


def seen(reader: Reader, address: str) -> Element:
    answer = see(reader, address)
    assert answer.status == 200
    return parsed(answer.body.decode())


def row_of(page: Element, name: str) -> list[str]:
    """The cells of the row of a table that a name heads."""
    for row in page.named("tr"):
        if row.named("th") and row.named("th")[0].text().strip() == name:
            return [cell.text().strip() for cell in row.named("td")]
    raise LookupError(name)


def test_grades_are_those_of_the_graph(reader: Reader) -> None:
    page = seen(reader, "/authority/RCH")
    told = [one.named("li") for one in page.of_class("grades")]
    shown = [(li.named("a")[0].text(), li.of_class("tag")[0].text()) for items in told for li in items]
    wanted = select(
        reader,
        "SELECT ?aspect ?grade { GRAPH ?g { ?j ig:authority <id/authority/RCH> ; "
        "ig:aspectAsPrinted ?aspect ; ig:gradeAsPrinted ?grade } }",
    )
    assert sorted(shown) == sorted((aspect, grade.capitalize()) for aspect, grade in wanted)
    assert shown[0] == ("Overall effectiveness", "Inadequate")


def test_themes_are_counted_as_the_catalogue_counts_them(reader: Reader) -> None:
    page = seen(reader, "/authority/MDW")
    answer = run(reader, named("strengths-and-weaknesses"), {"authority": "Medway"})
    for row in answer.rows():
        said = dict(zip(answer.columns, (str(getattr(term, "value", "")) for term in row), strict=True))
        assert row_of(page, said["theme"])[1:] == [
            said[name] for name in ("weaknesses", "mixed", "strengths", "neutral")
        ]


def test_the_weakest_theme_is_named_first_and_leads_on(reader: Reader) -> None:
    page = seen(reader, "/authority/RCH")
    link = page.of_class("lead")[0].named("a")[0]
    first = page.of_class("share")[0]
    assert first.text().strip().endswith("%")
    theme = seen(reader, link.attributes["href"])
    assert theme.named("h1")[0].text().lower() == link.text()


def test_actions_are_all_there_with_their_time(reader: Reader) -> None:
    page = seen(reader, "/authority/RCH")
    actions = select(
        reader,
        "SELECT ?it ?text { GRAPH <graph/report/RCH/2012-11-12/protection-2012> "
        "{ ?it a ig:RequiredAction ; ig:text ?text } }",
    )
    shown = {one.attributes["href"]: one.text() for one in page.named("a")}
    for iri, text in actions:
        assert shown["/" + iri.partition("/id/")[2]] == text
    assert page.text().count("Open: no later inspection is held") == len(actions)


def test_a_theme_of_an_authority_has_each_sentence_and_its_place(reader: Reader) -> None:
    page = seen(reader, "/authority/RCH/theme/assessment")
    wanted = select(
        reader,
        "SELECT ?it ?text { GRAPH <graph/report/RCH/2012-11-12/protection-2012> "
        "{ ?it ig:theme theme:assessment ; ig:text ?text } }",
    )
    shown = {one.attributes["href"]: one.text() for one in page.named("a")}
    assert len(wanted) > 5
    for iri, text in wanted:
        assert shown["/" + iri.partition("/id/")[2]] == text
    places = [link for link in page.links() if "#evidence-" in link]
    report = seen(reader, places[0].partition("#")[0])
    assert places[0].partition("#")[2] in {one.attributes.get("id") for one in report.all()}


def test_an_authority_without_reports_says_so(reader: Reader) -> None:
    assert "No report on this authority is held." in seen(reader, "/authority/KEN").text()


def test_neighbours_stand_with_their_grades(reader: Reader) -> None:
    page = seen(reader, "/authority/RCH")
    names = select(
        reader,
        "SELECT ?name { GRAPH ?g { <id/authority/RCH> ig:statisticalNeighbour ?n } "
        "GRAPH ?h { ?n skos:prefLabel ?name } }",
    )
    assert names
    for (name,) in names:
        assert row_of(page, name)[0] == "none held"


def two_reports(folder: Path, earlier: str, later: str) -> Path:
    """A store of two small reports on one council, of 2009 and 2013, that each ask for something first."""
    first = "ensure that visits are recorded on the day"
    for year, asked in ((2009, earlier), (2013, later)):
        text = changed(("4 - 13 March 2013", f"4 - 13 March {year}"), (first, asked))
        (folder / f"{year}.txt").write_text(text, encoding="utf-8")
    load([folder / "2009.txt", folder / "2013.txt"], folder / "store")
    return folder / "store"


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two small reports on one council, of which the later asks again."""
    audits = "improve the quality of case file audits", "ensure that audits of cases are of good quality"
    return two_reports(tmp_path_factory.mktemp("again"), *audits)


def test_what_came_back_is_told_on_both_sides(again: Path) -> None:
    with read(again) as reader:
        ((code,),) = select(
            reader, "SELECT DISTINCT ?c { GRAPH ?g { ?i a ig:Inspection ; ig:authority ?c } }"
        )
        page = seen(reader, "/authority/" + code.rpartition("/")[2])
        entries = {one.named("a")[0].text(): one.text() for one in page.named("li") if one.of_class("tag")}
        assert "Came back: 4 March 2013" in entries["improve the quality of case file audits"]
        assert "Asked before: 4 March 2009" in entries["ensure that audits of cases are of good quality"]
        tables = [one.text() for one in page.named("table") if "Asked again" in one.text()]
        assert "case file audits" in tables[0]
        assert "audits of cases" in tables[0]
        links = [link for link in page.links() if link.endswith("/2013-03-04/protection-2012/action/1")]
        action = seen(reader, links[0])
        assert [one.text() for one in action.of_class("chain")[0].of_class("day")] == [
            "4 March 2009",
            "4 March 2013",
        ]
        before, here = action.of_class("chain")[0].named("li")
        assert "Score 0." in before.text()
        assert here.classes == ["here"]


def test_what_is_only_on_one_subject_is_not_said_to_come_back(tmp_path: Path) -> None:
    plans = "simplify the records of plans and reviews", "improve early planning for adoption"
    with read(two_reports(tmp_path, *plans)) as reader:
        page = seen(reader, "/authority/RUT")
        entries = {one.named("a")[0].text(): one.text() for one in page.named("li") if one.of_class("tag")}
        assert "Not found again since" in entries[plans[0]]
        assert "Asked before" not in entries[plans[1]]
        action = seen(
            reader,
            next(link for link in page.links() if link.endswith("2009-03-04/protection-2012/action/1")),
        )
        assert "No action that is held was found to ask for the same" in action.text()
        (related,) = [one for one in action.named("details") if "on one subject with it" in one.text()]
        assert "4 March 2013" in related.text()
        assert plans[1] in related.text()


def test_the_questions_that_it_leads_to_take_an_authority(reader: Reader) -> None:
    page = seen(reader, "/authority/RCH")
    asked = [urlsplit(link) for link in page.links() if link.startswith("/queries/")]
    assert len(asked) > 3
    for link in asked:
        takes = {parameter.name for parameter in named(link.path.removeprefix("/queries/")).parameters}
        assert {name for name, _ in parse_qsl(link.query)} <= takes | {"show"}
