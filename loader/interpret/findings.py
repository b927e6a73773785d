"""Which sentences of a report are findings, and what does each say?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

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
        context = _context(document, section, block)
        for position, (start, end) in enumerate(split_sentences(block.text)):
            span = block.span(start, end)
            sentence = context(text=span.quote, before=before, position=position)
            yield Finding(number, span, labeller.polarity(sentence), labeller.themes(sentence))
            before = span.quote


def _context(document: Document, section: Section, block: Block) -> Callable[..., Context]:
    """The context of a sentence of a block, but for what holds for the sentence alone."""
    heading = document.index.get(block.heading) if block.heading else None
    return partial(
        Context,
        section=section.title,
        aspect=section.aspect,
        grade=section.grade,
        heading=heading.text if heading else None,
        framework=document.framework,
    )
