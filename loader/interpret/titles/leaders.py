"""Who led the inspection, and how many people made up its team?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from loader.cues import cues
from loader.interpret.titles.labels import Said, about
from loader.interpret.titles.people import Person, find_people
from loader.interpret.words.numbers import read_number
from loader.records import Block, Document, Span, Unread

__all__ = ["Leaders", "read_leaders", "team_size"]

_LEADS = re.compile(r"\b(?<!deputy )(?<!shadow )lead inspector\b", re.IGNORECASE)
_POSTS = re.compile(
    r"(?:[A-Z][\w’'&]*+|[\s,()–-])*+"
)  # Ofsted HMI, Social Care; possessive, else exponential
_CELL = re.compile(r"[^\t]+")
_AND = re.compile(r",? and |, ")


class Leaders(NamedTuple):
    """The lead inspectors: names without titles, in order, with the words that give them."""

    names: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    unread: tuple[Unread, ...] = ()


def read_leaders(document: Document, said: Iterable[Said]) -> Leaders:
    """Those whom a label names; else those called lead inspector; else those who signed the letter."""
    printed = [one for one in said if one.field == "lead_inspectors"]
    if found := [(person.name, one.span) for one in printed for person in find_people(one.value)]:
        return _leaders(found)
    if printed:
        why = "no name was found behind the words for lead inspector"
        return Leaders(unread=(Unread(document.block(printed[0].span.block).page, printed[0].value, why),))
    found = [*_called_lead(document)] or [*_signatories(document)]
    return _leaders(found) if found else Leaders(unread=(Unread(1, "", "no lead inspector was found"),))


def _leaders(found: Iterable[tuple[str, Span]]) -> Leaders:
    names, spans = zip(*found, strict=True)
    return Leaders(tuple(dict.fromkeys(names)), tuple(dict.fromkeys(spans)))


def _called_lead(document: Document) -> Iterator[tuple[str, Span]]:
    """People with "lead inspector" after their names, and nothing but posts between."""
    for block in about(document):
        for cell in _CELL.finditer(block.text):
            people = find_people(cell[0])
            for lead in _LEADS.finditer(cell[0]):
                before = [person for person in people if person.end <= lead.start()]
                if before and _POSTS.fullmatch(cell[0], before[-1].end, lead.start()):
                    yield before[-1].name, _span(block, cell, before[-1])


def _signatories(document: Document) -> Iterator[tuple[str, Span]]:
    """Those whose names begin a cell or a line below "Yours sincerely"."""
    for block in document.blocks_of("signature"):
        if block.kind == "footnote":
            continue
        for cell in _CELL.finditer(block.text):
            closing = _closing().match(cell[0])
            start = closing.end() if closing else 0
            for person in find_people(cell[0]):
                if person.start == start:
                    yield person.name, _span(block, cell, person)


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(rf"(?:{cues('closings')['signature']}),?\s*")


def _span(block: Block, cell: re.Match[str], person: Person) -> Span:
    return block.span(cell.start() + person.start, cell.start() + person.end)


def team_size(team: str | None) -> int | None:
    """How many people a team is: by the numbers in the words, or by the names.

    >>> team_size("four of Her Majesty's Inspectors (HMI) and a secondee"), team_size("several inspectors")
    (5, None)
    >>> team_size("Ada Example and Bo Sample, two of Her Majesty's Inspectors")
    2
    """
    if team is None:
        return None
    if people := find_people(team):
        return len(people)
    counts = [_count(part) for part in _AND.split(team)]
    return int(sum(c for c in counts if c)) if all(counts) else None


def _count(part: str) -> float | None:
    """The number that a part begins with; None if it has none, or a second one."""
    first, *rest = part.casefold().split()
    if any(read_number(word) for word in rest):
        return None
    return 1 if first in ("a", "an") else read_number(first)
