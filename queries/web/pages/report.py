"""A report: its text in order, with all that was read from it marked in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from markupsafe import Markup

from loader.store import Reader
from ontology.terms import DCTERMS, IG
from queries.scope import asked as rows_of
from queries.web.actions import day_of
from queries.web.addresses import path_of
from queries.web.answers import Answer, Asked, Route
from queries.web.highlights import Mark, Span, highlighted
from queries.web.pages.missing import not_found
from queries.web.rendering import linked, page
from queries.web.standing import Standing, fragment, standing
from queries.web.things import first, label_of, pointing, said_of

__all__ = ["ROUTES", "Block", "blocks_of"]

_Row = dict[str, str]

# The element of each kind of part: its class, what its note says, and whether it always has a note.
_KINDS = {
    "action": ("action", "required action", True),
    "judgement": ("judgement", "grade", True),
    "statistic": ("figure", "figure", False),
    "event": ("event", "date", False),
}


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a report as it is shown."""

    iri: str
    id: str  # as the report or the reader numbers it
    kind: str
    text: Markup  # with its marks
    page: str  # where it is the first of a page, the page's number
    section: str
    level: int  # of its heading; 0 for none

    @property
    def anchor(self) -> str:
        """The id of its element."""
        return fragment(self.iri)

    @property
    def number(self) -> str:
        """The number that the report prints."""
        return self.id if self.id.isdigit() else ""


def blocks_of(reader: Reader, asked: Asked, graph: str) -> list[Block]:
    """The text of a report, block by block, marked."""
    spans = _spans(reader, asked, graph)
    shown: list[Block] = []
    page_before = section_before = ""
    for row in rows_of(reader, "web/pages/report_parts", graph=graph):
        kind = row["kind"].rpartition("/")[2]
        level = 0
        if kind == "heading" and row["section"]:
            level = 4 if row["section"] == section_before else 3
        shown.append(
            Block(
                iri=row["block"],
                id=row["id"],
                kind=kind,
                text=highlighted(row["text"], spans.get(row["block"], ())),
                page=row["page"] if row["page"] != page_before else "",
                section=row["section"],
                level=level,
            )
        )
        page_before = row["page"]
        section_before = row["section"] if level or not row["section"] else section_before
    return shown


def _spans(reader: Reader, asked: Asked, graph: str) -> dict[str, list[Span]]:
    """The spans of each block."""
    marks = _Marks(reader, asked, graph)
    rows = sorted(
        rows_of(reader, "web/pages/report_evidence", graph=graph), key=itemgetter("evidence", "thing")
    )
    found: dict[str, list[Span]] = {}
    for evidence, those in groupby(rows, key=itemgetter("evidence")):
        group = list(those)
        one = group[0]
        marked = marks.of((row["thing"] for row in group), one["quote"])
        span = Span(int(one["start"]), int(one["end"]), fragment(evidence), marked)
        found.setdefault(one["block"], []).append(span)
    return found


class _Marks:
    """Knows what each thing of a report is, and where its page is."""

    def __init__(self, reader: Reader, asked: Asked, graph: str) -> None:
        self._asked = asked
        findings = list(rows_of(reader, "web/pages/report_findings", graph=graph))
        self._actions = {
            row["action"]: row["text"] for row in rows_of(reader, "web/pages/report_actions", graph=graph)
        }
        self._polarity = {row["finding"]: row["polarity"].rpartition("/")[2] for row in findings}
        self._uncertain = {row["finding"] for row in findings if row["uncertain"] == "true"}
        self._mentions = {
            row["mention"]: row["referent"]
            for row in rows_of(reader, "web/pages/report_mentions", graph=graph)
        }

    def of(self, things: Iterable[str], quote: str) -> tuple[Mark, ...]:
        """What a quote is marked as, that these things rest on."""
        return tuple(mark for thing in things for mark in self._of(thing, quote))

    def _of(self, thing: str, quote: str) -> Iterator[Mark]:
        if quote not in self._actions.get(thing, quote):
            return  # an action rests also on the heading of its list, and on what sets its time
        if thing in self._polarity:
            polarity = self._polarity[thing]
            note = f"{polarity}, uncertain" if thing in self._uncertain else polarity
            yield Mark(f"finding {polarity}", self._address(thing), note, apart=True)
        elif thing in self._mentions:
            family = fragment(thing).split("-")[1]  # body, post, programme or instrument
            yield Mark("mention", self._address(self._mentions[thing] or thing), family)
        else:
            kind = fragment(thing).partition("-")[0]
            if kind in _KINDS:
                name, note, apart = _KINDS[kind]
                yield Mark(name, self._address(thing), note, apart)

    def _address(self, iri: str) -> str:
        return linked(self._asked, path_of(iri) or "#")


