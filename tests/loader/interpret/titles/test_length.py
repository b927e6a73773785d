import pytest

from loader.interpret.title import read_title
from loader.rdf import report_quads
from loader.records import Report
from loader.report_json import report_to_json
from ontology.terms import IG
from tests.loader.interpret.titles.made import FRONT, made


def inspected(days, framework="ilacs"):
    found = made(framework, (FRONT, "Rutland"), (FRONT, f"Inspection dates: {days}"))
    return found, read_title(found)[0]


@pytest.mark.parametrize(
    ("days", "kind"),
    [
        ("6 to 10 November 2023", "short"),
        ("11 to 13 July 2023", "short"),
        ("4 to 15 March 2024", "standard"),
        ("27 November to 8 December 2023", "standard"),
        ("3 June 2019 to 19 June 2019", None),
        ("5 to 9 December 2022 and 14 to 15 February 2023", None),
        ("in the spring", None),
    ],
)
def test_one_week_is_short_and_two_are_standard(days, kind):
    _, title = inspected(days)
    assert (title.length.kind if title.length else None) == kind


def test_other_frameworks_have_no_length():
    assert inspected("6 to 10 November 2023", "sif")[1].length is None


def test_the_length_is_said_with_its_basis():
    document, title = inspected("6 to 10 November 2023")
    said = {"kind": "short", "basis": "on site from 2023-11-06 to 2023-11-10: one week"}
    assert report_to_json(Report(document, title))["length"] == said
    quads = report_quads(Report(document, title))
    stated = {q.predicate: q.object.value for q in quads if q.predicate in (IG.length, IG.lengthBasis)}
    assert stated == {IG.length: said["kind"], IG.lengthBasis: said["basis"]}
