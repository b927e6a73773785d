"""Required actions, and which of them ask again for what an earlier one had asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx

from loader.iris import AREA_GRAPHS
from loader.store import Reader
from loader.vocabulary import concepts, slug_of
from queries.scope import Held, asked

__all__ = ["Action", "Link", "actions_of", "direct", "links"]

_SAME = "same"  # of the scheme likeness


@dataclass(frozen=True, slots=True)
class Action:
    """A required action, as printed."""

    iri: str
    number: int  # in its report
    kind: str  # a slug of action-kinds
    text: str
    paragraph: str

    @property
    def kind_label(self) -> str:
        """What its kind is called."""
        return concepts("action-kinds")[self.kind].label


@dataclass(frozen=True, slots=True)
class Link:
    """One action asks again for what another had asked for.

    Attributes
    ----------
    later, earlier
        IRIs of the actions.
    score
        How likely a reader finds that both ask for the same, from 0 to 1.
    rule
        What says so: "words", or "reviewer" where a person does.
    words
        What the two share, each as the later and the earlier have it.

    """

    later: str
    earlier: str
    score: float
    rule: str
    words: tuple[str, ...]


def actions_of(reader: Reader, held: Held, theme: str = "") -> tuple[Action, ...]:
    """The required actions of a report, in its order; those on one theme, if its IRI is given."""
    rows: dict[tuple[int, str], list[dict[str, str]]] = {}
    for row in asked(reader, "export/actions", graph=held.graph):
        rows.setdefault((int(row["order"]), row["action"]), []).append(row)
    return tuple(
        Action(
            iri,
            number,
            slug_of(said[0]["kind"]),
            said[0]["text"],
            min(row["paragraph"] for row in said),
        )
        for (number, iri), said in sorted(rows.items())
        if not theme or theme in {row["theme"] for row in said}
    )


def links(reader: Reader, codes: Iterable[str] | None = None) -> tuple[Link, ...]:
    """Which actions ask again for the same as which earlier ones, in one order.

    Parameters
    ----------
    reader
        An open store.
    codes
        Of councils, as ``RCH``, whose actions ask again; all if not given.

    """
    areas = None if codes is None else {AREA_GRAPHS + code for code in codes}
    graphs = sorted(graph for graph in reader.manifest.graphs if graph.startswith(AREA_GRAPHS))
    rows: dict[tuple[str, str], list[dict[str, str]]] = {}
    for graph in graphs if areas is None else sorted(areas.intersection(graphs)):
        for row in asked(reader, "network/chains", graph=graph):
            if slug_of(row["likeness"]) == _SAME:
                rows.setdefault((row["later"], row["earlier"]), []).append(row)
    return tuple(
        Link(
            later,
            earlier,
            float(said[0]["score"]),
            slug_of(said[0]["rule"]),
            tuple(sorted({row["words"] for row in said} - {""})),
        )
        for (later, earlier), said in sorted(rows.items())
    )


def direct(all_of: Iterable[Link]) -> tuple[Link, ...]:
    """Those links that no others lead along: of three actions that ask for one thing, two links of the three.

    >>> steps = ("cb", "ba", "ca")
    >>> [link.later + link.earlier for link in direct(Link(*step, 0.9, "words", ()) for step in steps)]
    ['cb', 'ba']
    """
    kept = tuple(all_of)
    graph = nx.DiGraph([(link.later, link.earlier) for link in kept])
    if not nx.is_directed_acyclic_graph(graph):  # decisions of reviewers may say anything
        return kept
    least = nx.transitive_reduction(graph)
    return tuple(link for link in kept if least.has_edge(link.later, link.earlier))
