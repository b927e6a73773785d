"""Where do names stand that end in no head word: in capitals ("Turning Tide") or between quotation marks?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from loader.interpret.naming.name_cues import Contexts, contexts, cues
from loader.interpret.naming.names import Name, carry_on, kind_of
from loader.interpret.words.tokens import Token, Tokens, where
from loader.vocabulary import family

__all__ = ["operations", "quoted", "runs"]

_LONGEST_QUOTE = 6  # words between quotation marks that may be a name rather than speech
_LONGEST_RUN = 8
_NEAR = 4  # words of a common name that a quoted one may follow
_QUOTES = frozenset({"'", '"'})
_LONGEST_OPERATION = 2  # words after "Operation"


def operations(tokens: Tokens) -> Iterator[Name]:
    """Names that begin with their noun: "Operation" or "Project", then capitalised words."""
    for at in where(tokens.lows[:-1], contexts().head_first.keys()):
        token, end = tokens[at], at + 1
        if not token.capital or tokens[end].low in cues().heads:
            continue
        kind = contexts().head_first[token.low]
        while end < len(tokens) and end - at <= _LONGEST_OPERATION and tokens[end].named:
            end += 1
        if end > at + 1:
            yield Name(at, end, kind, family(kind), True)


def quoted(tokens: Tokens) -> Iterator[Name]:
    """Names between quotation marks: in capitals, or ending in a head word, or with one right after them."""
    free = 0
    for at in where(tokens.lows, _QUOTES):
        close = _closing(tokens, at) if at >= free else 0
        name = _quoted_name(tokens, at, close) if close else None
        if name is not None:
            yield name
            free = name.end


def _closing(tokens: Tokens, at: int) -> int:
    """The mark that closes a quotation opened at a mark; 0 if none is opened there or it is too long."""
    mark = tokens[at].text
    if tokens.touches(at) and tokens[at - 1].text[0].isalnum():
        return 0
    for end in range(at + 2, min(len(tokens), at + _LONGEST_QUOTE + 2)):
        if tokens[end].text == mark:
            return end
        if not tokens[end].text[0].isalnum() and tokens[end].text not in {",", "&"}:
            return 0
    return 0


def _quoted_name(tokens: Sequence[Token], at: int, close: int) -> Name | None:
    lists, inner = cues(), tokens[at + 1 : close]
    significant = [t for t in inner if t.low not in lists.connectors]
    capitals = bool(significant) and all(t.capital for t in significant)
    if inner[-1].low in lists.instruments:
        return None
    words = tuple(t.text for t in inner)
    carried = _carried_on(tokens, at, close) if capitals else None
    if carried is not None:
        return carried
    after = tokens[close + 1] if close + 1 < len(tokens) else None
    head = lists.heads.get(after.low) if after else None
    if after is not None and head is not None and (capitals or head.lower):
        words = (*(t.text for t in inner), after.text)
        return Name(at, close + 2, head.kind, family(head.kind), capitals, words)
    return _quoted_alone(tokens, at, close, capitals=capitals)


def _carried_on(tokens: Sequence[Token], at: int, close: int) -> Name | None:
    """A name that words in capitals after the quotation carry on to its head ("'Our Say' Youth Council")."""
    stop = carry_on(tokens, close + 1)
    head = cues().heads.get(tokens[stop - 1].low) if stop > close + 2 else None
    if head is None:
        return None
    words = (*tokens[at + 1 : close], *tokens[close + 1 : stop])
    kind = kind_of(words, head)
    return Name(at, stop, kind, family(kind), True, tuple(t.text for t in words))


def _quoted_alone(tokens: Sequence[Token], at: int, close: int, *, capitals: bool) -> Name | None:
    """A name that is all between the marks."""
    lists, context = cues(), contexts()
    before = tokens[at - 1].low if at else ""
    after = tokens[close + 1] if close + 1 < len(tokens) else None
    last = lists.heads.get(tokens[close - 1].low)
    told = after is not None and after.low in context.kinds  # "the 'One Council' approach" is no council
    if last is not None and not told and (capitals or before in lists.articles):
        return Name(at + 1, close, last.kind, family(last.kind), capitals)
    if not capitals or close - at < 3 or after is None or after.acronym or after.low in context.documents:
        return None
    if before in context.introductions:
        return _in_context(tokens, at + 1, close)
    named = lists.heads.get(before)  # "the youth council 'Our Say'"
    if named is None or named.is_plural:
        return None
    kind = kind_of(tokens[max(0, at - _NEAR) : at], named)
    return Name(at + 1, close, kind, family(kind), True)


def runs(tokens: Tokens) -> Iterator[Name]:
    """Runs of two or more capitalised words that are no place, person, document or title."""
    free, capitals = 0, set(tokens.capitals)
    for at in tokens.capitals:
        if at < free or capitals.isdisjoint((at + 1, at + 2)):  # a link may stand between two
            continue
        free = _run_end(tokens, at)
        if free - at >= 2 and _is_name(tokens, at, free):
            yield _in_context(tokens, at, free)


def _run_end(tokens: Sequence[Token], at: int) -> int:
    """The end of the run of capitals that begins at a token, links between them included."""
    if not _starts(tokens, at):
        return at
    end = at + 1
    while end < len(tokens) and end - at < _LONGEST_RUN:
        token = tokens[end]
        if token.capital and not token.first and not token.acronym:
            end += 1
        elif token.low in _run_links() and _capital_at(tokens, end + 1):
            end += 2
        else:
            break
    return end


@cache
def _run_links() -> frozenset[str]:
    return cues().connectors - {"with", "at", "on", "&"}


def _capital_at(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].capital and not tokens[at].acronym


def _starts(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if not token.capital or token.acronym or not token.text.isascii():
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.first:
        low = token.low
        known = low in cues().stop or low in cues().never or low in cues().naming
        return not known and following is not None and following.capital
    return token.named


def _is_name(tokens: Sequence[Token], at: int, end: int) -> bool:
    lists, context = cues(), contexts()
    lows = [t.low for t in tokens[at:end] if t.low not in lists.connectors]
    if not lows or any(low in context.deny or low in lists.instruments for low in lows):
        return False
    if lows[-1] in lists.heads or not context.head_first.keys().isdisjoint(lows):
        return False  # read from its noun
    if lists.field.issuperset(lows):
        return False
    titled = (lows[0], lows[-1]) in context.titles or lows[-1] in context.people
    if titled or _pair(tokens[at:end]) or _otherwise(tokens, at, end):
        return False
    return not lists.field.isdisjoint(lows) or _announced(tokens, at, end)


def _announced(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether the words around a run without a word of the field say that it is no person or place."""
    context = contexts()
    before = tokens[at - 1] if at else None
    if before is not None and (before.low in context.announcing or before.text.endswith("'s")):
        return True
    return any(t.low in context.kinds for t in (*tokens[max(0, at - 4) : at], *tokens[end : end + 4]))


def _otherwise(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether the words around a run say that it is a place, a person, a document or part of a name."""
    lists, context = cues(), contexts()
    before = [t.low for t in tokens[max(0, at - 4) : at]]
    after = [t.low for t in tokens[end : end + 3]]
    if before and before[-1] in context.place_prepositions:
        return True
    if context.people.intersection(before + after) or context.documents.intersection(before[-3:] + after):
        return True
    if after and after[0] in lists.heads.keys() | lists.instruments:
        return True
    # An abbreviation is introduced: were it of a body, its head would have told.
    return end + 1 < len(tokens) and tokens[end].text == "(" and tokens[end + 1].acronym


def _pair(span: Sequence[Token]) -> bool:
    """Two words tied by "and": as likely two places as one name."""
    return len(span) == 3 and span[1].low == "and"


def _in_context(tokens: Sequence[Token], start: int, end: int) -> Name:
    around = (*tokens[end : end + 4], *reversed(tokens[max(0, start - 4) : start]))
    context: Contexts = contexts()
    kind = next((context.kinds[t.low] for t in around if t.low in context.kinds), context.default_kind)
    return Name(start, end, kind, family(kind), True)
