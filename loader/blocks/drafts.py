"""Blocks and sections while they grow, and what becomes of them at the end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from loader.blocks.pieces import join_text
from loader.cues import cues
from loader.framework import Framework, SectionSpec
from loader.records import Block, Section, Unread

__all__ = ["FINISHED", "Assembled", "Assembly", "Draft", "OpenSection", "denies"]

# A full stop, closing quotes and brackets, the mark of a note; or a remark in brackets after the full stop.
FINISHED = re.compile(r"[.!?:;](?:[\"'’”)\]]*[⁰¹²³⁴-⁹]*| \([^()]{1,60}\))$")
_ENDING = 70  # characters in which a sentence's end is looked for


@dataclass(eq=False)
class Draft:
    """A block while it grows."""

    kind: str
    parts: list[str]  # joined at the end: a block may have many thousand lines
    page: int
    line: int
    section: int | None
    number: int | None = None
    restored: bool = False
    heading: Draft | None = None
    lead_in: Draft | None = None
    x: float = 0.0  # left edge in points, where the format has places
    id: str = ""

    @property
    def finished(self) -> bool:
        """Whether its last sentence has ended."""
        return bool(FINISHED.search(self.parts[-1][-_ENDING:]))

    @property
    def text(self) -> str:
        """Its parts as one text; its number, if nothing is printed behind it."""
        bare = "" if self.number is None else f"{self.number}."
        return join_text([part for part in self.parts if part]) or bare


@dataclass(eq=False)
class OpenSection:
    """A section while blocks are put into it."""

    title: str
    role: str
    heading: Draft
    spec: SectionSpec | None = None  # None: the framework does not list it
    aspect: str | None = None
    rank: float = 0.0  # of its heading: the larger, the higher
    grade: str | None = None  # as printed
    grade_draft: Draft | None = None
    drafts: list[Draft] = field(default_factory=list)


class Assembled(NamedTuple):
    """A whole report as blocks and sections, and what was not understood of it."""

    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    unread: tuple[Unread, ...]


class Assembly:
    """The blocks and sections of one report, in reading order."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.drafts: list[Draft] = []
        self.sections: list[OpenSection] = []
        self.free = list(framework.sections)  # specs of sections that may still be opened
        self.unread: list[Unread] = []

    @property
    def role(self) -> str | None:
        """What the section that is open is for; None on the title page."""
        return self.sections[-1].role if self.sections else None

    def add(self, draft: Draft) -> Draft:
        """Put a block into the section that is open."""
        self.drafts.append(draft)
        if self.sections:
            draft.section = len(self.sections) - 1
            self.sections[-1].drafts.append(draft)
        return draft

    def open(self, section: OpenSection, *, shown: bool = True) -> None:
        """Begin a section; ``shown`` if its heading is a block of its own, which no section holds."""
        if section.spec is not None and not section.spec.repeats and section.spec in self.free:
            self.free.remove(section.spec)
        self.sections.append(section)
        if shown:
            section.heading.section = len(self.sections) - 1
            self.drafts.append(section.heading)

    def note(self, page: int, text: str, why: str) -> None:
        """List something as not understood."""
        self.unread.append(Unread(page, text, why))

    def finish(self) -> Assembled:
        """Name the blocks, and say what is missing."""
        for section in self.sections:
            if section.role == "actions" and not any(map(_answers, section.drafts)):
                self.note(section.heading.page, section.title, "no list of actions was found in this section")
        met = [section.spec for section in self.sections]
        for spec in self.free if self.sections else ():
            if spec.role != "title" and not spec.optional and spec not in met:
                why = f'the section "{spec.title}", which {self.framework.id} reports have, was not found'
                self.note(1, spec.title, why)
        _name(self.drafts)
        blocks = tuple(_freeze(draft) for draft in self.drafts)
        return Assembled(blocks, tuple(_section(s) for s in self.sections), tuple(self.unread))


def _answers(draft: Draft) -> bool:
    """Whether a block says what is to be done, or that nothing is."""
    return draft.kind in ("list-item", "table-row") or denies(draft.text)


def denies(text: str) -> bool:
    """Whether a paragraph of a list of actions says that there are none."""
    return re.match(cues("actions")["none"], text, re.IGNORECASE) is not None


def _name(drafts: Iterable[Draft]) -> None:
    """Give each draft its id: its number, its place in a list, or its place among the rest of its page."""
    on_page: Counter[int] = Counter()
    in_list: Counter[str] = Counter()
    taken: set[str] = set()
    for draft in drafts:
        if draft.number is not None:
            number = str(draft.number)  # counted anew in a second part of the report: named with its section
            draft.id = number if number not in taken else f"s{(draft.section or 0) + 1}.{number}"
        elif draft.kind == "list-item" and draft.lead_in is not None:
            in_list[draft.lead_in.id] += 1
            draft.id = f"{draft.lead_in.id}.b{in_list[draft.lead_in.id]}"
        if not draft.id or draft.id in taken:
            on_page[draft.page] += 1
            draft.id = f"p{draft.page}.{on_page[draft.page]}"
        taken.add(draft.id)


def _freeze(draft: Draft) -> Block:
    return Block(
        id=draft.id,
        kind=draft.kind,
        text=draft.text,
        number=draft.number,
        section=draft.section,
        page=draft.page,
        line=draft.line,
        heading=draft.heading.id if draft.heading else None,
        lead_in=draft.lead_in.id if draft.lead_in else None,
        restored=draft.restored,
    )


def _section(section: OpenSection) -> Section:
    return Section(
        title=section.title,
        role=section.role,
        heading=section.heading.id,
        blocks=tuple(draft.id for draft in section.drafts),
        grade=section.grade,
        grade_block=section.grade_draft.id if section.grade_draft else None,
        aspect=section.aspect,
    )
