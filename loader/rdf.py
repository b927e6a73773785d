"""A ``Report`` as the quads of its report graph.

Every subject is an IRI below the graph's own inspection or report, there are no blank nodes, and the same
report gives the same quads: nothing here reads a clock, a path or a counter that outlives the report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from loader.iris import concept, graph, resource_iri, short_hash, slug
from loader.records import (
    Action,
    Block,
    Event,
    Finding,
    Judgement,
    Label,
    Mention,
    Report,
    Section,
    Span,
    Statistic,
)
from loader.vocabulary import concepts
from ontology.terms import DCTERMS, IG, PROV, QB, RDF, RDFS, XSD

__all__ = ["inspection_path", "report_graph", "report_quads"]

_Value = str | bool | int | float | Literal | NamedNode | None
_Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]
_T = TypeVar("_T")
_DATE_TYPES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}


def inspection_path(report: Report) -> str:
    """Authority, first day, framework: what identifies an inspection (``MDW/2013-01-07/protection-2012``)."""
    title = report.title
    authority = _authority_part(report)
    start = title.start or title.published or f"undated-{report.document.source.sha256[:8]}"
    return f"{authority}/{start}/{report.document.framework}"


def _authority_part(report: Report) -> str:
    """The code of the authority; for one that the register does not know, its printed name."""
    authority = report.title.authority
    if authority is None:
        return f"unresolved-{report.document.source.sha256[:8]}"
    return authority.code or f"unresolved-{slug(authority.name)}"


def report_graph(report: Report) -> NamedNode:
    """The named graph that holds what follows from this report alone."""
    return graph("report", inspection_path(report))


def report_quads(report: Report) -> tuple[Quad, ...]:
    """The quads of a report's graph, each once, in a fixed order."""
    name = report_graph(report)
    return tuple(Quad(*triple, name) for triple in dict.fromkeys(_Mapper(report).triples()))


def _values(values: Iterable[_Value]) -> Iterator[NamedNode | Literal]:
    for value in values:
        if value is None:
            continue
        if isinstance(value, float):
            yield Literal(format(Decimal(str(value)).normalize(), "f"), datatype=XSD.decimal)
        else:
            yield value if isinstance(value, Literal | NamedNode) else Literal(value)


def _day(iso: str | None) -> Literal | None:
    """A date literal of the type that its printed precision asks for."""
    return Literal(iso, datatype=_DATE_TYPES[len(iso)]) if iso else None


