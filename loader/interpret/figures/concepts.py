"""Which concept of ``ontology/schemes`` is a printed measure, and a printed unit?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from loader.cues import cues
from loader.interpret.words.cue_patterns import pattern
from loader.interpret.words.phrases import PhraseBook, words
from loader.vocabulary import concepts

__all__ = ["UNLISTED", "measure_concept", "unit_concept"]

UNLISTED = "unlisted"  # where no concept fits; its cues keep others from being found in them
_SHARE = ", of "  # opens what a figure is a share of, which it does not measure
# Is measured, and not the measure; and what inspectors or auditors looked at is no measure of the authority.
_OTHER = pattern(
    r"^(?:increase|reduction|change|difference)\b|,\s+compared\s+with\b"
    r"|\b(?:(?:seen|sampled|reviewed|tracked|audited|considered)\s+by\s+inspectors|sampled|audited|tracked)\b"
)
_NAME = re.compile(r"(?<=\s)[A-Z][\w’'-]*")
_DEFAULT = frozenset({"number", "percent", "fraction", "per-1000", "per-10000", "per-100000", "rate"})


class _Rules(NamedTuple):
    book: PhraseBook[str]
    above: Mapping[str, frozenset[str]]  # the concepts that a concept stands below, at any remove
    joint: Mapping[str, frozenset[str]]  # those that stand directly below several
    persons: frozenset[str]
    nouns: Mapping[str, frozenset[str]]
    units: Mapping[str, frozenset[str]]
    whole: frozenset[str]
    fillers: frozenset[str]
    negations: frozenset[str]


@cache
def _rules() -> _Rules:
    said, scheme = cues("measure_concepts"), concepts("measures")
    return _Rules(
        book=PhraseBook([(cue, slug) for slug, each in scheme.items() for cue in (*each.forms, *each.cues)]),
        above={slug: frozenset(_ancestors(slug)) for slug in scheme},
        joint={slug: frozenset(each.broader) for slug, each in scheme.items() if len(each.broader) > 1},
        persons=frozenset(said["persons"]),
        nouns={slug: frozenset(nouns) for slug, nouns in said["nouns"].items()},
        units={slug: frozenset(units) for slug, units in said["units"].items()},
        whole=frozenset(said["whole"]),
        negations=frozenset(said["negations"]),
        fillers=frozenset(part for filler in said["fillers"] for part in words(filler)),
    )


def _ancestors(slug: str) -> Iterator[str]:
    for above in concepts("measures")[slug].broader:
        yield above
        yield from _ancestors(above)


@lru_cache(maxsize=4096)
def measure_concept(measure: str, unit: str) -> str | None:
    """The concept of ``measures.ttl`` that a figure's words mean; None where none fits.

    Parameters
    ----------
    measure
        What the figure measures, as a noun phrase.
    unit
        Its unit as printed.

    >>> measure_concept("children being looked after by the local authority", "children")
    'children-looked-after'
    >>> measure_concept("children looked after who like their school", "children") is None
    True

    """
    if _OTHER.search(measure):
        return None
    rules, said = _rules(), measure.partition(_SHARE)[0]
    text = words(said)
    hits = rules.book.find(text)
    places = {slug: hit.start for hit in hits for slug in hit.values}
    for slug, broader in rules.joint.items():
        if broader <= places.keys():
            places[slug] = max(places[each] for each in broader)
    fit = [slug for slug in places if slug != UNLISTED and _goes_with(slug, unit)]
    fit = [slug for slug in fit if not any(slug in rules.above[other] for other in fit)]
    if not fit:
        return None
    last = max(fit, key=lambda slug: (places[slug], slug))  # "children in care who have an advocate" have one
    own = rules.above[last] | {last}
    covered = {n for hit in hits if own.intersection(hit.values) for n in range(hit.start, hit.end)}
    rest = {word for n, word in enumerate(text) if n not in covered}
    if rest & rules.negations:  # "children who do not attend good schools"
        return None
    names = {part for name in _NAME.findall(said) for part in words(name)}
    return None if last in rules.whole and rest - rules.fillers - names else last


def _goes_with(slug: str, unit: str) -> bool:
    rules, kind = _rules(), unit_concept(unit)
    if kind not in rules.units.get(slug, _DEFAULT):
        return False
    return kind != "number" or unit in rules.nouns.get(slug, rules.persons)


@cache
def _units() -> Mapping[str, str]:
    return {form.lower(): slug for slug, unit in concepts("units").items() for form in unit.forms}


def unit_concept(unit: str) -> str:
    """The concept of ``units.ttl`` for a printed unit: a noun that is counted is a number.

    >>> unit_concept("%"), unit_concept("per 10,000"), unit_concept("days"), unit_concept("plans")
    ('percent', 'per-10000', 'days', 'number')
    """
    known = _units().get(unit.replace(",", "").lower())
    return known or ("rate" if unit.startswith("per ") else "number")
