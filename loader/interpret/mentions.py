"""Which bodies, posts and programmes does a report name, and where?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from loader.interpret.naming.acronyms import Definition, definitions
from loader.interpret.naming.authority_names import AuthorityNames
from loader.interpret.naming.coreference import Place, referring
from loader.interpret.naming.identity import Key, Names, Sighting, Thing, key_of, listed_expansions
from loader.interpret.naming.known_names import known_names, known_row
from loader.interpret.naming.name_cues import contexts, cues
from loader.interpret.naming.names import Name, built_on_heads, kind_of
from loader.interpret.naming.parents import parents
from loader.interpret.naming.repetitions import Repetitions
from loader.interpret.naming.runs import operations, quoted, runs
from loader.interpret.scope import is_read
from loader.interpret.words.tokens import Token, Tokens, tokenise
from loader.records import Authority, Block, Document, Mention, Span
from loader.vocabulary import family, is_kind_of

__all__ = ["read_mentions"]

_PLAIN_HEADS = frozenset(
    {"team", "teams", "service", "partnership", "board", "group", "project", "programme"}
)
_SAFEGUARDING = ("safeguarding-board", "safeguarding-partnership")
_ADDRESSED = (*_SAFEGUARDING, "partner-agency")  # kinds of body that a letter is sent to
_HOLDERS = frozenset({"executive", "commander"})
_RECENT = 200  # places back that "the Board" may point to


@dataclass(frozen=True, slots=True)
class _Reading:
    """A block and its words."""

    block: Block
    tokens: Tokens
    defined: Mapping[int, Definition]  # by the token after its words
    title: bool  # stands on the title page


class _Known(NamedTuple):
    """What holds for the whole report: the authority's names and what abbreviations stand for."""

    council: AuthorityNames
    expansions: Mapping[str, Key]


def read_mentions(document: Document, authority: Authority | None) -> tuple[Mention, ...]:
    """Everything that a report names, each thing once with every place where it is named.

    Parameters
    ----------
    document
        The report as blocks.
    authority
        The authority inspected, as the title page names it; None if that was not understood.

    Returns
    -------
    tuple of Mention
        Bodies, posts and programmes in order of the first place where each is named.

    """
    readings = tuple(_readings(document))
    council = AuthorityNames(authority.name if authority else None)
    known = _Known(council, _expansions(readings))
    sightings = [s for n, reading in enumerate(readings) for s in _sightings(n, reading, known)]
    things = Names(council.places).things(sightings)
    places = _places(readings, things)
    for child, parent in parents(places, things, [r.tokens for r in readings], council.key).items():
        things[child].parent = _name(things[parent], council)
    return tuple(_mentions(readings, things, places, council))


def _readings(document: Document) -> Iterator[_Reading]:
    """The blocks that name things: no boilerplate, no headings below the title page."""
    left_out = {b for s in document.sections if not is_read("names", s.role) for b in (s.heading, *s.blocks)}
    for block in document.blocks:
        title = block.section is None
        if block.id in left_out or (block.kind == "heading" and not title):
            continue
        low = block.text.lower()
        if not title and any(map(low.__contains__, cues().boilerplate)):
            continue
        tokens = tokenise(block.text)
        yield _Reading(block, tokens, {d.end: d for d in definitions(tokens)}, title)


def _expansions(readings: Iterable[_Reading]) -> dict[str, Key]:
    """What abbreviations stand for, the report's own before those that are known everywhere."""
    found: dict[str, Key] = {}
    for reading in readings:
        for start, end, acronym in reading.defined.values():
            found.setdefault(acronym, key_of(reading.tokens[start:end], {}))
    return {**listed_expansions(), **found}


def _sightings(n: int, reading: _Reading, known: _Known) -> Iterator[Sighting]:
    names = _without_overlaps(_names(reading, known.council))
    posts = {p.end: p.start for p in names if p.family == "post"}
    served = [b for b in _introduced(reading) if posts.get(b.end, b.start) < b.start]
    for name in (*names, *served):
        if not _only_a_place(reading.tokens[name.start : name.end], known.council):
            yield _sighting(n, reading, name, known)


def _only_a_place(tokens: Sequence[Token], council: AuthorityNames) -> bool:
    """Whether there is nothing but the area's name, or that and a lower-case noun ("the Rivertown team")."""
    last = tokens[-1]
    plain = not last.capital and last.low in _PLAIN_HEADS
    words = {t.stem for t in (tokens[:-1] if plain else tokens) if t.text[0].isalnum()}
    return bool(words) and words <= council.places


