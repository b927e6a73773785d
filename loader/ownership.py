"""Which graph a statement belongs to: a triple stands in exactly one, because each graph owns its subjects.

The area's graph also owns some properties, whatever their subject: they say what a report alone can't.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad

from loader.iris import BASE, GEOGRAPHY
from loader.public_bodies import REGISTERS
from loader.quads import Said, iri, said_in
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
        IRI of a graph of reports, areas, the nation, counts, a register or runs; any other owns all it gets.
    said
        What is to stand in it.

    Raises
    ------
    ValueError
        If the graph does not own one of the statements.

    """
    kind, _, path = graph.removeprefix(f"{BASE}graph/").partition("/")
    owned = _owned(kind, path)
    concluded = _CONCLUDED if kind == "area" else frozenset()
    for subject, own in said.items() if owned else ():
        if not f"{subject[1:-1]}/".startswith(owned):
            for predicate, values in own.items():
                if predicate not in concluded:
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
    if kind == "summary" and path:
        return (f"{BASE}id/summary/{path}/",)
    return _FIXED.get(f"{kind}/{path}" if path else kind, ())
