"""A question as SPARQL that stands by itself: the values in their places, base and prefixes declared.

The engine binds a parameter in every scope that selects it, and nowhere else (see ``queries.ask``). Here the
same is done on the text, token by token, so that comments, strings and IRIs stay as they are:

1. A variable that has a value becomes the term, as N-Triples writes it; where SPARQL has grouping or ordering
   by a variable, the term in brackets. It goes from the variables that are selected: it is no part of the
   answer.
2. ``VALUES`` can't have a term for a variable: it keeps a variable, and a filter follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from loader.iris import BASE
from queries import guard
from queries.ask import PREFIXES, Query
from queries.errors import QueryError
from queries.parameters import bind

__all__ = ["explain", "self_contained"]

_Token = re.Match[str]
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
        If a parameter is wrong, the text is not allowed, or it binds its own parameter with AS.

    Examples
    --------
    >>> from queries.ask import parse
    >>> header = "#+ parameters: [{name: least, type: integer}]\n"
    >>> asked = parse(header + "SELECT ?_least ?n { VALUES ?n { 1 2 3 } FILTER(?n >= ?_least) }")
    >>> print(explain(asked, {"least": "2"}).splitlines()[-1])
    SELECT  ?n { VALUES ?n { 1 2 3 } FILTER(?n >= "2"^^<http://www.w3.org/2001/XMLSchema#integer>) }

    """
    guard.check(query.text)
    terms = {f"_{name}": term for name, term in bind(query.parameters, parameters or {}).items()}
    return self_contained(_bound(query.sparql, terms))


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


@dataclass(slots=True)
class _Scope:
    """The query or subquery that a token stands in."""

    depth: int  # of brackets around it
    selects: set[str] | None = None  # None: all
    in_head: bool = False  # between SELECT and its group


@dataclass(slots=True)
class _Writer:
    """Goes through the tokens of a query once."""

    terms: Mapping[str, NamedNode | Literal]
    depth: int = 0
    scopes: list[_Scope] = field(default_factory=lambda: [_Scope(0)])
    before: str = ""  # the token before
    values_at: int | None = None  # how deep the VALUES stands that a token is part of
    filters: list[str] = field(default_factory=list)

    def written(self, sparql: str) -> Iterator[str]:
        """The tokens, some of them replaced."""
        tokens = list(guard.tokens(sparql))
        skipped_to = 0
        for i, token in enumerate(tokens):
            if i < skipped_to:
                continue
            if token.lastgroup == "space":
                yield token.group()
            elif length := self._bound_call(tokens[i : i + 10]):
                yield "true"
                skipped_to = i + length
            else:
                yield from self._token(tokens, i)
                self.before = token.group().casefold()

    def _token(self, tokens: list[_Token], i: int) -> Iterator[str]:
        token = tokens[i]
        if token["word"]:
            self._word(token["word"].casefold(), tokens, i)
        term = self._term(token["name"] or "")
        yield token.group() if term is None else self._placed(token.group(), str(term))
        yield from self._bracket(token["mark"] or "")

    def _bound_call(self, tokens: list[_Token]) -> int:
        """Of how many tokens a BOUND of a parameter with a value is made; 0 if there is none here."""
        if (tokens[0]["word"] or "").casefold() != "bound":
            return 0
        at = [i for i, token in enumerate(tokens) if token.lastgroup != "space"]
        named = len(at) > 3 and self._term(tokens[at[2]]["name"] or "")
        return at[3] + 1 if named else 0

    def _word(self, word: str, tokens: list[_Token], i: int) -> None:
        if word == "select":
            if self.depth > self.scopes[-1].depth:
                self.scopes.append(_Scope(self.depth))
            self.scopes[-1].selects, self.scopes[-1].in_head = _selected(tokens[i + 1 :]), True
        if word == "values":
            self.values_at = self.depth

    def _bracket(self, mark: str) -> Iterator[str]:
        if mark in ("(", "{", "["):
            self.depth += 1
            self.scopes[-1].in_head &= mark != "{"
        elif mark in (")", "}", "]"):
            self.depth -= 1
        if mark == "}" and self.depth == self.values_at:
            yield "".join(self.filters)
            self.values_at, self.filters = None, []
        if mark == "}" and self.depth < self.scopes[-1].depth:
            self.scopes.pop()

    def _term(self, name: str) -> NamedNode | Literal | None:
        """The value of a variable where it stands; None for what is none, or has none here."""
        selected = all(scope.selects is None or name[1:] in scope.selects for scope in self.scopes)
        return self.terms.get(name[1:]) if selected and name[:1] in ("?", "$") else None

    def _placed(self, name: str, term: str) -> str:
        scope = self.scopes[-1]
        if self.before == "as" or self.values_at == scope.depth:
            raise QueryError(f"{name} is a parameter, and the query gives it a value itself: not to be shown")
        if self.values_at is not None:
            self.filters.append(f" FILTER(sameTerm({name}_, {term}))")
            return f"{name}_"
        if self.depth > scope.depth:
            return term
        return "" if scope.in_head else f"({term})"


def _selected(rest: list[_Token]) -> set[str] | None:
    """The variables of a SELECT, given what follows the word; None for all."""
    names: set[str] = set()
    depth = 0
    for token in rest:
        mark = token["mark"]
        if mark == "{" or (mark == "*" and not depth):
            return names if mark == "{" else None
        depth += (mark == "(") - (mark == ")")
        if token["name"]:
            names.add(token["name"][1:])
    return names


def _bound(sparql: str, terms: Mapping[str, NamedNode | Literal]) -> str:
    return "".join(_Writer(terms).written(sparql))
