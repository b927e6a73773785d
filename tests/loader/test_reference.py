from pyoxigraph import Quad

from loader.authorities import register
from loader.iris import concept, graph, resource_iri
from loader.reference import reference_graphs
from loader.shapes import check_quads
from ontology.terms import IG, ORG, RDF, SCHEMA, SKOS


def councils() -> tuple[Quad, ...]:
    return reference_graphs()[graph("registers", "local-authorities").value]


def test_a_council_that_ended_is_linked_to_those_that_came_after_it():
    by_gss = {entry.gss_code: entry.code for entry in register()}
    said = {(q.subject, q.predicate, q.object.value) for q in councils()}
    ended = [entry for entry in register() if entry.ended]
    assert {"CMA", "NTH", "DOR", "BMH", "POL", "BKM", "NYK", "SOM"} == {entry.code for entry in ended}
    for entry in ended:
        change = resource_iri("authority", entry.code, "change")
        assert (change, RDF.type, ORG.ChangeEvent.value) in said
        assert (change, IG.date, entry.ended) in said
        assert (change, ORG.originalOrganization, resource_iri("authority", entry.code).value) in said
        after = {
            value for it, predicate, value in said if (it, predicate) == (change, ORG.resultingOrganization)
        }
        assert after == {resource_iri("authority", by_gss[code]).value for code in entry.successors}


def test_a_council_that_is_there_has_no_change():
    changes = {q.subject.value for q in councils() if q.object == ORG.ChangeEvent}
    assert changes == {resource_iri("authority", e.code, "change").value for e in register() if e.ended}


def test_a_police_force_is_a_body_with_its_id_and_the_areas_that_it_serves():
    quads = reference_graphs()[graph("registers", "police-forces").value]
    said = [(q.predicate, q.object.value) for q in quads if q.subject == resource_iri("police-force", "kent")]
    assert (RDF.type, IG.Body.value) in said
    assert (IG.policeForceId, "kent") in said
    assert (SKOS.prefLabel, "Kent Police") in said
    areas = {value.rpartition("/")[2] for predicate, value in said if predicate == SCHEMA.areaServed}
    assert areas == {"E10000016", "E06000035"}


def test_an_nhs_body_is_known_by_its_ods_code():
    quads = reference_graphs()[graph("registers", "nhs-bodies").value]
    said = [(q.predicate, q.object.value) for q in quads if q.subject == resource_iri("nhs-body", "QKS")]
    assert (IG.odsCode, "QKS") in said
    assert (ORG.classification, concept("kinds", "integrated-care-board").value) in said


def test_registers_keep_to_their_shapes():
    for name in ("police-forces", "nhs-bodies", "local-authorities", "inspectorates"):
        quads = reference_graphs()[graph("registers", name).value]
        assert check_quads(quads).violations == ()
