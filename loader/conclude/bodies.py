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
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from loader.authorities import register, resolve
from loader.cues import cues
from loader.iris import BASE, GEOGRAPHY, concept, graph, resource_iri, short_hash, slug
from loader.quads import Said, by_subject
from loader.vocabulary import CONCEPT_BASE, concepts, family
from ontology.resources import resource
from ontology.terms import IG, ORG, RDF, RDFS, SCHEMA, SKOS, XSD

__all__ = ["MENTION_TERMS", "area_quads", "national_quads"]

_CLASSES = {"body": IG.Body, "post": IG.Post, "programme": IG.Programme, "instrument": IG.Instrument}
_NOT_WORDS = re.compile(r"[^a-z0-9]+")


#: The properties by which a mention is told apart and joined.
MENTION_TERMS = (IG.name, IG.alias, IG.acronym, IG.kind, IG.within, IG.legislation)


@dataclass(frozen=True, slots=True)
class _Mention:
    iri: str
    name: str
    names: tuple[str, ...]
    acronyms: frozenset[str]
    kind: str
    family: str
    within: str | None
    legislation: str | None


@dataclass
class _Thing:
    """A body, post, programme or instrument, while its mentions are gathered."""

    iri: NamedNode
    family: str
    kind: str
    names: dict[str, None] = field(default_factory=dict)
    acronyms: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    mentions: list[tuple[_Mention, str]] = field(default_factory=list)  # with the rule that joined each
    shared: bool = False  # described outside the area's graph

    def take(self, mention: _Mention, rule: str) -> None:
        """Add a mention and all its names."""
        self.names.update(dict.fromkeys(mention.names))
        self.acronyms |= mention.acronyms
        self.keys |= set(map(_key, mention.names))
        self.mentions.append((mention, rule))


def area_quads(code: str, reports: Mapping[str, Iterable[Quad]]) -> tuple[Quad, ...]:
    """The derived graph of one area.

    Parameters
    ----------
    code
        GOV.UK code of its authority, as MDW; ``unresolved`` for reports of no known authority.
    reports
        The quads of its report graphs, by graph IRI; a path of inspection sorts by its date.

    """
    said = [by_subject(quads) for _, quads in sorted(reports.items())]
    things = _gather(code, [mention for report in said for mention in _mentions(report)])
    name = graph("area", code)
    triples = [t for thing in things for t in _thing_triples(code, thing, things)]
    triples += [t for report in said for t in _about(report, things)]
    return tuple(Quad(*triple, name) for triple in dict.fromkeys(triples))


def national_quads(statements: Iterable[Quad]) -> tuple[Quad, ...]:
    """The national graph: the statutes and national bodies that any report names.

    Parameters
    ----------
    statements
        What the report graphs say with ``MENTION_TERMS``.

    """
    things: dict[str, _Thing] = {}
    for mention in filter(_is_national, _mentions(by_subject(statements))):
        iri = _national_iri(mention)
        things.setdefault(iri.value, _Thing(iri, mention.family, mention.kind)).take(mention, "national")
    name = graph("national")
    triples = [t for thing in things.values() for t in _national_triples(thing)]
    return tuple(Quad(*triple, name) for triple in dict.fromkeys(triples))


# Mentions, out of the report graphs


def _of_class(said: Said, class_: NamedNode) -> Iterator[str]:
    return (subject for subject in sorted(said) if class_ in said[subject].get(RDF.type.value, ()))


def _values(said: Said, subject: str, predicate: NamedNode) -> list[str]:
    return sorted(node.value for node in said[subject].get(predicate.value, ()))


def _mentions(said: Said) -> Iterator[_Mention]:
    for iri in sorted(iri for iri, own in said.items() if IG.kind.value in own):
        name = _values(said, iri, IG.name)[0]
        acronyms = frozenset(_values(said, iri, IG.acronym))
        kind = _values(said, iri, IG.kind)[0].removeprefix(f"{CONCEPT_BASE}kinds/")
        yield _Mention(
            iri=iri,
            name=name,
            names=(
                name,
                *(alias for alias in _values(said, iri, IG.alias) if alias not in {name, *acronyms}),
            ),
            acronyms=acronyms,
            kind=kind,
            family=family(kind),
            within=next(iter(_values(said, iri, IG.within)), None),
            legislation=next(iter(_values(said, iri, IG.legislation)), None),
        )


def _key(name: str) -> str:
    """A name without case, punctuation and the plural of its last word."""
    words = _NOT_WORDS.sub(" ", name.casefold().replace("’", "").replace("'", "")).split()
    if words and len(words[-1]) > 3 and words[-1].endswith("s") and not words[-1].endswith("ss"):
        words[-1] = words[-1][:-1]
    return "".join(word for word in words if word != "the")


# Things, out of mentions


def _gather(code: str, mentions: Sequence[_Mention]) -> list[_Thing]:
    things: list[_Thing] = []
    for mention in mentions:
        thing, rule = _place(code, mention, things)
        if not any(thing is known for known in things):
            things.append(thing)
        thing.take(mention, rule)
    return things


def _place(code: str, mention: _Mention, things: Sequence[_Thing]) -> tuple[_Thing, str]:
    """The thing that a mention names, among those known or a new one, and by which rule."""
    keys = set(map(_key, mention.names))
    fitting = [t for t in things if t.family == mention.family]
    if shared := _shared_iri(code, mention):
        rule = "legislation" if mention.legislation else "register"
        known = next((t for t in fitting if t.iri == shared), None)
        return known or _Thing(shared, mention.family, mention.kind, shared=True), rule
    for thing in fitting:
        if keys & thing.keys and not thing.shared:
            return thing, "same-name"
    for thing in fitting:
        if mention.acronyms & thing.acronyms and not thing.shared:
            return thing, "same-acronym"
    iri = resource_iri(mention.family, code, slug(mention.name))
    return _Thing(iri, mention.family, mention.kind), "first-mention"


