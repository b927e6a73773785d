"""What is kept up report by report is what all reports at once would have made: national graph and counts."""

from __future__ import annotations

import random
from pathlib import Path
from unittest import mock

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from loader import concluding
from loader.conclude.bodies import MENTION_TERMS, national_quads
from loader.conclude.links import link_sets
from loader.conclude.summary import summary_statements
from loader.concluding import conclude
from loader.iris import BASE, REPORT_GRAPHS, SUMMARY_GRAPHS, concept, graph, resource_iri
from loader.quads import lines_of, said_in
from loader.store import Writer, write
from ontology.terms import IG, RDF, VOID, XSD

AREAS = ("MDW", "RCH", "TOB")
LAW = "http://www.legislation.gov.uk/id/ukpga/1989/41"
NAMES = (
    *("Children Act 1989", "children act 1989", "the Children Act 1989", "Lantern team", "Ofsted"),
    *("Department for Education", "DfE", "Crown Prosecution Service", "CPS"),
)
NATIONAL, STATUTES, LINKS = (graph(*p).value for p in (("national",), ("links", "legislation"), ("links",)))


def report(chance: random.Random, path: str) -> list[Quad]:
    """What a report says of a few things that it names."""
    name = graph("report", path)
    said = []
    for n in range(chance.randrange(4)):
        it = resource_iri("report", path, "mention", str(n))
        printed = chance.choice(NAMES)
        law = "ct 1989" in printed
        kind = chance.choice(("act", "act", "regulation")) if law else "government-department"
        facts: list[tuple[NamedNode, NamedNode | Literal]] = [
            (IG.name, Literal(printed)),
            (IG.kind, concept("kinds", kind)),
            *((IG.alias, Literal(alias)) for alias in chance.sample(NAMES, chance.randrange(2))),
            *(
                (IG.acronym, Literal(acronym))
                for acronym in chance.sample(("DfE", "CPS"), chance.randrange(2))
            ),
        ]
        if law and chance.random() < 0.7:
            facts.append((IG.legislation, NamedNode(LAW)))
        said += [Quad(it, predicate, value, name) for predicate, value in facts]
    return [*said, *findings(chance, path)]


def findings(chance: random.Random, path: str) -> list[Quad]:
    """A few findings, of some polarity and in some section."""
    it = [resource_iri("report", path, "finding", str(n)) for n in range(chance.randrange(5))]
    section = resource_iri("report", path, "section", "1")
    return [
        Quad(finding, predicate, value, graph("report", path))
        for finding in it
        for predicate, value in (
            (RDF.type, IG.Finding),
            (IG.polarity, concept("polarity", chance.choice(("strength", "weakness")))),
            (IG.inSection, section),
        )
    ]


def change(chance: random.Random, writer: Writer) -> set[str]:
    """Write, write again or remove a few reports; the areas that they are of."""
    touched = set()
    for _ in range(chance.randrange(1, 4)):
        area = chance.choice(AREAS)
        path = f"{area}/201{chance.randrange(3)}-01-07/protection-2012"
        quads = [] if chance.random() < 0.3 else report(chance, path)
        writer.replace_graph(graph("report", path).value, quads, {"file": path})
        touched.add(area)
    return touched


def asking(writer: Writer, path: str, words: str) -> None:
    """Write a report of one required action."""
    name, it = graph("report", path), resource_iri("report", path, "action", "1")
    inspection, day = resource_iri("inspection", path), Literal(path.split("/")[1], datatype=XSD.date)
    quads = [
        Quad(inspection, RDF.type, IG.Inspection, name),
        Quad(inspection, IG.startDate, day, name),
        Quad(inspection, IG.framework, concept("frameworks", path.split("/")[2]), name),
        Quad(it, RDF.type, IG.RequiredAction, name),
        Quad(it, IG.text, Literal(words), name),
        Quad(resource_iri("report", path, "block", "1"), IG.text, Literal(words), name),
    ]
    writer.replace_graph(name.value, quads, {"file": path})


def asked_again(writer: Writer, code: str) -> list[tuple[str, str]]:
    quads = writer.graph_quads(graph("area", code).value)
    return [(q.subject.value, q.object.value) for q in quads if q.predicate == IG.asksAgain]


@pytest.mark.parametrize("commit", [False, True])
def test_an_area_asks_again_what_the_council_before_it_was_asked(tmp_path: Path, commit: bool) -> None:
    """Also where only the earlier council's report changes, and whether reports are stored or staged."""
    earlier, later = "BKM/2014-06-03/sif", "BUC/2021-12-06/ilacs"
    pair = tuple(resource_iri("report", path, "action", "1").value for path in (later, earlier))
    with write(tmp_path) as writer:
        asking(writer, later, "The quality of audits.")
        conclude(writer, {"BUC"}, afresh=False)
        assert not asked_again(writer, "BUC")
        if commit:
            writer.commit()
        asking(writer, earlier, "Improve the quality of auditing.")
        conclude(writer, {"BKM"}, afresh=False)
        assert asked_again(writer, "BUC") == [pair]
        if commit:
            writer.commit()
        asking(writer, earlier, "Sufficiency of placements.")
        conclude(writer, {"BKM"}, afresh=False)
        assert not asked_again(writer, "BUC")


