"""Which actions ask again for what was asked before."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from loader.conclude.recurrences import recurrence_statements
from loader.decisions import NONE, Decision, Decisions
from loader.iris import BASE, REPORT_GRAPHS, resource_iri
from loader.quads import Said, Term, iri, lines_of, text, typed, value_of
from ontology.terms import DCTERMS, IG, RDF, XSD

AUDITS = "Improve the quality of case file audits."
AUDITING = "The quality and impact of auditing."
PLACEMENTS = "Sufficiency of placements for older children."

_Report = tuple[dict[str, Said], dict[str, Said]]  # of the inspection, and of its actions


def report(path: str, *texts: str, day: NamedNode | None = IG.startDate, to: str = "") -> _Report:
    """What a report says of when its inspection was and of what has to be done, by whom if that is told."""
    own: dict[Term, tuple[Term, ...]] = {iri(RDF.type): (iri(IG.Inspection),)}
    if day is not None:
        own[iri(day)] = (typed(path.split("/")[1], XSD.date),)
    actions: Said = {}
    for n, words in enumerate(texts, start=1):
        actions[iri(resource_iri("report", path, "action", str(n)))] = {iri(IG.text): (_text(words),)}
        if to:
            actions[iri(resource_iri("report", path, "action", str(n)))][iri(IG.addressee)] = (_text(to),)
    graph = REPORT_GRAPHS + path
    return {graph: {iri(resource_iri("inspection", path)): own}}, {graph: actions}


def _text(words: str) -> Term:
    term = text(words)
    assert term is not None
    return term


def concluded(*reports: _Report, code: str = "MDW", decisions: Decisions = NONE) -> Said:
    inspections = {graph: own for each, _ in reports for graph, own in each.items()}
    actions = {graph: own for _, each in reports for graph, own in each.items()}
    return recurrence_statements(code, inspections, actions, decisions)


def found(said: Said) -> set[tuple[str, str, str, str]]:
    """Later and earlier action, likeness and rule of each recurrence."""
    nodes = (own for own in said.values() if iri(IG.Recurrence) in own.get(iri(RDF.type), ()))
    return {
        (
            _short(own[iri(IG.laterAction)][0]),
            _short(own[iri(IG.earlierAction)][0]),
            value_of(own[iri(IG.likeness)][0]).rpartition("/")[2],
            value_of(own[iri(IG.rule)][0]).rpartition("/")[2],
        )
        for own in nodes
    }


def again(said: Said) -> set[tuple[str, str]]:
    return {(_short(it), _short(e)) for it, own in said.items() for e in own.get(iri(IG.asksAgain), ())}


def _short(term: Term) -> str:
    return value_of(term).removeprefix(f"{BASE}id/report/")


EARLIER = report("MDW/2013-01-07/protection-2012", PLACEMENTS, AUDITS)
LATER = report("MDW/2019-07-15/ilacs", AUDITING)
OLD, NEW = "MDW/2013-01-07/protection-2012/action/2", "MDW/2019-07-15/ilacs/action/1"


def decided(verdict: str, later: str = NEW, earlier: str = OLD) -> Decisions:
    row = Decision("recurrence", "", f"id/report/{later}", f"id/report/{earlier}", verdict, "", "", "", "")
    return Decisions((row,))


def test_an_action_that_asks_for_the_same_is_a_recurrence_with_its_reasons():
    said = concluded(EARLIER, LATER)
    assert found(said) == {(NEW, OLD, "same", "words")}
    assert again(said) == {(NEW, OLD)}
    (own,) = (own for own in said.values() if iri(IG.score) in own)
    assert 0.6 <= float(value_of(own[iri(IG.score)][0])) <= 1
    assert set(map(value_of, own[iri(IG.sharedWords)])) == {"auditing / case file audits", "quality"}


def test_its_iri_is_of_its_area_and_the_same_each_time():
    (node,) = (it for it, own in concluded(EARLIER, LATER).items() if iri(IG.score) in own)
    assert value_of(node).startswith(f"{BASE}id/area/MDW/recurrence/")
    assert lines_of(concluded(LATER, EARLIER)) == lines_of(concluded(EARLIER, LATER))


def test_what_is_only_related_is_no_link_of_a_chain():
    said = concluded(
        EARLIER, report("MDW/2019-07-15/ilacs", "Management oversight, including through audits.")
    )
    assert {(likeness, rule) for _, _, likeness, rule in found(said)} == {("related", "words")}
    assert not again(said)


def test_one_inspection_does_not_ask_again():
    assert not concluded(report("MDW/2019-07-15/ilacs", AUDITS, AUDITING))
    one_day = report("MDW/2019-07-15/ilacs", AUDITS), report("MDW/2019-07-15/jtai", AUDITING)
    assert not concluded(*one_day)


@pytest.mark.parametrize(("day", "known"), [(DCTERMS.issued, True), (IG.listedDate, True), (None, False)])
def test_the_day_is_that_of_the_inspection_else_of_publication(day, known):
    assert bool(concluded(EARLIER, report("MDW/2019-07-15/ilacs", AUDITING, day=day))) is known


def test_a_council_is_asked_again_what_the_one_before_it_was_asked():
    before, after = report("BKM/2014-06-03/sif", AUDITS), report("BUC/2021-12-06/ilacs", AUDITING)
    pair = ("BUC/2021-12-06/ilacs/action/1", "BKM/2014-06-03/sif/action/1")
    assert again(concluded(before, after, code="BUC")) == {pair}
    assert not concluded(before, after, code="BKM"), "each graph has the recurrences of its own council"


def test_what_a_board_was_asked_is_less_alike():
    board = report("MDW/2013-01-07/sif", AUDITS, to="The Local Safeguarding Children Board (LSCB)")
    council = report("MDW/2013-01-07/sif", AUDITS, to="The local authority")
    scores = [
        float(value_of(own[iri(IG.score)][0]))
        for earlier in (board, council)
        for own in concluded(earlier, LATER).values()
        if iri(IG.score) in own
    ]
    assert scores[0] < scores[1]


@pytest.mark.parametrize(
    ("verdict", "left"),
    [
        ("same", {(NEW, OLD, "same", "reviewer")}),
        ("related", {(NEW, OLD, "related", "reviewer")}),
        ("no", set()),
    ],
)
def test_a_reviewer_s_word_stands(verdict, left):
    said = concluded(EARLIER, LATER, decisions=decided(verdict))
    assert found(said) == left
    assert again(said) == ({(NEW, OLD)} if verdict == "same" else set())


def test_a_reviewer_may_join_what_shares_no_words():
    other = "MDW/2013-01-07/protection-2012/action/1"
    said = concluded(EARLIER, LATER, decisions=decided("same", earlier=other))
    assert (NEW, other, "same", "reviewer") in found(said)
