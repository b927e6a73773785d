"""How does a report print the authority that it inspected?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from loader.interpret.naming.name_cues import contexts
from loader.interpret.naming.names import Name
from loader.interpret.words.tokens import Token, Tokens, tokenise
from loader.interpret.words.trees import WordTree

__all__ = ["AuthorityNames"]

_Words = tuple[str, ...]
_LINKS = frozenset({"of", "the", "and"})


class AuthorityNames:
    """The forms of one authority's name, found in a text.

    Parameters
    ----------
    printed
        The name as the title page prints it; None if it is not known: then only "the local authority"
        and "the council" are found.

    """

    KIND = "the-authority"  # marks the authority inspected among other councils, within this stage only

    def __init__(self, printed: str | None) -> None:
        self.printed = printed
        words = [t.low for t in tokenise(printed or "")]
        suffixes = contexts().authority_suffixes
        self._prefixes = tuple(_lows(prefix) for prefix in contexts().authority_prefixes)
        place = _trimmed(words, suffixes)
        self.places = frozenset(t.stem for t in tokenise(" ".join(place)) if t.low not in _LINKS)
        self.key = ("the authority",)
        self._forms = _forms(" ".join(place), printed or "")

    def names(self, tokens: Tokens) -> Iterator[Name]:
        """Where the authority is named in a text."""
        for at in self._forms.starts(tokens.lows):
            ends = [end for end, form in self._forms.ends(tokens.lows, at) if self._is_name(tokens[at], form)]
            if ends:
                span = tokens[at : ends[-1]]
                proper = any(t.named for t in span) or (len(span) > 2 and span[0].capital and span[1].capital)
                yield Name(at, ends[-1], self.KIND, "body", proper)

    def _is_name(self, first: Token, form: _Words) -> bool:
        """Not "the borough of X", which is the place: "Borough of X" is the council."""
        return first.capital or not any(form[: len(p)] == p for p in self._prefixes)


def _trimmed(words: list[str], suffixes: frozenset[str]) -> list[str]:
    while words and words[0] in suffixes:
        words = words[1:]
    while words and words[-1] in suffixes:
        words = words[:-1]
    return words


def _lows(text: str) -> _Words:
    return tokenise(text).lows


@lru_cache(maxsize=256)
def _forms(place: str, printed: str) -> WordTree[_Words]:
    """Every form the name may take, its last word with a possessive and without."""
    forms = _spelt(_lows(place), _lows(printed.lower()))
    return WordTree((words, form) for form in forms for words in _possessives(form))


def _spelt(place: _Words, printed: _Words) -> Iterator[_Words]:
    lists = contexts()
    yield from map(_lows, lists.authority_forms)
    if not place:
        return
    kinds = [_lows(kind) for kind in lists.authority_kinds]
    yield from ((*place, *kind) for kind in kinds)
    for prefix in map(_lows, lists.authority_prefixes):
        yield from ((*prefix, *place, *kind) for kind in ((), *kinds))
    if printed and printed != place:
        yield printed


def _possessives(form: _Words) -> Iterator[_Words]:
    *before, last = form
    plain = last.removesuffix("'s")
    yield (*before, plain)
    yield (*before, f"{plain}'s")
