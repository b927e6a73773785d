"""Blocks of a text: pieces told apart by blank lines, marks and words alone.

1. Pieces are taken in reading order. A piece opens a section, a list or a block, or goes on with the last
   one: a sentence that a page break cut is joined whatever mark stands before its second half.
2. A paragraph number that slipped into its sentence is taken out again; numbers that the layout lost are
   put back where exactly as many unnumbered paragraphs stand as numbers are missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from loader.blocks.drafts import FINISHED, Assembled, Assembly, Draft, OpenSection
from loader.blocks.headings import LONGEST_HEADING, alike, grade_forms, timescale_forms
from loader.blocks.pieces import Piece, split_pieces
from loader.framework import Framework, SectionSpec, heading_key
from loader.records import Furniture, Line

__all__ = ["blocks_of_text"]

_DISPLACED = re.compile(r"(?<=[\w,;]) (\d{1,3})\. (?=[a-z])")
_NUMBERED = re.compile(r"\d{1,3}\. ")  # a number that could not be right, and so stayed in the text
_WIDEST_GAP = 5  # more numbers than this are not lost by layout


def blocks_of_text(lines: Sequence[Line], framework: Framework) -> tuple[Assembled, tuple[Furniture, ...]]:
    """The blocks and sections of a text, and the lines that are no part of it."""
    front, body, furniture = split_pieces(lines)
    assembly = _TextAssembly(framework, Counter(p.number for p in body if p.number is not None))
    for piece in front:
        assembly.take_front(piece)
    for piece in body:
        assembly.take(piece)
    return assembly.finish(), furniture


class _TextAssembly(Assembly):
    """Takes pieces in reading order and grows drafts of blocks and sections out of them."""

    def __init__(self, framework: Framework, numbers: Counter[int]) -> None:
        super().__init__(framework)
        self.numbers = numbers  # how often each paragraph number stands at the start of a piece
        self.last_number = 0
        self.titled = False  # the title stood on the title page
        self.lead_in: Draft | None = None  # the paragraph that introduces the list being read
        self.sub_heading: Draft | None = None
        self.grades = grade_forms(framework.scale)
        self.timescales = timescale_forms()

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
        elif piece.row or self.role == "record":
            self._add("table-row", piece.with_number, piece)
        elif self._is_grade(piece):
            self._take_grade(piece)
        elif self._is_sub_heading(piece):
            self.sub_heading = self._add("heading", piece.text, piece)
        else:
            self._take_text(piece)

    def _take_grade(self, piece: Piece) -> None:
        section = self.sections[-1]
        section.grade_draft = self._add("heading", piece.text, piece)
        section.grade = piece.text

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
        if len(piece.text) > LONGEST_HEADING:
            return None
        key = heading_key(piece.text)
        met = len(self.framework.sections) - len(self.free)
        exact = [s for s in self.free if key in s.keys]
        if exact and exact[0].role == "title" and not self.titled:
            self.titled = True
            return None  # the title page itself
        if exact:
            later = [s for s in exact if self.framework.sections.index(s) >= self._position()]
            return (later or exact)[0]
        if met and not FINISHED.search(piece.text) and piece.text[:1].isupper():
            return next((s for s in self.free if any(alike(form, key) for form in sorted(s.keys))), None)
        return None

    def _position(self) -> int:
        """How far in the framework's order of sections the report has come."""
        spec = self.sections[-1].spec if self.sections else None
        return self.framework.sections.index(spec) if spec else 0

    def _is_grade(self, piece: Piece) -> bool:
        section = self.sections[-1]
        return self.drafts[-1] is section.heading and heading_key(piece.text) in self.grades

    def _is_sub_heading(self, piece: Piece) -> bool:
        """Whether it heads a part of a list of actions: a timescale, or a lone line that ends in a colon."""
        if self.role != "actions" or piece.marked or piece.number is not None:
            return False
        known = heading_key(piece.text) in self.timescales
        if not known and piece.alone and piece.text.endswith(":") and len(piece.text) <= LONGEST_HEADING:
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
        if piece.marked and self.role == "actions" and last is self.lead_in and last.finished:
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
        if self.role == "actions" and self.lead_in is not None:
            return piece.marked
        return piece.marked and self.lead_in is not None and self.lead_in.parts[-1].endswith(":")

    # What becomes of it

    def _open_section(self, piece: Piece, spec: SectionSpec) -> None:
        heading = Draft("heading", [piece.text], piece.page, piece.line, None)
        self.open(OpenSection(piece.text, spec.role, heading, spec, spec.aspect))
        self.lead_in = self.sub_heading = None

    def _paragraph(self, piece: Piece, text: str, number: int | None) -> Draft:
        draft = self._add("paragraph", text, piece)
        draft.number = number
        self.last_number = number or self.last_number
        self.lead_in, self.sub_heading = draft, None
        return draft

    def _item(self, piece: Piece) -> None:
        draft = self._add("list-item", piece.with_number, piece)
        draft.heading, draft.lead_in = self.sub_heading, self.lead_in

    def _add(self, kind: str, text: str, piece: Piece) -> Draft:
        return self.add(Draft(kind, [text.strip()], piece.page, piece.line, None))

    def _note(self, piece: Piece, why: str) -> None:
        self.note(piece.page, piece.with_number, why)

    def finish(self) -> Assembled:
        """Put lost numbers back first."""
        for lost in _restore_numbers(self.drafts):
            self.note(lost.page, lost.text, "paragraph numbers before this one were not found")
        return super().finish()


def _restore_numbers(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Number the unnumbered paragraphs in a gap of as many numbers; gives the paragraphs after other gaps."""
    last, waiting = 0, list[Draft]()
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
