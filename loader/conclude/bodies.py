"""What the graph of an area says: its bodies and other things, which mentions name them, and why.

``things`` tells what is named, ``parts`` what is part of what, ``successions`` what replaced what. The IRI of
a thing is made of its first name; better names that come later are labels. Each conclusion says which rule
made it and which names met, so that it can be explained, and undone without touching a report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from pyoxigraph import NamedNode, Quad

from loader.authorities import by_code
from loader.conclude.mentions import MENTION_TERMS, Described, describe, mentions, report_of
from loader.conclude.national import national_quads
from loader.conclude.parts import Wholes
from loader.conclude.successions import say_successions
from loader.conclude.things import Join, Thing, Things
from loader.decisions import NONE, Decisions
from loader.iris import GEOGRAPHY, concept, graph, resource_iri, short_hash
from loader.quads import Said, Term, iri, lines_of, said_in, say, text, typed, value_of
from loader.store.canonical import quads_of
from loader.vocabulary import family
from ontology.terms import IG, ORG, RDF, SCHEMA, XSD

__all__ = ["AREA_PATTERNS", "MENTION_TERMS", "area_quads", "area_statements", "national_quads"]

# From what of which property a finding or an action leads to the things it names or addresses.
_ABOUT = (
    (IG.Finding, IG.mentions, IG.about),
    (IG.RequiredAction, IG.mentions, IG.about),
    (IG.RequiredAction, IG.addresses, IG.addressedTo),
)

#: The statements of report graphs that an area's graph is concluded from: predicate and object, None for any.
AREA_PATTERNS: tuple[tuple[NamedNode, NamedNode | None], ...] = (
    *((predicate, None) for predicate in (*MENTION_TERMS, IG.mentions, IG.addresses, IG.addressee)),
    (RDF.type, IG.Finding),
    (RDF.type, IG.RequiredAction),
)


def area_statements(code: str, reports: Mapping[str, Said], decisions: Decisions = NONE) -> Said:
    """What the derived graph of one area says.

    Parameters
    ----------
    code
        GOV.UK code of its authority, as MDW; ``unresolved`` for reports of no known authority.
    reports
        What its report graphs say that fits ``AREA_PATTERNS``, by graph IRI; a path of inspection sorts by
        its date. What else they say does not count.
    decisions
        What reviewers decided: ``same-body`` joins two names of the area or keeps them apart.

    """
    in_order = [report for _, report in sorted(reports.items())]
    things = Things(code, [tuple(mentions(report)) for report in in_order], decisions)
    wholes = Wholes(code, things)
    said: Said = {}
    for mention, join in things.joins.items():
        _resolve(said, code, mention, join)
    for thing in things.own:
        _describe(said, code, thing, wholes)
    say_successions(said, code, things)
    for report in in_order:
        _about(said, report, things)
        _addressed(said, report, things)
    return said


def area_quads(
    code: str, reports: Mapping[str, Iterable[Quad]], decisions: Decisions = NONE
) -> tuple[Quad, ...]:
    """The same from quads, as quads."""
    said = area_statements(code, {name: said_in(quads) for name, quads in reports.items()}, decisions)
    return tuple(quads_of(graph("area", code).value, lines_of(said)))


def _resolve(said: Said, code: str, mention: Term, join: Join) -> None:
    """What a mention refers to, and why we think so."""
    it = iri(resource_iri("area", code, "resolution", short_hash(value_of(mention))))
    say(said, mention, [(IG.refersTo, join.thing.iri)])
    say(
        said,
        it,
        (
            (RDF.type, iri(IG.Resolution)),
            (IG.mention, mention),
            (IG.referent, join.thing.iri),
            (IG.rule, iri(concept("resolution-rules", join.rule))),
            (IG.matchedName, text(join.name)),
            (IG.knownName, text(join.known)),
            (IG.confidence, typed(str(join.trust), XSD.decimal)),
        ),
    )


def _describe(said: Said, code: str, thing: Thing, wholes: Wholes) -> None:
    names = frozenset(name for mention in thing.mentions for name in mention.names)
    acronyms = frozenset(acronym for mention in thing.mentions for acronym in mention.acronyms)
    describe(said, Described(thing.iri, thing.kind, thing.label, names, acronyms))
    part = ORG.postIn if family(thing.kind) == "post" else ORG.unitOf
    say(said, thing.iri, [(SCHEMA.areaServed, _area(code)), *((part, whole) for whole in wholes.of(thing))])


@cache
def _area(code: str) -> Term | None:
    entry = by_code().get(code)
    return iri(NamedNode(GEOGRAPHY + entry.gss_code)) if entry else None


def _about(said: Said, report: Said, things: Things) -> None:
    """From findings and actions to the things they name or address."""
    ways = [(iri(class_), iri(of_mention), of_thing) for class_, of_mention, of_thing in _ABOUT]
    for it, own in sorted(report.items()):
        classes = own.get(iri(RDF.type), ())
        for class_, of_mention, of_thing in ways:
            if class_ in classes and of_mention in own:
                named = own[of_mention]
                say(said, it, [(of_thing, things.joins[mention].thing.iri) for mention in named])


def _addressed(said: Said, report: Said, things: Things) -> None:
    """From actions to those whom a heading or a table addresses, where names are not read as mentions."""
    addressee, action = iri(IG.addressee), iri(IG.RequiredAction)
    for it, own in sorted(report.items()):
        if addressee in own and action in own.get(iri(RDF.type), ()):
            found = (things.called(value_of(name), report_of(it)) for name in own[addressee])
            say(said, it, [(IG.addressedTo, thing.iri) for thing in found if thing])
