"""Acts, their sections, and regulations, with their identifiers at legislation.gov.uk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from loader.cues import cues
from loader.interpret.words.cue_patterns import any_of

__all__ = ["Citation", "find_citations"]

_ACT_BASE = "http://www.legislation.gov.uk/id/ukpga"
_NUMBER = r"\d{1,3}[A-Z]{0,2}(?:\(\w{1,3}\))*"
_TITLE_WORD = r"(?:[A-Z][\w’'-]*|\([A-Z][\w ]{1,30}\)|(?:19|20)\d\d(?=\s\())"
_TITLE = rf"{_TITLE_WORD}(?:,?\s(?:(?:and|of|the|for|to)\s){{0,2}}{_TITLE_WORD}){{0,9}}"


class Citation(NamedTuple):
    """A statute or one section of it, as a text cites it."""

    start: int
    end: int
    name: str  # "Children Act 1989, section 47"
    kind: str  # act, regulation
    iri: str | None
    section: str | None
    inferred: bool  # the text prints the section alone


class _Law(NamedTuple):
    acts: dict[tuple[str, str], int]
    sections: dict[str, tuple[str, str]]
    act: re.Pattern[str]
    regulation: re.Pattern[str]
    section: re.Pattern[str]


@cache
def _law() -> _Law:
    said = cues("instruments")
    acts = {(name, str(year)): chapter for name, year, chapter in said["acts"]}
    known = any_of({re.escape(name).replace("\\ ", " ") for name, _ in acts})
    year = r"\s+(?P<year>(?:19|20)\d\d)"
    title = rf"(?P<title>{known}|{_TITLE}\sAct){year}"
    return _Law(
        acts=acts,
        sections={number: (name, str(year)) for number, (name, year) in said["sections"].items()},
        act=re.compile(rf"(?<![\w-]){title}"),
        regulation=re.compile(rf"(?<![\w-])(?P<title>{_TITLE}\sRegulations){year}"),
        section=re.compile(
            rf"\b[Ss]ections?\s+(?P<first>{_NUMBER})(?P<more>(?:\s*(?:,|and|or|&)\s*{_NUMBER}){{0,9}})"
            rf"(?:\s+(?:and\s+)?(?:of|under)\s+the\s+{title})?"
        ),
    )


def find_citations(text: str) -> Iterator[Citation]:
    """The statutes that a text cites, in order of kind and place.

    A section printed without its Act is given the Act that the field means by it, and marked as inferred.

    >>> [c.name for c in find_citations("Under section 47 of the Children Act 1989.")]
    ['Children Act 1989, section 47']
    """
    taken: list[tuple[int, int]] = []
    for match in _law().section.finditer(text) if "section" in text or "Section" in text else ():
        found = list(_sections(match))
        yield from found
        if found:
            taken.append(match.span())
    for word, form, kind in (("Regulations ", _law().regulation, "regulation"), ("Act ", _law().act, "act")):
        whole = list(_whole(text, taken, form, kind)) if word in text else []
        taken.extend((citation.start, citation.end) for citation in whole)
        yield from whole


def _sections(match: re.Match[str]) -> Iterator[Citation]:
    for number in re.findall(_NUMBER, match["first"] + match["more"]):
        plain = number.partition("(")[0]
        act = (_plain_title(match["title"]), match["year"]) if match["title"] else _law().sections.get(plain)
        if act is not None:
            iri = _iri(act)
            yield Citation(
                *match.span(),
                f"{act[0]} {act[1]}, section {number}",
                "act",
                f"{iri}/section/{plain}" if iri else None,
                plain,
                match["title"] is None,
            )


def _whole(text: str, taken: list[tuple[int, int]], form: re.Pattern[str], kind: str) -> Iterator[Citation]:
    for match in form.finditer(text):
        if any(start <= match.start() < end for start, end in taken):
            continue
        title = _plain_title(match["title"])
        start = match.end() - len(match.group()) + match["title"].index(title.split()[0])
        iri = _iri((title, match["year"])) if kind == "act" else None
        yield Citation(start, match.end(), f"{title} {match['year']}", kind, iri, None, False)


def _plain_title(title: str) -> str:
    """A title without what a sentence opens with ("The Children Act", "Under the Care Act")."""
    words = " ".join(title.split())
    return re.sub(r"^(?:(?:The|Under|In|Of|This|Section|See)\s+(?:the\s+)?)+", "", words)


def _iri(act: tuple[str, str]) -> str | None:
    chapter = _law().acts.get(act)
    return f"{_ACT_BASE}/{act[1]}/{chapter}" if chapter else None
