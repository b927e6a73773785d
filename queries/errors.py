"""What can be wrong with a question: said so that whoever asked it can mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

__all__ = ["QueryError", "QuerySyntaxError", "did_you_mean"]


class QueryError(Exception):
    """A question can't be answered as it was asked; the message says why and what to do."""


class QuerySyntaxError(QueryError):
    """A text is no query.

    Attributes
    ----------
    line, column
        Where, from 1.

    """

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A clause that suggests the nearest known word, empty if none is near.

    Examples
    --------
    >>> did_you_mean("judgments", ["judgements", "events"])
    ': did you mean judgements?'
    >>> did_you_mean("xyz", ["judgements"])
    ''

    """
    by_key = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), by_key, n=1, cutoff=0.7)
    return f": did you mean {by_key[near[0]]}?" if near else ""
