"""The values that pass from stage to stage: immutable, typed, each with what it rests on.

``Source`` (a file, as lines) → ``Document`` (its blocks and sections) → ``Report`` (what it says).
Offsets everywhere are Unicode code points over the normalised text of one block, end exclusive, as in
the Web Annotation data model (https://www.w3.org/TR/annotation-model/#text-position-selector).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from loader.iris import short_hash

__all__ = [
    "CERTAIN",
    "Action",
    "Authority",
    "Block",
    "Comparator",
    "Document",
    "Event",
    "Finding",
    "Furniture",
    "Judgement",
    "Label",
    "Length",
    "Line",
    "Listing",
    "Mention",
    "Period",
    "Report",
    "Section",
    "Source",
    "Span",
    "Statistic",
    "TitleBlock",
    "Unread",
]


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: normalised text, its place, and how it looks where the format says so."""

    text: str
    number: int  # in the file, from 1
    page: int = 1
    size: float | None = None  # font size in points
    x: float | None = None  # left edge in points
    y: float | None = None  # baseline in points from the top of the page
    right: float | None = None  # right edge in points
    bold: bool | None = None  # most of its characters are
    cells: tuple[float, ...] = ()  # left edges in points of what its tabs part


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: where it came from, how it was normalised, and its lines."""

    name: str  # file name, without folders: paths differ between machines
    sha256: str
    media_type: str
    normaliser: str
    lines: tuple[Line, ...]
    pages: int | None = None  # None where the format has no pages
    left_out: tuple[tuple[str, int], ...] = ()  # why, and how many characters: invisible, white, …


class Span(NamedTuple):
    """The exact characters of a block that a statement was read from.

    >>> Span("12", 4, 9, "Board").quote
    'Board'
    """

    block: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table row or footnote, with its text joined over its lines."""

    id: str
    kind: str  # heading, paragraph, list-item, table-row, footnote
    text: str
    number: int | None = None  # as printed, or put back where the layout lost it
    section: int | None = None  # index into Document.sections; None on the title page
    page: int = 1
    line: int = 0  # first line in the file
    heading: str | None = None  # id of the sub-heading that a list item stands under
    lead_in: str | None = None  # id of what introduces a list item: a paragraph, or the item it is part of
    restored: bool = False  # the number was displaced or lost, and put back

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The evidence for a stretch of this block, the whole of it if not told otherwise.

        >>> Block("2", "paragraph", "It is good.").span(6, 10)
        Span(block='2', start=6, end=10, quote='good')
        """
        stop = len(self.text) if end is None else end
        return Span(self.id, start, stop, self.text[start:stop])


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a report, with the blocks under its heading."""

    title: str
    role: str  # what the framework says it is for: summary, findings, actions, context, …
    heading: str  # id of its heading block
    blocks: tuple[str, ...]
    grade: str | None = None  # as printed beneath its heading
    grade_block: str | None = None
    aspect: str | None = None  # the graded aspect it is about, if any


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line that is no part of the text: contents, running heads, page numbers."""

    page: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that was seen and not understood."""

    page: int
    text: str
    why: str


@dataclass(frozen=True)
class Document:
    """A report as blocks in reading order, under sections."""

    source: Source
    framework: str
    title: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    furniture: tuple[Furniture, ...] = ()
    unread: tuple[Unread, ...] = ()

    def block(self, block_id: str) -> Block:
        """The block of that id; KeyError if there is none."""
        return self.index[block_id]

    @cached_property
    def index(self) -> dict[str, Block]:
        """Blocks by id."""
        return {block.id: block for block in self.blocks}

    def lines_from(self, block: Block) -> Iterator[Line]:
        """The printed lines from the first of a block on."""
        lines = self.source.lines
        start = bisect_left(lines, (block.page, block.line), key=lambda line: (line.page, line.number))
        return islice(lines, start, None)

    def blocks_of(self, *roles: str) -> tuple[Block, ...]:
        """The blocks below the headings of the sections that have one of these roles."""
        index = self.index
        return tuple(index[i] for s in self.sections if s.role in roles for i in s.blocks)


@dataclass(frozen=True, slots=True)
class Authority:
    """A local authority as a report names it, and as the register knows it."""

    name: str
    code: str | None = None  # GOV.UK local authority register code, as MDW
    gss_code: str | None = None


class Length(NamedTuple):
    """How long an inspection was meant to be, inferred, and from what."""

    kind: str  # short or standard
    basis: str


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """What a report prints about itself: as printed, and None where it prints nothing, but for ``length``."""

    authority: Authority | None = None
    start: str | None = None  # ISO 8601 date
    end: str | None = None
    length: Length | None = None  # of an inspection under ILACS
    published: str | None = None
    lead_inspectors: tuple[str, ...] = ()
    inspectorates: tuple[str, ...] = ()
    age_group: str | None = None
    announced: bool | None = None
    legal_basis: str | None = None
    team: str | None = None
    team_size: int | None = None
    focus: str | None = None
    rights: str | None = None
    evidence: tuple[tuple[str, Span], ...] = ()  # (field name, where it stands)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A grade given to an aspect."""

    aspect: str  # as printed
    grade: str  # as printed
    aspect_id: str  # concept in ontology/schemes/aspects.ttl
    grade_id: str  # concept in ontology/schemes/judgement-scales.ttl
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """Something that the report requires to be done.

    Its text is the quotes of its words, joined by a space: of the item, and of each item that is part of it.
    """

    n: int
    text: str
    heading: str  # as printed
    kind: str  # priority-action, area-for-improvement, recommendation
    timescale: str | None  # as printed, without its colon, lower case
    timescale_id: str | None  # concept in ontology/schemes/timescales.ttl
    due: str | None
    due_basis: str | None
    responsible: tuple[str, ...]
    themes: tuple[Label, ...]
    evidence: tuple[Span, ...]  # its words first, then its heading, by when it says itself, whom words tell
    parts: int = 1  # how many pieces of evidence are its words
    told: Span | None = None  # of the evidence, the words that say who is told
    method: str | None = None  # by which it was made out, if not as an item of a list of actions

    @property
    def id(self) -> str:
        """What tells it from other actions of its report: its number, or the block that a reviewer named.

        The first stays what it is when the second comes or goes.
        """
        return f"block/{self.evidence[0].block}" if self.method else str(self.n)

    @property
    def words(self) -> tuple[Span, ...]:
        """The evidence for its text."""
        return self.evidence[: self.parts]


