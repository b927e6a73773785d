"""What does the report print about itself: whom, when, by whom, under which law?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from loader.authorities import resolve
from loader.cues import cues
from loader.framework import framework
from loader.interpret.words.dates import read_date, read_range
from loader.interpret.words.numbers import read_number
from loader.records import Authority, Block, Document, Span, TitleBlock, Unread

__all__ = ["read_title"]

_FULL_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_COUNCIL = re.compile(r"^.{3,80}\bcouncil$", re.IGNORECASE)
_AND = re.compile(r",? and |, ")


@dataclass
class _Found:
    """What was found so far: the value of a field, and where."""

    values: dict[str, str] = field(default_factory=dict)
    spans: dict[str, list[Span]] = field(default_factory=dict)

    def add(self, name: str, value: str, span: Span) -> None:
        """Keep the first value of a field; note every place that says the same."""
        if self.values.setdefault(name, value) == value:
            self.spans.setdefault(name, []).append(span)


def read_title(document: Document) -> tuple[TitleBlock, tuple[Unread, ...]]:
    """The title block of a report, and what a reader would expect there and does not find."""
    found = _Found()
    front = [block for block in document.blocks if block.section is None]
    for name, value, span in _labelled(front):
        found.add(name, value, span)
    for name, value, span in _stated(document):
        found.add(name, value, span)
    dates = read_range(found.values.get("dates", "")) or (None, None)
    authority = _authority(front, found, dates[0])
    title = TitleBlock(
        authority=authority,
        start=dates[0],
        end=dates[1],
        published=_published(found),
        lead_inspectors=_inspectors(found.values.get("lead_inspectors", "")),
        inspectorates=framework(document.framework).inspectorates,
        age_group=found.values.get("age_group"),
        announced=_announced(found.values.get("announced")),
        legal_basis=found.values.get("legal_basis"),
        team=found.values.get("team"),
        team_size=_team_size(found.values.get("team", "")),
        focus=found.values.get("focus"),
        rights=found.values.get("rights"),
        evidence=tuple((name, span) for name, spans in sorted(found.spans.items()) for span in spans),
    )
    return title, tuple(_missing(title))


@cache
def _label_pattern() -> re.Pattern[str]:
    labels = cues("title")["labels"]
    names = sorted(
        (label for forms in labels.values() for label in forms), key=lambda label: (-len(label), label)
    )
    return re.compile(rf"\b({'|'.join(map(re.escape, names))})\b\s*:?\s*", re.IGNORECASE)


def _labels(line: str) -> list[re.Match[str]]:
    """The labels on a line: one at its start, those with a colon, and those that come after one."""
    marks: list[re.Match[str]] = []
    for mark in _label_pattern().finditer(line):
        if marks or mark.start() == 0 or ":" in mark[0]:
            marks.append(mark)
    return marks


def _labelled(front: list[Block]) -> Iterator[tuple[str, str, Span]]:
    """The values of labels, each from its label to the next one on the line."""
    fields = {form.casefold(): name for name, forms in cues("title")["labels"].items() for form in forms}
    for block in front:
        marks = _labels(block.text)
        stops = [*(mark.start() for mark in marks), len(block.text)][1:]
        for mark, stop in zip(marks, stops, strict=False):
            value = block.text[mark.end() : stop].strip()
            name = fields[mark[1].casefold()]
            if value and name != "ignore":
                start = block.text.index(value, mark.end())
                yield name, value, block.span(start, start + len(value))


def _stated(document: Document) -> Iterator[tuple[str, str, Span]]:
    """What the section about the inspection says in sentences, and the copyright line."""
    patterns = {name: re.compile(p) for name, p in cues("title")["sentences"].items()}
    for block in document.blocks_of("about"):
        for name, pattern in patterns.items():
            for match in pattern.finditer(block.text):
                yield name, match["value"], block.span(*match.span("value"))
    rights = re.compile(cues("title")["rights"])
    for block in document.blocks:
        if line := rights.search(block.text):
            yield "rights", line["value"], block.span(*line.span("value"))


def _authority(front: list[Block], found: _Found, on: str | None) -> Authority | None:
    """The first line of the title page that is the name of an authority, else one that looks like it."""
    for block in front:
        if authority := resolve(block.text, on):
            found.add("authority", block.text, block.span())
            return authority
    named = next((block for block in front if _COUNCIL.search(block.text)), None)
    if named is None:
        return None
    found.add("authority", named.text, named.span())
    return Authority(named.text)


def _published(found: _Found) -> str | None:
    iso = read_date(found.values.get("published", ""))
    return iso if iso and _FULL_DATE.fullmatch(iso) else None


def _inspectors(printed: str) -> tuple[str, ...]:
    """Names without the titles behind them.

    >>> _inspectors("Paul d'Inverno HMI")
    ("Paul d'Inverno",)
    """
    titles = "|".join(re.escape(t).replace("'", "['’]") for t in cues("title")["inspector_titles"])
    bare = re.sub(rf",?\s*\b(?:{titles})\b\.?", "", printed)
    return tuple(name.strip() for name in _AND.split(bare) if name.strip())


def _announced(word: str | None) -> bool | None:
    return None if word is None else word == "announced"


def _team_size(team: str) -> int | None:
    """How many people a team is, if each part of the sentence says how many.

    >>> _team_size("four of Her Majesty's Inspectors (HMI) and a secondee")
    5
    """
    counts = [_count(part) for part in _AND.split(team)] if team else []
    return int(sum(c for c in counts if c)) if counts and all(counts) else None


def _count(part: str) -> float | None:
    first = part.split(" ", 1)[0].casefold()
    return 1 if first in ("a", "an") else read_number(first)


def _missing(title: TitleBlock) -> Iterator[Unread]:
    if title.authority is None or title.authority.code is None:
        printed = title.authority.name if title.authority else ""
        yield Unread(1, printed, "no line of the title page is the name of an authority in the register")
    if title.start is None:
        yield Unread(1, "", "no inspection dates were found on the title page")
    if not title.lead_inspectors:
        yield Unread(1, "", "no lead inspector was found on the title page")
