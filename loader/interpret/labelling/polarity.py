"""Does a sentence say that something is done well, that it is not, both, or neither?

Cue phrases with integer weights (``cues/polarity.yaml``) are summed clause by clause. A negator turns
round the cues of the next few words; words for what is missing or required take the good out of what
follows them; words of contrast part one clause from another. A sentence that leans on the one before it
("This means that…") is read with that one in mind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from loader.cues import cues
from loader.interpret.labelling.labeller import Context
from loader.interpret.words.phrases import PhraseBook, words
from loader.records import Label

__all__ = ["METHOD", "Reading", "polarity_by_cues", "read_cues"]

METHOD = "cues/1"

# How many words on a cue still reaches, if no mark or word of contrast stops it before.
_NEGATION, _DENIAL, _MISSING, _REDUCTION, _PREDICATE = 16, 4, 9, 5, 2
_UNMET = 3  # weight of "must", "needs to": what is asked for is not there yet
_TURNED = 2  # weight of a weakness denied, and of "However," after praise
_EVALUATED = 2  # a clause speaks for or against from this balance on


class Clause(NamedTuple):
    """What speaks for and against in one clause."""

    strength: int = 0
    weakness: int = 0

    @property
    def balance(self) -> int:
        """Above zero if more speaks for than against."""
        return self.strength - self.weakness


class Reading(NamedTuple):
    """What the cues of a sentence come to."""

    clauses: tuple[Clause, ...]
    neutral: int  # signs of mere description
    inherits: bool  # goes on with what the sentence before it said

    @property
    def total(self) -> Clause:
        """All clauses together."""
        if len(self.clauses) == 1:
            return self.clauses[0]
        return Clause(sum(c.strength for c in self.clauses), sum(c.weakness for c in self.clauses))


class _Scan:
    """One pass over the cues of a sentence, from left to right. Each kind of cue has its method."""

    def __init__(self) -> None:
        self.clauses: list[list[int]] = [[0, 0]]
        self.neutral_signs = 0
        self.inheriting = False
        self._negated = self._denied = self._missing = self._reduced = -1  # last word within reach
        self._verb = -1  # word after the first verb of the clause
        self._subject = 0  # what spoke for before it
        self._bare = 0  # weight of the last negator, while it has turned nothing round
        self._required = False
        self._until_comma = False
        self._background = False

    def strength(self, start: int, end: int, weight: int) -> None:
        if start <= self._negated:
            self._add(1, max(weight - self._bare, 0))
        elif start > self._missing and not self._required:
            self._add(0, weight)

    def weakness(self, start: int, end: int, weight: int) -> None:
        if start <= self._denied:
            self._add(1, -self._bare)
            self._bare = 0
            self._negated = -1
            if not self._required:
                self._add(0, _TURNED)
        elif start <= self._reduced:
            self._add(0, 1)
        else:
            self._add(1, weight)
            self._predicate(start)

    def negators(self, start: int, end: int, weight: int) -> None:
        self._negated = end + _NEGATION
        self._denied = end + _DENIAL
        self._bare = weight
        self._add(1, weight)
        self._predicate(start)

    def missing(self, start: int, end: int, weight: int) -> None:
        denied = start <= self._denied
        self.weakness(start, end, weight)
        if not denied:
            self._missing = end + _MISSING

    def short(self, start: int, end: int, weight: int) -> None:
        self._add(1, weight)
        self._negated = self._denied = -1

    def required(self, start: int, end: int, weight: int) -> None:
        self._required = True
        self._add(1, _UNMET)

    def imperatives(self, start: int, end: int, weight: int) -> None:
        if start == 0:
            self.required(start, end, weight)

    def verbs(self, start: int, end: int, weight: int) -> None:
        if self._verb < 0:
            self._verb = end
            self._subject = self.clauses[-1][0]

    def _predicate(self, start: int) -> None:
        """A word against, right after the verb: what was good in the subject is not said of it."""
        if 0 <= start - self._verb <= _PREDICATE:
            self._add(0, -self._subject)
            self._subject = 0

    def reducers(self, start: int, end: int, weight: int) -> None:
        self._reduced = end + _REDUCTION

    def contrast(self, start: int, end: int, weight: int) -> None:
        self._stop()
        self._required = False
        self.clauses.append([0, 0])
        self._verb = -1
        self._subject = 0

    def concession(self, start: int, end: int, weight: int) -> None:
        self.contrast(start, end, weight)
        self._until_comma = True

    def background(self, start: int, end: int, weight: int) -> None:
        self._background = self._until_comma = True

    def comma(self, start: int, end: int, weight: int) -> None:
        if self._until_comma:
            self.contrast(start, end, weight)
        self._until_comma = self._background = False

    def mark(self, start: int, end: int, weight: int) -> None:
        self._stop()

    def neutral(self, start: int, end: int, weight: int) -> None:
        self.neutral_signs += weight

    def inherits(self, start: int, end: int, weight: int) -> None:
        self.inheriting = self.inheriting or start == 0

    def nothing(self, start: int, end: int, weight: int) -> None:
        """Listed so that its words are not counted."""

    def _stop(self) -> None:
        self._negated = self._denied = self._missing = self._reduced = -1

    def _add(self, side: int, weight: int) -> None:
        if self._background:
            return
        if self._conceded(side, weight):
            self.clauses.append([0, 0])
            self._until_comma = False
        self.clauses[-1][side] += weight

    def _conceded(self, side: int, weight: int) -> bool:
        """Whether "although" has had its say and, with no comma to show it, the sentence turns round."""
        return self._until_comma and weight > 0 and self.clauses[-1][1 - side] >= _EVALUATED


_Verb = Callable[[_Scan, int, int, int], None]


class _Cue(NamedTuple):
    verb: _Verb
    weight: int


_LISTED: dict[str, _Verb] = {
    "strength": _Scan.strength,
    "weakness": _Scan.weakness,
    "negators": _Scan.negators,
    "missing": _Scan.missing,
    "short": _Scan.short,
    "required": _Scan.required,
    "imperatives": _Scan.imperatives,
    "verbs": _Scan.verbs,
    "reducers": _Scan.reducers,
    "contrast": _Scan.contrast,
    "concession": _Scan.concession,
    "background": _Scan.background,
    "neutral": _Scan.neutral,
    "inherits": _Scan.inherits,
    "nothing": _Scan.nothing,
}


class _Rules(NamedTuple):
    """``cues/polarity.yaml``, ready for use."""

    book: PhraseBook[_Cue]
    leaning: frozenset[str]
    turning: frozenset[str]
    labels: dict[str, list[Label]]  # of each concept, by margin


@cache
def _rules() -> _Rules:
    data = cues("polarity")
    marks = [(",", _Cue(_Scan.comma, 0)), *((mark, _Cue(_Scan.mark, 0)) for mark in ";:()")]
    book = PhraseBook([*marks, *_entries(data)])
    labels = {
        concept: [Label(concept, confidence, METHOD) for confidence in by_margin]
        for concept, by_margin in data["confidence"].items()
    }
    return _Rules(book, frozenset(data["leaning"]), frozenset(data["turning"]), labels)


def _entries(data: dict[str, Any]) -> Iterator[tuple[str, _Cue]]:
    for kind, verb in _LISTED.items():
        by_weight = data[kind] if isinstance(data[kind], dict) else {0: data[kind]}
        for weight, phrases in by_weight.items():
            yield from ((phrase, _Cue(verb, weight)) for phrase in phrases)


@lru_cache(maxsize=16)  # each sentence is read again as the one before the next
def read_cues(text: str) -> Reading:
    """The cues of a text, summed clause by clause.

    >>> read_cues("Visits are timely, but records are not detailed.").clauses
    (Clause(strength=3, weakness=0), Clause(strength=0, weakness=3))
    """
    scan = _Scan()
    for hit in _rules().book.find(words(text)):
        for cue in hit.values:
            cue.verb(scan, hit.start, hit.end, cue.weight)
    clauses = tuple(Clause(strength, max(weakness, 0)) for strength, weakness in scan.clauses)
    return Reading(clauses, scan.neutral_signs, scan.inheriting)


def polarity_by_cues(sentence: Context) -> Label:
    """The polarity of a sentence, the one before it borne in mind.

    >>> polarity_by_cues(Context("This is not yet consistent.")).concept
    'weakness'
    """
    concept, margin = _weigh(sentence)
    by_margin = _rules().labels[concept]
    return by_margin[min(margin, len(by_margin) - 1)]


def _weigh(sentence: Context) -> tuple[str, int]:
    """A concept, and by how much it outweighs the others."""
    reading = read_cues(sentence.text)
    strength, weakness = reading.total
    before = read_cues(sentence.before).total.balance
    if reading.inherits and before < 0:
        return "weakness", 1
    balances = [clause.balance for clause in reading.clauses]
    mixed = min(max(balances), -min(balances))
    if mixed >= _EVALUATED:
        return "mixed", mixed
    weakness += _from_before(sentence.text, strength + weakness > 0, before)
    if _describes(reading.neutral, strength, weakness):
        return "neutral", reading.neutral
    margin = strength - weakness
    return ("strength", margin) if margin > 0 or not weakness else ("weakness", -margin)


def _from_before(text: str, evaluates: bool, before: int) -> int:
    """What the sentence before adds to what speaks against."""
    rules = _rules()
    first = words(text)[:1]
    if first and first[0] in rules.turning:
        return _TURNED if before > 0 else 0
    if first and first[0] in rules.leaning and before < 0:
        return 1 if evaluates else _TURNED + 1
    return 0


def _describes(signs: int, strength: int, weakness: int) -> bool:
    return signs > 0 and strength <= signs and weakness < _EVALUATED
