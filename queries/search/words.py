"""How texts and questions are cut into words, and where the words of a question stand in a text.

A word is letters or digits, without regard to case and accents, reduced to its English stem: "assessing"
finds "assessments". A question is plain words and "quoted phrases"; nothing in it is an operator, so nothing
can be wrong with it. What hangs together ("multi-agency", "children's") is a phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from queries.errors import QueryError

if TYPE_CHECKING:
    from tantivy import TextAnalyzer

__all__ = ["LONGEST", "Snippet", "analyzer", "chunks", "in_order", "snippet"]

LONGEST = 500  # characters of a question
_LONGEST_WORD = 60
_SHOWN = 320  # characters of a text that are shown
_BEFORE = 80  # of these, before the first word that was found
_CHUNK = re.compile(r'["“](?P<phrase>[^"“”]*)["”]?|(?P<plain>[^\s"“”]+)')

Chunk = tuple[str, ...]  # the stems of a word or a phrase


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text or a part of one, and where in it the words of a question stand.

    Ranges are characters from 0, the end not included, in order and apart: what shows them escapes the text
    between them and needs no markup of ours.
    """

    text: str
    ranges: tuple[tuple[int, int], ...]
    cut_before: bool = False
    cut_after: bool = False

    def parts(self) -> tuple[tuple[str, bool], ...]:
        """The text in pieces, each with whether it was found.

        >>> Snippet("Early help is late", ((0, 10),)).parts()
        (('Early help', True), (' is late', False))
        """
        pieces, at = [], 0
        for start, end in self.ranges:
            pieces += [(self.text[at:start], False), (self.text[start:end], True)]
            at = end
        return tuple((piece, found) for piece, found in [*pieces, (self.text[at:], False)] if piece)


@cache
def analyzer(*, stop: bool = False) -> TextAnalyzer:
    """What cuts a text into stems; with ``stop``, words such as "the" are left out."""
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer  # noqa: PLC0415 — optional

    built = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(_LONGEST_WORD))
    built = built.filter(Filter.lowercase()).filter(Filter.ascii_fold())
    if stop:
        built = built.filter(Filter.stopword("english"))
    return built.filter(Filter.stemmer("english")).build()


def chunks(question: str) -> tuple[Chunk, ...]:
    """The words and phrases of a question, each once; words such as "the" only where there are no others.

    Raises
    ------
    QueryError
        If it is longer than ``LONGEST``.

    Examples
    --------
    >>> chunks('assessing the "Threshold of need" multi-agency')
    (('assess',), ('threshold', 'of', 'need'), ('multi', 'agenc'))

    """
    if len(question) > LONGEST:
        raise QueryError(f"the text to find is too long: {len(question)} characters, {LONGEST} at most")
    found, telling = [], []
    for match in _CHUNK.finditer(question):
        words = match["phrase"] or match["plain"] or ""
        chunk = tuple(analyzer().analyze(words))
        if chunk:
            found.append(chunk)
            telling += [chunk] if len(chunk) > 1 or analyzer(stop=True).analyze(words) else []
    return tuple(dict.fromkeys(telling or found))


def in_order(question: str) -> Chunk:
    """All the stems of a question in their order, as one phrase.

    >>> in_order("the quality of practice")
    ('the', 'qualiti', 'of', 'practic')
    """
    return tuple(analyzer().analyze(question))


def snippet(text: str, asked: Sequence[Chunk]) -> Snippet:
    """What to show of a text: all of a short one, else the part around the first words that were asked for.

    >>> snippet("Thresholds are not understood.", [("threshold",)])
    Snippet(text='Thresholds are not understood.', ranges=((0, 10),), cut_before=False, cut_after=False)
    """
    ranges = _ranges(text, asked)
    if len(text) <= _SHOWN:
        return Snippet(text, ranges)
    first = max(0, (ranges[0][0] if ranges else 0) - _BEFORE)
    start = text.find(" ", first) + 1 if first else 0
    end = len(text) if start + _SHOWN >= len(text) else max(text.rfind(" ", start, start + _SHOWN), start + 1)
    within = ((a - start, min(b, end) - start) for a, b in ranges if start <= a < end)
    return Snippet(text[start:end], tuple(within), start > 0, end < len(text))


def _ranges(text: str, asked: Iterable[Chunk]) -> tuple[tuple[int, int], ...]:
    """Where chunks stand in a text; what follows one another is one range."""
    tokens = analyzer().pre_tokenize(text).tokens
    stems = [token.text for token in tokens]
    marked: set[int] = set()
    for chunk in asked:
        for i in range(len(stems) - len(chunk) + 1):
            if tuple(stems[i : i + len(chunk)]) == chunk:
                marked.update(range(i, i + len(chunk)))
    ranges: list[tuple[int, int]] = []
    for i in sorted(marked):
        start = ranges.pop()[0] if i - 1 in marked else tokens[i].char_offset_from
        ranges.append((start, tokens[i].char_offset_to))
    return tuple(ranges)
