"""A required action: what was asked, of whom and by when, and whether it was asked before or again."""

from __future__ import annotations

from loader.store import Reader
from ontology.terms import IG
from queries.web.addresses import iri_of
from queries.web.answers import Answer, Asked, Route
from queries.web.chains import Link, Pair, chain, pairs
from queries.web.pages.finding import confidences, named_things, on_the_same_themes
from queries.web.pages.missing import not_found
from queries.web.passages import passages
from queries.web.rendering import page
from queries.web.standing import standing
from queries.web.things import first, label_of, labels_of, said_of

__all__ = ["ROUTES"]


def _action(reader: Reader, asked: Asked) -> Answer:
    parts = asked.parts
    it = standing(reader, f"{parts['authority']}/{parts['day']}/{parts['framework']}")
    iri = iri_of(asked.path)
    said = said_of(reader, iri) if it else {}
    if it is None or not first(said, IG.actionKind):
        return not_found(reader, asked)
    _, findings = on_the_same_themes(reader, it.graph, iri)
    alike = pairs(reader, iri)
    same, further = _asked_alike(chain(reader, iri), [pair for pair in alike if pair.is_same], iri)
    context = {
        "addressed": labels_of(reader, said.get(IG.addressedTo.value, ())),
        "basis": first(said, IG.dueBasis),
        "confidence": confidences(reader, said),
        "due": first(said, IG.dueDate),
        "findings": findings,
        "further": further,
        "heading": first(said, IG.heading),
        "iri": iri,
        "it": it,
        "kind": label_of(reader, first(said, IG.actionKind)),
        "n": first(said, IG.order),
        "named": named_things(reader, said),
        "passages": passages(reader, said.get(IG.evidence.value, ())),
        "printed": said.get(IG.addressee.value, ()),
        "related": [pair for pair in alike if not pair.is_same],
        "same": same,
        "text": first(said, IG.text),
        "themes": labels_of(reader, said.get(IG.theme.value, ())),
        "timescale": first(said, IG.timescaleAsPrinted),
    }
    return page(reader, asked, "action.html", context)


def _asked_alike(
    whole: list[Link], same: list[Pair], iri: str
) -> tuple[list[tuple[Link, Pair | None]], list[Link]]:
    """Of a chain the action itself among those that ask for the same, with why, and the others."""
    why = {pair.other: pair for pair in same}
    itself = {link for link in whole if link.iri == iri}
    near = [(link, why.get(link)) for link in sorted({*why, *itself})] if why else []
    return near, [link for link in whole if link not in {*why, *itself}]


ROUTES = (Route("/report/{authority}/{day}/{framework}/action/{id}", _action),)
