"""How does a report print the authority that it inspected?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from loader.interpret.naming.name_cues import contexts
from loader.interpret.naming.names import Name
from loader.interpret.words.tokens import Token, tokenise

__all__ = ["AuthorityNames"]

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
        words = [t.word.low for t in tokenise(printed or "")]
        suffixes = contexts().authority_suffixes
        self._prefixes = tuple(_lows(prefix) for prefix in contexts().authority_prefixes)
        place = _trimmed(words, suffixes)
        self.places = frozenset(t.word.stem for t in tokenise(" ".join(place)) if t.word.low not in _LINKS)
        self.key = ("the authority",)
        self._forms = _forms(" ".join(place), printed or "")

    def names(self, tokens: Sequence[Token]) -> Iterator[Name]:
        """Where the authority is named in a text."""
        for at, token in enumerate(tokens):
            low = token.word.low
            ends = [
                at + len(f)
                for f in self._forms.get(low, ())
                if _stands(tokens, at, f) and self._is_name(token, f)
            ]
            if ends:
                end = max(ends)
                span = tokens[at:end]
                proper = any(t.named for t in span) or (
                    len(span) > 2 and span[0].word.capital and span[1].word.capital
                )
                yield Name(at, end, self.KIND, "body", proper)

    def _is_name(self, first: Token, form: tuple[str, ...]) -> bool:
        """Not "the borough of X", which is the place: "Borough of X" is the council."""
        return first.word.capital or not any(form[: len(p)] == p for p in self._prefixes)


def _trimmed(words: list[str], suffixes: frozenset[str]) -> list[str]:
    while words and words[0] in suffixes:
        words = words[1:]
    while words and words[-1] in suffixes:
        words = words[:-1]
    return words


def _texts(place: str, printed: str) -> list[str]:
    lists = contexts()
    forms = list(lists.authority_forms)
    if not place:
        return forms
    forms += [f"{place} {kind}" for kind in lists.authority_kinds]
    for prefix in lists.authority_prefixes:
        forms += [f"{prefix} {place}", f"{prefix} {place} council"]
        forms += [f"{prefix} {place} {kind}" for kind in lists.authority_kinds]
    name = printed.lower()
    return forms if _lows(name) == _lows(place) else [*forms, name]


def _lows(text: str) -> tuple[str, ...]:
    return tuple(t.word.low for t in tokenise(text))


@lru_cache(maxsize=256)
def _forms(place: str, printed: str) -> dict[str, list[tuple[str, ...]]]:
    """Every form the name may take, by its first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for form in filter(None, map(_lows, _texts(place, printed))):
        found.setdefault(form[0], []).append(form)
    return found


def _stands(tokens: Sequence[Token], at: int, form: tuple[str, ...]) -> bool:
    if at + len(form) > len(tokens):
        return False
    return all(
        tokens[at + i].word.low.removesuffix("'s") == word.removesuffix("'s")
        if i == len(form) - 1
        else tokens[at + i].word.low == word
        for i, word in enumerate(form)
    )
