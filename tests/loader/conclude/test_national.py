import itertools
from functools import cache

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from loader.conclude.national import national_statements
from loader.interpret.report import interpret
from loader.iris import BASE, concept
from loader.quads import Said, iri, lines_of, said_in, value_of
from loader.rdf import report_statements
from loader.records import Listing
from ontology.terms import IG, ORG, RDFS, SKOS
from tests.small_reports import document

TIMELY = "Visits to children are timely."
EARLIER = ("Inspection dates: 4 - 13 March 2013", "Inspection dates: 4 - 13 May 2012")
ELSEWHERE = ("Rutland County Council", "Medway Council")
REPORTS = (
    (),
    (EARLIER, (TIMELY, "The NSPCC and staff use the common assessment framework.")),
    (ELSEWHERE, (TIMELY, "The National Society for the Prevention of Cruelty to Children (NSPCC) is heard.")),
    (ELSEWHERE, EARLIER, (TIMELY, "The Department for Education (DfE) and the DfE know; the CAF is in use.")),
)
NSPCC = iri(NamedNode(f"{BASE}id/body/national/nspcc"))


@cache
def statements(*changes: tuple[str, str]) -> Said:
    return report_statements(interpret(document(*changes), Listing()))


def mention(report: str, name: str, kind: str = "act", law: str | None = "http://e.org/law") -> Said:
    it, graph = (NamedNode(f"{BASE}{part}/report/{report}") for part in ("id", "graph"))
    said = [Quad(it, IG.name, Literal(name), graph), Quad(it, IG.kind, concept("kinds", kind), graph)]
    return said_in([*said, *([Quad(it, IG.legislation, NamedNode(law), graph)] if law else [])])


def test_all_names_of_a_thing_are_gathered_from_all_reports():
    own = national_statements(statements(*changes) for changes in REPORTS)[NSPCC]
    assert [value_of(name) for name in own[iri(SKOS.prefLabel)]] == ["NSPCC"]
    assert [value_of(name) for name in own[iri(SKOS.altLabel)]] == [
        "National Society for the Prevention of Cruelty to Children"
    ]


@pytest.mark.parametrize("order", list(itertools.permutations(range(len(REPORTS)))))
def test_what_is_known_and_what_is_added_make_what_all_would_have_made(order):
    reports = [statements(*REPORTS[n]) for n in order]
    together = lines_of(national_statements(reports))
    for split in range(len(reports) + 1):
        known = national_statements(reports[:split])
        assert lines_of(national_statements(reports[split:], known)) == together
        assert lines_of(national_statements(reports, known)) == together


def test_what_differs_from_report_to_report_does_not_depend_on_their_order():
    reports = [
        mention("A/1", "Zebra act", "act", "http://e.org/2"),
        mention("B/1", "Zebra Act", "act", "http://e.org/1"),
        mention("C/1", "ZEBRA ACT"),
    ]
    together = national_statements(reports)
    for first, second, third in itertools.permutations(reports):
        known = national_statements([second], national_statements([first]))
        assert lines_of(national_statements([third], known)) == lines_of(together)
    (own,) = together.values()
    assert [value_of(v) for v in own[iri(SKOS.prefLabel)]] == ["ZEBRA ACT"]
    assert [value_of(v) for v in own[iri(SKOS.altLabel)]] == ["Zebra Act", "Zebra act"]
    assert [value_of(v) for v in own[iri(RDFS.seeAlso)]] == ["http://e.org/1"]
    assert len(own[iri(ORG.classification)]) == 1


def test_what_is_an_areas_own_is_not_national():
    assert national_statements([mention("A/1", "Lantern Team", "team", law=None)]) == {}
