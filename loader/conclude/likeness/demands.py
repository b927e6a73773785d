"""What does a required action ask for? Its text as demands: what each is about, for whom, in what respect.

1. A text is parted where sentences, items and clauses ("…, and that…") end; references to paragraphs go.
2. What stands first is the subject of a demand; what follows "for", "in", "when", "is" says more about it,
   and what follows "so that" or "to ensure" only what it is good for. The further back, the less it counts.
3. Children for whom something is asked limit a demand, unless they are named besides all others ("children
   and care leavers", "including…").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from loader.conclude.likeness.subjects import NAMED, Term, book, limits, rarity, stem, wholes
from loader.interpret.words.phrases import Hit, words

__all__ = ["HEAD", "Asked", "Demand", "asked", "parts"]

#: How much a term counts by where it stands: first, further back, after "so that".
HEAD, ASIDE, PURPOSE = 10, 5, 2
_OTHER_WORD = 5  # a word that stands for nothing known
# What more there is is not looked at: demands of an action, words of a demand, characters of a text.
_MOST, _MOST_WORDS, _LONGEST = 12, 160, 4000

_REFERENCE = re.compile(
    r"\((?:paragraphs?|pages?|outcomes?|enablers?|principles?)\b[^)]{0,200}\)", re.IGNORECASE
)
_END = re.compile(r"(?<=[a-z)’'])[.;:](?=\s|$)|[;•◼]|,? and (?=(?:that|ensure|to ensure|improve)\b)")
_ALL = frozenset(("children", "people", "child", "carers"))
_NEAR = 4  # words before "and"
# A long text that tells nobody to do something finds fault, sentence by sentence; the first says with what.
_TELLS = re.compile(r"\b(?:ensure|should|must|improve|strengthen|develop|review|take|need)", re.IGNORECASE)
_NARRATIVE, _OPENING = 300, 70  # characters


class Demand(NamedTuple):
    """One thing that an action asks for."""

    heads: tuple[str, ...]  # subjects that stand first
    standing: dict[str, int]  # of every subject named
    groups: frozenset[str]  # for whom, or by the nature of a subject
    limits: frozenset[str]  # for whom alone
    respects: frozenset[str]
    agencies: frozenset[str]
    weights: dict[str, int]  # of every term and every other word, by where it stands and how rare it is
    printed: dict[str, str]  # the words that stand for each
    place: int  # in a text that finds fault, from 0; 0 in others


class Asked(NamedTuple):
    """What an action asks for, and of whom."""

    demands: tuple[Demand, ...]
    agencies: frozenset[str]  # that it is about first
    sphere: str  # whom it is asked of: "board", "area-send", or empty for a council
    subjects: frozenset[str]  # all subjects and groups that it names, and all that the subjects are within


@lru_cache(maxsize=4096)
def asked(text: str, sphere: str = "") -> Asked:
    """What a text asks for.

    Parameters
    ----------
    text
        Of a required action. No more is read of it than its first 4,000 characters and 12 demands.
    sphere
        Whom it is asked of: see ``Asked``.

    Examples
    --------
    >>> asked("The quality of assessments and plans, so that drift is avoided.").demands[0].heads
    ('assessment', 'plan')

    """
    narrative = len(text) > _NARRATIVE and not _TELLS.search(text[:_OPENING])
    demands = tuple(_read(part, place if narrative else 0) for place, part in enumerate(parts(text)))
    first = demands[: 3 if narrative else 1]
    return Asked(
        demands,
        frozenset(it for demand in first for it in demand.agencies),
        sphere,
        frozenset(it for demand in demands for it in (*chain(*map(wholes, demand.standing)), *demand.groups)),
    )


def parts(text: str) -> list[str]:
    """A text parted into demands.

    >>> parts("Ensure that plans are clear (paragraph 7), and that children are seen.")
    ['Ensure that plans are clear', 'that children are seen']
    """
    pieces = [piece.strip(" ,") for piece in _END.split(_REFERENCE.sub(";", text[:_LONGEST]))]
    return [piece for piece in pieces if len(piece.split()) > 1][:_MOST] or [text[:_LONGEST]]


@dataclass
class _Reading:
    """A demand while its words are read from left to right."""

    words: Sequence[str]
    standing: dict[Term, int] = field(default_factory=dict)
    limits: set[str] = field(default_factory=set)
    printed: dict[str, str] = field(default_factory=dict)
    now: int = HEAD
    listed: bool = False  # what follows stands in a list that adds to what was said

    def take(self, hit: Hit[Term]) -> None:
        for term in hit.values:
            match term.kind:
                case "purposes" if self._has("subjects", "groups"):
                    self.now = PURPOSE
                case "bounds" if self.now == HEAD and self._has("subjects"):
                    self.now = ASIDE
                case "lists" if self.now != PURPOSE:
                    self.now, self.listed = HEAD, True
                case kind if kind in NAMED:
                    self._name(term, hit)

    def _has(self, *kinds: str) -> bool:
        return any(term.kind in kinds for term in self.standing)

    def _name(self, term: Term, hit: Hit[Term]) -> None:
        self.standing[term] = max(self.standing.get(term, 0), self.now)
        self.printed.setdefault(term.name, " ".join(self.words[hit.start : hit.end]).replace(" ,", ","))
        besides = self.listed or (
            self.words[hit.start - 1 : hit.start] == ("and",)
            and not _ALL.isdisjoint(self.words[max(0, hit.start - _NEAR) : hit.start])
        )
        if term.kind == "groups" and not besides and self.now != PURPOSE:
            self.limits.add(term.name)


def _read(part: str, place: int) -> Demand:
    text = words(part)[:_MOST_WORDS]
    reading = _Reading(text)
    hits = book().find(text)
    for hit in hits:
        reading.take(hit)
    known = reading.standing
    subjects = {term.name: standing for term, standing in known.items() if term.kind == "subjects"}
    near = {term for term, standing in known.items() if standing > PURPOSE}
    weights = {
        name: standing * rarity("known", name)
        for (kind, name), standing in known.items()
        if kind != "respects"
    }
    others = _others(text, hits)
    return Demand(
        heads=tuple(sorted(name for name, standing in subjects.items() if standing == HEAD)),
        standing=subjects,
        groups=_of(near, "groups") | {group for name in subjects if (group := limits(name))},
        limits=frozenset(reading.limits),
        respects=_of(near, "respects"),
        agencies=_of(near, "agencies"),
        weights=weights | {f"~{it}": _OTHER_WORD * rarity("word", it) for it in others},
        printed=reading.printed | {f"~{it}": word for it, word in others.items()},
        place=place,
    )


def _of(terms: Iterable[Term], kind: str) -> frozenset[str]:
    return frozenset(term.name for term in terms if term.kind == kind)


def _others(text: Sequence[str], hits: Iterable[Hit[Term]]) -> dict[str, str]:
    """The words that no phrase holds, by stem."""
    covered = {at for hit in hits for at in range(hit.start, hit.end)}
    left = (word for at, word in enumerate(text) if at not in covered and len(word) > 2 and word.isalpha())
    return {stem(word): word for word in left}
