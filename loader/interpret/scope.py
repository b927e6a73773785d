"""Which blocks does a question read?"""

from __future__ import annotations

from collections.abc import Iterator

from loader.cues import cues
from loader.records import Block, Document

__all__ = ["blocks_for", "is_read"]


def is_read(question: str, role: str) -> bool:
    """Whether a question of ``cues/sections.yaml`` reads the sections of a role.

    >>> is_read("findings", "summary"), is_read("events", "scale")
    (True, False)
    """
    rule = cues("sections")[question]
    return role in rule["roles"] if "roles" in rule else role not in rule["all_but"]


def blocks_for(question: str, document: Document) -> Iterator[Block]:
    """The blocks of the sections that a question reads, without headings and title page, in order."""
    for block in document.blocks:
        if block.kind == "heading" or block.section is None:
            continue
        if is_read(question, document.sections[block.section].role):
            yield block
