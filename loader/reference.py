"""The reference graphs: the vocabulary with its schemes, the registers with their links, what is counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from loader.authorities import Entry, register
from loader.conclude.links import register_links
from loader.inspectorates import inspectorates
from loader.iris import ENGLAND, GEOGRAPHY, concept, graph, resource_iri
from loader.public_bodies import REGISTERS, public_bodies
from loader.quads import lines_of
from loader.store.canonical import quads_of
from ontology.resources import resource
from ontology.terms import FOAF, GEO, IG, ORG, QB, RDF, RDFS, SCHEMA, SKOS, XSD

__all__ = ["reference_graphs"]

_IDENTIFIERS = {"police-force": IG.policeForceId, "nhs-body": IG.odsCode}
_Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


def reference_graphs() -> dict[str, tuple[Quad, ...]]:
    """Every reference graph by its IRI."""
    return {
        name.value: tuple(Quad(*triple, name) for triple in dict.fromkeys(triples))
        for name, triples in (
            (graph("ontology"), _vocabulary()),
            (graph("registers", "local-authorities"), _authorities()),
            (graph("registers", "inspectorates"), _inspectorates()),
            *((graph("registers", name), _public_bodies(kind)) for kind, (name, _) in REGISTERS.items()),
            (graph("summary"), _data_sets()),
        )
    } | {iri: tuple(quads_of(iri, lines_of(said))) for iri, said in register_links().items()}


def _vocabulary() -> Iterator[_Triple]:
    schemes = sorted(resource("ontology/schemes").glob("*.ttl"))
    for file in (resource("ontology/inspection.ttl"), resource("ontology/cubes.ttl"), *schemes):
        for quad in parse(path=str(file), format=RdfFormat.TURTLE):
            yield quad.subject, quad.predicate, quad.object


def _authorities() -> Iterator[_Triple]:
    by_gss = {entry.gss_code: entry for entry in register()}
    yield NamedNode(GEOGRAPHY + ENGLAND), RDFS.label, Literal("England")
    for entry in register():
        yield from _authority(entry)
        yield from _change(entry, by_gss)


def _authority(entry: Entry) -> Iterator[_Triple]:
    it, row = resource_iri("authority", entry.code), entry.row
    yield it, RDF.type, IG.LocalAuthority
    yield it, RDF.type, ORG.FormalOrganization
    yield it, SKOS.prefLabel, Literal(entry.name)
    for name in sorted({entry.official_name, *entry.other_names} - {entry.name, ""}):
        yield it, SKOS.altLabel, Literal(name)
    yield it, IG.registerCode, Literal(entry.code)
    yield it, IG.gssCode, Literal(entry.gss_code)
    yield from _literals(
        it,
        (IG.authorityType, row["type"], XSD.string),
        (IG.dfeCode, row["dfe_code"], XSD.string),
        (IG.ofstedUrn, row["ofsted_urn"], XSD.string),
        (IG.endDate, row["end_date"], XSD.date),
        (GEO.lat, row["latitude"], XSD.decimal),
        (GEO.long, row["longitude"], XSD.decimal),
    )
    for code in row["former_gss_codes"].split():
        yield it, IG.formerGssCode, Literal(code)
    if code := row["region_gss_code"]:
        yield NamedNode(GEOGRAPHY + code), RDFS.label, Literal(row["region"])


def _change(entry: Entry, by_gss: dict[str, Entry]) -> Iterator[_Triple]:
    """The end of a council and what came of it."""
    if not entry.ended or not entry.successors:
        return
    it = resource_iri("authority", entry.code, "change")
    yield it, RDF.type, ORG.ChangeEvent
    yield it, IG.date, Literal(entry.ended, datatype=XSD.date)
    yield it, ORG.originalOrganization, resource_iri("authority", entry.code)
    for code in entry.successors:
        yield it, ORG.resultingOrganization, resource_iri("authority", by_gss[code].code)


def _inspectorates() -> Iterator[_Triple]:
    for entry in inspectorates().values():
        it = resource_iri("inspectorate", entry.id)
        yield it, RDF.type, IG.Inspectorate
        yield it, RDF.type, ORG.FormalOrganization
        yield it, SKOS.prefLabel, Literal(entry.short_name)
        for name in sorted({entry.name, *entry.other_names} - {entry.short_name}):
            yield it, SKOS.altLabel, Literal(name)
        if entry.homepage:
            yield it, FOAF.homepage, NamedNode(entry.homepage)


def _public_bodies(register_of: str) -> Iterator[_Triple]:
    """The police forces, or the NHS bodies."""
    areas = {entry.code: entry.gss_code for entry in register()}
    for body in public_bodies():
        if body.register == register_of:
            it = resource_iri(body.register, body.id)
            yield it, RDF.type, IG.Body
            yield it, RDF.type, ORG.FormalOrganization
            yield it, ORG.classification, concept("kinds", body.kind)
            yield it, SKOS.prefLabel, Literal(body.name)
            for name in body.other_names:
                yield it, SKOS.altLabel, Literal(name)
            yield it, _IDENTIFIERS[body.register], Literal(body.id)
            for code in body.authorities:
                yield it, SCHEMA.areaServed, NamedNode(GEOGRAPHY + areas[code])


def _data_sets() -> Iterator[_Triple]:
    """The data sets of counts: each has the structure of the same name, and its label."""
    defined = list(parse(path=str(resource("ontology/cubes.ttl")), format=RdfFormat.TURTLE))
    labels = {quad.subject: quad.object for quad in defined if quad.predicate == RDFS.label}
    for structure, label in labels.items():
        it = resource_iri("dataset", structure.value.rpartition("/")[2])
        yield it, RDF.type, QB.DataSet
        yield it, RDFS.label, label
        yield it, QB.structure, structure


def _literals(it: NamedNode, *said: tuple[NamedNode, str, NamedNode]) -> Iterable[_Triple]:
    return (
        (it, predicate, Literal(value, datatype=datatype)) for predicate, value, datatype in said if value
    )
