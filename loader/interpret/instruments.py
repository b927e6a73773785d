"""The Acts, guidance, strategies, policies, frameworks, plans, reports and tools that a report names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from loader.interpret.documents.named_documents import Found, find_documents
from loader.interpret.documents.statutes import Citation, find_citations
from loader.interpret.scope import blocks_for
from loader.records import Block, Document, Mention, Span

__all__ = ["read_instruments"]

_ABBREVIATION = re.compile(r"(?<!\w)[A-Z][\w&]{1,11}(?!\w)")


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
    blocks = list(blocks_for("instruments", document))
    for block in blocks:
        cited = list(find_citations(block.text))
        citations.extend((block, citation) for citation in cited)
        places.extend(
            _Place(block, found)
            for found in find_documents(block.text)
            if not any(c.start < found.end and found.start < c.end for c in cited)
        )
    groups = _unified(places)
    abbreviated = _abbreviated(blocks, groups)
    mentions = [_mention(group, abbreviated) for group in groups]
    found = [*_statutes(citations), *mentions]
    order = {block.id: n for n, block in enumerate(document.blocks)}
    return tuple(sorted(found, key=lambda m: (order[m.evidence[0].block], m.evidence[0].start)))


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
    ending: dict[tuple[str, ...], set[tuple[str, ...]]] = {}  # by the end of a name or by its alias: its keys
    for key, group in groups.items():
        for end in (*(key[n:] for n in range(1, len(key))), *(p.found.alias for p in group if p.found.alias)):
            ending.setdefault(end, set()).add(key)
    for key in sorted(groups, key=lambda k: (len(k), k)):
        longer = _longer(key, ending.get(key, set()), groups)
        if longer is not None:
            merged = groups.pop(key)
            groups[longer].extend(merged)
            for place in merged:
                if place.found.alias:
                    ending.setdefault(place.found.alias, set()).add(longer)
    return list(groups.values())


def _longer(
    key: tuple[str, ...], others: Iterable[tuple[str, ...]], groups: dict[tuple[str, ...], list[_Place]]
) -> tuple[str, ...] | None:
    """The only other name that this one shortens, or by which the report calls it."""
    kind = groups[key][0].found.kind
    left = [other for other in others if other in groups and other != key]
    matches = [other for other in left if groups[other][0].found.kind == kind]
    return matches[0] if len(matches) == 1 else None


def _abbreviated(blocks: Sequence[Block], groups: Sequence[Sequence[_Place]]) -> dict[str, list[Span]]:
    """Where each abbreviation of an instrument stands by itself, outside the names of others."""
    acronyms = {p.found.acronym for group in groups for p in group if p.found.acronym}
    taken: dict[str, set[int]] = {}
    for place in (place for group in groups for place in group):
        taken.setdefault(place.block.id, set()).update(range(place.found.start, place.found.end))
    found: dict[str, list[Span]] = {}
    for block in blocks:
        if not any(map(block.text.__contains__, acronyms)):
            continue
        for match in _ABBREVIATION.finditer(block.text):
            if match[0] in acronyms and match.start() not in taken.get(block.id, ()):
                found.setdefault(match[0], []).append(block.span(*match.span()))
    return found


def _mention(group: Sequence[_Place], abbreviated: Mapping[str, list[Span]]) -> Mention:
    acronyms = tuple(sorted({p.found.acronym for p in group if p.found.acronym}))
    spans = [place.block.span(place.found.start, place.found.end) for place in group]
    spans += [span for acronym in acronyms for span in abbreviated.get(acronym, ())]
    best = max(group, key=lambda p: (len(p.found.key), p.found.proper, -p.found.start)).found
    printed = (" ".join(span.quote.split()) for span in spans)
    aliases = {form.lower(): form for form in sorted({*printed, *acronyms}, reverse=True)}
    aliases.pop(best.name.lower(), None)
    return Mention(
        name=best.name,
        kind=best.kind,
        family="instrument",
        aliases=tuple(sorted(aliases.values())),
        acronyms=acronyms,
        evidence=tuple(dict.fromkeys(spans)),
        proper=bool(acronyms) or any(p.found.proper for p in group),
    )
