"""Which sentences of a report are findings, and what does each say?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loader.interpret.labelling.cue_labeller import CueLabeller
from loader.interpret.labelling.labeller import Context, Labeller
from loader.interpret.scope import is_read
from loader.interpret.words.sentences import split_sentences
from loader.records import Block, Document, Finding, Section

__all__ = ["read_findings"]


def read_findings(document: Document, labeller: Labeller | None = None) -> tuple[Finding, ...]:
    """A finding for every sentence below the headings of the summary and findings sections.

    Parameters
    ----------
    document
        A report in blocks and sections.
    labeller
        The method that gives polarity and themes; by cue phrases if not told otherwise.

    """
    method = labeller if labeller is not None else CueLabeller()
    return tuple(
        finding
        for number, section in enumerate(document.sections)
        if is_read("findings", section.role)
        for finding in _of_section(document, number, section, method)
    )


def _of_section(document: Document, number: int, section: Section, labeller: Labeller) -> Iterator[Finding]:
    before = ""
    for block in (document.block(block_id) for block_id in section.blocks):
        if not is_read("findings", section.role, block.kind):
            continue
        setting = _setting(document, section, block)
        for position, (start, end) in enumerate(split_sentences(block.text)):
            span = block.span(start, end)
            context = replace(setting, text=span.quote, before=before, position=position)
            yield Finding(number, span, labeller.polarity(context), labeller.themes(context))
            before = span.quote


def _setting(document: Document, section: Section, block: Block) -> Context:
    """What is known of every sentence of a block."""
    heading = document.index.get(block.heading) if block.heading else None
    return Context(
        text="",
        section=section.title,
        aspect=section.aspect,
        grade=section.grade,
        heading=heading.text if heading else None,
        framework=document.framework,
    )
