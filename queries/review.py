"""What is doubtful in the graph, most doubtful first, each with what a reviewer would decide about it.

==========  ======================================================  ====================================
kind        doubtful is                                             how much it is to be trusted
==========  ======================================================  ====================================
polarity    the polarity of a finding                               the confidence of its label
theme       a theme of a finding or of a required action            the confidence of its label
same-body   that two names mean one thing                           the confidence of the rule that says so
recurrence  that an action asks for the same as an earlier one,     the score by which it is the same, or
            or only for something related                           what that leaves where it is related
action      that all of an action is what is to be done: it has     0.9 for each sentence or block after
            three sentences or more, or as many blocks of text      the first
==========  ======================================================  ====================================

What is to be trusted by 0.95 or more is not listed, nor what a reviewer decided about already.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain

from pyoxigraph import Literal, NamedNode, Store

from loader.conclude.comparing import key_of
from loader.decisions import Decision, Decisions
from loader.interpret.words.sentences import split_sentences
from loader.iris import BASE, REPORT_GRAPHS, graph
from loader.store import Reader
from loader.vocabulary import concepts
from ontology.terms import IG, RDF, XSD

__all__ = ["KINDS", "Doubt", "doubts", "quoted"]

KINDS = ("polarity", "theme", "same-body", "recurrence", "action")
_SURE = 95  # hundredths of confidence from which on nothing is doubtful
_MANY = 3  # sentences or blocks of an action
_EACH = 0.9  # how much each of them after the first is to be trusted
_LONGEST = 300  # characters of a quote


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that may be wrong, and the row that would decide it, its verdict still to be filled in."""

    confidence: float
    row: Decision
    says: str  # what the graph says
    paragraph: str | None  # the block of the report where it stands


def doubts(
    reader: Reader,
    decisions: Decisions,
    kinds: Collection[str] = KINDS,
    area: str | None = None,
) -> Iterator[Doubt]:
    """What is doubtful in a store, found as it is asked for.

    Parameters
    ----------
    reader
        The store.
    decisions
        What is decided already.
    kinds
        Of ``KINDS``.
    area
        The code of one council; None for all.

    """
    looking = _Looking(reader, area)
    decided = {row.about for row in decisions.rows}
    ways = [looking.stated(kinds)]
    ways += [looking.recurrences()] if "recurrence" in kinds else []
    ways += [looking.actions()] if "action" in kinds else []
    for _, _, describe in heapq.merge(*ways, key=lambda found: found[:2]):
        doubt = describe()
        if doubt and doubt.row.about not in decided:
            decided.add(doubt.row.about)
            yield doubt


def quoted(words: str) -> str:
    """The first words of a text, as a decision quotes them: all of them, unless there are many.

    >>> quoted("word " * 100)[-10:]
    'word word…'
    """
    plain = " ".join(words.split())
    if len(plain) <= _LONGEST:
        return plain
    return f"{plain[: _LONGEST - 1].rpartition(' ')[0]}…"


_Found = tuple[float, str, Callable[[], Doubt | None]]  # confidence, IRI, and what describes it


