"""What report graphs name, read back out of them, and which of it is one and the same everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode

from loader.conclude.comparing import key_of
from loader.cues import cues
from loader.iris import BASE, concept, resource_iri, slug
from loader.quads import Said, Term, iri, say, text, value_of
from loader.vocabulary import CONCEPT_BASE, concepts, family
from ontology.terms import IG, ORG, RDF, SKOS

__all__ = [
    "MENTION_TERMS",
    "Described",
    "Mention",
    "describe",
    "is_national",
    "kind_of",
    "mentions",
    "national_iri",
    "report_of",
    "usual_name",
    "values",
]

#: The properties by which a mention is told apart and joined.
MENTION_TERMS = (IG.name, IG.alias, IG.acronym, IG.kind, IG.within, IG.legislation)

_CLASSES = {"body": IG.Body, "post": IG.Post, "programme": IG.Programme, "instrument": IG.Instrument}
_KINDS = f"{CONCEPT_BASE}kinds/"


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention as its report's graph describes it."""

    iri: Term
    name: str
    names: tuple[str, ...]  # and its aliases, acronyms left out
    acronyms: frozenset[str]
    kind: str
    family: str
    within: Term | None
    legislation: Term | None

    @property
    def report(self) -> str:
        """The path of the inspection whose report it stands in."""
        return report_of(self.iri)

    @property
    def day(self) -> str:
        """The day on which that inspection began, ISO 8601; another word where it is not known."""
        return self.report.split("/")[1]


def report_of(part: Term) -> str:
    """The path of the inspection whose report a part stands in."""
    return "/".join(value_of(part).removeprefix(f"{BASE}id/report/").split("/")[:3])


def mentions(said: Said) -> Iterator[Mention]:
    """The mentions of a graph, in order of IRI."""
    kind = iri(IG.kind)
    for it in sorted(it for it, own in said.items() if kind in own):
        name = values(said, it, IG.name)[0]
        acronyms = frozenset(values(said, it, IG.acronym))
        aliases = values(said, it, IG.alias)
        yield Mention(
            iri=it,
            name=name,
            names=(name, *(alias for alias in aliases if alias not in {name, *acronyms})),
            acronyms=acronyms,
            kind=kind_of(said, it, IG.kind),
            family=family(kind_of(said, it, IG.kind)),
            within=next(iter(said[it].get(iri(IG.within), ())), None),
            legislation=next(iter(said[it].get(iri(IG.legislation), ())), None),
        )


def values(said: Said, subject: Term, predicate: NamedNode) -> list[str]:
    """What a graph says of a subject with one property, sorted."""
    return sorted(map(value_of, said[subject].get(iri(predicate), ())))


def kind_of(said: Said, subject: Term, predicate: NamedNode) -> str:
    """The slug of the kind that a graph says a subject is of."""
    return values(said, subject, predicate)[0].removeprefix(_KINDS)


# What is one and the same in all areas


def is_national(mention: Mention) -> bool:
    """Whether all areas' mentions of it refer to one thing: a statute, or a body that there is once."""
    return mention.legislation is not None or key_of(mention.name) in _names()[1]


def national_iri(mention: Mention) -> NamedNode:
    """The IRI of what is one and the same in all areas."""
    return resource_iri(mention.family, "national", slug(usual_name(mention.name)))


def usual_name(name: str) -> str:
    """The usual full name of what is named alike everywhere ("DfE", "police officer"), else as printed."""
    return _names()[0].get(key_of(name), name)


@cache
def _names() -> tuple[Mapping[str, str], frozenset[str]]:
    """The usual name of each form of what is named alike everywhere, and the forms of what is one thing."""
    rows = [*cues("common_bodies"), *cues("instruments")["national"]]
    forms = [(key_of(form), row) for row in rows for form in (row["name"], *row["forms"])]
    return {key: row["name"] for key, row in forms}, frozenset(key for key, row in forms if row.get("shared"))


# What is named, described


@dataclass(frozen=True, slots=True)
class Described:
    """A body, post, programme or instrument by what it is and how it is named."""

    iri: Term
    kind: str
    label: str
    names: frozenset[str]  # its label may be among them
    acronyms: frozenset[str]


def describe(said: Said, thing: Described) -> None:
    """Say what a thing is and how it is named."""
    body_class = concepts("kinds")[thing.kind].values.get("bodyClass")
    say(
        said,
        thing.iri,
        (
            (RDF.type, iri(_CLASSES[family(thing.kind)])),
            (RDF.type, iri(NamedNode(body_class)) if body_class else None),
            (SKOS.prefLabel, text(thing.label)),
            *((SKOS.altLabel, text(name)) for name in sorted(thing.names - {thing.label})),
            *((IG.acronym, text(acronym)) for acronym in sorted(thing.acronyms)),
            (ORG.classification, iri(concept("kinds", thing.kind))),
        ),
    )
