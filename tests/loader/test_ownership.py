import pytest
from pyoxigraph import Literal, NamedNode, Quad

from loader.iris import BASE
from loader.ownership import check_ownership
from ontology.terms import IG, RDFS

REPORT = "MDW/2013-01-07/protection-2012"


def quads(graph: str, subject: str, predicate: NamedNode = RDFS.label) -> list[Quad]:
    return [
        Quad(NamedNode(f"{BASE}id/{subject}"), predicate, Literal("x"), NamedNode(f"{BASE}graph/{graph}"))
    ]


@pytest.mark.parametrize(
    ("graph", "subject"),
    [
        (f"report/{REPORT}", f"report/{REPORT}"),
        (f"report/{REPORT}", f"report/{REPORT}/block/12"),
        (f"report/{REPORT}", f"inspection/{REPORT}"),
        ("area/MDW", "body/MDW/caf-team"),
        ("area/MDW", "area/MDW/resolution/1"),
        ("national", "instrument/national/children-act-1989-section-47"),
        ("registers/local-authorities", "authority/MDW"),
        ("runs", "run/1"),
        ("links", "linkset/regions"),
        ("links", "linked/ons-geography"),
        ("summary", "dataset/judgements"),
        (f"summary/{REPORT}", f"summary/{REPORT}/judgements/adoption/good"),
        ("table/clubs", "table/clubs/figure/2/4"),
    ],
)
def test_a_graph_owns_its_subjects(graph, subject):
    check_ownership(f"{BASE}graph/{graph}", quads(graph, subject))


@pytest.mark.parametrize(
    ("graph", "subject"),
    [
        (f"report/{REPORT}", f"report/{REPORT}-2/block/12"),
        (f"report/{REPORT}", "body/MDW/caf-team"),
        ("area/MDW", "body/RCH/caf-team"),
        ("area/MDW", f"report/{REPORT}/finding/1"),
        ("area/MDW", "authority/MDW"),
        ("national", "instrument/MDW/plan"),
        ("runs", f"report/{REPORT}"),
        ("links", "authority/MDW"),
        ("links/regions", "authority/MDW"),
        ("links/regions", "linkset/regions"),
        ("summary", f"summary/{REPORT}/judgements/adoption/good"),
        (f"summary/{REPORT}", f"inspection/{REPORT}"),
    ],
)
def test_a_graph_is_refused_what_another_owns(graph, subject):
    with pytest.raises(ValueError, match="does not own"):
        check_ownership(f"{BASE}graph/{graph}", quads(graph, subject))


def test_the_graph_of_a_link_set_owns_its_links():
    check_ownership(f"{BASE}graph/links/regions", quads("links/regions", "authority/MDW", IG.region))


def test_an_area_owns_what_is_concluded_of_findings():
    check_ownership(f"{BASE}graph/area/MDW", quads("area/MDW", f"report/{REPORT}/finding/1", IG.about))


def test_an_area_owns_the_chain_of_its_inspections():
    chain = quads("area/MDW", f"inspection/{REPORT}", IG.previousInspection)
    check_ownership(f"{BASE}graph/area/MDW", chain)
