"""The SPARQL 1.1 Protocol, its query side: https://www.w3.org/TR/sparql11-protocol/.

A query comes by GET, by POST as a form, or by POST as it stands; the graphs that the request names stand
before those that the query names. With no query a GET is answered by the description of the service, and a
browser is sent to the page where people write queries.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import IO, cast

from pyoxigraph import QueryTriples, Triple

from loader.store import Reader
from queries import ask
from queries.ask import Graphs, Query
from queries.formats import write_answer, write_triples
from queries.web.answers import FREE, Answer, Asked, Limits, Route
from queries.web.bounded import Bounded
from queries.web.forms import FORM, is_utf8, posted
from queries.web.negotiation import preferred
from queries.web.problems import Refused
from queries.web.result_rows import has_more_rows
from queries.web.service import service_description

__all__ = ["GRAPH_TYPES", "ROUTES", "ROW_TYPES"]

Types = Mapping[str, tuple[str, ...]]
#: Media types of results by the name of their format, the proper one first; clients ask for others too.
ROW_TYPES: Types = {
    "json": ("application/sparql-results+json", "application/json"),
    "xml": ("application/sparql-results+xml", "application/xml", "text/xml"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
}
GRAPH_TYPES: Types = {
    "turtle": ("text/turtle", "application/x-turtle"),
    "ntriples": ("application/n-triples", "text/plain"),
    "rdfxml": ("application/rdf+xml", "application/xml", "text/xml"),
    "jsonld": ("application/ld+json", "application/json"),
}
_EDITOR = "/sparql-editor"  # the page where people write queries
_QUERY = "application/sparql-query"


def _sparql(reader: Reader, asked: Asked) -> Answer:
    """What a request to the endpoint asks."""
    said = _parameters(asked)
    queries = [value for name, value in said if name == "query"]
    if not queries and asked.method == "GET":
        if preferred(asked.accept, (*GRAPH_TYPES["turtle"], "text/html")) == "text/html":
            return Answer(b"", "", 303, (("location", f"{asked.site}{_EDITOR}"),))
        form, media_type = _form(said, asked, GRAPH_TYPES)
        return _answer(_described(reader, asked, form), media_type)
    if len(queries) != 1:
        raise Refused(400, f"A request has one query, and this has {len(queries)}.")
    answer = replace(ask.run(reader, Query(queries[0]), graphs=_graphs(said)), whole=True)
    triples = isinstance(answer.result, QueryTriples)
    form, media_type = _form(said, asked, GRAPH_TYPES if triples else ROW_TYPES)
    return _answer(_written(answer, form, asked.limits), media_type)


# What is asked


def _parameters(asked: Asked) -> list[tuple[str, str]]:
    """The parameters of the request, wherever they stand; a query that is the body becomes one."""
    said = list(asked.query)
    if asked.method == "POST":
        if is_utf8(asked.content_type, FORM):
            said += posted(asked)
        elif is_utf8(asked.content_type, _QUERY):
            said.append(("query", _text(asked.body)))
        else:
            kinds = f"a body is {_QUERY} or {FORM}, in UTF-8"
            raise Refused(415, f"{asked.content_type or 'A body of no type'} can't be read: {kinds}.")
    if any(name == "update" for name, _ in said):
        raise Refused(400, "The graph is only read here: there are no updates.")
    return said


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise Refused(400, f"The query is not UTF-8 at byte {error.start}.") from None


def _graphs(said: Iterable[tuple[str, str]]) -> Graphs | None:
    """The graphs that the request names; None if it names none."""
    default = tuple(value for name, value in said if name == "default-graph-uri")
    named = tuple(value for name, value in said if name == "named-graph-uri")
    return Graphs(default, named) if default or named else None


def _form(said: Iterable[tuple[str, str]], asked: Asked, types: Types) -> tuple[str, str]:
    """The format that the client likes best of those that can hold the result, and its media type."""
    firsts = {kinds[0]: form for form, kinds in types.items()}
    forms = firsts | {kind: form for form, kinds in types.items() for kind in kinds if kind not in firsts}
    wanted = next((value for name, value in said if name == "format" and value), None)
    if wanted is not None and wanted in types:
        return wanted, types[wanted][0]
    found = preferred(asked.accept if wanted is None else wanted, list(forms))
    if found is None:
        there = ", ".join(f"{kind} (format={form})" for kind, form in firsts.items())
        raise Refused(406, f"What comes of this can be had as {there}.")
    return forms[found], found


# What is answered


def _answer(body: bytes, media_type: str) -> Answer:
    return Answer(body, f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type)


def _described(reader: Reader, asked: Asked, form: str) -> bytes:
    output = io.BytesIO()
    write_triples(service_description(reader, f"{asked.site}/sparql", asked.limits), form, output)
    return output.getvalue()


def _written(answer: ask.Answer, form: str, limits: Limits) -> bytes:
    """A result in a format, refused if it is larger than an answer may be: half of one is none."""
    output = Bounded(limits.bytes)
    if isinstance(answer.result, QueryTriples):
        write_triples(_counted(answer.result, limits), form, cast(IO[bytes], output))
        return output.getvalue()
    write_answer(answer, form, cast(IO[bytes], output))
    written = output.getvalue()
    if has_more_rows(written, form, limits.rows):
        raise _too_many(limits)
    return written


def _counted(triples: Iterable[Triple], limits: Limits) -> Iterator[Triple]:
    for number, triple in enumerate(triples, 1):
        if number > limits.rows:
            raise _too_many(limits)
        yield triple


def _too_many(limits: Limits) -> Refused:
    detail = f"The result has more than {limits.rows:,} rows: ask for a part of it, or add a LIMIT."
    return Refused(413, detail, rows=limits.rows)


ROUTES = (Route("/sparql", _sparql, ("GET", "POST"), place=FREE),)
