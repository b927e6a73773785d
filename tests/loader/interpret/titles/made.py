"""Documents of our own making: what a title block is read from, and nothing else."""

from __future__ import annotations

from itertools import count

from loader.records import Block, Document, Line, Section, Source

FRONT, ABOUT, SIGNATURE = None, "about", "signature"
FINDINGS = "findings"


def made(framework: str, *parts: tuple[str | None, str] | tuple[str | None, str, str]) -> Document:
    """A document of that framework: each part is a role (none: the title page), a text and maybe a kind.

    A kind is told by the text if it is not given: cells are a row, else it is a paragraph. The first part of
    a role is the heading of its section.
    """
    blocks: list[Block] = []
    sections: list[Section] = []
    for number, (role, text, *kind) in enumerate(parts, start=1):
        begins = role is not None and (not sections or sections[-1].role != role)
        if role is not None and begins:
            sections.append(Section(text, role, f"p1.{number}", ()))
        section = None if role is None else len(sections) - 1
        said = kind[0] if kind else "heading" if begins else "table-row" if "\t" in text else "paragraph"
        blocks.append(Block(f"p1.{number}", said, text, section=section, line=number))
    held = [
        Section(
            s.title, s.role, s.heading, tuple(b.id for b in blocks if b.section == n and b.id != s.heading)
        )
        for n, s in enumerate(sections)
    ]
    lines = tuple(Line(block.text, number) for number, block in zip(count(1), blocks, strict=False))
    source = Source("made.pdf", "0" * 64, "application/pdf", "1", lines)
    return Document(source, framework, blocks[0].text, tuple(blocks), tuple(held))


def letter(
    *about: str, date: str = "3 March 2023", signature: tuple[str, ...] = ("Ada Example", "HMI")
) -> Document:
    """A letter after a focused visit to Rutland, with these first paragraphs."""
    return made(
        "ilacs-focused-visit",
        (FRONT, "Ofsted Piccadilly Gate Store Street\tT 0300 123 1231"),
        (FRONT, date),
        (FRONT, "Ms Bo Sample Director of Children’s Services Rutland County Council Oakham"),
        (FRONT, "Dear Ms Sample"),
        (ABOUT, "Focused visit to Rutland children’s services"),
        *((ABOUT, text) for text in about),
        (FINDINGS, "Headline findings"),
        (FINDINGS, "The visit to a team in Oakham on 9 May 2019 is remembered."),
        (SIGNATURE, "Yours sincerely", "paragraph"),
        (SIGNATURE, "Yours sincerely", "paragraph"),
        *((SIGNATURE, text) for text in signature),
    )
