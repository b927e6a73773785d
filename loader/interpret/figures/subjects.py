"""The subject of a clause, without what it does not need: "however, data show that the rate of visits"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from loader.cues import cues
from loader.interpret.figures.noun_phrases import noun_phrase
from loader.interpret.words.cue_patterns import any_of, pattern

__all__ = ["begins_at", "points_back", "shortened", "shortest", "subject_of"]

_LONGEST = 20  # words: a longer subject begins within another clause
_ADVERB = r"(?!family\b)\w+ly"
_AGAIN = pattern(r"\s+(?:but|and|yet|although)(?:\s+(?:is|are|was|were|remains?)\b[^,;]*,?)?$")
_CLAUSES = pattern(r";\s+|,\s+(?:while|whilst|whereas|but|although|and)\s+")
_PIECES = pattern(r"[,;:]\s+(?:and\s+|but\s+|with\s+)?|\s+(?:but|while|whilst|with|that|where)\s+|\s[–—-]\s")


class _Cues(NamedTuple):
    subject: re.Pattern[str]
    goes_on: re.Pattern[str]
    pronoun: re.Pattern[str]
    opener: re.Pattern[str]
    reporting: re.Pattern[str]
    heads: re.Pattern[str]
    numbers: re.Pattern[str]


@cache
def _cues() -> _Cues:
    said = cues("measures")
    verbs, fillers = any_of(said["verbs"]), f"(?:,?\\s+(?:{any_of(said['fillers'])}|{_ADVERB}))*"
    return _Cues(
        subject=pattern(rf"(.+?),?\s+(?:{_ADVERB}\s+)?{verbs}{fillers},?\s*$"),
        goes_on=pattern(rf"(?:and\s+|but\s+)?{any_of(said['goes_on_as'])}{fillers}$"),
        pronoun=pattern(rf"(?:^|[,;]\s+)(?:and\s+)?{any_of(said['pronouns'])}$"),
        opener=pattern(rf"^{any_of(said['openers'])}\s+"),
        reporting=pattern(rf"^.*\b{any_of(said['reporting'])}\s+"),
        heads=pattern(rf"\b{any_of(said['heads'])}\b"),
        numbers=pattern(rf"^{any_of(said['numbers'])}\s+"),
    )


def subject_of(before: str) -> str | None:
    """The subject of the verb that a text ends with: empty where it ends with none, None for "this is".

    >>> subject_of("However, the rate of absence is now"), subject_of("This is"), subject_of("Inspectors saw")
    ('rate of absence', None, '')
    """
    *earlier, last = _CLAUSES.split(before.strip())
    if _cues().goes_on.match(last):  # "…, but is still 86%"
        return noun_phrase(shortest(earlier[-1]), dependent=True) if earlier else None
    match = _cues().subject.match(before.strip())
    if match is None:
        return ""
    subject = _cues().reporting.sub("", match[1]).strip(" ,;–-")
    pronoun = _cues().pronoun.search(subject)
    if pronoun:
        subject = subject[: pronoun.start()]
    again = _AGAIN.search(subject)  # "visits have improved but are still poor, at"
    subject = subject[: again.start()] if again else subject
    return noun_phrase(shortest(subject), dependent=again is not None) if subject else None


def points_back(text: str, *, whole: bool = False) -> bool:
    """Whether words before a figure are "this is" and the like; with ``whole``, whether a text is "this"."""
    return _cues().pronoun.match(text) is not None if whole else subject_of(text) is None


def shortest(text: str) -> str:
    """A subject from where it begins, and without what it does not need."""
    return shortened(begins_at(text))


def begins_at(text: str) -> str:
    """A subject from where it begins: behind who says so, at "the proportion of", or at a comma."""
    text = _CLAUSES.split(_cues().reporting.sub("", text))[-1]
    heads = list(_cues().heads.finditer(text))
    if heads:
        return text[heads[-1].start() :]
    pieces = [piece for piece in _PIECES.split(text) if len(piece.split()) > 1]
    return pieces[-1] if pieces and len(text.split()) > _LONGEST else text


def shortened(text: str) -> str:
    """A subject without what it may begin with and does not need.

    >>> shortened("however, the proportion of visits")
    'visits'
    """
    known = _cues()
    while (shorter := known.opener.sub("", known.numbers.sub("", text)).lstrip(" ,")) != text:
        text = shorter
    return text
