"""The candidates for a cell, most like first, and whether the first may be taken without a look."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from loader.reconciling import Candidate, Entity, Names, reconcile
from loader.store import Reader
from loader.tables.linking import day_in
from queries.web.reconcile.asking import Question
from queries.web.reconcile.entities import id_of, index, names_among, types

__all__ = ["REFINING", "candidates"]

#: What a cell may be refined by, beside its type: a council, and the day for which councils are named.
REFINING = {
    "authority": "council of the area (name, code or id)",
    "on": "day for which councils are named, as 2024-03-31",
}
_LONGEST = 300  # characters of a name: what is longer is none
_WHOLE = 100.0


def candidates(reader: Reader, question: Question) -> list[dict[str, Any]]:
    """What a cell may mean, as the API writes candidates.

    A candidate is a match if it alone has that code or name. A near name is never one: whoever asks decides.
    """
    text = question.text.strip()
    area, placed = _area(question.properties.get("authority", ""))
    if not text or len(text) > _LONGEST or not placed:
        return []
    if direct := index(reader).by_id.get(text):
        return [_said(Candidate(direct, _WHOLE), match=True)]
    kinds = types().keys() & question.types  # an index is kept for each set of kinds: not for what is none
    if question.types and not kinds:
        return []
    found, sure = _found(names_among(reader, frozenset(kinds), area), text, question)
    return [_said(each, match=sure and n == 0) for n, each in enumerate(found[: question.limit])]


def _found(names: Names, text: str, question: Question) -> tuple[list[Candidate], bool]:
    on = day_in(question.properties.get("on", ""))
    match = names.match(text, on)
    if match.entity and match.how in ("exact", "alias"):
        return list(match.candidates), True
    first = {each.entity: each for each in match.candidates}
    rest = [each for each in names.candidates(text, on) if each.entity not in first]
    return sorted([*first.values(), *rest], key=lambda each: -each.score), False


def _area(words: str) -> tuple[str, bool]:
    """The code of the council that some words mean, and whether one is meant or none is asked for."""
    if not words.strip():
        return "", True
    meant = reconcile(words.removeprefix("authority/")).entity
    return ("", False) if meant is None else (meant.iri.rpartition("/")[2], True)


def _said(candidate: Candidate, *, match: bool) -> dict[str, Any]:
    entity, score = candidate
    return {
        "id": id_of(entity),
        "name": entity.name,
        "description": entity.note,
        "score": score,
        "match": match,
        "type": list(_types(entity)),
        "features": [{"id": "name_likeness", "value": score}],
    }


def _types(entity: Entity) -> Iterator[dict[str, str]]:
    """Its kind and those above it."""
    known, above = types(), [entity.kind]
    while above:
        kind = known[above.pop(0)]
        yield {"id": kind.id, "name": kind.name}
        above += kind.broader
