"""The concept schemes keep the integrity conditions of SKOS and load as the loader reads them.

Conditions: https://www.w3.org/TR/skos-reference/ (S9, S13, S14, S27).
"""

from collections import Counter
from itertools import chain

import pytest
from rdflib import Graph, Literal, Node, URIRef
from rdflib.namespace import RDF, SKOS

from loader.vocabulary import CONCEPT_BASE, concepts, family
from tests.ontology.rdf_files import IG, SCHEMES, graph

LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
SCALES = ["area-send", "ofsted-2013", "protection-2012"]


def members(scheme: str) -> list[Node]:
    return sorted(graph(f"schemes/{scheme}").subjects(RDF.type, SKOS.Concept), key=str)


def everything() -> Graph:
    whole = Graph()
    for scheme in SCHEMES:
        whole += graph(f"schemes/{scheme}")
    return whole


@pytest.mark.parametrize("scheme", SCHEMES)
def test_loads_as_the_loader_reads_it(scheme: str) -> None:
    read = concepts(scheme)
    assert {CONCEPT_BASE + f"{scheme}/{slug}" for slug in read} == set(map(str, members(scheme)))
    assert all(concept.label for concept in read.values())


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_concept_is_labelled_and_defined_once_in_a_language(scheme: str) -> None:
    said = graph(f"schemes/{scheme}")
    schemes = list(said.subjects(RDF.type, SKOS.ConceptScheme))
    assert schemes
    for subject in chain(members(scheme), schemes):
        for predicate in (SKOS.prefLabel, SKOS.definition):
            values = list(said.objects(subject, predicate))
            languages = Counter(v.language for v in values if isinstance(v, Literal))
            assert languages.get("en") == 1, f"{subject} {predicate}"
            assert set(languages.values()) == {1}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_labels_of_a_concept_are_disjoint(scheme: str) -> None:
    said = graph(f"schemes/{scheme}")
    for subject in members(scheme):
        forms = Counter(str(o).casefold() for p in LABELS for o in said.objects(subject, p))
        assert set(forms.values()) == {1}, f"{subject}: {forms.most_common(1)}"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_two_concepts_of_a_scheme_share_a_label_or_a_notation(scheme: str) -> None:
    said = graph(f"schemes/{scheme}")
    for of in said.subjects(RDF.type, SKOS.ConceptScheme):
        within = list(said.subjects(SKOS.inScheme, of))
        printed = Counter(
            form
            for c in within
            for form in {
                str(o).casefold() for p in (SKOS.prefLabel, SKOS.altLabel) for o in said.objects(c, p)
            }
        )
        notations = Counter(str(o) for c in within for o in said.objects(c, SKOS.notation))
        assert set(printed.values()) == {1}, f"{of}: {printed.most_common(1)}"
        assert set(notations.values()) <= {1}, f"{of}: {notations.most_common(1)}"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_concept_is_reached_from_the_top_of_its_scheme(scheme: str) -> None:
    said = graph(f"schemes/{scheme}")
    for subject in members(scheme):
        schemes, above = set(said.objects(subject, SKOS.inScheme)), set(said.objects(subject, SKOS.broader))
        tops = set(said.objects(subject, SKOS.topConceptOf))
        assert schemes
        assert tops == (set() if above else schemes)
        assert tops == set(said.subjects(SKOS.hasTopConcept, subject))
        assert above <= set(members(scheme))
        assert subject not in {top for one in above for top in said.transitive_objects(one, SKOS.broader)}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_related_concepts_are_related_both_ways_and_not_above_one_another(scheme: str) -> None:
    said = graph(f"schemes/{scheme}")
    for one, other in said.subject_objects(SKOS.related):
        assert (other, SKOS.related, one) in said
        assert other not in set(said.transitive_objects(one, SKOS.broader))


def test_close_matches_lead_to_concepts_of_another_scheme() -> None:
    whole = everything()
    for one, other in whole.subject_objects(SKOS.closeMatch):
        assert (other, RDF.type, SKOS.Concept) in whole
        assert not set(whole.objects(one, SKOS.inScheme)) & set(whole.objects(other, SKOS.inScheme))


@pytest.mark.parametrize("scale", SCALES)
def test_grades_are_ranked_from_one_and_matched_in_order(scale: str) -> None:
    said = graph("schemes/judgement-scales")
    grades = [
        URIRef(f"{CONCEPT_BASE}judgement-scales/{s}")
        for s in concepts("judgement-scales")
        if s.startswith(scale)
    ]
    rank = URIRef(IG + "rank")

    def place(grade: Node | None) -> int:
        return int(str(said.value(grade, rank)))

    ranked = sorted(grades, key=place)
    matches = [place(said.value(grade, SKOS.closeMatch)) for grade in ranked]
    assert [place(grade) for grade in ranked] == list(range(1, len(grades) + 1))
    assert matches == sorted(set(matches))


def test_adequate_and_requires_improvement_are_two_grades_with_one_match() -> None:
    said = graph("schemes/judgement-scales")
    base = f"{CONCEPT_BASE}judgement-scales/"
    adequate, improvement = (
        URIRef(f"{base}protection-2012/adequate"),
        URIRef(f"{base}ofsted-2013/requires-improvement"),
    )
    assert said.value(adequate, SKOS.closeMatch) == said.value(improvement, SKOS.closeMatch)
    assert not set(concepts("judgement-scales")["protection-2012/adequate"].forms) & set(
        concepts("judgement-scales")["ofsted-2013/requires-improvement"].forms
    )


def test_every_timescale_has_a_duration() -> None:
    durations = {slug: concept.values["duration"] for slug, concept in concepts("timescales").items()}
    assert durations["immediately"] == "P0D"
    assert durations["within-three-months"] == "P3M"
    assert len(set(durations.values())) == len(durations)


def test_bodies_have_a_class_and_other_kinds_have_none() -> None:
    kinds = concepts("kinds")
    with_class = {slug for slug, kind in kinds.items() if "bodyClass" in kind.values}
    assert with_class == {slug for slug in kinds if family(slug) == "body"}
    assert {kind.slug for kind in kinds.values() if not kind.broader} == {
        "body",
        "post",
        "programme",
        "instrument",
    }


@pytest.mark.parametrize(
    ("printed", "slug"),
    [
        ("The experiences and progress of children who need help and protection", "help-and-protection"),
        ("Children looked after and achieving permanence", "looked-after-and-achieving-permanence"),
        ("Experiences and progress of care leavers", "care-leavers"),
        ("The impact of leaders on social work practice with children and families", "leaders-impact"),
        ("Leadership, management and governance", "leadership-and-governance"),
        ("Capacity to improve", "capacity-to-improve"),
        ("The Local Safeguarding Children Board (LSCB)", "safeguarding-board"),
    ],
)
def test_aspects_know_the_forms_that_reports_print(printed: str, slug: str) -> None:
    assert [c.slug for c in concepts("aspects").values() if printed in c.forms] == [slug]
