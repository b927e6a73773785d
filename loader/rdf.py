"""What the graph of a ``Report`` says.

Every subject is an IRI below the graph's own inspection or report, there are no blank nodes, and the same
report gives the same statements: nothing here reads a clock, a path or a counter that outlives the report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from pyoxigraph import NamedNode, Quad

from loader.iris import graph, resource_iri, short_hash, slug
from loader.observations import Place, observation
from loader.quads import (
    Said,
    Statement,
    Term,
    concept_term,
    date_term,
    decimal,
    iri,
    lines_of,
    number,
    say,
    text,
    truth,
    typed,
)
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
    Unread,
)
from loader.store.canonical import quads_of
from loader.vocabulary import concepts
from ontology.terms import DCTERMS, IG, PROV, QB, RDF, RDFS, XSD

__all__ = ["inspection_path", "report_graph", "report_quads", "report_statements"]

_T = TypeVar("_T")
_PATH = re.compile(r"[A-Za-z0-9._/-]+")  # stands in an IRI as it is


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


def report_statements(report: Report) -> Said:
    """What a report's graph says, in a fixed order."""
    return _Mapper(report).map()


def report_quads(report: Report) -> tuple[Quad, ...]:
    """The same as quads, each once, in the order of their lines."""
    return tuple(quads_of(report_graph(report).value, lines_of(report_statements(report))))


