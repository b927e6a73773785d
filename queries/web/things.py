"""What the graph says of one thing, without a query: its statements, and how people call it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from pyoxigraph import Literal, NamedNode, Quad

from loader.iris import BASE
from loader.store import Reader
from ontology.terms import DCTERMS, IG, RDF, RDFS, SKOS
from queries.ask import prefixed
from queries.web.addresses import HOME

__all__ = [
    "cut",
    "first",
    "is_held",
    "label_of",
    "labels_of",
    "outgoing",
    "pointing",
    "said_of",
    "text_of",
]

_NAMES = (SKOS.prefLabel, RDFS.label, DCTERMS.title, IG.name, IG.text, IG.quote)
_LONGEST = 120  # characters of a label


def outgoing(reader: Reader, iri: str) -> list[Quad]:
    """All that the graph says of a thing, sorted."""
    quads = reader.store.quads_for_pattern(NamedNode(iri), None, None, None)
    return sorted(quads, key=lambda quad: (quad.predicate.value, str(quad.object), text_of(quad.graph_name)))


def said_of(reader: Reader, iri: str) -> Mapping[str, tuple[str, ...]]:
    """The same by property: values as texts, sorted. Of a text that is no IRI nothing is said."""
    said: dict[str, list[str]] = {}
    node = _node(iri)
    for quad in reader.store.quads_for_pattern(node, None, None, None) if node else ():
        said.setdefault(quad.predicate.value, []).append(text_of(quad.object))
    return {name: tuple(sorted(values)) for name, values in said.items()}


def _node(iri: str) -> NamedNode | None:
    """A text that came from outside as an IRI; None if it is none."""
    try:
        return NamedNode(iri)
    except ValueError:
        return None


def pointing(reader: Reader, predicate: NamedNode, iri: str) -> list[str]:
    """What points at a thing by a property, sorted."""
    quads = reader.store.quads_for_pattern(None, predicate, NamedNode(iri), None)
    return sorted(text_of(quad.subject) for quad in quads)


def text_of(term: object) -> str:
    """The IRI or the text of a term."""
    return str(getattr(term, "value", term))


def first(said: Mapping[str, tuple[str, ...]], predicate: NamedNode) -> str:
    """The first value of a property, empty if there is none."""
    return said.get(predicate.value, ("",))[0]


def is_held(reader: Reader, iri: str) -> bool:
    """Whether the graph says anything of a thing, or anything points at it."""
    node = _node(iri)
    if node is None:
        return False
    said = reader.store.quads_for_pattern(node, None, None, None)
    return any(True for _ in chain(said, reader.store.quads_for_pattern(None, None, node, None)))


def label_of(reader: Reader, iri: str) -> str:
    """How people call a thing: its label, name or words, cut where they are long.

    What has none is called by its class and the end of its IRI: "label weakness".
    """
    node = NamedNode(iri)
    for predicate in _NAMES:
        values = [
            quad.object.value
            for quad in reader.store.quads_for_pattern(node, predicate, None, None)
            if isinstance(quad.object, Literal)
        ]
        if values:
            return cut(min(values))
    kinds = [text_of(q.object) for q in reader.store.quads_for_pattern(node, RDF.type, None, None)]
    ours = min((kind for kind in kinds if kind.startswith(HOME)), default="")
    return f"{label_of(reader, ours)} {iri.rpartition('/')[2]}" if ours else _short(iri)


def _short(iri: str) -> str:
    """The end of one of our IRIs, or a well-known one with its prefix.

    >>> _short("http://www.w3.org/2004/02/skos/core#Concept")
    'skos:Concept'
    """
    ours = iri.startswith((BASE, HOME))
    return iri.removeprefix(BASE).removeprefix(HOME).removeprefix("id/") if ours else prefixed(iri) or iri


def labels_of(reader: Reader, iris: Iterable[str]) -> dict[str, str]:
    """The labels of several things."""
    return {iri: label_of(reader, iri) for iri in dict.fromkeys(iris)}


def cut(text: str) -> str:
    """The beginning of a text, at a word.

    >>> cut("short")
    'short'
    """
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rpartition(" ")[0].rstrip(",;:") + " …"
