"""The sentences of a report where they stand, and references to them that hold none of their words.

A reference is the SHA-256 of the file, the normaliser's name, the offset of the sentence's first character in
the whole text (the blocks of the report in reading order, parted by line feeds) and a hash of the sentence.
Where the offset has moved, because blocks are told otherwise than before, the hash finds the sentence still.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from loader.interpret.actions import action_context
from loader.interpret.findings import context_of, sentences
from loader.interpret.labelling.labeller import Context
from loader.interpret.required.items import read_items
from loader.interpret.words.sentences import split_sentences
from loader.records import Document, Span

__all__ = ["Place", "find_place", "hash_of", "letters", "places"]

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_HASH = 8  # hexadecimal digits: a report has a few hundred sentences
_SHARED = 0.6  # of the letters of the longer of two sentences that are the same but for their ends


class Place(NamedTuple):
    """A sentence, and where it stands."""

    start: int  # offset in the whole text
    context: Context


def places(document: Document) -> list[Place]:
    """Every sentence of the sections, those of action lists as items, in the order of the report."""
    lengths = (len(block.text) + 1 for block in document.blocks)
    starts = dict(zip((block.id for block in document.blocks), accumulate(lengths, initial=0), strict=False))
    found = [Place(starts[span.block] + span.start, context) for span, context in _sentences(document)]
    return sorted(found, key=lambda place: place.start)


def _sentences(document: Document) -> Iterator[tuple[Span, Context]]:
    taken = set()
    for sentence in sentences(document):
        taken.add(sentence.span.block)
        yield sentence.span, sentence.context
    for item in read_items(document):
        taken.update(span.block for span in item.words)
        yield item.words[0], action_context(document, item)
    for section in document.sections:
        before = ""
        for block in (document.block(block_id) for block_id in section.blocks):
            if block.id in taken or block.kind == "heading":
                continue
            for start, end in split_sentences(block.text):
                span = block.span(start, end)
                yield span, context_of(document, section, block)(text=span.quote, before=before)
                before = span.quote


def hash_of(sentence: str) -> str:
    """What stands for a sentence in a reference."""
    return hashlib.sha256(sentence.encode()).hexdigest()[:_HASH]


def letters(sentence: str) -> str:
    """A sentence without case, spaces and marks, as it is compared with what somebody typed off."""
    return _NOT_LETTERS.sub("", sentence.lower())


def find_place(found: list[Place], sentence: str, before: str = "") -> Context:
    """The context of a sentence that somebody copied from a report; but its words where it is not found.

    The sentence is the one that has the same letters, else the one that has them and more, or fewer, but for
    its ends.
    """
    wanted = letters(sentence)
    ranked = [(_likeness(letters(place.context.text), wanted), place) for place in found]
    likeness, best = max(ranked, key=lambda pair: pair[0], default=(0.0, None))
    known = best.context if best and likeness >= _SHARED else Context("")
    return known._replace(text=sentence, before=before or known.before)


def _likeness(one: str, other: str) -> float:
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) / len(longer) if shorter and shorter in longer else 0.0
