"""Write an answer: rows as a table, CSV, TSV, JSON, XML or Markdown, triples in the usual forms of RDF.

JSON and XML are the W3C's formats for SPARQL results, written by the engine; CSV and TSV hold the same values
(https://www.w3.org/TR/sparql11-results-csv-tsv/), made harmless: a cell that a spreadsheet would run as a
formula gets a leading apostrophe (https://owasp.org/www-community/attacks/CSV_Injection).

Control characters, with which a text can write over a terminal, become U+FFFD: everywhere in tables and
Markdown, in whatever goes to a terminal, and in XML, which has no way to write them.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import redirect_stdout
from typing import IO, cast

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)

from loader.cells import harmless, is_plain_number
from loader.iris import BASE
from queries.ask import PREFIXES, Answer, Term, prefixed
from queries.errors import QueryError

__all__ = [
    "GRAPH_FORMATS",
    "ROW_FORMATS",
    "for_terminal",
    "harmless",
    "markdown_row",
    "printable",
    "readable",
    "write_answer",
    "write_triples",
]

_Writer = Callable[[Answer, IO[bytes]], None]
_NUMBERS = {PREFIXES["xsd"] + name for name in ("integer", "decimal", "double")}
_EXACT = 2**53  # below it each whole number is a number of the machine
# C0 and C1 control characters, and the marks that turn the direction of writing round.
_CONTROLS = {*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
_SPACES = {0x09, 0x0A, 0x0D}
_ILLEGAL_IN_XML = {*range(0x20), 0xFFFE, 0xFFFF} - _SPACES
_NOT_FOR_TERMINALS = dict.fromkeys(_CONTROLS - _SPACES, "\ufffd")
_NOT_IN_XML = dict.fromkeys(_ILLEGAL_IN_XML, "\ufffd")
_ONE_LINE = _NOT_FOR_TERMINALS | dict.fromkeys(_SPACES, " ")
_MARKDOWN = {ord(mark): f"\\{mark}" for mark in "\\`*_[]<>|"}


class _CleanWriter(io.RawIOBase):
    """A binary stream that passes UTF-8 on, each character that ``table`` names replaced."""

    def __init__(self, output: IO[bytes], table: Mapping[int, str]) -> None:
        self._output = output
        self._table = table
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Pass on what is whole so far: a character may come in two pieces."""
        self._output.write(self._decoder.decode(bytes(data)).translate(self._table).encode())
        return len(data)

    def flush(self) -> None:
        """Flush the stream behind."""
        if not self.closed:
            self._output.flush()


def _clean(output: IO[bytes], table: Mapping[int, str]) -> IO[bytes]:
    """A stream before ``output`` that replaces the characters ``table`` names."""
    return cast(IO[bytes], _CleanWriter(output, table))


def for_terminal(output: IO[bytes]) -> IO[bytes]:
    """The stream itself, or if it is a terminal, one that passes on nothing a terminal would obey."""
    return _clean(output, _NOT_FOR_TERMINALS) if output.isatty() else output


def write_answer(answer: Answer, name: str | None, output: IO[bytes]) -> None:
    """Write an answer.

    Parameters
    ----------
    answer
        Its rows are used up.
    name
        One of ``ROW_FORMATS`` or ``GRAPH_FORMATS``; None for what suits: a table, or Turtle for triples.
    output
        A binary stream. Rows are written as they come, except in a table, whose columns are as wide as all
        of them ask for, and in the JSON and XML of a query with parameters.

    Raises
    ------
    QueryError
        If the form of the query and the format do not go together, or the query fails on the way.

    """
    triples = isinstance(answer.result, QueryTriples)
    writers = GRAPH_FORMATS if triples else ROW_FORMATS
    wanted = name or next(iter(writers))
    if wanted not in writers:
        form = "triples" if triples else "rows"
        raise QueryError(
            f"this query gives {form}, and {wanted} can't hold them: choose {', '.join(writers)}"
        )
    try:  # a table is clean by itself, and may be coloured
        writers[wanted](answer, output if wanted == "table" else for_terminal(output))
    except RuntimeError as error:
        raise QueryError(f"the query failed: {error}") from error


# Cells


def printable(text: str) -> str:
    r"""A text on one line, without characters that a terminal would obey.

    >>> printable("two\nlines \x1b[31m")
    'two lines �[31m'
    """
    return text.translate(_ONE_LINE)


def _value(term: Term) -> str:
    """What the W3C's CSV says of a term: an IRI or a text, bare."""
    return "" if term is None else str(getattr(term, "value", term))


def _turtle(term: Term) -> str:
    """What the W3C's TSV says of a term: as in Turtle, numbers bare."""
    if not isinstance(term, Literal):
        return "" if term is None else str(term)
    if term.datatype.value in _NUMBERS and is_plain_number(term.value):
        return term.value
    value = harmless(term.value)
    return str(
        Literal(value, language=term.language) if term.language else Literal(value, datatype=term.datatype)
    )


