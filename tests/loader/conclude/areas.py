"""Small areas for tests: reports by date, each a list of what it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from loader.conclude.bodies import area_statements
from loader.conclude.mentions import Mention, mentions
from loader.conclude.things import Things
from loader.decisions import NONE, Decision, Decisions
from loader.iris import concept, graph, resource_iri, slug
from loader.quads import Said, Term, iri, said_in, value_of
from ontology.terms import IG


class Named(NamedTuple):
    """A mention of a report: its names, the fullest first."""

    names: tuple[str, ...]
    kind: str = "team"
    acronyms: tuple[str, ...] = ()
    within: str | None = None  # the first name of another mention


def named(*names: str, kind: str = "team", acronyms: Iterable[str] = (), within: str | None = None) -> Named:
    """A mention."""
    return Named(names, kind, tuple(acronyms), within)


def area(code: str, reports: Mapping[str, Iterable[Named]]) -> dict[str, Said]:
    """What reports say, by graph: a report is given by the first day of its inspection."""
    return {
        graph("report", path).value: said_in(_quads(path, tuple(all_named)))
        for day, all_named in reports.items()
        for path in [f"{code}/{day}/other"]
    }


def _quads(path: str, all_named: tuple[Named, ...]) -> Iterable[Quad]:
    name = graph("report", path)

    def mention(first_name: str) -> NamedNode:
        return resource_iri("report", path, "mention", "named", slug(first_name))

    for one in all_named:
        it = mention(one.names[0])
        values: list[tuple[NamedNode, NamedNode | Literal]] = [
            (IG.name, Literal(one.names[0])),
            (IG.kind, concept("kinds", one.kind)),
            *((IG.alias, Literal(alias)) for alias in (*one.names[1:], *one.acronyms)),
            *((IG.acronym, Literal(acronym)) for acronym in one.acronyms),
            *([(IG.within, mention(one.within))] if one.within else []),
        ]
        yield from (Quad(it, predicate, value, name) for predicate, value in values)


def things_of(code: str, reports: Mapping[str, Iterable[Named]], decisions: Decisions = NONE) -> Things:
    """The things that the reports of an area name."""
    said = area(code, reports)
    return Things(code, [tuple[Mention, ...](mentions(said[name])) for name in sorted(said)], decisions)


def said_of(code: str, reports: Mapping[str, Iterable[Named]], decisions: Decisions = NONE) -> Said:
    """What the area's graph says."""
    return area_statements(code, area(code, reports), decisions)


def joined(things: Things) -> dict[tuple[str, str | None], str]:
    """The names that met, with the rule: of a mention that began a thing, its name and none."""
    return {(join.name, join.known): join.rule for join in things.joins.values()}


def values(said: Said, subject: NamedNode, predicate: NamedNode) -> set[str]:
    """What is said of a subject with one property."""
    own: Mapping[Term, tuple[Term, ...]] = said.get(iri(subject), {})
    return {value_of(value) for value in own.get(iri(predicate), ())}


def decided(code: str, name: str, other: str, verdict: str) -> Decisions:
    """A reviewer's decision on two names."""
    return Decisions((Decision("same-body", code, name, other, verdict, "", "A. N.", "2026-01-31", "read"),))
