"""Which sentences of a report are findings, and what does each say?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from loader.interpret.labelling.labeller import Context, Labeller
from loader.interpret.scope import is_read
from loader.interpret.words.sentences import split_sentences
from loader.records import Block, Document, Finding, Section, Span

__all__ = ["Sentence", "context_of", "read_findings", "sentences"]


class Sentence(NamedTuple):
    """A sentence of a section that is read for findings."""

    section: int  # index into Document.sections
    span: Span
    context: Context


def read_findings(document: Document, labeller: Labeller) -> tuple[Finding, ...]:
    """A finding for every sentence below the headings of the summary and findings sections.

    Parameters
    ----------
    document
        A report in blocks and sections.
    labeller
        The method that gives polarity and themes.

    """
    found = tuple(sentences(document))
    labels = labeller.label([sentence.context for sentence in found])
    return tuple(
        Finding(sentence.section, sentence.span, given.polarity, given.themes)
        for sentence, given in zip(found, labels, strict=True)
    )


def sentences(document: Document, question: str = "findings") -> Iterator[Sentence]:
    """The sentences of the sections that a question of ``cues/sections.yaml`` reads, in order."""
    for number, section in enumerate(document.sections):
        before = ""
        for block in (document.block(block_id) for block_id in section.blocks):
            if not is_read(question, section.role, block.kind):
                continue
            context = context_of(document, section, block)
            for position, (start, end) in enumerate(split_sentences(block.text)):
                span = block.span(start, end)
                yield Sentence(number, span, context(text=span.quote, before=before, position=position))
                before = span.quote


def context_of(document: Document, section: Section, block: Block) -> Callable[..., Context]:
    """The context of a sentence of a block, but for what holds for the sentence alone."""
    heading = document.index.get(block.heading) if block.heading else None
    return partial(
        Context,
        section=section.title,
        aspect=section.aspect,
        grade=section.grade,
        heading=heading.text if heading else None,
        framework=document.framework,
        role=section.role,
        kind=block.kind,
    )
