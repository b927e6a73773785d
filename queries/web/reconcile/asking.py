"""What a client asks, read from its JSON, or refused with the place in it that is wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from queries.web.problems import Refused

__all__ = ["BATCH", "MOST", "Extension", "Question", "extension_in", "questions_in"]

BATCH = 50  # questions of a batch, and entities that are extended at once
MOST = 25  # candidates
_USUAL = 5
_PROPERTIES = 20


@dataclass(frozen=True, slots=True)
class Question:
    """What one cell asks."""

    text: str = ""
    types: tuple[str, ...] = ()
    limit: int = _USUAL
    properties: Mapping[str, str] = field(default_factory=dict)  # what they must be, by id


@dataclass(frozen=True, slots=True)
class Extension:
    """Entities of which some properties are wanted."""

    ids: tuple[str, ...]
    properties: tuple[str, ...]


def questions_in(text: str) -> dict[str, Question]:
    """The questions of a batch, by their keys.

    Raises
    ------
    Refused
        With 400 if it is no batch, and 413 if it has more than ``BATCH`` questions.

    """
    said = _object(_json(text, "queries"), "queries")
    if len(said) > BATCH:
        raise Refused(413, f"A batch has at most {BATCH} queries, and this has {len(said)}.", queries=BATCH)
    return {key: _question(one, f"queries.{key[:40]}") for key, one in said.items()}


def extension_in(text: str) -> Extension:
    """Which properties of which entities are wanted.

    Raises
    ------
    Refused
        With 400 if it is no such question, and 413 if it asks for too much at once.

    """
    said = _object(_json(text, "extend"), "extend")
    ids = tuple(_text(one, "extend.ids") for one in _list(said.get("ids"), "extend.ids"))
    wanted = (_object(one, "extend.properties") for one in _list(said.get("properties"), "extend.properties"))
    properties = tuple(_text(one.get("id"), "extend.properties.id") for one in wanted)
    if len(ids) > BATCH or len(properties) > _PROPERTIES:
        detail = f"At most {BATCH} entities and {_PROPERTIES} properties are extended at once."
        raise Refused(413, detail, ids=BATCH, properties=_PROPERTIES)
    return Extension(ids, tuple(dict.fromkeys(properties)))


def _question(said: Any, place: str) -> Question:
    known = _object(said, place)
    if not {"query", "properties"} & known.keys():
        raise Refused(400, f"{place} has neither query nor properties.")
    kinds = known.get("type", [])
    limit = known.get("limit", _USUAL)
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
        raise Refused(400, f"{place}.limit is no whole number above 0.")
    return Question(
        _text(known.get("query", ""), f"{place}.query"),
        tuple(
            _type(one, f"{place}.type")
            for one in (_list(kinds, f"{place}.type") if isinstance(kinds, list) else [kinds])
        ),
        min(limit, MOST),
        dict(
            _property(one, f"{place}.properties")
            for one in _list(known.get("properties", []), f"{place}.properties")
        ),
    )


def _type(said: Any, place: str) -> str:
    """A type: its id, or an object that has one."""
    return _text(said.get("id") if isinstance(said, dict) else said, place)


def _property(said: Any, place: str) -> tuple[str, str]:
    """The id and the first value of a property; an entity stands for its id."""
    known = _object(said, place)
    value = known.get("v", "")
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("id", "")
    return _text(known.get("pid"), f"{place}.pid"), str(value) if isinstance(value, str | int | float) else ""


def _json(text: str, name: str) -> Any:
    try:
        said = json.loads(text)
        json.dumps(said, ensure_ascii=False).encode()  # an escape may stand for half of a character
    except (ValueError, RecursionError):
        raise Refused(400, f"{name} is no JSON.") from None
    return said


def _object(said: Any, place: str) -> Mapping[str, Any]:
    if not isinstance(said, dict):
        raise Refused(400, f"{place} is no object.")
    return said


def _list(said: Any, place: str) -> list[Any]:
    if not isinstance(said, list):
        raise Refused(400, f"{place} is no array.")
    return said


def _text(said: Any, place: str) -> str:
    if not isinstance(said, str):
        raise Refused(400, f"{place} is no string.")
    return said
