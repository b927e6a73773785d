"""Where does a text name people?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from loader.cues import cues

__all__ = ["Person", "find_people"]

_TOKEN = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?\.?")
_ELISION = re.compile("[dD]['’](?=[A-Z])")  # d'Or
_HONOURS = re.compile("[A-Z]{2,}")  # OBE, QPM


class Person(NamedTuple):
    """A name without the titles around it, and where it stands."""

    start: int
    end: int
    name: str


def find_people(text: str) -> tuple[Person, ...]:
    """People named with forename and surname, without posts, honours and degrees; "Dr" stays.

    >>> [person.name for person in find_people("Dr Ada O’Example BSc MB Chief Inspector, Bo d'Or HMI")]
    ['Dr Ada O’Example', "Bo d'Or"]
    """
    return tuple(
        Person(run[0].start(), run[-1].end(), text[run[0].start() : run[-1].end()])
        for run in _runs(text)
        if sum(_kind(token[0]) == "name" for token in run) >= 2
    )


@cache
def _words() -> dict[str, frozenset[str]]:
    return {kind: frozenset(" ".join(lines).split()) for kind, lines in cues("title")["people"].items()}


def _kind(word: str) -> str:
    """What a word is in a name: name, title (kept), particle, or other."""
    plain = word.removesuffix(".")
    low = plain.casefold().replace("’", "'").removesuffix("'s")
    if low in _words()["titles"]:
        return "title"
    if low in _words()["particles"] and plain[0].islower():
        return "particle"
    if low in _words()["not_names"] or _HONOURS.fullmatch(plain) or not _ELISION.sub("", plain)[0].isupper():
        return "other"
    return "name"


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Words that may be one name: side by side, begun by a title or a name, ended by a name."""
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        kind = _kind(token[0])
        beside = bool(run) and not text[run[-1].end() : token.start()].strip(" \u00a0")
        if run and (not beside or kind in ("title", "other")):
            yield _trimmed(run)
            run = []
        if kind in ("title", "name") or (kind == "particle" and run):
            run.append(token)
    if run:
        yield _trimmed(run)


def _trimmed(run: list[re.Match[str]]) -> list[re.Match[str]]:
    while len(run) > 1 and _kind(run[-1][0]) == "particle":
        run = run[:-1]
    return run
