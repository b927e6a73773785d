"""Which graph a statement belongs to: a triple stands in exactly one, because each graph owns its subjects.

The area's graph also owns three properties, whatever their subject: they say what a report alone can't.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from loader.iris import BASE, GEOGRAPHY
from ontology.terms import IG

__all__ = ["check_ownership"]

_THINGS = ("body", "post", "programme", "instrument")
_CONCLUDED = {IG.refersTo, IG.about, IG.addressedTo}
_FIXED = {
    "national": tuple(f"{BASE}id/{thing}/national/" for thing in _THINGS),
    "runs": (f"{BASE}id/run/",),
    "registers/local-authorities": (f"{BASE}id/authority/", GEOGRAPHY),
    "registers/inspectorates": (f"{BASE}id/inspectorate/",),
}


def check_ownership(graph: str, quads: Iterable[Quad]) -> None:
    """Refuse what another graph owns.

    Parameters
    ----------
    graph
        IRI of a graph of reports, areas, the nation, a register or runs; any other owns all it is given.
    quads
        What is to stand in it.

    Raises
    ------
    ValueError
        If the graph does not own one of them.

    """
    kind, _, path = graph.removeprefix(f"{BASE}graph/").partition("/")
    owned = _owned(kind, path)
    concluded = _CONCLUDED if kind == "area" else set()
    for quad in quads if owned else ():
        subject = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
        if not f"{subject}/".startswith(owned) and quad.predicate not in concluded:
            raise ValueError(f"{graph} does not own what it was given: {quad}")


def _owned(kind: str, path: str) -> tuple[str, ...]:
    """What the subjects of a graph begin with, a slash added to each; nothing where that is not laid down."""
    if kind == "report":
        return f"{BASE}id/report/{path}/", f"{BASE}id/inspection/{path}/"
    if kind == "area":
        return tuple(f"{BASE}id/{thing}/{path}/" for thing in (*_THINGS, "area"))
    return _FIXED.get(f"{kind}/{path}" if path else kind, ())
