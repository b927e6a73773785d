"""A finding: its words where they stand, what was made of them, and what else is said on the same theme."""

from __future__ import annotations

from collections.abc import Mapping

from loader.store import Reader
from ontology.terms import IG
from queries.scope import asked as rows_of
from queries.web.actions import action, latest_inspection
from queries.web.addresses import iri_of
from queries.web.answers import Answer, Asked, Route
from queries.web.pages.missing import not_found
from queries.web.passages import passages
from queries.web.rendering import page
from queries.web.standing import standing
from queries.web.things import first, label_of, labels_of, said_of

__all__ = ["ROUTES", "confidences", "named_things", "on_the_same_themes"]

_MOST = 8  # findings of one polarity that are listed beside
_JUDGING = ("weakness", "mixed", "strength")


def _finding(reader: Reader, asked: Asked) -> Answer:
    parts = asked.parts
    it = standing(reader, f"{parts['authority']}/{parts['day']}/{parts['framework']}")
    iri = iri_of(asked.path)
    said = said_of(reader, iri) if it else {}
    if it is None or not first(said, IG.polarity):
        return not_found(reader, asked)
    others, findings = on_the_same_themes(reader, it.graph, iri)
    latest = latest_inspection(reader, it.authority)
    judgement = first(said, IG.judgement)
    context = {
        "actions": [action(reader, other, latest) for other in others],
        "confidence": confidences(reader, said),
        "findings": findings,
        "iri": iri,
        "it": it,
        "judgement": (judgement, label_of(reader, judgement)) if judgement else None,
        "named": named_things(reader, said),
        "passages": passages(reader, said.get(IG.evidence.value, ())),
        "polarity": first(said, IG.polarity),
        "text": first(said, IG.text),
        "themes": labels_of(reader, said.get(IG.theme.value, ())),
        "uncertain": first(said, IG.uncertain) == "true",
    }
    return page(reader, asked, "finding.html", context)


def confidences(reader: Reader, said: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """How sure the label of each concept is, from 0 to 1."""
    labels = [said_of(reader, label) for label in said.get(IG.label.value, ())]
    return {first(label, IG.concept): first(label, IG.confidence) for label in labels}


def named_things(reader: Reader, said: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """What a statement names, with names: the thing that a mention refers to, else the mention."""
    found = {}
    for mention in said.get(IG.mentions.value, ()):
        thing = first(said_of(reader, mention), IG.refersTo) or mention
        found[thing] = label_of(reader, thing)
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def on_the_same_themes(
    reader: Reader, graph: str, iri: str
) -> tuple[list[str], list[tuple[str, list[dict[str, str]]]]]:
    """The actions of the report on the themes of a thing, and its findings by polarity, a few of each."""
    rows = {row["other"]: row for row in rows_of(reader, "web/pages/related", graph=graph, thing=iri)}
    rows.pop(iri, None)
    actions = [other for other, row in rows.items() if not row["polarity"]]
    findings = [
        (polarity, [row for row in rows.values() if row["polarity"].endswith(f"/{polarity}")][:_MOST])
        for polarity in _JUDGING
    ]
    return actions, [pair for pair in findings if pair[1]]


ROUTES = (Route("/report/{authority}/{day}/{framework}/finding/{id}", _finding),)
