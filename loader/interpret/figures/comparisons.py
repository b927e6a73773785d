"""What the figures of a sentence are for: what it states, what it compares that with, what it was before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from loader.cues import cues
from loader.interpret.figures.figure import Figure
from loader.interpret.words.cue_patterns import any_of, pattern
from loader.interpret.words.periods import Printed, without
from loader.records import Comparator, Period

__all__ = ["Loose", "Own", "Roles", "compares_at", "holds_as_before", "read_roles", "without_comparisons"]

_RESTATES = pattern(
    r"\(\s*(?:(?:or|now|currently|that is|equivalent to|(?:or\s+|at\s+)?(?:a\s+)?rate\s+of|,)\s*)*$"
)
_HOST_GAP = re.compile(r"[^,;:()]{0,120},?\s*\(\D*")
_ALONE = pattern(
    r"(?:\s\S+){0,3}\)|\s+of\s+[^()]{1,120}\)"
)  # "(6%)", "(a rate of 62 per 10,000 children)", "(6% of …)"
_TO = pattern(
    r"^(?:[^(]{0,120}?\W)?to(?:\s+(?:just|only|the|an?|current|currently|a\s+(?:current|total|peak|high|low)|average|figure|of))*\s*$"
)
_TO_ITSELF = pattern(r"\bto\b")
_AND = pattern(r"^\W*(?:and|or|,)(?:\s+(?:an?|the|from))?\s*$")
_OWN_TAIL = pattern(r"\s*(?:of|for)\s+(?!this|these|the\s+same)\w")
_TARGET = pattern(r"^\s*(?:\(|(?:of|is|was|are|being|at|for|set)\b)")
_AT = pattern(r"\W*at")  # "it is above the England average, at 91%": the figure is its own
_REACH = 160  # characters before a figure in which the word of its change may stand
_UNSAID = "unsaid"  # compared with an earlier figure, without a word on how it stands to it
_WORDS = 6  # between an earlier figure and its period


class Own(NamedTuple):
    """A figure that the sentence states, with what it holds it against."""

    figure: Figure
    opens: int  # where its own words end before it: at "from" in "rose from 890 to 940"
    claimed: int  # where what it is compared with ends
    comparators: tuple[Comparator, ...] = ()
    earlier: tuple[Comparator, ...] = ()
    restates: bool = False  # the figure before it, in another unit: "211 (or 47.6%)"
    change: str | None = None  # rise, fall: it is how much another figure changed
    of: tuple[int, int] | None = (
        None  # where it says of what, behind its earlier figure: "from 59% of visits to 80%"
    )


class Loose(NamedTuple):
    """A comparison with a figure of an earlier sentence: "This is a reduction from 890."."""

    kind: str  # of the figure; bare where no unit is printed
    comparator: Comparator


class Roles(NamedTuple):
    """The figures of a sentence, sorted."""

    own: tuple[Own, ...]
    loose: tuple[Loose, ...]
    claims: tuple[tuple[int, int], ...]  # where figures of other areas stand


class _Cues(NamedTuple):
    areas: tuple[tuple[str, re.Pattern[str]], ...]
    any_area: re.Pattern[str]
    compared: re.Pattern[str]
    comparisons: tuple[tuple[str, re.Pattern[str]], ...]
    changes: tuple[tuple[str, re.Pattern[str]], ...]
    moves: re.Pattern[str]
    ranges: re.Pattern[str]
    earlier: re.Pattern[str]
    than: re.Pattern[str]
    amount: re.Pattern[str]
    amount_noun: re.Pattern[str]
    holds: re.Pattern[str]


@cache
def _cues() -> _Cues:
    said = cues("comparisons")
    areas = {area: any_of(forms) for area, forms in said["areas"].items()}
    changes = {name: any_of(words) for name, words in said["changes"].items()}
    every = "|".join(areas.values())
    compared = any_of(said["compared"])
    return _Cues(
        areas=tuple((area, pattern(rf"\b{forms}")) for area, forms in areas.items()),
        any_area=pattern(rf"\b(?:{every})(?!\w)"),
        compared=pattern(rf"\b{compared}(?:\s+(?:an?|the|just|only))?\s*$"),
        comparisons=tuple(
            (name, pattern(rf"\b{any_of(words)}\s+(?:[\w-]+\s+){{0,4}}?(?:{every})(?!\w)"))
            for name, words in said["comparisons"].items()
        ),
        changes=tuple((name, pattern(rf"\b{words}\b")) for name, words in changes.items()),
        moves=pattern(rf"\b{any_of(said['moves'])}\b"),
        ranges=pattern(rf"\b{any_of(said['ranges'])}\b[^,;.]{{0,40}}$"),
        earlier=pattern(rf"\b{any_of(said['earlier'])}\s*$"),
        than=pattern(
            rf"\b(?:{compared}|{changes['similar']})(?:\s+(?:an?|the|just|only|over|figure|of|a\s+total))*\s*$"
        ),
        amount=pattern(rf"\b{any_of(said['amounts'])}(?:\s+(?:an?|another|some|a\s+further|over))?\s*$"),
        amount_noun=pattern(rf"\s+{any_of(said['amount_nouns'])}\b"),
        holds=pattern(rf"\b{any_of(said['holds'])}\b"),
    )


def read_roles(
    text: str, start: int, end: int, figures: Sequence[Figure], periods: Sequence[Printed]
) -> Roles:
    """Sort the figures of a sentence that runs from ``start`` to ``end`` of a text.

    Parameters
    ----------
    text
        Of the block.
    start, end
        Of the sentence.
    figures
        All its numbers, in order.
    periods
        The periods that it prints, in places of the text.

    """
    reader = _Reader(text, start, end, figures, periods)
    for n in range(len(figures)):
        reader.read(n)
    reader.compare()
    return reader.roles()


class _Reader:
    """Goes through the figures of a sentence once, each claimed by the first rule that fits."""

    def __init__(
        self, text: str, start: int, end: int, figures: Sequence[Figure], periods: Sequence[Printed]
    ) -> None:
        self.text, self.start, self.end = text, start, end
        self.figures, self.periods = figures, periods
        self.dated = [each.stretch for each in periods]
        self.has_area = _cues().any_area.search(text, start, end) is not None
        self.edge = start  # where the figure before, and what belongs to it, ends
        self.named: list[str] = []  # areas whose figures follow "respectively"
        self.last = ""  # what the figure before was for: own, area, earlier
        self.own: list[Own] = []
        # other areas: from, to, kind of figure, what
        self.against: list[tuple[int, int, str, Comparator]] = []
        # earlier figures, by the own ones read till then
        self.before: list[tuple[int, Figure, Comparator]] = []
        self.opened = start  # where the words that open the earlier figure begin
        self.waiting: int | None = None  # which of those waits for the "to" of "from … to"

    def read(self, n: int) -> None:
        figure = self.figures[n]
        following = self.figures[n + 1].opens if n + 1 < len(self.figures) else self.end
        gap = self.text[self.edge : figure.opens]
        area, last = self._area(gap, figure, following)
        if area:
            self._set_against(area, figure, last)
        elif change := self._earlier(gap, figure, n):
            way = None if change == _UNSAID else change
            self.before.append((len(self.own), figure, Comparator(None, figure.value, way, self._period(n))))
            self.waiting = len(self.before) - 1 if "from" in gap.lower() else self.waiting
            self.last = "earlier"
        else:
            self._own(gap, figure)
        self.edge = max(last, self.edge)

    # A figure of another area

    def _area(self, gap: str, figure: Figure, following: int) -> tuple[str | None, int]:
        """The area whose figure this is, if a comparison claims it, and where the claim ends."""
        if not self.has_area:
            return None, figure.end
        if self.named and self.last == "area" and _AND.match(gap):
            return self.named.pop(0), figure.end
        named = list(_cues().any_area.finditer(gap))
        if named:
            since = without(self.text, figure.opens - len(gap) + named[-1].end(), figure.opens, self.dated)
            area = area_of(named[-1].group())
            near = len(since.split()) <= 3 and ";" not in since
            is_own = _AT.fullmatch(since) and not self.own and following == self.end
            if near and not is_own and (area != "target" or _TARGET.match(since)):
                return area, figure.end
        after = _cues().any_area.search(self.text, figure.number_end, following)
        claims = _cues().compared.search(gap) or (self.last == "area" and _AND.match(gap))
        if after and claims and len(self.text[figure.number_end : after.start()].split()) <= 5:
            return area_of(after.group()), after.end()
        return None, figure.end

    def _set_against(self, area: str, figure: Figure, last: int) -> None:
        words = _named(_cues().comparisons, self.text[self.edge : figure.start])
        if self.last != "area" and re.search(r"\brespectively\b", self.text[last : self.end]):
            # "similar areas and England (52% and 60% respectively)"
            gap = self.text[self.edge : figure.start]
            in_turn = [area_of(hit.group()) or area for hit in _cues().any_area.finditer(gap)][-2:]
            area, *self.named = in_turn or [area]
        self.against.append((figure.start, last, figure.kind, Comparator(area, figure.value, words)))
        self.last = "area"

    def compare(self) -> None:
        """Add the comparisons that name an area and no figure: "below the national average"."""
        if not self.has_area:
            return
        taken = [each[:2] for each in self.against]
        for name, forms in _cues().comparisons:
            for hit in forms.finditer(self.text, self.start, self.end):
                near = [i for i, (at, *_) in enumerate(self.against) if hit.start() < at <= hit.end() + 25]
                if near:
                    a, b, kind, said = self.against[near[0]]
                    self.against[near[0]] = a, b, kind, said._replace(comparison=name)
                elif not any(a <= hit.start() < b for a, b in taken):
                    area = area_of(hit.group()) or "England"
                    self.against.append((hit.start(), hit.end(), "bare", Comparator(area, None, name)))
        self.against.sort(key=lambda each: each[:2])

    # A figure of an earlier time

    def _earlier(self, gap: str, figure: Figure, n: int) -> str | None:
        """How the figure before stands to this one, if this is its own of an earlier time."""
        known = _cues()
        if self.last == "earlier" and _RESTATES.search(gap):
            return self.before[-1][2].comparison or _UNSAID
        has_period = self._period(n) is not None
        so_far = self.text[max(self.start, figure.opens - _REACH) : figure.opens]
        way = _named_last(known.changes, so_far)
        if opener := known.earlier.search(gap):
            self.opened = self.edge + opener.start()
            if known.ranges.search(so_far):
                return None
            moved = self._moved(so_far, figure, n)
            nearest = moved if moved and moved != _UNSAID else way or moved
            return nearest if nearest or not has_period else None
        plain = without(self.text, figure.opens - len(gap), figure.opens, self.dated)
        if self.last == "earlier" and _AND.match(plain) and has_period:
            return self.before[-1][2].comparison or _UNSAID
        if known.than.search(gap) and has_period and not _OWN_TAIL.match(self.text, figure.end):
            return way or _UNSAID
        return None

    def _moved(self, so_far: str, figure: Figure, n: int) -> str | None:
        """Which way "improved from … to …" goes: its two figures tell."""
        if n + 1 >= len(self.figures):
            return _UNSAID if _cues().moves.search(so_far) else None
        later = self.figures[n + 1]
        leads_to = self._leads_to(figure.end, later)
        if not ((leads_to and later.kind in (figure.kind, "bare")) or _cues().moves.search(so_far)):
            return None
        if not leads_to:
            return _UNSAID
        return "rise" if later.value > figure.value else "fall" if later.value < figure.value else "same"

    def _leads_to(self, start: int, later: Figure) -> bool:
        """Whether what stands before a figure ends with the "to" of "from 53 (in March 2014) to 70"."""
        return _TO.match(without(self.text, start, later.opens, self.dated)) is not None

    def _period(self, n: int) -> Period | None:
        """The period printed behind an earlier figure, the same in another unit passed over."""
        figure, limit = self.figures[n], self.end
        for later in self.figures[n + 1 :]:
            if not _RESTATES.search(self.text[figure.end : later.opens]):
                limit = later.opens
                break
        for printed in self.periods:
            if figure.end <= printed.start < limit:
                near = len(self.text[figure.end : printed.start].split()) <= _WORDS
                return printed.period if near else None
        return None

    # A figure of the sentence's own

    def _own(self, gap: str, figure: Figure) -> None:
        known = _cues()
        tail = known.amount_noun.match(self.text, figure.end)
        said = without(self.text, figure.opens - len(gap), figure.opens, self.dated)
        amount = known.amount.search(said) or tail
        change = _named_last(known.changes, amount.group()) or "change" if amount else None
        host = self.own[-1].figure if self.last == "own" else None
        restates = bool(
            host
            and host.kind != figure.kind
            and ((_RESTATES.search(gap) and _HOST_GAP.fullmatch(gap)) or figure.opens < host.end)
            and _ALONE.match(self.text, figure.end)
        )
        earlier: tuple[Comparator, ...] = ()
        opens, of = figure.opens, None
        if self.waiting is not None and self._leads_to(self.edge, figure):
            earlier, opens = (self.before.pop(self.waiting)[2],), self.opened
            to = [self.edge + each.start() for each in _TO_ITSELF.finditer(gap)]
            of = (self.edge, to[-1]) if _OWN_TAIL.match(gap) else None
        self.waiting = None
        self.own.append(Own(figure, opens, figure.end, (), earlier, restates, change, of))
        self.last = "own"

    # All of them

    def roles(self) -> Roles:
        """Every comparison with the figure that it is about: the last before it, or the first after it."""
        own, loose = list(self.own), []
        for at, last, kind, said in self.against:
            earlier = [n for n, each in enumerate(own) if each.figure.start < at]
            if not own:
                loose.append(Loose(kind, said))
            else:
                n = earlier[-1] if earlier else 0
                alike = [n for n in earlier if own[n].figure.kind == kind != "bare"]
                n = alike[-1] if own[n].restates and alike else n  # "6% (40 children), below England at 8%"
                own[n] = _with(own[n], said, last if earlier else own[n].claimed)
        for count, figure, said in self.before:
            host = _same_kind(own[:count], figure)
            if host is None:
                loose.append(Loose(figure.kind, said))
            else:
                each = own[host]
                claimed = max(each.claimed, figure.end)
                own[host] = each._replace(earlier=(*each.earlier, said), claimed=claimed)
        claims = tuple((at, last) for at, last, _, said in self.against if said.value is not None)
        return Roles(tuple(own), tuple(loose), claims)


def _with(own: Own, said: Comparator, last: int) -> Own:
    """A figure with one more area that it is compared with; each area is named once, with its figure."""
    known = [each for each in own.comparators if each.area == said.area]
    if known and (known[0].value is not None or said.value is None):
        return own
    others = tuple(each for each in own.comparators if each.area != said.area)
    return own._replace(comparators=(*others, said), claimed=max(own.claimed, last))


def _same_kind(own: Sequence[Own], figure: Figure) -> int | None:
    """The last figure before that is in the same unit; a bare one goes with the last that is a main one."""
    wanted = ("count", "bare") if figure.kind == "bare" else (figure.kind,)
    of_kind = [n for n, each in enumerate(own) if each.figure.kind in wanted]
    if not of_kind and figure.kind == "bare":
        of_kind = [n for n, each in enumerate(own) if not each.restates]
    return of_kind[-1] if of_kind and own[of_kind[-1]].change is None else None


def holds_as_before(text: str, start: int, end: int, periods: Sequence[Printed]) -> Loose | None:
    """What a sentence without figures holds a figure against: "This is the same as at 31 March 2014."."""
    if periods and _cues().holds.search(text, start, end):
        return Loose("bare", Comparator(None, None, "same", periods[0].period))
    return None


def compares_at(text: str, *, areas: bool) -> int:
    """Where a text begins to compare, else its length; with ``areas`` the name of an area is a comparison."""
    forms = [form for _, form in _cues().comparisons]
    forms += [_cues().any_area] if areas else []
    return min((m.start() for form in forms if (m := form.search(text))), default=len(text))


def without_comparisons(text: str) -> str:
    """A text without what it says of other areas.

    >>> without_comparisons("it was above the England average at")
    'it was at'
    """
    for _, form in _cues().comparisons:
        text = form.sub("", text)
    return " ".join(text.split())


def area_of(text: str) -> str | None:
    """What a text first names as an area to compare with, or a target."""
    hits = ((m.start(), -m.end(), area) for area, forms in _cues().areas if (m := forms.search(text)))
    return min(hits, default=(0, 0, None))[2]


def _named(forms: Iterable[tuple[str, re.Pattern[str]]], text: str) -> str | None:
    return next((name for name, form in forms if form.search(text)), None)


def _named_last(forms: Iterable[tuple[str, re.Pattern[str]]], text: str) -> str | None:
    """The name of the form that stands last in a text."""
    hits = [(m.start(), name) for name, form in forms for m in form.finditer(text)]
    return max(hits)[1] if hits else None
