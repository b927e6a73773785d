"""What the loader writes itself is what the database would have written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from loader.quads import (
    Said,
    Term,
    decimal,
    iri,
    lines_of,
    number,
    said_in,
    say,
    text,
    together,
    truth,
    typed,
    value_of,
)
from loader.store.canonical import canonical_lines, quads_of
from ontology.terms import IG, RDF, XSD

GRAPH = NamedNode("https://example.org/graph/a")
SUBJECT = NamedNode("https://example.org/a")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NUMBERS = st.from_regex(r"[+-]?[0-9]{1,20}(\.[0-9]{1,20})?", fullmatch=True)
TYPES = st.sampled_from(["decimal", "integer", "double", "duration", "date", "gYear", "boolean", "anyURI"])


def kept(literal: Literal) -> str:
    """A literal as the store's lines have it."""
    line = canonical_lines(GRAPH.value, [Quad(SUBJECT, IG.text, literal, GRAPH)])[0].decode()
    return line.removeprefix(f"{SUBJECT} {IG.text} ").removesuffix(" .\n")


def test_every_character_is_written_and_read_as_the_database_does():
    for code in (*range(0xD800), *range(0xE000, 0x10000), 0x1F600, 0x1FFFF, 0x10FFFF):
        written = text(chr(code))
        assert written == str(Literal(chr(code)))
        assert value_of(written) == chr(code)


@settings(deadline=None)
@given(TEXTS)
def test_a_text_is_written_and_read_as_the_database_does(value: str) -> None:
    written = text(value)
    assert written is not None
    assert written == kept(Literal(value))
    assert value_of(written) == value


@settings(deadline=None)
@given(NUMBERS | TEXTS, TYPES)
def test_any_other_literal_is_normalised_by_the_database(value: str, kind: str) -> None:
    datatype = NamedNode(XSD.string.value.removesuffix("string") + kind)
    assert typed(value, datatype) == kept(Literal(value, datatype=datatype))


@settings(deadline=None)
@given(st.integers(-(2**63), 2**63 - 1), st.booleans(), st.floats(-1e9, 1e9))
def test_numbers_and_truth_are_written_as_the_database_does(whole: int, true: bool, some: float) -> None:
    assert number(whole) == kept(Literal(whole))
    assert truth(true) == kept(Literal(true))
    assert decimal(some) == kept(Literal(format(Decimal(str(some)), "f"), datatype=XSD.decimal))


def test_a_statement_stands_once_and_nothing_is_not_said():
    said: Said = {}
    it = iri(SUBJECT)
    for _ in range(2):
        say(said, it, [(IG.name, text("b")), (IG.alias, text(None)), (IG.name, text("a"))])
    assert said == {it: {iri(IG.name): (text("b"), text("a"))}}
    assert lines_of(said) == [f"{SUBJECT} {IG.name} {value} .\n".encode() for value in ('"a"', '"b"')]


LITERALS = st.builds(Literal, TEXTS) | st.builds(
    lambda value, kind: Literal(value, datatype=NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}")),
    NUMBERS,
    TYPES,
)
IRIS = st.sampled_from(["a", "a/1", "a/1/b", "a-b", "b"]).map(lambda name: NamedNode(f"https://e.org/{name}"))


@settings(deadline=None)
@given(st.lists(st.tuples(IRIS, IRIS, LITERALS | IRIS), max_size=8))
def test_lines_are_those_of_the_database_and_say_the_same(
    triples: list[tuple[NamedNode, NamedNode, Literal | NamedNode]],
) -> None:
    lines = canonical_lines(GRAPH.value, (Quad(*triple, GRAPH) for triple in triples))
    assert lines_of(said_in(quads_of(GRAPH.value, lines))) == lines


def test_what_quads_say_is_added_to_what_is_said():
    said: Said = {iri(SUBJECT): {iri(IG.name): (Term('"a"'),)}}
    said_in([Quad(SUBJECT, IG.name, Literal("b"), GRAPH)], said)
    assert said[iri(SUBJECT)][iri(IG.name)] == ('"a"', '"b"')


def test_what_several_say_together_is_said_once():
    a, b, p, q, x, y = map(Term, ("<a>", "<b>", "<p>", "<q>", "<x>", "<y>"))
    one: Said = {a: {p: (x,)}}
    other: Said = {a: {p: (x, y), q: (x,)}, b: {p: (y,)}}
    assert together([one, other]) == {a: {p: (x, y), q: (x,)}, b: {p: (y,)}}
    assert one == {a: {p: (x,)}}


def test_a_blank_node_is_no_subject():
    with pytest.raises(ValueError, match="not a plain statement"):
        said_in([Quad(BlankNode(), RDF.type, IG.Block, GRAPH)])
