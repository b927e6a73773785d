"""Questions for Wikidata about the areas of councils, with the codes of a part of the graph filled in.

The engine here asks no other servers (see ``queries.guard``); so these are queries to be run elsewhere:
pasted at https://query.wikidata.org, or handed to any tool that speaks SPARQL. Each is a file beside this
one. Wikidata knows areas by their GSS codes (property P836); the rows of the answer name our councils by
their IRIs, so that it can be joined with the graph.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pyoxigraph import Literal, NamedNode

from loader.authorities import register
from loader.iris import resource_iri
from loader.store import Reader
from ontology.resources import resource
from queries.ask import Query, parse
from queries.errors import QueryError, did_you_mean
from queries.export.origin import origin_of
from queries.scope import WHOLE, Scope, reports_in

__all__ = ["WIKIDATA", "wikidata_queries", "wikidata_query"]

#: Where they can be asked.
WIKIDATA = "https://query.wikidata.org/sparql"
_NO_VALUES = "VALUES (?authority ?gss) { }"  # to be filled in


@cache
def wikidata_queries() -> Mapping[str, Query]:
    """The questions by name."""
    files = sorted(resource("queries/wikidata").glob("*.rq"))
    return {file.stem: parse(file.read_text(encoding="utf-8"), file.stem) for file in files}


def wikidata_query(reader: Reader, name: str, scope: Scope = WHOLE) -> str:
    """A question as SPARQL that needs nothing else.

    Parameters
    ----------
    reader
        An open store.
    name
        Of the question: a key of ``wikidata_queries``.
    scope
        Of whose councils; those of which any report is held if not given.

    Raises
    ------
    QueryError
        If there is no such question, the scope holds no report, or no council of it is in the register.

    """
    known = wikidata_queries()
    if name not in known:
        near = did_you_mean(name, known)
        raise QueryError(f"there is no question {name!r} for Wikidata{near}; there are: {', '.join(known)}")
    inspected = {held.authority for held in reports_in(reader, scope)}
    codes = {resource_iri("authority", entry.code).value: entry.gss_code for entry in register()}
    councils = sorted(codes.keys() & inspected)
    if not councils:
        raise QueryError("no report of this scope is about a council of the register")
    rows = "".join(f"    ({NamedNode(it)} {Literal(codes[it])})\n" for it in councils)
    asked = known[name]
    head = f"# {asked.title}. Councils of {origin_of(reader, scope)}. To be asked at {WIKIDATA}\n"
    return head + asked.sparql.replace(_NO_VALUES, f"VALUES (?authority ?gss) {{\n{rows}  }}")
