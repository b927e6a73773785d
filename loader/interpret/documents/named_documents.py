"""Where does a text name a document: a strategy, a policy, a framework, a plan, a report, guidance?"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from loader.cues import cues
from loader.interpret.naming.acronyms import Definition, definitions
from loader.interpret.words.cue_patterns import any_of, word_sets
from loader.interpret.words.tokens import Token, Tokens, form, tokenise, where

__all__ = ["Found", "find_documents"]

_LINKS = frozenset({"and", "of", "for", "the", "to", "in", "on", "with", "&"})
_WORDS = 8  # before a head
_ABOUT_WORDS = 9  # after a head
_YEARS = r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?"
_YEARS_AFTER = re.compile(rf"\s+(?:for\s+)?\(?{_YEARS}\)?(?!\w)")
_YEARS_BEFORE = re.compile(rf"(?<!\w){_YEARS}\s$")
_CAPITALS = r"[A-Z][\w’'-]*(?:\s(?:(?:and|of|the|for|to|in|on)\s){0,2}[A-Z][\w’'-]*){2,9}"
_TITLED = re.compile(
    r"\b((?:(?:[Nn]ational|[Ss]tatutory|[Gg]overnment|[Pp]ractice)\s)?[Gg]uidance)\s+(?:on|in|entitled|called)\s+"
    rf"['‘“]?({_CAPITALS})"
    rf"|\b([Ss]trategy|[Pp]olicy|[Pp]lan|[Rr]eport|[Ff]ramework|[Pp]rotocol|[Gg]uidance),?\s"
    rf"(?:entitled\s|called\s|titled\s)?['‘“]({_CAPITALS})['’”]"
)

_TITLE_SIGNS = ("uidance", "'", "‘", "“")  # a text without one of these says no such title


class Found(NamedTuple):
    """One place where a text names a document."""

    start: int
    end: int
    name: str
    kind: str
    key: tuple[str, ...]  # the words that say which document it is
    proper: bool
    acronym: str | None = None
    alias: tuple[str, ...] | None = None  # another key by which the text calls it


class _Head(NamedTuple):
    kind: str
    stem: str
    plural: bool
    alone: bool
    strict: bool
    about: bool
    needs: frozenset[str] | None
    not_before: frozenset[str]


class _National(NamedTuple):
    """A document that is the same everywhere."""

    pattern: re.Pattern[str]
    name: str
    key: tuple[str, ...]
    kind: str
    acronym: str | None


class _Cues(NamedTuple):
    heads: dict[str, _Head]
    keep: frozenset[str]
    trims: frozenset[str]
    stops: frozenset[str]
    joined: frozenset[str]
    not_joined: frozenset[str]
    local: frozenset[str]
    possessives: frozenset[str]
    denied: frozenset[tuple[str, ...]]
    national: tuple[tuple[str, _National], ...]  # each by what a text that names it holds, in lower case
    head_signs: tuple[str, ...]  # a text without one of these, in lower case, has no head word


def _stems(phrase: str) -> tuple[str, ...]:
    return tuple(token.stem for token in tokenise(phrase) if token.text[0].isalnum())


@cache
def _cues() -> _Cues:
    said = cues("instruments")
    return _Cues(
        heads={stem: _head(stem, row) for stem, row in said["heads"].items()},
        **word_sets(said, "keep", "trims", "stops", "joined", "not_joined", "local", "possessives"),
        denied=frozenset(map(_stems, said["denied"])),
        national=tuple((f.lower(), _national(row)) for row in said["national"] for f in row["forms"]),
        head_signs=tuple(sorted({stem.removesuffix("y")[:9] for stem in said["heads"]} | {"self-"})),
    )


def _head(stem: str, row: dict[str, object]) -> _Head:
    needs = row.get("needs")
    return _Head(
        kind=str(row["kind"]),
        stem=stem,
        plural=bool(row.get("plural")),
        alone=bool(row.get("alone")),
        strict=bool(row.get("strict")),
        about=bool(row.get("about")),
        needs=frozenset(w for n in needs for w in form(n)) if isinstance(needs, list) else None,
        not_before=frozenset(str(w) for w in row.get("not_before", ())),  # type: ignore[attr-defined]
    )


def _national(row: dict[str, object]) -> _National:
    forms = [str(f) for f in row["forms"]]  # type: ignore[attr-defined]
    cased = [f for f in forms if f != f.lower()]
    free = [f"(?i:{f})" for f in forms if f == f.lower()]
    every = any_of([*cased, *free]).replace("'", "['’]")
    return _National(
        pattern=re.compile(rf"(?<!\w){every}(?!\w)"),
        name=str(row["name"]),
        key=_stems(str(row["name"])),
        kind=str(row["kind"]),
        acronym=str(row["acronym"]) if "acronym" in row else None,
    )


def find_documents(text: str) -> list[Found]:
    """Find the documents that a text names, none inside another.

    >>> text = "The council's robust recruitment and retention strategy is new."
    >>> [found.name for found in find_documents(text)]
    ['recruitment and retention strategy']
    """
    low = text.lower()
    found = list(_national_ones(text, low.replace("’", "'")))
    if any(map(low.__contains__, _cues().head_signs)):
        tokens = tokenise(text)
        introduced = definitions(tokens)
        headed = [_with_acronym(text, one, tokens, introduced) for one in _headed(text, tokens)]
        found = [*_titled(text), *found, *headed]
    kept: list[Found] = []  # in order, and so none but its two neighbours can hold a part of another
    for one in sorted(found, key=lambda f: (f.start - f.end, f.start)):
        at = bisect(kept, one.start, key=lambda f: f.start)
        if not any(
            one.start < other.end and other.start < one.end for other in kept[max(0, at - 1) : at + 1]
        ):
            kept.insert(at, one)
    return kept


def _with_acronym(text: str, found: Found, tokens: Tokens, introduced: Sequence[Definition]) -> Found:
    """A document with the abbreviation that follows its name in brackets, and all the words it stands for."""
    for definition in introduced:
        start, end = tokens.span(definition.start, definition.end)
        last, _ = tokens.span(definition.end - 1, definition.end)
        if last < found.end <= end:
            if start >= found.start:
                return found._replace(acronym=definition.acronym)
            name = " ".join(text[start : found.end].split())
            return found._replace(start=start, name=name, key=_stems(name), acronym=definition.acronym)
    return found


def _titled(text: str) -> Iterator[Found]:
    for match in _TITLED.finditer(text) if any(map(text.__contains__, _TITLE_SIGNS)) else ():
        title = match[2] or match[4]
        called = _stems(match[1] or match[3])
        kind = _cues().heads[called[-1]].kind
        start = match.start() if match[1] else match.start(4)
        end = match.end(2) if match[1] else match.end(4)
        yield Found(start, end, title, kind, _stems(title), True, alias=called if match[1] else None)


def _national_ones(text: str, low: str) -> Iterator[Found]:
    for row in dict.fromkeys(row for sign, row in _cues().national if sign in low):
        for match in row.pattern.finditer(text):
            proper = match.group() != match.group().lower()
            yield Found(*match.span(), row.name, row.kind, row.key, proper, row.acronym)


def _headed(text: str, tokens: Tokens) -> Iterator[Found]:
    for at in where(tokens.stems, _cues().heads.keys()):
        head = _cues().heads[tokens[at].stem]
        if at + 1 < len(tokens) and tokens[at + 1].stem in head.not_before:
            continue
        found = _one(text, tokens, at, head)
        if found is not None:
            yield found


def _one(text: str, tokens: Tokens, at: int, head: _Head) -> Found | None:
    token = tokens[at]
    is_plural = token.low != head.stem
    if is_plural and not (head.plural or token.named):
        return None
    first = _capitals(tokens, at) if token.named else _words_before(tokens, at)
    words = [t for t in tokens[first:at] if t.text[0].isalnum()]
    proper = any(t.named for t in words) or (token.named and any(t.capital for t in words))
    bare = all(w.stem in _cues().heads or w.low == "and" for w in words)
    about = head.about and (bare or (head.stem == "review" and not is_plural))
    end = _about(tokens, at) if about else at
    if not (words or end > at or head.alone) or not _allowed(words, head, proper and token.named):
        return None
    if _denied((*(w.stem for w in words), head.stem)) and end == at:
        return None
    return _make(text, tokens, (first, end), head, proper)


def _allowed(words: Sequence[Token], head: _Head, proper: bool) -> bool:
    if head.alone or head.needs is None or (proper and not head.strict):
        return True
    return any(w.low in head.needs or w.stem in head.needs for w in words)


def _denied(key: tuple[str, ...]) -> bool:
    return any(key[n:] in _cues().denied for n in range(len(key)))


def _make(text: str, tokens: Tokens, bounds: tuple[int, int], head: _Head, proper: bool) -> Found | None:
    first, last = bounds
    start, end = tokens.span(first, last + 1)
    before = _YEARS_BEFORE.search(text[max(0, start - 12) : start])
    start -= len(before.group()) if before else 0
    after = _YEARS_AFTER.match(text, end)
    end = after.end() if after else end
    name = " ".join(text[start:end].split())
    years = re.findall(
        r"\d{4}|\d\d(?=\W|$)", (before.group() if before else "") + (after.group() if after else "")
    )
    key = tuple(t.stem for t in tokens[first : last + 1] if t.text[0].isalnum())
    return Found(start, end, name, head.kind, (*years, *key) if key else (), proper)


def _capitals(tokens: Sequence[Token], at: int) -> int:
    """The first token of the capitalised name that a capitalised head ends."""
    first = at
    for back in range(at - 1, max(-1, at - _WORDS - 1), -1):
        token = tokens[back]
        if token.low in _LINKS and not token.capital:
            continue
        if not token.text[0].isalpha() or not token.capital or _is_owner(token):
            break
        if token.first and (token.low in _cues().stops or first > back + 1):  # "Based on the Plan"
            break
        first = back
    return _trimmed(tokens, first, at)


def _words_before(tokens: Sequence[Token], at: int) -> int:
    """The first token of a lower-case name: naming words, and pairs of them joined by "and"."""
    first = back = at
    joined = False
    while back > 0 and at - back < _WORDS and not tokens[back].first:
        back -= 1
        token = tokens[back]
        if token.low == "and":
            if back == 0 or joined or not _joins(tokens, back, at if first == at else None):
                break
            joined = True
            continue
        if not _names(token):
            break
        first = back
    return _trimmed(tokens, first, at)


def _names(token: Token) -> bool:
    known, low = _cues(), token.low
    if not token.text[0].isalpha() or _is_owner(token):
        return False
    if low in known.keep or low in known.trims or low in known.possessives:
        return True
    if low in known.stops and not token.acronym:
        return token.named and low not in _LINKS
    return token.named or not low.endswith(("ed", "ing", "ly"))


def _joins(tokens: Sequence[Token], at: int, head: int | None) -> bool:
    """Whether "and" joins two words of a name; right before a head, only with another head."""
    before, after = tokens[at - 1], tokens[at + 1]
    low, is_head = before.low, before.stem in _cues().heads
    if head is not None and not is_head:
        return False
    if not _names(before) or {low, after.low} & _cues().trims or low in _cues().not_joined:
        return False
    return low in _cues().joined or is_head or not low.endswith("s")


def _is_owner(token: Token) -> bool:
    low = token.low
    owner = low.removesuffix("'s").removesuffix("'")
    return owner != low and owner not in _cues().possessives


def _trimmed(tokens: Sequence[Token], first: int, at: int) -> int:
    known = _cues()
    leave = known.trims | known.stops | _LINKS
    while first < at and tokens[first].low in leave and not tokens[first].named:
        if tokens[first].low == "local" and tokens[first + 1].low in known.local:
            break
        first += 1
    return first


def _about(tokens: Sequence[Token], at: int) -> int:
    """The last token of "of …" or "for …" after a head; the head itself where there is none."""
    if at + 2 >= len(tokens) or tokens[at + 1].low not in {"of", "for", "on", "into"}:
        return at
    last = at
    for ahead in range(at + 2, min(len(tokens), at + _ABOUT_WORDS + 2)):
        token = tokens[ahead]
        low = token.low
        if not token.text[0].isalnum() or token.first:
            break
        if low.endswith(("ed", "ing") if ahead == at + 2 else "ed") and low not in _cues().keep:
            break  # "protocols for ensuring …"
        if low in _cues().stops and low not in {"the", "of", "children", "families", "carers", "its", "a"}:
            break
        if low not in _LINKS and low not in {"the", "its", "a"}:
            last = ahead
    return last
