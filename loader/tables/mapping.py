"""What the columns of a table say: a small YAML file beside it.

It says what the metadata of CSV on the Web (https://www.w3.org/TR/tabular-metadata/) says with ``aboutUrl``,
``propertyUrl``, ``valueUrl`` and ``null``, in fewer words. A template there makes an IRI of a cell as it
stands; here a cell is a name that has to be found in the register first, for a day, and what can't be found
is left out and listed. That can't be said there.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from loader.errors import ReportError
from loader.tables.linking import Day, day_in, is_date
from loader.vocabulary import concepts

__all__ = ["NOT_OBSERVED", "Column", "Mapped", "PeriodSaid", "read_mapping"]

#: Cells in which statistics say that there is no figure: suppressed, not applicable, not available.
NOT_OBSERVED = ("", "c", "x", "z", "u", ":", "..", "...", "-", "–", "n/a", "na")
_LARGEST = 100_000  # bytes of such a file
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 60
_FARTHEST = Decimal(10**12)  # what figures are multiplied or divided by at most
_FIELDS = {
    "table", "title", "publisher", "licence", "issued", "source", "sheet", "headings", "authority", "period",
    "breakdown", "figures", "not_observed",
}  # fmt: skip
_REQUIRED = ("table", "title", "publisher", "licence", "issued", "authority", "period", "figures")
_REMEDY = "see docs/linking-tables.md for what it may say"


class PeriodSaid(NamedTuple):
    """When figures hold: as a column says, or one time for all."""

    column: str | None = None
    printed: str | None = None
    begins: str | None = None  # ISO 8601 day, month or year
    ends: str | None = None


class Column(NamedTuple):
    """A column of figures."""

    heading: str
    measure: str | None  # concept of ontology/schemes/measures.ttl
    label: str  # of the measure, where it is one of this table alone; else the concept's
    unit: str  # concept of ontology/schemes/units.ttl
    printed_unit: str
    times: Decimal  # what a cell is multiplied by: 100 where parts of one are kept as percent


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a mapping says."""

    digest: str  # SHA-256 of its bytes, hexadecimal
    slug: str
    title: str
    publisher: str
    licence: str  # IRI
    issued: str  # ISO 8601
    source: str | None  # address
    sheet: str | None
    headings: int | None
    authority: str  # heading
    day: Day
    fuzzy: bool  # whether a near name is enough
    period: PeriodSaid
    breakdown: tuple[str, ...]  # headings of the columns that say of which part of the whole a figure is
    figures: tuple[Column, ...]
    not_observed: frozenset[str]  # lower case


def read_mapping(path: Path) -> Mapped:
    """Read a mapping.

    Raises
    ------
    loader.errors.ReportError
        If it can't be read, or says something else than a mapping may.

    """
    import yaml  # noqa: PLC0415 — not needed for --help

    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReportError(str(path), f"can't be read ({error.strerror or error})", "check the path") from None
    if len(data) > _LARGEST:
        raise ReportError(str(path), f"larger than {_LARGEST:,} bytes, and so no mapping", _REMEDY)
    try:
        said = yaml.load(data.decode(), Loader=yaml.BaseLoader)  # noqa: S506 — every value is text
        return _mapped(_known(said, _FIELDS, "the mapping"), hashlib.sha256(data).hexdigest())
    except (ValueError, TypeError, yaml.YAMLError, RecursionError) as error:
        raise ReportError(str(path), f"not a mapping: {error}", _REMEDY) from None
    except KeyError as error:
        raise ReportError(str(path), f"it does not say {error.args[0]!r}", _REMEDY) from None


def _mapped(said: Mapping[str, Any], digest: str) -> Mapped:
    for name in _REQUIRED:
        if name not in said:
            raise KeyError(name)
    authority = _known(said["authority"], {"column", "on", "on_column", "fuzzy"}, "authority")
    marks = said.get("not_observed", list(NOT_OBSERVED))
    figures = tuple(map(_column, _list(said["figures"], "figures")))
    _refuse_twice(figures)
    return Mapped(
        digest=digest,
        slug=_checked("table", said["table"], _is_slug, "small letters, digits and hyphens"),
        title=_words("title", said["title"]),
        publisher=_words("publisher", said["publisher"]),
        licence=_checked("licence", said["licence"], _is_address, "an address, as https://…"),
        issued=_date("issued", said["issued"]),
        source=_checked("source", said["source"], _is_address, "an address") if "source" in said else None,
        sheet=_words("sheet", said["sheet"]) if "sheet" in said else None,
        headings=int(_checked("headings", said["headings"], str.isdigit, "a line")) or None
        if "headings" in said
        else None,
        authority=_words("authority: column", authority["column"]),
        day=Day(
            _day(authority["on"]) if "on" in authority else None,
            _words("authority: on_column", authority["on_column"]) if "on_column" in authority else None,
        ),
        fuzzy=_truth("authority: fuzzy", authority.get("fuzzy", "false")),
        period=_period(said["period"]),
        breakdown=tuple(_words("breakdown", each) for each in _list(said.get("breakdown", []), "breakdown")),
        figures=figures,
        not_observed=frozenset({"", *(str(mark).strip().lower() for mark in _list(marks, "not_observed"))}),
    )


