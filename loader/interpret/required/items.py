"""What are the items of a report's lists of required actions, and what does each stand under?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from loader.blocks.headings import action_forms, timescale_forms
from loader.framework import heading_key
from loader.interpret.required.wording import find, words_of
from loader.records import Block, Document, Section, Span

__all__ = ["Item", "item_of", "read_items"]

_PIECE = re.compile(r"[^\s•▪◼](?:(?!\s+[•▪◼]\s)[\s\S])*")  # of a text: all up to a mark


@dataclass(eq=False)
class Item:
    """An item of a list, with the items that are part of it."""

    words: list[Span]
    section: int  # index into Document.sections
    heading: Block  # the sub-heading that it stands under, else its section's heading
    lead_in: Block | None = None  # the paragraph that announces its list
    body: Span | None = None  # whom the first column of a table names


def read_items(document: Document) -> list[Item]:
    """The items of the sections with the role ``actions``, in reading order.

    An item of an item is part of it, and so is an item of a paragraph that tells somebody to do something.
    Of a table, an item is the last cell of a row below the head "… | Areas for priority action".
    """
    return [
        item
        for number, section in enumerate(document.sections)
        if section.role == "actions"
        for item in _List(document, number, section).read()
    ]


def item_of(document: Document, block: Block) -> Item:
    """A block of a section as an item, wherever it stands: of a row of a table, its last cell.

    Raises
    ------
    ValueError
        If it stands in no section.

    """
    if block.section is None:
        raise ValueError(f"block {block.id} stands in no section")
    start = block.text.rfind("\t") + 1
    body = block.span(0, block.text.index("\t")) if start else None
    section = document.block(document.sections[block.section].heading)
    return Item(
        list(_pieces(block, start)) or [block.span()],
        block.section,
        document.index.get(block.heading or "", section),
        document.index.get(block.lead_in or ""),
        body if body and body.quote else None,
    )


class _List:
    """The list of one section while it is read."""

    def __init__(self, document: Document, number: int, section: Section) -> None:
        self.number = number
        self.blocks = [document.block(block_id) for block_id in section.blocks]
        self.index = document.index
        self.heading = document.block(section.heading)
        self.announcement: Block | None = None
        self.table = False  # whether the head of a table was read
        self.items: list[Item] = []
        self.holders: dict[str, Item] = {}  # by id of block: the item that it is part of
        self.leading = {b.lead_in for b in self.blocks if b.kind == "list-item" and b.lead_in}
        self.telling = _telling(self.blocks, self.leading)

    def read(self) -> list[Item]:
        """Its items, in reading order."""
        for block in self.blocks:
            if block.kind == "heading":
                self._read_heading(block)
            elif block.kind == "table-row":
                self._read_row(block)
            elif block.kind in ("list-item", "paragraph") and not _says_nothing(block.text):
                self._read_text(block)
        return self.items

    def _read_heading(self, block: Block) -> None:
        if heading_key(block.text) in action_forms() | timescale_forms():
            self.heading = block

    def _read_row(self, block: Block) -> None:
        start = block.text.rfind("\t") + 1
        if heading_key(block.text[start:]) in action_forms():
            self.table = True
        elif self.table and start and not _says_nothing(block.text[start:]):
            body = block.span(0, block.text.index("\t"))
            self._begin(block, start, body if body.quote else None)

    def _read_text(self, block: Block) -> None:
        holder = self.holders.get(block.lead_in or "")
        if self._introduces(block):
            self.announcement = block
        elif holder and block.kind == "list-item":
            holder.words.append(block.span())
            self.holders[block.id] = holder
        else:
            self._begin(block)

    def _introduces(self, block: Block) -> bool:
        """Whether it is no item: a paragraph that tells nothing, or an item that only announces others."""
        if block.kind == "paragraph":
            return block.id not in self.telling
        announces = block.text.endswith(":") and find("announces", block.text) is not None
        return announces and block.id not in self.leading

    def _begin(self, block: Block, start: int = 0, body: Span | None = None) -> None:
        lead_in = self.index.get(block.lead_in or "", self.announcement)
        heading = self.index.get(block.heading or "", self.heading)
        item = Item(list(_pieces(block, start)), self.number, heading, lead_in, body)
        self.holders[block.id] = item
        self.items.append(item)


def _pieces(block: Block, start: int) -> Iterator[Span]:
    """What the marks of a list inside a cell part, from some place on."""
    for found in _PIECE.finditer(block.text, start):
        yield block.span(*found.span())


def _telling(blocks: Iterable[Block], leading: Collection[str]) -> frozenset[str]:
    """The paragraphs that are items: all that tell somebody to do something, if one has a list of its own."""
    told = {b.id: b.text for b in blocks if b.kind == "paragraph" and _tells(b.text)}
    alone = len(told) == 1 and any(find("announces_alone", text) for text in told.values())
    return frozenset() if alone or told.keys().isdisjoint(leading) else frozenset(told)


def _tells(text: str) -> bool:
    return words_of("modals").search(text) is not None and not find("announces", text)


def _says_nothing(text: str) -> bool:
    """Whether a text says that the list is empty, or what every letter says."""
    return not re.search(r"[^\W\d_]", text) or bool(find("none", text) or find("standing", text))
