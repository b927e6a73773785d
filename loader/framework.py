"""Frameworks: the kinds of inspection, each one file of ``loader/frameworks``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property

from loader.cues import read_yaml
from ontology.resources import resource

__all__ = ["Framework", "SectionSpec", "framework", "frameworks", "heading_key"]


@dataclass(frozen=True)
class SectionSpec:
    """A section that a framework's reports have."""

    title: str  # as printed, without a grade after it
    role: str
    aspect: str | None = None
    also: tuple[str, ...] = ()  # other forms of the title; a slash begins a pattern over heading keys
    grade: str | None = None  # "may" or "must" be printed with the title
    items: str = "marked"  # of a list of actions: told by marks, or by numbers
    row: bool = False  # the head of a table, whose rows are the section
    then: str | None = None  # the role of the text after the rows
    whole: bool = False  # the sections below it, of lower rank, are about its aspect too
    repeats: bool = False  # stands more than once
    optional: bool = False  # no surprise where it is missing

    @cached_property
    def keys(self) -> frozenset[str]:
        """Its titles as ``heading_key`` compares titles."""
        return frozenset(heading_key(form) for form in (self.title, *self.also) if not form.startswith("/"))

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """Its titles that hold names: regular expressions over a whole key."""
        return tuple(re.compile(form[1:]) for form in self.also if form.startswith("/"))


@dataclass(frozen=True)
class Framework:
    """How the reports of one kind of inspection are laid out."""

    id: str
    title: str
    titles: tuple[re.Pattern[str], ...]  # over keys of headings; the group ``authority``, where they have one
    inspectorates: tuple[str, ...]  # ids in data/registers/inspectorates.csv
    scale: str | None  # grades are …/concept/judgement-scales/<scale>/…
    numbered: bool  # paragraphs are numbered
    elsewhere: str  # the role of a section under a heading that is not listed
    sections: tuple[SectionSpec, ...]
    aspects: tuple[str, ...]  # slugs of ontology/schemes/aspects.ttl; each is expected once
    may_aspects: tuple[str, ...]  # graded in some reports only
    aspect_choices: tuple[tuple[str, ...], ...]  # of these, one set or another is graded
    action_kind: str
    known: bool  # False: stands for every kind that is not known
    subjects: tuple[str, ...]  # keys of words, of which one stands on the first pages; () if any will do


@cache
def frameworks() -> tuple[Framework, ...]:
    """Every framework that ships, in order of id."""
    files = sorted(resource("loader/frameworks").glob("*.yaml"))
    return tuple(_framework(read_yaml(file)) for file in files)


def framework(framework_id: str) -> Framework:
    """The framework of that id; KeyError if there is none."""
    return _by_id()[framework_id]


@cache
def _by_id() -> dict[str, Framework]:
    return {f.id: f for f in frameworks()}


_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_NOTE_MARKS = re.compile("[⁰¹²³⁴-⁹]+")


def heading_key(title: str) -> str:
    """A title without case, punctuation, note marks and the misprints that headings have.

    >>> heading_key("The inspection judgments – and what they mean:¹")
    'the inspection judgements and what they mean'
    """
    folded = _NOTE_MARKS.sub("", title).casefold().replace("’", "").replace("'", "")
    return _NOT_LETTERS.sub(" ", folded).strip().replace("judgment", "judgement")


def _framework(said: dict) -> Framework:  # type: ignore[type-arg]
    return Framework(
        id=said["id"],
        title=said["title"],
        titles=tuple(
            re.compile(form) for form in said.get("titles", [re.escape(heading_key(said["title"]))])
        ),
        inspectorates=tuple(said["inspectorates"]),
        scale=said.get("scale"),
        numbered=said.get("numbered", False),
        elsewhere=said.get("elsewhere", "findings"),
        sections=tuple(_section(spec) for spec in said.get("sections", ())),
        aspects=tuple(said.get("aspects", ())),
        may_aspects=tuple(said.get("may_aspects", ())),
        aspect_choices=tuple(tuple(choice) for choice in said.get("aspect_choices", ())),
        action_kind=said["actions"]["kind"],
        known=said.get("known", True),
        subjects=tuple(said.get("subjects", ())),
    )


def _section(said: dict) -> SectionSpec:  # type: ignore[type-arg]
    return SectionSpec(**{**said, "also": tuple(said.get("also", ()))})
