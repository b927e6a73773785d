from pyoxigraph import Quad

from loader.authorities import register
from loader.iris import graph, resource_iri
from loader.reference import reference_graphs
from ontology.terms import IG, ORG, RDF


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
