"""The tables that ``coverage`` prints: reports, counts, what was not understood, gaps, dates that differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from loader.store import Reader
from queries.ask import named
from queries.coverage import Held, Scope, rows_of, shipped, to_date
from queries.errors import QueryError, did_you_mean
from queries.tables import Cell, Table

__all__ = ["by", "gaps", "missing", "period", "redated", "reports"]

_WHICH = ("authority", "code", "framework", "from")


def _which(report: Held) -> tuple[Cell, ...]:
    """What tables say first of a report."""
    return report.authority, report.code, report.framework, report.start


def reports(found: Iterable[Held]) -> Table:
    """A row a report, with how much was understood of it and the grades that it lacks."""
    counts = ("judgements", "actions", "findings", "unread")
    return Table(
        (*_WHICH, "to", "published", "listed", *counts, "lacks", "file"),
        tuple(
            (
                *_which(report),
                report.end,
                report.published,
                report.listed,
                *_counted(report),
                "; ".join(report.lacks) or None,
                report.file,
            )
            for report in found
        ),
    )


def _counted(report: Held) -> tuple[int, ...]:
    """How much was understood of a report, and how many passages were not."""
    return report.judgements, report.actions, report.findings, report.unread


# Counts

_KEYS: dict[str, Callable[[Held], tuple[Cell, ...]]] = {
    "authority": lambda report: (report.authority, report.code),
    "framework": lambda report: (report.framework,),
    "year": lambda report: (report.year,),
}
_HEADINGS = {"authority": ("authority", "code")}


def by(found: Sequence[Held], keys: str) -> Table:
    """Reports counted.

    Parameters
    ----------
    found
        What to count.
    keys
        One of ``authority``, ``framework`` and ``year``: a row each, with a column a year (for years, a
        column a framework). Or several, with commas: a row a group, with what was understood of its reports.

    Raises
    ------
    QueryError
        If a key is none of these.

    """
    wanted = [key.strip() for key in keys.split(",")]
    for key in wanted:
        if key not in _KEYS:
            raise QueryError(f"--by {key!r} is none of {', '.join(_KEYS)}{did_you_mean(key, _KEYS)}")
    return _crossed(found, wanted[0]) if len(wanted) == 1 else _summed(found, wanted)


def _crossed(found: Sequence[Held], key: str) -> Table:
    across = "framework" if key == "year" else "year"
    places = sorted({str(_KEYS[across](report)[0]) for report in found})
    cells: dict[tuple[Cell, ...], list[list[Held]]] = {}
    for report in sorted(found, key=lambda report: _sortable(_KEYS[key](report))):
        row = cells.setdefault(_KEYS[key](report), [[] for _ in places])
        row[places.index(str(_KEYS[across](report)[0]))].append(report)
    say = _kinds if key == "authority" else _count
    return Table(
        (*_HEADINGS.get(key, (key,)), *(place.replace("-", "_") for place in places)),
        tuple((*which, *map(say, row)) for which, row in cells.items()),
    )


def _sortable(cells: Iterable[Cell]) -> tuple[str, ...]:
    return tuple("" if cell is None else str(cell) for cell in cells)


def _count(found: Sequence[Held]) -> Cell:
    return len(found)


def _kinds(found: Sequence[Held]) -> Cell:
    """The kinds of some reports, each once and with its number where that is not one."""
    counted = sorted(Counter(report.framework for report in found).items())
    return "; ".join(kind if n == 1 else f"{kind} ×{n}" for kind, n in counted) or None


def _summed(found: Iterable[Held], keys: Sequence[str]) -> Table:
    groups: dict[tuple[Cell, ...], list[Held]] = {}
    for report in found:
        groups.setdefault(tuple(cell for key in keys for cell in _KEYS[key](report)), []).append(report)
    headings = [heading for key in keys for heading in _HEADINGS.get(key, (key,))]
    return Table(
        (*headings, "reports", "judgements", "actions", "findings", "unread", "lacking"),
        tuple((*which, *_sums(groups[which])) for which in sorted(groups, key=_sortable)),
    )


def _sums(found: Sequence[Held]) -> tuple[int, ...]:
    """How many reports, what was understood of them, and how many lack a grade that is expected."""
    counts = ((*_counted(report), int(bool(report.lacks))) for report in found)
    return (len(found), *map(sum, zip(*counts, strict=True)))


# What is not there


def missing(reader: Reader, found: Iterable[Held]) -> Table:
    """What was not understood of each report: passages with the reason, and grades that should be there."""
    passages: dict[str, list[tuple[Cell, ...]]] = {}
    for row in rows_of(reader, shipped("coverage_unread")):
        passages.setdefault(row["report"], []).append((int(row["page"]), row["reason"], row["text"]))
    return Table(
        (*_WHICH, "page", "reason", "text", "file"),
        tuple(
            (*_which(report), *what, report.file)
            for report in found
            for what in (*passages.get(report.report, ()), *_lacking(report))
        ),
        empty="nothing: every passage found a place, and every grade that is expected was read",
    )


def _lacking(report: Held) -> Iterable[tuple[Cell, ...]]:
    return ((None, f"no grade was read for {aspect}", None) for aspect in report.lacks)


def period(held: Iterable[Held], scope: Scope) -> dict[str, str]:
    """The first and the last day that gaps are looked for: of the year, or of what is held of that kind."""
    if scope.year is not None:
        return {"since": f"{scope.year}-01-01", "until": f"{scope.year}-12-31"}
    kind = Scope(framework=scope.framework)
    dated = (to_date(r.start or r.published or r.listed) for r in held if kind.holds(r))
    days = sorted(day.isoformat() for day in dated if day)
    return {"since": days[0], "until": days[-1]} if days else {}


def gaps(reader: Reader, scope: Scope, days: dict[str, str]) -> Table:
    """The councils that existed in a period and of which no report of that time is held."""
    query = named("coverage-gaps")
    framework = {} if scope.framework is None else {"framework": scope.framework}
    columns = ("authority", "code", "type", "region", "began", "ended")
    return Table(
        columns,
        tuple(
            tuple(row.get(column) for column in columns)
            for row in rows_of(reader, query, {**days, **framework})
            if scope.authority in (None, row["code"])
        ),
        empty="none: a report is held of every council",
    )


def redated(found: Iterable[Held]) -> Table:
    """The reports that print another day of publication than the index lists."""
    rows, compared = [], 0
    for report in found:
        printed, listed = to_date(report.published), to_date(report.listed)
        compared += bool(printed and listed)
        if printed and listed and printed != listed:
            days = (listed - printed).days
            rows.append((*_which(report), report.published, report.listed, days, report.file))
    return Table(
        (*_WHICH, "published", "listed", "days", "file"),
        tuple(rows),
        empty=f"none: {compared} reports print a day and are listed in an index (load --index): the same day",
    )
