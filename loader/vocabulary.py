"""The concepts of ``ontology/schemes`` as immutable values, for stages that read words into concepts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from ontology.resources import resource

__all__ = ["CONCEPT_BASE", "Concept", "concepts", "family", "is_kind_of", "slug_of"]

CONCEPT_BASE = "https://w3id.org/inspection-graph/id/concept/"
_SKOS = "http://www.w3.org/2004/02/skos/core#"


class Concept(NamedTuple):
    """A SKOS concept: its slug, its words, and whatever else its scheme says of it."""

    slug: str  # what follows …/concept/<scheme>/ in its IRI
    label: str
    alternatives: tuple[str, ...]  # skos:altLabel: printed forms
    cues: tuple[str, ...]  # skos:hiddenLabel: phrases that point to it
    broader: tuple[str, ...]  # slugs, as those of related
    related: tuple[str, ...]
    values: Mapping[str, str]  # any other literal or IRI, by the local name of its property

    @property
    def forms(self) -> tuple[str, ...]:
        """Every printed form: the label and its alternatives."""
        return (self.label, *self.alternatives)


@cache
def concepts(scheme: str) -> Mapping[str, Concept]:
    """The concepts of ``ontology/schemes/<scheme>.ttl`` by slug, in order of slug.

    A slug may hold a slash where a file holds several schemes: ``protection-2012/good`` among the grades.

    Raises
    ------
    FileNotFoundError
        If there is no such scheme.

    """
    from pyoxigraph import NamedNode, RdfFormat, parse  # noqa: PLC0415 — heavy, and not needed for --help

    said: dict[str, list[tuple[str, str]]] = {}
    for quad in parse(path=str(resource(f"ontology/schemes/{scheme}.ttl")), format=RdfFormat.TURTLE):
        subject = quad.subject
        if isinstance(subject, NamedNode) and subject.value.startswith(CONCEPT_BASE):
            said.setdefault(subject.value, []).append(
                (quad.predicate.value, str(getattr(quad.object, "value", quad.object)))
            )
    found = (_concept(iri, statements) for iri, statements in sorted(said.items()))
    return {concept.slug: concept for concept in found}


@cache
def family(kind: str) -> str:
    """The top concept above a kind of named thing: body, post, programme or instrument.

    >>> family("team"), family("operation"), family("post")
    ('body', 'programme', 'post')
    """
    broader = concepts("kinds")[kind].broader
    return family(broader[0]) if broader else kind


@cache
def is_kind_of(kind: str, above: str) -> bool:
    """Whether a kind of named thing is another, or a narrower one.

    >>> is_kind_of("nhs-trust", "partner-agency"), is_kind_of("team", "partner-agency")
    (True, False)
    """
    return kind == above or any(is_kind_of(wider, above) for wider in concepts("kinds")[kind].broader)


def _concept(iri: str, statements: list[tuple[str, str]]) -> Concept:
    def all_of(name: str) -> tuple[str, ...]:
        return tuple(sorted(value for predicate, value in statements if predicate == _SKOS + name))

    others = {_local(p): v for p, v in sorted(statements) if not p.startswith(_SKOS)}
    return Concept(
        slug=slug_of(iri),
        label=all_of("prefLabel")[0],
        alternatives=all_of("altLabel"),
        cues=all_of("hiddenLabel"),
        broader=tuple(map(slug_of, all_of("broader"))),
        related=tuple(map(slug_of, all_of("related"))),
        values=others,
    )


def slug_of(iri: str) -> str:
    """The key of a concept in its scheme, given its IRI; empty for an empty text.

    >>> slug_of(f"{CONCEPT_BASE}themes/early-help")
    'early-help'
    """
    return iri.removeprefix(CONCEPT_BASE).partition("/")[2]


def _local(iri: str) -> str:
    return iri.replace("#", "/").rpartition("/")[2]
