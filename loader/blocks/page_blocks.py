"""Blocks of a PDF: boxes told apart by their look and place, named by the headings that they stand under.

1. Boxes are taken in reading order. A heading opens a section: one that the framework lists, or another one;
   a heading of lower rank in a section that goes on is a heading inside it.
2. A box at the head of a page goes on with the text of the page before, where that is not finished.
3. Footnotes, running heads and the contents list are set aside, so that nothing stands between the halves of
   a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from loader.blocks.boxes import Box, boxes
from loader.blocks.drafts import FINISHED, Assembled, Assembly, Draft, OpenSection, denies
from loader.blocks.headings import (
    LONGEST_HEADING,
    Heading,
    action_forms,
    grade_forms,
    read_heading,
    timescale_forms,
)
from loader.blocks.pieces import join_text
from loader.cues import cues
from loader.framework import Framework, SectionSpec, heading_key
from loader.read.text import BULLET
from loader.records import Furniture, Line

__all__ = ["blocks_of_pages"]

_MARK = re.compile(rf"(?:{BULLET}|[-–—]) *")
_NUMBER = re.compile(r"(\d{1,3})\.(?:\s+|$|(?=[A-Z][A-Za-z]))")
_ENTRY = re.compile(r"[\t .…]\d{1,3}$")  # a line of a contents list ends in the number of a page
_WIDEST_GAP = 5  # more paragraph numbers than this are not left out by a report
_HUNG = 4.0  # points by which text stands in from the mark or number before it
_BELOW = 0.01  # how much lower than its surroundings the heading in a table ranks
_PARTED = ("actions", "findings", "summary")  # roles of sections that may have headings inside


def blocks_of_pages(lines: Sequence[Line], framework: Framework) -> tuple[Assembled, tuple[Furniture, ...]]:
    """The blocks and sections of a PDF's lines, and the lines that are no part of its text."""
    found, margins = boxes(lines)
    contents, text = _without_contents(found)
    assembly = _PageAssembly(framework)
    wordless = list[Box]()
    for box in text:
        if any(map(str.isalnum, _text(box))):
            assembly.take(box)
        else:
            wordless.append(box)
    furniture = [(line, "running head or page number") for line in margins]
    furniture += [(line, "contents") for box in contents for line in box.lines]
    furniture += [(line, "no words") for box in wordless for line in box.lines]
    furniture.sort(key=lambda it: it[0].number)
    return assembly.finish(), tuple(Furniture(line.page, line.text, why) for line, why in furniture)


def _without_contents(found: Sequence[Box]) -> tuple[Sequence[Box], Sequence[Box]]:
    """The boxes of the contents list, from its heading to its last entry, and all others."""
    start = next((i for i, box in enumerate(found) if heading_key(box.lines[0].text) == "contents"), None)
    if start is None:
        return (), found
    page = found[start].lines[0].page
    listed = takewhile(lambda i: _may_be_entry(found[i], page), range(start + 1, len(found)))
    end = max((start, *(i for i in listed if _ENTRY.search(found[i].lines[-1].text)))) + 1
    while end < len(found) and found[end].cells and found[end].cells[-1].isdecimal():
        end += 1
    return found[start:end], (*found[:start], *found[end:])


def _may_be_entry(box: Box, page: int) -> bool:
    """Whether a box may be part of the contents list on a page: no sentence is."""
    last = box.lines[-1].text
    return box.lines[0].page == page and (not last.endswith(".") or last.endswith(".."))


