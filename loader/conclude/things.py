"""What do the mentions of an area name, each thing once, and by which rule was each mention joined to it?

1. The reports are taken in order of inspection, the mentions of one report together, its posts last.
2. What is no area's own is told first (``shared``). Of the rest, each rule is asked in turn, the surest
   first, whether a name of a mention meets a name of a thing that is known already (``comparing``).
3. A mention that meets nothing begins a new thing, which is known by its names from then on.

Wrong joins are worse than missed ones. A rule below ``SURE`` therefore joins only what leaves no choice: one
thing, that the same report does not name by another name, by a name that it has from a surer rule. A name
that came by such a rule is met by the very same name alone, and what it joins is trusted no more than it.

A reviewer's "no" keeps names apart whatever the rules say, a "yes" joins them before any other rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from loader.authorities import register
from loader.conclude.comparing import (
    RULES,
    Form,
    Ladder,
    agree,
    key_of,
    places_in,
    words_of,
)
from loader.conclude.mentions import Mention, usual_name
from loader.conclude.reviewed import Reviewed
from loader.conclude.shared import council, shared
from loader.cues import cues
from loader.decisions import NONE, Decisions
from loader.interpret.naming.acronyms import definitions
from loader.interpret.naming.identity import Key, listed_expansions
from loader.interpret.words.tokens import tokenise
from loader.iris import resource_iri, short_hash, slug
from loader.quads import Term, iri, value_of
from loader.vocabulary import concepts

__all__ = ["SURE", "Join", "Thing", "Things", "confidence"]

#: Rules that are trusted less than this join only what leaves no choice.
SURE = Decimal("0.9")
_OF = ("of", "for")
_CHAIRS = ("independent",)  # words that say of a chair what all of them are
_FIRST, _EXACT, _REVIEWED = "first-mention", "same-name", "reviewer"


@cache
def confidence(rule: str) -> Decimal:
    """How far a rule is to be trusted, as its scheme says."""
    return Decimal(concepts("resolution-rules")[rule].values["confidence"])


class Join(NamedTuple):
    """Why a mention is taken to name a thing: the rule, and the two names that met."""

    thing: Thing
    rule: str
    name: str  # of the mention
    known: str | None  # of the thing; None where the mention is its first
    trust: Decimal


@dataclass(eq=False)
class Thing:
    """A body, post, programme or instrument, while its mentions are gathered."""

    iri: Term
    number: int  # in order of first mention
    shared: bool  # described outside the area's graph
    mentions: list[Mention] = field(default_factory=list)
    reports: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    @property
    def kind(self) -> str:
        """The kind that most mentions say, the first of them where even."""
        return Counter(mention.kind for mention in self.mentions).most_common(1)[0][0]

    @property
    def label(self) -> str:
        """The name that most reports give, in its usual form; of several the fullest, then the first.

        Words come before an abbreviation, and what is printed with capitals before what is not.
        """
        names = [mention.name for mention in self.mentions]
        given = Counter(map(key_of, names))
        capitals = {key_of(name) for name in names if name[1:] != name[1:].lower()}

        def weight(name: str) -> tuple[bool, int, bool, int]:
            key = key_of(name)
            return not name.removesuffix("s").isupper(), given[key], key in capitals, len(name.split())

        return usual_name(max(names, key=weight))


class _Known(NamedTuple):
    """A form of a name by which a thing is known."""

    thing: Thing
    form: Form
    trust: Decimal


class Things:
    """What the mentions of one area name.

    Parameters
    ----------
    code
        GOV.UK code of its authority; ``unresolved`` where it is not known.
    reports
        The mentions of each report, in order of inspection.
    decisions
        What reviewers decided, of this area and others.

    """

    def __init__(self, code: str, reports: Sequence[Sequence[Mention]], decisions: Decisions = NONE) -> None:
        self._code = code
        self._ladder = Ladder(_places(code), _expansions(m for report in reports for m in report))
        self._reviewed = Reviewed(code, decisions)
        self._known: dict[tuple[str, str, str], list[_Known]] = {}  # by family, rule and key
        self._shared: dict[Term, Thing] = {}
        self._own: dict[Term, Thing] = {}
        self.joins: dict[Term, Join] = {}  # by mention
        for report in reports:
            self._take([mention for mention in report if mention.family != "post"])
            self._take([mention for mention in report if mention.family == "post"])

    @property
    def own(self) -> tuple[Thing, ...]:
        """Those that are the area's own, in order of first mention."""
        return tuple(self._own.values())

    @property
    def all(self) -> tuple[Thing, ...]:
        """Those and what is described once for all areas."""
        return (*self.own, *self._shared.values())

    def called(self, name: str, report: str) -> Thing | None:
        """The body that a report calls by a name outside its running text; None if that is not sure.

        One that the report also mentions comes before one that others do.
        """
        authority = council(self._code, [name], report.split("/")[1])
        if authority and (thing := self._shared.get(iri(authority.iri))):
            return thing
        met = {
            known.thing
            for form in self._ladder.forms(name, "body")
            if confidence(form.rule) >= SURE
            for known in self._known.get(("body", form.rule, form.key), ())
        }
        here = {thing for thing in met if report in thing.reports} or met
        return here.pop() if len(here) == 1 else None

    def is_the_areas(self, thing: Thing) -> bool:
        """Whether one of its names says its kind and nothing else, or says where the area is.

        "The LSCB" and "Rivertown Safeguarding Children Board" are Rivertown's; "Wessex LSCB" is another's.
        """
        general = {key for form in concepts("kinds")[thing.kind].forms for key in self._plainest(form)}
        return any(
            self._ladder.names_place(name) or general & set(self._plainest(name)) for name in thing.names
        )

    def _plainest(self, name: str) -> Iterator[str]:
        return (f.key for f in self._ladder.forms(name, "body") if f.rule == "plain-words-left-out")

    def _take(self, mentions: Iterable[Mention]) -> None:
        """Join each mention to what it names, or begin new things."""
        waiting = [(mention, self._forms(mention)) for mention in mentions if not self._is_shared(mention)]
        for rule in RULES:
            waiting = [
                (mention, forms) for mention, forms in waiting if not self._joins(mention, forms, rule)
            ]
        for mention, forms in waiting:
            if not any(self._joins(mention, forms, rule) for rule in RULES if confidence(rule) >= SURE):
                self._begin(mention, forms)

    def _is_shared(self, mention: Mention) -> bool:
        found = shared(self._code, mention)
        if found is None or self._reviewed.apart([found.name], [found.known]):
            return False
        it = iri(found.iri)
        thing = self._shared.setdefault(it, Thing(it, len(self._shared), shared=True))
        self._add(mention, Join(thing, found.rule, found.name, found.known, confidence(found.rule)))
        return True

    def _joins(self, mention: Mention, forms: Sequence[Form], rule: str) -> bool:
        """Join a mention by a rule, if it meets something that it may be joined to."""
        met = [(form, known) for form in forms if form.rule == rule for known in self._meets(mention, form)]
        sure = confidence(rule) >= SURE
        if not met or not (sure or len({known.thing for _, known in met}) == 1):
            return False
        form, known = min(met, key=lambda pair: (pair[1].thing.number, -pair[1].trust))
        trust = min(confidence(rule), known.trust)
        self._add(mention, Join(known.thing, rule, form.name, known.form.name, trust), forms)
        return True

    def _meets(self, mention: Mention, form: Form) -> Iterator[_Known]:
        for known in self._known.get((mention.family, form.rule, form.key), ()):
            unsure = confidence(form.rule) < SURE
            named_otherwise = unsure and mention.report in known.thing.reports
            apart = self._reviewed.apart(mention.names, known.thing.names)
            if agree(form, known.form) and not (named_otherwise or apart):
                yield known

    def _begin(self, mention: Mention, forms: Sequence[Form]) -> None:
        it = self._new_iri(mention)
        self._own[it] = thing = Thing(it, len(self._own), shared=False)
        self._add(mention, Join(thing, _FIRST, mention.name, None, confidence(_FIRST)), forms)

    def _new_iri(self, mention: Mention) -> Term:
        """An IRI made of the name, and of the mention where another thing is written alike in it."""
        name = slug(mention.name)
        it = iri(resource_iri(mention.family, self._code, name))
        if it in self._own:
            it = iri(resource_iri(mention.family, self._code, f"{name}-{short_hash(value_of(mention.iri))}"))
        return it

    def _add(self, mention: Mention, join: Join, forms: Iterable[Form] = ()) -> None:
        join.thing.mentions.append(mention)
        join.thing.reports.add(mention.report)
        join.thing.names.update(mention.names)
        self.joins[mention.iri] = join
        for form in forms:
            if join.trust >= SURE or form.rule in {_EXACT, _REVIEWED}:
                known = self._known.setdefault((mention.family, form.rule, form.key), [])
                known.append(_Known(join.thing, form, join.trust))

    def _forms(self, mention: Mention) -> tuple[Form, ...]:
        """The names of a mention as each rule compares them."""
        acronyms = [a for a in sorted(mention.acronyms) if a.removesuffix("s") not in listed_expansions()]
        names = [name for name in mention.names if mention.family != "post" or not _is_bare(name)]
        forms = [form for name in names for form in self._ladder.forms(name, mention.family, acronyms)]
        forms += [
            Form(_REVIEWED, group, name)
            for name in (*mention.names, *sorted(mention.acronyms))
            if (group := self._reviewed.group(name))
        ]
        if mention.family == "post" and mention.within in self.joins:
            body = self.joins[mention.within].thing
            forms += [
                Form("same-post", f"{title} {body.iri}", n) for n in mention.names if (title := _title(n))
            ]
        return tuple(form for form in forms if form.key)