def assert_links_are_counted(writer: Writer) -> None:
    """What is said of each link set is the size of its graph."""
    counted = {
        quad.subject.value.rpartition("/")[2]: int(quad.object.value)
        for quad in writer.graph_quads(LINKS, [(VOID.triples, None)])
    }
    held = {name: len(list(writer.graph_quads(links.graph))) for name, links in link_sets().items()}
    assert counted == (held if counted else {})


@pytest.mark.parametrize("seed", range(4))
def test_kept_up_or_made_anew_it_is_the_same(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    seen = set()
    with write(tmp_path) as writer:
        for _ in range(15):
            conclude(writer, change(chance, writer), afresh=False)
            anew = national_quads(writer.statements([(predicate, None) for predicate in MENTION_TERMS]))
            assert {quad for iri in (NATIONAL, STATUTES) for quad in writer.graph_quads(iri)} == set(anew)
            assert_links_are_counted(writer)
            seen.add(frozenset(anew))
            writer.commit()
    assert len(seen) > 5


def assert_counts_are_those_of_the_reports(writer: Writer) -> int:
    """How many counts there are."""
    graphs = writer.manifest.graphs
    counted = {iri.removeprefix(SUMMARY_GRAPHS) for iri in graphs if iri.startswith(SUMMARY_GRAPHS)}
    anew = {
        iri.removeprefix(REPORT_GRAPHS): lines_of(
            summary_statements(iri.removeprefix(REPORT_GRAPHS), said_in(writer.graph_quads(iri)))
        )
        for iri in graphs
        if iri.startswith(REPORT_GRAPHS)
    }
    kept = {path: lines_of(said_in(writer.graph_quads(SUMMARY_GRAPHS + path))) for path in counted}
    assert kept == {path: lines for path, lines in anew.items() if lines}
    return sum(map(len, kept.values()))


@pytest.mark.parametrize("seed", range(4))
def test_counts_follow_their_reports(tmp_path: Path, seed: int) -> None:
    """Also where conclusions are drawn several times before they are committed."""
    chance = random.Random(seed)
    seen = set()
    with write(tmp_path) as writer:
        for _ in range(12):
            conclude(writer, change(chance, writer), afresh=chance.random() < 0.1)
            seen.add(assert_counts_are_those_of_the_reports(writer))
            if chance.random() < 0.5:
                writer.commit()
        for iri in list(writer.sources):
            writer.remove_graph(iri)
        conclude(writer, AREAS, afresh=False)
        assert assert_counts_are_those_of_the_reports(writer) == 0
    assert len(seen) > 3


def test_a_new_report_costs_no_reading_of_others(tmp_path, monkeypatch):
    with write(tmp_path) as writer:
        chance = random.Random(1)
        conclude(writer, change(chance, writer) | change(chance, writer), afresh=False)
        writer.commit()
        path = "KEN/2013-01-07/protection-2012"
        quads = next(said for seed in range(9) if (said := report(random.Random(seed), path)))
        writer.replace_graph(graph("report", path).value, quads, {"file": path})
        others = concluding._others

        def none_asked(reader, things, changed):
            assert not things
            return others(reader, things, changed)

        monkeypatch.setattr(concluding, "_others", none_asked)
        monkeypatch.setattr(Writer, "statements", None)
        asked = mock.patch.object(Writer, "graph_quads", autospec=True, side_effect=Writer.graph_quads)
        with asked as read:
            conclude(writer, {"KEN"}, afresh=False)
        looked_at = {call.args[1] for call in read.call_args_list}
        assert {iri for iri in looked_at if iri.startswith(REPORT_GRAPHS)} == {graph("report", path).value}
        assert f"{BASE}graph/area/KEN" in writer.changed


def dated(path: str) -> list[Quad]:
    """A report of which no more is said than its day and its kind."""
    it, name = resource_iri("inspection", path), graph("report", path)
    _, day, framework = path.split("/")
    facts: list[tuple[NamedNode, NamedNode | Literal]] = [
        (RDF.type, IG.Inspection),
        (IG.framework, concept("frameworks", framework)),
        (IG.startDate, Literal(day, datatype=XSD.date)),
    ]
    return [Quad(it, predicate, value, name) for predicate, value in facts]


def test_a_report_of_a_council_that_ended_changes_the_chain_of_its_successors(tmp_path: Path) -> None:
    paths = ("CMA/2015-03-02/sif", "CMA/2017-11-13/sif", "CBD/2024-10-07/ilacs")
    with write(tmp_path) as writer:

        def before() -> list[str]:
            found = writer.graph_quads(graph("area", "CBD").value, [(IG.previousInspection, None)])
            return [quad.object.value.removeprefix(f"{BASE}id/inspection/") for quad in found]

        def change(path: str, quads: list[Quad]) -> None:
            writer.replace_graph(graph("report", path).value, quads, {"file": path})
            conclude(writer, {path.partition("/")[0]}, afresh=False)
            writer.commit()

        seen = []
        for path in (paths[2], *paths[:2]):
            change(path, dated(path))
            seen.append(before())
        change(paths[1], [])
        assert [*seen, before()] == [[], [paths[0]], [paths[1]], [paths[0]]]
