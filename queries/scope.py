"""A part of the graph: which reports, and on which theme.

A scope is said as ``KEY=VALUE``, and several narrow each other:

=============  ==========================================================================
key            takes
=============  ==========================================================================
``authority``  a council, by name or code
``region``     the name of a region
``theme``      a theme: its findings and actions, of the reports that have any
``report``     the IRI of a report, or what follows ``…/report/`` in it
``period``     days on which inspections began: ``2018``, ``2018-05``, ``2018..2020``, ``..2015-06-30``
=============  ==========================================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from loader.authorities import Entry, register
from loader.iris import REPORTS, resource_iri
from loader.store import Reader
from loader.vocabulary import concepts, slug_of
from ontology.resources import resource
from queries.ask import Query, parse, run
from queries.errors import QueryError, did_you_mean
from queries.parameters import Parameter, bind

__all__ = ["KEYS", "WHOLE", "Held", "Scope", "asked", "parse_scope", "reports_in"]

_PERIOD = re.compile(r"(?P<since>\d{4}(?:-\d\d){0,2})?(?P<dots>\.\.)?(?P<until>\d{4}(?:-\d\d){0,2})?")
_UNKNOWN = {"council": "", "region": ""}
_LISTED = 40  # what a message lists at most


@dataclass(frozen=True, slots=True)
class Held:
    """A report that is held. What it does not print is an empty text."""

    graph: str  # IRIs
    report: str
    inspection: str
    authority: str
    council: str  # as the register names it
    region: str
    framework: str
    start: str  # days, as 2013-01-07
    end: str
    label: str

    @property
    def path(self) -> str:
        """What tells it from others: ``MDW/2013-01-07/protection-2012``."""
        return self.report.removeprefix(REPORTS)


@dataclass(frozen=True, slots=True)
class Scope:
    """What to keep; an empty text keeps all."""

    authority: str = ""  # an IRI
    region: str = ""  # a name
    theme: str = ""  # an IRI
    report: str = ""  # an IRI
    since: str = ""  # a year, month or day, included
    until: str = ""


#: The whole graph.
WHOLE = Scope()


def asked(reader: Reader, name: str, **parameters: str) -> Iterable[dict[str, str]]:
    """The rows of a query that ships beside the code, as texts; what is unbound is empty.

    Parameters
    ----------
    reader
        An open store.
    name
        Its file below ``queries/``, without the ending.
    **parameters
        As its header declares them.

    """
    answer = run(reader, _shipped(name), parameters)
    columns = answer.columns
    for row in answer.rows():
        values = ["" if term is None else str(getattr(term, "value", term)) for term in row]
        yield dict(zip(columns, values, strict=True))


@cache
def _shipped(name: str) -> Query:
    return parse(resource(f"queries/{name}.rq").read_text(encoding="utf-8"), name)


def parse_scope(texts: Iterable[str]) -> Scope:
    """A scope as people say it.

    Raises
    ------
    QueryError
        If a key is unknown or said twice, or a value is not of its kind.

    Examples
    --------
    >>> parse_scope(["period=2012-11..2013"])
    Scope(authority='', region='', theme='', report='', since='2012-11', until='2013')

    """
    said: dict[str, str] = {}
    for text in texts:
        key, equals, value = text.partition("=")
        if key not in KEYS:
            raise QueryError(f"unknown scope {key!r}{did_you_mean(key, KEYS)}; there are: {', '.join(KEYS)}")
        if not equals or not value.strip():
            raise QueryError(f"--scope {text!r} is not KEY=VALUE")
        if key in said:
            raise QueryError(f"--scope {key} is given twice")
        said[key] = value.strip()
    fields = {name: word for key, value in said.items() for name, word in KEYS[key](value).items()}
    return Scope(**fields)


def reports_in(reader: Reader, scope: Scope = WHOLE) -> tuple[Held, ...]:
    """The reports of a scope, by council and day.

    Raises
    ------
    QueryError
        If there are none; the message lists what is held.

    """
    found = sorted(
        map(_held, asked(reader, "scope")), key=lambda held: (held.council, held.start, held.report)
    )
    if not found:
        raise QueryError("no report is held: `inspection-graph load PATH` reads some")
    found = _those(found, "report", scope.report, lambda held: held.report == scope.report, "path")
    found = _those(
        found, "authority", scope.authority, lambda held: held.authority == scope.authority, "council"
    )
    found = _those(
        found,
        "region",
        scope.region,
        lambda held: held.region == scope.region,
        "region",
    )
    since, until = scope.since, scope.until
    found = _those(
        found,
        "period",
        since or until,
        lambda held: (
            bool(held.start) and held.start >= since and (not until or held.start[: len(until)] <= until)
        ),
        "start",
    )
    return tuple(_on_theme(reader, found, scope.theme) if scope.theme else found)


def _held(row: dict[str, str]) -> Held:
    council = _councils().get(row["authority"])
    names = {"council": council.name, "region": council.row["region"]} if council else _UNKNOWN
    framework = slug_of(row["framework"])
    return Held(**{**row, **names, "framework": concepts("frameworks")[framework].label if framework else ""})


@cache
def _councils() -> Mapping[str, Entry]:
    """The councils of the register, by IRI."""
    return {resource_iri("authority", entry.code).value: entry for entry in register()}


def _those(found: list[Held], key: str, wanted: str, fits: Callable[[Held], bool], listed: str) -> list[Held]:
    """Those that fit, all where nothing is wanted; what is there instead where none does."""
    kept = [held for held in found if not wanted or fits(held)]
    if not kept:
        there = sorted({getattr(held, listed) for held in found} - {""})
        near = did_you_mean(wanted.removeprefix(REPORTS), there)
        said = "this report is not held" if key == "report" else f"no report is held of this {key}"
        raise QueryError(f"{said}{near}\nthere are: {_list(there)}")
    return kept


def _on_theme(reader: Reader, found: list[Held], theme: str) -> list[Held]:
    pairs = {(row["inspection"], row["theme"]) for row in asked(reader, "scope_themes")}
    kept = [held for held in found if (held.inspection, theme) in pairs]
    if not kept:
        inspections = {held.inspection for held in found}
        there = sorted({said for inspection, said in pairs if inspection in inspections})
        names = list(map(slug_of, there))
        raise QueryError(f"nothing is said on this theme\nthere are: {_list(names)}")
    return kept


def _list(names: list[str]) -> str:
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(names[:_LISTED]) + more


def _authority(value: str) -> dict[str, str]:
    return {"authority": bind([Parameter("authority", "authority")], {"authority": value})["authority"].value}


def _theme(value: str) -> dict[str, str]:
    return {"theme": bind([Parameter("theme", "concept", scheme="themes")], {"theme": value})["theme"].value}


def _region(value: str) -> dict[str, str]:
    return {"region": bind([Parameter("region", "region")], {"region": value})["region"].value}


def _report(value: str) -> dict[str, str]:
    return {"report": value if value.startswith(REPORTS) else REPORTS + value}


def _period(value: str) -> dict[str, str]:
    said = _PERIOD.fullmatch(value.replace(" ", ""))
    if not said or not (said["since"] or said["until"]):
        raise QueryError(f"period {value!r} is not one: write 2018, 2018-05, 2018..2020 or ..2015-06-30")
    since, until = said["since"] or "", said["until"] or ""
    if not said["dots"]:
        until = since
    if since and until and since[: len(until)] > until:
        raise QueryError(f"period {value!r} ends before it begins")
    return {"since": since, "until": until}


#: How to read the value of each key.
KEYS: Mapping[str, Callable[[str], dict[str, str]]] = {
    "authority": _authority,
    "region": _region,
    "theme": _theme,
    "report": _report,
    "period": _period,
}
