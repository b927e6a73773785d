"""cubes.ttl: the structures of the data sets of counts, and that the loader counts by them."""

from __future__ import annotations

import pytest
from rdflib import Namespace, URIRef
from rdflib.namespace import OWL, RDF, RDFS

from loader.conclude.summary import TABLES, Table
from loader.reference import reference_graphs
from ontology.terms import IG, QB
from tests.ontology.rdf_files import declared, graph

CUBE = Namespace("http://purl.org/linked-data/cube#")
OF_SOURCES = ("gradings", "statistics", "table-figures")  # what reports and tables say, and no counts
STRUCTURE = "https://w3id.org/inspection-graph/id/structure/"


def components(name: str, kind: URIRef) -> set[str]:
    """The dimensions or the measures of a structure."""
    cubes = graph("cubes")
    parts = cubes.objects(URIRef(STRUCTURE + name), CUBE.component)
    return {str(o) for part in parts for o in cubes.objects(part, kind)}


def test_there_is_a_structure_and_a_data_set_for_each_table() -> None:
    structures = {str(s) for s in graph("cubes").subjects(RDF.type, CUBE.DataStructureDefinition)}
    names = {*OF_SOURCES, *(table.name for table in TABLES)}
    assert structures == {STRUCTURE + name for name in names}
    (sets,) = (quads for iri, quads in reference_graphs().items() if iri.endswith("/graph/summary"))
    of = {quad.subject.value: quad.object.value for quad in sets if quad.predicate == QB.structure}
    assert {iri.rpartition("/")[2]: to.removeprefix(STRUCTURE) for iri, to in of.items()} == {
        name: name for name in names
    }


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_structure_has_the_dimensions_and_measures_of_its_table(table: Table) -> None:
    dimensions = {IG.byInspection.value, *(dimension.value for dimension, _ in table.by)}
    assert components(table.name, CUBE.dimension) == dimensions
    measures = {IG.count.value, *([IG.certain.value] if table.has_certain else [])}
    assert components(table.name, CUBE.measure) == measures
    for property_ in ("label", "comment"):
        assert len(list(graph("cubes").objects(URIRef(STRUCTURE + table.name), RDFS[property_]))) == 1


def test_every_component_is_used_and_is_what_the_vocabulary_says() -> None:
    cubes = graph("cubes")
    used = set(cubes.objects(None, CUBE.component))
    assert used == set(cubes.subjects(RDF.type, CUBE.ComponentSpecification))
    for kind, class_ in (
        (CUBE.dimension, CUBE.DimensionProperty),
        (CUBE.measure, CUBE.MeasureProperty),
        (CUBE.attribute, CUBE.AttributeProperty),
    ):
        named = {str(o) for o in cubes.objects(None, kind)}
        assert named <= {str(s) for s in graph("inspection").subjects(RDF.type, class_)}
        assert named <= declared(OWL.ObjectProperty, OWL.DatatypeProperty)
