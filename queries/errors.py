"""What can be wrong with a question: said so that whoever asked it can mend it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

__all__ = ["QueryError", "QuerySyntaxError", "did_you_mean"]


_SOMEWHAT = 0.7  # how near a word must be to be suggested, and to be suggested alone
_VERY = 0.9
_FEW = 3  # names that are listed because they hold what was said


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

    What is only somewhat near stands beside names, a few at most, that hold all that was said.

    Examples
    --------
    >>> did_you_mean("judgments", ["judgements", "events"])
    ': did you mean judgements?'
    >>> did_you_mean("Sussex", ["Essex", "East Sussex", "West Sussex"])
    ': did you mean Essex, East Sussex or West Sussex?'
    >>> did_you_mean("xyz", ["judgements"])
    ''

    """
    by_key = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), by_key, n=1, cutoff=_SOMEWHAT)
    if not near or difflib.SequenceMatcher(None, word.casefold(), near[0]).ratio() < _VERY:
        near += [key for key in _holding(word, by_key) if key not in near]
    names = [by_key[key] for key in near]
    return f": did you mean {' or '.join(filter(None, (', '.join(names[:-1]), names[-1])))}?" if names else ""


def _holding(word: str, names: Iterable[str]) -> list[str]:
    """Names with all words of some text; none if they are many.

    Of one name in two spellings ("early-help", "early help") one is taken.
    """
    wanted = _words(word)
    found = {_words(name): name for name in sorted(names, reverse=True) if wanted and wanted <= _words(name)}
    return sorted(found.values()) if len(found) <= _FEW else []


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", text.casefold()))
