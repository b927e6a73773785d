"""Pieces into a ``Document``: sections, numbered paragraphs, list items and table rows.

1. The framework is told by the title.
2. Pieces are taken in reading order. A piece opens a section, a list or a block, or goes on with the last
   one: a sentence that a page break cut is joined whatever mark stands before its second half.
3. A paragraph number that slipped into its sentence is taken out again; numbers that the layout lost are
   put back where exactly as many unnumbered paragraphs stand as numbers are missing.
4. What was expected and is not there, and what is there and was not expected, is listed as unread.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from loader.errors import ReportError
from loader.framework import Framework, SectionSpec, frameworks, heading_key
from loader.pieces import Piece, join_text, split_pieces
from loader.records import Block, Document, Section, Source, Unread
from loader.vocabulary import concepts

__all__ = ["segment"]

_DISPLACED = re.compile(r"(?<=[\w,;]) (\d{1,3})\. (?=[a-z])")
_NUMBERED = re.compile(r"\d{1,3}\. ")  # a number that could not be right, and so stayed in the text
_FINISHED = re.compile(r"[.!?:;][\"'’”)\]]*$")
_ENDING = 20  # characters in which a sentence's end is looked for
_TITLE_LINES = 60  # the title stands within so many lines
_WIDEST_GAP = 5  # more numbers than this are not lost by layout
_LONGEST_HEADING = 130
_HEADING_LIKENESS = 0.93  # of a misprinted heading to the framework's


def segment(source: Source) -> Document:
    """The blocks and sections of a report.

    Raises
    ------
    ReportError
        If no framework's title stands on its first lines, or nothing of the framework's layout is found.

    """
    if source.media_type == "application/pdf":
        problem = "a PDF, whose lines this version reads, and not yet their layout"
        raise ReportError(source.name, problem, "give its text (pdftotext -layout)")
    framework = _recognise(source)
    front, body, furniture = split_pieces(source.lines)
    assembler = _Assembler(framework, Counter(p.number for p in body if p.number is not None))
    for piece in front:
        assembler.take_front(piece)
    for piece in body:
        assembler.take(piece)
    blocks, sections, unread = assembler.finish()
    if all(section.role == "title" for section in sections):
        raise ReportError(
            source.name,
            f"has the title of a {framework.id} report, and none of its sections",
            "give the whole report, with its headings on lines of their own",
        )
    key = heading_key(framework.title)
    title = next((block.text for block in blocks if heading_key(block.text) == key), framework.title)
    return Document(source, framework.id, title, blocks, sections, furniture, unread)


def _recognise(source: Source) -> Framework:
    lines = [line.text for line in source.lines if line.text.strip()][:_TITLE_LINES]
    head = f" {heading_key(' '.join(lines))} "
    found = [(head.find(f" {heading_key(f.title)} "), f) for f in frameworks()]
    known = sorted((at, f.id, f) for at, f in found if at >= 0)
    if not known:
        titles = "; ".join(f'"{f.title}"' for f in frameworks())
        raise ReportError(
            source.name,
            f"no inspection report of a known framework: one of these titles was expected on top: {titles}",
            "give a report as published, from its title page on",
        )
    return known[0][2]


@dataclass
class _Draft:
    """A block while it grows."""

    kind: str
    parts: list[str]  # joined at the end: a block may have many thousand lines
    page: int
    line: int
    section: int | None
    number: int | None = None
    restored: bool = False
    heading: _Draft | None = None
    lead_in: _Draft | None = None
    id: str = ""

    @property
    def finished(self) -> bool:
        """Whether its last sentence has ended."""
        return bool(_FINISHED.search(self.parts[-1][-_ENDING:]))

    @property
    def text(self) -> str:
        """Its parts as one text."""
        return join_text(self.parts)


@dataclass
class _OpenSection:
    spec: SectionSpec
    heading: _Draft
    grade: _Draft | None = None
    drafts: list[_Draft] = field(default_factory=list)


class _Assembler:
    """Takes pieces in reading order and grows drafts of blocks and sections out of them."""

    def __init__(self, framework: Framework, numbers: Counter[int]) -> None:
        self.framework = framework
        self.numbers = numbers  # how often each paragraph number stands at the start of a piece
        self.drafts: list[_Draft] = []
        self.sections: list[_OpenSection] = []
        self.free = list(framework.sections)  # section specs that were not met yet
        self.unread: list[Unread] = []
        self.last_number = 0
        self.titled = False  # the title stood on the title page
        self.lead_in: _Draft | None = None  # the paragraph that introduces the list being read
        self.sub_heading: _Draft | None = None
        self.grades = {
            heading_key(form)
            for slug, concept in concepts("judgement-scales").items()
            if slug.startswith(f"{framework.scale}/")
            for form in concept.forms
        }
        self.timescales = {heading_key(form) for c in concepts("timescales").values() for form in c.forms}

    # What a piece is

    def take_front(self, piece: Piece) -> None:
        """Take a piece of the title page: each line is a block."""
        self.titled |= heading_key(piece.text) == heading_key(self.framework.title)
        self._add("paragraph", piece.with_number, piece)

    def take(self, piece: Piece) -> None:
        """Take a piece of the body."""
        if spec := self._section_heading(piece):
            self._open_section(piece, spec)
        elif not self.sections:
            self.take_front(piece)
        elif piece.row or self._role == "record":
            self._add("table-row", piece.with_number, piece)
        elif self._is_grade(piece):
            self.sections[-1].grade = self._add("heading", piece.text, piece)
        elif self._is_sub_heading(piece):
            self.sub_heading = self._add("heading", piece.text, piece)
        else:
            self._take_text(piece)

    def _take_text(self, piece: Piece) -> None:
        if self._starts_numbered(piece):
            self._paragraph(piece, piece.text, piece.number)
        elif displaced := self._displaced_number(piece):
            text = piece.text[: displaced.start()] + " " + piece.text[displaced.end() :]
            self._paragraph(piece, text, int(displaced[1])).restored = True
        elif self._continues(piece):
            self.drafts[-1].parts.append(piece.with_number)
        elif self._is_item(piece):
            self._item(piece)
        else:
            self._paragraph(piece, piece.with_number, None)

    def _section_heading(self, piece: Piece) -> SectionSpec | None:
        if piece.marked or piece.row or piece.number is not None or not piece.alone:
            return None
        if len(piece.text) > _LONGEST_HEADING:
            return None
        key = heading_key(piece.text)
        met = len(self.framework.sections) - len(self.free)
        exact = [s for s in self.free if s.key == key]
        if exact and exact[0].role == "title" and not self.titled:
            self.titled = True
            return None  # the title page itself
        if exact:
            later = [s for s in exact if self.framework.sections.index(s) >= self._position()]
            return (later or exact)[0]
        if met and not _FINISHED.search(piece.text) and piece.text[:1].isupper():
            return next((s for s in self.free if _alike(s.key, key)), None)
        return None

    def _position(self) -> int:
        """How far in the framework's order of sections the report has come."""
        return self.framework.sections.index(self.sections[-1].spec) if self.sections else 0

    def _is_grade(self, piece: Piece) -> bool:
        section = self.sections[-1]
        return self.drafts[-1] is section.heading and heading_key(piece.text) in self.grades

    def _is_sub_heading(self, piece: Piece) -> bool:
        """Whether it heads a part of a list of actions: a timescale, or a lone line that ends in a colon."""
        if self._role != "actions" or piece.marked or piece.number is not None:
            return False
        known = heading_key(piece.text) in self.timescales
        if not known and piece.alone and piece.text.endswith(":") and len(piece.text) <= _LONGEST_HEADING:
            self._note(piece, "this heading of a list of actions is no known timescale")
            return True
        return known

    def _starts_numbered(self, piece: Piece) -> bool:
        """Whether its number is a paragraph's: the next one due, or one that the next one follows."""
        if piece.number is None or not self.framework.numbered:
            return False
        ahead = piece.number - self.last_number
        if ahead <= 0:
            self._note(piece, f"the paragraph number {piece.number} is repeated or out of order")
        elif ahead > _WIDEST_GAP + 1 and not self.numbers[piece.number + 1]:
            self._note(
                piece, f"the number {piece.number} is too far from {self.last_number} to be a paragraph's"
            )
            return False
        return ahead > 0

    def _displaced_number(self, piece: Piece) -> re.Match[str] | None:
        """A paragraph number inside the sentence: the next one due, and printed at no line's start."""
        due = self.last_number + 1
        if not self.framework.numbered or self.numbers[due] or not piece.text[:1].isupper():
            return None
        return next((m for m in _DISPLACED.finditer(piece.text[:400]) if int(m[1]) == due), None)

    def _continues(self, piece: Piece) -> bool:
        """Whether it goes on with the last block, whatever mark stands before it."""
        last = self.drafts[-1]
        if last.kind not in ("paragraph", "list-item") or last.section != len(self.sections) - 1:
            return False
        lower = piece.text[:1].islower()
        if last.kind == "list-item":
            return not piece.marked and (lower or not piece.blank_before)
        if piece.marked and self._role == "actions" and last is self.lead_in and last.finished:
            return False
        if piece.marked and last.parts[-1].endswith(":"):
            return False
        return (
            not last.finished
            or (lower and self.sub_heading is None)
            or not (piece.blank_before or piece.marked)
        )

    def _is_item(self, piece: Piece) -> bool:
        """Whether it is a list item; the first under a sub-heading may have lost its mark."""
        if self.sub_heading is not None:
            return piece.marked or self.drafts[-1] is self.sub_heading
        if self._role == "actions" and self.lead_in is not None:
            return piece.marked
        return piece.marked and self.lead_in is not None and self.lead_in.parts[-1].endswith(":")

    # What becomes of it

    @property
    def _role(self) -> str | None:
        return self.sections[-1].spec.role if self.sections else None

    def _open_section(self, piece: Piece, spec: SectionSpec) -> None:
        self.free.remove(spec)
        heading = _Draft("heading", [piece.text], piece.page, piece.line, len(self.sections))
        self.sections.append(_OpenSection(spec, heading))
        self.drafts.append(heading)
        self.lead_in = self.sub_heading = None

    def _paragraph(self, piece: Piece, text: str, number: int | None) -> _Draft:
        draft = self._add("paragraph", text, piece)
        draft.number = number
        self.last_number = number or self.last_number
        self.lead_in, self.sub_heading = draft, None
        return draft

    def _item(self, piece: Piece) -> None:
        draft = self._add("list-item", piece.with_number, piece)
        draft.heading, draft.lead_in = self.sub_heading, self.lead_in

    def _add(self, kind: str, text: str, piece: Piece) -> _Draft:
        section = len(self.sections) - 1 if self.sections else None
        draft = _Draft(kind, [text.strip()], piece.page, piece.line, section)
        self.drafts.append(draft)
        if self.sections:
            self.sections[-1].drafts.append(draft)
        return draft

    def _note(self, piece: Piece, why: str) -> None:
        self.unread.append(Unread(piece.page, piece.with_number, why))

    # The end

    def finish(self) -> tuple[tuple[Block, ...], tuple[Section, ...], tuple[Unread, ...]]:
        """Put lost numbers back, name the blocks, and say what is missing."""
        for lost in _restore_numbers(self.drafts):
            self.unread.append(
                Unread(lost.page, lost.text, "paragraph numbers before this one were not found")
            )
        for section in self.sections:
            if section.spec.role == "actions" and not any(d.kind == "list-item" for d in section.drafts):
                heading = section.heading
                self.unread.append(
                    Unread(heading.page, heading.text, "no list of actions was found in this section")
                )
        for spec in self.free:
            if self.sections and spec.role != "title":
                why = f'the section "{spec.title}", which {self.framework.id} reports have, was not found'
                self.unread.append(Unread(1, spec.title, why))
        _name(self.drafts)
        blocks = tuple(_freeze(draft) for draft in self.drafts)
        return blocks, tuple(_section(s) for s in self.sections), tuple(self.unread)


