"""Pairing what was found with the gold, and counting."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, NamedTuple

__all__ = ["Disagreement", "Entry", "Likeness", "Score", "match", "measure", "normalise", "same", "total"]

_CHARACTERS = str.maketrans(
    {**dict.fromkeys("‘’‚′", "'"), **dict.fromkeys("“”„″", '"')}
    | dict.fromkeys("‐‑‒–—−", "-")
    | dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True))
)
_BROKEN = "\u00ad"  # stands for a hyphen at a line's end: part of the word, or not
_NEAR = 0.6  # of a missing item to an extra one, so that they are shown as one difference
_SHOWN = 90  # characters of an item


def normalise(text: str) -> str:
    """The text as it is compared: plain quotes, hyphens and note marks, one case, no final full stop.

    >>> normalise("The Board’s  plans – 2012.")
    "the board's plans - 2012"
    """
    plain = " ".join(text.translate(_CHARACTERS).split()).lower().removesuffix(".")
    return re.sub(r"(?<=\w)- (?=\w)", _BROKEN, plain).strip()


def same(one: str, other: str) -> bool:
    """Whether two texts are equal; "word- word" is "word-word" and "wordword" alike.

    >>> same("decision- making", "Decision-making."), same("ser- vices", "services"), same("a-b", "ab")
    (True, True, False)
    """
    one, other = normalise(one), normalise(other)
    if one == other:
        return True
    return any(_BROKEN in a and _pattern(a).fullmatch(b) for a, b in ((one, other), (other, one)))


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(f"[-{_BROKEN}]?".join(re.escape(part) for part in text.split(_BROKEN)))


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One item on which the gold and what was found do not agree."""

    kind: str
    what: str  # missing, extra, different, duplicate
    expected: str
    found: str
    place: str

    def __str__(self) -> str:
        where = f" [{self.place}]" if self.place else ""
        if self.what == "different":
            return f"{self.kind}{where} different: expected {self.expected!r}, found {self.found!r}"
        return f"{self.kind}{where} {self.what}: {self.expected or self.found}"


@dataclass(frozen=True, slots=True)
class Score:
    """How many items of a kind there are, and how many were right."""

    kind: str
    gold: int = 0
    found: int = 0
    gold_met: int = 0  # items of the gold that were found
    found_right: int = 0  # items found that are in the gold
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def precision(self) -> float | None:
        """Share of what was found that is right; None where nothing was found."""
        return self.found_right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of the gold that was found; None where there is none."""
        return self.gold_met / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None where there is nothing to measure.

        >>> Score("actions", gold=4, found=2, gold_met=2, found_right=2).f1
        0.6666666666666666
        """
        if not self.gold and not self.found:
            return None
        precision, recall = self.precision or 0.0, self.recall or 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.kind,
            self.gold + other.gold,
            self.found + other.found,
            self.gold_met + other.gold_met,
            self.found_right + other.found_right,
            self.disagreements + other.disagreements,
        )


def total(kind: str, scores: Iterable[Score]) -> Score:
    """The sum of some scores, under one name."""
    return sum(scores, Score(kind))


class Entry(NamedTuple):
    """An item to compare: how it is shown, where it stands, and what is compared."""

    words: str
    place: str
    key: Any


Likeness = Callable[[Any, Any], float]  # of a gold key to a found key: 0 where they do not agree


def match(gold: Sequence[Any], found: Sequence[Any], likeness: Likeness) -> dict[int, int]:
    """Pairs of positions, as many as there can be, each used once, likelier ones tried first.

    The method is Kuhn's, by augmenting paths.

    >>> match([1, 2], [2, 1, 2], lambda a, b: float(a == b))
    {0: 1, 1: 0}
    """
    candidates = {}
    for g, wanted in enumerate(gold):
        likely = [(-likeness(wanted, given), f) for f, given in enumerate(found)]
        candidates[g] = sorted((weight, f) for weight, f in likely if weight < 0)
    partner: dict[int, int] = {}  # found → gold

    def place(g: int, seen: set[int]) -> bool:
        for _, f in candidates[g]:
            if f not in seen:
                seen.add(f)
                if f not in partner or place(partner[f], seen):
                    partner[f] = g
                    return True
        return False

    for g in sorted((g for g in candidates if candidates[g]), key=lambda g: (candidates[g][0], g)):
        place(g, set())
    return {g: f for f, g in sorted(partner.items(), key=lambda pair: pair[1])}


def measure(
    kind: str, gold: Sequence[Entry], found: Sequence[Entry], likeness: Likeness, *, soft: bool = False
) -> tuple[Score, dict[int, int]]:
    """The score of a kind of item, and which item was paired with which.

    Parameters
    ----------
    kind
        Name of the kind.
    gold, found
        The items.
    likeness
        The rule.
    soft
        Whether a further item that meets the rule with an item already paired is right all the same.

    """
    pairs = match([entry.key for entry in gold], [entry.key for entry in found], likeness)
    missing = [entry for g, entry in enumerate(gold) if g not in pairs]
    paired = set(pairs.values())
    rest = [entry for f, entry in enumerate(found) if f not in paired]
    again = [e for e in rest if soft and any(likeness(other.key, e.key) for other in gold)]
    extra = [e for e in rest if e not in again]
    listed = _disagreements(kind, missing, extra) + tuple(
        Disagreement(kind, "duplicate", "", _shown(e.words), e.place) for e in again
    )
    return Score(kind, len(gold), len(found), len(pairs), len(pairs) + len(again), listed), pairs


def _disagreements(kind: str, missing: list[Entry], extra: list[Entry]) -> tuple[Disagreement, ...]:
    """What is missing and what is extra, those that resemble each other as one difference."""
    listed = []
    left = list(extra)
    for entry in missing:
        near = max(left, key=lambda other: _resemblance(entry, other), default=None)
        if near is None or _resemblance(entry, near) < _NEAR:
            listed.append(Disagreement(kind, "missing", _shown(entry.words), "", entry.place))
            continue
        left.remove(near)
        wanted, given = _around_difference(entry.words, near.words)
        place = entry.place if entry.place == near.place else f"{entry.place} → {near.place}"
        listed.append(Disagreement(kind, "different", wanted, given, place))
    return (*listed, *(Disagreement(kind, "extra", "", _shown(e.words), e.place) for e in left))


def _resemblance(one: Entry, other: Entry) -> float:
    a, b = normalise(one.words), normalise(other.words)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _NEAR and matcher.quick_ratio() >= _NEAR else 0.0


def _shown(words: str) -> str:
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"


def _around_difference(one: str, other: str) -> tuple[str, str]:
    """Both texts, long ones from shortly before the first character in which they differ."""
    pairs = zip(one.translate(_CHARACTERS), other.translate(_CHARACTERS), strict=False)
    at = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
    if max(len(one), len(other)) <= _SHOWN:
        return one, other
    start = max(0, at - _SHOWN // 3)
    lead = "…" if start else ""
    return _shown(lead + one[start:]), _shown(lead + other[start:])
