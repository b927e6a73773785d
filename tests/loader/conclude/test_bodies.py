from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from loader.conclude.bodies import AREA_PATTERNS, area_quads
from loader.conclude.national import national_quads
from loader.interpret.report import interpret
from loader.iris import BASE
from loader.rdf import report_graph, report_quads
from loader.records import Listing
from ontology.terms import IG, ORG, RDF, RDFS, SCHEMA, SKOS
from tests.small_reports import document

EARLIER = ("Inspection dates: 4 - 13 March 2013", "Inspection dates: 4 - 13 May 2012")


def graph_of(*changes: tuple[str, str]) -> dict[str, Iterable[Quad]]:
    report = interpret(document(*changes), Listing())
    return {report_graph(report).value: report_quads(report)}


def statements(reports: dict[str, Iterable[Quad]]) -> Iterable[Quad]:
    return (quad for quads in reports.values() for quad in quads)


def said(quads: Iterable[Quad], subject: str, predicate: NamedNode) -> set[str]:
    return {
        q.object.value for q in quads if q.subject.value == f"{BASE}id/{subject}" and q.predicate == predicate
    }


def rules(quads: Iterable[Quad], referent: str) -> list[str]:
    quads = list(quads)
    of = {q.subject for q in quads if q.predicate == IG.referent and q.object.value == f"{BASE}id/{referent}"}
    return sorted(
        q.object.value.rpartition("/")[2] for q in quads if q.predicate == IG.rule and q.subject in of
    )


def test_a_body_has_kind_names_acronyms_and_area():
    quads = area_quads("RUT", graph_of())
    board = "body/RUT/rutland-safeguarding-children-board"
    assert said(quads, board, RDF.type) == {IG.Body.value, ORG.OrganizationalCollaboration.value}
    assert said(quads, board, SKOS.prefLabel) == {"Rutland Safeguarding Children Board"}
    assert said(quads, board, IG.acronym) == {"RSCB"}
    assert {kind.rpartition("/")[2] for kind in said(quads, board, ORG.classification)} == {
        "safeguarding-board"
    }
    assert {area.rpartition("/")[2] for area in said(quads, board, SCHEMA.areaServed)} == {"E06000017"}


def test_one_name_in_two_reports_is_one_body_named_by_the_first():
    reports = graph_of() | graph_of(EARLIER, ("The Lantern team", "The Lantern Team"))
    quads = area_quads("RUT", reports)
    assert said(quads, "body/RUT/lantern-team", SKOS.prefLabel) == {"Lantern Team"}
    assert rules(quads, "body/RUT/lantern-team") == ["first-mention", "same-name"]


def test_a_resolution_says_the_rule_how_far_to_trust_it_and_which_names_met():
    other = graph_of(
        ("ensure that the Rutland Safeguarding Children Board (RSCB) is told", "ensure that all are told"),
        ("Leaders know", "The Rutland Safeguarding Children's Board (RSCB) and leaders know"),
    )
    quads = area_quads("RUT", graph_of(EARLIER) | other)
    board = "body/RUT/rutland-safeguarding-children-board"
    assert rules(quads, board) == ["first-mention", "same-words"]
    by_rule = next(q.subject for q in quads if q.predicate == IG.rule and "same-words" in q.object.value)
    told = {q.predicate: q.object.value for q in quads if q.subject == by_rule}
    assert told[IG.matchedName] == "Rutland Safeguarding Children's Board"
    assert told[IG.knownName] == "Rutland Safeguarding Children Board"
    assert told[IG.confidence] == "0.93"


def test_the_council_is_the_one_in_the_register():
    quads = area_quads("RUT", graph_of())
    assert rules(quads, "authority/RUT") == ["register"]
    assert not said(quads, "authority/RUT", RDF.type), "the register describes it"


def test_a_council_that_has_ended_is_itself_in_its_own_time():
    reports = graph_of(("Rutland County Council", "Buckinghamshire County Council"))
    quads = area_quads("BKM", reports)
    assert rules(quads, "authority/BKM") == ["register"]
    assert rules(quads, "authority/BUC") == []


def test_findings_and_actions_lead_to_what_they_name_and_address():
    quads = area_quads("RUT", graph_of())
    about = {(q.subject.value.split("/")[-2], q.object.value) for q in quads if q.predicate == IG.about}
    assert ("action", f"{BASE}id/body/RUT/rutland-safeguarding-children-board") in about
    addressed = {q.object.value for q in quads if q.predicate == IG.addressedTo}
    assert f"{BASE}id/authority/RUT" in addressed


def test_a_statute_is_national_and_leads_to_its_text():
    quads = national_quads(statements(graph_of()))
    act = "instrument/national/education-and-inspections-act-2006-section-136"
    assert said(quads, act, RDFS.seeAlso) == {"http://www.legislation.gov.uk/id/ukpga/2006/40/section/136"}
    area = area_quads("RUT", graph_of())
    assert rules(area, act) == ["legislation"]
    assert not said(area, act, RDF.type)


def test_what_is_one_thing_everywhere_is_one_node():
    words = ("Visits to children are timely.", "The NSPCC and staff use the common assessment framework.")
    for reports in (graph_of(words), graph_of(words, EARLIER)):
        referents = {q.object.value for q in area_quads("RUT", reports) if q.predicate == IG.referent}
        assert f"{BASE}id/body/national/nspcc" in referents
        assert f"{BASE}id/instrument/national/common-assessment-framework" in referents


def test_no_statement_stands_in_two_graphs():
    reports = graph_of()
    triples = [
        quad.triple
        for quads in (
            *reports.values(),
            area_quads("RUT", reports),
            national_quads(statements(reports)),
        )
        for quad in quads
    ]
    assert len(triples) == len(set(triples))


def test_conclusions_do_not_depend_on_the_order_of_reports():
    first, second = graph_of(EARLIER), graph_of()
    assert area_quads("RUT", first | second) == area_quads("RUT", second | first)


def test_what_does_not_fit_the_patterns_does_not_count():
    reports = graph_of(EARLIER) | graph_of()
    fitting = {
        iri: [q for q in quads if {(q.predicate, None), (q.predicate, q.object)} & set(AREA_PATTERNS)]
        for iri, quads in reports.items()
    }
    assert area_quads("RUT", fitting) == area_quads("RUT", reports)
