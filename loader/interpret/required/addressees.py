"""Whom does a report tell to take an action?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from loader.interpret.required.items import Item
from loader.interpret.required.wording import find, words_of
from loader.interpret.words.sentences import split_sentences
from loader.records import Block, Document, Section, Span

__all__ = ["addressees"]

# Where one addressee ends and the next begins; "the Department for Children and Families" is one…
_AND = re.compile(r" and (?=(?P<owned>its|their)\b|(?:the|all|other|local|partner)\b)")
_LISTED = re.compile(r"[,;] (?:and )?| and (?=NHS\b)")  # …and in a cell that lists them
_AND_NAME = re.compile(r" and (?=[A-Z])")
_LONGEST_SUBJECT = 160  # characters
_NUMBER = re.compile(r"\d{1,2}[.)]\s+")  # of an item


def addressees(document: Document, item: Item) -> tuple[tuple[str, ...], Span | None]:
    """The names as printed, and the words that tell; nobody where no words do.

    The nearest words count: the first column of a table, the subject of the sentence, the paragraph that
    announces the list, its heading, the title of the part of the report that it stands in.
    """
    if item.body:
        listed = _LISTED.split(item.body.quote.rstrip("."))
        return tuple(name for part in listed for name in _listed(part)), item.body
    span = next(_told(document, item), None)
    return (tuple(_names(span.quote)), span) if span else ((), None)


def _names(told: str) -> Iterator[str]:
    """The names that "and" parts; not those of a phrase after a name.

    >>> list(_names("the council and its partners")), list(_names("Leaders in the council and the ICB"))
    (['the council', 'its partners'], ['Leaders in the council and the ICB'])
    """
    start = 0
    for found in _AND.finditer(told):
        if found["owned"] or not words_of("after_noun").search(told, start, found.start()):
            yield told[start : found.start()]
            start = found.end()
    yield told[start:]


def _listed(told: str) -> Iterator[str]:
    """The names that "and" parts in a list: not "Hertfordshire | and West Essex Integrated Care Board".

    >>> list(_listed("Kent and Medway Care Board and Kent Council"))
    ['Kent and Medway Care Board', 'Kent Council']
    """
    start = 0
    for found in _AND_NAME.finditer(told):
        if find("actors", told[start : found.start()]):
            yield told[start : found.start()]
            start = found.end()
    yield from _names(told[start:])


def _told(document: Document, item: Item) -> Iterator[Span]:
    """Whom words tell, the nearest first."""
    yield from _subject(item.words[0])
    if item.lead_in:
        yield from _named("addressed", item.lead_in)
        yield from _subject(item.lead_in.span())
    yield from _named("headings", item.heading)
    for section in _lists_down_to(document, item.section):
        yield from _named("headings", document.block(section.heading))
    if part := _part(document, item.section):
        yield from _named("parts", part)


def _lists_down_to(document: Document, number: int) -> Iterator[Section]:
    """The section of that number and the lists of actions straight before it, the nearest first.

    A list goes on under a heading of the same rank, which need not say again whom it tells.
    """
    upwards = (document.sections[n] for n in range(number, -1, -1))
    return takewhile(lambda section: section.role == "actions", upwards)


def _named(cue: str, block: Block) -> Iterator[Span]:
    if found := find(cue, block.text):
        yield block.span(*found.span("who"))


def _part(document: Document, section: int) -> Block | None:
    """The title of the part of the report that a section stands in; the report's own if it has no parts."""
    titles = [s for s in document.sections[:section] if s.role == "title"]
    if titles:
        return document.block(titles[-1].heading)
    return next((b for b in document.blocks if b.section is None and b.kind == "heading"), None)


def _subject(words: Span) -> Iterator[Span]:
    """The subject of the first sentence that tells it to do something, if it can act.

    >>> next(_subject(Span("1", 0, 50, "1. Plans are late. Leaders in health should act."))).quote
    'Leaders in health'
    """
    told = words_of("modals").search(words.quote)
    if told is None or find("passive", words.quote[told.end() :]):
        return
    begins = max(start for start in _sentences(words.quote) if start <= told.start())
    subject = words.quote[: told.start()].rstrip(", ")
    if len(subject) - begins > _LONGEST_SUBJECT or re.search(r"[.:;]", subject[begins:]):
        return
    for start in (begins, *(m.end() for m in re.finditer(", ", subject) if m.end() > begins)):
        if _can_act(subject[start:]):
            yield Span(words.block, words.start + start, words.start + len(subject), subject[start:])
            return


def _sentences(text: str) -> list[int]:
    """Where its sentences begin, the number of an item left out."""
    number = _NUMBER.match(text)
    return [number.end() if number else 0, *(start for start, _ in split_sentences(text)[1:])]


def _can_act(subject: str) -> bool:
    """Whether the noun of a subject is of those who act: all before "across the partnership"."""
    end = words_of("after_noun").search(subject)
    noun = subject[: end.start() if end else None].partition(",")[0].rstrip()
    return find("actors", noun) is not None and find("no_subject", noun) is None
