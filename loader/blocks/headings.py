"""Which section of a framework does a heading open, and which grade does it print?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

from loader.framework import SectionSpec, heading_key
from loader.vocabulary import concepts

__all__ = [
    "LONGEST_HEADING",
    "Heading",
    "action_forms",
    "alike",
    "grade_forms",
    "read_heading",
    "timescale_forms",
]

LONGEST_HEADING = 130  # characters, with a grade
_LIKENESS = 0.93  # of a misprinted heading to the framework's
# What may stand between a title and its grade; a grade can be a verb phrase itself.
_BETWEEN = ("", "is ", "are ", "is that it ", "is that it is ")


class Heading(NamedTuple):
    """A heading of a framework's section, as printed."""

    spec: SectionSpec
    grade: str | None  # as printed with it


def read_heading(text: str, specs: Iterable[SectionSpec], scale: str | None) -> Heading | None:
    """The section that a heading opens, in the order of ``specs``; None if it is none of them.

    A section whose title may or must be printed with a grade is told from either.
    """
    key = heading_key(text)
    for spec in specs:
        if spec.grade is None and (key in spec.keys or any(p.fullmatch(key) for p in spec.patterns)):
            return Heading(spec, None)
        if spec.grade is not None and (found := _graded(spec, text, key, scale)):
            return found
    return None


def _graded(spec: SectionSpec, text: str, key: str, scale: str | None) -> Heading | None:
    for form in sorted(spec.keys, key=len, reverse=True):
        if key == form:
            return Heading(spec, None) if spec.grade == "may" else None
        if not key.startswith(f"{form} "):
            continue
        rest = key.removeprefix(f"{form} ")
        for between in _BETWEEN:
            if rest.startswith(between) and rest.removeprefix(between) in grade_forms(scale):
                return Heading(spec, _printed(text, rest.removeprefix(between)))
    return None


def _printed(text: str, grade_key: str) -> str:
    """The words at the end of a heading that a grade's key was made from."""
    words = r"\W+".join(map(re.escape, grade_key.split()))
    found = re.search(rf"\b({words})\W*$", text, re.IGNORECASE)
    return found[1] if found else text


def alike(a: str, b: str) -> bool:
    """Whether two keys are one heading but for a misprint."""
    if abs(len(a) - len(b)) > 0.1 * len(a):
        return False
    likeness = SequenceMatcher(None, a, b, autojunk=False)
    return likeness.quick_ratio() >= _LIKENESS and likeness.ratio() >= _LIKENESS


@cache
def grade_forms(scale: str | None) -> frozenset[str]:
    """Keys of the printed forms of a scale's grades."""
    return frozenset(
        heading_key(form)
        for slug, concept in concepts("judgement-scales").items()
        if slug.startswith(f"{scale}/")
        for form in concept.forms
    )


@cache
def timescale_forms() -> frozenset[str]:
    """Keys of the headings that say by when."""
    return frozenset(heading_key(form) for c in concepts("timescales").values() for form in c.forms)


@cache
def action_forms() -> frozenset[str]:
    """Keys of the headings that say what sort of action stands beneath them."""
    return frozenset(heading_key(form) for c in concepts("action-kinds").values() for form in c.forms)
