"""Local authorities: a printed name resolved in the register, or not at all."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from loader.records import Authority
from ontology.resources import resource

__all__ = ["Entry", "register", "resolve"]

_NOT_WORDS = re.compile(r"[^a-z0-9]+")
# Words that say what sort of council it is, and not which.
_SORT = re.compile(
    r"\b(?:the|council|london borough of|royal borough of|metropolitan borough|metropolitan district|borough"
    r"|city and county of|city of|city|county of|county|district|unitary authority|of)\b"
)


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
    candidates = [_by_full_name().get(_full_key(name), []), _by_short_name().get(_short_key(name), [])]
    alive = [[entry for entry in found if _existed(entry, on)] for found in candidates]
    chosen = next((found for found in (*alive, *candidates) if found), [])
    return Authority(name, chosen[0].code, chosen[0].gss_code) if len(chosen) == 1 else None


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


def _existed(entry: Entry, on: str | None) -> bool:
    if on is None:
        return entry.ended is None
    begun = max((e.ended or "" for e in register() if entry.gss_code in e.successors), default="")
    return begun <= on < (entry.ended or "9999")


def _full_key(name: str) -> str:
    """The words of a name, without case and punctuation."""
    return _NOT_WORDS.sub(
        " ", name.casefold().replace("&", " and ").replace("’", "").replace("'", "")
    ).strip()


def _short_key(name: str) -> str:
    """Those of its words that say which council it is."""
    return " ".join(_SORT.sub(" ", _full_key(name)).split())


@cache
def _by_full_name() -> dict[str, list[Entry]]:
    return _table(lambda entry: {_full_key(name) for name in entry.names})


@cache
def _by_short_name() -> dict[str, list[Entry]]:
    return _table(lambda entry: {_short_key(entry.official_name), _short_key(entry.name)})


def _table(keys: Callable[[Entry], set[str]]) -> dict[str, list[Entry]]:
    table: dict[str, list[Entry]] = {}
    for entry in register():
        for key in keys(entry):
            table.setdefault(key, []).append(entry)
    return table
