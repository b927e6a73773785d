"""Link sets: where they lead, what is said of them, and that they can be told from what they are not."""

import re
from urllib.parse import urlsplit

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, VOID

from loader.authorities import register
from loader.check import check_store
from loader.conclude.links import DATASET, described, link_sets, mislinked, register_links
from loader.conclude.national import parted
from loader.iris import BASE, graph, resource_iri
from loader.load import load
from loader.public_bodies import public_bodies
from loader.quads import Said, iri, lines_of, said_in, say, value_of
from loader.reference import reference_graphs
from loader.shapes import check_fully, check_quads, check_statements
from loader.store import read, write
from loader.store.canonical import quads_of
from ontology.resources import resource
from ontology.terms import FOAF, IG, RDFS, SCHEMA
from tests.small_reports import SMALL_REPORT

# A path of unreserved characters, and escapes of others: what needs no more encoding.
PATH = re.compile(r"(?:[A-Za-z0-9._~/()-]|%[0-9A-F]{2})+")


LINKS = graph("links").value


def links(name: str) -> dict[str, list[str]]:
    said = register_links()[link_sets()[name].graph]
    return {
        value_of(it): [value_of(value) for values in own.values() for value in values]
        for it, own in said.items()
    }


def council(code: str) -> str:
    return resource_iri("authority", code).value


def test_a_council_serves_the_area_of_its_code_and_is_not_the_same_as_it():
    served = links("ons-areas")
    assert served[council("MDW")] == ["http://statistics.data.gov.uk/id/statistical-geography/E06000035"]
    assert served.keys() == {council(entry.code) for entry in register()}
    assert link_sets()["ons-areas"].predicate == SCHEMA.areaServed
    assert not [line for said in register_links().values() for line in lines_of(said) if b"sameAs" in line]


@pytest.mark.parametrize(
    ("name", "it", "there"),
    [
        ("regions", council("RCH"), "http://statistics.data.gov.uk/id/statistical-geography/E12000002"),
        ("ofsted-providers", council("HPL"), "https://reports.ofsted.gov.uk/provider/44/80473"),
        (
            "local-authority-register",
            council("CMA"),
            "https://local-authority-eng.register.gov.uk/record/CMA",
        ),
        ("police-forces", f"{BASE}id/police-force/kent", "https://data.police.uk/api/forces/kent"),
    ],
)
def test_a_thing_leads_to_its_other_end(name, it, there):
    assert links(name)[it] == [there]


def test_each_council_that_is_there_has_a_page_ten_neighbours_and_a_region():
    there = {council(entry.code) for entry in register() if not entry.ended}
    assert links("ofsted-providers").keys() == there
    neighbours = links("statistical-neighbours")
    assert neighbours.keys() == there
    assert {len(set(values) - {it}) for it, values in neighbours.items()} == {10}
    assert links("regions").keys() == {council(entry.code) for entry in register()}
    forces = {resource_iri(b.register, b.id).value for b in public_bodies() if b.kind == "police-force"}
    assert links("police-forces").keys() == forces


def test_every_address_is_well_formed_and_of_its_set():
    for name, held in link_sets().items():
        for there in (
            t for found in register_links().get(held.graph, {}).values() for t in found[iri(held.predicate)]
        ):
            address = value_of(there)
            assert address.startswith(held.space), name
            parts = urlsplit(address)
            assert parts.scheme in {"http", "https"}
            assert PATH.fullmatch(parts.path)
            assert not parts.query + parts.fragment


def test_registers_do_not_say_what_link_sets_say():
    councils = reference_graphs()[graph("registers", "local-authorities").value]
    assert not {q.predicate for q in councils} & {
        IG.region,
        IG.statisticalNeighbour,
        SCHEMA.areaServed,
        FOAF.page,
    }
    triples = [quad.triple for quads in reference_graphs().values() for quad in quads]
    assert len(triples) == len(set(triples))


def test_each_set_is_described_and_the_description_keeps_to_the_shapes():
    said = described({"regions": 161})
    checked = check_statements(said)
    assert checked.violations == ()
    assert checked.looked_at["Linkset"] == len(link_sets()) == 7
    text = b"".join(lines_of(said)).decode()
    assert check_fully(quads_of(LINKS, lines_of(said))).violations == ()
    read_back = Graph().parse(data=text, format="nt")
    sets = set(read_back.subjects(RDF.type, VOID.Linkset))
    assert sets == {URIRef(links.iri.value) for links in link_sets().values()}
    assert sets == set(read_back.objects(URIRef(DATASET.value), VOID.subset))
    assert str(read_back.value(URIRef(link_sets()["regions"].iri.value), VOID.triples)) == "161"


