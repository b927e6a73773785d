"""A question as SPARQL that stands by itself: the values in their places, base and prefixes declared."""

from __future__ import annotations

from collections.abc import Mapping

from loader.iris import BASE
from queries import guard
from queries.ask import PREFIXES, Query, with_values

__all__ = ["explain", "self_contained"]

_UNION = "# Asked of the union of all named graphs, as `inspection-graph query` does.\n"


def explain(query: Query, parameters: Mapping[str, str] | None = None) -> str:
    r"""The SPARQL that answers a query with these values: it gives the same answer, and needs nothing else.

    Parameters
    ----------
    query
        From ``queries.ask``.
    parameters
        Values as people write them.

    Raises
    ------
    QueryError
        If a parameter is wrong, or the text is not allowed.

    Examples
    --------
    >>> from queries.ask import parse
    >>> header = "#+ parameters: [{name: least, type: integer}]\n"
    >>> asked = parse(header + "SELECT ?_least ?n { VALUES ?n { 1 2 3 } FILTER(?n >= ?_least) }")
    >>> print(explain(asked, {"least": "2"}).splitlines()[-1])
    SELECT  ?n { VALUES ?n { 1 2 3 } FILTER(?n >= "2"^^<http://www.w3.org/2001/XMLSchema#integer>) }

    """
    return self_contained(with_values(query, parameters or {}).sparql)


def self_contained(sparql: str) -> str:
    """A query with the base and the prefixes that it uses and does not declare itself."""
    tokens = [token for token in guard.tokens(sparql) if token.lastgroup != "space"]
    words = [(token["word"] or "").casefold() for token in tokens]
    declared = {tokens[i + 1]["prefix"] for i, word in enumerate(words[:-1]) if word == "prefix"}
    used = {token["prefix"] for token in tokens} & PREFIXES.keys()
    lines = [f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in sorted(used - declared)]
    base = "" if "base" in words else f"BASE <{BASE}>\n"
    union = "" if guard.chooses_graphs(sparql) else _UNION
    return "".join((union, base, *lines, sparql))