def _shared_iri(code: str, mention: _Mention) -> NamedNode | None:
    """The IRI of what is not the area's own: a council, an inspectorate, a statute, a national body."""
    if _is_national(mention):
        return _national_iri(mention)
    if mention.kind == "inspectorate":
        return next((iri for name in mention.names if (iri := _inspectorates().get(_key(name)))), None)
    if mention.kind == "local-authority":
        return _council_iri(code, mention)
    return None


def _council_iri(code: str, mention: _Mention) -> NamedNode | None:
    """The council that was named, as it was on the day of the inspection; the inspected one before others."""
    day = mention.iri.removeprefix(f"{BASE}id/report/").split("/")[1]
    known = {found.code for name in mention.names if (found := resolve(name, day)) and found.code}
    chosen = code if code in known else min(known, default=None)
    return resource_iri("authority", chosen) if chosen else None


@cache
def _inspectorates() -> Mapping[str, NamedNode]:
    with resource("data/registers/inspectorates.csv").open(encoding="utf-8", newline="") as file:
        return {
            _key(name): resource_iri("inspectorate", row["id"])
            for row in csv.DictReader(file)
            for name in (row["name"], row["short_name"], *row["alternative_names"].split("|"))
            if name
        }


def _is_national(mention: _Mention) -> bool:
    return mention.legislation is not None or _key(mention.name) in _names()[1]


def _national_iri(mention: _Mention) -> NamedNode:
    return resource_iri(mention.family, "national", slug(_usual_name(mention)))


def _usual_name(mention: _Mention) -> str:
    """The usual full name of what is named alike everywhere ("DfE", "police officer"), else as printed."""
    return _names()[0].get(_key(mention.name), mention.name)


@cache
def _names() -> tuple[Mapping[str, str], frozenset[str]]:
    """The usual name of each form of what is named alike everywhere, and the forms of what is one thing."""
    rows = [*cues("common_bodies"), *cues("instruments")["national"]]
    forms = [(_key(form), row) for row in rows for form in (row["name"], *row["forms"])]
    return {key: row["name"] for key, row in forms}, frozenset(key for key, row in forms if row.get("shared"))


# Statements

_Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


def _thing_triples(code: str, thing: _Thing, things: Sequence[_Thing]) -> Iterator[_Triple]:
    for mention, rule in thing.mentions:
        yield NamedNode(mention.iri), IG.refersTo, thing.iri
        yield from _resolution(code, mention, thing, rule)
    if not thing.shared:
        yield from _description(code, thing, things)


def _description(code: str, thing: _Thing, things: Sequence[_Thing]) -> Iterator[_Triple]:
    yield from _named(thing, _usual_name(thing.mentions[0][0]))
    if gss := next((entry.gss_code for entry in register() if entry.code == code), None):
        yield thing.iri, SCHEMA.areaServed, NamedNode(GEOGRAPHY + gss)
    parents = {m.within for m, _ in thing.mentions if m.within}
    above = [t.iri for t in things if t is not thing and any(m.iri in parents for m, _ in t.mentions)]
    for parent in above:
        yield thing.iri, ORG.postIn if thing.family == "post" else ORG.unitOf, parent


def _named(thing: _Thing, name: str) -> Iterator[_Triple]:
    yield thing.iri, RDF.type, _CLASSES[thing.family]
    if body_class := concepts("kinds")[thing.kind].values.get("bodyClass"):
        yield thing.iri, RDF.type, NamedNode(body_class)
    yield thing.iri, SKOS.prefLabel, Literal(name)
    for other in sorted(set(thing.names) - {name}):
        yield thing.iri, SKOS.altLabel, Literal(other)
    for acronym in sorted(thing.acronyms):
        yield thing.iri, IG.acronym, Literal(acronym)
    yield thing.iri, ORG.classification, concept("kinds", thing.kind)


def _resolution(code: str, mention: _Mention, thing: _Thing, rule: str) -> Iterator[_Triple]:
    iri = resource_iri("area", code, "resolution", short_hash(mention.iri))
    yield iri, RDF.type, IG.Resolution
    yield iri, IG.mention, NamedNode(mention.iri)
    yield iri, IG.referent, thing.iri
    yield iri, IG.rule, Literal(rule)
    yield iri, IG.confidence, Literal(_CONFIDENCE[rule], datatype=XSD.decimal)


# How far each rule is to be trusted; "same-acronym" joins what a misprint or another board may share.
_CONFIDENCE = {
    "register": "0.99",
    "legislation": "0.99",
    "first-mention": "1.0",
    "same-name": "0.95",
    "same-acronym": "0.9",
}


def _about(said: Said, things: Sequence[_Thing]) -> Iterator[_Triple]:
    """From findings and actions to the things they name or address."""
    referents = {mention.iri: thing.iri for thing in things for mention, _ in thing.mentions}
    for class_, of_mention, of_thing in (
        (IG.Finding, IG.mentions, IG.about),
        (IG.RequiredAction, IG.mentions, IG.about),
        (IG.RequiredAction, IG.addresses, IG.addressedTo),
    ):
        for iri in _of_class(said, class_):
            for mention in _values(said, iri, of_mention):
                yield NamedNode(iri), of_thing, referents[mention]


def _national_triples(thing: _Thing) -> Iterator[_Triple]:
    first = thing.mentions[0][0]
    yield from _named(thing, _usual_name(first))
    if first.legislation:
        yield thing.iri, RDFS.seeAlso, NamedNode(first.legislation)