class _Looking:
    """One look through a store, or through what it says of one area."""

    def __init__(self, reader: Reader, area: str | None) -> None:
        self._store: Store = reader.store
        own = [iri for iri in reader.manifest.sources if area and iri.startswith(f"{REPORT_GRAPHS}{area}/")]
        of_area = [*map(NamedNode, sorted(own)), graph("area", area or "")]
        self._graphs: list[NamedNode | None] = [*of_area] if area else [None]

    # What the graph itself says is doubtful

    def stated(self, kinds: Collection[str]) -> Iterator[_Found]:
        """Labels and resolutions, the least trusted first; only as many are looked at as are asked for."""
        for hundredths in range(_SURE):
            confidence = Literal(f"{hundredths / 100:g}", datatype=XSD.decimal)
            for iri in sorted(self._subjects(IG.confidence, confidence)):
                kind = _kind(iri)
                if kind in kinds:
                    describe = self._resolution if kind == "same-body" else self._label
                    yield hundredths / 100, iri, partial(describe, hundredths / 100, iri)

    def _label(self, confidence: float, iri: str) -> Doubt | None:
        subject, _, concept = iri.partition("/label/")
        if self._value(iri, IG.method) == "reviewer":
            return None
        return self._doubt(confidence, _kind(iri), subject, concept, says=concept)

    def _resolution(self, confidence: float, iri: str) -> Doubt | None:
        name, known = self._value(iri, IG.matchedName) or "", self._value(iri, IG.knownName) or ""
        if key_of(name) == key_of(known):  # nothing that names could tell apart
            return None
        block, quote = self._sentence(self._value(iri, IG.mention) or "")
        area = iri.removeprefix(f"{BASE}id/area/").partition("/")[0]
        row = Decision("same-body", area, name, known, "", quote, "", "", "")
        return Doubt(confidence, row, f"“{name}” is “{known}”: {self._slug(iri, IG.rule)}", block)

    def _sentence(self, mention: str) -> tuple[str | None, str]:
        """The first place in its report where something is named: the block's id and the sentence."""
        places = sorted(self._place(evidence) for evidence in self._values(mention, IG.evidence))
        if not places:
            return None, ""
        _, start, block = places[0]
        text = self._value(block, IG.text) or ""
        sentences = (text[first:last] for first, last in split_sentences(text) if first <= start < last)
        return self._value(block, IG.blockId), quoted(next(sentences, text))

    def _place(self, evidence: str) -> tuple[int, int, str]:
        block = self._value(evidence, IG.block) or ""
        return int(self._value(block, IG.order) or 0), int(self._value(evidence, IG.start) or 0), block

    def recurrences(self) -> Iterator[_Found]:
        """Actions that came back, those first of which it is least clear whether they ask for the same."""
        found = []
        for iri in self._subjects(RDF.type, IG.Recurrence):
            same = self._slug(iri, IG.likeness) == "same"
            score = float(self._value(iri, IG.score) or 0)
            confidence = round(score if same else 1 - score, 2)
            if confidence < _SURE / 100 and self._slug(iri, IG.rule) != "reviewer":
                found.append((confidence, iri))
        for confidence, iri in sorted(found):
            yield confidence, iri, partial(self._recurrence, confidence, iri)

    def _recurrence(self, confidence: float, iri: str) -> Doubt:
        later, earlier = (self._value(iri, term) or "" for term in (IG.laterAction, IG.earlierAction))
        says = f"{self._slug(iri, IG.likeness)} as “{quoted(self._value(earlier, IG.text) or '')}”"
        return self._doubt(confidence, "recurrence", later, earlier.removeprefix(BASE), says)

    # What it leads to doubt

    def actions(self) -> Iterator[_Found]:
        """Actions that are long, the longest first."""
        found = []
        for iri in self._subjects(RDF.type, IG.RequiredAction):
            pieces = self._pieces(iri)
            if pieces >= _MANY and self._value(iri, IG.method) != "reviewer":
                found.append((round(_EACH ** (pieces - 1), 2), iri, pieces))
        for confidence, iri, pieces in sorted(found):
            says = f"one action of {pieces} sentences or parts"
            yield confidence, iri, partial(self._doubt, confidence, "action", iri, "", says)

    def _pieces(self, action: str) -> int:
        """How many sentences an action has, or how many blocks its words stand in if those are more."""
        words = self._value(action, IG.text) or ""
        evidence = self._values(action, IG.evidence)
        blocks = {self._value(it, IG.block) for it in evidence if (self._value(it, IG.quote) or "") in words}
        return max(len(split_sentences(words)), len(blocks))

    # The store

    def _doubt(self, confidence: float, kind: str, subject: str, object_: str, says: str) -> Doubt:
        words = quoted(self._value(subject, IG.text) or "")
        row = Decision(kind, "", subject.removeprefix(BASE), object_, "", words, "", "", "")
        block = self._value(subject, IG.block) or self._first_block(subject)
        return Doubt(confidence, row, says, self._value(block, IG.blockId))

    def _first_block(self, action: str) -> str:
        """The block in which the words of an action begin."""
        words = self._value(action, IG.text) or ""
        begin = (
            it
            for it in self._values(action, IG.evidence)
            if words.startswith(self._value(it, IG.quote) or "-")
        )
        return min(map(self._place, begin), default=(0, 0, ""))[2]

    def _subjects(self, predicate: NamedNode, value: NamedNode | Literal) -> set[str]:
        found = (self._store.quads_for_pattern(None, predicate, value, graph) for graph in self._graphs)
        return {getattr(quad.subject, "value", "") for quad in chain.from_iterable(found)}

    def _values(self, subject: str, predicate: NamedNode) -> list[str]:
        if not subject:
            return []
        found = self._store.quads_for_pattern(NamedNode(subject), predicate, None, None)
        return sorted(getattr(quad.object, "value", "") for quad in found)

    def _slug(self, subject: str, predicate: NamedNode) -> str:
        """The last part of the concept that a thing is given."""
        return (self._value(subject, predicate) or "").rpartition("/")[2]

    def _value(self, subject: str, predicate: NamedNode) -> str | None:
        return next(iter(self._values(subject, predicate)), None)


def _kind(iri: str) -> str:
    """What is decided about a thing that has a confidence; empty for what nobody decides."""
    if "/resolution/" in iri:
        return "same-body"
    _, is_label, concept = iri.partition("/label/")
    return ("polarity" if concept in concepts("polarity") else "theme") if is_label else ""
