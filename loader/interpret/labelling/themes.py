"""What is a sentence about?

Cue phrases are the labels of ``ontology/schemes/themes.ttl``; how they are weighed stands in
``cues/themes.yaml``. A sentence that leans on the one before it ("This means that…") takes its theme.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from loader.cues import cues
from loader.interpret.labelling.labeller import Context
from loader.interpret.words.phrases import PhraseBook, words
from loader.records import Label
from loader.vocabulary import concepts

__all__ = ["METHOD", "cued_themes", "themes_by_cues"]

METHOD = "cues/1"
_NOTHING = ""  # value of a phrase that is listed to keep its words from being found
_FOREMOST = 10  # words


@dataclass(frozen=True)
class _Rules:
    """``cues/themes.yaml`` and the phrases of the scheme, ready for use."""

    book: PhraseBook[str]
    frameworks: dict[str, str]
    aspects: dict[str, str]
    leaning: frozenset[str]
    most: int
    carry: int
    whole_report: int
    confidence: tuple[float, ...]


@cache
def _rules() -> _Rules:
    data = cues("themes")
    entries = [(phrase, _NOTHING) for phrase in data["nothing"]]
    for concept in concepts("themes").values():
        entries += [(phrase, concept.slug) for phrase in (*concept.forms, *concept.cues)]
    return _Rules(
        PhraseBook(entries),
        data["frameworks"],
        data["aspects"],
        frozenset(data["leaning"]),
        data["most"],
        data["carry"],
        data["whole_report"],
        tuple(data["confidence"]),
    )


def themes_by_cues(sentence: Context) -> tuple[Label, ...]:
    """Themes of a sentence, surest first.

    >>> [label.concept for label in themes_by_cues(Context("Audits show that neglect is missed."))]
    ['neglect', 'performance-and-quality-assurance']
    """
    rules = _rules()
    scores = dict(cued_themes(sentence.text))
    if len(scores) < _carries(sentence.text):
        for theme in _foremost(sentence.before):
            scores[theme] = scores.get(theme, 0) + 1
    if not scores and sentence.aspect in rules.aspects:
        scores[rules.aspects[sentence.aspect]] = 1
    if sentence.framework in rules.frameworks:
        theme = rules.frameworks[sentence.framework]
        scores[theme] = scores.get(theme, 0) + rules.whole_report
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[: rules.most]
    return tuple(_label(theme, score) for theme, score in ranked)


@lru_cache(maxsize=1024)
def _label(theme: str, score: int) -> Label:
    by_score = _rules().confidence
    return Label(theme, by_score[min(score, len(by_score) - 1)], METHOD)


@lru_cache(maxsize=16)  # each sentence is read again as the one before the next
def cued_themes(text: str) -> tuple[tuple[str, int], ...]:
    """The themes that the cues of a text name, in order of their first, each with its score."""
    scores: dict[str, int] = {}
    for hit in _rules().book.find(words(text)):
        for theme in hit.values:
            if theme != _NOTHING:
                scores[theme] = scores.get(theme, 0) + 2 + (hit.start < _FOREMOST)
    return tuple(scores.items())


def _foremost(text: str) -> tuple[str, ...]:
    named = cued_themes(text)
    return (max(named, key=lambda item: item[1])[0],) if named else ()


def _carries(text: str) -> int:
    """The sentence takes a theme of the one before if it names fewer than this."""
    rules = _rules()
    first = words(text)[:1]
    return rules.carry if first and first[0] in rules.leaning else 1
