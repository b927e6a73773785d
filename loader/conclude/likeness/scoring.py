"""How alike are two required actions? A sum of integer weights over what their nearest demands share.

Each feature is a whole number, in sixteenths where it is a share, so that the score is the same on every
machine. ``weights.yaml`` says what each counts; ``bench.recurrences_fit`` made it from pairs that were read.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from loader.conclude.likeness.demands import HEAD, Asked, Demand
from loader.conclude.likeness.subjects import FOLDER, is_part, kin, rarity, topics
from loader.cues import read_yaml
from ontology.resources import resource

__all__ = ["FEATURES", "Likeness", "features", "grade_of", "likeness", "method", "plain_likeness"]

_FULL = 16
_COMMON = 25  # what any subject weighs, its rarity left out, in tenths
_RARE = 50  # rarity above which a subject is no rarer
_SMOOTHING = 100  # of the cosine: a short demand is not all alike for one word
_SCALE = 1000  # weights are thousandths of the logarithm of odds
_NOTHING = -20 * _SCALE  # where no subject is shared: a score of 0

#: What is looked at, in order of the weights.
FEATURES = (
    "bias",
    "all_heads",  # share of what stands first in the one demand that stands first in the other, the lesser
    "rare_head",
    "head",  # a subject stands first in both
    "topic_only",  # and none but topics does
    "aside",  # what stands first in one stands further back in the other
    "group_alike",  # beside a subject: for the same children
    "group_unlike",
    "group_alone",  # one of them is for some children alone
    "only_group",  # they share no subject, but children
    "respects",
    "cosine",  # of all words
    "place",  # how far back both stand among the faults that a text finds
    "choice",  # among how many pairs of demands these are the nearest
    "other_sphere",
    "other_agency",
)


class Likeness(NamedTuple):
    """How alike two actions are."""

    weight: int  # what they share adds up to, in thousandths of the logarithm of odds
    shared: tuple[str, ...]  # words of the later action, or "words / words" of the later and the earlier

    @property
    def score(self) -> int:
        """How likely a reader finds that they ask for the same, in hundredths."""
        return round(100 / (1 + math.exp(-self.weight / _SCALE)))

    @property
    def grade(self) -> str | None:
        """``same``, ``related`` or, below both, nothing."""
        return grade_of(self.score)


@cache
def _weights() -> tuple[str, tuple[int, ...], int, int]:
    data = read_yaml(resource(f"{FOLDER}/weights.yaml"))
    return data["method"], tuple(data["weights"][name] for name in FEATURES), data["same"], data["related"]


def method() -> str:
    """Name and version of this method."""
    return _weights()[0]


def grade_of(score: int) -> str | None:
    """The grade of a score in hundredths, by the thresholds of ``weights.yaml``."""
    _, _, same, related = _weights()
    return "same" if score >= same else "related" if score >= related else None


def likeness(later: Asked, earlier: Asked) -> Likeness:
    """Compare two actions by those of their demands that are nearest to each other.

    Examples
    --------
    >>> from loader.conclude.likeness.demands import asked
    >>> audits = asked("The quality of audits."), asked("Improve the quality of case file auditing.")
    >>> likeness(*audits).shared
    ('audits / auditing', 'quality')

    """
    if later.subjects.isdisjoint(earlier.subjects):
        return Likeness(_NOTHING, ())
    weights = _weights()[1]
    sums = [
        (sum(w * f for w, f in zip(weights, found, strict=True)), one, other)
        for one, other, found in features(later, earlier)
    ]
    best, one, other = max(sums, key=lambda it: it[0])
    return Likeness(best, _shared(one, other))


def features(later: Asked, earlier: Asked) -> Iterator[tuple[Demand, Demand, tuple[int, ...]]]:
    """What is looked at, for each pair of their demands."""
    choice = (len(later.demands) * len(earlier.demands)).bit_length() - 1
    of_actions = (
        choice,
        later.sphere != earlier.sphere,
        bool(later.agencies | earlier.agencies) and later.agencies.isdisjoint(earlier.agencies),
    )
    for one in later.demands:
        for other in earlier.demands:
            yield one, other, (1, *_of_demands(one, other), *map(int, of_actions))


def _of_demands(one: Demand, other: Demand) -> tuple[int, ...]:
    """The features of two demands, in order, from ``all_heads`` to ``place``."""
    (first, rare), (second, _) = _answered(one, other), _answered(other, one)
    shared = set(one.heads).intersection(other.heads)
    head = _FULL if shared else _FULL // 2 if first else 0
    groups = one.groups & other.groups
    limited = bool(one.limits), bool(other.limits)
    return (
        min(first, second),
        rare,
        head,
        head if shared and shared <= topics() else 0,
        max(_aside(one, other), _aside(other, one)),
        head if groups else 0,
        head if all(limited) and not groups else 0,
        head if any(limited) and not all(limited) and not groups else 0,
        _FULL // (1 + bool(one.heads) + bool(other.heads)) if groups and not head else 0,
        head * min(len(one.respects & other.respects), 2) // 2,
        plain_likeness(one, other),
        min(one.place, 3) + min(other.place, 3),
    )


def _weight(subject: str) -> int:
    return _COMMON + min(rarity("known", subject), _RARE)


def _answered(one: Demand, other: Demand) -> tuple[int, int]:
    """How much of what stands first in one demand does in the other too, and how rare the rarest is."""
    got = total = rarest = 0
    for subject in one.heads:
        near = max((kin(subject, it) for it in other.heads), default=0)
        got += _weight(subject) * near
        total += _weight(subject)
        rarest = max(rarest, near * min(rarity("known", subject), _RARE) // _RARE)
    return got // total if total else 0, rarest


def _aside(one: Demand, other: Demand) -> int:
    """How much what stands first in one demand counts in the other, where it stands further back."""
    found = (other.standing[it] * _weight(it) for it in one.heads if 0 < other.standing.get(it, 0) < HEAD)
    return _FULL * max(found, default=0) // (HEAD * _RARE)


def plain_likeness(one: Demand, other: Demand) -> int:
    """How much of all that two demands say is the same, by how rare it is: like a cosine, in 64ths."""
    common = sum(min(weight, other.weights[it]) for it, weight in one.weights.items() if it in other.weights)
    sizes = (sum(one.weights.values()) + _SMOOTHING) * (sum(other.weights.values()) + _SMOOTHING)
    return 4 * _FULL * common // math.isqrt(sizes)


def _shared(one: Demand, other: Demand) -> tuple[str, ...]:
    """The words by which two demands say the same, sorted."""
    pairs = {(it, it) for it in one.printed if it in other.printed}
    pairs |= {(a, b) for a in one.heads for b in other.heads if a != b and is_part(a, b)}
    found = {(one.printed[a], other.printed[b]) for a, b in pairs}
    return tuple(sorted(a if a == b else f"{a} / {b}" for a, b in found))
