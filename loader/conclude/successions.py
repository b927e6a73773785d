"""What replaced what, where law says so of all bodies of a kind: as change events of the area."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pyoxigraph import NamedNode

from loader.conclude.shared import serving
from loader.conclude.things import Thing, Things
from loader.cues import read_yaml
from loader.iris import resource_iri
from loader.quads import Said, Term, iri, say, text, typed
from ontology.resources import resource
from ontology.terms import IG, ORG, RDF, RDFS, XSD

__all__ = ["say_successions"]


class _Succession(NamedTuple):
    """A row of ``successions.yaml``."""

    before: str
    after: str
    own: bool  # an area has one: others that its reports name are other areas'
    earliest: str
    latest: str
    law: str
    basis: str


@cache
def _successions() -> Sequence[_Succession]:
    rows = read_yaml(resource("loader/conclude/successions.yaml"))
    return [
        _Succession(row["from"], row["to"], *(row[name] for name in _Succession._fields[2:])) for row in rows
    ]


def say_successions(said: Said, code: str, things: Things) -> None:
    """Say what replaced what among the things of an area.

    What came after may be a body that its reports do not name, if a register knows the one of the area.
    """
    for change in _successions():
        before = list(_of_kind(change.before, change, things))
        after = [thing.iri for thing in _of_kind(change.after, change, things)][:1]
        register = serving(change.after, code)
        result = after[0] if after else iri(register) if register else None
        if before and result:
            _say(said, code, change, [thing.iri for thing in before], result)
            if any(thing.iri == result for thing in things.own):
                say(said, result, [(ORG.resultedFrom, _event(code, change))])


def _of_kind(kind: str, change: _Succession, things: Things) -> Iterator[Thing]:
    """The things of a kind that are the area's, in order of first mention."""
    found = [thing for thing in things.all if thing.kind == kind]
    if not change.own:
        yield from found
    elif own := [thing for thing in found if things.is_the_areas(thing)]:
        yield own[0]


def _say(said: Said, code: str, change: _Succession, before: Sequence[Term], after: Term) -> None:
    it, exact = _event(code, change), change.earliest == change.latest
    earliest, latest = typed(change.earliest, XSD.date), typed(change.latest, XSD.date)
    say(
        said,
        it,
        (
            (RDF.type, iri(ORG.ChangeEvent)),
            *((ORG.originalOrganization, body) for body in before),
            (ORG.resultingOrganization, after),
            *([(IG.date, latest)] if exact else [(IG.earliestDate, earliest), (IG.latestDate, latest)]),
            (IG.basis, text(change.basis.strip())),
            (RDFS.seeAlso, iri(NamedNode(change.law))),
        ),
    )
    for body in before:
        say(said, body, [(ORG.changedBy, it)])


def _event(code: str, change: _Succession) -> Term:
    return iri(resource_iri("area", code, "change", change.before))