def test_a_description_without_source_or_with_two_targets_breaks_its_shape():
    it = iri(link_sets()["regions"].iri)
    broken = described({})
    broken[it] = {p: v for p, v in broken[it].items() if not p.endswith("source>")}
    say(broken, it, [(link_sets()["regions"].predicate, iri(DATASET))])
    assert {v.path.rpartition("/")[2] for v in check_statements(broken).violations} == {
        "source",
        "ontology#region",
    }


@pytest.mark.parametrize(
    ("predicate", "value"),
    [
        (SCHEMA.areaServed, "http://statistics.data.gov.uk/id/statistical-geography/Medway"),
        (IG.region, "https://example.org/E12000002"),
        (IG.statisticalNeighbour, f"{BASE}id/authority/medway"),
        (FOAF.page, "http://example.org/"),
    ],
)
def test_both_validators_refuse_a_link_that_leads_elsewhere(predicate, value):
    quads = [Quad(NamedNode(council("MDW")), predicate, NamedNode(value), graph("links", "x"))]
    fast, full = check_quads(quads), check_fully(quads)
    assert [(v.focus, v.path) for v in fast.violations] == [(v.focus, v.path) for v in full.violations] != []
    assert fast.looked_at == full.looked_at


def test_what_is_said_of_the_nation_is_parted():
    act, other = (iri(resource_iri("instrument", "national", name)) for name in ("act", "other"))
    said: Said = {}
    say(
        said,
        act,
        [(RDFS.label, iri(DATASET)), (RDFS.seeAlso, iri(NamedNode("http://www.legislation.gov.uk/id/x")))],
    )
    say(said, other, [(RDFS.label, iri(DATASET))])
    things, statutes = parted(said).values()
    assert (set(things), set(statutes)) == ({act, other}, {act})
    assert sum(len(part[act]) for part in (things, statutes)) == len(said[act])
    assert link_sets()["legislation"].predicate == RDFS.seeAlso


def test_what_is_wrong_with_a_link_set_is_found():
    regions = link_sets()["regions"]
    it = iri(NamedNode(council("MDW")))
    said: Said = {}
    say(said, it, [(IG.region, iri(NamedNode(f"{regions.space}E12000008")))])
    assert list(mislinked(regions, said, described({"regions": 1}))) == []
    assert ": 1 in number, and its description says" in next(
        mislinked(regions, said, described({"regions": 2}))
    )
    say(said, it, [(IG.region, iri(DATASET)), (RDFS.label, iri(DATASET))])
    _, elsewhere, other = mislinked(regions, said, described({"regions": 1}))
    assert "is not in http://statistics.data.gov.uk/" in elsewhere
    assert "is no link of" in other


def test_links_are_part_of_the_dataset_and_are_written_once(tmp_path):
    reports = resource("data/reports")
    first, second = (load([reports], tmp_path / name) for name in ("one", "two"))
    assert first.dataset == second.dataset
    assert load([reports], tmp_path / "one").generation is None
    with read(tmp_path / "one") as reader:
        held = {name: reader.manifest.graphs[links.graph].quads for name, links in link_sets().items()}
        said = said_in(reader.graph_quads(graph("links").value))
    assert held["legislation"] > 0
    assert described(held) == said_in(quads_of(LINKS, lines_of(said)))


def test_another_report_adds_its_statutes_and_no_other_link_set_is_written(tmp_path):
    (tmp_path / "a.txt").write_text(SMALL_REPORT, encoding="utf-8")
    load([tmp_path / "a.txt"], tmp_path / "store")
    with read(tmp_path / "store") as reader:
        before = reader.manifest.graphs
    load([resource("data/reports")], tmp_path / "store")
    with read(tmp_path / "store") as reader:
        after = reader.manifest.graphs
    changed = {name for name, links in link_sets().items() if before[links.graph] != after[links.graph]}
    assert changed == {"legislation"}
    assert check_store(tmp_path / "store").faults == ()


def test_a_link_that_is_lost_is_a_fault(tmp_path):
    (tmp_path / "a.txt").write_text(SMALL_REPORT, encoding="utf-8")
    load([tmp_path / "a.txt"], tmp_path / "store")
    where = link_sets()["police-forces"].graph
    with write(tmp_path / "store") as writer:
        _, *others = writer.graph_quads(where)
        stray = Quad(
            NamedNode(council("MDW")), FOAF.page, NamedNode("https://example.org/"), NamedNode(where)
        )
        writer.replace_graph(
            where, [*others[1:], stray, Quad(stray.subject, FOAF.page, Literal("x"), NamedNode(where))]
        )
        writer.commit()
    faults = check_store(tmp_path / "store").faults
    assert sum("is not in https://data.police.uk/" in fault for fault in faults) == 2
