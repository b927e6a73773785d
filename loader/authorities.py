"""Local authorities: a printed name resolved in the register, or not at all."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from loader.records import Authority
from ontology.resources import resource

__all__ = [
    "Entry",
    "Named",
    "begun",
    "by_code",
    "existed",
    "find_names",
    "full_key",
    "predecessors",
    "register",
    "resolve",
    "short_key",
    "short_names",
    "successors",
]

_NOT_WORDS = re.compile(r"[^a-z0-9]+")
# Words that say what sort of council it is, and not which.
_SORT = re.compile(
    r"\b(?:the|council|london borough of|royal borough of|metropolitan borough|metropolitan district|borough"
    r"|city and county of|city of|city|county of|county|district|unitary authority|mbc|of)\b"
)
# The same words in running text, before the name and after it.
_BEFORE = (
    r"(?:(?:Council\s+of\s+the|(?:London|Royal|Metropolitan)\s+Borough\s+of|(?:Borough|City|County)\s+of|County)"
    r"\s+){0,2}"
)
_ENDS = r"(?![^\W⁰¹²³⁴-⁹])"  # a note mark may follow
_SORTS = "Metropolitan|Borough|District|City|County|Unitary|MBC|MDC|Corporation|Council"
_AFTER = rf"(?:,?\s+(?:{_SORTS}){_ENDS}){{0,4}}"
_ALONE_ELSEWHERE = "city corporation"  # a council of this type shares its bare name with a greater place


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of ``data/registers/local_authorities.csv``."""

    code: str
    name: str
    official_name: str
    gss_code: str
    other_names: tuple[str, ...]
    ended: str | None  # ISO 8601 date
    successors: tuple[str, ...]  # GSS codes
    row: dict[str, str]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, the official one first."""
        return (self.official_name, self.name, *self.other_names)


@cache
def register() -> tuple[Entry, ...]:
    """The councils with children's services since 2009, in the register's order."""
    with resource("data/registers/local_authorities.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_entry(row) for row in csv.DictReader(file))


@cache
def by_code() -> Mapping[str, Entry]:
    """The same by GOV.UK code.

    >>> by_code()["MDW"].name
    'Medway'
    """
    return {entry.code: entry for entry in register()}


def resolve(name: str, on: str | None = None) -> Authority | None:
    """The authority of that printed name, in existence on a day; None unless exactly one fits.

    A name is compared as printed first, then without the words that only say what sort of council it is; a
    council that was there on the day comes before one that had ended or not begun.

    Parameters
    ----------
    name
        As printed: "Rochdale Metropolitan Borough Council".
    on
        ISO 8601 date of the inspection, to tell a council from its successor of the same name.

    Examples
    --------
    >>> resolve("Medway Council").code
    'MDW'
    >>> resolve("Atlantis Borough Council") is None
    True

    """
    candidates = [_by_full_name().get(full_key(name), []), _by_short_name().get(short_key(name), [])]
    alive = [[entry for entry in found if existed(entry, on)] for found in candidates]
    chosen = next((found for found in (*alive, *candidates) if found), [])
    return Authority(name, chosen[0].code, chosen[0].gss_code) if len(chosen) == 1 else None


@cache
def predecessors(code: str) -> frozenset[str]:
    """The councils that one came after, and those that they came after, by GOV.UK code.

    >>> sorted(predecessors("BPC"))
    ['BMH', 'POL']
    """
    own = {entry.gss_code for entry in register() if entry.code == code}
    before = {entry.code for entry in register() if own & set(entry.successors)}
    return frozenset(before.union(*map(predecessors, before)))


@cache
def successors(code: str) -> frozenset[str]:
    """The councils that came after one, and those that came after them, by GOV.UK code.

    >>> sorted(successors("CMA"))
    ['CBD', 'WAF']
    """
    return frozenset(entry.code for entry in register() if code in predecessors(entry.code))


class Named(NamedTuple):
    """A place in running text where an authority of the register is named."""

    start: int
    end: int
    authority: Authority


def find_names(text: str, on: str | None = None) -> tuple[Named, ...]:
    """Where a text names an authority that ``resolve`` knows, with the words that say what sort it is.

    The name begins with a capital, and is no part of a longer word.

    Examples
    --------
    >>> [named.authority.name for named in find_names("Inspection of Medway Council children's services")]
    ['Medway Council']
    >>> find_names("Readings in Newcastle-under-Lyme, to bury")
    ()

    """
    return tuple(
        named
        for match in _running_names().finditer(text)
        if match["name"][0].isupper() and (named := _longest(match, on))
    )


def _longest(match: re.Match[str], on: str | None) -> Named | None:
    """The name with as many of the words after it as are known to belong to it."""
    words = [word.end() for word in re.finditer(r"\S+", match["after"])]
    for length in (*reversed(words), 0):
        end = match.end("name") + length
        if authority := resolve(match.string[match.start() : end], on):
            return Named(match.start(), end, authority)
    return None


@cache
def _running_names() -> re.Pattern[str]:
    keys = sorted({*_by_full_name(), *_by_short_name()} - {""}, key=lambda key: (-len(key), key))
    names = "|".join(r"\W{1,3}".join("(?:and|&)" if w == "and" else w for w in key.split()) for key in keys)
    return re.compile(
        rf"(?<![\w-]){_BEFORE}(?P<name>{names}){_ENDS}(?!-\w)(?P<after>{_AFTER})", re.IGNORECASE
    )


def _entry(row: dict[str, str]) -> Entry:
    return Entry(
        code=row["register_code"],
        name=row["name"],
        official_name=row["official_name"],
        gss_code=row["gss_code"],
        other_names=tuple(filter(None, row["alternative_names"].split("|"))),
        ended=row["end_date"] or None,
        successors=tuple(row["successors"].split()),
        row=row,
    )


def existed(entry: Entry, on: str | None) -> bool:
    """Whether a council was there on a day, as ``2018-12-31``; today where none is given.

    >>> [existed(entry, "2018-12-31") for entry in register() if entry.code in ("BMH", "BPC")]
    [True, False]
    """
    if on is None:
        return entry.ended is None
    return begun().get(entry.gss_code, "") <= on < (entry.ended or "9999")


@cache
def begun() -> dict[str, str]:
    """First days of the councils that came after others, by GSS code."""
    ends = sorted((entry.ended, code) for entry in register() if entry.ended for code in entry.successors)
    return {code: ended for ended, code in ends}


def full_key(name: str) -> str:
    """The words of a name, without case and punctuation."""
    return _NOT_WORDS.sub(
        " ", name.casefold().replace("&", " and ").replace("’", "").replace("'", "")
    ).strip()


def short_key(name: str) -> str:
    """Those of its words that say which council it is."""
    return " ".join(_SORT.sub(" ", full_key(name)).split())


@cache
def _by_full_name() -> dict[str, list[Entry]]:
    return _table(lambda entry: {full_key(name) for name in entry.names})


@cache
def _by_short_name() -> dict[str, list[Entry]]:
    return _table(lambda entry: set(short_names(entry)))


def short_names(entry: Entry) -> tuple[str, ...]:
    """What its own names are without the words that say its sort; none where a greater place has that name.

    Of its own names alone: another name in use may be another council's without these words.
    """
    if entry.row["type"] == _ALONE_ELSEWHERE:
        return ()
    return tuple(dict.fromkeys(map(short_key, (entry.official_name, entry.name))))


def _table(keys: Callable[[Entry], set[str]]) -> dict[str, list[Entry]]:
    table: dict[str, list[Entry]] = {}
    for entry in register():
        for key in keys(entry):
            table.setdefault(key, []).append(entry)
    return table
