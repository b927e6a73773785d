"""The link sets: which things of the graph lead to which things of other datasets.

``ontology/links.ttl`` says what each set is (VoID, https://www.w3.org/TR/void/). A set stands in a named
graph of its own that holds its links and nothing else, so that it can be taken by itself and its size is that
of its graph; one more graph describes them all. Links that follow from the registers are made here; those to
statutes come with the national graph, since they depend on what reports cite.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from loader.authorities import register
from loader.iris import BASE, LINK_GRAPHS, RESOURCES, resource_iri
from loader.public_bodies import public_bodies
from loader.quads import Said, by_subject, iri, number, said_in, say, text
from ontology.resources import resource
from ontology.terms import RDF, VOID

__all__ = ["DATASET", "LinkSet", "described", "link_sets", "mislinked", "register_links"]

#: All graphs together, whatever they say at a time: what link sets lead from.
DATASET = NamedNode(f"{BASE}dataset")


@dataclass(frozen=True, slots=True)
class LinkSet:
    """A set of links with one property.

    Attributes
    ----------
    name
        What follows ``…/graph/links/`` in the name of its graph.
    iri
        Of the set itself.
    predicate
        The property of all its links.
    space
        What everything that is linked to begins with.

    """

    name: str
    iri: NamedNode
    predicate: NamedNode
    space: str

    @property
    def graph(self) -> str:
        """The IRI of its graph."""
        return LINK_GRAPHS + self.name


@cache
def link_sets() -> Mapping[str, LinkSet]:
    """The link sets of ``ontology/links.ttl`` by name."""
    said = by_subject(_definitions())
    spaces = {it: own[VOID.uriSpace.value][0].value for it, own in said.items() if VOID.uriSpace.value in own}
    spaces[DATASET.value] = RESOURCES
    sets = {}
    for it, own in sorted(said.items()):
        if VOID.Linkset in own[RDF.type.value]:
            predicate, target = (own[t.value][0].value for t in (VOID.linkPredicate, VOID.objectsTarget))
            name = it.rpartition("/")[2]
            sets[name] = LinkSet(name, NamedNode(it), NamedNode(predicate), spaces[target])
    return sets


def described(counts: Mapping[str, int]) -> Said:
    """What the graph of descriptions says.

    Parameters
    ----------
    counts
        How many links each set has, by name.

    """
    said = said_in(_definitions())
    dataset = iri(DATASET)
    say(said, dataset, [(RDF.type, iri(VOID.Dataset)), (VOID.uriSpace, text(RESOURCES))])
    for name, links in link_sets().items():
        say(said, dataset, [(VOID.subset, iri(links.iri))])
        say(said, iri(links.iri), [(VOID.triples, number(counts.get(name, 0)))])
    return said


def register_links() -> dict[str, Said]:
    """The links that the registers know, by the IRI of the graph of their set."""
    graphs: dict[str, Said] = {}
    for name, it, local in _ends():
        links = link_sets()[name]
        there = NamedNode(links.space + quote(local, safe="/"))
        say(graphs.setdefault(links.graph, {}), iri(it), [(links.predicate, iri(there))])
    return graphs


def mislinked(links: LinkSet, said: Said, description: Said) -> Iterator[str]:
    """What is wrong with a link set.

    Parameters
    ----------
    links
        The set.
    said, description
        What its graph and the graph of descriptions say.

    """
    found = [(it, p, value) for it, own in said.items() for p, values in own.items() for value in values]
    counted = description.get(iri(links.iri), {}).get(iri(VOID.triples), ())
    if counted != (number(len(found)),):
        said_to_be = " ".join(counted) or "nothing"
        yield f"{links.iri.value}: {len(found)} in number, and its description says {said_to_be}"
    for it, predicate, value in found:
        if predicate != iri(links.predicate):
            yield f"{it} {predicate} {value} is no link of {links.iri.value}"
        elif not value.startswith(f"<{links.space}"):
            yield f"{it} leads to {value}, which is not in {links.space}"


def _ends() -> Iterator[tuple[str, NamedNode, str]]:
    """Of each link the set, the thing that it leads from, and what follows the space of the other end."""
    codes = {entry.gss_code: entry.code for entry in register()}
    for entry in register():
        it, row = resource_iri("authority", entry.code), entry.row
        yield "ons-areas", it, entry.gss_code
        yield "local-authority-register", it, entry.code
        for name, column in (("regions", "region_gss_code"), ("ofsted-providers", "ofsted_urn")):
            if row[column]:
                yield name, it, row[column]
        for gss_code in row["statistical_neighbours"].split():
            yield "statistical-neighbours", it, f"authority/{codes[gss_code]}"
    for body in public_bodies():
        if body.register == "police-force":
            yield "police-forces", resource_iri(body.register, body.id), body.id


def _definitions() -> Iterator[Quad]:
    return parse(path=str(resource("ontology/links.ttl")), format=RdfFormat.TURTLE, base_iri=BASE)
