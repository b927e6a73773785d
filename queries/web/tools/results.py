"""The rows of an answer: a page of them as a table for people, or all of them as a file."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import IO, cast

from pyoxigraph import Literal, NamedNode, QueryBoolean, QueryTriples

from loader.store import Reader
from queries.ask import Answer as Asking
from queries.ask import Term
from queries.export.origin import origin_of
from queries.export.summary import Cell as SheetCell
from queries.export.summary import Sheet
from queries.export.workbook import write_workbook
from queries.formats import printable, readable, write_answer
from queries.rows import value_of
from queries.scope import WHOLE
from queries.web.answers import Answer, Limits
from queries.web.bounded import Bounded
from queries.web.problems import Refused
from queries.web.things import label_of

__all__ = ["DOWNLOADS", "PAGE", "Cell", "Shown", "download", "shown"]

PAGE = 50  # rows of a table at a time
_COUNTED = 10_000  # rows that are counted; of more it is said that there are more
_LONG = 60  # characters of a text that wants a wide column
_WORKBOOK = "xlsx"
_LONGEST_NAME = 31  # characters that the name of a sheet may have
_EXACT = 10**15  # a workbook keeps fifteen digits of a number

#: What an answer can be downloaded as, by the ending of its address: media type and, for people, its name.
DOWNLOADS: Mapping[str, tuple[str, str]] = {
    "csv": ("text/csv; charset=utf-8", "CSV"),
    _WORKBOOK: ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel"),
    "json": ("application/sparql-results+json", "JSON"),
    "tsv": ("text/tab-separated-values; charset=utf-8", "TSV"),
    "xml": ("application/sparql-results+xml", "XML"),
    "markdown": ("text/markdown; charset=utf-8", "Markdown"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A value to show: a text, where it leads to if it is an IRI, and how it stands in its column."""

    text: str
    iri: str = ""
    kind: str = ""  # "number", "day", "long" or none: the class of its element


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of the rows of an answer.

    Attributes
    ----------
    columns
        Headings, as people read them.
    rows
        A cell for each column.
    first
        Which row of all is the first of these, from 1.
    total
        How many there are; ``more`` if there are more than that, which are not counted.

    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    first: int
    total: int
    more: bool

    @property
    def last(self) -> int:
        """Which row of all is the last of these."""
        return self.first + len(self.rows) - 1

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))


def shown(reader: Reader, answer: Asking, page: int = 1) -> Shown:
    """A page of an answer of any form, the first being 1; beyond the last it has no rows."""
    columns, rows = _table(answer)
    first = (page - 1) * PAGE
    kept: list[tuple[Term, ...]] = []
    total = 0
    for total, row in enumerate(islice(rows, _COUNTED + 1), 1):
        if first < total <= first + PAGE:
            kept.append(row)
    cells = tuple(tuple(_cell(reader, term) for term in row) for row in kept)
    headings = tuple(name.replace("_", " ") for name in columns)
    return Shown(headings, cells, first + 1, min(total, _COUNTED), total > _COUNTED)


def _table(answer: Asking) -> tuple[tuple[str, ...], Iterator[tuple[Term, ...]]]:
    result = answer.result
    if isinstance(result, QueryBoolean):
        return ("answer",), iter([(Literal(bool(result)),)])
    if isinstance(result, QueryTriples):
        return ("subject", "predicate", "object"), (tuple(triple) for triple in result)
    return answer.columns, answer.rows()


def _cell(reader: Reader, term: Term) -> Cell:
    if isinstance(term, NamedNode):
        text = _named(reader, term)
        return Cell(text, term.value, "long" if len(text) > _LONG else "")
    value = value_of(term)
    if isinstance(value, bool):
        return Cell("yes" if value else "no")
    if isinstance(value, datetime.date):
        return Cell(value.isoformat(), kind="day")
    is_number = isinstance(term, Literal) and not isinstance(value, str)
    text = "" if value is None else printable(str(value))
    return Cell(text, kind="number" if is_number else "long" if len(text) > _LONG else "")


def _named(reader: Reader, iri: NamedNode) -> str:
    """How people call a thing; what nothing is said of has its prefix."""
    label = label_of(reader, iri.value)
    return readable(iri) if iri.value.endswith(label) else printable(label)


# Files


def download(reader: Reader, answer: Asking, form: str, name: str, limits: Limits) -> Answer:
    """All rows of an answer as a file: whole, or refused.

    Parameters
    ----------
    reader
        The generation that was asked: a workbook says which.
    answer
        Of a SELECT or an ASK.
    form
        One of ``DOWNLOADS``.
    name
        Of the file, without its ending: letters, digits, hyphens.
    limits
        How many rows and bytes there may be.

    Raises
    ------
    Refused
        With 413, if it is larger: more bytes, or of a workbook more rows; with 404, if there is no such form.

    """
    if form not in DOWNLOADS:
        raise Refused(404, f"No answer can be written as {form!r}: there are {', '.join(DOWNLOADS)}.")
    output = Bounded(limits.bytes)
    if form == _WORKBOOK:
        write_workbook([_sheet(answer, limits)], origin_of(reader, WHOLE), cast(IO[bytes], output))
    else:
        write_answer(answer, form, cast(IO[bytes], output))
    ending = "md" if form == "markdown" else form
    return Answer(
        output.getvalue(),
        DOWNLOADS[form][0],
        headers=(("content-disposition", f'attachment; filename="{name}.{ending}"'),),
    )


def _at_most(most: int, rows: Iterable[tuple[Term, ...]]) -> Iterator[tuple[Term, ...]]:
    for n, row in enumerate(rows):
        if n >= most:
            raise Refused(413, f"The answer has more than {most:,} rows: narrow the question.")
        yield row


def _sheet(answer: Asking, limits: Limits) -> Sheet:
    columns, rows = _table(answer)
    cells = [tuple(_sheet_cell(term) for term in row) for row in _at_most(limits.rows, rows)]
    types: dict[str, type] = {}
    for i, column in enumerate(columns):
        kinds = {type(row[i]) for row in cells if row[i] is not None}
        types[column] = kinds.pop() if len(kinds) == 1 else str
    return Sheet((answer.query.name or "answer")[:_LONGEST_NAME], types, cells)


def _sheet_cell(term: Term) -> SheetCell:
    value = value_of(term)
    if value is None or type(value) is datetime.date:
        return value
    if type(value) is int and abs(value) < _EXACT:
        return value
    return printable(str(value))