def _names(reading: _Reading, council: AuthorityNames) -> Iterator[Name]:
    tokens = reading.tokens
    own = list(council.names(tokens))
    yield from own
    if reading.title:
        yield from (n for n in known_names(tokens, {}) if known_row(n.row or "").kind == "inspectorate")
        yield from (n for n in _headed(reading) if _is_addressed(tokens, n, council))
        return
    headed = list(_headed(reading))
    yield from headed
    yield from known_names(tokens, {n.start: n.end for n in (*headed, *own) if n.family == "body"})
    yield from _introduced(reading)
    yield from operations(tokens)
    yield from quoted(tokens)
    found = list(runs(tokens))
    if found and not _letterhead(tokens):
        yield from found


def _is_addressed(tokens: Sequence[Token], name: Name, council: AuthorityNames) -> bool:
    """Whether a name on the title page is a body that the letter is sent to, and no post."""
    after = tokens[name.end].low if name.end < len(tokens) else ""
    span = tokens[name.start : name.end]
    held = after == "and" or any(t.low in _HOLDERS or t.low in contexts().people for t in span)
    # "Director, Rivertown and Wessex Police" are two; a court here is where an office stands.
    two = span[-1].low == "police" and span[0].stem in council.places and "and" in {t.low for t in span}
    address = span[-1].low == "court"
    addressed = any(is_kind_of(name.kind, kind) for kind in _ADDRESSED)
    return addressed and name.proper and not (held or two or address)


def _headed(reading: _Reading) -> Iterator[Name]:
    return built_on_heads(reading.tokens, {d.end + 2: d.start for d in reading.defined.values()})


def _letterhead(tokens: Sequence[Token]) -> bool:
    """Whether a block is names and addresses rather than sentences."""
    words = [t for t in tokens if t.text[0].isalpha()]
    return 2 * sum(t.capital for t in words) > len(words)


def _introduced(reading: _Reading) -> Iterator[Name]:
    """Names that an abbreviation introduces, whatever their case ("joint access team (JAT)")."""
    for start, end, _ in reading.defined.values():
        head = cues().heads.get(reading.tokens[end - 1].low)
        if head is not None and reading.tokens[start].low not in cues().holders:
            kind = kind_of(reading.tokens[start:end], head)
            yield Name(start, end, kind, family(kind), True)


def _without_overlaps(names: Iterable[Name]) -> list[Name]:
    """The longest name at each place; the listed one of two that are equally long."""
    kept: dict[tuple[int, int, tuple[str, ...]], Name] = {}
    taken: dict[int, Name] = {}
    for name in sorted(names, key=lambda n: (n.start - n.end, n.row is None, n.start, n.words)):
        held = [taken[i] for i in range(name.start, name.end) if i in taken]
        shared = name.words and all(h.words and (h.start, h.end) == (name.start, name.end) for h in held)
        if not held or shared:
            kept.setdefault((name.start, name.end, name.words), name)
            taken.update((i, name) for i in range(name.start, name.end))
    return sorted(kept.values(), key=lambda n: n.start)


def _introduces(definition: Definition, name: Name) -> bool:
    """Whether the abbreviation is the name's own, not that of the body a post serves."""
    return name.family != "post" or definition.start == name.start


def _sighting(n: int, reading: _Reading, name: Name, known: _Known) -> Sighting:
    tokens = reading.tokens
    span = _span(reading, name.start, name.end)
    own = tokenise(" ".join(name.words)) if name.words else tokens[name.start : name.core or name.end]
    introduced = reading.defined.get(name.end)
    acronym = introduced.acronym if introduced and _introduces(introduced, name) else None
    if name.end - name.start == 1 and own[0].acronym:
        acronym = span.quote
    council = name.kind == AuthorityNames.KIND
    return Sighting(
        block=n,
        start=name.start,
        end=name.end,
        text=" ".join(name.words) if name.words else span.quote,
        span=span,
        key=known.council.key if council else key_of(own, known.expansions),
        kind="local-authority" if council else name.kind,
        family=name.family,
        proper=name.proper,
        row=name.row,
        acronym=acronym,
    )


def _span(reading: _Reading, start: int, end: int) -> Span:
    """The evidence of a name, without the possessive of its last word."""
    first, last = reading.tokens.span(start, end)
    return reading.block.span(first, last - 2 if reading.tokens[end - 1].text.endswith("'s") else last)