@dataclass(frozen=True, slots=True)
class Label:
    """A concept given to a text, how sure we are, and by what method."""

    concept: str
    confidence: float  # 0 to 1, two decimals
    method: str  # name and version of the method: cues/1


#: The confidence from which a finding's polarity is sure enough to be counted without a second look.
CERTAIN = 0.7


@dataclass(frozen=True, slots=True)
class Finding:
    """An inspectors' sentence, with what it evaluates and how."""

    section: int  # index into Document.sections
    span: Span
    polarity: Label
    themes: tuple[Label, ...]

    @property
    def uncertain(self) -> bool:
        """Whether its polarity is too doubtful to be counted on: see ``CERTAIN``."""
        return self.polarity.confidence < CERTAIN

    @property
    def id(self) -> str:
        """What tells it from other findings of its report, whatever their order."""
        return short_hash(self.span.block, str(self.span.start), self.span.quote)


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that a report names: a body, a post, a programme or an instrument."""

    name: str  # the fullest form printed
    kind: str  # concept in ontology/schemes/kinds.ttl
    family: str  # body, post, programme, instrument
    aliases: tuple[str, ...]  # other forms printed, acronyms among them
    acronyms: tuple[str, ...]
    evidence: tuple[Span, ...]
    iri: str | None = None  # of a statute at legislation.gov.uk
    proper: bool = False  # printed with capitals or an acronym
    parent: str | None = None  # the name of the body that the text says it stands in


class Period(NamedTuple):
    """When a figure holds, as printed; dates are ISO 8601 at the printed precision."""

    printed: str  # At 31 March 2014; in 2013–14; In the last 12 months
    start: str | None = None  # the first day, month or year
    end: str | None = None  # the last; the same as the first where there is one alone
    duration: str | None = None  # of a stretch of time that the inspection ends: P12M


class Comparator(NamedTuple):
    """What a report holds a figure against: that of another area, a target, or its own of another time."""

    area: str | None  # England, region, statistical neighbours, target; None: the same area
    value: float | None
    comparison: (
        str | None
    )  # how the figure stands to it: above, below, similar; in time rise, fall, same, similar
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Statistic:
    """A figure, what it measures, when it holds, and what it is compared with."""

    measure: str  # a noun phrase, in the words of the report
    value: float
    unit: str  # as printed: %, per 10,000, children
    unit_id: str  # concept in ontology/schemes/units.ttl
    span: Span  # the clause that prints it
    printed: Span  # the number itself, in that clause
    measure_id: str | None = None  # concept in ontology/schemes/measures.ttl, where one fits
    qualifier: str | None = None  # approximately, over, …
    period: Period | None = None  # None where none is printed
    comparators: tuple[Comparator, ...] = ()  # other areas and targets
    earlier: tuple[Comparator, ...] = ()  # the same of another time
    context: tuple[Span, ...] = ()  # where else its measure, period and comparators stand

    @property
    def id(self) -> str:
        """What tells it from other figures of its report: where its number stands."""
        return f"{self.printed.block}/{self.printed.start}"

    @property
    def evidence(self) -> tuple[Span, ...]:
        """The clause, and the other places that the statement rests on."""
        return (self.span, *self.context)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened or is to happen at a printed date."""

    name: str
    date: str  # ISO 8601 at the printed precision: 2010, 2012-05, 2012-07-01, or start/end
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """What an index beside the files says of one of them, and the file itself does not."""

    listed_date: str | None = None  # the date that the inspectorate's site lists
    source_address: str | None = None


@dataclass(frozen=True)
class Report:
    """All that was understood of one report, and a list of what was not."""

    document: Document
    title: TitleBlock
    judgements: tuple[Judgement, ...] = ()
    actions: tuple[Action, ...] = ()
    findings: tuple[Finding, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    events: tuple[Event, ...] = ()
    unread: tuple[Unread, ...] = ()
    listed: Listing = Listing()

    @cached_property
    def _places(self) -> dict[str, list[tuple[Span, Mention]]]:
        """Everywhere that something is named, by block and in order of place."""
        places: dict[str, list[tuple[Span, Mention]]] = {}
        for mention in self.mentions:
            for span in mention.evidence:
                places.setdefault(span.block, []).append((span, mention))
        for here in places.values():
            here.sort(key=lambda place: place[0])
        return places

    def mentions_in(self, span: Span) -> tuple[Mention, ...]:
        """What is named within a stretch of text, each once, in order of place."""
        here = self._places.get(span.block, [])
        first = bisect_left(here, span.start, key=lambda place: place[0].start)
        last = bisect_left(here, span.end, key=lambda place: place[0].start)
        return tuple({id(m): m for place, m in here[first:last] if place.end <= span.end}.values())
