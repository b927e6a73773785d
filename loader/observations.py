"""What the graph of a report says of a figure: an observation of the data set of statistics.

Its structure is in ``ontology/cubes.ttl``. Every dimension has a value for every figure: where no concept
fits the printed measure it is ``unlisted``, and where no period is printed it is one without dates.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pyoxigraph import NamedNode

from loader.authorities import register
from loader.interpret.figures.concepts import UNLISTED
from loader.iris import ENGLAND, GEOGRAPHY, resource_iri, slug
from loader.quads import Statement, Term, concept_term, date_term, decimal, iri, number, text, typed
from loader.records import Authority, Comparator, Period, Statistic
from ontology.terms import IG, QB, RDF, RDFS, XSD

__all__ = ["Place", "observation"]

_About = tuple[Term, tuple[Statement, ...]]  # a subject, and what is said of it


class Place(NamedTuple):
    """What the figures of a report are about."""

    report: Term
    authority: Authority | None  # None or without codes where the register does not know it

    @property
    def area(self) -> Term:
        """The ONS geography, or a node of the report where there is none."""
        gss = self.authority.gss_code if self.authority else None
        return _geography(gss) if gss else self.part("area")

    def part(self, *path: str) -> Term:
        """The IRI of a part of the report."""
        return Term(f"{self.report[:-1]}/{'/'.join(path)}>")


def observation(it: Term, place: Place, order: int, statistic: Statistic) -> Iterator[_About]:
    """What is said of a figure, its period and its comparators.

    Parameters
    ----------
    it
        The IRI of the figure.
    place
        What it is about.
    order
        Its place among the figures of the report, from 1.
    statistic
        The figure.

    """
    against = [
        (Term(f"{it[:-1]}/comparator/{n}>"), each)
        for n, each in enumerate((*statistic.comparators, *statistic.earlier), start=1)
    ]
    code = place.authority.code if place.authority else None
    yield (
        it,
        (
            (RDF.type, iri(IG.Statistic)),
            (RDF.type, iri(QB.Observation)),
            (QB.dataSet, iri(resource_iri("dataset", "statistics"))),
            (RDFS.label, text(f"{statistic.measure}: {_plain(statistic.value)} {statistic.unit}")),
            (IG.order, number(order)),
            (IG.measure, text(statistic.measure)),
            (IG.measureConcept, concept_term("measures", statistic.measure_id or UNLISTED)),
            (IG.value, decimal(statistic.value)),
            (IG.unit, text(statistic.unit)),
            (IG.unitConcept, concept_term("units", statistic.unit_id)),
            (IG.area, place.area),
            (IG.authority, iri(resource_iri("authority", code)) if code else None),
            (IG.period, _period(place, statistic.period)),
            (IG.periodAsPrinted, text(statistic.period.printed) if statistic.period else None),
            (IG.qualifier, text(statistic.qualifier)),
            *((IG.comparedWith, node) for node, _ in against),
            (IG.text, text(statistic.span.quote)),
            (IG.block, place.part("block", statistic.span.block)),
            (IG.inReport, place.report),
        ),
    )
    yield from _told_of(place, statistic.period)
    if not (place.authority and place.authority.gss_code):
        yield place.area, ((RDFS.label, text(place.authority.name if place.authority else "unknown")),)
    for node, each in against:
        yield node, tuple(_compared(place, each))
        if each.period:
            yield from _told_of(place, each.period)


def _compared(place: Place, each: Comparator) -> Iterator[Statement]:
    yield RDF.type, iri(IG.Comparator)
    yield IG.comparatorArea, text(each.area)
    yield IG.comparatorGeography, _compared_geography(place, each.area)
    yield IG.comparatorValue, decimal(each.value)
    yield IG.comparison if each.area else IG.change, text(each.comparison)
    if each.period:
        yield IG.period, _period(place, each.period)
        yield IG.periodAsPrinted, text(each.period.printed)


def _compared_geography(place: Place, area: str | None) -> Term | None:
    if area == "England":
        return _geography(ENGLAND)
    region = _regions().get(place.authority.gss_code or "") if place.authority else None
    return _geography(region) if area == "region" and region else None


@cache
def _regions() -> dict[str, str]:
    """The region of each authority, both by ONS code."""
    return {entry.gss_code: entry.row["region_gss_code"] for entry in register()}


def _geography(gss_code: str) -> Term:
    return iri(NamedNode(GEOGRAPHY + gss_code))


def _period(place: Place, period: Period | None) -> Term:
    return place.part("period", slug(_name(period)))


def _told_of(place: Place, period: Period | None) -> Iterator[_About]:
    dates: tuple[Statement, ...] = ()
    if period is not None:
        dates = (
            (IG.begins, date_term(period.start)),
            (IG.ends, date_term(period.end)),
            (IG.duration, typed(period.duration, XSD.duration) if period.duration else None),
        )
    name = (RDFS.label, text(_name(period)))
    yield _period(place, period), ((RDF.type, iri(IG.Period)), name, *dates)


def _name(period: Period | None) -> str:
    """What tells a period from others of the report: its dates and length, else its words."""
    if period is None:
        return "not printed"
    start, end, length = period.start, period.end, period.duration
    if start and start == end:
        return start
    parts = (length, f"from {start}" if start else None, f"to {end}" if end else None)
    return " ".join(filter(None, parts)) or period.printed.lower()


def _plain(value: float) -> str:
    """A number as it is shown: whole ones without a point, none with an exponent."""
    return str(int(value)) if value.is_integer() else repr(value)
