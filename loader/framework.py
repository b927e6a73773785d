"""Frameworks: the kinds of inspection, each one file of ``loader/frameworks``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from loader.cues import read_yaml
from ontology.resources import resource

__all__ = ["Framework", "SectionSpec", "framework", "frameworks", "heading_key"]


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A section that a framework's reports have."""

    title: str
    role: str
    aspect: str | None = None

    @property
    def key(self) -> str:
        """Its title as ``heading_key`` compares titles."""
        return heading_key(self.title)


@dataclass(frozen=True, slots=True)
class Framework:
    """How the reports of one kind of inspection are laid out."""

    id: str
    title: str
    inspectorates: tuple[str, ...]  # ids in data/registers/inspectorates.csv
    scale: str  # grades are …/concept/judgement-scales/<scale>/…
    numbered: bool  # paragraphs are numbered
    sections: tuple[SectionSpec, ...]
    aspects: tuple[str, ...]  # slugs of ontology/schemes/aspects.ttl
    action_kind: str


@cache
def frameworks() -> tuple[Framework, ...]:
    """Every framework that ships, in order of id."""
    files = sorted(resource("loader/frameworks").glob("*.yaml"))
    return tuple(_framework(read_yaml(file)) for file in files)


def framework(framework_id: str) -> Framework:
    """The framework of that id; KeyError if there is none."""
    return {f.id: f for f in frameworks()}[framework_id]


_NOT_LETTERS = re.compile(r"[^a-z0-9]+")


def heading_key(title: str) -> str:
    """A title without case, punctuation and the misprints that headings have.

    >>> heading_key("The inspection judgments – and what they mean:")
    'the inspection judgements and what they mean'
    """
    folded = _NOT_LETTERS.sub(" ", title.casefold().replace("’", "").replace("'", "")).strip()
    return folded.replace("judgments", "judgements")


def _framework(said: dict) -> Framework:  # type: ignore[type-arg]
    return Framework(
        id=said["id"],
        title=said["title"],
        inspectorates=tuple(said["inspectorates"]),
        scale=said["scale"],
        numbered=said["numbered"],
        sections=tuple(SectionSpec(s["title"], s["role"], s.get("aspect")) for s in said["sections"]),
        aspects=tuple(said["aspects"]),
        action_kind=said["actions"]["kind"],
    )
