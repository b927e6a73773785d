"""The byte form of a graph does not depend on how it was handed in, and comes back from the database."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from loader.store.canonical import canonical_lines, digest, graph_lines, nquads, pack, quads_of, unpack

GRAPH = NamedNode("https://example.org/graph/a")
XSD = "http://www.w3.org/2001/XMLSchema#"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NUMBERS = st.from_regex(r"[+-]?[0-9]{1,20}(\.[0-9]{1,20})?", fullmatch=True)
LITERALS = st.one_of(
    st.builds(Literal, TEXTS),
    st.builds(lambda text: Literal(text, language="en-GB"), TEXTS),
    st.builds(
        lambda text, kind: Literal(text, datatype=NamedNode(XSD + kind)),
        NUMBERS | TEXTS,
        st.sampled_from(["decimal", "integer", "double", "duration", "date", "gYear", "boolean", "anyURI"]),
    ),
)


def quads_with(literals: list[Literal]) -> list[Quad]:
    return [
        Quad(NamedNode("https://example.org/a"), NamedNode("https://example.org/p"), literal, GRAPH)
        for literal in literals
    ]


@settings(deadline=None)
@given(st.lists(LITERALS, max_size=6))
def test_what_is_digested_is_what_the_database_gives_back(literals: list[Literal]) -> None:
    lines = canonical_lines(GRAPH.value, quads_with(literals))
    store = Store()
    store.bulk_load(nquads(GRAPH.value, unpack(pack(lines))), RdfFormat.N_QUADS, lenient=True)
    assert graph_lines(store, GRAPH.value) == lines
    assert canonical_lines(GRAPH.value, quads_of(GRAPH.value, lines)) == lines


def test_order_and_repetition_leave_no_mark() -> None:
    quads = quads_with([Literal(text) for text in "cab"])
    lines = canonical_lines(GRAPH.value, quads)
    assert canonical_lines(GRAPH.value, reversed(quads * 2)) == lines
    assert lines == sorted(lines)
    assert digest(lines) != digest(lines[:-1])