def _column(said: Any) -> Column:
    _known(said, {"column", "measure", "new_measure", "unit", "printed_unit", "times"}, "a figure")
    if ("measure" in said) == ("new_measure" in said):
        raise ValueError("a figure says one of measure (a concept) and new_measure (words)")
    measure = _concept("measures", said["measure"]) if "measure" in said else None
    unit = _concept("units", said["unit"])
    label = concepts("measures")[measure].label if measure else _words("new_measure", said["new_measure"])
    printed = _words("printed_unit", said.get("printed_unit", concepts("units")[unit].label.lower()))
    return Column(
        _words("column", said["column"]), measure, label, unit, printed, _number(said.get("times", "1"))
    )


def _refuse_twice(figures: Iterable[Column]) -> None:
    """Refuse two columns for the same thing: their figures could not be told apart."""
    seen: dict[tuple[str, str], str] = {}
    for column in figures:
        what = (column.measure or column.label, column.unit)
        if what in seen:
            raise ValueError(f"{seen[what]!r} and {column.heading!r} have one measure and unit")
        seen[what] = column.heading
    if not seen:
        raise ValueError("it names no column of figures")


def _period(said: Any) -> PeriodSaid:
    _known(said, {"column", "printed", "begins", "ends"}, "period")
    if "column" in said:
        if len(said) > 1:
            raise ValueError("a period is that of a column, or printed with begins and ends")
        return PeriodSaid(column=_words("period: column", said["column"]))
    begins, ends = (_date(f"period: {name}", said[name]) for name in ("begins", "ends"))
    if begins > ends:
        raise ValueError(f"the period ends ({ends}) before it begins ({begins})")
    return PeriodSaid(None, _words("period: printed", said["printed"]), begins, ends)


# Values: all are text as they come, for YAML takes "no" and 1.10 for other things than what was written.


def _known(said: Any, fields: set[str], what: str) -> Mapping[str, Any]:
    if not isinstance(said, dict):
        raise TypeError(f"{what} has no fields")
    for name in said:
        if name not in fields:
            near = difflib.get_close_matches(name, sorted(fields), n=1)
            raise ValueError(f"{what} says {name!r}{f': did you mean {near[0]}?' if near else ''}")
    return said


def _list(said: Any, what: str) -> list[Any]:
    if not isinstance(said, list):
        raise TypeError(f"{what} is no list")
    return said


def _words(what: str, said: Any) -> str:
    return _checked(what, said, lambda text: bool(text.strip()), "words").strip()


def _checked(what: str, said: Any, fits: Callable[[str], bool], wanted: str) -> str:
    if not isinstance(said, str):
        raise TypeError(f"{what} is not {wanted}, but a list or fields")
    if not fits(said):
        raise ValueError(f"{what} {said!r} is not {wanted}")
    return said


def _is_slug(text: str) -> bool:
    return len(text) <= _LONGEST and _SLUG.fullmatch(text) is not None


def _is_address(text: str) -> bool:
    try:
        return urlsplit(text).scheme in ("http", "https") and NamedNode(text).value == text
    except ValueError:  # no IRI, and a graph takes nothing else
        return False


def _concept(scheme: str, said: Any) -> str:
    slug = _words(scheme, said)
    if slug not in concepts(scheme):
        near = difflib.get_close_matches(slug, concepts(scheme), n=3, cutoff=0.4)
        raise ValueError(f"{slug!r} is not in ontology/schemes/{scheme}.ttl (near it: {', '.join(near)})")
    return slug


def _date(what: str, said: Any) -> str:
    text = _words(what, said)
    if not is_date(text):
        raise ValueError(f"{what} {said!r} is no date: write it as 2024-03-31, 2024-03 or 2024")
    return text


def _day(said: Any) -> str:
    day = day_in(_words("authority: on", said))
    if day is None:
        raise ValueError(f"authority: on {said!r} is no day: write it as 2024-03-31")
    return day


def _truth(what: str, said: Any) -> bool:
    return _checked(what, said, {"true", "false"}.__contains__, "true or false") == "true"


def _number(said: Any) -> Decimal:
    try:
        number = Decimal(_words("times", said))
    except InvalidOperation:
        raise ValueError(f"times {said!r} is no number") from None
    if not (number.is_finite() and 1 / _FARTHEST <= abs(number) <= _FARTHEST):
        raise ValueError(f"times {said!r} is no number to multiply by")
    return number
