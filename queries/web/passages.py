"""The words that a statement rests on, in the paragraphs that they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from loader.store import Reader
from ontology.terms import IG
from queries.web.addresses import path_of
from queries.web.highlights import Mark, Span, highlighted
from queries.web.standing import fragment
from queries.web.things import first, label_of, said_of

__all__ = ["Passage", "passages", "permalink"]

_QUOTED = (Mark("quoted", "", "", apart=True),)


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of a report with the words that were read."""

    block: str  # IRIs
    id: str  # of the block, as the report or the reader numbers it
    page: str
    section: str  # its title
    text: Markup
    permalink: str  # path to the first of the words in the report


def passages(reader: Reader, evidence: Iterable[str]) -> list[Passage]:
    """The blocks that some evidence stands in, in their order, each with its words marked."""
    blocks: dict[str, list[Span]] = {}
    for iri in sorted(evidence):
        said = said_of(reader, iri)
        block = first(said, IG.block)
        if block:
            span = Span(
                int(first(said, IG.start) or 0), int(first(said, IG.end) or 0), fragment(iri), _QUOTED
            )
            blocks.setdefault(block, []).append(span)
    shown = [(said_of(reader, block), block, spans) for block, spans in blocks.items()]
    shown.sort(key=lambda one: int(first(one[0], IG.order) or 0))
    return [_passage(reader, said, block, spans) for said, block, spans in shown]


def _passage(reader: Reader, said: Mapping[str, tuple[str, ...]], block: str, spans: list[Span]) -> Passage:
    section = first(said, IG.inSection)
    earliest = min(spans, key=lambda span: (span.start, span.end))
    return Passage(
        block=block,
        id=first(said, IG.blockId),
        page=first(said, IG.page),
        section=label_of(reader, section) if section else "",
        text=highlighted(first(said, IG.text), spans),
        permalink=f"{path_of(first(said, IG.inReport))}#{earliest.anchor}",
    )


def permalink(reader: Reader, evidence: str) -> str:
    """The path to some words where they stand in the report; empty if that is not known."""
    block = first(said_of(reader, evidence), IG.block)
    report = first(said_of(reader, block), IG.inReport) if block else ""
    return f"{path_of(report)}#{fragment(evidence)}" if report else ""
