"""Brings the derived graphs after the report graphs that changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from pyoxigraph import NamedNode, Quad

from loader.authorities import predecessors, successors
from loader.conclude.bodies import AREA_PATTERNS, area_statements
from loader.conclude.links import described, link_sets
from loader.conclude.mentions import MENTION_TERMS
from loader.conclude.national import national_statements, parted
from loader.conclude.progress import CHAIN_PATTERNS, chain_statements
from loader.conclude.recurrences import ACTION_TERMS, recurrence_statements
from loader.conclude.summary import SUMMARY_PATTERNS, summary_statements
from loader.decisions import NONE, Decisions
from loader.iris import REPORT_GRAPHS, SUMMARY_GRAPHS, graph
from loader.ownership import check_owned, check_ownership
from loader.quads import Said, Term, lines_of, said_in, together, value_of
from loader.reference import reference_graphs
from loader.standing import stale_on_area
from loader.store import Reader, Writer
from loader.store.canonical import Patterns, sealed
from ontology.terms import IG

__all__ = ["area_of", "conclude", "put", "renewed_reference"]

_MENTIONS = tuple((predicate, None) for predicate in MENTION_TERMS)


def area_of(report_graph: str) -> str:
    """The code of the area that a report is of, out of the IRI of its graph."""
    return report_graph.removeprefix(REPORT_GRAPHS).partition("/")[0]


def put(writer: Writer, iri: str, quads: Sequence[Quad]) -> None:
    """Make quads the contents of a graph that owns them."""
    check_ownership(iri, quads)
    writer.replace_graph(iri, quads)


def renewed_reference(writer: Writer, versions: Mapping[str, str]) -> bool:
    """Write the reference graphs if what they are made of changed; True if so: conclude all again then."""
    decisive = ("vocabulary", "registers", "conclusions")
    if all(writer.base_versions.get(name) == versions[name] for name in decisive):
        return False
    for iri, quads in reference_graphs().items():
        put(writer, iri, quads)
    return True


def conclude(writer: Writer, codes: Collection[str], decisions: Decisions = NONE, *, afresh: bool) -> None:
    """Draw the conclusions on some areas again, and on the nation, and count what changed.

    Parameters
    ----------
    writer
        What holds the reports.
    codes
        Of the areas.
    decisions
        What reviewers decided.
    afresh
        Whether the rules changed, so that nothing that was concluded before can be kept.

    """
    for code in sorted(set(codes).union(*map(successors, codes))):
        _put_said(writer, graph("area", code).value, _area(writer, code, _fresh(writer, code, decisions)))
    if afresh or codes:
        for iri, said in parted(_national(writer, afresh=afresh)).items():
            _put_said(writer, iri, said)
        _put_said(writer, graph("links").value, described(_links(writer)))
    for path in sorted(_to_count(writer, afresh=afresh)):
        report = said_in(writer.graph_quads(REPORT_GRAPHS + path, SUMMARY_PATTERNS))
        _put_said(writer, SUMMARY_GRAPHS + path, summary_statements(path, report))


def _area(writer: Writer, code: str, decisions: Decisions) -> Said:
    """What is concluded about one area."""
    before = _reports(writer, CHAIN_PATTERNS, code, *predecessors(code))
    actions = {iri: said_in(writer.things(iri, IG.RequiredAction, ACTION_TERMS)) for iri in before}
    return together(
        (
            area_statements(code, _reports(writer, AREA_PATTERNS, code), decisions),
            chain_statements(code, before),
            recurrence_statements(code, before, actions, decisions),
        )
    )


def _to_count(writer: Writer, *, afresh: bool) -> set[str]:
    """The inspections whose report is new, changed or gone, or all of them."""
    changed = {
        iri.removeprefix(graphs)
        for iri in writer.changed
        for graphs in (REPORT_GRAPHS, SUMMARY_GRAPHS)
        if iri.startswith(graphs)
    }
    return changed | {iri.removeprefix(REPORT_GRAPHS) for iri in writer.sources if afresh}


def _fresh(writer: Writer, code: str, decisions: Decisions) -> Decisions:
    """The decisions on an area that can be applied."""
    own = decisions.on_area(code)
    if not own.rows:
        return own
    return own.without({it.about for it in stale_on_area(own, code, writer.sources, writer.graph_quads)})


def _put_said(writer: Writer, iri: str, said: Said) -> None:
    check_owned(iri, said)
    writer.replace_packed(iri, *sealed(lines_of(said)))


def _reports(writer: Writer, patterns: Patterns, *codes: str) -> dict[str, Said]:
    """What conclusions on some areas are drawn from, by report graph."""
    of_areas = [iri for iri in writer.sources if area_of(iri) in codes]
    return {iri: said_in(writer.graph_quads(iri, patterns)) for iri in of_areas}


def _links(writer: Writer) -> dict[str, int]:
    """How many links each link set has, by name."""
    graphs = writer.manifest.graphs
    return {links.name: graphs[links.graph].quads for links in link_sets().values() if links.graph in graphs}


# The nation


def _national(writer: Writer, *, afresh: bool) -> Said:
    """What is said of what is national, without reading every report again when one of them changed.

    What it says of a thing is put together from what each report alone would have it say. So a report that is
    new is added to what stands there; where a report does not say any more what it said, or is gone, what it
    named is put together again, from the other mentions of it, which the areas' graphs know.
    """
    reader = writer.committed()
    if reader is None or afresh:
        return national_statements([said_in(writer.statements(_MENTIONS))])
    changed = [iri for iri in writer.changed if iri.startswith(REPORT_GRAPHS)]
    reports = {iri: said_in(writer.graph_quads(iri, _MENTIONS)) for iri in changed}
    stale = {thing for iri, new in reports.items() for thing in _stale(reader, iri, new)}
    before = together(said_in(reader.graph_quads(name)) for name in parted({}))
    kept = {thing: own for thing, own in before.items() if thing not in stale}
    others = said_in(_others(reader, stale, changed))
    return national_statements([others, *reports.values()], kept)


def _stale(reader: Reader, iri: str, new: Said) -> Iterator[Term]:
    """The things of which a report does not say any more what it said."""
    said = national_statements([new])
    before = national_statements([said_in(reader.graph_quads(iri, _MENTIONS))])
    return (thing for thing, own in before.items() if said.get(thing) != own)


def _others(reader: Reader, things: Iterable[Term], changed: Collection[str]) -> Iterator[Quad]:
    """What the reports that did not change say of the mentions of some things."""
    graphs = {NamedNode(iri) for iri in changed}
    for thing in things:
        for found in reader.store.quads_for_pattern(None, IG.refersTo, NamedNode(value_of(thing)), None):
            for predicate, _ in _MENTIONS:
                said = reader.store.quads_for_pattern(found.subject, predicate, None, None)
                yield from (quad for quad in said if quad.graph_name not in graphs)