def _places(readings: Sequence[_Reading], things: Sequence[Thing]) -> list[Place]:
    """Everywhere that the things are named, in reading order."""
    seen: list[list[Place]] = [[] for _ in readings]
    for n, thing in enumerate(things):
        for s in thing.sightings:
            seen[s.block].append(Place(s.block, s.start, s.end, n, thing.head))
    again = Repetitions(things)
    boards = [n for n, t in enumerate(things) if t.kind == "safeguarding-board"]
    heads = {"board": boards[0]} if len(boards) == 1 else {}
    places: list[Place] = []
    for n, reading in enumerate(readings):
        here = seen[n]
        if not reading.title:
            here += _repeated(n, reading.tokens, here, again, things)
        places += sorted(here)
        if not reading.title:
            places += list(referring(n, reading.tokens, places[-_RECENT:], heads))
    return sorted(places)


def _repeated(
    n: int, tokens: Tokens, here: Sequence[Place], again: Repetitions, things: Sequence[Thing]
) -> list[Place]:
    """Names found again, outside the names already read or as an abbreviation within them."""
    taken = {i: p for p in here for i in range(p.start, p.end)}
    found = []
    for start, end, thing in again.find(tokens):
        holders = {taken[i] for i in range(start, end) if i in taken}
        inside = len(holders) == 1 and end - start == 1 and tokens[start].acronym
        if not holders or (inside and thing not in {p.thing for p in holders}):
            found.append(Place(n, start, end, thing, things[thing].head))
    return found


def _mentions(
    readings: Sequence[_Reading], things: Sequence[Thing], places: Sequence[Place], council: AuthorityNames
) -> Iterator[Mention]:
    spans: dict[int, list[Span]] = {}
    for place in places:
        spans.setdefault(place.thing, []).append(_span(readings[place.block], place.start, place.end))
    order = {p.thing: n for n, p in reversed(list(enumerate(places)))}
    for n, thing in sorted(enumerate(things), key=lambda pair: order.get(pair[0], len(places))):
        name = _name(thing, council)
        printed = [name, *(s.text for s in thing.sightings), *thing.acronyms]
        printed += filter(None, map(_own_words, thing.sightings))
        aliases = list({_folded(text): text for text in reversed(printed)}.values())[::-1]
        yield Mention(
            name=name,
            kind=thing.kind,
            family=thing.family,
            aliases=tuple(a for a in aliases if _folded(a) != _folded(name)),
            acronyms=tuple(thing.acronyms),
            evidence=tuple(dict.fromkeys(spans[n])),
            proper=thing.proper,
            parent=thing.parent,
        )


def _own_words(sighting: Sighting) -> str | None:
    """What a programme is called without its noun, where only the words before that have capitals.

    "Time to Talk" of "Time to Talk initiative"; none of "Early Help programme": those are words of the field.
    """
    if sighting.family != "programme" or not sighting.proper:
        return None
    *words, noun = tokenise(sighting.text)
    own = [t for t in words if t.low not in cues().connectors and t.text[0].isalnum()]
    called = len(own) > 1 and all(t.capital for t in own) and not noun.capital
    if not called or cues().field.issuperset(t.low for t in own) or noun.low not in cues().heads:
        return None
    return sighting.text.rsplit(maxsplit=1)[0].strip("'‘’")


def _folded(text: str) -> str:
    return " ".join(tokenise(text).lows)


def _placed(sighting: Sighting, council: AuthorityNames) -> bool:
    """Whether a name holds the place: a board's own name before "Local Safeguarding Children Board"."""
    return sighting.kind in _SAFEGUARDING and sighting.key[0] not in cues().light


def _usual(sighting: Sighting) -> bool:
    """Whether it is the form under which a body that is named alike everywhere is usually known."""
    known = sighting.family == "body" and sighting.row is not None
    return known and _folded(sighting.text) == _folded(sighting.row or "")


def _name(thing: Thing, council: AuthorityNames) -> str:
    """The fullest form printed: capitals before none, the usual form, words before letters, the longest."""
    full = [s for s in thing.sightings if s.text not in thing.acronyms]
    if thing.sightings[0].key == council.key:
        printed = [s.text for s in full if council.places.intersection(t.stem for t in tokenise(s.text))]
        return max(printed, key=len) if printed else council.printed or full[0].text
    if not full:
        return thing.sightings[0].text
    listed = next((s.row for s in full if "." in s.text and s.row), None)
    if listed and all("." in s.text for s in full):
        return listed
    return max(
        full,
        key=lambda s: (
            s.proper,
            _placed(s, council),
            _usual(s),
            len(s.key),
            "(" in s.text,
            -s.block,
            -s.start,
        ),
    ).text
