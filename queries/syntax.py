"""What is wrong with a text that is no SPARQL, said with the place, the line itself, and a mark below it."""

from __future__ import annotations

import re

from queries.errors import QueryError, QuerySyntaxError

__all__ = ["syntax_error"]

_PLACE = re.compile(r"error at (\d+):(\d+): (?:expected )?(?:one of )?(.*)", re.DOTALL)
_CHARACTERS = re.compile(r"\['.*?'\](?=,|\s*$)|\[_\]", re.DOTALL)  # the parser's classes of characters
_BETWEEN_NAMES = re.compile(r"[^\w.:%\\-]")
_UNDECLARED = "Prefix not found"
_EXTENSIONS = {"LATERAL", "SERVICE"}  # which the parser expects wherever a group goes on
_LISTED = 6  # a message lists no more of what the parser expects


def syntax_error(text: str, name: str, message: str) -> QueryError:
    r"""The parser's message, as people read it.

    Parameters
    ----------
    text
        The query.
    name
        Its name or file; may be empty.
    message
        What the parser says of it.

    Examples
    --------
    >>> print(syntax_error("ASK { ?s a it:is }", "", "error at 1:17: Prefix not found"))
    SPARQL syntax, line 1, column 12: the prefix it: is not declared
      ASK { ?s a it:is }
                 ^

    """
    found = _PLACE.match(message)
    if not found:
        return QueryError(f"SPARQL syntax: {message}")
    line, column = int(found[1]), int(found[2])
    lines = [*text.splitlines(), *[""] * line]
    before, after = lines[line - 1][: column - 1], "".join([lines[line - 1][column - 1 :], *lines[line:]])
    what = _said(found[3]) or (
        "not expected here" if after.strip() else "something is missing before the end"
    )
    if what == _UNDECLARED:
        term = _BETWEEN_NAMES.split(before.rstrip())[-1]
        column = len(before.rstrip()) - len(term) + 1
        what = f"the prefix {term.partition(':')[0]}: is not declared"
    place = f"{name + ', ' if name else ''}line {line}, column {column}"
    shown = f"SPARQL syntax, {place}: {what}\n  {lines[line - 1]}\n  {' ' * (column - 1)}^"
    return QuerySyntaxError(shown, line, column)


def _said(complaint: str) -> str:
    """A sentence of the parser's, or what it expects if that is little; else nothing."""
    expected = [what.strip() for what in _CHARACTERS.sub("", complaint).split(", ")]
    expected = [what for what in expected if what and what not in _EXTENSIONS]
    sentence = next((what for what in expected if " " in what), "")
    listed = f"expected {', '.join(expected)}" if 0 < len(expected) <= _LISTED else ""
    return sentence or listed
