"""The description of a dataset: complete for catalogues, true to what the store holds, the same each time."""

from collections import Counter
from importlib.metadata import version

import pytest
import yaml
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from rdflib import Dataset, Graph, Namespace, URIRef
from rdflib import Literal as Text
from rdflib.namespace import DCTERMS, FOAF, PROV, RDF, VOID, XSD

from loader.conclude.links import link_sets
from loader.iris import BASE, graph, resource_iri
from loader.load import load
from loader.shapes import check_quads
from loader.store import read, write
from ontology.resources import resource
from ontology.terms import IG
from ontology.terms import PROV as PROVENANCE
from ontology.terms import RDF as LANGUAGE_OF_RDF
from ontology.terms import XSD as DATATYPES
from queries.describe import DESCRIPTION_FORMATS, MEDIA_TYPES, Served, description, partitions
from queries.errors import QueryError
from queries.export.nquads import graphs_of, write_dump
from queries.export_cli import ExportFormat
from tests.ontology.rdf_files import LANGUAGE, classes, properties
from tests.small_reports import SMALL_REPORT

DCAT = Namespace("http://www.w3.org/ns/dcat#")  # rdflib knows its second version
MEDIA = Namespace("https://www.iana.org/assignments/media-types/")
SCHEMA_VERSION = URIRef("https://schema.org/softwareVersion")
PARSERS = {"turtle": "turtle", "jsonld": "json-ld", "ntriples": "nt"}


@pytest.fixture(scope="module")
def written(shipped_store):
    with read(shipped_store) as reader:
        return {name: write(description(reader)) for name, write in DESCRIPTION_FORMATS.items()}


@pytest.fixture(scope="module")
def said(written):
    return Graph().parse(data=written["turtle"].decode(), format="turtle")


@pytest.fixture(scope="module")
def held(shipped_store, tmp_path_factory):
    """What the store holds, as another engine reads it; the dataset's id."""
    file = tmp_path_factory.mktemp("dump") / "all.nq"
    with read(shipped_store) as reader, file.open("wb") as output:
        write_dump(reader, graphs_of(reader), "nquads", output)
        dataset = reader.dataset
    whole = Dataset()
    whole.parse(file, format="nquads")
    return list(whole.quads()), dataset


@pytest.fixture(scope="module")
def it(held):
    return URIRef(f"{BASE}dataset/{held[1]}")


# Written


def test_every_format_is_read_back_as_the_same(written, said):
    assert PARSERS.keys() == DESCRIPTION_FORMATS.keys() == MEDIA_TYPES.keys()
    for name, parser in PARSERS.items():
        assert set(Graph().parse(data=written[name].decode(), format=parser)) == set(said), name


def test_the_same_dataset_is_described_in_the_same_bytes(written, shipped_store, tmp_path):
    load([resource("data/reports")], tmp_path / "store")
    with read(shipped_store) as one, read(tmp_path / "store") as other:
        assert DESCRIPTION_FORMATS["turtle"](description(one)) == written["turtle"]
        there, here = set(description(other)), set(description(one))
        assert {triple.object.datatype for triple in there ^ here} <= {DATATYPES.date, DATATYPES.dateTime}


def test_there_are_no_blank_nodes_and_every_term_is_declared(said):
    assert all(isinstance(node, URIRef | Text) for node in said.all_nodes())
    used = {str(p) for p in said.predicates()} | {str(c) for c in said.objects(None, RDF.type)}
    assert {term for term in used if not term.startswith(LANGUAGE)} <= classes() | properties()


# For catalogues


