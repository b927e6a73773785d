"""An authority: how it was judged, what it was told to do and told again, on what it is weak and strong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from loader.authorities import by_code, predecessors, register, successors
from loader.iris import REPORT_GRAPHS, REPORTS, graph
from loader.store import Reader
from ontology.terms import FOAF, IG
from queries.ask import named
from queries.scope import asked as rows_of
from queries.shares import LEAST, percent
from queries.web.actions import Action, action, actions_in, day_of
from queries.web.addresses import iri_of
from queries.web.answers import Answer, Asked, Route
from queries.web.pages.missing import not_found
from queries.web.rendering import linked, page
from queries.web.things import first, said_of

__all__ = ["OVERALL", "ROUTES", "weakest_first"]

_Row = dict[str, str]

#: How the IRI of the aspect ends that sums up an inspection.
OVERALL = "/aspects/overall-effectiveness"

# What an analyst asks next of a council; each question of the catalogue takes one.
_QUESTIONS = (
    "progress",
    "theme-progress",
    "neighbours-on-weakest-themes",
    "action-chains",
    "statistics",
    "bodies",
    "body-merges",
)


@dataclass(frozen=True, slots=True)
class _Inspection:
    """An inspection with its grades, the overall one first."""

    report: str
    kind: str
    start: str
    grades: tuple[_Row, ...]


def _authority(reader: Reader, asked: Asked) -> Answer:
    iri, code = iri_of(asked.path), asked.parts["code"]
    entry = by_code().get(code)
    said = said_of(reader, iri) if entry else {}
    if entry is None or not said:
        return not_found(reader, asked)
    area = graph("area", code).value
    inspections = _inspections(reader, iri)
    latest = max((one.start for one in inspections), default="")
    recurrences = [
        row | {"asked": day_of(row["earlier"]), "again": day_of(row["later"])}
        for row in rows_of(reader, "web/pages/authority_recurrences", area=area)
    ]
    context = {
        "actions": list(_actions(reader, inspections, latest)),
        "after": _councils(successors(code)),
        "alike": [row for row in recurrences if row["likeness"].endswith("/same")],
        "before": _councils(predecessors(code)),
        "bodies": [
            row for row in rows_of(reader, "web/pages/authority_bodies", area=area) if row["thing"] != iri
        ],
        "elsewhere": said.get(FOAF.page.value, ()),
        "entry": entry,
        "inspections": inspections,
        "iri": iri,
        "least": LEAST,
        "name": entry.name,
        "neighbours": _latest(rows_of(reader, "web/pages/authority_neighbours", authority=iri)),
        "overall": next(
            ((row, each) for row in inspections for each in row.grades if each["aspect"].endswith(OVERALL)),
            None,
        ),
        "questions": [named(question) for question in _QUESTIONS],
        "related": [row for row in recurrences if not row["likeness"].endswith("/same")],
        "themes": [
            theme | {"place": linked(asked, f"{asked.path}/theme/{_last(theme['theme'])}")}
            for theme in weakest_first(rows_of(reader, "web/pages/authority_themes", authority=iri))
        ],
        "gss": first(said, IG.gssCode),
    }
    return page(reader, asked, "authority.html", context)


def _actions(reader: Reader, inspections: Iterable[_Inspection], latest: str) -> Iterator[list[Action]]:
    """The required actions of each inspection that has any."""
    for one in inspections:
        path = one.report.removeprefix(REPORTS)
        found = [action(reader, iri, latest) for iri in actions_in(reader, REPORT_GRAPHS + path)]
        if found:
            yield sorted(found, key=lambda one: one.n)


def _inspections(reader: Reader, iri: str) -> list[_Inspection]:
    """The inspections, the latest first, each with its grades, the overall one first."""
    grades: dict[str, list[_Row]] = {}
    for row in rows_of(reader, "web/pages/authority_judgements", authority=iri):
        grades.setdefault(row["inspection"], []).append(row)
    for rows in grades.values():
        rows.sort(key=lambda row: not row["aspect"].endswith(OVERALL))
    return [
        _Inspection(row["report"], row["kind"], row["start"], tuple(grades.get(row["inspection"], ())))
        for row in rows_of(reader, "web/pages/authority_inspections", authority=iri)
    ]


def weakest_first(rows: Iterable[_Row]) -> list[dict[str, object]]:
    """Themes with the share of weaknesses among the findings that judge, those with few of them last."""
    themes: list[dict[str, object]] = []
    for row in rows:
        weak, judging = int(row["weaknesses"]), sum(int(row[n]) for n in ("strengths", "weaknesses", "mixed"))
        share, enough = percent(weak, judging), judging >= LEAST
        themes.append({**row, "judging": judging, "share": share, "enough": enough})
    themes.sort(key=lambda theme: (not theme["enough"], -int(str(theme["share"])), str(theme["name"])))
    return themes


def _latest(rows: Iterable[_Row]) -> list[_Row]:
    """The first row of each council."""
    found: dict[str, _Row] = {}
    for row in rows:
        found.setdefault(row["council"], row)
    return list(found.values())


def _last(iri: object) -> str:
    return str(iri).rpartition("/")[2]


def _councils(codes: frozenset[str]) -> list[tuple[str, str]]:
    return [(f"/authority/{entry.code}", entry.name) for entry in register() if entry.code in codes]


ROUTES = (Route("/authority/{code}", _authority),)
