"""The vocabulary in words: what an assistant has to know before it writes SPARQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from pyoxigraph import NamedNode, RdfFormat, parse
from typing_extensions import TypedDict

from loader.iris import concept as concept_iri
from loader.vocabulary import concepts
from ontology.resources import resource
from ontology.terms import IG, RDFS
from queries.ask import prefixed
from queries.errors import QueryError, did_you_mean

__all__ = ["Term", "schemes", "terms_about"]

_NAMESPACE = IG.Report.value.removesuffix("Report")
_INCLUDES = "https://schema.org/"
_DOMAINS = (RDFS.domain.value, f"{_INCLUDES}domainIncludes")
_RANGES = (RDFS.range.value, f"{_INCLUDES}rangeIncludes")


class Term(TypedDict):
    """A class, a property or a concept: what it is called in SPARQL, and what it means."""

    term: str
    comment: str
    of: list[str]  # classes that a property is said of
    values: list[str]  # classes or datatypes that it leads to


def terms_about(words: str = "", scheme: str = "") -> list[Term]:
    """The terms of the vocabulary with some words in them, or the concepts of a scheme.

    Raises
    ------
    QueryError
        If there is no such scheme.

    Examples
    --------
    >>> [term["term"] for term in terms_about("addressed to")]
    ['ig:addressedTo']
    >>> terms_about("percentage points", scheme="units")[0]["term"]
    '<https://w3id.org/inspection-graph/id/concept/units/percentage-points>'

    """
    if scheme and scheme not in schemes():
        near = did_you_mean(scheme, schemes())
        raise QueryError(f"there is no scheme {scheme!r}{near}; there are: {', '.join(schemes())}")
    known = _concepts(scheme) if scheme else _terms()
    wanted = words.casefold()
    return [term for label, term in known if wanted in f"{label} {term['term']} {term['comment']}".casefold()]


@cache
def schemes() -> tuple[str, ...]:
    """The schemes of concepts, by name."""
    return tuple(sorted(file.stem for file in resource("ontology/schemes").glob("*.ttl")))


def _concepts(scheme: str) -> Iterator[tuple[str, Term]]:
    for concept in concepts(scheme).values():
        term = str(concept_iri(scheme, concept.slug))
        comment = "; ".join((concept.label, *concept.alternatives))
        yield concept.label, Term(term=term, comment=comment, of=[], values=[])


@cache
def _terms() -> tuple[tuple[str, Term], ...]:
    """Every term of our own with its label, in order."""
    said: dict[str, dict[str, list[str]]] = {}
    for quad in parse(path=str(resource("ontology/inspection.ttl")), format=RdfFormat.TURTLE):
        subject = quad.subject
        if isinstance(subject, NamedNode) and subject.value.startswith(_NAMESPACE):
            value = str(getattr(quad.object, "value", quad.object))
            said.setdefault(subject.value, {}).setdefault(quad.predicate.value, []).append(value)
    return tuple(_described(iri, own) for iri, own in sorted(said.items()))


def _described(iri: str, own: Mapping[str, list[str]]) -> tuple[str, Term]:
    def all_of(*names: str) -> list[str]:
        return sorted(_short(value) for name in names for value in own.get(name, ()))

    comment = " ".join(own.get(RDFS.comment.value, ()))
    label = " ".join(own.get(RDFS.label.value, ()))
    return label, Term(term=_short(iri), comment=comment, of=all_of(*_DOMAINS), values=all_of(*_RANGES))


def _short(iri: str) -> str:
    """An IRI as it is written in SPARQL."""
    return prefixed(iri) or f"<{iri}>"
