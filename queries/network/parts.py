"""Which bodies are parts of which: teams of services, services of departments, posts of all of them."""

from __future__ import annotations

from loader.store import Reader
from queries.network.projection import Network, network
from queries.network.statements import part_edges
from queries.network.things import Things, area_code
from queries.scope import WHOLE, Scope, reports_in

__all__ = ["parts"]


def parts(reader: Reader, scope: Scope = WHOLE) -> Network:
    """Bodies and posts, each with an edge to what it is part of, as the reports say it.

    It means that a report names the one within the other ("the council's duty team"). Most bodies are named
    on their own and are not among the nodes: the picture is as whole as the reports are.

    Parameters
    ----------
    reader
        An open store.
    scope
        Which reports say so; a theme chooses reports, not sentences.

    Returns
    -------
    networkx.MultiDiGraph
        From the part to the whole; ``unitOf`` for bodies and ``postIn`` for posts.

    Raises
    ------
    QueryError
        If the scope holds no report.

    """
    reports = reports_in(reader, scope)
    codes = sorted({area_code(held.authority) for held in reports if held.authority})
    chosen = {held.report for held in reports}
    edges = [edge for code in codes for edge in part_edges(reader, code) if edge.reports in chosen]
    nodes = Things(reader).nodes(end for edge in edges for end in (edge.source, edge.target))
    return network(reader, "Bodies and their parts", nodes, edges, directed=True)
