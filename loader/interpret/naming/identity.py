"""Which of the names in a report are names of one thing?

Names are compared by their words without plurals, possessives, hyphens and case, abbreviations spelt out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from loader.authorities import register
from loader.interpret.naming.name_cues import cues, rows
from loader.interpret.words.tokens import Token, tokenise
from loader.records import Span

__all__ = ["Key", "Names", "Sighting", "Thing", "key_of"]

Key = tuple[str, ...]
_UNSAID = frozenset({"and", "the", "&", "of", "for", "with", "in"})


class Sighting(NamedTuple):
    """A name at its place in the report."""

    block: int  # position among the blocks read
    start: int  # first token
    end: int
    text: str  # the name
    span: Span
    key: Key
    kind: str
    family: str
    proper: bool
    row: str | None = None
    acronym: str | None = None  # introduced right after it, or all that is printed of it


@dataclass(slots=True)
class Thing:
    """What several sightings name."""

    kind: str
    family: str
    sightings: list[Sighting] = field(default_factory=list)
    acronyms: list[str] = field(default_factory=list)
    parent: str | None = None

    @property
    def proper(self) -> bool:
        """Whether it is printed with capitals or an abbreviation anywhere."""
        return bool(self.acronyms) or any(s.proper for s in self.sightings)

    @property
    def head(self) -> str:
        """The noun that its name ends in, in the singular; none for a post."""
        return "" if self.family == "post" else self.sightings[0].key[-1]


def key_of(tokens: Sequence[Token], expansions: Mapping[str, Key]) -> Key:
    """The words by which a name is compared.

    >>> key_of(tokenise("Children's Multi-Agency Teams"), {})
    ('child', 'multiagency', 'team')
    """
    words: list[str] = []
    inside = False
    for token in tokens:
        inside = (inside or token.text == "(") and token.text != ")"
        if inside or not token.text[0].isalnum():
            continue
        acronym = token.text.removesuffix("'s")
        expansion = expansions.get(acronym) or expansions.get(acronym.removesuffix("s"))
        words.extend(expansion if token.acronym and expansion else (token.stem,))
    return tuple(w for w in words if w not in _UNSAID)


@cache
def listed_expansions() -> dict[str, Key]:
    """What the abbreviations of the lists stand for."""
    return {
        form: key_of(tokenise(row.name), {})
        for row in rows()
        for form in row.forms
        if len(tokens := tokenise(form)) == 1 and tokens[0].acronym
    }


@cache
def row_keys() -> dict[Key, Key]:
    """From every listed form to the key of its row."""
    keys: dict[Key, Key] = {}
    for row in rows():
        own = key_of(tokenise(row.name), {})
        for form in (row.name, *row.forms):
            tokens = tokenise(form)
            if len(tokens) > 1 or not tokens[0].acronym:
                keys.setdefault(key_of(tokens, {}), own)
    return keys


@cache
def council_words() -> frozenset[str]:
    """The names of councils that are one word, as they are compared."""
    return frozenset(tokens[0].stem for entry in register() if len(tokens := tokenise(entry.name)) == 1)


class Names:
    """All sightings of a report, brought together.

    ``places`` are the words of the area's own name: "the Rivertown youth team" is the youth team.
    """

    def __init__(self, places: frozenset[str]) -> None:
        self._places = places
        self._light = {t.stem for w in cues().light for t in tokenise(w)} | places
        self._listed = row_keys()
        self._parents: dict[Key, Key] = {}

    def things(self, sightings: Iterable[Sighting]) -> list[Thing]:
        """The things named, in order of first sighting."""
        seen = list(sightings)
        self._unite(seen)
        things: dict[Key, Thing] = {}
        for sighting in seen:
            thing = things.setdefault(self._root(self._own(sighting)), Thing(sighting.kind, sighting.family))
            thing.sightings.append(sighting)
            if sighting.acronym and sighting.acronym not in thing.acronyms:
                thing.acronyms.append(sighting.acronym)
        for thing in things.values():
            self._settle(thing)
        return list(things.values())

    def _settle(self, thing: Thing) -> None:
        """The kind that most of its capitalised sightings have, the first of them where even."""
        kinds = [s.kind for s in thing.sightings if s.proper] or [s.kind for s in thing.sightings]
        listed = [s.kind for s in thing.sightings if s.row]
        thing.kind = max(dict.fromkeys(kinds), key=kinds.count) if not listed else listed[0]
        thing.family = thing.sightings[0].family

    def _own(self, sighting: Sighting) -> Key:
        key = sighting.key
        if sighting.row and sighting.family == "body" and " " in sighting.text:
            key = key_of(tokenise(sighting.row), {})  # an abbreviation within it is not to be spelt out
        while len(key) > 2 and key[-1] in cues().interchangeable and key[-2] in cues().heads:
            key = key[:-1]  # "the MASH team" is the MASH
        if len(key) > 2 and key[-1] == key[-2]:
            key = key[:-1]  # "the BSCB board" is the BSCB
        key = self._listed.get(key, key)
        return ("post", *key) if sighting.family == "post" else key

    def _root(self, key: Key) -> Key:
        while key in self._parents:
            key = self._parents[key]
        return key

    def _join(self, one: Key, other: Key) -> None:
        one, other = self._root(one), self._root(other)
        if one != other:
            self._parents[other] = one

    def _unite(self, seen: Sequence[Sighting]) -> None:
        kinds: dict[Key, Sighting] = {}
        for sighting in seen:
            kinds.setdefault(self._own(sighting), sighting)
        self._by_prefix(kinds)
        self._by_head(kinds)
        for kind in ("safeguarding-board", "safeguarding-partnership"):
            self._safeguarding([key for key, s in kinds.items() if s.kind == kind])
        self._posts(kinds)
        self._police(kinds)

    def _core(self, key: Key) -> Key:
        """A key without the words before it that change nothing ("multi-agency", the area's name)."""
        while len(key) > 2 and key[0] in self._light:
            key = key[1:]
        return key

    def _by_prefix(self, kinds: Mapping[Key, Sighting]) -> None:
        cores: dict[Key, list[Key]] = {}
        for key, sighting in kinds.items():
            if sighting.family != "post":
                cores.setdefault(self._core(key), []).append(key)
        for keys in cores.values():
            for key in keys[1:]:
                self._join(keys[0], key)

    def _by_head(self, kinds: Mapping[Key, Sighting]) -> None:
        """Tell that "the X team" is "the X service" where X says enough."""
        swaps = cues().interchangeable
        found: dict[Key, Key] = {}
        for key, sighting in kinds.items():
            core = self._core(key)
            if (
                sighting.family != "post"
                and core[-1] in swaps
                and (len(core) > 2 or (sighting.proper and sighting.row is None))
            ):
                other = found.setdefault(core[:-1], key)
                self._join(other, key)

    def _safeguarding(self, boards: Sequence[Key]) -> None:
        """Bring together the forms of the area's own safeguarding board: "Local…", with its place, or bare.

        A single board of another name is the area's own too where none carries the area's name, but not one
        that is named after another council. Partnerships are brought together in the same way.
        """
        own = [k for k in boards if self._core(k)[0] == "safeguarding"]
        others = [k for k in boards if k not in set(own) and not self._is_elsewhere(k)]
        placed = any(k[0] in self._places for k in own)
        if len({self._core(k) for k in others}) == 1 and not placed:
            own = [*others, *own]
        for key in own[1:]:
            self._join(own[0], key)

    def _is_elsewhere(self, key: Key) -> bool:
        """Whether a name begins with another council's and does not say the area's own."""
        return key[0] in council_words() and self._places.isdisjoint(key)

    def _posts(self, kinds: Mapping[Key, Sighting]) -> None:
        """A title alone is the title with its field, where the report has only one."""
        posts = {k for k, s in kinds.items() if s.family == "post"}
        longer: dict[Key, list[Key]] = {}
        for key in sorted(posts):
            for n in range(2, len(key)):
                if key[:n] in posts:
                    longer.setdefault(key[:n], []).append(key)
        for key, keys in longer.items():
            if len(keys) == 1:
                self._join(keys[0], key)

    def _police(self, kinds: Mapping[Key, Sighting]) -> None:
        """Tell that "the police" are the one force that the report names."""
        forces = [k for k in kinds if len(k) > 1 and k[-1] in {"police", "constabulary"}]
        listed = self._listed.get(("police",), ("police",))
        if len({self._root(k) for k in forces}) == 1 and listed in kinds:
            self._join(forces[0], listed)
