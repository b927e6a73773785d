"""The cue lists by which names are recognised (``cues/*.yaml``), read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from loader.cues import cues as cue_list
from loader.interpret.words.tokens import form, tokenise
from loader.vocabulary import family

__all__ = ["Contexts", "Cues", "Head", "Row", "acronym_heads", "contexts", "cues", "rows"]

_KIND_OF_LIST = {"common_bodies": "body", "programmes": "programme", "posts": "post"}


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that names are built on."""

    kind: str
    lower: int | None  # naming words needed before it in lower case; None: capitals only
    plural: bool  # a lower-case plural may name
    article: str | None  # "the" or "any" where lower case needs one
    split: bool
    mixed: bool  # lower case itself, it may end a name in capitals ("Rivertown police")
    is_plural: bool  # this very word is the plural
    singular: str


@dataclass(frozen=True, slots=True)
class Row:
    """A name that is the same in every area, or the title of a post."""

    name: str
    kind: str
    family: str
    forms: tuple[str, ...]
    capitals: bool  # matched only with capitals
    not_before: frozenset[str]
    not_after: frozenset[str]
    extend: frozenset[str]  # words that lead on to what a post is for
    needs: bool  # names only with such an extension
    body: bool  # …which is a body that the post serves


@dataclass(frozen=True, slots=True)
class Cues:
    """``bodies.yaml``."""

    heads: dict[str, Head]
    kinds_by_words: tuple[tuple[frozenset[str], str], ...]
    interchangeable: frozenset[str]
    connectors: frozenset[str]
    before_link: dict[str, frozenset[str]]
    naming: frozenset[str]
    weak: frozenset[str]
    never: frozenset[str]
    generic: frozenset[tuple[str, ...]]
    stop: frozenset[str]
    inside: frozenset[str]
    articles: frozenset[str]
    definite: frozenset[str]
    served: frozenset[str]
    light: frozenset[str]
    instruments: frozenset[str]
    holders: frozenset[str]
    closed: frozenset[str]  # what no unknown word of a name is among: stop words, links, words that evaluate
    field: frozenset[str]  # every word of the lists: a run of these alone is a theme in capitals
    boilerplate: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contexts:
    """``name_contexts.yaml``."""

    deny: frozenset[str]
    place_prepositions: frozenset[str]
    people: frozenset[str]
    documents: frozenset[str]
    kinds: dict[str, str]  # cue word → kind
    default_kind: str
    titles: frozenset[tuple[str, str]]  # first and last words of phrases in capitals that name nothing
    head_first: dict[str, str]  # nouns that a name begins with → kind
    introductions: frozenset[str]
    announcing: frozenset[str]
    authority_forms: tuple[str, ...]
    authority_kinds: tuple[str, ...]
    authority_prefixes: tuple[str, ...]
    authority_suffixes: frozenset[str]


def _words(value: str | list[Any]) -> frozenset[str]:
    items = value.split() if isinstance(value, str) else [str(item) for item in value]
    return frozenset(word for item in items for word in form(item) or (item,))


@cache
def cues() -> Cues:
    """The head words of bodies, and the words that make or never make a name."""
    raw = cue_list("bodies")
    lists = {
        key: _words(raw[key])
        for key in [
            "interchangeable",
            "connectors",
            "naming",
            "weak",
            "never",
            "stop",
            "inside",
            "articles",
            "definite",
            "light",
            "served",
            "instruments",
            "holders",
        ]
    }
    return Cues(
        heads=_heads(raw["heads"]),
        kinds_by_words=tuple((frozenset(r["words"]), r["kind"]) for r in raw["kinds_by_words"]),
        generic=frozenset(_stems(phrase) for phrase in raw["generic"].split(";")),
        closed=lists["stop"] | lists["never"] | lists["connectors"],
        field=lists["stop"] | lists["never"] | lists["naming"] | raw["heads"].keys(),
        boilerplate=tuple(raw["boilerplate"]),
        before_link={link: _words(words) for link, words in raw["before_link"].items()},
        **lists,
    )


def _stems(phrase: str) -> tuple[str, ...]:
    return tuple(t.stem for t in tokenise(phrase))


def _heads(raw: dict[str, dict[str, Any]]) -> dict[str, Head]:
    heads: dict[str, Head] = {}
    for name, row in raw.items():
        words = [(w, False) for w in row["words"]] + [(w, True) for w in row["plurals"]]
        for position, (word, plural) in enumerate(words):
            singular = (
                word if not plural else row["words"][position - len(row["words"])] if row["words"] else name
            )
            heads[word] = Head(
                kind=row["kind"],
                lower=row.get("lower"),
                plural=row.get("plural", False),
                article=row.get("article"),
                split=row.get("split", False),
                mixed=row.get("mixed", False),
                is_plural=plural,
                singular=singular,
            )
    return heads


@cache
def rows() -> tuple[Row, ...]:
    """The names that are the same everywhere, and the titles of posts."""
    return tuple(_row(raw, kind) for name, kind in _KIND_OF_LIST.items() for raw in cue_list(name))


def _row(raw: dict[str, Any], usual_kind: str) -> Row:
    kind = raw.get("kind", usual_kind)
    return Row(
        name=raw["name"],
        kind=kind,
        family=family(kind),
        forms=tuple(raw["forms"]),
        capitals=raw.get("capitals", False),
        not_before=_words(raw.get("not_before", [])),
        not_after=_words(raw.get("not_after", [])),
        extend=_words(raw.get("extend", [])),
        needs=raw.get("needs", False),
        body=raw.get("body", False),
    )


@cache
def acronym_heads() -> dict[str, Head]:
    """Abbreviations that names are built on as on their last word ("NHS North East ICB")."""
    return {
        form: Head(row.kind, None, False, None, False, False, False, form)
        for row in rows()
        for form in row.forms
        if row.family == "body" and form.isupper() and row.name.split()[-1].lower() in cues().heads
    }


@cache
def contexts() -> Contexts:
    """What tells a name that ends in no head word from other words in capitals."""
    raw = cue_list("name_contexts")
    council = raw["authority"]
    return Contexts(
        deny=_words(raw["deny"]),
        place_prepositions=_words(raw["place_prepositions"]),
        people=_words(raw["people"]),
        documents=_words(raw["documents"]),
        kinds={word: kind for kind, words in raw["kinds"].items() for word in words},
        default_kind=raw["default_kind"],
        titles=frozenset((form(t)[0], form(t)[-1]) for t in raw["titles"]),
        head_first=dict(raw["head_first"]),
        introductions=_words(raw["introductions"]),
        announcing=_words(raw["announcing"]),
        authority_forms=tuple(council["forms"]),
        authority_kinds=tuple(council["kinds"]),
        authority_prefixes=tuple(council["prefixes"]),
        authority_suffixes=_words(council["suffixes"]),
    )
