"""Figures of a report: what is measured, how much, in what unit, and what it is compared with."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from loader.cues import cues
from loader.interpret.figures import Figure, find_figures
from loader.interpret.scope import blocks_for
from loader.interpret.words.cue_patterns import any_of, pattern
from loader.interpret.words.numbers import has_number
from loader.interpret.words.sentences import split_sentences
from loader.records import Block, Document, Statistic

__all__ = ["read_statistics"]

_CLAUSE_BREAK = pattern(
    r";\s+|,\s+(?:(?:and|while|with|but)\s+)?|\s+(?:and|but|while|with)\s+|\s+\((?!\w+\))"
)
_TAIL_END = pattern(r"[,;]|\.(?:\s|$)|\s\((?![A-Z]{2,}\))|\s(?:which|compared|although|but|and\s+\d)\b")
_SENTENCE = 5_000  # characters: what is longer is no sentence
_HEAD = 400  # characters before a figure in which its subject may stand
_LEAD_IN = 160  # characters
_LOOSE_END = re.compile(r"(?:\s(?:and|or|but|the|an?|of|in|to|for|with|by|who|which|that|become|are|is))+$")
_LEANING = re.compile(r"(?:This|It|These|The national|Nationally)\b")
_MEASURE = 110  # characters: a measure is a phrase, not a paragraph


class _Cues(NamedTuple):
    areas: tuple[tuple[str, re.Pattern[str]], ...]
    any_area: re.Pattern[str]
    compared: re.Pattern[str]
    comparisons: tuple[tuple[str, re.Pattern[str]], ...]
    subject: re.Pattern[str]
    pronoun: re.Pattern[str]
    opener: re.Pattern[str]


class _Comparator(NamedTuple):
    """What a figure is compared with, and where that stands."""

    start: int
    end: int
    area: str
    value: float | None
    comparison: str | None


class _Clause(NamedTuple):
    figure: Figure
    start: int
    end: int
    comparator: _Comparator | None


@cache
def _cues() -> _Cues:
    said = cues("statistics")
    areas = {area: any_of(forms) for area, forms in said["areas"].items()}
    every = "|".join(areas.values())
    return _Cues(
        areas=tuple((area, pattern(rf"\b{forms}")) for area, forms in areas.items()),
        any_area=pattern(rf"\b(?:{every})\b"),
        compared=pattern(rf"\b{any_of(said['compared'])}(?:\s+(?:an?|the|just|only))?\s*$"),
        comparisons=tuple(
            (name, pattern(rf"\b{any_of(words)}\s+(?:[\w-]+\s+){{0,4}}?(?:{every})\b"))
            for name, words in said["comparisons"].items()
        ),
        subject=pattern(rf"^(.+?)\s+(?:\w+ly\s+)?{any_of(said['verbs'])}(?:\s+(?:now|currently|also))?\s*$"),
        pronoun=pattern(rf"^{any_of(said['pronouns'])}$"),
        opener=pattern(rf"^{any_of(said['openers'])}\s+"),
    )


def read_statistics(document: Document) -> tuple[Statistic, ...]:
    """Read the figures of every section but the scale, the note on the inspection and the record.

    Ages, statutory times, years and the numbers of sections and stages measure nothing and are left out.
    """
    found: list[Statistic] = []
    for block in blocks_for("statistics", document):
        found.extend(_read_block(block, _lead_in(document, block)))
    return tuple(found)


def _lead_in(document: Document, block: Block) -> str:
    """What a list is about ("The proportion of pupils entitled to free meals:"), if it is short."""
    text = document.block(block.lead_in).text if block.lead_in else ""
    return _subject(f"{text[:-1]} is") if text.endswith(":") and len(text) <= _LEAD_IN else ""


def _read_block(block: Block, lead_in: str) -> list[Statistic]:
    found: list[Statistic] = []
    text = block.text
    for start, end in split_sentences(text) if has_number(text) else ():
        if end - start > _SENTENCE:
            continue
        leaning = bool(found) and _leans(text, start, found[-1])
        own = find_figures(text, start, end)
        comparators: list[_Comparator] = []
        if (leaning or own) and _cues().any_area.search(text, start, end):
            comparators = _comparators(text, start, end, find_figures(text, start, end, bare=True))
            claimed = {c.start for c in comparators}
            own = [f for f in own if f.start not in claimed]
        if leaning and comparators and not own:
            found[-1] = _compared(found[-1], comparators[0])
        for clause in _clauses(text, start, end, own, comparators) if own else ():
            found.append(_statistic(block, clause, found[-1] if found else None, lead_in))
    return found


def _leans(text: str, start: int, earlier: Statistic) -> bool:
    """Whether a sentence may say what the figure right before it is compared with.

    "This is below the national average." does.
    """
    if earlier.comparator_area or text[earlier.span.end : start].strip(" .") != "":
        return False
    return _LEANING.match(text, start) is not None


def _compared(statistic: Statistic, comparator: _Comparator | None) -> Statistic:
    if comparator is None:
        return statistic
    return replace(
        statistic,
        comparator_area=comparator.area,
        comparator_value=comparator.value,
        comparison=comparator.comparison,
    )


def _area(text: str) -> str | None:
    hits = ((m.start(), area) for area, forms in _cues().areas if (m := forms.search(text)))
    return min(hits, default=(0, None), key=lambda hit: hit[0])[1]


def _comparators(text: str, start: int, end: int, figures: list[Figure]) -> list[_Comparator]:
    found: list[_Comparator] = []
    edge = start
    for n, figure in enumerate(figures):
        following = figures[n + 1].opens if n + 1 < len(figures) else end
        area, last = _claim(text, edge, figure, following)
        if area and re.search(r"\brespectively\b", text[last:end]):  # whose is whose is not for us to say
            found.append(_Comparator(figure.start, last, area, None, None))
        elif area:
            words = _comparison(text[edge : figure.start])
            found.append(_Comparator(figure.start, last, area, figure.value, words))
        edge = last
    taken = [(c.start, c.end) for c in found]
    for name, forms in _cues().comparisons:
        for hit in forms.finditer(text, start, end):
            near = [i for i, c in enumerate(found) if hit.start() < c.start <= hit.end() + 25]
            if near:
                found[near[0]] = found[near[0]]._replace(comparison=name)
            elif not any(a <= hit.start() < b for a, b in taken):
                area = _area(hit.group())
                found.append(_Comparator(hit.start(), hit.end(), area or "England", None, name))
    return sorted(found)


def _comparison(text: str) -> str | None:
    for name, forms in _cues().comparisons:
        if forms.search(text):
            return name
    return None


def _claim(text: str, edge: int, figure: Figure, following: int) -> tuple[str | None, int]:
    """The area whose figure this is, if a comparison claims it, and where the claim ends."""
    gap = text[edge : figure.opens]
    named = list(_cues().any_area.finditer(gap))
    if named and len(gap[named[-1].end() :].split()) <= 3 and ";" not in gap[named[-1].end() :]:
        return _area(named[-1].group()), figure.end
    after = _cues().any_area.search(text, figure.number_end, following)
    if after and _cues().compared.search(gap) and len(text[figure.number_end : after.start()].split()) <= 5:
        return _area(after.group()), after.end()
    return None, figure.end


def _clauses(
    text: str, start: int, end: int, own: list[Figure], comparators: list[_Comparator]
) -> list[_Clause]:
    share = _share(own, comparators)
    tails = [max([f.end, *(c.end for c in [share.get(n)] if c)]) for n, f in enumerate(own)]
    cuts = [_first_cut(text, start, own[0])]
    for n, after in enumerate(own[1:]):
        cuts.append(_cut(text, min(tails[n], after.opens), after.opens))
    ends = [*cuts[1:], _last_cut(text, tails[-1], end)]
    for n in reversed(range(len(own) - 1)):
        if own[n].end > own[n + 1].opens:  # "eleven of the 20 children"
            ends[n] = ends[n + 1]
    return [
        _Clause(figure, cut, _trim(text, cut, stop), share.get(n))
        for n, (figure, cut, stop) in enumerate(zip(own, cuts, ends, strict=True))
    ]


def _share(own: list[Figure], comparators: list[_Comparator]) -> dict[int, _Comparator]:
    """Which figure each comparator belongs to: the last before it, or the first after it."""
    share: dict[int, _Comparator] = {}
    for comparator in comparators:
        before = [n for n, figure in enumerate(own) if figure.start < comparator.start]
        n = before[-1] if before else 0
        share.setdefault(n, comparator)
    return share


def _first_cut(text: str, start: int, figure: Figure) -> int:
    semicolon = text.rfind("; ", start, figure.opens)
    return start if semicolon < 0 else semicolon + 2


def _cut(text: str, left: int, right: int) -> int:
    breaks = list(_CLAUSE_BREAK.finditer(text, left, right))
    return breaks[-1].end() if breaks else right


def _last_cut(text: str, tail: int, end: int) -> int:
    semicolon = text.find(";", tail, end)
    return end if semicolon < 0 else semicolon


def _trim(text: str, start: int, end: int) -> int:
    clause = text[start:end].rstrip(" \n,;.(")
    while (shorter := re.sub(r"\s(?:and|but|while|with)$", "", clause).rstrip(" ,;(")) != clause:
        clause = shorter
    return start + len(clause)


def _statistic(block: Block, clause: _Clause, previous: Statistic | None, lead_in: str) -> Statistic:
    figure = clause.figure
    span = block.span(clause.start, max(clause.end, figure.end))
    measure = _measure(block, clause, previous, lead_in) or span.quote
    statistic = Statistic(
        measure=" ".join(measure.split()),
        value=figure.value,
        unit=figure.unit or "",
        span=span,
        qualifier=figure.qualifier,
    )
    return _compared(statistic, clause.comparator)


def _measure(block: Block, clause: _Clause, previous: Statistic | None, lead_in: str) -> str:
    figure, text = clause.figure, block.text
    head = text[max(clause.start, figure.opens - _HEAD) : figure.opens].strip(" \n£,(\uf0b7")
    tail = _tail(text, clause)
    subject = _subject(head)
    if figure.counts:
        return tail if not figure.is_time else subject or head
    if figure.unit and figure.unit.startswith("per ") and previous and _cues().pronoun.match(subject):
        return previous.measure
    if tail and (not subject or not tail.startswith(("of ", "in ", "per "))):
        return re.sub(r"^(?:of|are|were)\s+", "", tail)
    if previous and _cues().pronoun.match(subject):
        subject = previous.measure
    if len(head.split()) == 1:  # "At 63%, the proportion of …"
        after = re.match(
            r",\s+([^,;.]+?)(?=[,;.]|\s(?:is|are|was|were|has|have|remains?)\b|$)",
            text[figure.end : clause.end],
        )
        subject = _subject(f"{after.group(1)} is") if after else ""
    said = " ".join(part for part in (lead_in, subject or head, tail) if part)
    return said or (previous.measure if previous else "")


def _tail(text: str, clause: _Clause) -> str:
    """The words after a figure: those of its noun phrase at least, where it counts something."""
    figure = clause.figure
    rest = text[figure.number_end if figure.counts else figure.end : clause.end]
    rest = rest if figure.counts else rest.removeprefix(")")
    stop = _TAIL_END.search(rest, figure.end - figure.number_end if figure.counts else 0)
    tail = (rest[: stop.start()] if stop else rest).strip()
    area = None if figure.counts else _cues().any_area.search(tail)
    if area:
        tail = tail[: area.start()].strip()
    if tail.count(")") > tail.count("("):
        tail = tail[: tail.rfind(")")]
    return tail if len(tail) <= _MEASURE else _LOOSE_END.sub("", tail[:_MEASURE].rpartition(" ")[0])


def _subject(head: str) -> str:
    match = _cues().subject.match(head)
    subject = match.group(1) if match else ""
    while (shorter := _cues().opener.sub("", subject)) != subject:
        subject = shorter
    return subject
