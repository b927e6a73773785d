"""Where do names of bodies and programmes stand, by the noun they end in?

A name is read leftwards from its head ("…Safeguarding Children **Board**"). Capitalised words and links
between them carry it on; in lower case only words of the field do, or whatever an article marks off.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from loader.interpret.naming.name_cues import Cues, Head, acronym_heads, cues
from loader.interpret.words.tokens import Token, Tokens, form, where
from loader.vocabulary import family

__all__ = ["Name", "built_on_heads", "carry_on", "kind_of"]

_REACH = 16  # tokens that a name may hold
_CLOSERS = frozenset({"'", '"'})
_JOINS = frozenset({"and", "&", ","})
_HEAD_LINKS = frozenset({"and", "&", "of", "for"})  # links that may stand right before a head
_SERVING = frozenset({"panel", "group"})  # kinds whose fuller name says whom they are for


class Name(NamedTuple):
    """A name at a place of a text: tokens ``start`` to ``end``."""

    start: int
    end: int
    kind: str
    family: str
    proper: bool
    words: tuple[
        str, ...
    ] = ()  # its own words where they are not those printed ("the Adult and Child divisions")
    row: str | None = None  # the row of a cue list that it was found by
    core: int | None = None  # the end of what is compared, where the name goes on ("… for young people")


def kind_of(tokens: Sequence[Token], head: Head) -> str:
    """The kind that the words of a name say it is, together with its head; else what the head says."""
    stems = {t.stem for t in tokens}
    rows = cues().kinds_by_words
    return next((kind for words, kind in rows if head.singular in words and words <= stems), head.kind)


def built_on_heads(tokens: Tokens, defined: Mapping[int, int]) -> Iterator[Name]:
    """The names in a text that end in a head word, or begin with one ("University of …").

    ``defined`` leads from the bracket that closes an abbreviation to the first of the words it stands for.
    """
    lists = cues()
    for at in where(tokens.lows, _head_words()):
        token = tokens[at]
        head = lists.heads.get(token.low)
        if head is None and token.acronym:
            head = acronym_heads().get(token.text)
        if head is not None:
            yield from _Reading(tokens, at, head, lists, defined).names()


@cache
def _head_words() -> frozenset[str]:
    """The words that may be a head, as they are compared."""
    return frozenset((*cues().heads, *(word for acronym in acronym_heads() for word in form(acronym))))


def carry_on(tokens: Sequence[Token], at: int) -> int:
    """Where a run of capitalised words that begins at a token ends; ``at`` itself if none does.

    >>> from loader.interpret.words.tokens import tokenise
    >>> carry_on(tokenise("for Work and Pensions and others"), 1)
    4
    """
    lists, end, limit = cues(), at, min(len(tokens), at + _REACH)
    while at < limit and at - end < 3:
        token = tokens[at]
        low = token.low
        if token.named and low not in lists.instruments:
            if token.acronym and end and tokens[at - 1].low in _JOINS:
                break
            end = at = at + 1
        elif low in lists.connectors and token.text.islower():
            at += 1
        else:
            break
    return end


def _begins_cell(tokens: Tokens, at: int) -> bool:
    """Whether a cell of a table begins with a token: no name goes on from one to the next."""
    return "\t" in tokens.pieces[2 * at]


class _Reading:
    """One head word, read leftwards."""

    def __init__(self, tokens: Tokens, at: int, head: Head, lists: Cues, defined: Mapping[int, int]) -> None:
        self.tokens, self.at, self.head, self.lists, self.defined = tokens, at, head, lists, defined
        self.opening = -1  # where words begin that an abbreviation within the name stands for
        self.joined = False  # an "and" was crossed: commas may follow

    def names(self) -> Iterator[Name]:
        """The name built on the head, two where a plural is shared, none where it names nothing."""
        if self._compound():
            return
        start = self._strip(self._reach())
        if start == self.at:
            yield from self._head_first()
            return
        proper = self._proper(start)
        if not (self._names_in_capitals(start) if proper else self._names_in_lower_case(start)):
            return
        end = self._extended(start, proper)
        if proper and self.head.split and self.head.is_plural:
            parts = self._parts(start)
            if parts:
                yield from parts
                return
        yield self._name(start, end, proper)

    def _compound(self) -> bool:
        """Whether the word is only part of a name whose head comes after it ("Trust Board")."""
        after = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None
        if after is None:
            return False
        head = self.lists.heads.get(after.low)
        return head is not None and (after.capital or self.tokens[self.at].low in self.lists.naming)

    def _reach(self) -> int:
        """The leftmost token that can belong to the name."""
        start = at = self.at
        while at > 0 and self.at - at < _REACH and not _begins_cell(self.tokens, at):
            at -= 1
            step = self._step(at, start)
            if step < 0:
                break
            if step == 0:  # a link: belongs only if something before it does
                continue
            start = at = at - step + 1
        return start

    def _step(self, at: int, right: int) -> int:
        """How many tokens to take at a place: none of a link, fewer where the name ends."""
        token, lists = self.tokens[at], self.lists
        low = token.low
        if token.text == ")":
            if at not in self.defined:
                return -1
            self.opening = self._with_its_quote(self.defined[at], at)
            return at - self.opening + 1
        if token.text == "'":
            return 0 if at and self.tokens[at - 1].text.endswith("s") and not self._quoted(at) else -1
        if token.text == ",":
            return 0 if self.joined and not self._ends_item(at) else -1
        if low in lists.connectors and not token.named:
            return self._link(at, right)
        return 1 if self._belongs(at, right) else self._marked_off(at, right)

    def _with_its_quote(self, start: int, end: int) -> int:
        """Where words begin that an abbreviation stands for: at the mark before them if they are quoted."""
        closed = any(t.text in _CLOSERS for t in self.tokens[start:end])
        return start - 1 if closed and start and self.tokens[start - 1].text in _CLOSERS else start

    def _quoted(self, at: int) -> bool:
        return any(t.text in _CLOSERS for t in self.tokens[max(0, at - 6) : at])

    def _ends_item(self, at: int) -> bool:
        """Whether the word before a comma or an "and" ends a name of its own."""
        if at and self.tokens[at - 1].text == ")":
            return True
        before = self.tokens[at - 1] if at else None
        return before is None or before.acronym or before.low in self.lists.heads

    def _link(self, at: int, right: int) -> int:
        low = self.tokens[at].low
        before = self.tokens[at - 1].low if at else ""
        at_head = right == self.at and not (low in _HEAD_LINKS and self.tokens[right].capital)
        if at_head or (low == "the" and before not in self.lists.connectors):
            return -1
        if low in _JOINS:
            if self._ends_item(at) or not self._same_case(at, right):
                return -1
            self.joined = True
            return 0
        if not self.tokens[right].capital:
            return 0 if before in self.lists.before_link.get(low, ()) else -1
        return 0 if self._same_case(at, right) else -1

    def _same_case(self, at: int, right: int) -> bool:
        left = next((t for t in reversed(self.tokens[max(0, at - 3) : at]) if t.text[0].isalnum()), None)
        if left is None or left.low in self.lists.connectors:
            return left is not None
        return left.first or left.capital == self.tokens[right].capital

    def _belongs(self, at: int, right: int) -> bool:
        token, lists = self.tokens[at], self.lists
        low = token.low
        if not token.text[0].isalnum() or token.text.isdigit():
            return False
        if token.named or self._opens_a_run(at, right):
            return self._capital_belongs(at, right)
        if right < self.at and self.tokens[right].named:
            return False  # "the local Safeguarding Board": the capital begins it
        if low in lists.stop:
            return low in lists.inside and low in lists.naming and self._inside(at)
        return low in lists.naming

    def _opens_a_run(self, at: int, right: int) -> bool:
        """Whether a sentence begins with the name, so that its first capital belongs to it."""
        token = self.tokens[at]
        if not token.capital or not self.tokens[right].named:
            return False
        if right == self.at:
            return token.low not in self.lists.closed
        if right == at + 1:
            return True
        links = {t.low for t in self.tokens[at + 1 : right]}
        return links <= _JOINS and token.low not in self.lists.naming | self.lists.never

    def _inside(self, at: int) -> bool:
        before = self.tokens[at - 1].low if at else ""
        return before in self.lists.naming or before in self.lists.articles or before in self.lists.connectors

    def _capital_belongs(self, at: int, right: int) -> bool:
        token, lists = self.tokens[at], self.lists
        low = token.low
        if low in lists.holders or (low in lists.stop and token.first) or low in lists.articles:
            return False
        ends_another = right - at > 1 and (token.acronym or low in lists.heads)
        if ends_another:
            return False
        owner = token.text.endswith("'s") and low not in lists.naming
        return not (owner and not self.tokens[right].capital)

    def _marked_off(self, at: int, right: int) -> int:
        """How many unknown words an article marks off before a lower-case name ("the trampoline project")."""
        if right != at + 1 or self.tokens[right].named:
            return -1
        for count in range(1, 4):
            token = self.tokens[at - count + 1]
            low = token.low
            if not token.text.islower() or low in self.lists.closed or low.endswith("ly"):
                return -1
            before = self.tokens[at - count].low if at >= count else ""
            if before in self.lists.articles:
                return count
        return -1

    def _strip(self, start: int) -> int:
        """Without the evaluating words and links that a name cannot begin with."""
        while start < self.at and start != self.opening:
            token = self.tokens[start]
            low = token.low
            plain = not token.named and (low in self.lists.never or low in self.lists.connectors)
            owner = token.text.endswith("'s") and low not in self.lists.naming and self.at - start > 1
            if token.text[0].isalnum() and not (plain or owner) and low not in self.lists.articles:
                break
            start += 1
        return start

    def _proper(self, start: int) -> bool:
        span = self.tokens[start : self.at]
        if any(t.named for t in span):
            return True
        return len(span) >= 1 and span[0].capital and self.tokens[self.at].named

    def _names_in_capitals(self, start: int) -> bool:
        span = self.tokens[start : self.at]
        lists = self.lists
        own = [t for t in span if t.text[0].isalnum() and t.low not in lists.connectors]
        if self.tokens[self.at].capital:
            return any(t.named or t.first for t in own)
        return self.head.lower is not None or self.head.mixed

    def _names_in_lower_case(self, start: int) -> bool:
        head, lists = self.head, self.lists
        words = [t for t in self.tokens[start : self.at + 1] if t.text[0].isalnum()]
        stems = tuple(t.stem for t in words)
        if head.lower is None or stems in lists.generic or (head.is_plural and not head.plural):
            return False
        own = [t for t in words[:-1] if t.low not in lists.weak and t.low not in lists.connectors]
        if len(own) >= head.lower:
            return head.article is None or self._introduced(start, head.article, len(words) - 1)
        two = sum(t.low not in lists.connectors for t in words[:-1]) > 1
        return two and not head.is_plural and self._introduced(start, head.article or "any", len(words) - 1)

    def _introduced(self, start: int, article: str, count: int) -> bool:
        for token in reversed(self.tokens[max(0, start - 3) : start]):
            low = token.low
            if low in self.lists.definite or token.text.endswith("'s") or token.text == "'":
                return True
            if low in self.lists.articles or low in {"and", ","} or token.text.isdigit():
                return article == "any" and count >= 2
            if low not in self.lists.never:
                break
        return article == "any" and count >= 3

    def _extended(self, start: int, proper: bool) -> int:
        """The end of the name: a capitalised "for …" goes with it ("Executive Group for Domestic Abuse")."""
        end = self.at + 1
        capitals = proper and self.tokens[self.at].capital and end + 1 < len(self.tokens)
        if capitals and self.tokens[end].low == "for" and self.tokens[end + 1].named:
            return max(end, carry_on(self.tokens, end + 1))
        return end if proper or self.head.kind not in _SERVING else self._served(end)

    def _served(self, end: int) -> int:
        """The end of a name that says whom a panel or group is for ("support panels for young people")."""
        if end >= len(self.tokens) or self.tokens[end].low != "for":
            return end
        for at in range(end + 1, min(len(self.tokens), end + 5)):
            if self.tokens[at].low in self.lists.served:
                return at + 1
            if not self.tokens[at].text.islower() or self.tokens[at].low in self.lists.stop:
                break
        return end

    def _head_first(self) -> Iterator[Name]:
        token, end = self.tokens[self.at], self.at + 1
        if not token.capital or end + 1 >= len(self.tokens) or self.tokens[end].low not in {"of", "for"}:
            return
        stop = carry_on(self.tokens, end + 1)
        if stop > end + 1:
            yield self._name(self.at, stop, True)

    def _parts(self, start: int) -> list[Name]:
        """The two bodies of "the Inclusion and Adult divisions"."""
        joins = [i for i in range(start, self.at) if self.tokens[i].low == "and"]
        if len(joins) != 1:
            return []
        kind, head = self.head.kind, self.head.singular
        spans = ((start, joins[0]), (joins[0] + 1, self.at))
        texts = [tuple(t.text for t in self.tokens[a:b]) for a, b in spans]
        return [Name(start, self.at + 1, kind, family(kind), True, (*text, head)) for text in texts if text]

    def _name(self, start: int, end: int, proper: bool) -> Name:
        kind = kind_of(self.tokens[start:end], self.head)
        core = None if proper or end == self.at + 1 else self.at + 1
        return Name(start, end, kind, family(kind), proper, core=core)
