"""Which grade was given to which aspect? A grade is read beside its aspect or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from loader.framework import Framework, framework, heading_key
from loader.records import Block, Document, Judgement, Span, Unread
from loader.vocabulary import concepts

__all__ = ["read_judgements"]

# Aspect, grade as printed, evidence
_Reading = tuple[str, str, str, Span]


def read_judgements(document: Document) -> tuple[tuple[Judgement, ...], tuple[Unread, ...]]:
    """The judgements of a report, each aspect once, and what is missing or at odds.

    The table of grades comes first, then grades beneath section headings, then sentences that state one.
    What agrees is evidence too; what does not is listed as unread.
    """
    kind = framework(document.framework)
    readings = [*_table(document, kind), *_headings(document, kind), *_sentences(document, kind)]
    judgements, unread = list[Judgement](), list[Unread]()
    for aspect in kind.aspects:
        said = [reading for reading in readings if reading[0] == aspect]
        if not said:
            label = concepts("aspects")[aspect].label
            unread.append(Unread(1, label, f"no grade stands beside the aspect {label}"))
            continue
        grade = _grade_ids(kind.scale)[heading_key(said[0][2])]
        agreeing = [r for r in said if _grade_ids(kind.scale)[heading_key(r[2])] == grade]
        unread += [
            Unread(
                document.block(r[3].block).page, r[3].quote, f"this grade of {r[1]} differs from {said[0][2]}"
            )
            for r in said
            if r not in agreeing
        ]
        evidence = tuple(dict.fromkeys(r[3] for r in agreeing))
        judgements.append(Judgement(said[0][1], said[0][2], aspect, grade, evidence))
    return tuple(judgements), tuple(unread)


@cache
def _grade_ids(scale: str) -> dict[str, str]:
    return _by_form("judgement-scales", prefix=f"{scale}/")


@cache
def _aspect_ids(aspects: tuple[str, ...]) -> dict[str, str]:
    forms = _by_form("aspects")
    return {form: slug for form, slug in forms.items() if slug in aspects}


def _by_form(scheme: str, prefix: str = "") -> dict[str, str]:
    """Slugs by the keys of the printed forms of their concepts."""
    return {
        heading_key(form): slug
        for slug, concept in concepts(scheme).items()
        if slug.startswith(prefix)
        for form in concept.forms
    }


def _table(document: Document, kind: Framework) -> Iterator[_Reading]:
    """Rows of the table of grades: aspect and grade in one row, or the grade in the row below."""
    waiting: Block | None = None
    for block in document.blocks_of("record"):
        key = heading_key(block.text)
        if waiting is not None and key in _grade_ids(kind.scale):
            yield _aspect_ids(kind.aspects)[heading_key(waiting.text)], waiting.text, block.text, block.span()
        waiting = block if key in _aspect_ids(kind.aspects) else None
        if reading := _row(block, key, kind):
            yield reading


def _row(block: Block, key: str, kind: Framework) -> _Reading | None:
    for grade in _grade_ids(kind.scale):
        aspect = (
            _aspect_ids(kind.aspects).get(key.removesuffix(f" {grade}"))
            if key.endswith(f" {grade}")
            else None
        )
        printed = _ending(block.text, grade)
        if aspect and printed:
            return aspect, block.text[: printed.start()].strip(), printed[0], block.span()
    return None


def _ending(text: str, grade_key: str) -> re.Match[str] | None:
    words = r"\W+".join(map(re.escape, grade_key.split()))
    return re.search(rf"\b{words}$", text, re.IGNORECASE)


def _headings(document: Document, kind: Framework) -> Iterator[_Reading]:
    for section in document.sections:
        if section.aspect in kind.aspects and section.grade and section.grade_block:
            yield section.aspect, section.title, section.grade, document.block(section.grade_block).span()


def _sentences(document: Document, kind: Framework) -> Iterator[_Reading]:
    """The sentence that opens a graded section: "The quality of practice is inadequate."."""
    grades = "|".join(sorted((re.escape(g) for g in _grade_ids(kind.scale)), key=len, reverse=True))
    stated = re.compile(rf"^[^.]{{3,300}}\b(?:is|are)(?: judged to be)? (?P<grade>{grades})\.", re.IGNORECASE)
    for section in document.sections:
        paragraphs = [document.block(i) for i in section.blocks if document.block(i).kind == "paragraph"]
        match = stated.match(paragraphs[0].text) if paragraphs and section.aspect in kind.aspects else None
        if match and section.aspect:
            yield (
                section.aspect,
                section.title,
                match["grade"],
                paragraphs[0].span(match.start(), match.end()),
            )
