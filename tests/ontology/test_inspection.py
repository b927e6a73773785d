"""inspection.ttl: every term is declared, described and placed, and of one kind."""

import pytest
from pyoxigraph import NamedNode
from rdflib import BNode, Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from ontology import terms
from tests.ontology.rdf_files import (
    DOMAIN_INCLUDES,
    IG,
    LANGUAGE,
    ONTOLOGY,
    RANGE_INCLUDES,
    SCHEMES,
    classes,
    declared,
    graph,
    own_terms,
    properties,
    says,
)

FILES = ["inspection", "external", "cubes", "links", *(f"schemes/{scheme}" for scheme in SCHEMES)]
OWN_PROPERTIES = sorted(own_terms() & properties())


@pytest.mark.parametrize("name", FILES)
def test_has_no_blank_nodes(name: str) -> None:
    assert not [node for node in graph(name).all_nodes() if isinstance(node, BNode)]


@pytest.mark.parametrize("name", FILES)
def test_uses_only_declared_properties_and_classes(name: str) -> None:
    used = {str(t) for t in (*graph(name).predicates(), *graph(name).objects(None, RDF.type))}
    assert not [t for t in used if not t.startswith(LANGUAGE) and t not in classes() | properties()]


@pytest.mark.parametrize("name", [*FILES, "shapes"])
def test_names_only_declared_terms_of_its_own_namespace(name: str) -> None:
    nodes = {*graph(name).all_nodes(), *graph(name).predicates()}
    assert {n for n in nodes if isinstance(n, URIRef) and n.startswith(IG)} <= set(map(URIRef, own_terms()))


def test_aligns_and_places_only_with_declared_terms() -> None:
    placed = (RDFS.domain, RDFS.range, RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch)
    named = {t for term in own_terms() for t in says(term, *placed, DOMAIN_INCLUDES, RANGE_INCLUDES)}
    assert not [t for t in named if not t.startswith(LANGUAGE) and t not in classes() | properties()]


@pytest.mark.parametrize("term", sorted(own_terms()))
def test_describes_each_term(term: str) -> None:
    assert len(says(term, RDFS.label)) == 1
    assert len(says(term, RDFS.comment)) == 1
    assert says(term, RDFS.isDefinedBy) == {str(ONTOLOGY)}


@pytest.mark.parametrize("term", OWN_PROPERTIES)
def test_gives_each_property_a_domain_and_a_range(term: str) -> None:
    """One under rdfs:, several under schema:: two rdfs:domain would mean both at once."""
    for one, several in ((RDFS.domain, DOMAIN_INCLUDES), (RDFS.range, RANGE_INCLUDES)):
        assert (len(says(term, one)), len(says(term, several)) > 1) in {(1, False), (0, True)}


@pytest.mark.parametrize("term", OWN_PROPERTIES)
def test_range_is_of_the_kind_of_the_property(term: str) -> None:
    datatypes = [r.startswith(LANGUAGE[3]) for r in says(term, RDFS.range, RANGE_INCLUDES)]
    assert all(datatypes) if term in declared(OWL.DatatypeProperty) else not any(datatypes)


def test_no_property_is_of_two_kinds() -> None:
    things, literals = declared(OWL.ObjectProperty), declared(OWL.DatatypeProperty)
    assert not things & literals
    assert not (things | literals) & classes()


@pytest.mark.parametrize("term", OWN_PROPERTIES)
def test_property_stands_below_properties_of_its_kind(term: str) -> None:
    notes = declared(OWL.AnnotationProperty)
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        if term in declared(kind):
            assert says(term, RDFS.subPropertyOf) <= declared(kind) | notes


def test_header_names_version_and_licence_and_imports_nothing() -> None:
    vocabulary: Graph = graph("inspection")
    assert vocabulary.value(ONTOLOGY, OWL.versionInfo) is not None
    assert "licenses/by/4.0" in str(list(vocabulary.predicate_objects(ONTOLOGY)))
    assert not list(vocabulary.objects(None, OWL.imports))


def test_external_terms_are_in_use() -> None:
    """A term that nothing uses any more is taken off the list."""
    spaces = (vars(getattr(terms, space)) for space in terms.__all__ if space != "BASE")
    used = {node.value for space in spaces for node in space.values() if isinstance(node, NamedNode)}
    for name in {*FILES, "shapes"} - {"external"}:
        used |= {str(node) for node in (*graph(name).all_nodes(), *graph(name).predicates())}
    assert {str(t) for t in graph("external").subjects(RDF.type)} <= used
