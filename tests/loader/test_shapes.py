import pytest
from pyoxigraph import Literal, NamedNode, Quad

from loader.quads import said_in
from loader.shapes import check_quads, check_statements
from ontology.terms import IG, RDF, XSD

GRAPH = NamedNode("https://example.org/graph/a")
LABEL = NamedNode("https://example.org/label")


def label(confidence: NamedNode | Literal) -> list[Quad]:
    concept = NamedNode("https://w3id.org/inspection-graph/id/concept/themes/neglect")
    return [
        Quad(LABEL, RDF.type, IG.Label, GRAPH),
        Quad(LABEL, IG.concept, concept, GRAPH),
        Quad(LABEL, IG.confidence, confidence, GRAPH),
        Quad(LABEL, IG.method, Literal("cues/1"), GRAPH),
    ]


def of(lexical: str) -> Literal:
    return Literal(lexical, datatype=XSD.decimal)


def test_what_is_within_bounds_conforms():
    assert all(check_quads(label(of(number))).conforms for number in ("0", "0.95", "1"))


@pytest.mark.parametrize(
    "confidence",
    [of("-0.01"), of("1.01"), of("NaN"), of("sure"), of(""), Literal(1), Literal("1"), LABEL],
    ids=str,
)
def test_what_is_no_number_or_out_of_bounds_does_not(confidence):
    (violation,) = check_quads(label(confidence)).violations
    assert violation.focus == LABEL.value
    assert violation.path == IG.confidence.value
    assert violation.value == str(confidence)


def test_a_literal_in_a_language_is_no_plain_string():
    quads = [*label(of("1"))[:-1], Quad(LABEL, IG.method, Literal("cues/1", language="en"), GRAPH)]
    assert not check_quads(quads).conforms


def test_a_check_does_not_remember_the_graph_before():
    """Whether a node is of a class is a question to its own graph."""
    block, evidence = (NamedNode(f"https://example.org/{name}") for name in ("block", "evidence"))
    pointing = Quad(evidence, IG.block, block, GRAPH)
    typed = [Quad(evidence, RDF.type, IG.Evidence, GRAPH), pointing]
    with_block = [*typed, Quad(block, RDF.type, IG.Block, GRAPH)]
    for quads, broken in ((with_block, False), (typed, True), (with_block, False)):
        found = check_statements(said_in(quads)).violations
        assert any(v.path == IG.block.value for v in found) is broken
