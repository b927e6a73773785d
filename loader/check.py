"""Is a store right, and what did its reports leave unanswered?

Faults are what must not be: a broken shape, a quote that is not in its block, a count that is not what its
report comes to, a link that is not of its set, a triple in two graphs, a graph that is not what its manifest
says. Gaps are what a reader may miss: an aspect without a grade, a report without an inspector, a passage
that was not understood, a shape that met nothing to look at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad

from loader.conclude.links import link_sets, mislinked
from loader.conclude.summary import SUMMARY_PATTERNS, summary_statements
from loader.framework import framework
from loader.iris import REPORT_GRAPHS, SUMMARY_GRAPHS, graph
from loader.quads import Said, by_subject, said_in
from loader.shapes import check_fully, check_quads
from loader.store import Reader, read, triples_in_two_graphs
from ontology.terms import DCTERMS, IG, RDF

__all__ = ["CheckResult", "check_store", "miscounts", "misquotes", "print_check"]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check of a store found."""

    dataset: str
    graphs: int
    looked_at: dict[str, int]  # focus nodes, by shape
    faults: tuple[str, ...]
    gaps: tuple[tuple[str, str], ...]  # inspection path, what it lacks
    validator: str

    def to_json(self) -> dict[str, object]:
        """The result as JSON values."""
        return {
            "dataset": self.dataset,
            "graphs": self.graphs,
            "validator": self.validator,
            "focus_nodes": self.looked_at,
            "faults": list(self.faults),
            "gaps": [{"report": report, "lacks": what} for report, what in self.gaps],
        }


def check_store(path: Path, *, full: bool = False) -> CheckResult:
    """Check every graph of the current generation.

    Parameters
    ----------
    path
        Folder of the store.
    full
        Use pyshacl beside the fast check; both must find the same.

    Raises
    ------
    loader.store.StoreError
        If the store can't be read.

    """
    looked_at: Counter[str] = Counter()
    faults, gaps = list[str](), list[tuple[str, str]]()
    with read(path) as reader:
        for iri in sorted(reader.manifest.graphs):
            quads = list(reader.graph_quads(iri))
            checked = check_quads(quads)
            looked_at.update(checked.looked_at)
            faults += [f"{iri}: {violation}" for violation in checked.violations]
            if full:
                faults += [f"{iri}: {violation} (pyshacl)" for violation in check_fully(quads).violations]
            faults += [f"{iri}: {misquote}" for misquote in misquotes(quads)]
            if iri.startswith(REPORT_GRAPHS):
                name = iri.removeprefix(REPORT_GRAPHS)
                gaps += [(name, gap) for gap in _gaps(name.rpartition("/")[2], quads)]
        faults += _miscounted(reader)
        faults += _mislinked(reader)
        faults += [f"{iri}: not what the manifest says" for iri in reader.verify()]
        faults += [f"stands in two graphs: {triple}" for triple in triples_in_two_graphs(reader.store)]
        idle = [name for name, n in sorted(looked_at.items()) if not n]
        gaps += [("", f"the store has nothing that the shape {name} looks at") for name in idle]
        return CheckResult(
            reader.dataset,
            len(reader.manifest.graphs),
            dict(sorted(looked_at.items())),
            tuple(faults),
            tuple(gaps),
            "compiled shapes and pyshacl" if full else "compiled shapes",
        )


def misquotes(quads: Sequence[Quad]) -> Iterator[str]:
    """The pieces of evidence whose quote is not what stands in their block from start to end."""
    said = by_subject(quads)
    for iri, own in sorted(said.items()):
        if quote := own.get(IG.quote.value):
            start, end = (int(own[term.value][0].value) for term in (IG.start, IG.end))
            block = said.get(own[IG.block.value][0].value, {}).get(IG.text.value, ())
            text = block[0].value[start:end] if block else ""
            if text != quote[0].value:
                yield f"{iri} quotes {quote[0].value!r}, and its block reads {text!r}"


def _miscounted(reader: Reader) -> Iterator[str]:
    """Where the counts of a report and what it says differ."""
    graphs = (REPORT_GRAPHS, SUMMARY_GRAPHS)
    paths = {iri.removeprefix(g) for iri in reader.manifest.graphs for g in graphs if iri.startswith(g)}
    for path in sorted(paths):
        report = said_in(reader.graph_quads(REPORT_GRAPHS + path, SUMMARY_PATTERNS))
        counts = said_in(reader.graph_quads(SUMMARY_GRAPHS + path))
        yield from (f"{SUMMARY_GRAPHS}{path}: {fault}" for fault in miscounts(path, report, counts))


def _mislinked(reader: Reader) -> Iterator[str]:
    """Where a link set and its description differ, in a store that describes them."""
    if description := said_in(reader.graph_quads(graph("links").value)):
        for links in link_sets().values():
            yield from mislinked(links, said_in(reader.graph_quads(links.graph)), description)


def miscounts(path: str, report: Said, counts: Said) -> Iterator[str]:
    """The counts of a report that are not what it comes to, or not there.

    Parameters
    ----------
    path
        Of the inspection, as MDW/2013-01-07/protection-2012.
    report, counts
        What its graph and the graph of its counts say.

    """
    due = summary_statements(path, report)
    for it in sorted(due.keys() | counts.keys()):
        if it not in due:
            yield f"{it} counts what the report does not say"
        elif it not in counts:
            yield f"{it} is missing"
        elif due[it] != counts[it]:
            wrong = sorted({term for term, _ in due[it].items() ^ counts[it].items()})
            yield f"{it} differs from what the report comes to in {', '.join(wrong)}"


_EXPECTED = {  # what a report's graph is looked through for, and its name in a list of gaps
    IG.authority: "authority",
    IG.startDate: "inspection dates",
    DCTERMS.issued: "a printed publication date, and so due dates",
    IG.leadInspectorName: "lead inspector",
    IG.Finding: "findings",
    IG.RequiredAction: "required actions",
    IG.Mention: "named bodies",
}


def _gaps(framework_id: str, quads: Sequence[Quad]) -> Iterator[str]:
    """What a reader of this framework's reports would expect, and does not get."""
    said = by_subject(quads)
    used = {predicate for own in said.values() for predicate in own}
    used |= {node.value for own in said.values() for node in own.get(RDF.type.value, ())}
    yield from (what for term, what in _EXPECTED.items() if term.value not in used)
    graded = {subject.rpartition("/")[2] for subject, own in said.items() if IG.grade.value in own}
    yield from (f"a grade for {aspect}" for aspect in framework(framework_id).aspects if aspect not in graded)
    reasons = (node.value for _, own in sorted(said.items()) for node in own.get(IG.reason.value, ()))
    yield from (f"understanding: {reason}" for reason in reasons)


def print_check(result: CheckResult) -> None:
    """Print what a check found."""
    from loader.printing import print_rows  # noqa: PLC0415 — only when asked

    print(f"dataset {result.dataset}, {result.graphs} graphs, checked by {result.validator}")
    print_rows(["shape", "focus nodes"], sorted(result.looked_at.items()))
    for report, what in result.gaps:
        print(f"gap: {report}: lacks {what}" if report else f"gap: {what}")
    for fault in result.faults:
        print(f"fault: {fault}")
    print(f"{len(result.faults)} faults, {len(result.gaps)} gaps")