def _alike(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 0.1 * len(a):
        return False
    likeness = SequenceMatcher(None, a, b, autojunk=False)
    return likeness.quick_ratio() >= _HEADING_LIKENESS and likeness.ratio() >= _HEADING_LIKENESS


def _restore_numbers(drafts: Sequence[_Draft]) -> Iterable[_Draft]:
    """Number the unnumbered paragraphs in a gap of as many numbers; gives the paragraphs after other gaps."""
    last, waiting = 0, list[_Draft]()
    for draft in drafts:
        if draft.kind != "paragraph" or draft.section is None or _NUMBERED.match(draft.parts[0]):
            continue
        if draft.number is None:
            waiting.append(draft)
            continue
        lost = range(last + 1, draft.number)
        if lost and len(lost) == len(waiting):
            for number, found in zip(lost, waiting, strict=True):
                found.number, found.restored = number, True
        elif lost:
            yield draft
        last, waiting = draft.number, []


def _name(drafts: Iterable[_Draft]) -> None:
    """Give each draft its id: its number, its place in a list, or its place among the rest of its page."""
    on_page: Counter[int] = Counter()
    in_list: Counter[str] = Counter()
    for draft in drafts:
        if draft.number is not None:
            draft.id = str(draft.number)
        elif draft.kind == "list-item" and draft.lead_in is not None:
            in_list[draft.lead_in.id] += 1
            draft.id = f"{draft.lead_in.id}.b{in_list[draft.lead_in.id]}"
        else:
            on_page[draft.page] += 1
            draft.id = f"p{draft.page}.{on_page[draft.page]}"


def _freeze(draft: _Draft) -> Block:
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


def _section(section: _OpenSection) -> Section:
    return Section(
        title=section.heading.text,
        role=section.spec.role,
        heading=section.heading.id,
        blocks=tuple(draft.id for draft in section.drafts),
        grade=section.grade.text if section.grade else None,
        grade_block=section.grade.id if section.grade else None,
        aspect=section.spec.aspect,
    )
