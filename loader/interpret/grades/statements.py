"""Which grades do headings and sentences state: "The effectiveness of the LSCB is inadequate"?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loader.cues import cues
from loader.interpret.grades.forms import Forms, Reading, grades_nothing, pattern, spelled, without_number
from loader.interpret.words.sentences import split_sentences
from loader.records import Block, Document, Section

__all__ = ["read_outcomes", "read_statements"]


def read_statements(document: Document, forms: Forms) -> Iterator[Reading]:
    """What headings and the title page state, and the sentence that opens a section about its own aspect."""
    openings = {_opening(document, section): section.aspect for section in document.sections}
    for block in document.blocks:
        if block.kind == "footnote" or grades_nothing(document, block):
            continue
        anything = block.kind == "heading" or block.section is None
        reading = _statement(block, forms) if anything or openings.get(block.id) else None
        if reading and (anything or reading.aspect_id == openings[block.id]):
            yield reading


def _opening(document: Document, section: Section) -> str | None:
    """The first paragraph of a section."""
    return next((i for i in section.blocks if document.block(i).kind == "paragraph"), None)


def _statement(block: Block, forms: Forms) -> Reading | None:
    """The aspect and the grade of the first sentence of a block, if it says no more than a reason."""
    end = next((end for _, end in split_sentences(block.text)), 0)
    for printed in forms.spoken.finditer(block.text, 0, end):
        if not pattern("end").match(block.text, printed.end()):
            continue
        subject = _subject(block.text[: printed.start()], printed[0])
        aspect, grade = forms.aspect(subject) or forms.qualified(subject), forms.grade(printed[0])
        if aspect and grade:
            stop = printed.end() + block.text.startswith(".", printed.end())
            return Reading(aspect, without_number(subject), grade, printed[0], (block.span(0, stop),))
    return None


def _subject(before: str, grade: str) -> str:
    """What a grade is said of; nothing if no verb stands between."""
    before = before.rstrip()
    if joint := pattern("joint").search(before):
        return before[: joint.start()]
    verbs = cues("judgements")["verbs"]
    return before if grade.split(maxsplit=1)[0].casefold() in (*verbs, *verbs.values()) else ""


def read_outcomes(document: Document, forms: Forms) -> Iterator[Reading]:
    """The outcome in the sentence under a heading such as "Inspection outcome", which names no aspect.

    An outcome has several words and is told by them; a grade of one word could be a plain word there.
    """
    for section in document.sections:
        opening = _opening(document, section)
        if section.role != "verdict" or section.aspect not in forms.slugs or opening is None:
            continue
        block = document.block(opening)
        start, end = split_sentences(block.text)[0]
        found = list(_named(block.text[start:end], forms))
        if len({slug for slug, _ in found}) == 1 and section.aspect:
            slug, outcome = min(found, key=lambda it: (len(it[1]), it[1]))
            yield Reading(section.aspect, section.title, slug, outcome, (block.span(start, end),))


def _named(sentence: str, forms: Forms) -> Iterator[tuple[str, str]]:
    """The grades of several words that a sentence names: slug, and as printed."""
    for key, slug in forms.grades.items():
        if " " in key and (printed := re.search(rf"\b{spelled(key)}\b", sentence, re.IGNORECASE)):
            yield slug, printed[0]
