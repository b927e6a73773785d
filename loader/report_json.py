"""A ``Report`` as one JSON object: what ``inspection-graph read FILE --json`` prints.

Every key is documented in ``loader/report.schema.json``. Names and dates are as printed and null where the
report prints none. Every item of a list carries ``evidence``: the blocks and the exact characters, counted
in Unicode code points, that it was read from. Where a report does not say it (page furniture, what was not
understood), the list is empty.
"""

from __future__ import annotations

from collections.abc import Iterable

from loader.inspectorates import inspectorates
from loader.records import (
    Action,
    Block,
    Comparator,
    Document,
    Event,
    Finding,
    Furniture,
    Judgement,
    Label,
    Mention,
    Report,
    Section,
    Span,
    Statistic,
    TitleBlock,
    Unread,
)

__all__ = ["report_to_json"]

_FAMILIES = {"bodies": "body", "posts": "post", "programmes": "programme"}
_TITLE_KEYS = {"start": "inspection_start", "end": "inspection_end"}  # where key and field differ


def report_to_json(report: Report) -> dict[str, object]:
    """All that was understood of one report, as plain values that ``json.dumps`` writes.

    Parameters
    ----------
    report
        As understood by the loader.

    Raises
    ------
    KeyError
        If a section of the report names a block that its document does not have.

    """
    document = report.document
    return {
        **_file(report),
        "framework": document.framework,
        "length": report.title.length and report.title.length._asdict(),
        "title": document.title,
        **_title_block(report.title),
        "judgements": [_judgement(judgement) for judgement in report.judgements],
        "sections": [_section(section, document) for section in document.sections],
        "paragraphs": [_paragraph(block, document) for block in document.blocks],
        "actions": [_action(action) for action in report.actions],
        "findings": _findings(report),
        **{
            key: [_named(mention) for mention in report.mentions if mention.family == family]
            for key, family in _FAMILIES.items()
        },
        "statistics": [_statistic(statistic) for statistic in report.statistics],
        "instruments": [
            {**_named(mention), "iri": mention.iri}
            for mention in report.mentions
            if mention.family == "instrument"
        ],
        "events": [_event(event) for event in report.events],
        "furniture": [_outside(line) for line in document.furniture],
        "unread": [_outside(item) for item in report.unread],
    }


def _file(report: Report) -> dict[str, object]:
    source = report.document.source
    return {
        "file": source.name,
        "sha256": source.sha256,
        "media_type": source.media_type,
        "pages": source.pages,
        "normaliser": source.normaliser,
        "listed_date": report.listed.listed_date,
        "source_address": report.listed.source_address,
    }


def _title_block(title: TitleBlock) -> dict[str, object]:
    authority = title.authority
    return {
        "authority": authority
        and {"name": authority.name, "code": authority.code, "gss_code": authority.gss_code},
        "inspection_start": title.start,
        "inspection_end": title.end,
        "published": title.published,
        "lead_inspectors": list(title.lead_inspectors),
        "inspectorates": _inspectorates(title),
        "age_group": title.age_group,
        "announced": title.announced,
        "legal_basis": title.legal_basis,
        "team": title.team,
        "team_size": title.team_size,
        "focus": title.focus,
        "rights": title.rights,
        "evidence": [
            {"key": _TITLE_KEYS.get(field, field), **span._asdict()} for field, span in title.evidence
        ],
    }


def _inspectorates(title: TitleBlock) -> list[str]:
    """Their names as printed; in short where only the kind of inspection tells them."""
    printed = [span.quote for field, span in title.evidence if field == "inspectorates"]
    return printed or [inspectorates()[id_].short_name for id_ in title.inspectorates]


def _judgement(judgement: Judgement) -> dict[str, object]:
    return {
        "aspect": judgement.aspect,
        "grade": judgement.grade,
        "aspect_id": judgement.aspect_id,
        "grade_id": judgement.grade_id,
        "evidence": _evidence(judgement.evidence),
    }


def _section(section: Section, document: Document) -> dict[str, object]:
    spans = [document.block(section.heading).span()]
    if section.grade is not None and section.grade_block is not None:
        spans.append(_place(document.block(section.grade_block), section.grade))
    return {
        "title": section.title,
        "grade": section.grade,
        "paragraphs": list(section.blocks),
        "role": section.role,
        "aspect_id": section.aspect,
        "evidence": _evidence(spans),
    }