def readable(term: Term) -> str:
    """A term as people read it: IRIs of the graph without their base, others with a prefix."""
    value = _value(term)
    if isinstance(term, NamedNode):
        return printable(prefixed(value) or value.removeprefix(BASE).removeprefix("id/"))
    return printable(value)


def _cell(term: Term) -> str | int | float:
    """A readable term, numbers as numbers: they stand to the right of their column.

    A literal may call itself a number and be none, or have more digits than a number here keeps.
    """
    if isinstance(term, Literal) and term.datatype.value in _NUMBERS and is_plain_number(term.value):
        number = float(term.value)
        if abs(number) < _EXACT:
            return int(number) if number.is_integer() else number
    return readable(term)


# Rows


def _table(answer: Answer, output: IO[bytes]) -> None:
    from loader.printing import print_rows  # noqa: PLC0415 — brings rich

    text = io.TextIOWrapper(output, encoding="utf-8", write_through=True)
    try:
        with redirect_stdout(text):
            if isinstance(answer.result, QueryBoolean):
                print(_boolean(answer.result))
            else:
                rows = [[_cell(term) for term in row] for row in answer.rows()]
                print_rows(answer.columns, rows)
                if not rows:
                    print("no rows: the store has nothing that fits")
    finally:
        text.detach()


def _boolean(result: QueryBoolean) -> str:
    return "true" if result else "false"


def _texts(answer: Answer, cell: Callable[[Term], str]) -> Iterator[list[str]]:
    """The headings, then the rows."""
    if isinstance(answer.result, QueryBoolean):
        yield from (["answer"], [_boolean(answer.result)])
        return
    yield list(answer.columns)
    for row in answer.rows():
        yield [cell(term) for term in row]


def _csv(answer: Answer, output: IO[bytes]) -> None:
    for row in _texts(answer, lambda term: harmless(_value(term))):
        line = io.StringIO()
        csv.writer(line, lineterminator="\r\n").writerow(row)
        output.write(line.getvalue().encode())


def _tsv(answer: Answer, output: IO[bytes]) -> None:
    mark = "?" if answer.columns else ""
    for row in _texts(answer, _turtle):
        output.write(("\t".join(mark + cell for cell in row) + "\n").encode())
        mark = ""


def _markdown(answer: Answer, output: IO[bytes]) -> None:
    rows = _texts(answer, readable)
    headings = next(rows)
    for line in (
        markdown_row(headings),
        f"| {' | '.join(['---'] * len(headings))} |",
        *map(markdown_row, rows),
    ):
        output.write(f"{line}\n".encode())


def markdown_row(cells: Iterable[str]) -> str:
    r"""A row of a table, what Markdown would take for markup escaped.

    >>> print(markdown_row(["a|b", "*c*"]))
    | a\|b | \*c\* |
    """
    return f"| {' | '.join(cell.translate(_MARKDOWN) for cell in cells)} |"


def _json(answer: Answer, output: IO[bytes]) -> None:
    _visible(answer).serialize(output, format=QueryResultsFormat.JSON)
    output.write(b"\n")


def _xml(answer: Answer, output: IO[bytes]) -> None:
    _visible(answer).serialize(_clean(output, _NOT_IN_XML), format=QueryResultsFormat.XML)
    output.write(b"\n")


def _visible(answer: Answer) -> QuerySolutions | QueryBoolean:
    """The result without the columns of parameters: the engine can select or not, but not select and hide."""
    result, columns = answer.result, answer.columns
    assert not isinstance(result, QueryTriples)
    if isinstance(result, QueryBoolean) or len(columns) == len(result.variables):
        return result
    said = json.loads(result.serialize(format=QueryResultsFormat.JSON) or b"")
    said["head"]["vars"] = columns
    for binding in said["results"]["bindings"]:
        for name in binding.keys() - set(columns):
            del binding[name]
    return parse_query_results(json.dumps(said).encode(), format=QueryResultsFormat.JSON)


# Triples


_RDF = {
    "turtle": RdfFormat.TURTLE,
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}


def write_triples(triples: Iterable[Triple], name: str, output: IO[bytes]) -> None:
    """Write triples as they come.

    Parameters
    ----------
    triples
        Those of a CONSTRUCT, or any others.
    name
        One of ``GRAPH_FORMATS``.
    output
        A binary stream.

    """
    prefixes = dict(PREFIXES) if name in ("turtle", "rdfxml") else None
    cleaned = _clean(output, _NOT_IN_XML) if name == "rdfxml" else output
    serialize(triples, cleaned, _RDF[name], prefixes=prefixes)


def _graph(name: str) -> _Writer:
    def written(answer: Answer, output: IO[bytes]) -> None:
        assert isinstance(answer.result, QueryTriples)
        write_triples(answer.result, name, output)

    return written


#: For SELECT and ASK, by name; the first is what one gets without asking.
ROW_FORMATS: Mapping[str, _Writer] = {
    "table": _table,
    "csv": _csv,
    "tsv": _tsv,
    "json": _json,
    "xml": _xml,
    "markdown": _markdown,
}
#: For CONSTRUCT and DESCRIBE.
GRAPH_FORMATS: Mapping[str, _Writer] = {name: _graph(name) for name in _RDF}