@cache
def _closings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What begins the parts that close a report: role and pattern."""
    return tuple((role, re.compile(pattern)) for role, pattern in cues("closings").items())


class _PageAssembly(Assembly):
    """Takes boxes in reading order and grows drafts of blocks and sections out of them."""

    def __init__(self, framework: Framework) -> None:
        super().__init__(framework)
        self.title = heading_key(framework.title)
        self.titled = False  # it stood on the title page
        self.last: Draft | None = None  # the text that a page break may have cut
        self.last_number = 0
        self.lead_in: Draft | None = None  # the paragraph that introduces the list being read
        self.sub_heading: Draft | None = None  # of a list of actions: a timescale, or a kind of action
        self.row_rank: float | None = None  # of the sections that rows of tables open
        self.items: list[Draft] = []  # the item being read, below the items that it is part of

    def take(self, box: Box) -> None:
        """Take one box."""
        if box.note:
            self._add("footnote", box)
        elif box.heading:
            self._take_heading(box)
        elif box.cells:
            self._take_row(box)
        elif closing := self._closing(box):
            self._close(box, closing)
        elif self._heads_actions(box, _text(box)):
            self.sub_heading = self._end_text(self._add("heading", box))
        elif found := self._plain_heading(box):
            alike = (s.rank for s in reversed(self.sections) if s.spec is found.spec)
            self._open(box, _text(box), found, next(alike, self.sections[-1].rank))
        else:
            self._take_text(box)

    # Headings and rows

    def _take_heading(self, box: Box) -> None:
        text = _text(box)
        found = self._read_heading(text)
        if self._heads_actions(box, text):
            self.sub_heading = self._end_text(self._add("heading", box))
        elif self.role == "scale" and box.rank < self.sections[-1].rank:
            self._end_text(self._add("heading", box))
        elif found:
            self._open(box, text, found, box.rank)
        elif box.cells:
            self._take_row(box)
        elif not self.sections or self._is_closing():
            self.titled |= heading_key(text) == self.title
            self._end_text(self._add("heading", box))
        elif self._is_grade(text):
            section = self.sections[-1]
            section.grade_draft, section.grade = self._end_text(self._add("heading", box)), text
        else:
            self._take_unlisted(box, text)

    def _take_unlisted(self, box: Box, text: str) -> None:
        """Take a heading that the framework does not list."""
        self._raise_parted(box)
        if self._is_inside(box, text):
            self._end_text(self._add("heading", box))
        else:
            self._open_unlisted(box, text)

    def _plain_heading(self, box: Box) -> Heading | None:
        """The section that a line opens which is a listed title to the letter, and set like the text."""
        if not self.sections or len(box.lines) > 1 or len(box.lines[0].text) > LONGEST_HEADING:
            return None
        key = heading_key(box.lines[0].text)
        fitting = (
            s for s in self.framework.sections if key in s.keys and s.grade is None and s.role != "title"
        )
        spec = next((spec for spec in fitting if self._may_open(spec)), None)
        return Heading(spec, None) if spec and FINISHED.search(box.lines[0].text) is None else None

    def _read_heading(self, text: str) -> Heading | None:
        """The section that a heading opens, of those that may begin here: two can have the same title."""
        specs = (spec for spec in self.framework.sections if self._may_open(spec))
        return read_heading(text, specs, self.framework.scale)

    def _may_open(self, spec: SectionSpec) -> bool:
        """Whether a section may begin; not where its title stands twice in a row, or on the title page."""
        section = self.sections[-1] if self.sections else None
        if section and section.spec is spec and not section.drafts:
            return False
        if spec.role == "title" and self.title in spec.keys and not self.titled:
            return False
        return spec.repeats or spec in self.free

    def _is_closing(self) -> bool:
        return self.role in cues("closings")

    def _is_grade(self, text: str) -> bool:
        return heading_key(text) in grade_forms(self.framework.scale) and self.last is None

    def _heads_actions(self, box: Box, text: str) -> bool:
        """Whether it says by when, or what sort of action stands beneath it, inside a list of actions."""
        key = heading_key(text)
        if self.role != "actions" or key not in timescale_forms() | action_forms():
            return False
        section = self.sections[-1]
        return key in timescale_forms() or box.rank < section.rank or not section.drafts

    def _is_inside(self, box: Box, text: str) -> bool:
        """Whether a heading stands inside the section that is open."""
        return box.rank < self.sections[-1].rank or len(text) > LONGEST_HEADING

    def _raise_parted(self, box: Box) -> None:
        """Rank a section above headings like its own where one stands at once beneath it: they part it."""
        section = self.sections[-1]
        if section.role in _PARTED and section.spec and not section.drafts and box.rank == section.rank:
            section.rank += _BELOW

    def _open(self, box: Box, text: str, found: Heading, rank: float) -> None:
        title = text.partition("\t")[0] if found.grade and box.cells else text.replace("\t", " ")
        heading = self._draft("table-row" if box.cells and not box.heading else "heading", box)
        section = OpenSection(title, found.spec.role, heading, found.spec, found.spec.aspect, rank)
        if found.grade:
            section.grade, section.grade_draft = found.grade, heading
        self._begin(section)

    def _open_unlisted(self, box: Box, text: str) -> None:
        role = "actions" if heading_key(text) in action_forms() else self.framework.elsewhere
        self._begin(OpenSection(text, role, self._draft("heading", box), rank=box.rank))

    def _begin(self, section: OpenSection, *, shown: bool = True) -> None:
        if section.aspect is None and section.role not in cues("closings"):
            section.aspect = self._aspect_above(section.rank)
        self.open(section, shown=shown)
        self.last = self.lead_in = self.sub_heading = None
        self.items = []

    def _aspect_above(self, rank: float) -> str | None:
        """The aspect of the section that a heading of some rank stands inside."""
        lowest = rank
        for section in reversed(self.sections):
            if section.rank > lowest:
                if section.spec and section.spec.whole:
                    return section.aspect
                lowest = section.rank
        return None

    def _take_row(self, box: Box) -> None:
        text = _text(box)
        found = self._read_heading(text)
        if found and self._row_opens(found):
            self._open(box, text, found, box.rank or self._rank_of_rows())
        elif not self._continues_row(box):
            self._end_text(self._add("table-row", box))

    def _continues_row(self, box: Box) -> bool:
        """Go on with the row before, if its first cell goes on or a page break cut it."""
        last = self.drafts[-1] if self.drafts else None
        if last is None or last.kind != "table-row":
            return False
        cells = last.parts[0].split("\t")
        cut = box.top and any(cell[:1].islower() for cell in box.cells)
        if len(cells) != len(box.cells) or not (cut or not box.cells[0]):
            return False
        joined = (join_text([part for part in pair if part]) for pair in zip(cells, box.cells, strict=True))
        last.parts = ["\t".join(joined)]
        return True

    def _rank_of_rows(self) -> float:
        """The rank of all rows that open sections: just below that of the section the first stands in."""
        if self.row_rank is None:
            self.row_rank = self.sections[-1].rank - _BELOW if self.sections else 0.0
        return self.row_rank

    def _row_opens(self, found: Heading) -> bool:
        """Whether a row is the head of a table, or the heading and grade of a section."""
        return found.spec.row or (found.grade is not None and bool(self.sections) and self.role != "record")

    # Text

    def _closing(self, box: Box) -> str | None:
        text = box.lines[0].text
        return next((role for role, pattern in _closings() if pattern.match(text)), None)

    def _close(self, box: Box, role: str) -> None:
        """Open the section of that role with a box that is part of it, unless it is open."""
        if self.role != role:
            heading = self._draft("paragraph", box)
            self._begin(OpenSection(box.lines[0].text, role, heading), shown=False)
            self.add(heading)
        else:
            self._take_text(box)

    def _take_text(self, box: Box) -> None:
        self._leave_record()
        text, marked, number = _label(_text(box))
        if self._continues(box, text, marked=marked, number=number):
            assert self.last is not None
            self.last.parts.append(_text(box))
        elif marked or (number is not None and self._numbers_items()):
            self._item(box, text, number)
        elif number is not None and self._is_next(number):
            self._paragraph(box, text, number)
        elif self._hangs(box):
            self.items[-1].parts.append(_text(box))
        else:
            self._paragraph(box, _text(box), None)

    def _leave_record(self) -> None:
        """End a table's section at the text after it, which stands under the title of the report."""
        section = self.sections[-1] if self.sections else None
        if section is None or section.spec is None or section.spec.then is None:
            return
        title = next((d for d in self.drafts if d.section is None and d.kind == "heading"), section.heading)
        self._begin(OpenSection(title.text, section.spec.then, title), shown=False)

    def _continues(self, box: Box, text: str, *, marked: bool, number: int | None) -> bool:
        """Whether it goes on with the text before it: cut by a page break, or by a change of look."""
        if (
            self.last is None
            or marked
            or self.last.section != (len(self.sections) - 1 if self.sections else None)
        ):
            return False
        if number is not None and self._is_next(number):
            return False
        lower = text[:1].islower()
        if not box.top:
            return lower and not self.last.finished and self.last.page == box.lines[0].page
        if self.last.kind == "list-item" and not lower:
            return not self.last.finished and box.x > self.last.x + _HUNG
        return lower or not self.last.finished

    def _numbers_items(self) -> bool:
        spec = self.sections[-1].spec if self.sections else None
        return spec is not None and spec.items == "numbered"

    def _is_next(self, number: int) -> bool:
        """Whether a number is a paragraph's: one of the next that are due, or the first of a new count."""
        if not self.framework.numbered or not self.sections:
            return False
        return number == 1 or 0 < number - self.last_number <= _WIDEST_GAP + 1

    def _hangs(self, box: Box) -> bool:
        """Whether unmarked text stands in as the text of the item before it does."""
        return self.role == "actions" and bool(self.items) and box.x > self.items[-1].x + _HUNG

    def _paragraph(self, box: Box, text: str, number: int | None) -> None:
        draft = self._add("paragraph", box, text)
        draft.number = number
        self.last_number = number or self.last_number
        self.lead_in = self.last = draft
        self.items = []
        if number is not None:
            self.sub_heading = None if self.role != "actions" else self.sub_heading

    def _item(self, box: Box, text: str, number: int | None) -> None:
        draft = self._add("list-item", box, text)
        while self.items and not self._holds(self.items[-1], draft, number):
            self.items.pop()
        draft.lead_in = self.items[-1] if self.items else self.lead_in
        draft.heading, draft.number = self.sub_heading, number
        self.last_number = number or self.last_number
        self.items.append(draft)
        self.last = draft

    def _holds(self, above: Draft, draft: Draft, number: int | None) -> bool:
        """Whether an item is part of the one above it: it stands further in, or is announced by it."""
        if number is not None:
            return False
        return draft.x > above.x + _HUNG or (above.number is not None and above.text.endswith(":"))

    # Blocks

    def _draft(self, kind: str, box: Box, text: str | None = None) -> Draft:
        line = box.lines[0]
        return Draft(kind, [_text(box) if text is None else text], line.page, line.number, None, x=box.x)

    def _add(self, kind: str, box: Box, text: str | None = None) -> Draft:
        return self.add(self._draft(kind, box, text))

    def _end_text(self, draft: Draft) -> Draft:
        """Let no later text go on with what stood before a heading or a row."""
        self.last = self.lead_in = None
        self.items = []
        return draft

    def finish(self) -> Assembled:
        """Take the paragraphs of a list of actions without marks as its items first."""
        for section in self.sections:
            if section.role == "actions" and not any(
                d.kind in ("list-item", "table-row") for d in section.drafts
            ):
                for draft in section.drafts:
                    if draft.kind == "paragraph" and not denies(draft.text):
                        draft.kind = "list-item"
        return super().finish()


def _text(box: Box) -> str:
    return (
        "\t".join(box.cells) if box.cells else join_text([line.text.replace("\t", " ") for line in box.lines])
    )


def _label(text: str) -> tuple[str, bool, int | None]:
    """A text without its mark or number, whether it had a mark, and its number."""
    if mark := _MARK.match(text):
        return text[mark.end() :], True, None
    if number := _NUMBER.match(text):
        return text[number.end() :], False, int(number[1])
    return text, False, None
