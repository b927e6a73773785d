"""Anything of the graph: what is said of it, what points at it, and the words that it rests on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import Literal, Quad

from loader.iris import GRAPHS
from loader.store import Reader
from ontology.terms import IG, RDF
from queries.web.addresses import HOME, iri_of
from queries.web.answers import Answer, Asked, Route
from queries.web.described import incoming
from queries.web.pages.missing import above, not_found
from queries.web.pages.paging import Page, paged
from queries.web.passages import passages
from queries.web.rendering import page
from queries.web.standing import standing
from queries.web.things import first, is_held, label_of, outgoing, said_of, text_of

__all__ = ["ROUTES"]

_PER_PAGE = 50
_COUNTED = 2_000  # incoming statements that are counted; there may be any number


@dataclass(frozen=True, slots=True)
class _Statement:
    """A statement as it is shown: IRIs and what they are called."""

    property: tuple[str, str]
    other: tuple[str, str]  # an empty IRI for a value that is none
    kind: str  # of a value: its type or language
    graph: tuple[str, str]


def _resource(reader: Reader, asked: Asked) -> Answer:
    path = "/" + asked.parts["path"]
    iri = iri_of(path)
    if not is_held(reader, iri):
        return not_found(reader, asked)
    said = said_of(reader, iri)
    names = _Names(reader)
    within = first(said, IG.inReport).partition("/id/report/")[2] or iri.partition("/id/inspection/")[2]
    it = standing(reader, within)
    counts, by, pointing = _pointing(reader, asked, iri)
    context = {
        "above": above(reader, path),
        "by": by,
        "classes": [names[name] for name in sorted(said.get(RDF.type.value, ()), key=_is_foreign)],
        "counted": _COUNTED,
        "counts": [(name, names[name], n) for name, n in sorted(counts.items())],
        "incoming": [_statement(names, quad, text_of(quad.subject)) for quad in pointing.items],
        "iri": iri,
        "it": it,
        "name": names[iri],
        "outgoing": [_statement(names, quad, None) for quad in outgoing(reader, iri)],
        "page": pointing,
        "passages": passages(reader, said.get(IG.evidence.value, _itself(iri))),
        "path": asked.path,
    }
    return page(reader, asked, "resource.html", context)


class _Names(dict[str, str]):
    """What things are called, each looked up once."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self._reader = reader

    def __missing__(self, iri: str) -> str:
        self[iri] = label_of(self._reader, iri)
        return self[iri]


def _is_foreign(iri: str) -> bool:
    return not iri.startswith(HOME)


def _itself(iri: str) -> tuple[str, ...]:
    """A thing that is evidence itself rests on its own words."""
    return (iri,) if "/evidence/" in iri else ()


def _statement(names: _Names, quad: Quad, subject: str | None) -> _Statement:
    graph = text_of(quad.graph_name)
    predicate = quad.predicate.value
    shown = (predicate, names[predicate])
    place = (graph, graph.removeprefix(GRAPHS))
    if subject is not None:
        return _Statement(shown, (subject, names[subject]), "", place)
    value = quad.object
    if isinstance(value, Literal):
        kind = value.language or value.datatype.value.rpartition("#")[2]
        return _Statement(shown, ("", value.value), "" if kind == "string" else kind, place)
    return _Statement(shown, (text_of(value), names[text_of(value)]), "", place)


def _pointing(reader: Reader, asked: Asked, iri: str) -> tuple[Counter[str], str, Page[Quad]]:
    """By which properties how many things point at one, by which was asked, and a page of them.

    Neither the counts nor the pages go further than is counted.
    """
    quads = list(islice(incoming(reader, iri), _COUNTED))
    counts = Counter(quad.predicate.value for quad in quads)
    by = asked.first("by")
    if by not in counts:
        return counts, "", paged(asked, quads, _PER_PAGE)
    return counts, by, paged(asked, list(islice(incoming(reader, iri, by), _COUNTED)), _PER_PAGE)


ROUTES = (Route("/{path:path}/statements", _resource), Route("/{path:path}", _resource))
