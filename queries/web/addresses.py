"""Where things of the graph stand on this server: an IRI and the address of its page, both ways.

A thing is no page: its IRI, ``…/id/authority/MDW``, leads on to the page about it, ``/authority/MDW``. Named
graphs and the vocabulary are documents, and stand where their IRIs say. The vocabulary keeps its own address
whatever the base of the graph is; here both are at hand.
"""

from __future__ import annotations

from loader.iris import BASE
from loader.vocabulary import CONCEPT_BASE
from ontology.terms import IG

__all__ = ["HOME", "iri_of", "path_of"]

#: Where the vocabulary and its concepts live.
HOME = CONCEPT_BASE.removesuffix("id/concept/")
_VOCABULARY = IG.label.value.partition("#")[0]
_OF_VOCABULARY = ("component/", "concept/", "scheme/", "structure/")
_DOCUMENTS = ("graph/", "ontology")


def path_of(iri: str) -> str | None:
    """The path of the page about a thing, with its fragment; None if it is none of ours.

    >>> path_of("https://w3id.org/inspection-graph/id/concept/themes/assessment")
    '/concept/themes/assessment'
    >>> path_of("https://w3id.org/inspection-graph/ontology#Finding")
    '/ontology#Finding'
    >>> path_of("https://www.example.org/id/authority/MDW") is None
    True
    """
    for base in (BASE, HOME):
        rest = iri.removeprefix(base)
        if rest != iri and rest.startswith("id/"):
            return "/" + rest.removeprefix("id/")
        if rest != iri and rest.startswith(_DOCUMENTS):
            return "/" + rest
    return None


def iri_of(path: str) -> str:
    """The IRI of what a page is about, whether or not the graph says anything of it.

    >>> iri_of("/concept/themes/assessment")
    'https://w3id.org/inspection-graph/id/concept/themes/assessment'
    """
    rest = path.removeprefix("/")
    if rest == "ontology":
        return _VOCABULARY
    if rest.startswith(_DOCUMENTS):
        return BASE + rest
    return f"{HOME if rest.startswith(_OF_VOCABULARY) else BASE}id/{rest}"
