"""What do the aspects and the grades of a framework look like in print?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from loader.cues import cues
from loader.framework import Framework, framework, heading_key
from loader.records import Block, Document, Span
from loader.vocabulary import Concept, concepts

__all__ = ["Forms", "Reading", "forms_of", "grades_nothing", "pattern", "spelled", "without_number"]

_NOT_JUDGED = "not-judged"  # a grade of every scale


class Reading(NamedTuple):
    """A grade that stands beside an aspect in one place."""

    aspect_id: str
    aspect: str  # as printed
    grade_id: str
    grade: str  # as printed
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Forms:
    """The printed forms of a framework's aspects and grades, by their keys."""

    aspects: Mapping[str, str]  # key → slug
    named: tuple[tuple[re.Pattern[str], str], ...]  # over whole keys, for forms that hold names
    grades: Mapping[str, str]
    spoken: re.Pattern[str]  # any grade in running text

    @cached_property
    def slugs(self) -> frozenset[str]:
        """The aspects that the framework's reports grade."""
        return frozenset(self.aspects.values())

    def aspect(self, text: str) -> str | None:
        """The aspect that a text is the name of.

        >>> forms_of("sif").aspect("2.1 Adoption performance")
        'adoption'
        """
        key = heading_key(without_number(text))
        if key in self.aspects:
            return self.aspects[key]
        return next((slug for form, slug in self.named if form.fullmatch(key)), None)

    def qualified(self, text: str) -> str | None:
        """The aspect whose name a text begins with, going on to say whose or what sort.

        >>> forms_of("sif").qualified("Children’s services in Medway")
        'overall-effectiveness'
        """
        key = heading_key(text)
        for form in sorted(self.aspects, key=len, reverse=True):
            rest = key.removeprefix(f"{form} ")
            if rest != key and rest.split(" ", 1)[0] in cues("judgements")["qualifiers"]:
                return self.aspects[form]
        return None

    def grade(self, text: str) -> str | None:
        """The grade that a text is the name of.

        >>> forms_of("sif").grade("Requires improvement"), forms_of("sif").grade("Adequate")
        ('ofsted-2013/requires-improvement', None)
        """
        return self.grades.get(heading_key(text))


@cache
def forms_of(framework_id: str) -> Forms:
    """The forms of the aspects and grades of a framework that gives grades."""
    kind = framework(framework_id)
    graded = (*kind.aspects, *kind.may_aspects)
    specs = [(spec, spec.aspect) for spec in kind.sections if spec.aspect in graded]
    aspects = _keys({slug: concepts("aspects")[slug] for slug in graded})
    titles = {key: slug for spec, slug in specs if slug for key in sorted(spec.keys)}
    named = tuple((form, slug) for spec, slug in specs if slug for form in spec.patterns)
    grades = _keys(_grades(kind))
    return Forms({**titles, **aspects}, named, grades, _spoken(grades))


def _grades(kind: Framework) -> Mapping[str, Concept]:
    every = concepts("judgement-scales").items()
    return {slug: it for slug, it in every if slug.startswith(f"{kind.scale}/") or slug == _NOT_JUDGED}


def _keys(found: Mapping[str, Concept]) -> dict[str, str]:
    return {heading_key(form): slug for slug, concept in found.items() for form in concept.forms}


def _spoken(grades: Mapping[str, str]) -> re.Pattern[str]:
    longest_first = sorted(grades, key=lambda key: (-len(key), key))
    return re.compile(rf"\b(?:{'|'.join(map(spelled, longest_first))})(?![^\W\d])", re.IGNORECASE)


def grades_nothing(document: Document, block: Block) -> bool:
    """Whether a block stands in a section that gives no grades, though it may name some."""
    return block.section is not None and document.sections[block.section].role in cues("judgements")["not_in"]


def spelled(key: str) -> str:
    """A pattern over the words of a key as they are printed."""
    return r"\W+".join(map(re.escape, key.split()))


def without_number(text: str) -> str:
    """The name of an aspect without the number that a table gives it."""
    return re.sub(rf"^{cues('judgements')['number']}", "", text)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern of ``cues/judgements.yaml``."""
    return re.compile(cues("judgements")[name], re.IGNORECASE)
