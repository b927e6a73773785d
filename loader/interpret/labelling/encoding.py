"""A sentence and its place as the numbers that the network reads."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache

from loader.interpret.labelling.labeller import Context
from loader.interpret.labelling.network import Reading
from loader.interpret.labelling.polarity import read_cues
from loader.interpret.labelling.themes import cued_themes

__all__ = ["CUES", "GRADES", "KINDS", "ROLES", "UNKNOWN", "Encoder", "cue_values", "split_words"]

_WORD = re.compile(r"[a-z]{1,40}(?:'[a-z]{1,40})*|\d|[,;:()%]")
_LONGEST = 90, 20, 10  # words of a sentence, of the one before it (its last), of a heading
_SUFFIX = 4  # letters: an unknown word is known by its end
#: How many rows of the table of vectors stand for words that are not in the vocabulary.
UNKNOWN = 1024
# What a place may be; the first of each stands for all others.
GRADES = (
    "",
    "outstanding",
    "good",
    "requires improvement to be good",
    "requires improvement",
    "inadequate",
    "adequate",
)
ROLES = ("", "summary", "findings", "actions", "context", "about")
KINDS = ("", "paragraph", "list-item")
#: How many values say what the cues of a sentence come to, those of the themes left out.
CUES = 10
_STRONG = 4  # cues that weigh so much together say all that cues can say


@lru_cache(maxsize=16)  # a sentence is read again as the one before the next
def split_words(text: str) -> tuple[str, ...]:
    """The words, digits and marks of a text, in lower case.

    >>> split_words("Children’s plans aren't up-to-date; 12% drift.")
    ("children's", 'plans', "aren't", 'up', 'to', 'date', ';', '1', '2', '%', 'drift')
    """
    return tuple(_WORD.findall(text.lower().replace("’", "'")))


def cue_values(sentence: Context, themes: Sequence[str]) -> list[float]:
    """What the cues of a sentence come to, each between -1 and 1, and how strongly they name each theme."""
    reading = read_cues(sentence.text)
    balances = [clause.balance for clause in reading.clauses]
    strength, weakness = reading.total
    before = read_cues(sentence.before).total.balance if sentence.before else 0
    sums = (strength, weakness, balances[-1], max(balances), min(balances), reading.neutral, before)
    signs = (reading.inherits, strength + weakness == 0, len(balances) > 1)
    named = dict(cued_themes(sentence.text))
    return [
        *(max(-1.0, min(1.0, value / _STRONG)) for value in sums),
        *map(float, signs),
        *(min(named.get(theme, 0) / _STRONG, 1.0) for theme in themes),
    ]


class Encoder:
    """Turns sentences into readings of a network with a given vocabulary.

    Parameters
    ----------
    vocabulary
        Words in the order of the rows of the network's table of vectors. After them come ``UNKNOWN`` rows
        for other words, then a row for each of ``GRADES``, ``ROLES`` and ``KINDS``.
    themes
        Concepts in the order of the network's scores.

    """

    def __init__(self, vocabulary: Sequence[str], themes: Sequence[str]) -> None:
        self._rows: dict[str, int] = {word: n for n, word in enumerate(vocabulary)}
        self._words = len(self._rows)
        self._themes = tuple(themes)
        places = self._words + UNKNOWN
        self._grades = _numbered(GRADES, places)
        self._roles = _numbered(ROLES, places + len(GRADES))
        self._kinds = _numbered(KINDS, places + len(GRADES) + len(ROLES))

    @property
    def nowhere(self) -> tuple[int, int, int]:
        """The rows that stand for a place of which nothing is known."""
        return self._grades[""], self._roles[""], self._kinds[""]

    def encode(self, sentence: Context) -> Reading:
        """A sentence as numbers."""
        longest, of_before, of_heading = _LONGEST
        return Reading(
            words=self._known(split_words(sentence.text)[:longest] or (",",)),
            before=self._known(split_words(sentence.before)[-of_before:]),
            heading=self._known(split_words(sentence.heading or sentence.section or "")[:of_heading]),
            place=(
                _number(self._grades, (sentence.grade or "").lower()),
                _number(self._roles, sentence.role),
                _number(self._kinds, sentence.kind),
            ),
            cues=cue_values(sentence, self._themes),
        )

    def _known(self, words: Sequence[str]) -> list[int]:
        rows = self._rows
        return [rows[word] if word in rows else self._unknown(word) for word in words]

    def _unknown(self, word: str) -> int:
        return self._words + zlib.crc32(word[-_SUFFIX:].encode()) % UNKNOWN


def _numbered(names: Sequence[str], first: int) -> Mapping[str, int]:
    return {name: first + n for n, name in enumerate(names)}


def _number(numbered: Mapping[str, int], name: str | None) -> int:
    return numbered.get(name or "", numbered[""])
