"""The figures of reports are observations of a well-formed data cube.

The integrity constraints are those of https://www.w3.org/TR/vocab-data-cube/#wf-rules, as SPARQL that answers
yes where one is broken. (``ig:byGrade`` takes grades of several scales, and so has no one code list.)
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from pyoxigraph import NamedNode, Quad, Store

from loader.iris import GEOGRAPHY
from loader.pipeline import understand
from loader.quads import Said, Term, iri, value_of
from loader.rdf import report_quads, report_statements
from loader.records import Comparator, Period, Report, Statistic
from loader.reference import reference_graphs
from loader.shapes import check_statements
from ontology.resources import resource
from ontology.terms import IG, QB, RDF, RDFS

PREFIXES = """
PREFIX qb: <http://purl.org/linked-data/cube#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX ig: <https://w3id.org/inspection-graph/ontology#>
"""
BROKEN = {
    "IC-1: every observation has one data set": """
        ASK { { ?o a qb:Observation FILTER NOT EXISTS { ?o qb:dataSet ?s } }
          UNION { ?o a qb:Observation ; qb:dataSet ?s, ?t FILTER(?s != ?t) } }""",
    "IC-2: every data set has one structure": """
        ASK { { ?s a qb:DataSet FILTER NOT EXISTS { ?s qb:structure ?d } }
          UNION { ?s a qb:DataSet ; qb:structure ?d, ?e FILTER(?d != ?e) } }""",
    "IC-3: every structure has a measure": """
        ASK { ?d a qb:DataStructureDefinition
          FILTER NOT EXISTS { ?d qb:component/qb:measure ?m . ?m a qb:MeasureProperty } }""",
    "IC-4: every dimension has a range": """
        ASK { ?p a qb:DimensionProperty FILTER NOT EXISTS { ?p rdfs:range ?r } }""",
    "IC-5: every dimension of a structure whose range is a concept has a code list": """
        ASK { ?d qb:component/qb:dimension ?p . ?p rdfs:range skos:Concept
          FILTER NOT EXISTS { ?p qb:codeList ?l } FILTER(?p != ig:byGrade) }""",
    "IC-6: only attributes may be missing": """
        ASK { ?d qb:component ?c . ?c qb:componentRequired false
          FILTER NOT EXISTS { ?c qb:attribute ?a } }""",
    "IC-11: every observation has a value for every dimension": """
        ASK { ?o qb:dataSet/qb:structure/qb:component/qb:dimension ?p FILTER NOT EXISTS { ?o ?p ?v } }""",
    "IC-12: no two observations have the same values for all dimensions": """
        ASK { ?o qb:dataSet ?s . ?p qb:dataSet ?s FILTER(STR(?o) < STR(?p))
          FILTER NOT EXISTS {
            ?s qb:structure/qb:component/qb:dimension ?d . ?o ?d ?v . ?p ?d ?w FILTER(?v != ?w) } }""",
    "IC-13: every observation has its required attributes": """
        ASK { ?o qb:dataSet/qb:structure/qb:component ?c . ?c qb:componentRequired true ; qb:attribute ?a
          FILTER NOT EXISTS { ?o ?a ?v } }""",
    "IC-14: every observation has its measure": """
        ASK { ?o qb:dataSet/qb:structure/qb:component/qb:measure ?m FILTER NOT EXISTS { ?o ?m ?v } }""",
    "IC-19: every value of a dimension with a code list is on it": """
        ASK { ?o qb:dataSet/qb:structure/qb:component/qb:dimension ?p . ?p qb:codeList ?l . ?o ?p ?v
          FILTER NOT EXISTS { ?v a skos:Concept ; skos:inScheme ?l } }""",
    "one value for each dimension": """
        ASK { ?o qb:dataSet/qb:structure/qb:component/qb:dimension ?p . ?o ?p ?v, ?w FILTER(?v != ?w) }""",
}


@cache
def shipped() -> tuple[Report, ...]:
    return tuple(understand(file) for file in sorted(resource("data/reports").glob("*.txt")))


def cube(*reports: Report) -> Store:
    """The reports, the vocabulary and the data sets, in one graph as the constraints want it."""
    store = Store()
    quads = [quad for report in reports for quad in report_quads(report)]
    quads += [quad for quads in reference_graphs().values() for quad in quads]
    store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    return store


@pytest.fixture(scope="module")
def stored() -> Store:
    return cube(*shipped())


@pytest.mark.parametrize("constraint", BROKEN)
def test_the_cube_is_well_formed(stored: Store, constraint: str) -> None:
    assert not stored.query(PREFIXES + BROKEN[constraint])


@pytest.mark.parametrize("constraint", BROKEN)
def test_a_report_of_an_unknown_authority_that_repeats_itself_keeps_to_it(constraint: str) -> None:
    """The same figure twice is two observations: its place in the report is a dimension."""
    report = shipped()[0]
    again = replace(report.statistics[0], printed=report.statistics[0].printed._replace(start=9_999))
    unknown = replace(report.title, authority=None)
    twice = replace(report, title=unknown, statistics=(*report.statistics, again))
    assert not cube(twice).query(PREFIXES + BROKEN[constraint])


def with_statistic(**changes: object) -> Said:
    report = shipped()[0]
    return report_statements(
        replace(report, statistics=(replace(report.statistics[0], **changes),))  # type: ignore[arg-type]
    )


def figure(said: Said) -> dict[Term, tuple[Term, ...]]:
    (own,) = (own for own in said.values() if iri(IG.Statistic) in own.get(iri(RDF.type), ()))
    return own


def values(said: Said, own: dict[Term, tuple[Term, ...]], *path: NamedNode) -> list[str]:
    """What a chain of properties leads to."""
    first, *rest = path
    found = own.get(iri(first), ())
    if not rest:
        return [value_of(term) for term in found]
    return [value for term in found for value in values(said, said[term], *rest)]


def test_a_figure_is_about_the_area_of_its_authority() -> None:
    said = with_statistic()
    assert values(said, figure(said), IG.area) == [GEOGRAPHY + "E06000035"]
    assert values(said, figure(said), QB.dataSet)[0].endswith("/id/dataset/statistics")


def test_a_period_has_its_dates_once_however_often_it_is_printed() -> None:
    said = with_statistic(period=Period("in 2013–14", "2013", "2014"))
    own = figure(said)
    assert values(said, own, IG.periodAsPrinted) == ["in 2013–14"]
    assert values(said, own, IG.period, IG.begins) + values(said, own, IG.period, IG.ends) == ["2013", "2014"]
    stretch = with_statistic(period=Period("In the last 12 months", duration="P12M"))
    assert values(stretch, figure(stretch), IG.period, IG.duration) == ["P1Y"]


def test_a_figure_without_a_period_or_concept_says_so() -> None:
    said = with_statistic(period=None, measure_id=None)
    own = figure(said)
    assert values(said, own, IG.period, RDFS.label) == ["not printed"]
    assert values(said, own, IG.periodAsPrinted) == []
    assert values(said, own, IG.measureConcept)[0].endswith("/measures/unlisted")


def test_comparators_are_areas_or_earlier_times() -> None:
    said = with_statistic(
        comparators=(Comparator("England", 17.0, "above"), Comparator("region", None, "below")),
        earlier=(Comparator(None, 15.0, "rise", Period("at 31 March 2011", "2011-03-31", "2011-03-31")),),
    )
    own = figure(said)
    assert check_statements(said).violations == ()
    assert values(said, own, IG.comparedWith, IG.comparatorArea) == ["England", "region"]
    assert values(said, own, IG.comparedWith, IG.comparatorValue) == ["17", "15"]
    assert values(said, own, IG.comparedWith, IG.comparison) == ["above", "below"]
    assert values(said, own, IG.comparedWith, IG.change) == ["rise"]
    assert values(said, own, IG.comparedWith, IG.period, IG.ends) == ["2011-03-31"]
    assert values(said, own, IG.comparedWith, IG.comparatorGeography) == [
        GEOGRAPHY + "E92000001",
        GEOGRAPHY + "E12000008",
    ]


@pytest.mark.parametrize(("value", "shown"), [(65000.0, "65000"), (0.5, "0.5"), (17_000_000.0, "17000000")])
def test_a_label_shows_the_number_without_an_exponent(value: float, shown: str) -> None:
    said = with_statistic(value=value)
    (label,) = values(said, figure(said), RDFS.label)
    assert f": {shown} " in label


def test_a_figure_keeps_its_address_when_its_measure_is_read_better() -> None:
    first: Statistic = shipped()[0].statistics[0]
    assert replace(first, measure="other words", value=1.0).id == first.id
