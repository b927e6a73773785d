"""What is held, and how much was understood of it: the reports of a store as values.

What the graph knows of each report is a query, ``catalogue/coverage.rq``; which grades a report of its kind
is expected to give is said in ``loader/frameworks``.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from loader.framework import frameworks
from loader.store import Reader
from ontology.resources import resource
from queries.ask import Query, named, parse, run
from queries.parameters import bind

__all__ = ["Held", "Scope", "held", "rows_of", "scope_of", "shipped", "to_date"]


@dataclass(frozen=True, slots=True)
class Held:
    """A report of the store: which it is, and how much was understood of it."""

    report: str  # its IRI
    authority: str | None  # the register's name, or the printed one where the register knows none
    code: str | None
    framework: str
    start: str | None  # ISO 8601 date
    end: str | None
    published: str | None  # as printed
    listed: str | None  # as the index beside the file says
    judgements: int
    actions: int
    findings: int
    unread: int
    graded: frozenset[str]  # the aspects that a grade was read for
    file: str

    @property
    def year(self) -> str:
        """The year of the inspection, or of publication where no inspection is dated; or ``undated``."""
        return (self.start or self.published or self.listed or "undated").partition("-")[0]

    @property
    def expected(self) -> tuple[str, ...]:
        """The aspects that reports of its kind grade; none for kinds that give no grades."""
        return _aspects().get(self.framework, ())

    @property
    def lacks(self) -> tuple[str, ...]:
        """The aspects that should have a grade, and for which none was read."""
        return tuple(aspect for aspect in self.expected if aspect not in self.graded)


@cache
def _aspects() -> Mapping[str, tuple[str, ...]]:
    return {framework.id: framework.aspects for framework in frameworks()}


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked at: one council, one kind of inspection, one year, or all of them."""

    authority: str | None = None  # register code
    framework: str | None = None
    year: str | None = None

    def has(self, codes: Collection[str], kinds: Collection[str], years: Collection[str]) -> bool:
        """Whether something of one of these councils, kinds and years is looked at; none: it may be of any.

        >>> Scope(year="2013").has(["MDW"], [], ["2012", "2013"])
        True
        """
        said = ((self.authority, codes), (self.framework, kinds), (self.year, years))
        return all(wanted is None or not found or wanted in found for wanted, found in said)

    def holds(self, report: Held) -> bool:
        """Whether a report is looked at."""
        return self.has([report.code or ""], [report.framework], [report.year])


def scope_of(authority: str | None = None, framework: str | None = None, year: int | None = None) -> Scope:
    """A scope as people say it.

    Parameters
    ----------
    authority
        Any name or code of a council, as in queries of the catalogue.
    framework
        Slug or label of a kind of inspection.
    year
        Of the inspection.

    Raises
    ------
    QueryError
        If there is no such council or kind of inspection.

    """
    said = (("authority", authority), ("framework", framework))
    terms = bind(named("coverage").parameters, {name: text for name, text in said if text is not None})
    slugs = {name: term.value.rpartition("/")[2] for name, term in terms.items()}
    return Scope(slugs.get("authority"), slugs.get("framework"), None if year is None else str(year))


def held(reader: Reader) -> tuple[Held, ...]:
    """Every report of a store, by authority and date."""
    return tuple(_held(row) for row in rows_of(reader, named("coverage")))


def _held(row: dict[str, str]) -> Held:
    return Held(
        report=row["report"],
        authority=row.get("authority"),
        code=row.get("code"),
        framework=row["framework"],
        start=row.get("from"),
        end=row.get("to"),
        published=row.get("published"),
        listed=row.get("listed"),
        judgements=int(row["judgements"]),
        actions=int(row["actions"]),
        findings=int(row["findings"]),
        unread=int(row["unread"]),
        graded=frozenset(filter(None, row["aspects"].split("; "))),
        file=row["file"],
    )


def rows_of(
    reader: Reader, query: Query, parameters: Mapping[str, str] | None = None
) -> Iterator[dict[str, str]]:
    """The rows of an answer, each value as text by the name of its column and unbound ones left out."""
    answer = run(reader, query, parameters)
    for row in answer.rows():
        cells = zip(answer.columns, row, strict=True)
        yield {name: str(getattr(term, "value", term)) for name, term in cells if term is not None}


@cache
def shipped(name: str) -> Query:
    """A query that lies beside this module and is none of the catalogue."""
    return parse(resource(f"queries/{name}.rq").read_text(encoding="utf-8"), name)


def to_date(text: str | None) -> datetime.date | None:
    """A day in ISO 8601; None where there is none, or a month or a year only.

    >>> to_date("2013-01-07"), to_date("2013-01")
    (datetime.date(2013, 1, 7), None)
    """
    try:
        return datetime.date.fromisoformat(text or "")
    except ValueError:
        return None
