"""When do two names say the same? On a ladder: each rung forgets a little more of what forms of it differ in.

Two names meet under the first rule that writes them alike. ``ontology/schemes/resolution-rules.ttl`` says
what each rule means and how far it is to be trusted; what it needs to know of words stands in ``names.yaml``
and in the cues by which reports are read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from loader.authorities import register
from loader.cues import read_yaml
from loader.interpret.naming.identity import Key, listed_expansions, row_keys
from loader.interpret.naming.identity import key_of as words_of
from loader.interpret.naming.name_cues import cues
from loader.interpret.words.tokens import tokenise
from ontology.resources import resource

__all__ = ["RULES", "Form", "Ladder", "agree", "key_of", "places_in", "without_holder", "words_of"]

#: The rules by which a name meets another, the surest first.
RULES = (
    "reviewer",
    "same-name",
    "same-words",
    "spelt-out",
    "usual-form",
    "same-acronym",
    "same-post",
    "place-left-out",
    "other-wording",
    "other-order",
    "misprint",
    "plain-words-left-out",
    "other-noun",
)

_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_FEWEST = 2  # words that must be left of a name that others are left out of
_SHORTEST = 5  # letters of a word that may be misprinted


class Form(NamedTuple):
    """A name as a rule compares it: alike under one key, unless ``agree`` finds a difference."""

    rule: str
    key: str
    name: str  # as printed
    words: Key = ()  # what ``agree`` looks at besides


@lru_cache(maxsize=4096)
def key_of(name: str) -> str:
    """A name without case, punctuation and the plural of its last word.

    >>> key_of("The Adults’ & Children's Teams") == key_of("adults and childrens team")
    True
    """
    plain = name.casefold().replace("’", "").replace("'", "").replace("&", " and ")
    words = _NOT_WORDS.sub(" ", plain).split()
    if words and len(words[-1]) > 3 and words[-1].endswith("s") and not words[-1].endswith("ss"):
        words[-1] = words[-1][:-1]
    return "".join(word for word in words if word != "the")


class Ladder:
    """The ladder for the names of one area.

    Parameters
    ----------
    places
        What the area is called: see ``places_in``.
    expansions
        What the abbreviations that its reports introduce stand for.

    """

    def __init__(self, places: Collection[Key], expansions: Mapping[str, Key]) -> None:
        self._places = sorted(places, key=lambda place: (-len(place), place))
        self._left_out = [*self._places, *sorted((word,) for word in _plain())]
        self._expansions = {**_abbreviations(), **listed_expansions(), **expansions}

    def forms(self, name: str, family: str, acronyms: Iterable[str] = ()) -> Iterator[Form]:
        """A name as each rule compares it, with the abbreviations that stand for it.

        >>> ladder = Ladder([("rivertown",)], {})
        >>> forms = ladder.forms("Rivertown IRO Service", "body")
        >>> {form.rule: form.key for form in forms}["place-left-out"]
        'independent reviewing officer service'
        """
        yield Form("same-name", key_of(name), name)
        words = self._spelt_out(name)
        for acronym in acronyms:
            yield Form("same-acronym", acronym, name, () if name == acronym else words)
        if family != "instrument":
            yield Form("same-words", "".join(words_of(tokenise(name), {})), name)
            yield from (Form(rule, " ".join(key), name) for rule, key in self._rungs(words, family))
            yield from _with_a_gap(words, name)

    def names_place(self, name: str) -> bool:
        """Whether a name says where the area is.

        >>> Ladder([("rivertown",)], {}).names_place("Wessex and Rivertown Partnership")
        True
        """
        words = words_of(tokenise(name), {})
        return any((word,) in self._places for word in words)

    def _spelt_out(self, name: str) -> Key:
        """The words of a name, without a noun that says again what one before it does: "the MASH team"."""
        tokens = tokenise(name)
        words = words_of(tokens, self._expansions)
        after_acronym = any(token.acronym for token in tokens[-3:-1])
        while (
            len(words) > _FEWEST
            and words[-1] in cues().interchangeable
            and _ends_a_name(words[-2], after_acronym)
        ):
            words = words[:-1]
        return words[:-1] if len(words) > _FEWEST and words[-1] == words[-2] else words

    def _rungs(self, words: Key, family: str) -> Iterator[tuple[str, Key]]:
        yield "spelt-out", words
        words = _listed(words)
        yield "usual-form", words
        if family != "post":
            words = _without(_without_after(words, self._places), self._places)
            yield "place-left-out", words
        words = _listed(_worded(words))
        yield "other-wording", words
        if family == "body":
            yield "other-order", tuple(sorted(words))
            words = _without(words, self._left_out)
            yield "plain-words-left-out", words
            if _says_which(own := _without_noun(words)):
                yield "other-noun", own


def agree(form: Form, other: Form) -> bool:
    """Whether two forms with one key may be forms of one name.

    Their nouns must not be of two natures. An abbreviation must not stand for words that have little in
    common; a word is misprinted if it differs from another in one letter, or in two that changed places, and
    is none that tells things apart.
    """
    if {_nature(form.name), _nature(other.name)} >= {*_data()["natures"]}:
        return False
    if form.rule == "same-acronym":
        return _have_much_in_common(_telling(form.words), _telling(other.words))
    return form.rule != "misprint" or _is_misprint(*form.words, *other.words)


def without_holder(name: str) -> str:
    """A name without the post of its head before it, as lists of addressees have it.

    >>> without_holder("Chief Executive of the Wessex Care Board"), without_holder("Leaders, NHS Wessex")
    ('Wessex Care Board', 'NHS Wessex')
    """
    return _holders().sub("", name)


def places_in(names: Iterable[str]) -> frozenset[Key]:
    """What names of councils say of where they are: each without its sort, and its words that say it alone.

    >>> sorted(places_in(["West Rivertown Borough Council"]))
    [('rivertown',), ('west', 'rivertown')]
    """
    found: set[Key] = set()
    for name in names:
        words = words_of(tokenise(name), {})
        found.update((word,) for word in words if word not in _sorts())
        while words and words[-1] in _sorts():
            words = words[:-1]
        found.add(words)
    return frozenset(found - {()})


# Words of a name


def _ends_a_name(noun: str, after_acronym: bool) -> bool:
    """Whether a noun before "team" ends a name already: a hub does, a service only if it is not printed."""
    return noun in cues().heads and (after_acronym or noun not in cues().interchangeable)


def _listed(words: Key) -> Key:
    """The usual form of what is named alike everywhere."""
    return row_keys().get(words, words)


def _worded(words: Key) -> Key:
    """With the first wording of those that say the same."""
    for other, usual in _wordings():
        for at in range(len(words) - len(other) + 1):
            if words[at : at + len(other)] == other:
                words = words[:at] + usual + words[at + len(other) :]
                break
    return words


def _without(words: Key, left_out: Iterable[Key]) -> Key:
    """Without the words before it that are left out, and in its usual form then."""
    start, reached = 0, -1
    while reached < start:
        reached = start
        fitting = (place for place in left_out if words[start : start + len(place)] == place)
        start += len(next(fitting, ())) if len(words) - start > _FEWEST else 0
    return _listed(words[start:]) if 0 < start <= len(words) - _FEWEST else words


def _without_after(words: Key, places: Iterable[Key]) -> Key:
    """Without a place that follows its noun: "… team in Rivertown"."""
    for place in places:
        own, after = words[: -len(place)], words[-len(place) :]
        if after == place and own and own[-1] in cues().heads:
            return own
    return words


def _without_noun(words: Key) -> Key:
    """Without a last word that may as well be another: "team"."""
    return words[:-1] if words[-1:] and words[-1] in _data()["nouns"] else words


def _says_which(words: Key) -> bool:
    """Whether words say which team or service, whatever noun stands after them: three of them, or a name."""
    return len(words) > _FEWEST or not _field().issuperset(words)


def _with_a_gap(words: Key, name: str) -> Iterator[Form]:
    """A name with each of its words left open in turn."""
    for at, word in enumerate(words if len(words) >= _FEWEST else ()):
        yield Form("misprint", " ".join((*words[:at], "*", *words[at + 1 :])), name, (word,))


def _telling(words: Key) -> frozenset[str]:
    """The words that say which body it is."""
    return frozenset(word for word in words if word not in cues().heads)


def _have_much_in_common(some: frozenset[str], others: frozenset[str]) -> bool:
    return not some or not others or 2 * len(some & others) > min(len(some), len(others))


def _is_misprint(word: str, other: str) -> bool:
    telling = _field() | _all_places()
    return (
        min(len(word), len(other)) >= _SHORTEST
        and word[0] == other[0]
        and (word + other).isalpha()
        and not (word in telling and other in telling)
        and _one_slip(word, other)
    )


def _one_slip(word: str, other: str) -> bool:
    """Whether words differ in one letter, added, left out or exchanged, or in two that changed places.

    >>> _one_slip("sunirse", "sunrise"), _one_slip("north", "south")
    (True, False)
    """
    start = next((n for n, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), None)
    if start is None:
        return abs(len(word) - len(other)) == 1
    rest, else_ = word[start:], other[start:]
    swapped = len(rest) > 1 and else_ == rest[1] + rest[0] + rest[2:]
    return swapped or rest[1:] == else_[1:] or rest[1:] == else_ or rest == else_[1:]


# What is known of words


@cache
def _field() -> frozenset[str]:
    """The words of the field, as they are compared."""
    return frozenset(token.stem for word in cues().field for token in tokenise(word))


@cache
def _all_places() -> frozenset[str]:
    places = places_in(name for entry in register() for name in entry.names)
    return frozenset(word for place in places for word in place)


@cache
def _abbreviations() -> Mapping[str, Key]:
    return {short: words_of(tokenise(full), {}) for short, full in _data()["abbreviations"].items()}


@cache
def _wordings() -> tuple[tuple[Key, Key], ...]:
    """Each other wording with the first of its line, a longer one before those within it."""
    lines = [[words_of(tokenise(form), {}) for form in line] for line in _data()["wordings"]]
    pairs = {(other, usual) for usual, *others in lines for other in others if other != usual}
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@cache
def _plain() -> frozenset[str]:
    return frozenset(token.stem for word in _data()["plain"] for token in tokenise(word))


@lru_cache(maxsize=4096)
def _nature(name: str) -> str | None:
    """Whether a name says that it is of people who do the work, or of a meeting; None if it says neither."""
    *_, noun = tokenise(name)
    return next((nature for nature, nouns in _natures() if noun.low in nouns), None)


@cache
def _natures() -> tuple[tuple[str, frozenset[str]], ...]:
    """The forms of the nouns of each nature."""
    heads = cues().heads
    return tuple(
        (nature, frozenset(form for form, head in heads.items() if head.singular in nouns or form in nouns))
        for nature, nouns in _data()["natures"].items()
    )


@cache
def _holders() -> re.Pattern[str]:
    posts = "|".join(map(re.escape, _data()["holders"]))
    return re.compile(rf"^(?:(?:{posts})\b,?\s+(?:(?:of|from|in|for)\s+)?(?:the\s+)?)+", re.IGNORECASE)


@cache
def _sorts() -> frozenset[str]:
    return frozenset(token.stem for word in _data()["sorts"] for token in tokenise(word))


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = read_yaml(resource("loader/conclude/names.yaml"))
    return data
