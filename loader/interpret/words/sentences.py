"""Where does each sentence of a block begin and end?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

__all__ = ["split_sentences"]

# Repetitions are bounded, so that a page of full stops costs no more than a page of words. A pattern begins
# with a character, and what must stand before that comes second: so the engine looks for the character alone.
_END = re.compile(
    r"""
    [.!?…\n]
    (?: (?<!\n) [.!?…]{0,4} ["”’'»)\]]{0,3}            # the usual end, and what may open a sentence after it
            (?= \s++ (?: ["“‘'«(\[]{0,2} [A-Z0-9£◼▪•■] | [◼▪•■–-]\s | \Z ) )
      | (?<=[a-z][a-z)][.]) \d{1,2} (?=\s+[A-Z])       # "the board.1 The": a footnote mark
      | (?<=[a-z]{2}[.]) (?=[A-Z][a-z]{1,20}\s)        # "practice.The": a lost space
      | (?<=\n) (?=[ \t]*\n)                           # an empty line
    )
    """,
    re.VERBOSE,
)
_NEXT = re.compile(r"\s*")
# A full stop within one of these ends no sentence of the report's own.
_ENCLOSED = re.compile(
    r"“[^“”]{0,400}”|\([^()]{0,400}\)|\[[^\[\]]{0,400}\]|‘(?<!\w‘)(?:[^‘’]|’(?=\w)){0,400}’"
)
_LAST_WORD = re.compile(r"(?:^|[\s(\[“‘\"'/–-])([^\s(\[“‘\"'/–-]{1,12})$")
_ENUMERATOR = re.compile(r"[◼▪•■–-]?\s*\(?(?:\d{1,3}|[ivx]{1,4}|[a-z])[.)]")
_LONGEST = 8  # characters: no abbreviation has as many, with its stop
_INITIAL = re.compile(r"[A-Z](?:\.[A-Z])*\.")

# Never at an end: what they belong to comes after.
_TITLES = frozenset(
    [
        "Mr.",
        "Mrs.",
        "Ms.",
        "Miss.",
        "Dr.",
        "Prof.",
        "Rev.",
        "Hon.",
        "Cllr.",
        "Sir.",
        "Messrs.",
        "St.",
        "vs.",
        "cf.",
        "e.g.",
        "i.e.",
        "eg.",
        "ie.",
        "viz.",
    ]
)
# Not at an end where a number follows.
_COUNTED = frozenset(
    [
        "No.",
        "no.",
        "Nos.",
        "nos.",
        "p.",
        "pp.",
        "para.",
        "paras.",
        "Para.",
        "Paras.",
        "s.",
        "ss.",
        "Sect.",
        "sec.",
        "art.",
        "Art.",
        "reg.",
        "regs.",
        "vol.",
        "fig.",
        "Fig.",
        "Jan.",
        "Feb.",
        "Mar.",
        "Apr.",
        "Jun.",
        "Jul.",
        "Aug.",
        "Sept.",
        "Sep.",
        "Oct.",
        "Nov.",
        "Dec.",
        "c.",
        "ca.",
        "approx.",
        "Vol.",
        "ch.",
        "Ch.",
        "Tel.",
    ]
)
# "category A." ends a sentence; "J." in "J. Smith" does not.
_LETTERED = frozenset(
    [
        "annex",
        "appendix",
        "band",
        "category",
        "class",
        "figure",
        "grade",
        "group",
        "level",
        "option",
        "part",
        "plan",
        "route",
        "schedule",
        "section",
        "stage",
        "table",
        "tier",
        "type",
        "vitamin",
        "hepatitis",
        "year",
    ]
)


@lru_cache(maxsize=1024)  # the questions of findings, statistics and events read the same blocks
def split_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end (exclusive) of each sentence of a text, in code points.

    Only white space is left between them. Titles, initials, "e.g.", "No. 10", decimals, dates and full
    stops within quotation marks or brackets end no sentence; a paragraph number goes with what it numbers.

    >>> text = "Visits rose by 4.5% (e.g. in May). No. 10 is open. ‘It helps. A lot.’ Staff agree."
    >>> [text[a:b] for a, b in split_sentences(text)]
    ['Visits rose by 4.5% (e.g. in May).', 'No. 10 is open.', '‘It helps. A lot.’', 'Staff agree.']
    """
    spans = []
    start = _after_space(text, 0)
    for end in _ends(text):
        if end <= start or _ENUMERATOR.fullmatch(text, start, end):
            continue
        spans.append((start, start + len(text[start:end].rstrip())))
        start = _after_space(text, end)
    last = len(text.rstrip())
    if start < last:
        spans.append((start, last))
    return tuple(spans)


def _after_space(text: str, at: int) -> int:
    match = _NEXT.match(text, at)
    return match.end() if match else at


def _ends(text: str) -> Iterator[int]:
    """Where sentences end, in order."""
    enclosed = [match.span() for match in _ENCLOSED.finditer(text)]
    inner = 0
    for match in _END.finditer(text):
        blank = match.group() == "\n"
        end = match.start() if blank else match.end()
        while inner < len(enclosed) and enclosed[inner][1] <= match.start():
            inner += 1
        within = inner < len(enclosed) and enclosed[inner][0] < match.start() and end < enclosed[inner][1]
        if blank or not (within or (match.group() == "." and _abbreviates(text, end))):
            yield end


def _abbreviates(text: str, end: int) -> bool:
    """Whether the full stop before ``end`` is part of its word, and the sentence goes on."""
    if end >= _LONGEST and text[end - _LONGEST : end - 1].isalpha():
        return False
    following = _after_space(text, end)
    found = _LAST_WORD.search(text, max(0, end - 13), end)
    if not found or following == len(text):
        return False
    word = found.group(1)
    if word in _TITLES:
        return True
    if word in _COUNTED:
        return text[following].isdigit()
    if not _INITIAL.fullmatch(word):
        return False
    before = text[max(0, end - 40) : found.start(1)].split()
    return not before or before[-1].lower() not in _LETTERED