def test_a_catalogue_is_told_what_it_asks_of_a_dataset(said, it, held):
    assert {DCAT.Dataset, VOID.Dataset} <= set(said.objects(it, RDF.type))
    for required in (
        *(
            DCTERMS.title,
            DCTERMS.description,
            DCTERMS.license,
            DCTERMS.rights,
            DCTERMS.language,
            DCTERMS.spatial,
        ),
        *(DCTERMS.temporal, DCTERMS.issued, DCTERMS.modified, DCTERMS.creator, DCTERMS.publisher),
        *(DCTERMS.identifier, DCTERMS.conformsTo, DCAT.version, DCAT.isVersionOf, PROV.wasGeneratedBy),
    ):
        assert len(list(said.objects(it, required))) == 1, required
    assert said.value(it, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert "Crown copyright" in str(said.value(said.value(it, DCTERMS.rights), DCTERMS.description))
    assert str(said.value(it, DCTERMS.spatial)).endswith("/E92000001")
    assert str(said.value(it, DCAT.version)) == held[1]
    assert len(list(said.objects(it, DCAT.keyword))) > 3


def test_it_covers_the_days_of_the_inspections(said, it):
    period = said.value(it, DCTERMS.temporal)
    assert said.value(period, DCAT.startDate) == Text("2012-11-12", datatype=XSD.date)
    assert said.value(period, DCAT.endDate) == Text("2013-01-16", datatype=XSD.date)


def test_the_makers_are_those_of_the_citation(said, it):
    citation = yaml.safe_load((resource("ontology").parent / "CITATION.cff").read_text(encoding="utf-8"))
    makers = said.value(it, DCTERMS.creator)
    assert [str(said.value(makers, FOAF.name))] == [author["name"] for author in citation["authors"]]
    assert str(said.value(it, DCTERMS.title)).casefold() in citation["title"].casefold()


def test_each_export_format_is_a_distribution(said, it):
    found = set(said.objects(it, DCAT.distribution))
    assert found == {URIRef(f"{it}#{form}") for form in ExportFormat}
    assert found == set(said.subjects(RDF.type, DCAT.Distribution))
    for file in found:
        assert str(said.value(file, DCAT.mediaType)).startswith(MEDIA)
        for required in (DCTERMS.title, DCTERMS.conformsTo, DCTERMS.license):
            assert said.value(file, required), (file, required)
    assert not list(said.objects(None, DCAT.accessURL))


def test_it_says_what_it_was_made_of_and_by_what(said, it, shipped_store):
    with read(shipped_store) as reader:
        reports = {iri.replace("/graph/", "/id/") for iri in reader.manifest.sources}
        created = reader.manifest.created
    assert {str(report) for report in said.objects(it, PROV.wasDerivedFrom)} == reports
    making = said.value(it, PROV.wasGeneratedBy)
    assert said.value(making, PROV.endedAtTime) == Text(created, datatype=XSD.dateTime)
    assert str(said.value(it, DCTERMS.issued)) == created[:10]
    software = said.value(making, PROV.wasAssociatedWith)
    assert str(said.value(software, SCHEMA_VERSION)) == version("inspection-graph")


def test_where_it_was_published_is_a_source_as_far_as_it_is_an_address(tmp_path):
    addresses = {"a": "https://example.org/a report 100%.pdf", "b": "https://example.org:port/"}
    with write(tmp_path) as writer:
        for name, address in addresses.items():
            path = f"MDW/2013-01-0{1 + len(writer.sources)}/{name}"
            where, report = graph("report", path), resource_iri("report", path)
            inspection = resource_iri("inspection", path)
            quads = [
                Quad(report, LANGUAGE_OF_RDF.type, IG.Report, where),
                Quad(report, PROVENANCE.wasGeneratedBy, inspection, where),
                Quad(report, IG.sourceAddress, Literal(address, datatype=DATATYPES.anyURI), where),
            ]
            writer.replace_graph(where.value, quads, {"file": name})
        writer.commit()
    with read(tmp_path) as reader:
        triples = description(reader)
    sources = {t.object.value for t in triples if t.predicate == PROVENANCE.hadPrimarySource}
    assert {iri for iri in sources if "example.org" in iri} == {"https://example.org/a%20report%20100%25.pdf"}
    assert sum(t.predicate == PROVENANCE.wasDerivedFrom for t in triples) == 2
    assert DESCRIPTION_FORMATS["turtle"](triples)


# For programs


def test_counts_are_what_another_engine_counts(said, it, held):
    quads, _ = held
    assert int(str(said.value(it, VOID.triples))) == len(quads)
    by_property = Counter(p for _, p, _, _ in quads)
    by_class = Counter(o for _, p, o, _ in quads if p == RDF.type)
    assert parted(said, it, VOID.propertyPartition, VOID.property, VOID.triples) == by_property
    assert parted(said, it, VOID.classPartition, VOID["class"], VOID.entities) == by_class
    assert int(str(said.value(it, VOID.properties))) == len(by_property)
    assert int(str(said.value(it, VOID.classes))) == len(by_class)


def parted(said, it, partition, of, counted):
    return {said.value(part, of): int(str(said.value(part, counted))) for part in said.objects(it, partition)}


def test_link_sets_are_subsets_with_as_many_links_as_their_graphs(said, it, held):
    quads, _ = held
    by_graph = Counter(str(g) for *_, g in quads)
    assert set(said.objects(it, VOID.subset)) == {URIRef(links.iri.value) for links in link_sets().values()}
    for links in link_sets().values():
        assert int(str(said.value(URIRef(links.iri.value), VOID.triples))) == by_graph[links.graph] > 0


def test_vocabularies_are_those_in_use(said, it, held):
    quads, _ = held
    used = {str(p) for _, p, _, _ in quads} | {str(o) for _, p, o, _ in quads if p == RDF.type}
    spaces = {term[: max(term.rfind("#"), term.rfind("/")) + 1] for term in used}
    assert {str(v) for v in said.objects(it, VOID.vocabulary)} == spaces


def test_it_keeps_to_the_shapes_of_datasets_and_link_sets(shipped_store):
    with read(shipped_store) as reader:
        quads = [Quad(t.subject, t.predicate, t.object, graph("x")) for t in description(reader)]
    checked = check_quads(quads)
    assert checked.violations == ()
    assert checked.looked_at["Linkset"] == len(link_sets())


def test_partitions_can_be_kept_and_used_again(shipped_store, monkeypatch):
    with read(shipped_store) as reader:
        whole, counted = description(reader), partitions(reader)
        monkeypatch.setattr("queries.describe.dataset.partitions", None)
        assert description(reader, counted=counted) == whole
        assert set(whole) - set(description(reader, counted=())) == set(counted)


def test_an_example_is_a_resource_below_the_space(said, it):
    space = str(said.value(it, VOID.uriSpace))
    assert str(said.value(it, VOID.exampleResource)).startswith(space)


# Where it can be had


def test_addresses_are_said_where_they_are_given(shipped_store):
    served = Served("https://example.org/sparql", {"nquads": "https://example.org/all.nq"})
    with read(shipped_store) as reader:
        more = {str(t) for t in set(description(reader, served)) - set(description(reader))}
        dataset = f"<{BASE}dataset/{reader.dataset}"
    assert more == {
        f"{dataset}> <{VOID.sparqlEndpoint}> <https://example.org/sparql>",
        f"{dataset}> <{VOID.dataDump}> <https://example.org/all.nq>",
        f"{dataset}#nquads> <{DCAT.accessURL}> <https://example.org/all.nq>",
        f"{dataset}#nquads> <{DCAT.downloadURL}> <https://example.org/all.nq>",
    }


@pytest.mark.parametrize(
    ("served", "message"),
    [
        (Served("example.org"), "is no address"),
        (Served("file:///etc/passwd"), "is no address"),
        (Served("https://example.org/> <x"), "is no address"),
        (Served("", {"nquad": "https://example.org/"}), "did you mean nquads"),
    ],
)
def test_what_is_no_address_or_no_format_is_refused(served, message, shipped_store):
    with read(shipped_store) as reader, pytest.raises(QueryError, match=message):
        description(reader, served)


def test_an_older_store_without_link_sets_is_described(tmp_path):
    (tmp_path / "a.txt").write_text(SMALL_REPORT, encoding="utf-8")
    load([tmp_path / "a.txt"], tmp_path / "store")
    with write(tmp_path / "store") as writer:
        for iri in [iri for iri in writer.manifest.graphs if iri.startswith(f"{BASE}graph/links")]:
            writer.remove_graph(iri)
        writer.commit()
    with read(tmp_path / "store") as reader:
        predicates = {triple.predicate.value for triple in description(reader)}
    assert str(DCAT.distribution) in predicates
    assert str(VOID.subset) not in predicates


def test_the_fixed_part_parses_alone():
    file = resource("queries/describe/dataset.ttl")
    triples = list(parse(path=str(file), format=RdfFormat.TURTLE, base_iri="https://example.org/dataset/1"))
    about = {t.subject.value for t in triples}
    assert "https://example.org/dataset/1" in about
    assert "https://example.org/dataset#maintainers" in about
    assert all(isinstance(t.subject, NamedNode) for t in triples)