def _places(code: str) -> frozenset[Key]:
    return places_in(name for entry in register() if entry.code == code for name in entry.names)


def _expansions(mentions: Iterable[Mention]) -> dict[str, Key]:
    """What the abbreviations of an area's reports stand for, where they agree and it is not listed."""
    found: dict[str, set[Key]] = {}
    for mention in mentions:
        for acronym in (a.removesuffix("s") for a in mention.acronyms):
            if acronym not in listed_expansions():
                for name in mention.names:
                    tokens = tokenise(f"{name} ({acronym})")
                    found.setdefault(acronym, set()).update(
                        words_of(tokens[start:end], {}) for start, end, _ in definitions(tokens)
                    )
    return {acronym: words.pop() for acronym, words in found.items() if len(words) == 1}


def _title(name: str) -> str | None:
    """What a post is called, before the body that it is in: "chair" of "independent chair of the LSCB"."""
    words = [token.stem for token in tokenise(name)]
    links = [at for at, word in enumerate(words) if word in _OF]
    title = words[: links[0]] if links else words if _is_bare(name) else []
    return " ".join(title[1:] if title[-1:] == ["chair"] and title[0] in _CHAIRS else title) or None


def _is_bare(name: str) -> bool:
    """Whether a title says nothing without the body that its holder serves: "independent chair"."""
    return key_of(name) in _serving()


@cache
def _serving() -> frozenset[str]:
    rows = [row for row in cues("posts") if row.get("body")]
    return frozenset(key_of(form) for row in rows for form in (row["name"], *row["forms"]))
