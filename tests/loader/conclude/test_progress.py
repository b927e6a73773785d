"""Which inspection, full inspection and judgement came before which."""

from __future__ import annotations

import random

import pytest
from pyoxigraph import NamedNode

from loader.conclude.progress import chain_statements
from loader.iris import BASE, REPORT_GRAPHS, concept, resource_iri
from loader.quads import Said, Term, iri, lines_of, typed, value_of
from ontology.terms import DCTERMS, IG, RDF, XSD


def report(path: str, day: NamedNode | None = IG.startDate, **grades: str) -> dict[str, Said]:
    """What matters of the report of one inspection: its day, its kind, and the grades by aspect."""
    _, date, framework = path.split("/")
    own: dict[Term, tuple[Term, ...]] = {
        iri(RDF.type): (iri(IG.Inspection),),
        iri(IG.framework): (iri(concept("frameworks", framework)),),
    }
    said = {iri(resource_iri("inspection", path)): own}
    if day == IG.startDate:
        own[iri(day)] = (typed(date, XSD.date),)
    elif day is not None:
        said[iri(resource_iri("report", path))] = {iri(day): (typed(date, XSD.date),)}
    for aspect, grade in grades.items():
        slug = aspect.replace("_", "-")
        said[iri(resource_iri("report", path, "judgement", slug))] = {
            iri(IG.aspect): (iri(concept("aspects", slug)),),
            iri(IG.grade): (iri(concept("judgement-scales", grade)),),
        }
    return {REPORT_GRAPHS + path: said}


def links(code: str, predicate: NamedNode, *reports: dict[str, Said]) -> set[tuple[str, str]]:
    """What came before what, each by the end of its IRI."""
    said = chain_statements(code, {name: own for each in reports for name, own in each.items()})
    return {
        (_short(it), _short(earlier)) for it, own in said.items() for earlier in own.get(iri(predicate), ())
    }


def _short(term: Term) -> str:
    return value_of(term).removeprefix(f"{BASE}id/").partition("/")[2]


PROTECTION = report(
    "MDW/2013-01-07/protection-2012",
    overall_effectiveness="protection-2012/inadequate",
    help_and_protection="protection-2012/inadequate",
    leadership_and_governance="protection-2012/inadequate",
)
CARE = report(
    "MDW/2013-07-15/lac-2013",
    overall_effectiveness="protection-2012/adequate",
    outcomes_for_looked_after_children="protection-2012/adequate",
)
SINGLE = report(
    "MDW/2015-09-14/sif",
    overall_effectiveness="ofsted-2013/requires-improvement",
    help_and_protection="ofsted-2013/requires-improvement",
    leadership_and_governance="ofsted-2013/good",
    looked_after_and_achieving_permanence="ofsted-2013/requires-improvement",
    care_leavers="ofsted-2013/good",
    safeguarding_board="ofsted-2013/good",
)
VISIT = report("MDW/2018-02-05/ilacs-focused-visit")
TOGETHER = report(
    "MDW/2019-07-15/ilacs",
    overall_effectiveness="ofsted-2013/inadequate",
    children_in_care_and_care_leavers="ofsted-2013/good",
    leaders_impact="ofsted-2013/inadequate",
)
SEND = report("MDW/2022-02-05/area-send", inspection_outcome="area-send/outcome-2")
APART = report(
    "MDW/2023-07-17/ilacs",
    overall_effectiveness="ofsted-2013/good",
    help_and_protection="ofsted-2013/good",
    children_in_care="ofsted-2013/good",
    care_leavers="ofsted-2013/outstanding",
)
MEDWAY = (PROTECTION, CARE, SINGLE, VISIT, TOGETHER, SEND, APART)


def test_inspections_of_every_kind_make_one_chain_in_order_of_date():
    assert links("MDW", IG.previousInspection, *reversed(MEDWAY)) == {
        ("MDW/2013-07-15/lac-2013", "MDW/2013-01-07/protection-2012"),
        ("MDW/2015-09-14/sif", "MDW/2013-07-15/lac-2013"),
        ("MDW/2018-02-05/ilacs-focused-visit", "MDW/2015-09-14/sif"),
        ("MDW/2019-07-15/ilacs", "MDW/2018-02-05/ilacs-focused-visit"),
        ("MDW/2022-02-05/area-send", "MDW/2019-07-15/ilacs"),
        ("MDW/2023-07-17/ilacs", "MDW/2022-02-05/area-send"),
    }


def test_full_inspections_are_linked_where_they_judge_the_same_services():
    assert links("MDW", IG.previousFullInspection, *MEDWAY) == {
        ("MDW/2015-09-14/sif", "MDW/2013-07-15/lac-2013"),
        ("MDW/2015-09-14/sif", "MDW/2013-01-07/protection-2012"),
        ("MDW/2018-02-05/ilacs-focused-visit", "MDW/2015-09-14/sif"),
        ("MDW/2019-07-15/ilacs", "MDW/2015-09-14/sif"),
        ("MDW/2022-02-05/area-send", "MDW/2019-07-15/ilacs"),
        ("MDW/2023-07-17/ilacs", "MDW/2019-07-15/ilacs"),
    }


def judged_before(*reports: dict[str, Said]) -> set[tuple[str, str, str, str]]:
    """Year and aspect of each judgement, and of the one before."""

    def of(name: str) -> tuple[str, str]:
        return name.split("/")[1][:4], name.rpartition("/")[2]

    found = links("MDW", IG.previousJudgement, *reports)
    return {(*of(it), *of(earlier)) for it, earlier in found}