def _report(reader: Reader, asked: Asked) -> Answer:
    parts = asked.parts
    it = standing(reader, f"{parts['authority']}/{parts['day']}/{parts['framework']}")
    if it is None:
        return not_found(reader, asked)
    blocks = blocks_of(reader, asked, it.graph)
    firsts = {block.section: block for block in reversed(blocks)}
    sections = [
        {"title": row["title"], "anchor": firsts[row["section"]].anchor}
        for row in rows_of(reader, "web/pages/report_sections", graph=it.graph)
        if row["section"] in firsts
    ]
    context = {
        "actions": list(rows_of(reader, "web/pages/report_actions", graph=it.graph)),
        "earlier": _inspections(reader, it.inspected.get(IG.previousInspection.value, ())),
        "facts": list(_facts(reader, it)),
        "groups": [(kind, list(those)) for kind, those in groupby(blocks, key=lambda block: block.kind)],
        "iri": it.report,
        "it": it,
        "judgements": _judgements(reader, it.graph),
        "later": _inspections(reader, pointing(reader, IG.previousInspection, it.inspection)),
        "sections": sections,
    }
    return page(reader, asked, "report.html", context)


def _inspections(reader: Reader, inspections: Iterable[str]) -> list[Standing]:
    """The reports of some inspections, by day."""
    found = (standing(reader, iri.partition("/id/inspection/")[2]) for iri in inspections)
    return sorted((one for one in found if one), key=lambda one: (one.day, one.report))


def _judgements(reader: Reader, graph: str) -> list[dict[str, object]]:
    """The grades with the first passage that gives each, and those before it; the overall one first."""
    rows: dict[str, _Row] = {}
    for row in rows_of(reader, "web/pages/report_judgements", graph=graph):
        rows.setdefault(row["judgement"], row | {"anchor": fragment(row["evidence"])})
    ordered = sorted(rows.values(), key=lambda row: not row["aspect"].endswith("/overall-effectiveness"))
    return [{**row, "before": _before(reader, row["judgement"])} for row in ordered]


def _before(reader: Reader, judgement: str) -> list[tuple[str, str, str]]:
    """The grades that came before one: IRI, grade as printed, day."""
    before = said_of(reader, judgement).get(IG.previousJudgement.value, ())
    return [(iri, first(said_of(reader, iri), IG.gradeAsPrinted), day_of(iri)) for iri in before]


_FACTS = (
    ("Title", DCTERMS.title),
    ("Inspectorate", IG.inspectorate),
    ("Lead inspector", IG.leadInspectorName),
    ("Inspection team", IG.team),
    ("Ages", IG.ageGroup),
    ("Focus", IG.focus),
    ("Legal basis", IG.legalBasis),
    ("Publication date printed", DCTERMS.issued),
    ("Publication date listed", IG.listedDate),
    ("Rights printed", DCTERMS.rights),
    ("File", IG.fileName),
    ("Digest of the file", IG.sourceDigest),
    ("Read by", IG.normaliser),
)


def _facts(reader: Reader, it: Standing) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The title block, as names and values."""
    said = {**it.said, **{key: value for key, value in it.inspected.items() if key not in it.said}}
    for name, predicate in _FACTS:
        values = said.get(predicate.value, ())
        if predicate == IG.inspectorate:
            values = tuple(label_of(reader, iri) for iri in values)
        if values:
            yield name, values


ROUTES = (Route("/report/{authority}/{day}/{framework}", _report),)
