"""context.jsonld: every term has a name, with the type of its values, and survives the journey to RDF."""

import json
from typing import Any

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS

from ontology.resources import resource
from tests.ontology.rdf_files import (
    IG,
    LANGUAGE,
    XSD_DATE,
    XSD_STRING,
    classes,
    declared,
    graph,
    own_terms,
    properties,
)

CONTEXT: dict[str, Any] = json.loads(resource("ontology/context.jsonld").read_text(encoding="utf-8"))[
    "@context"
]


def expand(name: str) -> str:
    """A compact IRI in full."""
    prefix, _, local = name.partition(":")
    return f"{CONTEXT[prefix]}{local}" if prefix in CONTEXT and local and not local.startswith("//") else name


def entries() -> dict[str, tuple[str, str | None]]:
    """Terms, without prefixes and keywords: IRI, and type of the values."""
    found = {}
    for name, said in CONTEXT.items():
        iri, type_ = (said["@id"], said.get("@type")) if isinstance(said, dict) else (said, None)
        if isinstance(iri, str) and ":" in iri and not iri.endswith(("/", "#")):
            found[name] = (expand(iri), type_ and expand(type_))
    return found


def test_is_json_ld_1_1() -> None:
    assert CONTEXT["@version"] == 1.1


def test_maps_every_term_under_its_own_name() -> None:
    own = {name: iri for name, (iri, _) in entries().items() if iri.startswith(IG)}
    assert own == {term.removeprefix(IG): term for term in own_terms()}


def test_maps_nothing_that_is_not_declared() -> None:
    iris = {iri for iri, _ in entries().values()}
    assert not [i for i in iris if not i.startswith(LANGUAGE) and i not in classes() | properties()]
    assert len(iris) == len(entries())


@pytest.mark.parametrize(
    "name", sorted(n for n, (iri, _) in entries().items() if iri in own_terms() & properties())
)
def test_type_of_values_follows_the_range(name: str) -> None:
    iri, type_ = entries()[name]
    if iri in declared(OWL.ObjectProperty):
        assert type_ == "@id"
        return
    ranges = {str(o) for o in graph("inspection").objects(URIRef(iri), RDFS.range)}
    plain = not ranges or ranges == {str(XSD_STRING)}  # no rdfs:range: the precision of a date is in the data
    assert {type_} == ({None} if plain else ranges)


def test_json_becomes_the_triples_that_it_says() -> None:
    document = {
        "@context": CONTEXT,
        "id": "https://example.org/action/1",
        "type": "RequiredAction",
        "text": "Improve the plan",
        "order": 1,
        "dueDate": "2013-05-15",
        "inReport": "https://example.org/report",
    }
    action, read = (
        URIRef("https://example.org/action/1"),
        Graph().parse(data=json.dumps(document), format="json-ld"),
    )
    assert set(read) == {
        (action, RDF.type, URIRef(IG + "RequiredAction")),
        (action, URIRef(IG + "text"), Literal("Improve the plan")),
        (action, URIRef(IG + "order"), Literal(1)),
        (action, URIRef(IG + "dueDate"), Literal("2013-05-15", datatype=XSD_DATE)),
        (action, URIRef(IG + "inReport"), URIRef("https://example.org/report")),
    }
