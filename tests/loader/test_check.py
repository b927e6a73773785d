import pytest
from pyoxigraph import Literal, NamedNode, Quad

from loader.check import check_store, miscounts, misquotes
from loader.conclude.summary import summary_statements
from loader.interpret.report import interpret
from loader.iris import SUMMARY_GRAPHS
from loader.load import load
from loader.quads import Term, iri, said_in
from loader.rdf import report_quads
from loader.records import Listing
from loader.shapes import check_fully, check_quads, shapes
from loader.store import write
from ontology.terms import IG, RDF, XSD
from tests.small_reports import SMALL_REPORT, changed, document

SMALL = report_quads(interpret(document(), Listing()))


def first(class_: NamedNode) -> NamedNode:
    return next(q.subject for q in SMALL if (q.predicate, q.object) == (RDF.type, class_))  # type: ignore[return-value]


def without(subject: NamedNode, predicate: NamedNode) -> list[Quad]:
    return [q for q in SMALL if (q.subject, q.predicate) != (subject, predicate)]


def with_value(subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> list[Quad]:
    return [*without(subject, predicate), Quad(subject, predicate, value, SMALL[0].graph_name)]


BROKEN = {
    "a count too low": without(first(IG.Finding), IG.polarity),
    "a count too high": [*SMALL, Quad(first(IG.Evidence), IG.quote, Literal("else"), SMALL[0].graph_name)],
    "a wrong datatype": with_value(first(IG.Evidence), IG.start, Literal("4")),
    "a literal for an IRI": with_value(first(IG.Finding), IG.polarity, Literal("strength")),
    "a concept of another scheme": with_value(first(IG.Finding), IG.polarity, first(IG.Report)),
    "a pattern not kept": with_value(first(IG.Report), IG.sourceDigest, Literal("md5:0")),
    "a number out of bounds": with_value(
        first(IG.Label), IG.confidence, Literal("1.5", datatype=XSD.decimal)
    ),
    "a node of the wrong class": with_value(first(IG.Evidence), IG.block, first(IG.Finding)),
    "an empty text": with_value(first(IG.Finding), IG.text, Literal("")),
}


def test_a_report_as_mapped_conforms_to_both_validators():
    assert check_quads(SMALL).violations == ()
    assert check_fully(SMALL).violations == ()


@pytest.mark.parametrize("quads", BROKEN.values(), ids=BROKEN.keys())
def test_the_fast_check_and_pyshacl_find_the_same(quads):
    fast = {(v.focus, v.path) for v in check_quads(quads).violations}
    full = {(v.focus, v.path) for v in check_fully(quads).violations}
    assert fast == full
    assert fast


def test_both_say_how_many_nodes_each_shape_looked_at():
    fast, full = check_quads(SMALL).looked_at, check_fully(SMALL).looked_at
    assert fast == full
    assert fast["RequiredAction"] == 3
    assert set(fast) == {shape.name for shape in shapes()}


def test_a_quote_that_is_not_in_its_block_is_found():
    evidence = first(IG.Evidence)
    assert list(misquotes(SMALL)) == []
    found = list(misquotes(with_value(evidence, IG.quote, Literal("not these words"))))
    assert len(found) == 1
    assert "quotes 'not these words', and its block reads" in found[0]


def test_a_store_of_whole_reports_has_no_faults(tmp_path):
    (tmp_path / "a.txt").write_text(SMALL_REPORT, encoding="utf-8")
    load([tmp_path / "a.txt"], tmp_path / "store")
    result = check_store(tmp_path / "store")
    assert result.faults == ()
    assert [what for report, what in result.gaps if report] == [
        "a printed publication date, and so due dates"
    ]


def test_what_a_report_leaves_unanswered_is_a_gap(tmp_path):
    text = changed(("Lead inspector Ada Example HMI\n", ""), ("Leadership and governance\tGood", ""),
                   ("Leadership and governance\n\nGood", "Leadership and governance"))  # fmt: skip
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    load([tmp_path / "a.txt"], tmp_path / "store")
    gaps = [what for report, what in check_store(tmp_path / "store").gaps if report]
    assert gaps[1:3] == ["lead inspector", "a grade for leadership-and-governance"]
    assert all(gap.startswith("understanding: ") for gap in gaps[3:])


PATH = "RUT/2013-03-04/protection-2012"
COUNTED = said_in(SMALL)
COUNTS = summary_statements(PATH, COUNTED)


def test_counts_that_are_not_what_the_report_comes_to_are_found():
    assert list(miscounts(PATH, COUNTED, COUNTS)) == []
    one, two, *others = sorted(COUNTS)
    wrong = COUNTS[one] | {iri(IG.count): (Term('"99"'),)}
    extra = Term(f"{one[:-1]}-and-more>")
    broken = {one: wrong, extra: COUNTS[one]} | {it: COUNTS[it] for it in others}
    assert sorted(miscounts(PATH, COUNTED, broken)) == [
        f"{extra} counts what the report does not say",
        f"{one} differs from what the report comes to in {iri(IG.count)}",
        f"{two} is missing",
    ]


def test_a_store_whose_counts_are_not_its_reports_has_faults(tmp_path):
    (tmp_path / "a.txt").write_text(SMALL_REPORT, encoding="utf-8")
    load([tmp_path / "a.txt"], tmp_path / "store")
    with write(tmp_path / "store") as writer:
        graph = next(g for g in writer.manifest.graphs if g.startswith(SUMMARY_GRAPHS))
        elsewhere = NamedNode(f"{graph}-2")
        quads = [Quad(q.subject, q.predicate, q.object, elsewhere) for q in writer.graph_quads(graph)]
        writer.remove_graph(graph)
        writer.replace_graph(elsewhere.value, quads)
        writer.commit()
    faults = check_store(tmp_path / "store").faults
    assert len(faults) == 2 * len({quad.subject for quad in quads})
    assert {fault.partition(": ")[0] for fault in faults} == {graph, elsewhere.value}


def test_a_triple_in_two_graphs_and_a_broken_shape_are_faults(tmp_path):
    one, two = (NamedNode(f"https://example.org/{name}") for name in ("one", "two"))
    thing = NamedNode("https://example.org/thing")
    with write(tmp_path / "store") as writer:
        for graph in (one, two):
            writer.replace_graph(graph.value, [Quad(thing, RDF.type, IG.Evidence, graph)])
        writer.commit()
    faults = check_store(tmp_path / "store").faults
    assert any("stands in two graphs" in fault for fault in faults)
    assert any("0 values" in fault for fault in faults)
