"""Which required actions ask again for what was asked before?

1. Each action is compared with every action of an earlier inspection of the same council, or of a council
   that it came after; the day of an inspection is that of ``loader.conclude.progress``.
2. ``loader.conclude.likeness`` gives a pair a score from their words, and from it a grade: ``same`` where
   both ask for the same work, ``related`` where they may, or ask for something else on one subject.
3. A reviewer's word on a pair stands in the place of the grade, whatever the score (rule ``reviewer``).
4. From an action to each earlier one of the grade ``same`` there is one statement besides, so that chains can
   be walked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pyoxigraph import NamedNode

from loader.conclude.likeness.demands import Asked, asked
from loader.conclude.likeness.scoring import Likeness, likeness, method
from loader.conclude.progress import day_of
from loader.decisions import NONE, Decisions
from loader.iris import BASE, REPORT_GRAPHS, concept, resource_iri, short_hash
from loader.quads import Said, Term, decimal, iri, say, text, value_of
from ontology.terms import IG, RDF

__all__ = ["ACTION_TERMS", "recurrence_statements", "sphere_of"]

#: The properties of required actions that tell what they ask for, and of whom.
ACTION_TERMS = (IG.text, IG.addressee)

_BOARD = re.compile(r"\b(?:board|\w*SC[BP])\b", re.IGNORECASE)  # as RBSCB, LSCB; RBSCP for a partnership
_PARTNERSHIP = "area-send"  # a kind of inspection that asks health, schools and council together
_MOST = 200  # actions of a report; others are not compared


@dataclass(frozen=True, slots=True)
class _Action:
    """A required action, and when it was asked."""

    iri: Term
    code: str  # of the council
    day: str  # of the inspection, ISO 8601
    asked: Asked


class _Pair(NamedTuple):
    """A later action, an earlier one, and what was concluded about them."""

    later: Term
    earlier: Term
    likeness: Likeness
    grade: str
    rule: str


def sphere_of(framework: str, addressees: list[str]) -> str:
    """Whom an action is asked of: a council, unless it is a board or an area partnership.

    >>> sphere_of("sif", ["the LSCB"]), sphere_of("area-send", []), sphere_of("ilacs", ["Leaders"])
    ('board', 'area-send', '')
    """
    if framework == _PARTNERSHIP:
        return _PARTNERSHIP
    return "board" if any(map(_BOARD.search, addressees)) else ""


def recurrence_statements(
    code: str, inspections: Mapping[str, Said], actions: Mapping[str, Said], decisions: Decisions = NONE
) -> Said:
    """Which actions of one council ask again for what was asked before.

    Parameters
    ----------
    code
        GOV.UK code of the council, as BUC.
    inspections
        What its report graphs, and those of the councils that it came after, say of when they inspected, by
        graph IRI: see ``loader.conclude.progress.CHAIN_PATTERNS``.
    actions
        What the same graphs say of required actions with ``ACTION_TERMS``.
    decisions
        What reviewers decided about the council.

    """
    known = {
        it.iri: it for graph in sorted(actions) for it in _actions(graph, inspections[graph], actions[graph])
    }
    decided = {
        tuple(iri(NamedNode(BASE + it)) for it in row.things): row.verdict
        for row in decisions.of("recurrence")
    }
    said: Said = {}
    for later in known.values():
        if later.code == code:
            for earlier in known.values():
                if earlier.day < later.day:
                    for pair in _judged(later, earlier, decided):
                        _say(said, code, pair)
    return said


def _actions(graph: str, inspection: Said, actions: Said) -> Iterator[_Action]:
    """The actions of a report, if it is known when they were asked."""
    day = day_of(inspection)
    code, _, framework = graph.removeprefix(REPORT_GRAPHS).split("/")
    for it, own in sorted(actions.items())[:_MOST] if day else ():
        addressees = [value_of(name) for name in own.get(iri(IG.addressee), ())]
        words = value_of(own[iri(IG.text)][0])
        yield _Action(it, code, day or "", asked(words, sphere_of(framework, addressees)))


def _judged(later: _Action, earlier: _Action, decided: Mapping[tuple[Term, ...], str]) -> Iterator[_Pair]:
    """A pair with its grade, if it has one."""
    alike = likeness(later.asked, earlier.asked)
    verdict = decided.get((later.iri, earlier.iri))
    grade = alike.grade if verdict is None else verdict
    if grade in ("same", "related"):
        yield _Pair(later.iri, earlier.iri, alike, grade, "words" if verdict is None else "reviewer")


def _say(said: Said, code: str, pair: _Pair) -> None:
    it = iri(
        resource_iri("area", code, "recurrence", short_hash(value_of(pair.later), value_of(pair.earlier)))
    )
    say(
        said,
        it,
        (
            (RDF.type, iri(IG.Recurrence)),
            (IG.laterAction, pair.later),
            (IG.earlierAction, pair.earlier),
            (IG.likeness, iri(concept("likeness", pair.grade))),
            (IG.score, decimal(pair.likeness.score / 100)),
            *((IG.sharedWords, text(words)) for words in pair.likeness.shared),
            (IG.method, text(method())),
            (IG.rule, iri(concept("recurrence-rules", pair.rule))),
        ),
    )
    if pair.grade == "same":
        say(said, pair.later, [(IG.asksAgain, pair.earlier)])
