"""Each query of the catalogue, asked of the shipped reports; the answers were read in the reports."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from loader.iris import BASE
from loader.load import load
from loader.pipeline import understand
from loader.store import read
from loader.vocabulary import CONCEPT_BASE
from ontology.terms import IG, RDF
from queries.ask import Query, catalogue, run
from tests.queries.asking import pairs, rows
from tests.small_pages import changed, laid_out

HELP = "The effectiveness of the help and protection provided to children, young people, families and carers"
MEDWAY_BOARD = "Medway Safeguarding Children Board"
ROCHDALE_BOARD = "Rochdale Borough Safeguarding Children Board"
# Each council has one report, so that nothing came before; and no table is linked.
NOTHING_SHIPPED = {
    "unread",
    "actions-that-came-back",
    "action-chains",
    "progress",
    "theme-progress",
    "changes",
    "figures-linked",
}
NEEDED = {"authority": "RCH", "name": "Sunrise", "other": "MDW"}


def needed(query: Query) -> dict[str, str]:
    """What the query must be given: what the tests hold it to, or else its own examples."""
    return {p.name: NEEDED.get(p.name) or p.example or "" for p in query.parameters if p.required}


@pytest.mark.parametrize("name", list(catalogue()))
def test_says_what_it_is_and_runs(shipped_store: Path, name: str) -> None:
    query = catalogue()[name]
    given = needed(query)
    with read(shipped_store) as reader:
        answer = run(reader, query, given)
        first = list(answer.rows())
        again = list(run(reader, query, given).rows())
    assert query.title
    assert "A row is" in query.description.replace("\n", " ")
    assert all(parameter.description for parameter in query.parameters)
    assert first == again
    assert len(first) == len(set(map(str, first)))
    assert first or name in NOTHING_SHIPPED


@pytest.mark.parametrize(
    "name", [n for n, q in catalogue().items() if "authority" in {p.name for p in q.parameters}]
)
def test_one_council_is_a_part_of_all(shipped_store: Path, name: str) -> None:
    if name in {"common-themes", "body-changes", "laws-cited"}:
        return  # nothing in common with itself; changes are known of all; laws are counted over councils
    given = {**needed(catalogue()[name]), "name": "Board"}
    given = {
        p.name: given[p.name] for p in catalogue()[name].parameters if p.required and p.name != "authority"
    }
    one = [rows(shipped_store, name, authority=code, **given) for code in ("MDW", "RCH")]
    if not any(p.name == "authority" and p.required for p in catalogue()[name].parameters):
        every = rows(shipped_store, name, **given)
        assert sorted(map(str, every)) == sorted(map(str, one[0] + one[1]))
    assert not rows(shipped_store, name, authority="Kent", **given)


def test_body_merges(shipped_store: Path) -> None:
    found = rows(shipped_store, "body-merges", authority="Medway")
    assert found == sorted(found, key=lambda row: float(row["confidence"]))
    police = [row for row in found if row["body"] == "Kent Police"]
    assert pairs(police, "name", "known", "rule") == [("police officer", "Kent Police", "serves the area")]
    assert all(row["name"] in row["quote"] for row in found)
    assert not any(row["name"] == row["known"] for row in found)
    some = rows(shipped_store, "body-merges", authority="Medway", name="police")
    assert some == [row for row in found if "olice" in row["name"] + row["known"]]


def test_body_changes(shipped_store: Path) -> None:
    columns = ("before", "after", "date")
    begun = pairs(rows(shipped_store, "body-changes", authority="Buckinghamshire"), *columns)
    assert begun == [("Buckinghamshire County", "Buckinghamshire", "2020-04-01")]
    ended = pairs(rows(shipped_store, "body-changes", authority="CMA"), *columns)
    assert ended == [
        ("Cumbria", "Cumberland", "2023-04-01"),
        ("Cumbria", "Westmorland and Furness", "2023-04-01"),
    ]


def test_judgements(shipped_store: Path) -> None:
    found = rows(shipped_store, "judgements")
    assert pairs(found, "authority", "aspect", "grade") == [
        ("Medway", "Overall effectiveness", "Inadequate"),
        ("Medway", HELP, "Inadequate"),
        ("Medway", "The quality of practice", "Inadequate"),
        ("Medway", "Leadership and governance", "Inadequate"),
        ("Rochdale", "Overall effectiveness", "Inadequate"),
        ("Rochdale", HELP, "Adequate"),
        ("Rochdale", "The quality of practice", "Adequate"),
        ("Rochdale", "Leadership and governance", "Inadequate"),
    ]
    assert {row["from"] + " to " + row["to"] for row in found} == {
        "2013-01-07 to 2013-01-16",
        "2012-11-12 to 2012-11-21",
    }
    practice = rows(shipped_store, "judgements", authority="Medway Council", aspect="quality-of-practice")
    assert pairs(practice, "paragraph", "quote") == [("32", "The quality of practice is inadequate.")]


def test_required_actions(shipped_store: Path) -> None:
    counts = {
        (code, timescale): len(rows(shipped_store, "required-actions", authority=code, timescale=timescale))
        for code in ("MDW", "RCH")
        for timescale in ("immediately", "within three months", "within-six-months")
    }
    assert list(counts.values()) == [5, 8, 4, 5, 5, 1]
    last = rows(shipped_store, "required-actions", authority="rochdale")[-1]
    assert last["text"] == (
        "ensure that the views, experiences and feedback from children and their families are used to inform "
        "learning and service improvements"
    )
    assert (last["n"], last["timescale"], last["addressee"]) == (
        "11",
        "within six months",
        "its partners; the local authority",
    )
    assert "due" not in last


def test_an_action_with_items_beneath_it_is_one_row(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(laid_out(changed("sif-late", ("Barchester", "Rutland"))))
    actions = understand(tmp_path / "report.pdf").actions
    load([tmp_path / "report.pdf"], tmp_path / "store")
    assert any(action.parts > 1 for action in actions)
    found = rows(tmp_path / "store", "required-actions")
    assert [row["text"] for row in found] == [action.text for action in actions]


def test_an_action_over_a_page_break_is_whole(shipped_store: Path) -> None:
    fifth = rows(shipped_store, "required-actions", authority="MDW")[4]["text"]
    assert "the current experience of the child, and that managers ensure that agreed actions" in fifth


def test_required_actions_on_a_theme(shipped_store: Path) -> None:
    found = rows(shipped_store, "required-actions", authority="RCH", theme="domestic-abuse")
    assert pairs(found, "n") == [("7",)]
    assert "adults and children affected by domestic abuse" in found[0]["text"]


def test_actions_addressed_to_board(shipped_store: Path) -> None:
    found = rows(shipped_store, "actions-addressed-to-board")
    assert pairs(found, "authority", "n", "how", "board", "timescale") == [
        ("Medway", "12", "named", MEDWAY_BOARD, "within three months"),
        ("Medway", "13", "named", MEDWAY_BOARD, "within three months"),
        ("Rochdale", "5", "named", ROCHDALE_BOARD, "immediately"),
        ("Rochdale", "9", "named", ROCHDALE_BOARD, "within three months"),
    ]


@pytest.mark.parametrize(
    ("name", "paragraphs"),
    [
        ("Sunrise", "14 27 27 27 27 27"),
        ("First Response", "16 26 27 35 41"),
        ("MSCB", "15 15 47 47 47 47 48 48 48 48 50 50"),
    ],
)
def test_findings_about_body(shipped_store: Path, name: str, paragraphs: str) -> None:
    found = rows(shipped_store, "findings-about-body", name=name)
    assert " ".join(row["paragraph"] for row in found) == paragraphs


def test_findings_about_body_of_one_sort(shipped_store: Path) -> None:
    weak = rows(shipped_store, "findings-about-body", name="sunrise", polarity="weakness")
    assert [row["quote"][:46] for row in weak] == ["However, there are still gaps in the operation"]


def test_everything_about(shipped_store: Path) -> None:
    found = rows(shipped_store, "everything-about", name="Sunrise")
    assert pairs(found, "statement", "paragraph") == [
        ("action", "3.b3"),
        ("finding", "14"),
        *[("finding", "27")] * 5,
    ]
    assert found[0]["quote"].startswith("further develop the strategic coordination of the Sunrise team")
    assert found[0]["says"] == "immediately"
    launch = rows(shipped_store, "everything-about", name="Operation Span")
    assert pairs(launch, "statement", "says", "paragraph") == [("event", "2010", "7")]


def test_addressees_are_part_of_everything(shipped_store: Path) -> None:
    found = rows(shipped_store, "everything-about", name="Medway Council", authority="MDW")
    assert sum(row["statement"] == "action addressed to it" for row in found) == 17


def test_strengths_and_weaknesses(shipped_store: Path) -> None:
    medway = {row["theme"]: row for row in rows(shipped_store, "strengths-and-weaknesses", authority="MDW")}
    recording = medway["Case recording"]  # paragraph 44: "the quality of recording is inadequate"
    assert int(recording["weaknesses"]) > int(recording["strengths"])
    rochdale = rows(
        shipped_store, "strengths-and-weaknesses", authority="RCH", theme="exploitation-and-missing"
    )
    assert len(rochdale) == 1  # paragraphs 14, 21, 27 and 37 mostly praise the work on sexual exploitation
    assert int(rochdale[0]["strengths"]) > int(rochdale[0]["weaknesses"]) > 0
    for row in medway.values():
        strong, weak, mixed = (int(row[sort]) for sort in ("strengths", "weaknesses", "mixed"))
        if strong + weak + mixed:
            assert float(row["weak_percent"]) == pytest.approx(100 * weak / (strong + weak + mixed), abs=0.51)


def test_counts_are_those_of_the_findings(shipped_store: Path) -> None:
    (found,) = rows(shipped_store, "strengths-and-weaknesses", authority="RCH", theme="domestic-abuse")
    theme = NamedNode(f"{CONCEPT_BASE}themes/domestic-abuse")
    with read(shipped_store) as reader:
        graph = NamedNode(f"{BASE}graph/report/RCH/2012-11-12/protection-2012")
        labelled = {quad.subject for quad in reader.store.quads_for_pattern(None, IG.theme, theme, graph)}
        findings = {
            quad.subject for quad in reader.store.quads_for_pattern(None, RDF.type, IG.Finding, graph)
        }
    counted = sum(int(found[sort]) for sort in ("strengths", "weaknesses", "mixed", "neutral"))
    assert counted == len(labelled & findings) > 0


def test_common_themes(shipped_store: Path) -> None:
    both = rows(shipped_store, "common-themes", authority="MDW", other="RCH")
    themes = [row["theme"] for row in both[::2]]
    assert both == rows(shipped_store, "common-themes")  # these two are all there are
    assert pairs(both, "theme", "authority") == [(t, a) for t in themes for a in ("Medway", "Rochdale")]
    assert all(int(row["weaknesses"]) >= 1 for row in both)
    # Paragraphs 20, 12 and 42 of the one report, 32, 40 and 23 of the other.
    assert {"Assessment", "Performance and quality assurance", "Planning and review"} <= set(themes)
    many = rows(shipped_store, "common-themes", least="10")
    assert {row["theme"] for row in many} < set(themes)
    assert all(int(row["weaknesses"]) >= 10 for row in many)
    strong = rows(shipped_store, "common-themes", polarity="strength", authority="MDW", other="RCH")
    assert all(int(row["strengths"]) >= 1 for row in strong)


def test_statistics(shipped_store: Path) -> None:
    found = rows(shipped_store, "statistics")
    printed = set(pairs(found, "authority", "paragraph", "value", "unit", "concept"))
    assert printed >= {
        ("Medway", "9", "24.5", "%", "Children and young people under 18"),
        ("Medway", "9", "20", "%", "Children from minority ethnic groups"),
        ("Medway", "11", "2", "teams", "Another measure"),
        ("Rochdale", "10", "56200", "children", "Children and young people under 18"),
        ("Rochdale", "10", "31.4", "%", "Children from minority ethnic groups"),
    }
    (trained,) = [row for row in found if row["value"] == "9000"]
    assert (trained["qualifier"], trained["period"]) == ("over", "By July 2012")
    meals = rows(shipped_store, "statistics", measure="free school MEALS")
    assert pairs(meals, "authority", "value") == [("Medway", "15")]
    assert pairs(rows(shipped_store, "statistics", concept="free-school-meals"), "value") == [("15",)]


def test_figures_compared(shipped_store: Path) -> None:
    found = rows(shipped_store, "figures-compared")
    assert pairs(found, "authority", "value", "comparison", "area", "comparator_value", "difference") == [
        ("Medway", "15", "below", "England", "", ""),
        ("Medway", "20", "", "England", "17", "3"),
        ("Medway", "11", "below", "England", "", ""),
        ("Rochdale", "31.4", "", "England", "25.4", "6"),
    ]
    assert rows(shipped_store, "figures-compared", area="target") == []


def test_measure_across_authorities(shipped_store: Path) -> None:
    found = rows(shipped_store, "measure-across-authorities", concept="minority-ethnic-children")
    assert pairs(found, "authority", "year", "value", "unit", "said") == [
        ("Medway", "2013", "20", "%", "own"),
        ("Rochdale", "2012", "31.4", "%", "own"),
    ]
    share = rows(shipped_store, "measure-across-authorities", concept="population-under-18", unit="percent")
    assert pairs(share, "value") == [("24.5",), ("24",)]


def test_bodies(shipped_store: Path) -> None:
    found = {row["body"]: row for row in rows(shipped_store, "bodies", authority="Rochdale")}
    assert pairs([found["Sunrise team"]], "kind", "named", "findings", "actions") == [("team", "8", "6", "1")]
    assert found[ROCHDALE_BOARD]["kind"] == "safeguarding board"
    assert "RBSCB" in found[ROCHDALE_BOARD]["other_names"].split("; ")
    assert "SCP" in found["Safer Community Partnership"]["other_names"].split("; ")
    assert "University of Huddersfield" in found
    assert "Operation Span" not in found
    assert [row["body"] for row in rows(shipped_store, "bodies", authority="RCH", name="rbscb")] == [
        ROCHDALE_BOARD
    ]


def test_body_relations(shipped_store: Path) -> None:
    sunrise = rows(shipped_store, "body-relations", authority="RCH", name="sunrise")
    beside = {row["other"] if row["body"] == "Sunrise team" else row["body"] for row in sunrise}
    assert {"First Response team", "Youth service"} <= beside
    department = rows(shipped_store, "body-relations", authority="RCH", name="Children, Schools and Families")
    assert ("part of", "Rochdale") in pairs(department, "relation", "other")


def test_evidence(shipped_store: Path) -> None:
    (found,) = rows(shipped_store, "evidence", text="the pace of change has been too slow")
    assert pairs([found], "authority", "section", "grade", "paragraph") == [
        ("Medway", "Overall effectiveness", "Inadequate", "16")
    ]
    assert found["paragraph_text"][int(found["start"]) : int(found["end"])] == found["quote"]
    assert found["paragraph_text"].startswith("Clear prioritisation of child protection by the council")
    assert rows(shipped_store, "evidence", finding=found["iri"]) == [found]


def test_findings_by_theme(shipped_store: Path) -> None:
    found = rows(
        shipped_store, "findings-by-theme", theme="domestic-abuse", authority="RCH", polarity="weakness"
    )
    assert {"14", "28", "38"} <= {row["paragraph"] for row in found}
    assert found[0]["quote"].startswith("The response to children at risk from domestic violence is")
    assert all(
        0 < float(row[kind]) <= 1 for row in found for kind in ("polarity_confidence", "theme_confidence")
    )
    counted = rows(shipped_store, "strengths-and-weaknesses", theme="domestic-abuse", authority="RCH")
    assert int(counted[0]["weaknesses"]) == len(found)


def test_instruments(shipped_store: Path) -> None:
    statutes = rows(shipped_store, "instruments", kind="act")
    law = "http://www.legislation.gov.uk/id/ukpga/"
    assert pairs(statutes, "authority", "paragraphs", "legislation") == [
        ("Medway", "36", f"{law}1989/41/section/47"),
        ("Medway", "8", f"{law}2006/40/section/136"),
        ("Rochdale", "29", f"{law}1989/41/section/47"),
        ("Rochdale", "9", f"{law}2006/40/section/136"),
    ]
    strategies = pairs(
        rows(shipped_store, "instruments", authority="RCH", kind="strategy"), "instrument", "paragraphs"
    )
    assert {("domestic abuse strategy", "38"), ("joint commissioning strategy", "34 36")} <= set(strategies)


def test_events(shipped_store: Path) -> None:
    found = rows(shipped_store, "events")
    assert [row["date"] for row in found] == sorted(row["date"] for row in found)
    assert set(pairs(found, "authority", "date", "until", "paragraph")) >= {
        ("Rochdale", "2010", "", "7"),
        ("Rochdale", "2011-03", "", "20"),
        ("Medway", "2011-11", "", "16"),
        ("Rochdale", "2012-05", "", "35"),
        ("Rochdale", "2012-07", "", "14"),
        ("Rochdale", "2012-07", "", "27"),
        ("Rochdale", "2013-01", "", "38"),
    }


def test_outline(shipped_store: Path) -> None:
    found = [row for row in rows(shipped_store, "outline") if int(row["paragraphs"]) > 1]
    assert pairs(found, "authority", "section", "grade", "paragraphs") == [
        ("Medway", "About this inspection", "", "5"),
        ("Medway", "Service information", "", "3"),
        ("Medway", "Overall effectiveness", "", "7"),
        ("Medway", HELP, "Inadequate", "13"),
        ("Medway", "The quality of practice", "Inadequate", "13"),
        ("Medway", "Leadership and governance", "Inadequate", "10"),
        ("Rochdale", "About this inspection", "", "6"),
        ("Rochdale", "Service information", "", "3"),
        ("Rochdale", "Overall effectiveness", "Inadequate", "6"),
        ("Rochdale", HELP, "Adequate", "7"),
        ("Rochdale", "The quality of practice", "Adequate", "8"),
        ("Rochdale", "Leadership and governance", "Inadequate", "10"),
    ]
    actions = [row["actions"] for row in rows(shipped_store, "outline") if row["role"] == "actions"]
    assert actions == ["17", "11"]


def test_title_block(shipped_store: Path) -> None:
    medway, rochdale = rows(shipped_store, "title-block")
    assert pairs(
        [medway, rochdale], "authority", "lead_inspector", "team_size", "announced", "age_group"
    ) == [
        ("Medway Council", "Paul d'Inverno", "5", "false", "All"),
        ("Rochdale Metropolitan Borough Council", "Pauline Turner", "5", "false", "All"),
    ]
    assert (
        medway["legal_basis"]
        == rochdale["legal_basis"]
        == "section 136 of the Education and Inspections Act 2006"
    )
    assert "sexual exploitation" in rochdale["focus"]
    assert "focus" not in medway


def test_reports(shipped_store: Path) -> None:
    found = rows(shipped_store, "reports")
    assert pairs(found, "code", "file", "judgements", "actions") == [
        ("MDW", "medway-2013-01.txt", "4", "17"),
        ("RCH", "rochdale-2012-11.txt", "4", "11"),
    ]
    assert sum(int(row["unread"]) for row in found) == len(rows(shipped_store, "unread"))
