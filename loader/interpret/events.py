"""What happened, or is to happen, at a printed date."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from loader.cues import cues
from loader.interpret.scope import blocks_for
from loader.interpret.words.cue_patterns import any_of, pattern
from loader.interpret.words.dates import find_dates, has_year
from loader.interpret.words.sentences import split_sentences
from loader.records import Block, Document, Event, Span

__all__ = ["read_events"]

_DAYS = re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d")
_LEFT_BREAK = pattern(r";\s+|,\s+(?:and|but|which|who|while|with|although|whereas)\s+|[◼▪•\uf0b7]\s*")
_RIGHT_BREAK = pattern(r"[;,:]\s|\s(?:and|but|which|although|while|whereas|when|where)\s")
_FAR_BREAK = pattern(r";\s|,?\s(?:but|which|although|while|whereas)\s|,\sand\s")
_CLAUSE = 500  # characters before a date in which its clause begins
_SENTENCE = 5_000  # characters: what is longer is no sentence
_NAME = 150  # characters
_REACH = 40  # characters before a date in which a cue may stand


class _Cues(NamedTuple):
    not_before: re.Pattern[str]
    not_in: re.Pattern[str]
    link: re.Pattern[str]
    opener: re.Pattern[str]
    happening: re.Pattern[str]
    published: re.Pattern[str]


@cache
def _cues() -> _Cues:
    said = cues("events")
    return _Cues(
        not_before=pattern(rf"(?<!\w){any_of(said['not_before'])}\s*\(?$"),
        not_in=pattern(any_of(said["not_in"])),
        link=pattern(rf"(?:^|[\s,(])(?:{any_of(said['links'])}|[(,–-])\s*$"),
        opener=pattern(rf"^{any_of(said['openers'])}\s+"),
        happening=pattern(
            rf"(?<!\w)(?:the|an?|its|their|this|previous|last)\s+(?:[\w’'-]+\s+){{0,5}}?"
            rf"{any_of(said['happenings'])}$"
        ),
        published=pattern(
            rf"(?:^|\s){any_of(said['before_titles'])}\s+"
            rf"(?P<title>(?:(?!{any_of(said['before_titles'])}\s)\S+\s+){{1,12}}"
            rf"{any_of(said['publishing'])}\s+by\s+[^,;:]{{2,80}})$"
        ),
    )


def read_events(document: Document) -> tuple[Event, ...]:
    """Read the dated happenings of a report, and the inspection itself where its title page dates it.

    The name of an event is its clause in the words of the report, without the date.
    """
    found: dict[tuple[str, str], list[Span]] = {}
    inspection = _inspection(document)
    if inspection:
        found[inspection.date, inspection.name] = list(inspection.evidence)
    for block in blocks_for("events", document):
        for date, name, span in _read_block(block):
            found.setdefault((date, name), []).append(span)
    return tuple(Event(name, date, tuple(dict.fromkeys(spans))) for (date, name), spans in found.items())


def _inspection(document: Document) -> Event | None:
    for block in document.blocks:
        if block.section is not None:
            continue
        for start, end, iso in find_dates(block.text):
            if _DAYS.fullmatch(iso) and "previous" not in block.text[:start].lower():
                return Event(document.title, iso, (block.span(start, end),))
    return None


def _read_block(block: Block) -> list[tuple[str, str, Span]]:
    found = []
    for start, end in split_sentences(block.text) if has_year(block.text) else ():
        sentence = block.text[start:end]
        dates = find_dates(sentence) if len(sentence) <= _SENTENCE else ()
        if dates and _cues().not_in.search(sentence):
            continue
        for left, right, iso in dates:
            if not _cues().not_before.search(sentence[max(0, left - _REACH) : left]):
                name, first, last = _clause(sentence, left, right)
                if name:
                    found.append((iso, name, block.span(start + first, start + last)))
    return found


def _clause(sentence: str, left: int, right: int) -> tuple[str, int, int]:
    """The name of what a date dates, and the bounds of its clause within the sentence."""
    edge = max(0, left - _CLAUSE)
    breaks = list(_LEFT_BREAK.finditer(sentence, edge, left))
    first = breaks[-1].end() if breaks else edge
    before = _without_link(sentence[first:left])
    if len(before.split()) < 2:  # "In May 2012, …", "which in May 2012 …"
        return _clause_after(sentence, first, right)
    title = _cues().published.search(before) if sentence[left - 1 : left] == "(" else None
    if title:  # "guidance on Safe Visiting published by the ministry (May 2011)"
        return _name(title["title"]), first + title.start("title"), right + 1
    happening = _cues().happening.search(before)
    if happening:
        first += happening.start()
        before = happening.group()
    stop = _RIGHT_BREAK.search(sentence, right)
    last = _end(sentence, stop.start() if stop else len(sentence))
    after = "" if happening else sentence[right:last].strip(" )(.\n")
    return _name(f"{before} {after}"), first, max(last, right)


def _clause_after(sentence: str, first: int, right: int) -> tuple[str, int, int]:
    stop = _FAR_BREAK.search(sentence, right + 2)
    last = _end(sentence, stop.start() if stop else len(sentence))
    return _name(sentence[right:last].lstrip(" ,).:–-")), first, max(last, right)


def _end(sentence: str, at: int) -> int:
    return len(sentence[:at].rstrip(" \n.,;"))


def _without_link(text: str) -> str:
    while (shorter := _cues().link.sub("", text).rstrip()) != text:
        text = shorter
    return text


def _name(text: str) -> str:
    text = " ".join(text.split())
    while (shorter := _cues().opener.sub("", text)) != text:
        text = shorter
    if len(text) > _NAME:
        text = text[:_NAME].rpartition(" ")[0]
    text = text.strip(" ,;:(")
    return text[:1].upper() + text[1:]
