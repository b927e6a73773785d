"""What one report comes to in numbers: its findings, required actions and judgements, counted.

1. A table counts things of one class by what some of their properties say: findings by theme and polarity.
   ``ontology/cubes.ttl`` defines the same tables for readers.
2. A thing with several values is counted under each: of a table by theme the sum is no number of things.
3. Every table has the count of all; tables of findings also have that of those not marked as uncertain. Where
   there is none there is no count.

Counts are of one report each, and stand in a graph of their own for each: a report that changes costs nothing
but its own counts, and one that goes leaves nothing. What they come to for a theme, a year or a region is for
queries to add up, and takes them a fraction of a second for a thousand reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from pyoxigraph import NamedNode

from loader.iris import resource_iri
from loader.quads import Said, Term, iri, number, say, value_of
from ontology.terms import IG, QB, RDF

__all__ = ["SUMMARY_PATTERNS", "TABLES", "Table", "summary_statements"]

_Key = tuple[Term, ...]  # a value for each dimension of a table


class Table(NamedTuple):
    """Things of one class, counted by some of their properties."""

    name: str  # of its data set, and in the IRIs of its counts
    counted: NamedNode  # the class
    by: tuple[tuple[NamedNode, NamedNode], ...]  # each dimension, and the property of a thing it is read from
    lacking: NamedNode | None = None  # only things that do not have this property

    @property
    def has_certain(self) -> bool:
        """Whether what it counts may be uncertain."""
        return self.counted == IG.Finding


_THEME, _POLARITY = (IG.byTheme, IG.theme), (IG.byPolarity, IG.polarity)
_KIND = (IG.byActionKind, IG.actionKind)

#: Every table; each is a data set of the same name.
TABLES = (
    Table("findings-by-section", IG.Finding, ((IG.bySection, IG.inSection), _POLARITY)),
    Table("findings-by-theme", IG.Finding, (_THEME, _POLARITY)),
    Table("findings-without-theme", IG.Finding, (_POLARITY,), lacking=IG.theme),
    Table("actions-by-kind", IG.RequiredAction, (_KIND,)),
    Table("actions-by-theme", IG.RequiredAction, (_THEME, _KIND)),
    Table("actions-without-theme", IG.RequiredAction, (_KIND,), lacking=IG.theme),
    Table("judgements", IG.Judgement, ((IG.byAspect, IG.aspect), (IG.byGrade, IG.grade))),
)

#: The statements of a report's graph that its counts are made of: predicate and object, None for any.
SUMMARY_PATTERNS: tuple[tuple[NamedNode, NamedNode | None], ...] = (
    *((RDF.type, class_) for class_ in dict.fromkeys(table.counted for table in TABLES)),
    *((of_thing, None) for of_thing in dict.fromkeys(p for table in TABLES for _, p in table.by)),
    (IG.uncertain, None),
)


def summary_statements(path: str, report: Said) -> Said:
    """What the summary of one report says.

    Parameters
    ----------
    path
        Of the inspection, as MDW/2013-01-07/protection-2012.
    report
        What its graph says that fits ``SUMMARY_PATTERNS``; what else it says does not count.

    """
    said: Said = {}
    inspection = iri(resource_iri("inspection", path))
    for table in TABLES:
        things = [own for own in report.values() if _is_counted(own, table)]
        every = Counter(key for own in things for key in _keys(own, table))
        certain = Counter(key for own in things if iri(IG.uncertain) not in own for key in _keys(own, table))
        for key, count in every.items():
            it = iri(resource_iri("summary", path, table.name, *map(_last_part, key)))
            say(
                said,
                it,
                (
                    (RDF.type, iri(IG.Count)),
                    (QB.dataSet, iri(resource_iri("dataset", table.name))),
                    (IG.byInspection, inspection),
                    *((dimension, value) for (dimension, _), value in zip(table.by, key, strict=True)),
                    (IG.count, number(count)),
                    (IG.certain, number(certain[key]) if table.has_certain else None),
                ),
            )
    return said


def _is_counted(own: dict[Term, tuple[Term, ...]], table: Table) -> bool:
    is_of_class = iri(table.counted) in own.get(iri(RDF.type), ())
    return is_of_class and (table.lacking is None or iri(table.lacking) not in own)


def _keys(own: dict[Term, tuple[Term, ...]], table: Table) -> Iterator[_Key]:
    """Each combination of what a thing's properties say."""
    return product(*(own.get(iri(of_thing), ()) for _, of_thing in table.by))


def _last_part(value: Term) -> str:
    return value_of(value).rpartition("/")[2]
