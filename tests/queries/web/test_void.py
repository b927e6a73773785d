"""The description of the dataset, where programs look for it."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, parse

WELL_KNOWN = "/.well-known/void"


def told(said):
    form = RdfFormat.from_media_type(said.media_type)
    assert form is not None
    return {
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in parse(said.body, format=form)
    }


@pytest.mark.parametrize("accept", ["text/turtle", "application/n-triples", "*/*", "text/html"])
def test_the_dataset_is_described_with_where_it_can_be_queried(served, accept):
    said = served.ask(WELL_KNOWN, accept=accept)
    assert said.status == 200
    void = "http://rdfs.org/ns/void#"
    found = {(predicate, value) for _, predicate, value in told(said)}
    assert (f"{void}sparqlEndpoint", f"{served.address}sparql") in found
    assert any(predicate == f"{void}classPartition" for predicate, _ in found)


def test_the_service_has_the_dataset_that_is_described(served):
    described = {subject for subject, _, _ in told(served.ask(WELL_KNOWN))}
    sd = "http://www.w3.org/ns/sparql-service-description#"
    (dataset,) = (o for _, p, o in told(served.ask("/sparql")) if p == f"{sd}defaultDataset")
    assert dataset in described


def test_other_forms_there_are_not(served):
    assert served.ask(WELL_KNOWN, accept="image/png").status == 406
    assert served.ask(f"{WELL_KNOWN}?format=gif").status == 406
    assert served.ask(f"{WELL_KNOWN}?format=jsonld").json()["@graph"]
