"""Values in the text of a query, in the places of its parameters: that is how every question is asked.

The engine could bind them by itself (``substitutions``), but plans before it does: it takes a bound
variable for a free one, starts from the wrong end and reads the whole store for what one council has. So
the text that it gets has the values in it, by the rules of SEP-0007
(https://github.com/w3c/sparql-dev/blob/main/SEP/SEP-0007/sep-0007.md): a parameter has its value in every
scope that selects it, and nowhere else.

This is done token by token, so that comments, strings and IRIs stay as they are; a value is written by the
engine's own terms, as N-Triples writes it, and so is one token whatever it holds.

1. Where SPARQL has grouping or ordering by a variable, the term stands in brackets, and to group by it has a
   name, for engines that need one. It goes from the variables that are selected: it is no part of the answer.
2. ``VALUES`` can't have a term for a variable: it keeps a variable, and a filter follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from queries import guard
from queries.errors import QueryError

__all__ = ["bound"]

_Token = re.Match[str]


def bound(sparql: str, terms: Mapping[str, NamedNode | Literal]) -> str:
    """A query with values in the places of variables.

    Parameters
    ----------
    sparql
        A text that ``queries.guard`` lets pass.
    terms
        Values, by the names of their variables without the mark.

    Raises
    ------
    QueryError
        If the query does not select such a variable, or gives it a value itself.

    Examples
    --------
    >>> bound("SELECT ?_least ?n { ?n ig:count ?_least }", {"_least": Literal("two")})
    'SELECT  ?n { ?n ig:count "two" }'

    """
    writer = _Writer(terms)
    text = "".join(writer.written(sparql))
    if missing := sorted(terms.keys() - writer.placed):
        raise QueryError(f"?{missing[0]} is a parameter, and the query does not select it")
    return text


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
    clause: str = ""  # group or order: what was begun last
    values_at: int | None = None  # how deep the VALUES stands that a token is part of
    filters: list[str] = field(default_factory=list)
    placed: set[str] = field(default_factory=set)  # the variables that had a place

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
        if len(at) < 4 or self._term(name := tokens[at[2]]["name"] or "") is None:
            return 0
        self.placed.add(name[1:])
        return at[3] + 1

    def _word(self, word: str, tokens: list[_Token], i: int) -> None:
        if word == "select":
            if self.depth > self.scopes[-1].depth:
                self.scopes.append(_Scope(self.depth))
            self.scopes[-1].selects, self.scopes[-1].in_head = _selected(tokens[i + 1 :]), True
        if word in ("group", "order"):
            self.clause = word
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
            raise QueryError(f"{name} is a parameter, and the query gives it a value itself")
        self.placed.add(name[1:])
        if self.values_at is not None:
            self.filters.append(f" FILTER(sameTerm({name}_, {term}))")
            return f"{name}_"
        if self.depth > scope.depth:
            return term
        if not scope.in_head:
            return f"({term} AS {name}_)" if self.clause == "group" else f"({term})"
        is_alone = not (scope.selects or set()) - self.terms.keys()  # something has to be selected
        return f"({term} AS {name})" if is_alone else ""


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
