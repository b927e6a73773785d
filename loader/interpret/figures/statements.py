"""The figures of one sentence as statements: each with its clause, what it measures, and when it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from loader.cues import cues
from loader.interpret.figures.comparisons import Loose, Own, compares_at, read_roles, without_comparisons
from loader.interpret.figures.concepts import measure_concept, unit_concept
from loader.interpret.figures.figure import Figure, counted_noun
from loader.interpret.figures.lists import LeadIn
from loader.interpret.figures.measures import Around, measure_of
from loader.interpret.figures.noun_phrases import is_sensible, joined, noun_phrase
from loader.interpret.figures.subjects import points_back, subject_of
from loader.interpret.words.cue_patterns import any_of, pattern
from loader.interpret.words.periods import Printed, Stretch, without
from loader.records import Block, Period, Span, Statistic, Unread

__all__ = ["Sentence", "Statements", "read_sentence"]

_BREAK = pattern(
    r";\s+|,\s+(?:(?:and|while|whilst|with|but)\s+)?|\s+(?:and|but|while|whilst|with)\s+|\s+\((?!\w+\))"
)
_AT = pattern(r"(?:(?:is|now|currently|was)\s+)*at\s+")  # "completed, at 94%,"
_JOINED = pattern(r"(?:^|[,;\s])(?:and|while|whilst|with|but|,|;)\s*$")
_ALONE = pattern(r"^\W*(?:all|there (?:are|were|is|was))?\s*$")
_THERE = pattern(r"(?:^|\W)there(?:\s+\w+){1,3}\s*$")  # "there are currently"
_LEADS = pattern(r"\b(?:of(?:\s+(?:the|these|those|its|their|all))*|involving)\s*$")  # "eleven of the 20"
_OF_THESE = pattern(r"of\b")
_TOTAL = pattern(r"\b(?:figure|number|numbers|total)\b")
_DENOMINATOR = pattern(  # of a rate: "of the population under 18"
    r"^\W*(?:children|young people|population|people|of|the|and|under|aged?|\d+|under-18s?|head)*\b\s*"
)
_APART = pattern(r"\b(?:which|where|when|because|since)\b|;")  # a period behind these is another's
_DATE_ALONE = re.compile(r"[A-Z][a-z]+ \d|\d")  # no "in" or "at" before it
_INTRO = 3  # words before a period that begins a sentence
_WHY = "a figure of which the sentence does not say what it measures"


class Sentence(NamedTuple):
    """A sentence with figures, and what was read before it in its block."""

    block: Block
    start: int
    end: int
    figures: Sequence[Figure]
    periods: Sequence[Printed]
    lead: LeadIn
    read: Sequence[Statistic]


class Statements(NamedTuple):
    """What a sentence says in figures."""

    statistics: tuple[Statistic, ...]
    loose: tuple[Loose, ...]  # about figures of earlier sentences
    unread: tuple[Unread, ...]


class _Part(NamedTuple):
    """A figure of the sentence, and why a number without a unit is one."""

    own: Own
    rule: str  # "", or part, listed, joined, said, restates


class _Cues(NamedTuple):
    part_before: re.Pattern[str]
    part_after: re.Pattern[str]
    goes_on: re.Pattern[str]


@cache
def _cues() -> _Cues:
    said = cues("measures")
    return _Cues(
        part_before=pattern(
            rf"\b{any_of(said['parts']['before'])},?(?:\s+(?:only|just|over|some|the\s+majority,))*\s*$"
        ),
        part_after=pattern(rf"\s+{any_of(said['parts']['after'])}\b"),
        goes_on=pattern(rf"(?:\s*\([^()]{{0,40}}\))?\s+{any_of(said['goes_on'])}\b"),
    )


def read_sentence(sentence: Sentence) -> Statements:
    """Read the statements of a sentence, in order.

    Parameters
    ----------
    sentence
        With all its numbers, and what its block says before it.

    """
    return _Reader(sentence).read()


class _Reader:
    """Reads one figure after the other; what one measures may be said with the one before."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence, self.text = sentence, sentence.block.text
        self.roles = read_roles(self.text, sentence.start, sentence.end, sentence.figures, sentence.periods)
        claims = (Stretch(*claim) for claim in self.roles.claims)
        dated = (each.stretch for each in sentence.periods)
        self.apart = sorted((*dated, *self._brackets(), *claims))  # what is no part of a measure
        self.built: list[Statistic] = []
        self.unread: list[Unread] = []

    def read(self) -> Statements:
        own = self.roles.own
        parts = [_Part(each, rule) for n, each in enumerate(own) if (rule := self._rule(n, own)) is not None]
        for part, (start, end) in zip(parts, self._clauses([part.own for part in parts]), strict=True):
            self._build(part, start, end)
        return Statements(tuple(self.built), self.roles.loose, tuple(self.unread))

    def _brackets(self) -> Iterator[Stretch]:
        """The brackets that say a figure again in another unit."""
        for each in self.roles.own:
            if each.restates:
                opens = self.text.rfind("(", self.sentence.start, each.opens)
                closes = self.text.find(")", each.figure.end, self.sentence.end)
                yield Stretch(opens, closes + 1 if closes > 0 else each.figure.end)

    # Which numbers are figures

    def _rule(self, n: int, own: Sequence[Own]) -> str | None:
        """Why a number is a figure; None where it is none."""
        each = own[n]
        gap = self.text[own[n - 1].claimed if n else self.sentence.start : each.opens]
        if each.restates:
            return "restates"
        part = _cues().part_before.search(gap) or _cues().part_after.match(self.text, each.figure.end)
        if part and (each.figure.unit or self._counted(n)):
            return "part"
        if each.figure.unit:
            return ""
        return self._bare_rule(n, each, gap)

    def _bare_rule(self, n: int, each: Own, gap: str) -> str | None:
        goes_on = _cues().goes_on.match(self.text, each.figure.end)
        if goes_on and n == 0 and self._counted(n) and _ALONE.match(gap):
            return "listed"
        if goes_on and n and _JOINED.search(gap):
            if self.roles.own[n - 1].figure.kind == "count":
                return "joined"
            if self._rule(n - 1, self.roles.own) == "listed":
                return "listed"
        if self._is_bracketed(each):
            return "bracketed"
        subject = subject_of(gap)
        if subject is None and self.sentence.read and _TOTAL.search(gap):
            return "said"
        return "said" if subject and re.search(r"\bnumbers? of\b", gap) else None

    def _is_bracketed(self, own: Own) -> bool:
        """Whether a number stands alone in a bracket behind a noun: "care leavers (25 at 31 March 2015)"."""
        closes = self.text.find(")", own.figure.end, self.sentence.end)
        head = self.text[self.sentence.start : own.opens].rstrip()
        if (
            own.earlier
            or closes < 0
            or not head.endswith("(")
            or without(self.text, own.figure.end, closes, self.apart)
        ):
            return False
        return counted_noun(head.rstrip(" (").rpartition(" ")[2]) is not None

    def _counted(self, n: int) -> bool:
        """Whether something counted stands before, of which a number may be a part."""
        return bool(
            n or self.sentence.lead.counted or any(each.unit_id == "number" for each in self.sentence.read)
        )

    def _antecedent(self, *, of_all: bool = False) -> Statistic | None:
        """What was counted last, here or above the list; with ``of_all`` the whole, where that was a part."""
        counts = [each for each in (*self.sentence.read, *self.built) if each.unit_id == "number"]
        if of_all:
            counts = [each for each in counts if counts[-1].measure.startswith(each.measure)][:1]
        return counts[-1] if counts else self.sentence.lead.counted

    # Which clause is whose

    def _clauses(self, own: Sequence[Own]) -> list[tuple[int, int]]:
        if not own:
            return []
        text, (start, end) = self.text, (self.sentence.start, self.sentence.end)
        tails = [max(each.figure.end, each.claimed) for each in own]
        semicolon = text.rfind("; ", start, own[0].opens)
        cuts = [start if semicolon < 0 else semicolon + 2]
        whole = []  # whether a clause holds the next one: "eleven of the 20 children", "211 (or 48%) live"
        for n, after in enumerate(own[1:]):
            limit = (
                text.rfind("(", start, after.opens)
                if text[after.figure.end : after.figure.end + 1] == ")"
                else after.opens
            )
            found = _BREAK.finditer(text, min(tails[n], after.opens), max(limit, 0))
            breaks = [
                each
                for each in found
                if not (_AT.fullmatch(text, each.end(), after.opens) or self._is_dated(each.start()))
            ]
            cuts.append(breaks[-1].end() if breaks else after.opens)
            whole.append(not breaks or after.restates or own[n].figure.end > after.opens)
        last = text.find(";", tails[-1], end)
        ends = [*cuts[1:], end if last < 0 else last]
        for n in reversed(range(len(own) - 1)):
            if whole[n]:
                ends[n] = ends[n + 1]
        return [(a, self._trimmed(a, b)) for a, b in zip(cuts, ends, strict=True)]

    def _is_dated(self, place: int) -> bool:
        """Whether a place is within a period: "between January and March"."""
        return any(each.start < place < each.end for each in self.sentence.periods)

    def _trimmed(self, start: int, end: int) -> int:
        clause = self.text[start:end].rstrip(" \n,;.(")
        while (shorter := re.sub(r"\s(?:and|but|while|with)$", "", clause).rstrip(" ,;(")) != clause:
            clause = shorter
        return start + len(clause)

    # What it says

    def _build(self, part: _Part, start: int, end: int) -> None:
        own, figure = part.own, part.own.figure
        span = self.sentence.block.span(start, max(end, figure.end, own.claimed))
        around = self._around(own, start, span.end)
        before = (self.sentence.lead.counted, *self.sentence.read, *self.built)
        previous = before[-1]
        above, measure = self._measure(part, around, previous)
        unit = self._unit(figure, part.rule, above, measure) if measure else ""
        if not unit or not is_sensible(measure):
            self.unread.append(Unread(self.sentence.block.page, span.quote, _WHY))
            return
        lead = self.sentence.lead
        period = self._period(own, start, span.end) or (above.period if above else None) or lead.period
        self.built.append(
            Statistic(
                measure=measure,
                value=figure.value,
                unit=unit,
                unit_id=unit_concept(unit),
                span=span,
                printed=self.sentence.block.span(figure.start, figure.number_end),
                measure_id=measure_concept(measure, unit),
                qualifier=figure.qualifier,
                period=period,
                comparators=own.comparators,
                earlier=own.earlier,
                context=self._context(above),
            )
        )

    def _around(self, own: Own, start: int, end: int) -> Around:
        figure, periods = own.figure, self.apart
        noun = (
            without(self.text, figure.number_end, figure.end, periods)
            if figure.kind in ("count", "rate")
            else ""
        )
        if figure.kind == "rate":
            noun = re.split(r"\bper\b", noun, flags=re.IGNORECASE)[0]
        after = without(self.text, figure.end, end, periods)
        if figure.kind == "rate":
            after = _DENOMINATOR.sub("", after)
        if own.of and not after.strip().startswith("of "):
            after = without(self.text, *own.of, periods)
        if figure.kind != "count":
            after = after[: compares_at(after, areas=True)]
        before = without(self.text, start, own.opens, periods).removesuffix("£").rstrip()
        before = without_comparisons(before)
        if not before and (leads := _LEADS.search(self.text, self.sentence.start, own.opens)):
            before = leads[0].strip()  # the clause says what the part does, and not the whole
        return Around(before, noun.strip(" ¹²³⁴⁵⁶⁷⁸⁹⁰"), after, self.built[-1].measure if self.built else "")

    def _measure(
        self, part: _Part, around: Around, previous: Statistic | None
    ) -> tuple[Statistic | None, str]:
        """The statement that a figure goes on from, if any, and what it measures."""
        rule, said = part.rule, previous.measure if previous else ""
        if rule == "restates" and self.built:
            share = noun_phrase(around.after.strip()[3:]) if around.after.strip().startswith("of ") else ""
            return self.built[-1], self.built[-1].measure + (f", of {share}" if share else "")
        if rule in ("part", "listed") and (above := self._antecedent(of_all=rule == "listed")):
            return above, self._part_of(above, around)
        if rule == "joined" and (above := self._antecedent()):
            return None, noun_phrase(f"{above.unit} {around.after}", counted=len(above.unit))
        if rule == "bracketed":
            return None, measure_of(
                around._replace(after=")" + around.after.partition(")")[2]), part.own, said
            )
        if rule == "said":
            subject = subject_of(around.before)
            return (previous, said) if subject is None else (None, subject)
        measure = measure_of(around, part.own, said)
        if self.sentence.lead.measure and part.own.figure.kind != "count":
            measure = f"{self.sentence.lead.measure} {self._item(around, measure)}".strip()
        is_back = points_back(around.before) and not _THERE.search(around.before)
        return previous if is_back else None, measure

    def _part_of(self, above: Statistic, around: Around) -> str:
        """What a figure measures that counts a part of what another counts: "of whom 12 live elsewhere"."""
        if around.noun and not _OF_THESE.match(around.noun):
            return noun_phrase(joined(around.noun, around.after), len(around.noun))
        after = _cues().part_after.sub("", " " + joined(around.noun, around.after)).strip()
        whole = above.measure
        if " who " in whole:
            return noun_phrase(f"{whole}, who {after}", counted=len(whole) + 1)
        return noun_phrase(f"{whole} {after}", counted=len(whole))

    def _item(self, around: Around, measure: str) -> str:
        """What an item adds to its lead-in: "in primary schools" of "in primary schools is 9%"."""
        match = re.match(r"(.+?)\s+(?:is|are|was|were|at)\W*$", around.before)
        words = match[1] if match else measure
        return words[:1].lower() + words[1:] if words[1:2].islower() else words

    def _unit(self, figure: Figure, rule: str, above: Statistic | None, measure: str) -> str:
        if figure.unit:
            return figure.unit
        counted = above if rule != "joined" else self._antecedent()
        if counted is not None and counted.unit_id == "number":
            return counted.unit
        return counted_noun(measure) or ""

    def _period(self, own: Own, start: int, end: int) -> Period | None:
        """The period behind a figure, else before it in its clause, else at the head of the sentence."""
        figure, periods = own.figure, self.sentence.periods
        later = [each.opens for each in self.sentence.figures if each.start > figure.start]
        hosts = [each.figure.start for each in self.roles.own if each.restates]
        limit = min([end, *(at for at in later if at not in hosts)])
        behind = [each for each in periods if figure.end <= each.start < limit]
        behind = [each for each in behind if not _APART.search(self.text, figure.end, each.start)]
        before = [each for each in periods if start <= each.start < own.opens]
        heads = [
            each
            for each in periods
            if each.start < own.opens
            and len(self.text[self.sentence.start : each.start].split())
            <= (1 if _DATE_ALONE.match(each.period.printed) else _INTRO)
        ]
        if heads and behind and _is_vaguer(behind[0].period, heads[0].period):
            behind = heads
        return next((each.period for each in (*behind, *before[::-1], *heads)), None)

    def _context(self, above: Statistic | None) -> tuple[Span, ...]:
        """The other words that a statement rests on: its lead-in, and what it goes on from."""
        spans = [self.sentence.lead.span] if self.sentence.lead.span else []
        if above is not None and above not in self.built:
            spans += [above.span]
        return tuple(dict.fromkeys(spans))


def _is_vaguer(one: Period, other: Period) -> bool:
    """Whether a period has no dates, and another has, or has a length where this has none."""
    if one.start or one.end:
        return False
    return bool(other.start or other.end or (other.duration and not one.duration) or not one.duration)
