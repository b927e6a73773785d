"""Figures of a report: what is measured, how much, in what unit, when, and what it is compared with."""

from __future__ import annotations

import re
from dataclasses import replace

from loader.interpret.figures.comparisons import Loose, holds_as_before
from loader.interpret.figures.figure import find_figures
from loader.interpret.figures.lists import LeadIn, Lists
from loader.interpret.figures.statements import Sentence, read_sentence
from loader.interpret.scope import blocks_for
from loader.interpret.words.cue_patterns import pattern
from loader.interpret.words.numbers import has_number
from loader.interpret.words.periods import Printed, find_periods
from loader.interpret.words.sentences import split_sentences
from loader.records import Block, Document, Span, Statistic, Unread

__all__ = ["read_statistics"]

_SENTENCE = 5_000  # characters: what is longer is no sentence
_LISTS = "context"  # the role of sections that are lists of figures, where "no" is one too
_NONE = pattern(r"\b(?:no|none|nil)\b")
_LEANING = re.compile(r"(?:This|It|These|That|The (?:national|figure|number|rate)|Nationally)\b")
_ALONE = "a figure of another time or area, with none beside it to hold it against"
_UNITS = {
    "bare": ("number",),
    "count": ("number",),
    "percent": ("percent", "fraction"),
    "time": ("minutes", "hours", "days", "weeks", "months", "years"),
    "rate": ("per-1000", "per-10000", "per-100000", "rate"),
}


def read_statistics(document: Document) -> tuple[tuple[Statistic, ...], tuple[Unread, ...]]:
    """Read the figures of every section but the scale, the note on the inspection and the record.

    Ages, statutory times, years and the numbers of sections and stages measure nothing and are left out.

    Returns
    -------
    tuple
        The figures, and those of which the sentence does not say what they measure.

    """
    read: dict[str, list[Statistic]] = {}
    unread: list[Unread] = []
    lists = Lists(document, read)
    for block in blocks_for("statistics", document):
        listed = document.sections[block.section or 0].role == _LISTS
        before = lists.before(block)
        if has_number(block.text) or (listed and _NONE.search(block.text)):
            found, missed = _read_block(block, before, listed=listed)
            unread.extend(missed)
            if found:
                read[block.id] = found
    return tuple(each for found in read.values() for each in found), tuple(unread)


def _read_block(block: Block, before: LeadIn, *, listed: bool) -> tuple[list[Statistic], list[Unread]]:
    found: list[Statistic] = []
    unread: list[Unread] = []
    text = block.text
    for start, end in split_sentences(text):
        if end - start > _SENTENCE:
            continue
        figures = find_figures(text, start, end, listed=listed)
        leans = bool(found) and _leans(text, start, found[-1])
        if not (figures or leans):
            continue
        periods = _placed(find_periods(text[start:end]), start)
        said = read_sentence(Sentence(block, start, end, figures, periods, before, found))
        same = holds_as_before(text, start, end, periods) if leans and not figures else None
        loose = (*said.loose, *filter(None, [same]))
        if leans:
            loose = _attached(found, loose, block.span(start, end))
        found.extend(said.statistics)
        unread.extend(said.unread)
        if any(each.comparator.value is not None for each in loose):
            unread.append(Unread(block.page, text[start:end], _ALONE))
    return found, unread


def _placed(periods: tuple[Printed, ...], at: int) -> tuple[Printed, ...]:
    """The periods of a sentence in places of its block."""
    return tuple(Printed(each.start + at, each.end + at, each.period) for each in periods)


def _leans(text: str, start: int, earlier: Statistic) -> bool:
    """Whether a sentence may say what the figure right before it is compared with.

    "This is below the national average." does.
    """
    if text[earlier.span.end : start].strip(" .()") != "" and not earlier.earlier:
        return False
    return _LEANING.match(text, start) is not None


def _attached(found: list[Statistic], loose: tuple[Loose, ...], sentence: Span) -> tuple[Loose, ...]:
    """Add what a later sentence compares figures with, each to the last of its kind; give back the rest."""
    left = []
    for each in loose:
        n = _host(found, each.kind)
        if n is None:
            left.append(each)
            continue
        host, said = found[n], each.comparator
        context = tuple(dict.fromkeys((*host.context, sentence)))
        if said.area:
            found[n] = replace(host, comparators=(*host.comparators, said), context=context)
        else:
            found[n] = replace(host, earlier=(*host.earlier, said), context=context)
    return tuple(left)


def _host(found: list[Statistic], kind: str) -> int | None:
    """The last figure of a kind; of those where no unit is printed, the last that counts, else the last."""
    units = _UNITS.get(kind, ())
    of_kind = [n for n, each in enumerate(found) if each.unit_id in units]
    if of_kind:
        return of_kind[-1]
    return len(found) - 1 if kind == "bare" or not units else None