class _Mapper:
    """Knows the IRIs of one report's parts; each method says what one kind of part says."""

    def __init__(self, report: Report) -> None:
        self.report = report
        path = inspection_path(report)
        self.inspection = resource_iri("inspection", path)
        self.iri = resource_iri("report", path)
        code = report.title.authority.code if report.title.authority else None
        self.authority = resource_iri("authority", code) if code else None
        self.document = report.document
        self.by_name = {mention.name: mention for mention in reversed(report.mentions)}

    def triples(self) -> Iterator[_Triple]:
        """Everything that the report says."""
        report, document = self.report, self.document
        yield from self._inspection()
        yield from self._report()
        yield from self._each(self._section, document.sections)
        yield from self._each(self._block, document.blocks)
        yield from self._each(self._judgement, report.judgements)
        yield from self._each(self._finding, report.findings)
        yield from self._each(self._action, report.actions)
        yield from self._each(self._mention, report.mentions)
        yield from self._each(self._statistic, report.statistics)
        yield from self._each(self._event, report.events)

    def _each(self, say: Callable[[int, _T], Iterator[_Triple]], things: Iterable[_T]) -> Iterator[_Triple]:
        for order, thing in enumerate(things, start=1):
            yield from say(order, thing)

    # IRIs and shared statements

    def _part(self, *path: str) -> NamedNode:
        return NamedNode(f"{self.iri.value}/{'/'.join(path)}")

    def _mention_iri(self, mention: Mention) -> NamedNode:
        return self._part("mention", mention.family, slug(mention.name))

    def _say(self, subject: NamedNode, predicate: NamedNode, *values: _Value) -> Iterator[_Triple]:
        return ((subject, predicate, value) for value in _values(values))

    def _evidence(
        self, subject: NamedNode, *spans: Span, supports: NamedNode | None = None
    ) -> Iterator[_Triple]:
        for span in spans:
            node = self._part("evidence", span.block, f"{span.start}-{span.end}")
            yield subject, IG.evidence, node
            yield node, RDF.type, IG.Evidence
            yield from self._say(node, IG.block, self._part("block", span.block))
            yield from self._say(node, IG.start, span.start)
            yield from self._say(node, IG.end, span.end)
            yield from self._say(node, IG.quote, span.quote)
            yield from self._say(node, IG.supports, supports)

    def _labels(self, subject: NamedNode, scheme: str, labels: Iterable[Label]) -> Iterator[_Triple]:
        for label in labels:
            node = NamedNode(f"{subject.value}/label/{label.concept}")
            yield subject, IG.label, node
            yield node, RDF.type, IG.Label
            yield from self._say(node, IG.concept, concept(scheme, label.concept))
            yield from self._say(node, IG.confidence, float(label.confidence))
            yield from self._say(node, IG.method, label.method)

    def _mentions_within(self, *spans: Span) -> list[NamedNode]:
        return [self._mention_iri(mention) for span in spans for mention in self.report.mentions_in(span)]

    # What each part says

    def _inspection(self) -> Iterator[_Triple]:
        title, it = self.report.title, self.inspection
        name = title.authority.name if title.authority else self.document.source.name
        fields: tuple[tuple[str, NamedNode, tuple[_Value, ...]], ...] = (
            ("authority", IG.authorityAsPrinted, (title.authority.name if title.authority else None,)),
            ("age_group", IG.ageGroup, (title.age_group,)),
            ("announced", IG.announced, (title.announced,)),
            ("legal_basis", IG.legalBasis, (title.legal_basis,)),
            ("lead_inspectors", IG.leadInspectorName, title.lead_inspectors),
            ("team", IG.team, (title.team,)),
            ("team", IG.teamSize, (title.team_size,)),
            ("focus", IG.focus, (title.focus,)),
            ("dates", IG.startDate, (_day(title.start),)),
            ("dates", IG.endDate, (_day(title.end),)),
        )
        yield it, RDF.type, IG.Inspection
        yield from self._say(it, RDFS.label, f"{name}: {self.document.title}, {title.start or 'undated'}")
        yield from self._say(it, IG.framework, concept("frameworks", self.document.framework))
        yield from self._say(it, IG.authority, self.authority)
        yield from self._say(
            it, IG.inspectorate, *(resource_iri("inspectorate", i) for i in title.inspectorates)
        )
        for name_of_field, predicate, values in fields:
            yield from self._say(it, predicate, *values)
            spans = [span for field, span in title.evidence if field == name_of_field]
            if any(value is not None for value in values):
                yield from self._evidence(it, *spans, supports=predicate)

    def _report(self) -> Iterator[_Triple]:
        title, it, source = self.report.title, self.iri, self.document.source
        label = f"{self.document.title}: {title.authority.name if title.authority else source.name}"
        yield it, RDF.type, IG.Report
        yield from self._say(it, RDFS.label, label)
        yield from self._say(it, DCTERMS.title, self.document.title)
        yield from self._say(
            it, DCTERMS.publisher, *(resource_iri("inspectorate", i) for i in title.inspectorates[:1])
        )
        yield from self._say(it, DCTERMS.issued, _day(title.published))
        yield from self._say(it, DCTERMS.rights, title.rights)
        yield from self._say(it, IG.listedDate, _day(self.report.listed.listed_date))
        if address := self.report.listed.source_address:
            yield from self._say(it, IG.sourceAddress, Literal(address, datatype=XSD.anyURI))
        yield from self._say(it, IG.sourceDigest, f"sha256:{source.sha256}")
        yield from self._say(it, IG.normaliser, source.normaliser)
        yield from self._say(it, IG.mediaType, source.media_type)
        yield from self._say(it, IG.fileName, source.name)
        yield from self._say(it, IG.pages, source.pages)
        yield it, PROV.wasGeneratedBy, self.inspection
        for n, unread in enumerate(self.report.unread, start=1):
            node = self._part("unread", str(n))
            yield it, IG.unread, node
            yield node, RDF.type, IG.Unread
            yield from self._say(node, IG.text, unread.text)
            yield from self._say(node, IG.page, unread.page)
            yield from self._say(node, IG.reason, unread.why)

    def _section(self, order: int, section: Section) -> Iterator[_Triple]:
        it = self._part("section", str(order))
        yield it, RDF.type, IG.Section
        yield from self._say(it, DCTERMS.title, section.title)
        yield from self._say(it, IG.order, order)
        yield from self._say(it, IG.role, section.role)
        yield from self._say(it, IG.inReport, self.iri)
        yield from self._say(it, IG.aspect, concept("aspects", section.aspect) if section.aspect else None)
        yield from self._say(it, IG.gradeAsPrinted, section.grade)

    def _block(self, order: int, block: Block) -> Iterator[_Triple]:
        it = self._part("block", block.id)
        yield it, RDF.type, IG.Block
        yield from self._say(it, IG.blockId, block.id)
        yield from self._say(it, IG.blockKind, concept("block-kinds", block.kind))
        yield from self._say(it, IG.number, block.number)
        yield from self._say(it, IG.text, block.text)
        yield from self._say(it, IG.page, block.page)
        yield from self._say(it, IG.order, order)
        yield from self._say(it, IG.inReport, self.iri)
        if block.section is not None:
            yield from self._say(it, IG.inSection, self._part("section", str(block.section + 1)))
        if block.lead_in is not None:
            yield from self._say(it, IG.leadIn, self._part("block", block.lead_in))

    def _judgement(self, _: int, judgement: Judgement) -> Iterator[_Triple]:
        it = self._part("judgement", judgement.aspect_id)
        yield it, RDF.type, IG.Judgement
        yield it, RDF.type, QB.Observation
        yield from self._say(it, RDFS.label, f"{judgement.aspect}: {judgement.grade}")
        yield from self._say(it, IG.aspect, concept("aspects", judgement.aspect_id))
        yield from self._say(it, IG.aspectAsPrinted, judgement.aspect)
        yield from self._say(it, IG.grade, concept("judgement-scales", judgement.grade_id))
        yield from self._say(it, IG.gradeAsPrinted, judgement.grade)
        yield from self._say(it, IG.inspection, self.inspection)
        yield from self._say(it, IG.authority, self.authority)
        yield from self._say(it, IG.inReport, self.iri)
        yield from self._evidence(it, *judgement.evidence)

    def _finding(self, order: int, finding: Finding) -> Iterator[_Triple]:
        span = finding.span
        it = self._part("finding", short_hash(span.block, str(span.start), span.quote))
        section = self.document.sections[finding.section]
        graded = {judgement.aspect_id for judgement in self.report.judgements}
        yield it, RDF.type, IG.Finding
        yield from self._say(it, IG.text, span.quote)
        yield from self._say(it, IG.order, order)
        yield from self._say(it, IG.inReport, self.iri)
        yield from self._say(it, IG.inSection, self._part("section", str(finding.section + 1)))
        yield from self._say(it, IG.block, self._part("block", span.block))
        if section.aspect in graded:
            yield from self._say(it, IG.judgement, self._part("judgement", section.aspect or ""))
        yield from self._say(it, IG.polarity, concept("polarity", finding.polarity.concept))
        yield from self._say(it, IG.theme, *(concept("themes", label.concept) for label in finding.themes))
        yield from self._labels(it, "polarity", [finding.polarity])
        yield from self._labels(it, "themes", finding.themes)
        yield from self._say(it, IG.mentions, *self._mentions_within(span))
        yield from self._evidence(it, span)

    def _action(self, _: int, action: Action) -> Iterator[_Triple]:
        it = self._part("action", str(action.n))
        item, *rest = action.evidence
        yield it, RDF.type, IG.RequiredAction
        yield from self._say(it, IG.text, action.text)
        yield from self._say(it, IG.order, action.n)
        yield from self._say(it, IG.heading, action.heading)
        yield from self._say(it, IG.actionKind, concept("action-kinds", action.kind))
        yield from self._say(it, IG.timescaleAsPrinted, action.timescale)
        if action.timescale_id:
            yield from self._say(it, IG.timescale, concept("timescales", action.timescale_id))
            duration = concepts("timescales")[action.timescale_id].values["duration"]
            yield from self._say(it, IG.duration, Literal(duration, datatype=XSD.duration))
        yield from self._say(it, IG.dueDate, _day(action.due))
        yield from self._say(it, IG.dueBasis, action.due_basis)
        yield from self._say(it, IG.addressee, *action.responsible)
        yield from self._say(it, IG.addresses, *self._mentions_within(*rest))
        yield from self._say(it, IG.mentions, *self._mentions_within(item))
        yield from self._say(it, IG.theme, *(concept("themes", label.concept) for label in action.themes))
        yield from self._labels(it, "themes", action.themes)
        yield from self._say(it, IG.inReport, self.iri)
        yield from self._evidence(it, *action.evidence)

    def _mention(self, _: int, mention: Mention) -> Iterator[_Triple]:
        it = self._mention_iri(mention)
        parent = self.by_name.get(mention.parent or "")
        yield it, RDF.type, IG.Mention
        yield from self._say(it, IG.name, mention.name)
        yield from self._say(it, IG.alias, *mention.aliases)
        yield from self._say(it, IG.acronym, *mention.acronyms)
        yield from self._say(it, IG.kind, concept("kinds", mention.kind))
        yield from self._say(it, IG.inReport, self.iri)
        yield from self._say(it, IG.within, self._mention_iri(parent) if parent else None)
        yield from self._say(it, IG.legislation, NamedNode(mention.iri) if mention.iri else None)
        yield from self._evidence(it, *mention.evidence)

    def _statistic(self, _: int, statistic: Statistic) -> Iterator[_Triple]:
        span = statistic.span
        it = self._part(
            "statistic", span.block, f"{span.start}-{slug(str(statistic.value))}-{slug(statistic.measure)}"
        )
        yield it, RDF.type, IG.Statistic
        yield it, RDF.type, QB.Observation
        yield from self._say(it, RDFS.label, f"{statistic.measure}: {statistic.value:g} {statistic.unit}")
        yield from self._say(it, IG.measure, statistic.measure)
        yield from self._say(it, IG.value, float(statistic.value))
        yield from self._say(it, IG.unit, statistic.unit)
        yield from self._say(it, IG.authority, self.authority)
        yield from self._say(it, IG.qualifier, statistic.qualifier)
        yield from self._say(it, IG.comparatorArea, statistic.comparator_area)
        yield from self._say(it, IG.comparatorValue, statistic.comparator_value)
        yield from self._say(it, IG.comparison, statistic.comparison)
        yield from self._say(it, IG.inReport, self.iri)
        yield from self._evidence(it, span)

    def _event(self, _: int, event: Event) -> Iterator[_Triple]:
        start, *end = event.date.split("/")
        it = self._part("event", start, short_hash(event.name))
        yield it, RDF.type, IG.Event
        yield from self._say(it, RDFS.label, event.name)
        yield from self._say(it, IG.date, _day(start))
        yield from self._say(it, IG.endDate, *map(_day, end))
        yield from self._say(it, IG.mentions, *self._mentions_within(*event.evidence))
        yield from self._say(it, IG.inReport, self.iri)
        yield from self._evidence(it, *event.evidence)
