"""An authority: how it was judged, what it was told to do and told again, and what it is weak and strong on."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from loader.authorities import predecessors, register, successors
from loader.iris import graph
from loader.store import Reader
from ontology.terms import IG
from queries.scope import asked as rows_of
from queries.web.addresses import iri_of
from queries.web.answers import Answer, Asked, Route
from queries.web.pages.missing import not_found
from queries.web.rendering import linked, page
from queries.web.things import first, said_of

__all__ = ["ROUTES", "state_of", "weakest_first"]

_Row = dict[str, str]

#: How many findings of a theme have to judge before its share of weaknesses says anything.
LEAST = 5
_OVERALL = "/aspects/overall-effectiveness"


def _authority(reader: Reader, asked: Asked) -> Answer:
    iri, code = iri_of(asked.path), asked.parts["code"]
    entry = next((entry for entry in register() if entry.code == code), None)
    said = said_of(reader, iri) if entry else {}
    if entry is None or not said:
        return not_found(reader, asked)
    area = graph("area", code).value
    inspections = _inspections(reader, iri)
    actions = list(rows_of(reader, "web/pages/authority_actions", authority=iri))
    latest = max((row["start"] for row in inspections), default="")
    for action in actions:
        action["state"] = state_of(action, latest, reader.manifest.created[:10])
    recurrences = list(rows_of(reader, "web/pages/authority_recurrences", area=area))
    context = {
        "actions": [list(those) for _, those in groupby(actions, key=itemgetter("inspection"))],
        "after": _councils(successors(code)),
        "alike": [row for row in recurrences if row["likeness"].endswith("/same")],
        "before": _councils(predecessors(code)),
        "bodies": [
            row for row in rows_of(reader, "web/pages/authority_bodies", area=area) if row["thing"] != iri
        ],
        "entry": entry,
        "inspections": inspections,
        "iri": iri,
        "least": LEAST,
        "name": entry.name,
        "neighbours": _latest(rows_of(reader, "web/pages/authority_neighbours", authority=iri)),
        "related": [row for row in recurrences if not row["likeness"].endswith("/same")],
        "themes": [
            theme | {"place": linked(asked, f"{asked.path}/theme/{_last(theme['theme'])}")}
            for theme in weakest_first(rows_of(reader, "web/pages/authority_themes", authority=iri))
        ],
        "gss": first(said, IG.gssCode),
    }
    return page(reader, asked, "authority.html", context)


def _inspections(reader: Reader, iri: str) -> list[dict[str, object]]:
    """The inspections, the latest first, each with its grades, the overall one first."""
    grades: dict[str, list[_Row]] = {}
    for row in rows_of(reader, "web/pages/authority_judgements", authority=iri):
        grades.setdefault(row["inspection"], []).append(row)
    for rows in grades.values():
        rows.sort(key=lambda row: not row["aspect"].endswith(_OVERALL))
    return [
        {**row, "grades": grades.get(row["inspection"], [])}
        for row in rows_of(reader, "web/pages/authority_inspections", authority=iri)
    ]


def state_of(action: _Row, latest: str, today: str) -> str:
    """What is known of an action: the report that asked can't say whether it was taken, later ones can.

    Parameters
    ----------
    action
        ``again``, ``due`` and ``start``, as days; empty where there is none.
    latest
        First day of the latest inspection of the authority that is held.
    today
        The day of the dataset.

    Examples
    --------
    >>> state_of({"again": "2019-07-15", "due": "", "start": "2015-09-14"}, "2023-07-17", "2026-01-31")
    'again'
    >>> state_of({"again": "", "due": "", "start": "2015-09-14"}, "2023-07-17", "2026-01-31")
    'silent'

    """
    if action["again"]:
        return "again"
    if action["due"] >= today:
        return "due"
    return "silent" if latest > action["start"] else "open"


def weakest_first(rows: Iterable[_Row]) -> list[dict[str, object]]:
    """Themes with the share of weaknesses among the findings that judge, those with few of them last."""
    themes: list[dict[str, object]] = []
    for row in rows:
        weak, judging = int(row["weaknesses"]), sum(int(row[n]) for n in ("strengths", "weaknesses", "mixed"))
        share = round(100 * weak / judging) if judging else 0
        themes.append({**row, "judging": judging, "share": share, "enough": judging >= LEAST})
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
