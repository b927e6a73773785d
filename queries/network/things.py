"""The things that reports name: bodies, posts, programmes, instruments, councils."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from loader.authorities import by_code, register
from loader.iris import AREA_GRAPHS, BASE, GEOGRAPHY, GRAPHS, RESOURCES
from loader.public_bodies import REGISTERS
from loader.store import Reader
from loader.vocabulary import CONCEPT_BASE, concepts
from ontology.terms import IG
from queries.errors import QueryError, did_you_mean
from queries.network.projection import Node
from queries.scope import asked

__all__ = ["BODIES", "Things", "area_code", "find", "find_two"]

#: Classes of things that act, where a post, a programme or a law does not.
BODIES = frozenset({IG.Body.value, IG.LocalAuthority.value, IG.Inspectorate.value})

_AUTHORITIES = f"{RESOURCES}authority/"
#: Graphs of things that stand in a register, by what stands in their IRIs.
_REGISTERS: Mapping[str, str] = {
    "authority": "local-authorities",
    "inspectorate": "inspectorates",
    **{kind: name for kind, (name, _) in REGISTERS.items()},
}
_NATIONAL = "national"
_CLASSES = {
    IG.LocalAuthority.value: "local authority",
    IG.Inspectorate.value: "inspectorate",
    IG.Body.value: "body",
    IG.Post.value: "post",
    IG.Programme.value: "programme",
    IG.Instrument.value: "instrument",
}
_LISTED = 20  # what a message lists at most

_Candidates = Mapping[str, frozenset[str]]  # things by IRI, each with the areas that it serves


@dataclass(slots=True)
class Things:
    """What the things of a store are called: an area is read when the first of its things is asked for."""

    reader: Reader
    _nodes: dict[str, Node] = field(default_factory=dict)
    _classes: dict[str, str] = field(default_factory=dict)
    _read: set[str] = field(default_factory=set)

    def node(self, iri: str) -> Node:
        """A thing as a node; one that no graph describes is called as its IRI ends."""
        self._look(iri)
        return self._nodes.get(iri) or Node(iri, iri.rpartition("/")[2], "thing", _area(iri))

    def nodes(self, iris: Iterable[str]) -> tuple[Node, ...]:
        """Things as nodes, in the order of their IRIs."""
        return tuple(self.node(iri) for iri in sorted(set(iris)))

    def acts(self, iri: str) -> bool:
        """Whether a thing is a body: something that acts."""
        self._look(iri)
        return self._classes.get(iri, "") in BODIES

    def _look(self, iri: str) -> None:
        graph = _graph_of(iri)
        if graph in self._read or graph not in self.reader.manifest.graphs:
            return
        self._read.add(graph)
        for row in asked(self.reader, "network/things", graph=graph):
            thing = row["thing"]
            kind = _kinds().get(row["kind"]) or _CLASSES[row["sort"]]
            self._classes[thing] = row["sort"]
            self._nodes[thing] = Node(thing, row["label"], kind, _area(thing))


def _graph_of(iri: str) -> str:
    """The graph that describes a thing."""
    kind, code = _kind_and_code(iri)
    if kind in _REGISTERS:
        return f"{GRAPHS}registers/{_REGISTERS[kind]}"
    return f"{GRAPHS}{_NATIONAL}" if code == _NATIONAL else AREA_GRAPHS + code


def area_code(iri: str) -> str:
    """The code of the council in whose area a thing is: ``RCH`` of ``…/id/body/RCH/sunrise-team``.

    ``national`` for what belongs to no one area, as a police force.
    """
    kind, code = _kind_and_code(iri)
    return _NATIONAL if kind in _REGISTERS and kind != "authority" else code


def _kind_and_code(iri: str) -> tuple[str, str]:
    kind, _, rest = iri.removeprefix(RESOURCES).partition("/")
    return kind, rest.partition("/")[0]


def _area(iri: str) -> str:
    entry = by_code().get(area_code(iri))
    return entry.name if entry else ""


@cache
def _geographies() -> Mapping[str, str]:
    """The areas of councils, by their IRIs."""
    return {f"{_AUTHORITIES}{entry.code}": f"{GEOGRAPHY}{entry.gss_code}" for entry in register()}


@cache
def _kinds() -> Mapping[str, str]:
    """The labels of kinds by IRI, as they stand in the middle of a sentence."""
    return {f"{CONCEPT_BASE}kinds/{slug}": kind.label for slug, kind in concepts("kinds").items()}


def find(reader: Reader, name: str, authority: str = "") -> Node:
    """The one thing that a name fits.

    1. An IRI is itself. 2. A name, other name or acronym, without regard to case. 3. A part of one.

    Parameters
    ----------
    reader
        An open store.
    name
        As people write it: ``Sunrise team``, ``GMP``.
    authority
        The IRI of a council, to look only at what serves its area, or no area in particular.

    Raises
    ------
    QueryError
        If the name fits nothing, or several things; the message lists them, or the nearest names.

    """
    return _one(reader, name, _candidates(reader, name, authority), authority)


def find_two(reader: Reader, one: str, other: str, authority: str = "") -> tuple[Node, Node]:
    """Two things by name: where only one name says which area is meant, the other is looked for there too.

    Many areas have a body called "police"; beside the name of a team of Rochdale, that of Rochdale is meant.

    Raises
    ------
    QueryError
        As of ``find``.

    """
    first, second = (_candidates(reader, name, authority) for name in (one, other))
    return (
        _one(reader, one, _beside(first, second), authority),
        _one(reader, other, _beside(second, first), authority),
    )


def _beside(found: _Candidates, others: _Candidates) -> _Candidates:
    """Of several things the one that serves the area of the only other thing, if it is one."""
    if len(found) < 2 or len(others) != 1:
        return found
    (areas,) = others.values()
    near = {iri: served for iri, served in found.items() if served & areas}
    return near if len(near) == 1 else found


def _candidates(reader: Reader, name: str, authority: str) -> _Candidates:
    wanted = name.strip()
    if not wanted:
        return {}
    said = {} if wanted.startswith(BASE) else {"text": wanted}
    rows = list(asked(reader, "network/names", **said))
    exact = [row for row in rows if wanted == row["thing"] or wanted.casefold() == row["name"].casefold()]
    found: dict[str, frozenset[str]] = {}
    for row in exact or (rows if said else ()):
        served = frozenset({row["served"]} - {""})
        found[row["thing"]] = found.get(row["thing"], frozenset()) | served
    here = _geographies().get(authority, "")
    return {iri: served for iri, served in found.items() if not here or not served or here in served}


def _one(reader: Reader, name: str, found: _Candidates, authority: str) -> Node:
    things = Things(reader)
    if len(found) == 1:
        return things.node(*found)
    if not found:
        here = _geographies().get(authority, "")
        rows = asked(reader, "network/names")
        known = sorted({row["name"] for row in rows if not here or row["served"] in ("", here)})
        near = did_you_mean(name, known) or "; `inspection-graph query bodies` lists what is named"
        where = f" in the area of {_area(authority)}" if here else ""
        raise QueryError(f"nothing is called {name!r}{where}{near}")
    listed = sorted(found)[:_LISTED]
    more = f"\n  and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
    raise QueryError(
        f"{name!r} fits {len(found)} things: say the whole name, the IRI, or --authority\n"
        + "\n".join(sorted(_described(things.node(iri)) for iri in listed))
        + more
    )


def _described(node: Node) -> str:
    return f"  {node.label} ({node.type}, {node.area or 'several areas'}) {node.iri}"