def test_a_judgement_follows_the_nearest_on_the_same_aspect_or_one_that_corresponds():
    assert judged_before(*MEDWAY) == {
        # Two inspections of different services went before the one of both.
        ("2015", "overall-effectiveness", "2013", "overall-effectiveness"),
        ("2015", "help-and-protection", "2013", "help-and-protection"),
        ("2015", "leadership-and-governance", "2013", "leadership-and-governance"),
        ("2015", "looked-after-and-achieving-permanence", "2013", "outcomes-for-looked-after-children"),
        ("2019", "overall-effectiveness", "2015", "overall-effectiveness"),
        ("2019", "leaders-impact", "2015", "leadership-and-governance"),
        # And not that of care leavers, which is but a part of it.
        ("2019", "children-in-care-and-care-leavers", "2015", "looked-after-and-achieving-permanence"),
        ("2023", "overall-effectiveness", "2019", "overall-effectiveness"),
        # The inspection between did not grade it.
        ("2023", "help-and-protection", "2015", "help-and-protection"),
        # The nearest comes before a closer one that is older.
        ("2023", "children-in-care", "2019", "children-in-care-and-care-leavers"),
        ("2023", "care-leavers", "2019", "children-in-care-and-care-leavers"),
    }
    both = links("MDW", IG.previousJudgement, PROTECTION, CARE, SINGLE)
    overall = {earlier for it, earlier in both if it.endswith("/sif/judgement/overall-effectiveness")}
    assert overall == {
        "MDW/2013-01-07/protection-2012/judgement/overall-effectiveness",
        "MDW/2013-07-15/lac-2013/judgement/overall-effectiveness",
    }


def test_what_was_not_judged_is_passed_over():
    again = report("MDW/2017-01-09/sif", overall_effectiveness="ofsted-2013/good", care_leavers="not-judged")
    third = report("MDW/2018-01-09/sif", care_leavers="ofsted-2013/good")
    found = judged_before(SINGLE, again, third)
    assert ("2018", "care-leavers", "2015", "care-leavers") in found
    assert not [pair for pair in found if pair[:2] == ("2017", "care-leavers")]


def test_a_board_is_followed_through_reports_of_its_own():
    review = report("MDW/2016-06-15/lscb-review", safeguarding_board="ofsted-2013/requires-improvement")
    again = report("MDW/2017-06-15/sif", safeguarding_board="ofsted-2013/good")
    assert judged_before(SINGLE, review, again) == {
        ("2016", "safeguarding-board", "2015", "safeguarding-board"),
        ("2017", "safeguarding-board", "2016", "safeguarding-board"),
    }


def test_a_council_that_came_after_two_follows_both():
    one = report("BMH/2014-04-01/sif", overall_effectiveness="ofsted-2013/good")
    two = report("POL/2017-11-01/sif", overall_effectiveness="ofsted-2013/requires-improvement")
    new = report("BPC/2021-12-06/ilacs", overall_effectiveness="ofsted-2013/inadequate")
    later = report("BPC/2024-12-06/ilacs", overall_effectiveness="ofsted-2013/good")
    for predicate in (IG.previousInspection, IG.previousFullInspection):
        assert links("BPC", predicate, one, two, new, later) == {
            ("BPC/2021-12-06/ilacs", "BMH/2014-04-01/sif"),
            ("BPC/2021-12-06/ilacs", "POL/2017-11-01/sif"),
            ("BPC/2024-12-06/ilacs", "BPC/2021-12-06/ilacs"),
        }
    assert len(links("BPC", IG.previousJudgement, one, two, new, later)) == 3
    assert links("POL", IG.previousInspection, one, two, new) == set()


def test_two_councils_that_came_after_one_both_follow_it():
    old = report("CMA/2017-11-13/sif", overall_effectiveness="ofsted-2013/requires-improvement")
    for code in ("CBD", "WAF"):
        new = report(f"{code}/2024-10-07/ilacs", overall_effectiveness="ofsted-2013/good")
        assert links(code, IG.previousInspection, old, new) == {
            (f"{code}/2024-10-07/ilacs", "CMA/2017-11-13/sif")
        }


@pytest.mark.parametrize("day", [DCTERMS.issued, IG.listedDate])
def test_where_no_first_day_is_printed_the_day_of_publication_counts(day):
    listed = report("MDW/2017-05-01/jtai", day)
    assert links("MDW", IG.previousInspection, SINGLE, listed, VISIT) == {
        ("MDW/2017-05-01/jtai", "MDW/2015-09-14/sif"),
        ("MDW/2018-02-05/ilacs-focused-visit", "MDW/2017-05-01/jtai"),
    }


def test_an_inspection_of_no_known_day_is_in_no_chain_and_two_of_one_day_follow_the_same():
    undated = report("MDW/undated-0a1b2c3d/jtai", None)
    beside = report("MDW/2018-02-05/jtai")
    assert links("MDW", IG.previousInspection, SINGLE, undated, VISIT, beside) == {
        ("MDW/2018-02-05/ilacs-focused-visit", "MDW/2015-09-14/sif"),
        ("MDW/2018-02-05/jtai", "MDW/2015-09-14/sif"),
    }


def test_the_order_of_reports_does_not_count():
    every = {name: own for each in MEDWAY for name, own in each.items()}
    mixed = list(every.items())
    random.Random(1).shuffle(mixed)
    assert lines_of(chain_statements("MDW", dict(mixed))) == lines_of(chain_statements("MDW", every))
