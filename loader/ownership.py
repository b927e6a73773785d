"""Which graph a statement belongs to: a triple stands in exactly one, because each graph owns its subjects.

The area's graph also owns some properties, whatever their subject: they say what a report alone can't. The
graph of a link set owns the property of its links, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad

from loader.conclude.links import link_sets
from loader.iris import BASE, GEOGRAPHY, GRAPHS
from loader.public_bodies import REGISTERS
from loader.quads import Said, Term, iri, said_in
from ontology.terms import IG

__all__ = ["check_owned", "check_ownership"]

_THINGS = ("body", "post", "programme", "instrument")
_CONCLUDED = frozenset(
    map(
        iri,
        (
            *(IG.refersTo, IG.about, IG.addressedTo),
            IG.asksAgain,
            *(IG.previousInspection, IG.previousFullInspection, IG.previousJudgement),
        ),
    )
)
_FIXED = {
    "links": (f"{BASE}id/linkset/", f"{BASE}id/linked/", f"{BASE}dataset/"),
    "national": tuple(f"{BASE}id/{thing}/national/" for thing in _THINGS),
    "runs": (f"{BASE}id/run/",),
    "summary": (f"{BASE}id/dataset/",),
    "registers/local-authorities": (f"{BASE}id/authority/", GEOGRAPHY),
    "registers/inspectorates": (f"{BASE}id/inspectorate/",),
    **{f"registers/{name}": (f"{BASE}id/{kind}/",) for kind, (name, _) in REGISTERS.items()},
}


def check_owned(graph: str, said: Said) -> None:
    """Refuse what another graph owns.

    Parameters
    ----------
    graph
        IRI of a graph of reports, areas, the nation, counts, links, tables, a register or runs; any other
        owns all it gets.
    said
        What is to stand in it.

    Raises
    ------
    ValueError
        If the graph does not own one of the statements.

    """
    kind, _, path = graph.removeprefix(GRAPHS).partition("/")
    owned, properties = _owned(kind, path), _properties(kind, path)
    for subject, own in said.items() if owned or properties else ():
        if not f"{subject[1:-1]}/".startswith(owned):
            for predicate, values in own.items():
                if predicate not in properties:
                    raise ValueError(
                        f"{graph} does not own what it was given: {subject} {predicate} {values[0]}"
                    )


def check_ownership(graph: str, quads: Iterable[Quad]) -> None:
    """The same for quads."""
    check_owned(graph, said_in(quads))


def _owned(kind: str, path: str) -> tuple[str, ...]:
    """What the subjects of a graph begin with, a slash added to each; nothing where that is not laid down."""
    if kind == "report":
        return f"{BASE}id/report/{path}/", f"{BASE}id/inspection/{path}/"
    if kind == "area":
        return tuple(f"{BASE}id/{thing}/{path}/" for thing in (*_THINGS, "area"))
    if kind in ("summary", "table") and path:
        return (f"{BASE}id/{kind}/{path}/",)
    return _FIXED.get(f"{kind}/{path}" if path else kind, ())


def _properties(kind: str, path: str) -> frozenset[Term]:
    """What a graph may say of a subject that it does not own."""
    if kind == "area":
        return _CONCLUDED
    return frozenset({iri(link_sets()[path].predicate)}) if kind == "links" and path else frozenset()