class _Mapper:
    """Knows the IRIs of one report's parts; each method says what one kind of part says."""

    def __init__(self, report: Report) -> None:
        self.said: Said = {}
        self.report = report
        self.document = report.document
        path = inspection_path(report)
        self.inspection = iri(resource_iri("inspection", path))
        self.iri = iri(resource_iri("report", path))
        code = report.title.authority.code if report.title.authority else None
        self.authority = iri(resource_iri("authority", code)) if code else None
        self.place = Place(self.iri, report.title.authority)
        # What other parts point to, named once: by block id, index of section, aspect, family and name.
        self.blocks = {block.id: self._part("block", block.id) for block in self.document.blocks}
        self.sections = [self._part("section", str(n + 1)) for n in range(len(self.document.sections))]
        self.graded = {j.aspect_id: self._part("judgement", j.aspect_id) for j in report.judgements}
        self.named = {
            (m.family, m.name): self._part("mention", m.family, slug(m.name)) for m in report.mentions
        }
        self.by_name = {mention.name: mention for mention in reversed(report.mentions)}

    def map(self) -> Said:
        """Everything that the report says."""
        report, document = self.report, self.document
        self._inspection()
        self._report()
        self._each(self._section, document.sections)
        self._each(self._block, document.blocks)
        self._each(self._judgement, report.judgements)
        self._each(self._finding, report.findings)
        self._each(self._action, report.actions)
        self._each(self._mention, report.mentions)
        self._each(self._statistic, report.statistics)
        self._each(self._event, report.events)
        return self.said

    def _each(self, describe: Callable[[int, _T], None], things: Iterable[_T]) -> None:
        for order, thing in enumerate(things, start=1):
            describe(order, thing)

    # IRIs and shared statements

    def _part(self, *path: str) -> Term:
        below = "/".join(path)
        if not _PATH.fullmatch(below):
            raise ValueError(f"not a path of an IRI: {below!r}")
        return Term(f"{self.iri[:-1]}/{below}>")

    def _say(self, subject: Term, *statements: Statement) -> None:
        say(self.said, subject, statements)

    def _evidence(self, subject: Term, *spans: Span, supports: NamedNode | None = None) -> None:
        for span in spans:
            node = self._part("evidence", span.block, f"{span.start}-{span.end}")
            self._say(subject, (IG.evidence, node))
            self._say(
                node,
                (RDF.type, iri(IG.Evidence)),
                (IG.block, self.blocks[span.block]),
                (IG.start, number(span.start)),
                (IG.end, number(span.end)),
                (IG.quote, text(span.quote)),
                (IG.supports, iri(supports) if supports else None),
            )

    def _labels(self, subject: Term, scheme: str, labels: Iterable[Label]) -> None:
        for label in labels:
            node = Term(f"{subject[:-1]}/label/{label.concept}>")
            self._say(subject, (IG.label, node))
            self._say(
                node,
                (RDF.type, iri(IG.Label)),
                (IG.concept, concept_term(scheme, label.concept)),
                (IG.confidence, decimal(label.confidence)),
                (IG.method, text(label.method)),
            )

    def _mentions_within(self, predicate: NamedNode, *spans: Span) -> Iterator[Statement]:
        return (
            (predicate, self.named[mention.family, mention.name])
            for span in spans
            for mention in self.report.mentions_in(span)
        )

    # What each part says

    def _inspection(self) -> None:
        title, it = self.report.title, self.inspection
        name = title.authority.name if title.authority else self.document.source.name
        self._say(
            it,
            (RDF.type, iri(IG.Inspection)),
            (RDFS.label, text(f"{name}: {self.document.title}, {title.start or 'undated'}")),
            (IG.framework, concept_term("frameworks", self.document.framework)),
            (IG.authority, self.authority),
            (IG.year, self._year()),
            *((IG.inspectorate, iri(resource_iri("inspectorate", i))) for i in title.inspectorates),
        )
        fields: tuple[tuple[str, NamedNode, tuple[Term | None, ...]], ...] = (
            ("authority", IG.authorityAsPrinted, (text(title.authority.name if title.authority else None),)),
            ("age_group", IG.ageGroup, (text(title.age_group),)),
            ("announced", IG.announced, (truth(title.announced),)),
            ("legal_basis", IG.legalBasis, (text(title.legal_basis),)),
            ("lead_inspectors", IG.leadInspectorName, tuple(map(text, title.lead_inspectors))),
            ("team", IG.team, (text(title.team),)),
            ("team", IG.teamSize, (number(title.team_size),)),
            ("focus", IG.focus, (text(title.focus),)),
            ("dates", IG.startDate, (date_term(title.start),)),
            ("dates", IG.endDate, (date_term(title.end),)),
            ("dates", IG.length, (text(title.length.kind if title.length else None),)),
            ("", IG.lengthBasis, (text(title.length.basis if title.length else None),)),
        )
        for name_of_field, predicate, values in fields:
            self._say(it, *((predicate, value) for value in values))
            spans = [span for field, span in title.evidence if field == name_of_field]
            if any(value is not None for value in values):
                self._evidence(it, *spans, supports=predicate)

    def _year(self) -> Term | None:
        """The year that it is counted under."""
        day = self.report.title.start or self.report.title.published or self.report.listed.listed_date
        return typed(day[:4], XSD.gYear) if day else None

    def _report(self) -> None:
        title, it, source = self.report.title, self.iri, self.document.source
        listed = self.report.listed
        name = title.authority.name if title.authority else source.name
        self._say(
            it,
            (RDF.type, iri(IG.Report)),
            (RDFS.label, text(f"{self.document.title}: {name}")),
            (DCTERMS.title, text(self.document.title)),
            *((DCTERMS.publisher, iri(resource_iri("inspectorate", i))) for i in title.inspectorates[:1]),
            (DCTERMS.issued, date_term(title.published)),
            (DCTERMS.rights, text(title.rights)),
            (IG.listedDate, date_term(listed.listed_date)),
            (IG.sourceAddress, typed(listed.source_address, XSD.anyURI) if listed.source_address else None),
            (IG.sourceDigest, text(f"sha256:{source.sha256}")),
            (IG.normaliser, text(source.normaliser)),
            (IG.mediaType, text(source.media_type)),
            (IG.fileName, text(source.name)),
            (IG.pages, number(source.pages)),
            (PROV.wasGeneratedBy, self.inspection),
        )
        self._each(self._unread, self.report.unread)

    def _unread(self, order: int, unread: Unread) -> None:
        node = self._part("unread", str(order))
        self._say(self.iri, (IG.unread, node))
        self._say(
            node,
            (RDF.type, iri(IG.Unread)),
            (IG.text, text(unread.text)),
            (IG.page, number(unread.page)),
            (IG.reason, text(unread.why)),
        )

    def _section(self, order: int, section: Section) -> None:
        self._say(
            self.sections[order - 1],
            (RDF.type, iri(IG.Section)),
            (DCTERMS.title, text(section.title)),
            (IG.order, number(order)),
            (IG.role, text(section.role)),
            (IG.inReport, self.iri),
            (IG.aspect, concept_term("aspects", section.aspect) if section.aspect else None),
            (IG.gradeAsPrinted, text(section.grade)),
        )

    def _block(self, order: int, block: Block) -> None:
        self._say(
            self.blocks[block.id],
            (RDF.type, iri(IG.Block)),
            (IG.blockId, text(block.id)),
            (IG.blockKind, concept_term("block-kinds", block.kind)),
            (IG.number, number(block.number)),
            (IG.text, text(block.text)),
            (IG.page, number(block.page)),
            (IG.order, number(order)),
            (IG.inReport, self.iri),
            (IG.inSection, None if block.section is None else self.sections[block.section]),
            (IG.leadIn, None if block.lead_in is None else self.blocks[block.lead_in]),
        )

    def _judgement(self, _: int, judgement: Judgement) -> None:
        it = self.graded[judgement.aspect_id]
        self._say(
            it,
            (RDF.type, iri(IG.Judgement)),
            (RDF.type, iri(QB.Observation)),
            (QB.dataSet, iri(resource_iri("dataset", "gradings"))),
            (RDFS.label, text(f"{judgement.aspect}: {judgement.grade}")),
            (IG.aspect, concept_term("aspects", judgement.aspect_id)),
            (IG.aspectAsPrinted, text(judgement.aspect)),
            (IG.grade, concept_term("judgement-scales", judgement.grade_id)),
            (IG.gradeAsPrinted, text(judgement.grade)),
            (IG.inspection, self.inspection),
            (IG.authority, self.authority),
            (IG.inReport, self.iri),
        )
        self._evidence(it, *judgement.evidence)

    def _finding(self, order: int, finding: Finding) -> None:
        span = finding.span
        it = self._part("finding", finding.id)
        aspect = self.document.sections[finding.section].aspect
        self._say(
            it,
            (RDF.type, iri(IG.Finding)),
            (IG.text, text(span.quote)),
            (IG.order, number(order)),
            (IG.inReport, self.iri),
            (IG.inSection, self.sections[finding.section]),
            (IG.block, self.blocks[span.block]),
            (IG.judgement, self.graded.get(aspect or "")),
            (IG.polarity, concept_term("polarity", finding.polarity.concept)),
            (IG.uncertain, truth(finding.uncertain or None)),
            *((IG.theme, concept_term("themes", label.concept)) for label in finding.themes),
            *self._mentions_within(IG.mentions, span),
        )
        self._labels(it, "polarity", [finding.polarity])
        self._labels(it, "themes", finding.themes)
        self._evidence(it, span)

    def _action(self, _: int, action: Action) -> None:
        it = self._part("action", action.id)
        self._say(
            it,
            (RDF.type, iri(IG.RequiredAction)),
            (IG.text, text(action.text)),
            (IG.order, number(action.n)),
            (IG.heading, text(action.heading)),
            (IG.actionKind, concept_term("action-kinds", action.kind)),
            (IG.method, text(action.method)),
            (IG.timescaleAsPrinted, text(action.timescale)),
            *_timescale(action.timescale_id),
            (IG.dueDate, date_term(action.due)),
            (IG.dueBasis, text(action.due_basis)),
            *((IG.addressee, text(addressee)) for addressee in action.responsible),
            *self._mentions_within(IG.addresses, *filter(None, [action.told])),
            *self._mentions_within(IG.mentions, *action.words),
            *((IG.theme, concept_term("themes", label.concept)) for label in action.themes),
            (IG.inReport, self.iri),
        )
        self._labels(it, "themes", action.themes)
        self._evidence(it, *action.evidence)

    def _mention(self, _: int, mention: Mention) -> None:
        it = self.named[mention.family, mention.name]
        parent = self.by_name.get(mention.parent or "")
        self._say(
            it,
            (RDF.type, iri(IG.Mention)),
            (IG.name, text(mention.name)),
            *((IG.alias, text(alias)) for alias in mention.aliases),
            *((IG.acronym, text(acronym)) for acronym in mention.acronyms),
            (IG.kind, concept_term("kinds", mention.kind)),
            (IG.inReport, self.iri),
            (IG.within, self.named[parent.family, parent.name] if parent else None),
            (IG.legislation, iri(NamedNode(mention.iri)) if mention.iri else None),
        )
        self._evidence(it, *mention.evidence)

    def _statistic(self, order: int, statistic: Statistic) -> None:
        it = self._part("statistic", statistic.id)
        for subject, statements in observation(it, self.place, order, statistic):
            self._say(subject, *statements)
        self._evidence(it, *statistic.evidence)

    def _event(self, _: int, event: Event) -> None:
        start, *end = event.date.split("/")
        it = self._part("event", start, short_hash(event.name))
        self._say(
            it,
            (RDF.type, iri(IG.Event)),
            (RDFS.label, text(event.name)),
            (IG.date, date_term(start)),
            *((IG.endDate, date_term(day)) for day in end),
            *self._mentions_within(IG.mentions, *event.evidence),
            (IG.inReport, self.iri),
        )
        self._evidence(it, *event.evidence)


def _timescale(slug_of_concept: str | None) -> Iterator[Statement]:
    if slug_of_concept:
        duration = concepts("timescales")[slug_of_concept].values["duration"]
        yield IG.timescale, concept_term("timescales", slug_of_concept)
        yield IG.duration, typed(duration, XSD.duration)
