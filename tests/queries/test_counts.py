"""Queries that add up counts say what the same questions say that go through every finding."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from loader.concluding import area_of, conclude, renewed_reference
from loader.iris import concept, graph, resource_iri
from loader.store import write
from loader.versions import versions
from ontology.terms import IG, PROV, RDF, XSD
from queries.ask import Query, named
from tests.queries.asking import pairs, rows

_SLOW = Path(__file__).parent / "slow"
_COUNCILS = ("MDW", "RCH", "KEN", "unresolved-barchester")
_THEMES = ("neglect", "health", "workforce", "planning")
_POLARITIES = ("strength", "weakness", "mixed", "neutral")


def made(chance: random.Random, path: str) -> list[Quad]:
    """What a report says that findings are counted by, of no words at all."""
    council, day, framework = path.split("/")
    report, inspection = resource_iri("report", path), resource_iri("inspection", path)
    said: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
        (report, RDF.type, IG.Report),
        (report, PROV.wasGeneratedBy, inspection),
        (inspection, RDF.type, IG.Inspection),
        (inspection, IG.framework, concept("frameworks", framework)),
    ]
    if not day.startswith("undated"):
        said.append((inspection, IG.year, Literal(day[:4], datatype=XSD.gYear)))
        said.append((inspection, IG.startDate, Literal(day, datatype=XSD.date)))
    if len(council) == 3:
        said.append((inspection, IG.authority, resource_iri("authority", council)))
    for n in range(chance.randrange(30)):
        it = resource_iri("report", path, "finding", str(n))
        said += [
            (it, RDF.type, IG.Finding),
            (it, IG.inReport, report),
            (it, IG.inSection, resource_iri("report", path, "section", str(n % 3))),
            (it, IG.polarity, concept("polarity", chance.choice(_POLARITIES))),
            *((it, IG.theme, concept("themes", t)) for t in chance.sample(_THEMES, chance.randrange(3))),
        ]
        if chance.random() < 0.3:
            said.append((it, IG.uncertain, Literal(True)))
    action = resource_iri("report", path, "action", "1")
    said += [
        (action, RDF.type, IG.RequiredAction),
        (action, IG.inReport, report),
        (action, IG.actionKind, concept("action-kinds", "recommendation")),
        (action, IG.theme, concept("themes", "neglect")),
    ]
    return [Quad(*statement, graph("report", path)) for statement in said]


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of reports of several councils, kinds and years, one of no known day."""
    path, chance = tmp_path_factory.mktemp("counted") / "store", random.Random(3)
    reports = [
        f"{council}/{year}-03-0{n + 1}/{framework}"
        for n, framework in enumerate(("sif", "ilacs", "jtai"))
        for year in (2015, 2018)
        for council in _COUNCILS
    ]
    with write(path, versions=versions()) as writer:
        for name in (*reports, "KEN/undated-0a1b2c3d/ilacs"):
            writer.replace_graph(graph("report", name).value, made(chance, name), {"file": name})
        conclude(
            writer, {area_of(iri) for iri in writer.sources}, afresh=renewed_reference(writer, versions())
        )
        writer.commit()
    return path


def slow(name: str) -> Query:
    """The same question as a query of the catalogue, asked of every finding."""
    return replace(named(name), text=(_SLOW / f"{name}.rq").read_text(encoding="utf-8"))


@pytest.mark.parametrize("certain", ["false", "true"])
@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("strengths-and-weaknesses", {}),
        ("strengths-and-weaknesses", {"authority": "Medway"}),
        ("strengths-and-weaknesses", {"theme": "health", "authority": "RCH"}),
        ("common-themes", {}),
        ("common-themes", {"authority": "MDW", "other": "KEN"}),
        ("common-themes", {"polarity": "strength", "least": "3"}),
        ("themes-by-year", {}),
        ("themes-by-year", {"framework": "ilacs", "least": "0"}),
        ("themes-by-year", {"region": "north west", "theme": "neglect"}),
        ("themes-by-framework", {}),
        ("themes-by-framework", {"year": "2015", "least": "9"}),
        ("themes-by-framework", {"region": "South East"}),
        ("themes-by-region", {}),
        ("themes-by-region", {"framework": "sif", "year": "2018"}),
        ("themes-by-region", {"theme": "workforce", "least": "0"}),
    ],
)
def test_counts_say_what_the_findings_say(
    counted: Path, name: str, given: dict[str, str], certain: str
) -> None:
    found = rows(counted, name, certain=certain, **given)
    assert found == rows(counted, slow(name), certain=certain, **given)
    assert found


@pytest.mark.parametrize("path", sorted(_SLOW.glob("*.rq")), ids=lambda path: path.stem)
def test_counts_of_the_shipped_reports_are_those_of_their_findings(shipped_store: Path, path: Path) -> None:
    found = rows(shipped_store, path.stem)
    assert found == rows(shipped_store, slow(path.stem))
    assert found


def test_what_is_uncertain_can_be_left_out(counted: Path) -> None:
    for name in ("themes-by-year", "themes-by-framework", "themes-by-region", "strengths-and-weaknesses"):
        every, certain = (rows(counted, name, certain=said) for said in ("false", "true"))
        sums = [sum(int(row["strengths"]) for row in found) for found in (every, certain)]
        assert 0 < sums[1] < sums[0]


def test_the_weakest_theme_comes_first(counted: Path) -> None:
    for name, group in (("year", "year"), ("framework", "framework"), ("region", "region")):
        found = rows(counted, f"themes-by-{name}")
        keys = [(row[group], -float(row["weak_percent"])) for row in found]
        assert keys == sorted(keys)
    assert {row["region"] for row in found} == {"North West", "South East"}


def test_a_report_of_no_known_day_or_council_counts_where_that_does_not_matter(counted: Path) -> None:
    def judging(name: str, **given: str) -> int:
        kinds = ("strengths", "weaknesses", "mixed", "neutral")
        return sum(int(row[kind]) for row in rows(counted, name, **given) for kind in kinds)

    years = sum(judging("themes-by-framework", year=year) for year in ("2015", "2018"))
    assert judging("themes-by-year") == years < judging("themes-by-framework", least="0")
    regions = [judging("themes-by-framework", region=region) for region in ("South East", "North West")]
    assert sum(regions) == judging("themes-by-region") < judging("themes-by-framework")


def test_grades_by_year(shipped_store: Path) -> None:
    found = rows(shipped_store, "grades-by-year")
    assert pairs(found, "aspect", "year", "outstanding", "good", "middle", "inadequate", "not_judged")[
        :4
    ] == [
        ("Help and protection", "2012", "0", "0", "1", "0", "0"),
        ("Help and protection", "2013", "0", "0", "0", "1", "0"),
        ("Leadership and governance", "2012", "0", "0", "0", "1", "0"),
        ("Leadership and governance", "2013", "0", "0", "0", "1", "0"),
    ]
    assert len(found) == 8
    assert rows(shipped_store, "grades-by-year", region="north west", aspect="quality-of-practice") == [
        {"aspect": "Quality of practice", "year": "2012", "outstanding": "0", "good": "0", "middle": "1"}
        | {"inadequate": "0", "not_judged": "0"}
    ]
    assert rows(shipped_store, "grades-by-year", framework="ilacs") == []
