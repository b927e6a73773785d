"""What came before: the chain of an area's inspections, and of the judgements that they made.

1. One inspection comes before another if its day is the earlier, and it was of the same council or of one
   that this council came after. The day is its first; where none is printed, that of publication.
2. Of those before an inspection that can be compared with it, the nearest are linked: those that no other of
   them, comparable with both, comes between. There may be several, as where two councils became one.
3. Any two inspections make a chain. In the chain of full inspections, their kinds judge the same services.
   Two judgements are comparable where their kinds of inspection judge the same services, and their aspects
   are the same or correspond; of what one inspection judged, that which has the closest aspect.

Which kinds and aspects correspond is said in ``ontology/schemes``. Nothing is merged: a link says which
judgement came before, and not that the two were measured alike.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from pyoxigraph import NamedNode

from loader.authorities import predecessors
from loader.iris import BASE
from loader.quads import Said, Term, iri, say, value_of
from loader.vocabulary import concepts, slug_of
from ontology.terms import DCTERMS, IG, RDF

__all__ = ["CHAIN_PATTERNS", "chain_statements", "day_of"]

_DAYS = (IG.startDate, DCTERMS.issued, IG.listedDate)  # the first that is said counts

#: The statements of report graphs that chains are made of: predicate and object, None for any.
CHAIN_PATTERNS: tuple[tuple[NamedNode, NamedNode | None], ...] = (
    (RDF.type, IG.Inspection),
    *((predicate, None) for predicate in (*_DAYS, IG.framework, IG.aspect, IG.grade)),
)
_NO_GRADE = "not-judged"
_SAME, _RELATED, _WIDER, _APART = range(4)  # how close one aspect is to another


@dataclass(frozen=True, slots=True)
class _Link:
    """What has a place in a chain: an inspection, or a judgement that it made."""

    iri: Term
    path: str  # of the inspection, as MDW/2013-01-07/protection-2012
    day: str  # of the inspection, ISO 8601
    framework: str
    aspect: str = ""  # of a judgement

    @property
    def code(self) -> str:
        """Of the council."""
        return self.path.partition("/")[0]


def chain_statements(code: str, reports: Mapping[str, Said]) -> Said:
    """What came before the inspections of one council, and before its judgements.

    Parameters
    ----------
    code
        GOV.UK code of the council, as BPC, or what stands for it in the IRIs of its reports.
    reports
        What its report graphs, and those of the councils that it came after, say that fits
        ``CHAIN_PATTERNS``, by graph IRI. What else they say does not count.

    """
    inspections = [it for _, report in sorted(reports.items()) for it in _inspections(report)]
    judgements = [it for _, report in sorted(reports.items()) for it in _judgements(report)]
    said: Said = {}
    for it in _of(code, inspections):
        _say_before(said, it, IG.previousInspection, _nearest(it, inspections, _any))
        _say_before(said, it, IG.previousFullInspection, _nearest(it, inspections, _full))
    for it in _of(code, judgements):
        _say_before(said, it, IG.previousJudgement, _nearest(it, _closest(it, judgements), _on_one_aspect))
    return said


def _of(code: str, links: Iterable[_Link]) -> Iterator[_Link]:
    return (it for it in links if it.code == code)


def _say_before(said: Said, it: _Link, predicate: NamedNode, before: Collection[_Link]) -> None:
    if before:
        say(said, it.iri, [(predicate, earlier.iri) for earlier in before])


# What comes before what


def _nearest(it: _Link, others: Iterable[_Link], comparable: Callable[[_Link, _Link], bool]) -> list[_Link]:
    """Those before it that can be compared with it, and that no other of them comes between."""
    before = [other for other in others if _precedes(other, it) and comparable(other, it)]
    return [
        one
        for one in before
        if not any(_precedes(one, between) and comparable(one, between) for between in before)
    ]


def _precedes(one: _Link, other: _Link) -> bool:
    return one.day < other.day and (one.code == other.code or one.code in predecessors(other.code))


# What can be compared


def _any(_one: _Link, _other: _Link) -> bool:
    return True


def _full(earlier: _Link, later: _Link) -> bool:
    """Whether the earlier is a full inspection, of the same services if the later is one too."""
    return _is_full(earlier) and (not _is_full(later) or _same_services(earlier, later))


def _on_one_aspect(one: _Link, other: _Link) -> bool:
    return _same_services(one, other) and _distance(one, other) < _APART


def _closest(judgement: _Link, others: Iterable[_Link]) -> Iterator[_Link]:
    """Of each inspection's judgements, those on the aspect that is closest."""
    for _, made in groupby(others, key=lambda other: other.path):
        by_distance = [(_distance(judgement, other), other) for other in made]
        least = min(distance for distance, _ in by_distance)
        yield from (other for distance, other in by_distance if distance == least)


def _is_full(inspection: _Link) -> bool:
    return concepts("frameworks")[inspection.framework].values.get("full") == "true"


def _same_services(one: _Link, other: _Link) -> bool:
    return one.framework in (other.framework, *concepts("frameworks")[other.framework].related)


def _distance(one: _Link, other: _Link) -> int:
    if one.aspect == other.aspect:
        return _SAME
    here, there = (concepts("aspects")[it.aspect] for it in (one, other))
    if here.slug in there.related:
        return _RELATED
    return _WIDER if here.slug in there.broader or there.slug in here.broader else _APART


# What report graphs say


def day_of(report: Said) -> str | None:
    """When a report's inspection was, ISO 8601; None if nothing tells."""
    days = (value_of(day) for p in _DAYS for own in report.values() for day in own.get(iri(p), ()))
    return next(days, None)


def _inspections(report: Said) -> Iterator[_Link]:
    """The inspection of a report, if its day is known."""
    day = day_of(report)
    for it, own in report.items():
        if day and iri(IG.Inspection) in own.get(iri(RDF.type), ()):
            path = value_of(it).removeprefix(f"{BASE}id/inspection/")
            yield _Link(it, path, day, _slug(own, IG.framework))


def _judgements(report: Said) -> Iterator[_Link]:
    """Its judgements that give a grade."""
    for inspection in _inspections(report):
        for it, own in sorted(report.items()):
            if iri(IG.grade) in own and _slug(own, IG.grade) != _NO_GRADE:
                yield replace(inspection, iri=it, aspect=_slug(own, IG.aspect))


def _slug(own: Mapping[Term, tuple[Term, ...]], predicate: NamedNode) -> str:
    return slug_of(value_of(own[iri(predicate)][0]))
