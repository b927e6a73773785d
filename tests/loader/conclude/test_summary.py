"""The counts of a report: each is what one finds by counting, and they add up."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from pyoxigraph import NamedNode, Quad

from loader.conclude.summary import SUMMARY_PATTERNS, summary_statements
from loader.iris import BASE, concept, graph, resource_iri
from loader.quads import Said, Term, iri, lines_of, said_in, value_of
from ontology.terms import IG, QB, RDF, XSD

PATH = "RUT/2013-03-04/protection-2012"
TRUE = Term(f'"true"^^{XSD.boolean}')
Thing = dict[Term, tuple[Term, ...]]
INSPECTION = f"{BASE}id/inspection/{PATH}"


def thing(class_: NamedNode, **facts: list[NamedNode]) -> Thing:
    said = {iri(getattr(IG, name)): tuple(map(iri, values)) for name, values in facts.items() if values}
    return {iri(RDF.type): (iri(class_),), **said}


def finding(polarity: str, *themes: str, section: int = 1, uncertain: bool = False) -> Thing:
    own = thing(
        IG.Finding,
        polarity=[concept("polarity", polarity)],
        theme=[concept("themes", theme) for theme in themes],
        inSection=[resource_iri("report", PATH, "section", str(section))],
    )
    return own | ({iri(IG.uncertain): (TRUE,)} if uncertain else {})


def action(kind: str, *themes: str) -> Thing:
    concepts = [concept("themes", theme) for theme in themes]
    return thing(IG.RequiredAction, actionKind=[concept("action-kinds", kind)], theme=concepts)


def judgement(aspect: str, grade: str) -> Thing:
    return thing(
        IG.Judgement, aspect=[concept("aspects", aspect)], grade=[concept("judgement-scales", grade)]
    )


def summary(*things: Thing) -> Said:
    report = {iri(resource_iri("report", PATH, "thing", str(n))): own for n, own in enumerate(things)}
    return summary_statements(PATH, report)


def counts(said: Said, measure: NamedNode = IG.count) -> dict[str, int]:
    """What is counted, by the end of its IRI."""
    start = len(f"{BASE}id/summary/{PATH}/")
    return {
        value_of(it)[start:]: int(value_of(own[iri(measure)][0]))
        for it, own in said.items()
        if iri(measure) in own
    }


THINGS = (
    finding("strength", "planning", "health"),
    finding("strength", "planning", uncertain=True),
    finding("weakness", "planning", section=2),
    finding("neutral", section=2, uncertain=True),
    action("recommendation", "health", "planning"),
    action("recommendation"),
    action("priority-action", "health"),
    judgement("help-and-protection", "ofsted-2013/good"),
    judgement("adoption", "not-judged"),
    thing(IG.Section, aspect=[concept("aspects", "adoption")]),
)


def test_things_are_counted_under_each_combination_of_what_they_say():
    assert counts(summary(*THINGS)) == {
        "findings-by-section/1/strength": 2,
        "findings-by-section/2/weakness": 1,
        "findings-by-section/2/neutral": 1,
        "findings-by-theme/planning/strength": 2,
        "findings-by-theme/health/strength": 1,
        "findings-by-theme/planning/weakness": 1,
        "findings-without-theme/neutral": 1,
        "actions-by-kind/recommendation": 2,
        "actions-by-kind/priority-action": 1,
        "actions-by-theme/health/recommendation": 1,
        "actions-by-theme/planning/recommendation": 1,
        "actions-by-theme/health/priority-action": 1,
        "actions-without-theme/recommendation": 1,
        "judgements/help-and-protection/good": 1,
        "judgements/adoption/not-judged": 1,
    }


def test_findings_that_are_certain_are_counted_apart_and_other_things_have_no_such_count():
    assert counts(summary(*THINGS), IG.certain) == {
        "findings-by-section/1/strength": 1,
        "findings-by-section/2/weakness": 1,
        "findings-by-section/2/neutral": 0,
        "findings-by-theme/planning/strength": 1,
        "findings-by-theme/health/strength": 1,
        "findings-by-theme/planning/weakness": 1,
        "findings-without-theme/neutral": 0,
    }


def test_a_count_says_what_it_counts():
    said = summary(*THINGS)
    own = said[iri(resource_iri("summary", PATH, "findings-by-theme", "health", "strength"))]
    assert {value_of(p): [value_of(v) for v in values] for p, values in own.items()} == {
        RDF.type.value: [IG.Count.value],
        QB.dataSet.value: [f"{BASE}id/dataset/findings-by-theme"],
        IG.byInspection.value: [INSPECTION],
        IG.byTheme.value: [concept("themes", "health").value],
        IG.byPolarity.value: [concept("polarity", "strength").value],
        IG.count.value: ["1"],
        IG.certain.value: ["1"],
    }


def test_nothing_comes_to_nothing():
    assert summary() == {}


@pytest.mark.parametrize("seed", range(3))
def test_each_finding_and_action_is_counted_once_where_it_says_so(seed):
    chance = random.Random(seed)
    themes = ("planning", "health", "neglect")
    made = [
        finding(
            chance.choice(("strength", "weakness", "mixed", "neutral")),
            *chance.sample(themes, chance.randrange(3)),
            section=chance.randrange(4),
            uncertain=chance.random() < 0.3,
        )
        for _ in range(chance.randrange(1, 60))
    ]
    for measure, counted in (
        (IG.count, made),
        (IG.certain, [own for own in made if iri(IG.uncertain) not in own]),
    ):
        found = Counter[str]()
        for name, n in counts(summary(*made), measure).items():
            found[name.partition("/")[0]] += n
        with_theme = [own for own in counted if iri(IG.theme) in own]
        assert found["findings-by-section"] == len(counted)
        assert found["findings-without-theme"] == len(counted) - len(with_theme)
        assert found["findings-by-theme"] == sum(len(own[iri(IG.theme)]) for own in with_theme)


def test_neither_order_nor_what_does_not_fit_the_patterns_counts():
    name = graph("report", PATH)
    quads = [
        Quad(NamedNode(f"{BASE}id/report/{PATH}/thing/{n}"), NamedNode(p[1:-1]), NamedNode(v[1:-1]), name)
        for n, own in enumerate(THINGS)
        for p, values in own.items()
        for v in values
        if v.startswith("<")
    ]
    fitting = [q for q in quads if {(q.predicate, None), (q.predicate, q.object)} & set(SUMMARY_PATTERNS)]
    whole = lines_of(summary_statements(PATH, said_in(quads)))
    assert len(fitting) < len(quads)
    assert lines_of(summary_statements(PATH, said_in(reversed(fitting)))) == whole
