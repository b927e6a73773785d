"""A clause cut down to a noun phrase: "children were placed with carers, which is good" loses five words.

Forms of "be" before a participle are left out, and "who" or "that" is put before any other verb; no word is
changed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from loader.cues import cues
from loader.interpret.figures.comparisons import compares_at
from loader.interpret.words.cue_patterns import any_of, pattern, word_sets
from loader.interpret.words.numbers import NUMBER

__all__ = ["has_verb", "is_sensible", "joined", "noun_phrase", "person_in", "reduced", "weak_start"]

_LONGEST = 180  # characters: a measure is a phrase, not a paragraph
_NOTE = re.compile(r"\s?[¹²³⁴⁵⁶⁷⁸⁹⁰]+")
_BEFORE_MARK = re.compile(r"\s(?=[,;.)])")
_STOP = re.compile(r"[;:?]|\.(?=\s|$)|,(?!\d)|\s\((?![^()%]{1,20}\))|\s[–—-]\s|\)(?=\.)")
_AND = pattern(r"\sand\s+(\w+)")
_FIRST = pattern(r"(?:(?:\w+ly|now|also|still|not|all|both)\s+)*([\w-]+)")
_CHAIN = pattern(r"(?:\s+(?:been|being|not|had|have|yet|also|\w+ly))*\s*")  # between verbs that go together
_AUXILIARY = pattern(r"is|are|was|were|has|have|had|do|does|did|can|could|will|would|should|may|might|must")
_BE = pattern(r"(?:is|are|was|were|(?:has|have|had)\s+been)\s+")
# What comes first behind the noun of a phrase.
_BEHIND_NOUN = pattern(
    r"\s(?:(?:in|of|with|at|on|for|from|by|who|that|which|under|over|aged|subject|spoken|they|it|\w+ing)\b"
    r"|looked after\b(?! (?:child|young))|\("
    r"|\w{3,}ed(?:$|\s(?:as|at|by|from|in|on|to|who|that|with|under|for(?! child))\b))"
)
_PRONOUN = pattern(r"\s(?:it|they|he|she|we)$")  # "the time it takes"
# After these a second verb is none of the clause: "who know they were …".
_ENDS = pattern(r"\b(?:what|how|until|it|they|he|she|we|the \w+(?<!est))\s*$|[,;]")
_JOINED = pattern(r"\b(?:and|or|but)(?:\s+(?:also|then|\w+ly))*\s*$")
_STRANDED = pattern(r"\bthat\b.*\s(?:to|for|with|of|from|by|in|on)$")  # "children that the team works with"
# "…, parents and carers": items of up to three words, the last after "and".
_ITEM = r"(?:(?!(?:and|or)\b)[a-z’'-]+\s+){0,2}(?!(?:and|or)\b)[a-z’'-]+"
_LISTED = rf"{_ITEM}(?:,\s+{_ITEM})*,?\s+(?:and|or)\s+[a-z]"


class _Cues(NamedTuple):
    boundary: re.Pattern[str]
    finite: re.Pattern[str]
    relative: re.Pattern[str]
    own_subject: re.Pattern[str]
    adverbs: re.Pattern[str]
    listed: re.Pattern[str]
    goes_on: re.Pattern[str]
    aside: re.Pattern[str]
    loose_end: re.Pattern[str]
    weak_start: re.Pattern[str]
    persons: re.Pattern[str]
    person: re.Pattern[str]
    participles: frozenset[str]
    places: frozenset[str]


@cache
def _cues() -> _Cues:
    said = cues("measures")
    finite = any_of(said["finite"])
    return _Cues(
        boundary=pattern(rf"\s{any_of(said['boundaries'])}\b|\s(?:and|involving)\s+(?={NUMBER.pattern})"),
        finite=pattern(
            rf"\b(?:(?:is|are|was|were)|(?<!\bto )(?<!\bbeing )(?<!\bhaving ){finite})\b(?!-|\s+by\b)"
        ),
        relative=pattern(rf"\b{any_of(said['relatives'])}\b"),
        own_subject=pattern(rf"\s{any_of(said['own_subjects'])}$"),
        adverbs=pattern(rf"(?:\s+{any_of(said['adverbs'])})+$"),
        listed=pattern(rf",\s+(?!{any_of(said['no_items'])}\b){_LISTED}"),
        goes_on=pattern(rf"\s*{any_of(said['after_comma'])}\b"),
        aside=pattern(rf"\s\([^()]{{21,200}}\)(?=\s+{finite}\b)"),
        loose_end=pattern(rf"(?:(?:^|[\s,]){any_of(said['loose_ends'])})+$"),
        weak_start=pattern(rf"{any_of(said['weak_starts'])}\b"),
        persons=pattern(rf"\b{any_of(said['persons'])}\b(?![’'])"),
        person=pattern(rf"\b{any_of(said['persons'])}$"),
        **word_sets(said, "participles", "places"),
    )


def noun_phrase(text: str, counted: int = 0, *, dependent: bool = False) -> str:
    """The first words of a text that make a noun phrase; empty where none do.

    Parameters
    ----------
    text
        Words that begin with a noun.
    counted
        How many characters the noun is known to have; nothing ends the phrase within them.
    dependent
        Whether it is no subject, as in "the needs of the 28 children are met": it ends at a verb.

    >>> noun_phrase("children were placed with foster carers, which is good", 8)
    'children placed with foster carers'
    >>> noun_phrase("children attend their reviews and 12 do not", 8)
    'children who attend their reviews'

    """
    known = _cues()
    text = known.aside.sub("", _NOTE.sub("", text))
    text = text[: _end(text, counted)].strip(" ,;–-(‘“")
    if len(text) > _LONGEST:
        text = text[:_LONGEST].rpartition(" ")[0]
    text = known.loose_end.sub("", text).strip(" ,;–-")
    if text.count(")") > text.count("("):
        text = text[: text.rfind(")")]
    phrase = _object(text, counted) if dependent else reduced(text, counted)
    return phrase.strip(" ,")


def _end(text: str, counted: int) -> int:
    """Where the phrase ends: at a comma that parts no list, or a word that opens another clause."""
    known = _cues()
    bounds = known.boundary.finditer(text, counted)
    boundary = next((each for each in bounds if not _pairs(text[: each.start()], each[0])), None)
    end = min(boundary.start() if boundary else len(text), compares_at(text, areas=counted == 0))
    for also in _AND.finditer(text, counted, end):
        does = known.finite.fullmatch(also[1]) or also[1].endswith("ly")
        if does and not known.finite.search(text, counted, also.start()):
            end = also.start()  # "helps 12 children and is liked"
            break
    listed = counted
    for stop in _STOP.finditer(text, counted, end):
        items = known.listed.match(text, stop.start(), end)
        if items and not known.finite.search(items[0]):
            listed = items.end()
        elif known.goes_on.match(text, stop.end()) and stop[0] == ",":
            continue  # "who left, and are now in work"; "homes, outside the area"
        elif stop.start() >= listed and stop.start() > 0:
            return stop.start()
    return end


def _verb(text: str, counted: int) -> tuple[re.Match[str] | None, bool]:
    """The first verb behind the noun, and whether it belongs to a relative clause."""
    known = _cues()
    verb = known.finite.search(text, counted or len(text.partition(" ")[0]))
    if verb is None:
        return None, False
    return verb, known.relative.search(text, min(counted, verb.start()), verb.start()) is not None


def _object(text: str, counted: int) -> str:
    """The words before the verb that they are no subject of; a relative clause stays with its noun."""
    verb, is_relative = _verb(text, counted)
    if verb and is_relative:
        verb = _second(text, verb)
    if verb is None:
        return text
    return _cues().loose_end.sub("", _cues().adverbs.sub("", text[: verb.start()].rstrip()))


def _pairs(before: str, boundary: str) -> bool:
    """Whether an "and" goes with a "between" before it."""
    between = before.lower().rfind("between ")
    return between >= 0 and boundary.lstrip().lower().startswith("and") and " and " not in before[between:]


def _second(text: str, first: re.Match[str]) -> re.Match[str] | None:
    """The next verb that goes with no verb before it, as "ceased" does in "have ceased"."""
    for verb in _cues().finite.finditer(text, first.end()):
        if not (_AUXILIARY.fullmatch(first[0]) and _CHAIN.fullmatch(text, first.end(), verb.start())):
            return verb
        first = verb
    return None


def _main(text: str, counted: int) -> re.Match[str] | None:
    """The verb of the clause: that of a relative clause, or a participle like one, may stand before it.

    "Children who are looked after live elsewhere", "referrals received are closed".
    """
    verb, is_relative = _verb(text, counted)
    if verb is None or not (is_relative or verb[0].lower().endswith("ed")):
        return verb
    at = verb.end()
    second = _second(text, verb)
    while second and _JOINED.search(text, at, second.start()):  # "who came and have left are …"
        second = _second(text, second)
    if (
        second is None
        or _ENDS.search(text, at, second.start())
        or _cues().relative.search(text, at, second.start())
    ):
        return None if is_relative else verb
    return second


def reduced(text: str, counted: int = 0) -> str:
    """The clause without "be" before a participle, with "who" or "that" before any other verb."""
    known = _cues()
    verb = _main(text, counted)
    if verb is None:
        return text
    head, rest = text[: verb.start()].rstrip(), text[verb.start() :]
    if (counted and known.own_subject.search(head[counted:])) or _PRONOUN.search(head):
        return text  # "families it has worked with"
    be = _BE.match(rest)
    if be and _links(rest[be.end() :]):
        return f"{head} {rest[be.end() :]}"
    adverbs = known.adverbs.search(head)
    if adverbs:
        head, rest = head[: adverbs.start()], f"{head[adverbs.start() :].strip()} {rest}"
    noun = _BEHIND_NOUN.split(head, maxsplit=1)[0]
    return f"{head} {'who' if known.person.search(noun) else 'that'} {rest}"


def _links(predicate: str) -> bool:
    """Whether a predicate can follow its noun without "be": a participle or a preposition opens it."""
    known, words = _cues(), predicate.lower().split()
    if words and known.persons.fullmatch(words[-1]) and known.places.isdisjoint(words):
        return False  # "are unaccompanied asylum-seeking children"
    first = _FIRST.match(predicate)
    word = first[1].lower() if first else ""
    return word.endswith(("ed", "ing")) or word in known.participles | known.places


def is_sensible(measure: str) -> bool:
    """Whether a phrase can say what a figure measures.

    >>> is_sensible("children looked after"), is_sensible("in 2012/13 to")
    (True, False)
    """
    known = _cues()
    words = re.findall(r"[A-Za-z][\w’'-]*", measure)
    return (
        any(len(word) > 3 or word.isupper() for word in words)
        and not known.weak_start.match(measure)
        and (not known.loose_end.search(measure) or _STRANDED.search(measure) is not None)
        and measure.count("(") == measure.count(")")
        and (measure[0].isalnum() or measure[0] in "‘“")
    )


def joined(*words: str) -> str:
    """Words with a space between them, but before a comma or a bracket's end."""
    return _BEFORE_MARK.sub("", " ".join(filter(None, words))).strip()


def person_in(text: str) -> re.Match[str] | None:
    """The first noun for persons of a text."""
    return _cues().persons.search(text)


def has_verb(text: str, *, first: bool = False) -> bool:
    """Whether a text has a verb that can be its predicate; with ``first``, whether it begins with it."""
    finite = _cues().finite
    return (finite.match(text) if first else finite.search(text)) is not None


def weak_start(text: str) -> bool:
    """Whether a text begins with a word that no phrase begins with."""
    return _cues().weak_start.match(text) is not None
