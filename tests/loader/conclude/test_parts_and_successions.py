"""What is part of what, and what replaced what."""

from pyoxigraph import NamedNode

from loader.iris import resource_iri
from ontology.terms import IG, ORG, RDF, RDFS
from tests.loader.conclude.areas import decided, named, said_of, values

BOARD = named("Rochdale Borough Safeguarding Children Board", acronyms=["RBSCB"], kind="safeguarding-board")
PARTNERSHIP = named("Rochdale Safeguarding Partnership", kind="safeguarding-partnership")
CCG = named("Heywood, Middleton and Rochdale CCG", kind="clinical-commissioning-group")
GMP = resource_iri("police-force", "greater-manchester").value
COUNCIL = resource_iri("authority", "RCH").value


def body(slug: str) -> NamedNode:
    return resource_iri("body", "RCH", slug)


def test_a_part_says_in_its_name_or_in_its_report_what_it_is_part_of() -> None:
    things = [
        BOARD,
        named("RBSCB audit sub-group", kind="group"),
        named("police child protection triage team"),
        named("emergency desk", within=BOARD.names[0]),
        named("policy team"),
    ]
    said = said_of("RCH", {"2014-01-01": things})
    board = body("rochdale-borough-safeguarding-children-board")
    assert values(said, body("rbscb-audit-sub-group"), ORG.unitOf) == {board.value}
    assert values(said, body("police-child-protection-triage-team"), ORG.unitOf) == {GMP}
    assert values(said, body("emergency-desk"), ORG.unitOf) == {board.value}
    assert values(said, body("policy-team"), ORG.unitOf) == set()


def test_what_is_a_councils_by_law_is_the_inspected_councils() -> None:
    things = [
        named("Strategic Director of Children’s Services", kind="post"),
        named("chief nurse", kind="post"),
    ]
    said = said_of("RCH", {"2014-01-01": things})
    director = resource_iri("post", "RCH", "strategic-director-of-childrens-services")
    assert values(said, director, ORG.postIn) == {COUNCIL}
    assert values(said, resource_iri("post", "RCH", "chief-nurse"), ORG.postIn) == set()


def test_a_partnership_took_the_place_of_the_areas_board_between_two_days() -> None:
    neighbours = named("Bury LSCB", kind="safeguarding-board")
    said = said_of("RCH", {"2014-01-01": [neighbours, BOARD], "2023-01-01": [PARTNERSHIP]})
    change = resource_iri("area", "RCH", "change", "safeguarding-board")
    board, partnership = (
        body("rochdale-borough-safeguarding-children-board"),
        body("rochdale-safeguarding-partnership"),
    )
    assert values(said, change, RDF.type) == {ORG.ChangeEvent.value}
    assert values(said, change, ORG.originalOrganization) == {board.value}
    assert values(said, change, ORG.resultingOrganization) == {partnership.value}
    assert values(said, board, ORG.changedBy) == values(said, partnership, ORG.resultedFrom) == {change.value}
    assert values(said, change, IG.date) == set()
    assert values(said, change, IG.earliestDate) == {"2018-06-29"}
    assert values(said, change, IG.latestDate) == {"2019-09-29"}
    assert values(said, change, RDFS.seeAlso) == {"http://www.legislation.gov.uk/id/ukpga/2017/16"}
    assert "2017" in " ".join(values(said, change, IG.basis))
    assert values(said, body("bury-lscb"), ORG.changedBy) == set()


def test_a_board_is_the_areas_too_where_it_is_one_of_several_areas() -> None:
    joint = named("Bury and Rochdale Safeguarding Children Board", kind="safeguarding-board")
    said = said_of("RCH", {"2014-01-01": [joint], "2023-01-01": [PARTNERSHIP]})
    change = resource_iri("area", "RCH", "change", "safeguarding-board")
    assert values(said, change, ORG.originalOrganization) == {
        body("bury-and-rochdale-safeguarding-children-board").value
    }


def test_a_commissioning_group_was_replaced_by_the_board_that_the_register_knows() -> None:
    said = said_of("RCH", {"2014-01-01": [CCG]})
    change = resource_iri("area", "RCH", "change", "clinical-commissioning-group")
    assert values(said, change, ORG.resultingOrganization) == {resource_iri("nhs-body", "QOP").value}
    assert values(said, change, IG.date) == {"2022-07-01"}


def test_nothing_replaced_what_nothing_is_known_to_have_come_after() -> None:
    said = said_of("RCH", {"2014-01-01": [BOARD]})
    assert not [it for it in said if "/change/" in it]
    said = said_of("RCH", {"2023-01-01": [PARTNERSHIP]})
    assert not [it for it in said if "/change/" in it]


def test_decisions_reach_the_graph_of_the_area() -> None:
    reports = {"2014-01-01": [named("Lantern Team")], "2015-01-01": [named("night desk")]}
    said = said_of("RCH", reports, decided("RCH", "night desk", "Lantern Team", "yes"))
    rules = {value for it in said for value in said[it].get(f"<{IG.rule.value}>", ())}  # type: ignore[call-overload]
    assert any("/reviewer>" in rule for rule in rules)
