"""The files of the ontology room as graphs, for its tests."""

from functools import cache
from itertools import chain

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF

from ontology.resources import resource

IG = "https://w3id.org/inspection-graph/ontology#"
DOMAIN_INCLUDES = URIRef("https://schema.org/domainIncludes")
RANGE_INCLUDES = URIRef("https://schema.org/rangeIncludes")
XSD_STRING = URIRef("http://www.w3.org/2001/XMLSchema#string")
XSD_DATE = URIRef("http://www.w3.org/2001/XMLSchema#date")
ONTOLOGY = URIRef("https://w3id.org/inspection-graph/ontology")
SCHEMES = sorted(path.stem for path in resource("ontology/schemes").glob("*.ttl"))
# The languages that everything is written in: their terms are nobody's to declare.
LANGUAGE = tuple(
    f"http://www.w3.org/{tail}"
    for tail in (
        "1999/02/22-rdf-syntax-ns#",
        "2000/01/rdf-schema#",
        "2002/07/owl#",
        "2001/XMLSchema#",
        "ns/shacl#",
    )
)


@cache
def graph(name: str) -> Graph:
    """A Turtle file below ``ontology/``, by its path without suffix."""
    return Graph().parse(resource(f"ontology/{name}.ttl"), format="turtle")


def declared(*kinds: URIRef) -> set[str]:
    """The terms that are declared as one of these kinds, here or by another vocabulary."""
    found = (graph(name).subjects(RDF.type, kind) for name in ("inspection", "external") for kind in kinds)
    return {str(term) for term in chain.from_iterable(found)}


def classes() -> set[str]:
    """Every declared class."""
    return declared(OWL.Class)


def properties() -> set[str]:
    """Every declared property."""
    return declared(OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


def own_terms() -> set[str]:
    """The terms that ``inspection.ttl`` declares."""
    return {str(term) for term in graph("inspection").subjects(RDF.type) if str(term).startswith(IG)}


def says(term: str, *predicates: URIRef) -> set[str]:
    """What ``inspection.ttl`` says of a term under any of these properties."""
    return {str(o) for p in predicates for o in graph("inspection").objects(URIRef(term), p)}
