"""Numbers as reports print them: digits, words and simple fractions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isfinite

from loader.interpret.words.memory import Memory

__all__ = ["NUMBER", "find_numbers", "has_number", "read_number"]

_ONES = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten "
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
)
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_PARTS = {
    word: denominator
    for denominator, words in {
        2: "half halves",
        3: "third thirds",
        4: "quarter quarters",
        5: "fifth fifths",
        6: "sixth sixths",
        7: "seventh sevenths",
        8: "eighth eighths",
        9: "ninth ninths",
        10: "tenth tenths",
    }.items()
    for word in words.split()
}
_VALUES = {word: n for n, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


# A space parts thousands only before a word: side by side in a row of a table stand two numbers.
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|(?<!\d )\d{1,3}(?: \d{3})+(?= [a-z])|\d+)(?:\.\d+)?"
_SCALE = _any(list(_SCALES))
_SMALL = rf"(?:{_any(_TENS)}(?:[- ]{_any(_ONES[1:10])})?|{_any(_ONES)})"
_IN = rf"{_any(_ONES[1:10])} in {_any(_ONES[2:11])}"  # "one in three"
_FRACTION = (
    rf"(?:{_IN}|(?:an?|{_any(_ONES[1:10])})[- ]{_any(list(_PARTS))}|half)"  # "third" alone is an ordinal
)
_SCALED = (
    rf"(?:(?:an?|{_SMALL})[ ])?{_SCALE}(?:[ ]{_SCALE})*"
    rf"(?:,[ ]{_SMALL}(?:[ ]{_SCALE})+|[ ](?:and[ ])?{_SMALL}(?:[ ]{_SCALE})*)*"
)

_THOUSANDS = re.compile(r"(?<=\d) (?=\d)")

# Most words are seen to be no number by their first two letters.
_HEADS = "|".join(sorted({word[:2] for word in (*_ONES, *_TENS, *_SCALES, "half", "a ", "a-", "an")}))

NUMBER = re.compile(
    rf"\b(?=\d|{_HEADS})(?<!/)(?<!\w[-–.,/])"
    rf"(?:{_DIGITS}(?:[ ]{_SCALE})?|{_FRACTION}|{_SCALED}|{_SMALL})"
    # "117,900children" lost its space, and "56,200²" has a note
    r"(?:(?<=\d,\d\d\d)(?=[a-z]{3})|(?=[¹²³⁴⁵⁶⁷⁸⁹⁰])|(?!\w|[-–/]\w|[.,]\d))",
    re.IGNORECASE,
)
"""A number by itself: not part of a word, a range (16-18), a year (2011/12) or a compound (one-off)."""


# Every number holds a digit or one of these words.
_PART = re.compile(rf"\d|\b{_any([*_ONES, *_TENS, *_SCALES, *_PARTS])}\b", re.IGNORECASE)
_OPENING = len("an ")  # the longest that stands before the first of them
_AFTER = 2  # characters after a number that can show it to be none


def has_number(text: str) -> bool:
    """Whether a text holds a part of a number, without which no number stands in it.

    >>> has_number("a one-off visit"), has_number("someone")
    (True, False)
    """
    return any(map(_is_numeric.__getitem__, text.split()))


def find_numbers(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The numbers between two places of a text, in order.

    >>> [number.group() for number in find_numbers("One-off visits to two hundred homes and a third.", 0, 48)]
    ['two hundred', 'a third']
    """
    sentence = text[start:end]
    numeric = list(filter(_is_numeric.__getitem__, sentence.split()))
    if not numeric:
        return iter(())
    # The pattern is tried at every letter, and so only around the words that hold a part of a number.
    first = max(0, sentence.find(numeric[0]) - _OPENING)
    last = sentence.rfind(numeric[-1]) + len(numeric[-1]) + _AFTER
    return NUMBER.finditer(text, start + first, min(end, start + last))


@Memory
def _is_numeric(printed: str) -> bool:
    return _PART.search(printed) is not None


def read_number(text: str) -> float | None:
    """Read one number, printed in digits, in words or as a simple fraction; None if it is none, or endless.

    >>> read_number("56,200"), read_number("24.5"), read_number("Twenty-one"), read_number("two thirds")
    (56200.0, 24.5, 21.0, 0.6667)
    >>> read_number("one in three")
    0.3333
    >>> read_number("two hundred and fifty"), read_number("1.2 million"), read_number("a number")
    (250.0, 1200000.0, None)
    """
    text = " ".join(text.split())
    found = NUMBER.match(f"{text} of")  # as if a word came after it
    if found is None or found.end() != len(text):
        return None
    words = _THOUSANDS.sub("", text).lower().replace("-", " ").replace(",", "").split()
    if words[-1] in _PARTS:
        count = _VALUES.get(words[0], 1) if len(words) > 1 else 1
        return round(count / _PARTS[words[-1]], 4)
    if "in" in words:
        return round(_VALUES[words[0]] / _VALUES[words[-1]], 4)
    total = _sum(words)
    return total if isfinite(total) else None


def _sum(words: list[str]) -> float:
    total = part = 0.0
    for word in words:
        if word in _SCALES:
            part = (part or 1.0) * _SCALES[word]
            if _SCALES[word] >= 1_000:
                total, part = total + part, 0.0
        elif word not in {"a", "an", "and"}:
            part += _VALUES[word] if word in _VALUES else float(word)
    return total + part
