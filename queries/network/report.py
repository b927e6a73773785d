"""Whole reports: sections, judgements, findings, actions, figures and events, and what they name."""

from __future__ import annotations

from collections.abc import Iterator

from loader.store import Reader
from ontology.terms import IG
from queries.network.projection import Edge, Network, Node, network, shortened
from queries.network.themes import theme_node
from queries.network.things import Things
from queries.scope import WHOLE, Held, Scope, asked, reports_in

__all__ = ["whole_reports"]

_SORTS = {
    IG.Section.value: "section",
    IG.Judgement.value: "judgement",
    IG.Finding.value: "finding",
    IG.RequiredAction.value: "required action",
    IG.Statistic.value: "figure",
    IG.Event.value: "event",
}
_RELATIONS = {
    IG.inSection.value: "stands in",
    IG.theme.value: "is on",
    IG.judgement.value: "stands under",
    IG.about.value: "names",
    IG.addressedTo.value: "is addressed to",
}


def whole_reports(reader: Reader, scope: Scope = WHOLE) -> Network:
    """Everything that some reports say, as a network; best for one report.

    Parameters
    ----------
    reader
        An open store. A report is read at a time.
    scope
        Which reports; of a theme, the findings and actions on it with what they name.

    Returns
    -------
    networkx.MultiDiGraph
        Edges lead from the smaller to the larger, and to what is named: a finding ``inSection`` a section, on
        a ``theme`` (the label of that edge is its polarity), under a ``judgement``, ``about`` a body; an
        action ``addressedTo`` one; all of them ``inReport``, and a report ``of`` a council.

    Raises
    ------
    QueryError
        If the scope holds no report.

    """
    nodes: list[Node] = []
    edges: list[Edge] = []
    things = Things(reader)
    for held in reports_in(reader, scope):
        said, links = _said(reader, held), list(_links(reader, held))
        if scope.theme:
            kept = {edge.source for edge in links if edge.target == scope.theme}
            links = [edge for edge in links if edge.source in kept]
            said = {iri: node for iri, node in said.items() if iri in kept | {edge.target for edge in links}}
        nodes += said.values()
        nodes += [theme_node(edge.target) for edge in links if edge.type == "theme"]
        nodes += things.nodes(edge.target for edge in links if edge.type in ("about", "addressedTo"))
        nodes.append(Node(held.report, held.label, "inspection report", held.council, date=held.start))
        edges += [*links, *(_edge(iri, held.report, "inReport", "stands in", held) for iri in said)]
        if held.authority:
            nodes.append(things.node(held.authority))
            edges.append(_edge(held.report, held.authority, "of", "is about", held))
    return network(reader, "Reports and what they say", nodes, edges, directed=True)


def _said(reader: Reader, held: Held) -> dict[str, Node]:
    """What a report says, by IRI; each with the first place that it stands at."""
    rows = sorted(asked(reader, "network/contents", graph=held.graph), key=lambda row: row["paragraph"])
    said: dict[str, Node] = {}
    for row in rows:
        said.setdefault(row["said"], _node(row, held))
    return said


def _node(row: dict[str, str], held: Held) -> Node:
    judged = f"{row['aspect']}: {row['grade']}" if row["aspect"] else ""
    label = judged or row["title"] or row["label"] or row["text"]
    words = (row["text"], row["paragraph"], held.start)
    return Node(row["said"], shortened(label), _SORTS[row["sort"]], held.council, *words)


def _links(reader: Reader, held: Held) -> Iterator[Edge]:
    for row in asked(reader, "network/links", graph=held.graph):
        type_ = row["relation"].rpartition("#")[2]
        label = row["polarity"].rpartition("/")[2] if type_ == "theme" else ""
        yield _edge(row["said"], row["other"], type_, label or _RELATIONS[row["relation"]], held)


def _edge(source: str, target: str, type_: str, label: str, held: Held) -> Edge:
    return Edge(source, target, type_, label, first=held.start, last=held.start)
