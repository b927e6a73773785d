"""Small documents that hold a list of required actions."""

from __future__ import annotations

from dataclasses import replace

from loader.records import Block, Document, Section, Source

ITEM, PARAGRAPH, HEADING, ROW, NOTE = "list-item", "paragraph", "heading", "table-row", "footnote"
SOURCE = Source("small.pdf", "0" * 64, "application/pdf", "1", ())


def block(name: str, kind: str, text: str, **others: str) -> Block:
    """A block of a list."""
    return Block(name, kind, text, **others)  # type: ignore[arg-type]


def document(*blocks: Block, title: str = "Areas for improvement", framework: str = "area-send") -> Document:
    """A report of one section, which is a list of actions."""
    return of_sections((title, "actions", blocks), framework=framework)


def of_sections(
    *sections: tuple[str, str, tuple[Block, ...]], title: str = "Small report", framework: str = "sif"
) -> Document:
    """A report of sections: title, role and blocks."""
    blocks = [Block("title", HEADING, title)]
    made = []
    for number, (name, role, own) in enumerate(sections):
        heading = Block(f"h{number}", HEADING, name, section=number)
        blocks += [heading, *(replace(each, section=number) for each in own)]
        made.append(Section(name, role, heading.id, tuple(each.id for each in own)))
    return Document(SOURCE, framework, title, tuple(blocks), tuple(made))
