"""Which mentions, across the reports of one area, name the same thing, and what is said about it.

1. The mentions of the area's reports are taken in order of inspection.
2. Two mentions of one family name the same thing when a name of one is a name of the other (case, hyphens,
   plurals and punctuation aside: rule ``same-name``), or when they share an acronym (``same-acronym``).
   A mention that joins nothing begins a new thing (``first-mention``).
3. A council in the register (``register``), an inspectorate (``register``) and a statute (``legislation``)
   are not the area's: their mentions refer to the one IRI that all areas share.
4. The IRI of a thing is made of its first name; better names that come later are labels.

Each conclusion says which rule made it, so that it can be explained, and undone without touching a report.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from pyoxigraph import NamedNode, Quad

from loader.authorities import register, resolve
from loader.conclude.mentions import (
    MENTION_TERMS,
    Described,
    Mention,
    describe,
    is_national,
    key_of,
    mentions,
    national_iri,
    usual_name,
)
from loader.conclude.national import national_quads
from loader.decisions import NONE, Decisions
from loader.iris import BASE, GEOGRAPHY, graph, resource_iri, short_hash, slug
from loader.quads import Said, Term, iri, lines_of, said_in, say, text, typed, value_of
from loader.store.canonical import quads_of
from ontology.resources import resource
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
    *((predicate, None) for predicate in (*MENTION_TERMS, IG.mentions, IG.addresses)),
    (RDF.type, IG.Finding),
    (RDF.type, IG.RequiredAction),
)

# How far each rule is to be trusted; "same-acronym" joins what a misprint or another board may share.
_CONFIDENCE = {
    "register": "0.99",
    "legislation": "0.99",
    "first-mention": "1.0",
    "same-name": "0.95",
    "same-acronym": "0.9",
}


@dataclass(eq=False)
class _Thing:
    """A body, post, programme or instrument, while its mentions are gathered."""

    iri: Term
    number: int  # in order of first mention
    shared: bool  # described outside the area's graph
    mentions: list[Mention] = field(default_factory=list)


class _Things:
    """What the mentions of one area name, each thing once."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._shared: dict[Term, _Thing] = {}
        self._own: list[_Thing] = []
        self._by_key: dict[tuple[str, str], _Thing] = {}  # family and key of a name
        self._by_acronym: dict[tuple[str, str], _Thing] = {}
        self.of_mention: dict[Term, tuple[_Thing, str]] = {}  # with the rule that joined it

    @property
    def own(self) -> tuple[_Thing, ...]:
        """Those that are the area's own, in order of first mention."""
        return tuple(self._own)

    def take(self, mention: Mention) -> None:
        """Join a mention to what it names, or begin a new thing."""
        thing, rule = self._place(mention)
        thing.mentions.append(mention)
        self.of_mention[mention.iri] = thing, rule
        if not thing.shared:
            _note(self._by_key, [(mention.family, key_of(name)) for name in mention.names], thing)
            _note(self._by_acronym, [(mention.family, acronym) for acronym in mention.acronyms], thing)

    def _place(self, mention: Mention) -> tuple[_Thing, str]:
        """The thing that a mention names, among those known or a new one, and by which rule."""
        if shared := _shared_iri(self._code, mention):
            rule = "legislation" if mention.legislation else "register"
            it = iri(shared)
            return self._shared.setdefault(it, _Thing(it, len(self._shared), shared=True)), rule
        same = [self._by_key.get((mention.family, key_of(name))) for name in mention.names]
        if found := _first(same):
            return found, "same-name"
        if found := _first(self._by_acronym.get((mention.family, acronym)) for acronym in mention.acronyms):
            return found, "same-acronym"
        it = iri(resource_iri(mention.family, self._code, slug(mention.name)))
        self._own.append(_Thing(it, len(self._own), shared=False))
        return self._own[-1], "first-mention"


def _note(index: dict[tuple[str, str], _Thing], keys: Iterable[tuple[str, str]], thing: _Thing) -> None:
    """Find a thing by these keys from now on, unless an earlier one is found by them."""
    for key in keys:
        if index.setdefault(key, thing).number > thing.number:
            index[key] = thing


