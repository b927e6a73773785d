"""What reviewers decided about one report, applied to it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loader.deciding import Decided, decide
from loader.decisions import Decision, Decisions
from loader.interpret.labelling.cue_labeller import CueLabeller
from loader.interpret.report import interpret
from loader.rdf import inspection_path, report_quads
from loader.records import Finding, Label, Listing, Report
from loader.shapes import check_fully, check_quads
from ontology.terms import IG
from tests.small_reports import document


@pytest.fixture(scope="module")
def report() -> Report:
    return interpret(document(), Listing())


def row(report: Report, kind: str, part: str, object_: str, verdict: str, quote: str = "") -> Decision:
    subject = f"id/report/{inspection_path(report)}/{part}"
    return Decision(kind, "", subject, object_, verdict, quote, "A. Reviewer", "2026-01-31", "read it")


def decided(report: Report, *rows: Decision) -> Decided:
    return decide(report, Decisions(rows).below(inspection_path(report)))


def finding(report: Report, words: str) -> Finding:
    return next(each for each in report.findings if each.span.quote.startswith(words))


def named(words: str, report: Report) -> str:
    return f"finding/{finding(report, words).id}"


def test_no_decision_changes_nothing(report):
    assert decided(report).report is report


def test_a_reviewers_polarity_stands_in_the_place_of_the_one_read(report):
    part = named("Visits to children", report)
    after, stale = decided(report, row(report, "polarity", part, "weakness", "yes", "Visits to…"))
    assert finding(after, "Visits to children").polarity == Label("weakness", 1.0, "reviewer")
    assert not stale
    others = [each for each in after.findings if not each.span.quote.startswith("Visits to children")]
    assert others == [each for each in report.findings if each in others]


@pytest.mark.parametrize(
    ("read", "refused", "stands"),
    [("strength", "strength", "neutral"), ("neutral", "neutral", "mixed"), ("strength", "mixed", "strength")],
)
def test_a_refused_polarity_leaves_a_guess_where_the_labeller_can_not_tell(report, read, refused, stands):
    first = finding(report, "Visits to children")
    of_it = replace(first, polarity=Label(read, 0.9, "cues/1"))
    before = replace(report, findings=(of_it,))
    no = Decisions((row(report, "polarity", f"finding/{first.id}", refused, "no"),))
    after, _ = decide(before, no, CueLabeller())
    label = after.findings[0].polarity
    assert (label.concept, label.method == "reviewer") == (stands, read == refused)
    assert label.confidence == (0.33 if read == refused else 0.9)


def test_a_refused_polarity_leaves_the_next_likely(report):
    refused = [
        row(report, "polarity", f"finding/{it.id}", it.polarity.concept, "no") for it in report.findings
    ]
    after = decided(report, *refused).report.findings
    assert len(after) == len(report.findings)
    for it, before in zip(after, report.findings, strict=True):
        assert it.polarity.concept != before.polarity.concept
        assert (it.polarity.confidence, it.uncertain) == (0.65, True)
        assert it.polarity.method == f"reviewer+{before.polarity.method}"
    late = finding(decided(report, *refused).report, "However, plans are not always clear")
    assert late.polarity.concept in ("mixed", "neutral")


def test_themes_are_given_and_taken(report):
    part = named("Visits to children", report)
    before = replace(
        report,
        findings=tuple(
            replace(each, themes=(Label("planning", 0.8, "cues/1"), Label("neglect", 0.6, "cues/1")))
            for each in report.findings
        ),
    )
    rows = [
        row(report, "theme", part, "neglect", "no"),
        row(report, "theme", part, "workforce", "yes"),
        row(report, "theme", part, "planning", "yes"),
    ]
    after, _ = decided(before, *rows)
    assert finding(after, "Visits to children").themes == (
        Label("planning", 1.0, "reviewer"),
        Label("workforce", 1.0, "reviewer"),
    )


def test_themes_of_actions_are_given_and_taken(report):
    after, _ = decided(report, row(report, "theme", "action/3", "workforce", "yes", "publish a neglect"))
    assert after.actions[2].themes[0] == Label("workforce", 1.0, "reviewer")
    assert after.actions[:2] == report.actions[:2]


def test_an_action_that_is_refused_is_gone_and_the_others_keep_their_numbers(report):
    after, stale = decided(report, row(report, "action", "action/2", "", "no", "ensure that the Rutland"))
    assert [action.n for action in report.actions] == [1, 2, 3]
    assert [action.n for action in after.actions] == [1, 3]
    assert after.findings == report.findings
    assert not stale


def test_a_block_that_is_named_is_an_action_and_no_finding_any_more(report):
    block = finding(report, "Help is offered").span.block
    rows = [
        row(report, "action", f"block/{block}", "", "yes", "Help is offered"),
        row(report, "theme", f"action/block/{block}", "early-help", "yes"),
    ]
    after, stale = decided(report, *rows)
    *before, new = after.actions
    assert tuple(before) == report.actions
    assert (new.n, new.id, new.text) == (4, f"block/{block}", "Help is offered early.")
    assert new.method == "reviewer"
    assert Label("early-help", 1.0, "reviewer") in new.themes
    assert not [each for each in after.findings if each.span.block == block]
    assert not stale


def test_an_action_that_is_two_is_taken_apart(report):
    one = report.actions[1]
    block = one.words[0].block
    rows = [row(report, "action", "action/2", "", "no"), row(report, "action", f"block/{block}", "", "yes")]
    after, stale = decided(report, *rows)
    assert [action.id for action in after.actions] == ["1", "3", f"block/{block}"]
    assert not stale


def test_a_block_that_is_an_action_already_is_one_still(report):
    block = report.actions[1].words[0].block
    after, stale = decided(report, row(report, "action", f"block/{block}", "", "yes"))
    assert after == report
    assert not stale


@pytest.mark.parametrize(
    ("kind", "part", "object_", "quote", "why"),
    [
        ("polarity", "finding/000000000000", "weakness", "", "has no finding/000000000000 any more"),
        ("theme", "action/9", "neglect", "", "has no action/9 any more"),
        ("action", "action/2", "", "ensure that visits", "its words are others now: 'ensure that the"),
        ("action", "block/2000", "", "", "has no block/2000 any more"),
    ],
)
def test_what_does_not_fit_any_more_is_stale_and_changes_nothing(report, kind, part, object_, quote, why):
    for verdict in ("yes", "no"):
        given = row(report, kind, part, object_, verdict, quote)
        after, (stale,) = decided(report, given)
        assert after == report
        assert stale.about == given.about
        assert why in stale.why


def test_the_order_of_rows_does_not_count(report):
    block = finding(report, "Help is offered").span.block
    rows = [
        row(report, "action", f"block/{block}", "", "yes"),
        row(report, "action", "action/2", "", "no"),
        row(report, "theme", "action/3", "workforce", "yes"),
        row(report, "theme", "action/3", "health", "yes"),
        row(report, "polarity", named("Assessments", report), "neutral", "yes"),
    ]
    assert decided(report, *rows).report == decided(report, *reversed(rows)).report


def test_the_graph_of_what_was_decided_keeps_to_the_shapes(report):
    block = finding(report, "Help is offered").span.block
    rows = [
        row(report, "action", f"block/{block}", "", "yes"),
        row(report, "action", "action/1", "", "no"),
        row(report, "polarity", named("Assessments", report), "neutral", "yes"),
    ]
    quads = report_quads(decided(report, *rows).report)
    assert check_quads(quads).conforms
    assert check_fully(quads).conforms
    by = {quad.subject.value.partition("/action/")[2] for quad in quads if quad.predicate == IG.method}
    assert f"block/{block}" in by
