"""What was asked again: required actions, each joined to earlier ones that asked for the like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from loader.iris import AREA_GRAPHS
from loader.store import Reader
from queries.network.projection import Edge, Network, Node, network, shortened
from queries.network.things import area_code
from queries.scope import WHOLE, Held, Scope, asked, reports_in

__all__ = ["chains"]

#: What a recurrence says, by its likeness and for people.
_RELATIONS = {"same": "asks again for the same", "related": "asks for something related"}
_REVIEWER = "a reviewer decided"


@dataclass(frozen=True, slots=True)
class _Action:
    """A required action with the themes that it is on."""

    node: Node
    themes: frozenset[str]  # IRIs


def chains(reader: Reader, scope: Scope = WHOLE) -> Network:
    """Required actions that ask again, each with an edge to every earlier one that asked for the like.

    It means that the words of two actions of one council, or of one that came after another, are so alike
    that a reader may find that both ask for the same: an edge of type ``same``, or ``related`` where they are
    on one subject. A path along ``same`` edges is a chain, from the newest action to the oldest. Each only
    has to be like the next: read whether the ends still ask for one thing.

    Parameters
    ----------
    reader
        An open store. Only the graphs of the areas in question are read, and of reports their actions.
    scope
        Which reports ask again, and actions on which theme. What they ask again is there whatever its year,
        council and theme.

    Returns
    -------
    networkx.MultiDiGraph
        From the later action to the earlier. A node has the kind of its inspection for type, its own words
        and place, and for date the day on which the inspection began. An edge has a ``score``, how likely a
        reader finds the two to ask for the same, and names the words that they share; it lives from the
        one inspection to the other. Actions that nothing joins are left out.

    Raises
    ------
    QueryError
        If the scope holds no report.

    """
    again = {held.report: held for held in reports_in(reader, scope)}
    codes = sorted({area_code(held.authority) for held in again.values() if held.authority})
    recurrences = (edge for code in codes for edge in _recurrences(reader, code))
    found = [edge for edge in recurrences if _report_of(edge.source) in again]
    reports = {_report_of(end) for edge in found for end in (edge.source, edge.target)}
    actions = dict(_actions(reader, (held for held in reports_in(reader) if held.report in reports)))
    edges = [
        _dated(edge, actions)
        for edge in found
        if not scope.theme or scope.theme in actions[edge.source].themes
    ]
    joined = sorted({end for edge in edges for end in (edge.source, edge.target)})
    nodes = (actions[iri].node for iri in joined)
    return network(reader, "Required actions that came back", nodes, edges, directed=True)


def _recurrences(reader: Reader, code: str) -> Iterator[Edge]:
    """What an area's graph concludes, without dates."""
    graph = AREA_GRAPHS + code
    if graph not in reader.manifest.graphs:
        return
    rows: dict[str, list[dict[str, str]]] = {}
    for row in asked(reader, "network/chains", graph=graph):
        rows.setdefault(row["recurrence"], []).append(row)
    for iri in sorted(rows):
        said = rows[iri][0]
        likeness = said["likeness"].rpartition("/")[2]
        shared = ", ".join(sorted({row["words"] for row in rows[iri]} - {""}))
        why = _REVIEWER if said["rule"].endswith("/reviewer") else shared
        label = f"{_RELATIONS[likeness]} ({why})" if why else _RELATIONS[likeness]
        yield Edge(said["later"], said["earlier"], likeness, label, score=float(said["score"]))


def _actions(reader: Reader, reports: Iterable[Held]) -> Iterator[tuple[str, _Action]]:
    """The actions of some reports, by IRI; each with the first place that it stands at."""
    for held in reports:
        rows: dict[str, list[dict[str, str]]] = {}
        for row in asked(reader, "network/actions", graph=held.graph):
            rows.setdefault(row["action"], []).append(row)
        for iri, own in rows.items():
            first = min(own, key=lambda row: row["paragraph"])
            label = shortened(f"{held.start[:4] or 'undated'}, {first['n']}: {first['text']}")
            words = (first["text"], first["paragraph"], held.start)
            node = Node(iri, label, held.framework or "inspection", held.council, *words)
            yield iri, _Action(node, frozenset({row["theme"] for row in own} - {""}))


def _dated(edge: Edge, actions: Mapping[str, _Action]) -> Edge:
    """A recurrence with the time from the one inspection to the other."""
    return replace(edge, first=actions[edge.target].node.date, last=actions[edge.source].node.date)


def _report_of(action: str) -> str:
    """The IRI of the report that an action stands in: an action's own begins with it."""
    return action.rpartition("/action/")[0]
