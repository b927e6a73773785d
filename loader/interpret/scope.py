"""Which blocks does a question read?"""

from __future__ import annotations

from collections.abc import Iterator

from loader.cues import cues
from loader.records import Block, Document

__all__ = ["blocks_for", "is_read"]


def is_read(question: str, role: str, kind: str = "paragraph") -> bool:
    """Whether a question of ``cues/sections.yaml`` reads blocks of a kind in sections of a role.

    >>> is_read("findings", "summary"), is_read("findings", "summary", "table-row")
    (True, False)
    """
    rule = cues("sections")[question]
    if kind not in rule["kinds"] if "kinds" in rule else kind == "heading":
        return False
    return role in rule["roles"] if "roles" in rule else role not in rule["all_but"]


def blocks_for(question: str, document: Document) -> Iterator[Block]:
    """The blocks that a question reads, without the title page, in order."""
    for block in document.blocks:
        if block.section is not None and is_read(question, document.sections[block.section].role, block.kind):
            yield block
