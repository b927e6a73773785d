import hashlib
import subprocess
import sys
from dataclasses import replace

import pytest
from pyoxigraph import NamedNode, Quad

from loader.interpret.report import interpret
from loader.iris import BASE
from loader.pipeline import understand
from loader.quads import lines_of
from loader.rdf import inspection_path, report_graph, report_quads, report_statements
from loader.records import Listing, Report
from loader.store.canonical import canonical_lines
from ontology.resources import resource
from ontology.terms import DCTERMS, IG, RDF
from tests.small_reports import document

PATH = "RUT/2013-03-04/protection-2012"


def small(*changes: tuple[str, str], listed: Listing | None = None) -> Report:
    return interpret(document(*changes), listed or Listing())


def values(quads: tuple[Quad, ...], subject: str, predicate: NamedNode) -> list[str]:
    iri = f"{BASE}id/{subject}"
    return [q.object.value for q in quads if q.subject.value == iri and q.predicate == predicate]


def members(quads: tuple[Quad, ...], class_: NamedNode) -> list[str]:
    return [q.subject.value for q in quads if (q.predicate, q.object) == (RDF.type, class_)]


def test_an_inspection_is_identified_by_authority_day_and_framework():
    assert inspection_path(small()) == PATH
    assert report_graph(small()).value == f"{BASE}graph/report/{PATH}"


def test_an_inspection_without_authority_or_date_is_identified_by_its_file():
    report = small(
        ("Rutland County Council", "Atlantis Council"), ("Inspection dates: 4 - 13 March 2013\n", "")
    )
    digest = report.document.source.sha256[:8]
    assert inspection_path(report) == f"unresolved-atlantis-council/undated-{digest}/protection-2012"
    assert report_quads(report)


def test_every_subject_lies_under_the_report_or_inspection():
    own = (f"{BASE}id/inspection/{PATH}", f"{BASE}id/report/{PATH}")
    report = small()
    for quad in report_quads(report):
        assert isinstance(quad.subject, NamedNode)
        assert quad.subject.value.startswith(own)
        assert quad.graph_name == report_graph(report)


def test_the_inspection_says_what_is_printed_and_where():
    quads = report_quads(small())
    inspection = f"inspection/{PATH}"
    assert values(quads, inspection, IG.authority) == [f"{BASE}id/authority/RUT"]
    assert values(quads, inspection, IG.startDate) == ["2013-03-04"]
    assert values(quads, inspection, IG.endDate) == ["2013-03-13"]
    assert values(quads, inspection, IG.announced) == ["true"]
    assert values(quads, inspection, IG.teamSize) == ["4"]
    supported = {q.object for q in quads if q.predicate == IG.supports}
    assert {IG.startDate, IG.endDate, IG.leadInspectorName, IG.legalBasis, IG.authorityAsPrinted} <= supported


def test_a_listed_date_is_not_an_issue_date():
    quads = report_quads(small(listed=Listing("2013-04-19", "https://example.org/a.pdf")))
    assert values(quads, f"report/{PATH}", IG.listedDate) == ["2013-04-19"]
    assert values(quads, f"report/{PATH}", DCTERMS.issued) == []


def test_a_finding_names_what_stands_in_its_sentence():
    quads = report_quads(small(("Visits to children are timely.", "The Lantern team makes visits in time.")))
    finding = next(q.subject for q in quads if q.object.value == "The Lantern team makes visits in time."
                   and q.predicate == IG.text and "/finding/" in q.subject.value)  # fmt: skip
    named = [
        q.object.value.rpartition("/")[2] for q in quads if (q.subject, q.predicate) == (finding, IG.mentions)
    ]
    assert named == ["lantern-team"]


def test_counts_are_those_of_the_report():
    report = small()
    quads = report_quads(report)
    assert len(members(quads, IG.Finding)) == len(report.findings) == 5
    assert len(members(quads, IG.RequiredAction)) == 3
    assert len(members(quads, IG.Judgement)) == 4
    assert len(members(quads, IG.Block)) == len(report.document.blocks)
    assert len(members(quads, IG.Mention)) == len(report.mentions)


def test_two_spellings_of_one_name_are_one_mention():
    report = small(
        (
            "Visits to children are timely.",
            "The Multi-Agency Risk Panel and the Multi Agency Risk Panel meet.",
        )
    )
    named = [m for m in report.mentions if "Risk Panel" in m.name]
    assert len(named) == 1
    assert len(named[0].evidence) == 2


def test_what_was_not_understood_is_said():
    quads = report_quads(small(("9. Help is offered early.", "8. Help is offered early.")))
    reasons = [q.object.value for q in quads if q.predicate == IG.reason]
    assert reasons[0] == "the paragraph number 8 is repeated or out of order"


def test_text_with_quotes_and_controls_stays_text():
    nasty = 'Visits are "timely" \\ <b>and</b> } ; DROP ALL'
    quads = report_quads(small(("Visits to children are timely", nasty)))
    assert any(q.predicate == IG.text and nasty in q.object.value for q in quads)


def test_its_lines_are_those_that_the_store_keeps():
    nasty = 'Visits are "timely" \\ and 85.50% of them, above England,\tlast 1,200 minutes \x7f'
    report = small(
        ("Visits to children are timely", nasty), ("Within three months:", "Within 12 months:"),
        listed=Listing("2013-04", "https://example.org/ä.pdf"),
    )  # fmt: skip
    lines = lines_of(report_statements(report))
    assert lines == canonical_lines(report_graph(report).value, report_quads(report))
    assert sum(b"duration" in line and b"P1Y" in line for line in lines) == 1


def test_what_can_not_stand_in_an_iri_is_refused():
    report = small()
    blocks = (replace(report.document.blocks[0], id="a b"), *report.document.blocks[1:])
    with pytest.raises(ValueError, match="not a path of an IRI: 'block/a b'"):
        report_statements(replace(report, document=replace(report.document, blocks=blocks)))


@pytest.mark.parametrize("hash_seed", ["0", "1"])
def test_the_same_file_gives_the_same_bytes_in_every_process(hash_seed):
    script = (
        "import sys, hashlib; from pathlib import Path; from loader.pipeline import understand;"
        "from loader.rdf import report_graph, report_quads;"
        "from loader.store.canonical import canonical_lines;"
        "report = understand(Path(sys.argv[1]));"
        "lines = canonical_lines(report_graph(report).value, report_quads(report));"
        "print(hashlib.sha256(b''.join(lines)).hexdigest())"
    )
    file = resource("data/reports/rochdale-2012-11.txt")
    out = subprocess.run(
        [sys.executable, "-c", script, str(file)],
        env={"PYTHONHASHSEED": hash_seed, "LC_ALL": "C", "TZ": "Asia/Tokyo"},
        cwd=resource("ontology").parent,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    report = understand(file)
    lines = canonical_lines(report_graph(report).value, report_quads(report))
    assert out == hashlib.sha256(b"".join(lines)).hexdigest()
