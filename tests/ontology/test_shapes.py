"""shapes.ttl: well-formed SHACL, over declared terms, within the part that the fast check knows."""

import pyshacl
import pytest
from rdflib import BNode, Graph, Literal, Namespace, Node, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SH

from tests.ontology.rdf_files import (
    IG,
    LANGUAGE,
    RANGE_INCLUDES,
    XSD_STRING,
    classes,
    declared,
    graph,
    own_terms,
    properties,
)

SHAPE = Namespace("https://w3id.org/inspection-graph/shapes#")
SUBSET = {
    SH.path, SH.minCount, SH.maxCount, SH.datatype, SH["class"], SH.nodeKind, SH.pattern, SH["in"],
    SH.minInclusive, SH.maxInclusive, SH.minLength, SH.message,
}  # fmt: skip


def shapes() -> Graph:
    return graph("shapes")


def rules() -> list[Node]:
    return sorted(shapes().subjects(RDF.type, SH.PropertyShape), key=str)


def test_is_well_formed_shacl() -> None:
    """Validated against SHACL's own shapes for shapes."""
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shapes(), meta_shacl=True)
    assert conforms, text


def test_every_class_has_a_shape_and_every_shape_a_declared_class() -> None:
    targets = [str(o) for o in shapes().objects(None, SH.targetClass)]
    assert len(targets) == len(set(targets))
    assert set(targets) <= classes()
    assert own_terms() & classes() <= set(targets)


def test_every_property_of_the_vocabulary_is_in_a_shape() -> None:
    """But for what concepts say of themselves, which no graph of a report holds."""
    paths = {str(o) for o in shapes().objects(None, SH.path)}
    assert own_terms() & properties() - paths == {f"{IG}rank", f"{IG}bodyClass", f"{IG}full"}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: str(rule).rpartition("#")[2])
def test_rule_keeps_to_the_subset_and_to_the_vocabulary(rule: Node) -> None:
    said = {p: o for p, o in shapes().predicate_objects(rule) if p != RDF.type}
    assert set(said) <= SUBSET
    assert str(said[SH.path]) in properties() or str(said[SH.path]).startswith(LANGUAGE)
    message = said[SH.message]
    assert isinstance(message, Literal)
    assert message.language == "en"
    if SH["class"] in said:
        assert str(said[SH["class"]]) in classes()
    assert len(list(shapes().subjects(SH.property, rule))) == 1


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: str(rule).rpartition("#")[2])
def test_rule_agrees_with_the_kind_and_the_range_of_its_property(rule: Node) -> None:
    path = shapes().value(rule, SH.path)
    datatype, class_ = shapes().value(rule, SH.datatype), shapes().value(rule, SH["class"])
    if str(path) in declared(OWL.ObjectProperty):
        assert datatype is None
    if str(path) in declared(OWL.DatatypeProperty):
        assert class_ is None
    ranges = {o for p in (RDFS.range, RANGE_INCLUDES) for o in graph("inspection").objects(path, p)}
    if ranges and (datatype or class_):
        assert (datatype or class_) in ranges


def test_only_lists_are_blank() -> None:
    blank = {s for s in shapes().subjects() if isinstance(s, BNode)}
    lists = {
        node
        for head in shapes().objects(None, SH["in"])
        for node in shapes().transitive_objects(head, RDF.rest)
    }
    assert blank <= lists
    assert all(len(Collection(shapes(), head)) > 1 for head in shapes().objects(None, SH["in"]))


EVIDENCE = "https://w3id.org/inspection-graph/id/report/XXX/2020-01-01/other/evidence/1/0-4"


def evidence(**said: Node) -> Graph:
    """A block and the evidence of four characters of it, with some statements changed."""
    data, block = Graph(), URIRef(EVIDENCE.partition("/evidence/")[0] + "/block/1")
    right: dict[str, Node] = {
        "block": block,
        "start": Literal(0),
        "end": Literal(4),
        "quote": Literal("Four", datatype=XSD_STRING),
    }
    data.add((block, RDF.type, URIRef(IG + "Block")))
    data.add((URIRef(EVIDENCE), RDF.type, URIRef(IG + "Evidence")))
    for name, value in (right | said).items():
        data.add((URIRef(EVIDENCE), URIRef(IG + name), value))
    return data


def broken(data: Graph) -> set[str]:
    """The rules of evidence that a graph breaks."""
    _, results, _ = pyshacl.validate(data, shacl_graph=shapes())
    found = {str(shape).rpartition("#")[2] for shape in results.objects(None, SH.sourceShape)}
    return {name for name in found if name.startswith("Evidence-")}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("start", Literal(-1)),
        ("start", Literal("0")),
        ("end", Literal(0)),
        ("quote", Literal("", datatype=XSD_STRING)),
        ("block", URIRef("https://example.org/elsewhere")),
        ("supports", URIRef("https://example.org/property")),
    ],
)
def test_wrong_evidence_is_found(name: str, value: Node) -> None:
    assert broken(evidence()) == set()
    assert broken(evidence(**{name: value})) == {f"Evidence-{name}"}
