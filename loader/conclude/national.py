"""The national graph: the statutes and bodies that are one and the same in every area, by all their names.

What is said of a thing is gathered from its mentions in no order: every name and acronym counts, and where
two mentions differ in what is said once (the usual name, the kind, the statute's address) the lesser of the
two in order of text stands. So the graph can be brought up to date from what it says already and the mentions
that are new, and is what the mentions of all reports together would have made.

The addresses of statutes are links to another dataset, and stand in the graph of their link set.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import Quad

from loader.conclude.links import link_sets
from loader.conclude.mentions import (
    Described,
    Mention,
    describe,
    is_national,
    kind_of,
    mentions,
    national_iri,
    usual_name,
    values,
)
from loader.iris import graph
from loader.quads import Said, Term, iri, lines_of, said_in, say
from loader.store.canonical import quads_of
from ontology.terms import IG, ORG, RDFS, SKOS

__all__ = ["national_quads", "national_statements", "parted"]


@dataclass
class _Thing:
    """What is known of one thing, while its mentions are gathered."""

    kinds: set[str] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    acronyms: set[str] = field(default_factory=set)
    statutes: set[Term] = field(default_factory=set)

    def know(self, said: Said, it: Term) -> None:
        """Take what a national graph says of it."""
        self.kinds.add(kind_of(said, it, ORG.classification))
        self.labels.update(values(said, it, SKOS.prefLabel))
        self.names.update(values(said, it, SKOS.altLabel))
        self.acronyms.update(values(said, it, IG.acronym))
        self.statutes.update(said[it].get(iri(RDFS.seeAlso), ()))

    def take(self, mention: Mention) -> None:
        """Take what a mention says of it."""
        self.kinds.add(mention.kind)
        self.labels.add(usual_name(mention.name))
        self.names.update(mention.names)
        self.acronyms.update(mention.acronyms)
        if mention.legislation is not None:
            self.statutes.add(mention.legislation)


def national_statements(reports: Iterable[Said], known: Said | None = None) -> Said:
    """What the national graph and the links of statutes say together: ``parted`` tells them apart.

    Parameters
    ----------
    reports
        What report graphs say with ``MENTION_TERMS``; what else they say does not count.
    known
        Both graphs so far, if all that it was made of still stands: then ``reports`` need only be
        those that were added.

    """
    things: dict[Term, _Thing] = {}
    for it in known or ():
        things.setdefault(it, _Thing()).know(known or {}, it)
    for report in reports:
        for mention in filter(is_national, mentions(report)):
            things.setdefault(iri(national_iri(mention)), _Thing()).take(mention)
    said: Said = {}
    for it, thing in sorted(things.items()):
        names = frozenset(thing.names | thing.labels)
        describe(said, Described(it, min(thing.kinds), min(thing.labels), names, frozenset(thing.acronyms)))
        if thing.statutes:
            say(said, it, [(RDFS.seeAlso, min(thing.statutes))])
    return said


def parted(said: Said) -> dict[str, Said]:
    """What is said of things that are national, by the IRI of the graph that it stands in."""
    address = iri(RDFS.seeAlso)
    things, links = Said(), Said()
    for it, own in said.items():
        things[it] = {predicate: values for predicate, values in own.items() if predicate != address}
        if address in own:
            links[it] = {address: own[address]}
    return {graph("national").value: things, link_sets()["legislation"].graph: links}


def national_quads(statements: Iterable[Quad], known: Iterable[Quad] = ()) -> tuple[Quad, ...]:
    """The same from quads, as quads of both graphs."""
    said = national_statements([said_in(statements)], said_in(known))
    return tuple(quad for name, part in parted(said).items() for quad in quads_of(name, lines_of(part)))