def _place(block: Block, words: str) -> Span:
    """Where the words stand in the block; the whole block if they are spread over it."""
    at = block.text.find(words)
    return block.span(at, at + len(words)) if at >= 0 else block.span()


def _paragraph(block: Block, document: Document) -> dict[str, object]:
    return {
        "id": block.id,
        "kind": block.kind,
        "number": block.number,
        "section": None if block.section is None else document.sections[block.section].title,
        "page": block.page,
        "text": block.text,
        "heading": block.heading,
        "lead_in": block.lead_in,
        "restored": block.restored,
        "evidence": _evidence([block.span()]),
    }


def _action(action: Action) -> dict[str, object]:
    return {
        "n": action.n,
        "text": action.text,
        "heading": action.heading,
        "kind": action.kind,
        "timescale": action.timescale,
        "timescale_id": action.timescale_id,
        "due": action.due,
        "due_basis": action.due_basis,
        "responsible": list(action.responsible),
        "themes": [label.concept for label in action.themes],
        "labels": _labels(action.themes),
        "evidence": _evidence(action.evidence),
    }


def _findings(report: Report) -> list[dict[str, object]]:
    return [_finding(finding, report) for finding in report.findings]


def _finding(finding: Finding, report: Report) -> dict[str, object]:
    sentence = finding.span
    return {
        "paragraph": sentence.block,
        "sentence": sentence.quote,
        "section": report.document.sections[finding.section].title,
        "polarity": finding.polarity.concept,
        "themes": [label.concept for label in finding.themes],
        "about": [mention.name for mention in report.mentions_in(sentence)],
        "confidence": finding.polarity.confidence,
        "labels": _labels((finding.polarity, *finding.themes)),
        "evidence": _evidence([sentence]),
    }


def _named(mention: Mention) -> dict[str, object]:
    return {
        "name": mention.name,
        "aliases": list(mention.aliases),
        "acronyms": list(mention.acronyms),
        "kind": mention.kind,
        "proper": mention.proper,
        "parent": mention.parent,
        "paragraphs": _blocks_of(mention.evidence),
        "evidence": _evidence(mention.evidence),
    }


def _statistic(statistic: Statistic) -> dict[str, object]:
    first = next(iter(statistic.comparators), None)
    return {
        "paragraph": statistic.span.block,
        "measure": statistic.measure,
        "measure_id": statistic.measure_id,
        "value": _number(statistic.value),
        "printed": statistic.printed._asdict(),
        "unit": statistic.unit,
        "unit_id": statistic.unit_id,
        "period": statistic.period and statistic.period._asdict(),
        "comparator": first and {"area": first.area, "value": _number(first.value)},
        "comparison": first and first.comparison,
        "comparators": [_comparator(each, "comparison") for each in statistic.comparators],
        "earlier": [_comparator(each, "change") for each in statistic.earlier],
        "qualifier": statistic.qualifier,
        "verbatim": statistic.span.quote,
        "evidence": _evidence(statistic.evidence),
    }


def _comparator(said: Comparator, how: str) -> dict[str, object]:
    area = {"area": said.area} if said.area else {}
    return {
        **area,
        "value": _number(said.value),
        how: said.comparison,
        "period": said.period and said.period._asdict(),
    }


def _event(event: Event) -> dict[str, object]:
    return {
        "name": event.name,
        "date": event.date,
        "paragraphs": _blocks_of(event.evidence),
        "evidence": _evidence(event.evidence),
    }


def _outside(item: Furniture | Unread) -> dict[str, object]:
    return {"page": item.page, "text": item.text, "why": item.why, "evidence": []}


def _labels(labels: Iterable[Label]) -> list[dict[str, object]]:
    return [{"concept": x.concept, "confidence": x.confidence, "method": x.method} for x in labels]


def _evidence(spans: Iterable[Span]) -> list[dict[str, object]]:
    return [span._asdict() for span in spans]


def _blocks_of(spans: Iterable[Span]) -> list[str]:
    return list(dict.fromkeys(span.block for span in spans))


def _number(value: float | None) -> int | float | None:
    """A whole number without its decimal point, as reports print it."""
    return int(value) if value is not None and float(value).is_integer() else value
