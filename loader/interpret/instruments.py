"""The Acts, guidance, strategies, policies, frameworks, plans, reports and tools that a report names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from loader.interpret.documents.named_documents import Found, find_documents
from loader.interpret.documents.statutes import Citation, find_citations
from loader.interpret.words.cue_patterns import any_of
from loader.records import Block, Document, Mention, Span

__all__ = ["read_instruments"]


class _Place(NamedTuple):
    """A document named in a block."""

    block: Block
    found: Found


def read_instruments(document: Document) -> tuple[Mention, ...]:
    """Read the instruments of all sections but the judgement scale: one mention each, with every place.

    Forms of one instrument are brought together within the report: by the same words, by an abbreviation
    that the report introduces, or as the short form of the only longer name that ends in it.
    """
    places: list[_Place] = []
    citations: list[tuple[Block, Citation]] = []
    blocks = list(_blocks(document))
    for block in blocks:
        cited = list(find_citations(block.text))
        citations.extend((block, citation) for citation in cited)
        places.extend(
            _Place(block, found)
            for found in find_documents(block.text)
            if not any(c.start < found.end and found.start < c.end for c in cited)
        )
    mentions = [_mention(group, _abbreviated(blocks, group, places)) for group in _unified(places)]
    found = [*_statutes(citations), *mentions]
    order = {block.id: n for n, block in enumerate(document.blocks)}
    return tuple(sorted(found, key=lambda m: (order[m.evidence[0].block], m.evidence[0].start)))


def _blocks(document: Document) -> Iterable[Block]:
    for block in document.blocks:
        if block.kind == "heading" or block.section is None:
            continue
        if document.sections[block.section].role != "scale":
            yield block


def _statutes(citations: Sequence[tuple[Block, Citation]]) -> list[Mention]:
    printed = {c.section: c for _, c in citations if not c.inferred}
    spans: dict[str, list[Span]] = {}
    first: dict[str, Citation] = {}
    for block, citation in citations:
        known = printed.get(citation.section, citation) if citation.inferred else citation
        first.setdefault(known.name, known)
        spans.setdefault(known.name, []).append(block.span(citation.start, citation.end))
    return [
        Mention(name, c.kind, "instrument", _aliases(name, spans[name]), (), tuple(spans[name]), c.iri, True)
        for name, c in first.items()
    ]


def _aliases(name: str, spans: Iterable[Span]) -> tuple[str, ...]:
    forms = {" ".join(span.quote.split()) for span in spans}
    return tuple(sorted(form for form in forms if form.lower() != name.lower()))


def _unified(places: Sequence[_Place]) -> list[list[_Place]]:
    groups: dict[tuple[str, ...], list[_Place]] = {}
    for place in places:
        groups.setdefault(place.found.key, []).append(place)
    for key in sorted(groups, key=lambda k: (len(k), k)):
        longer = _longer(key, groups)
        if longer is not None:
            groups[longer].extend(groups.pop(key))
    return list(groups.values())


def _longer(key: tuple[str, ...], groups: dict[tuple[str, ...], list[_Place]]) -> tuple[str, ...] | None:
    """The only other name that this one shortens, or by which the report calls it."""
    kind = groups[key][0].found.kind
    matches = [
        other
        for other, places in groups.items()
        if other != key
        and places[0].found.kind == kind
        and (
            (len(other) > len(key) and other[-len(key) :] == key)
            or any(key == place.found.alias for place in places)
        )
    ]
    return matches[0] if len(matches) == 1 else None


def _abbreviated(blocks: Sequence[Block], group: Sequence[_Place], places: Sequence[_Place]) -> list[Span]:
    """Where the abbreviation of an instrument stands by itself, outside the names of others."""
    acronyms = {place.found.acronym for place in group if place.found.acronym}
    if not acronyms:
        return []
    form = re.compile(rf"(?<!\w){any_of(map(re.escape, acronyms))}(?!\w)")
    taken = [(p.block.id, p.found.start, p.found.end) for p in places]
    return [
        block.span(*match.span())
        for block in blocks
        if any(acronym in block.text for acronym in acronyms)
        for match in form.finditer(block.text)
        if not any(block.id == b and start <= match.start() < end for b, start, end in taken)
    ]


def _mention(group: Sequence[_Place], abbreviated: Sequence[Span]) -> Mention:
    spans = [*(place.block.span(place.found.start, place.found.end) for place in group), *abbreviated]
    best = max(group, key=lambda p: (len(p.found.key), p.found.proper, -p.found.start)).found
    acronyms = tuple(sorted({p.found.acronym for p in group if p.found.acronym}))
    printed = (" ".join(span.quote.split()) for span in spans)
    aliases = {form.lower(): form for form in sorted({*printed, *acronyms}, reverse=True)}
    aliases.pop(best.name.lower(), None)
    return Mention(
        name=best.name,
        kind=best.kind,
        family="instrument",
        aliases=tuple(sorted(aliases.values())),
        acronyms=acronyms,
        evidence=tuple(sorted(set(spans), key=spans.index)),
        proper=bool(acronyms) or any(p.found.proper for p in group),
    )