def _first(things: Iterable[_Thing | None]) -> _Thing | None:
    return min((thing for thing in things if thing), key=lambda thing: thing.number, default=None)


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
        What reviewers decided about it.

    """
    in_order = [report for _, report in sorted(reports.items())]
    things = _Things(code)
    for report in in_order:
        for mention in mentions(report):
            things.take(mention)
    said: Said = {}
    for mention_iri, (thing, rule) in things.of_mention.items():
        _resolve(said, code, mention_iri, thing, rule)
    for thing in things.own:
        _describe(said, code, thing, things)
    for report in in_order:
        _about(said, report, things)
    return said


def area_quads(code: str, reports: Mapping[str, Iterable[Quad]]) -> tuple[Quad, ...]:
    """The same from quads, as quads."""
    said = area_statements(code, {name: said_in(quads) for name, quads in reports.items()})
    return tuple(quads_of(graph("area", code).value, lines_of(said)))


# What is not the area's own


def _shared_iri(code: str, mention: Mention) -> NamedNode | None:
    """The IRI of what is not the area's own: a council, an inspectorate, a statute, a national body."""
    if is_national(mention):
        return national_iri(mention)
    if mention.kind == "inspectorate":
        return next((it for name in mention.names if (it := _inspectorates().get(key_of(name)))), None)
    if mention.kind == "local-authority":
        return _council_iri(code, mention)
    return None


def _council_iri(code: str, mention: Mention) -> NamedNode | None:
    """The council that was named, as it was on the day of the inspection; the inspected one before others."""
    day = value_of(mention.iri).removeprefix(f"{BASE}id/report/").split("/")[1]
    known = {found.code for name in mention.names if (found := resolve(name, day)) and found.code}
    chosen = code if code in known else min(known, default=None)
    return resource_iri("authority", chosen) if chosen else None


@cache
def _inspectorates() -> Mapping[str, NamedNode]:
    with resource("data/registers/inspectorates.csv").open(encoding="utf-8", newline="") as file:
        return {
            key_of(name): resource_iri("inspectorate", row["id"])
            for row in csv.DictReader(file)
            for name in (row["name"], row["short_name"], *row["alternative_names"].split("|"))
            if name
        }


# Statements


def _resolve(said: Said, code: str, mention: Term, thing: _Thing, rule: str) -> None:
    """What a mention refers to, and why we think so."""
    it = iri(resource_iri("area", code, "resolution", short_hash(value_of(mention))))
    say(said, mention, [(IG.refersTo, thing.iri)])
    say(
        said,
        it,
        (
            (RDF.type, iri(IG.Resolution)),
            (IG.mention, mention),
            (IG.referent, thing.iri),
            (IG.rule, text(rule)),
            (IG.confidence, typed(_CONFIDENCE[rule], XSD.decimal)),
        ),
    )


def _describe(said: Said, code: str, thing: _Thing, things: _Things) -> None:
    first = thing.mentions[0]
    names = frozenset(name for mention in thing.mentions for name in mention.names)
    acronyms = frozenset(acronym for mention in thing.mentions for acronym in mention.acronyms)
    describe(said, Described(thing.iri, first.kind, usual_name(first), names, acronyms))
    say(said, thing.iri, [(SCHEMA.areaServed, _area(code)), *_above(thing, things)])


def _above(thing: _Thing, things: _Things) -> Iterator[tuple[NamedNode, Term]]:
    """The bodies that a post is held in, or that a thing is part of."""
    for mention in thing.mentions:
        if mention.within in things.of_mention:
            above, _ = things.of_mention[mention.within]
            if above is not thing:
                yield ORG.postIn if mention.family == "post" else ORG.unitOf, above.iri


@cache
def _area(code: str) -> Term | None:
    gss = next((entry.gss_code for entry in register() if entry.code == code), None)
    return iri(NamedNode(GEOGRAPHY + gss)) if gss else None


def _about(said: Said, report: Said, things: _Things) -> None:
    """From findings and actions to the things they name or address."""
    ways = [(iri(class_), iri(of_mention), of_thing) for class_, of_mention, of_thing in _ABOUT]
    for it, own in sorted(report.items()):
        classes = own.get(iri(RDF.type), ())
        for class_, of_mention, of_thing in ways:
            if class_ in classes and of_mention in own:
                named = own[of_mention]
                say(said, it, [(of_thing, things.of_mention[mention][0].iri) for mention in named])
