"""Two councils side by side: their last grades, what was found by theme, what they were told to do last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from pyoxigraph import NamedNode

from loader.authorities import register
from loader.iris import resource_iri
from loader.store import Reader
from queries.errors import QueryError
from queries.parameters import Parameter, bind
from queries.scope import Held, Scope, reports_in
from queries.scope import asked as rows_of
from queries.shares import LEAST, percent
from queries.tables import Cell, Table
from queries.web.actions import Action, action, actions_in
from queries.web.answers import Answer, Asked, Route
from queries.web.described import together
from queries.web.pages.authority import OVERALL
from queries.web.pages.listed import Listed, beside, data_routes
from queries.web.problems import Refused
from queries.web.rendering import page
from queries.web.things import text_of

__all__ = ["ROUTES", "Council"]

_Row = dict[str, str]
_SIDES = ("a", "b")
_COLUMNS = (
    *("kind", "council", "code", "name", "said", "strengths", "weaknesses", "share", "timescale", "before"),
    *("start", "iri"),
)


@dataclass(frozen=True, slots=True)
class Council:
    """What is compared of a council: rows as the queries give them.

    Attributes
    ----------
    iri, name
        Which it is.
    grades
        The latest judgement of each aspect, by the aspect's name, with the ``start`` of its inspection.
    themes
        Counts of findings, by the theme's name; ``judged`` counts all but neutral ones, and ``percent`` is
        the share of weaknesses among these, empty where they are too few to say anything.
    actions
        The required actions of the last report that has any.

    """

    iri: str
    name: str
    grades: dict[str, _Row]
    themes: dict[str, _Row]
    actions: tuple[Action, ...]


def _compare(reader: Reader, asked: Asked) -> Answer:
    texts = {side: asked.first(side).strip() for side in _SIDES}
    said: dict[str, Any] = {"texts": texts, "councils": [(it.name, it.code) for it in register()]}
    entries, errors = {}, {}
    for side, text in texts.items():
        try:
            entries[side] = _iri(side, text) if text else ""
        except QueryError as error:
            errors[side] = str(error)
    status = 400 if errors else 200
    said |= {"errors": errors, "both": ()}
    if not errors and all(entries.values()):
        both = tuple(_council(reader, iri) for iri in entries.values())
        said["data"] = beside(asked, "/compare", **texts)
        said |= {"both": both, "least": LEAST, "aspects": _aspects(both), "themes": _names(both, "themes")}
    return page(reader, asked, "compare.html", said, status)


def _iri(side: str, text: str) -> str:
    return bind([Parameter(side, "authority")], {side: text})[side].value


def _council(reader: Reader, iri: str) -> Council:
    names = {resource_iri("authority", entry.code).value: entry.name for entry in register()}
    try:
        reports = reports_in(reader, Scope(authority=iri))
    except QueryError:  # nothing is held of this council
        reports = ()
    return Council(
        iri,
        names[iri],
        dict(_grades(reader, iri, reports)),
        {row["name"]: row for row in _themes(reader, iri)},
        _last_actions(reader, reports),
    )


def _last_actions(reader: Reader, reports: Sequence[Held]) -> tuple[Action, ...]:
    """The required actions of the last report that has any, in its order."""
    for held in sorted(reports, key=lambda held: (held.start, held.report), reverse=True):
        if found := actions_in(reader, held.graph):
            return tuple(sorted((action(reader, iri, held.start) for iri in found), key=lambda one: one.n))
    return ()


def _grades(reader: Reader, iri: str, reports: Iterable[Held]) -> Iterator[tuple[str, _Row]]:
    """Each judgement by aspect, in the order of days: of one aspect the last stays."""
    starts = {held.inspection: held.start for held in reports}
    rows = rows_of(reader, "web/pages/authority_judgements", authority=iri)
    dated = [row | {"start": starts.get(row["inspection"], "")} for row in rows]
    for row in sorted(dated, key=lambda row: (row["start"], row["judgement"])):
        yield row["name"], row


def _themes(reader: Reader, iri: str) -> Iterator[_Row]:
    for row in rows_of(reader, "web/pages/authority_themes", authority=iri):
        judged = sum(int(row[name]) for name in ("strengths", "weaknesses", "mixed"))
        share = str(percent(int(row["weaknesses"]), judged)) if judged >= LEAST else ""
        yield row | {"judged": str(judged), "percent": share}


def _names(both: tuple[Council, ...], what: str) -> list[str]:
    """What at least one of the two has, in one order."""
    return sorted({name for council in both for name in getattr(council, what)})


def _aspects(both: tuple[Council, ...]) -> list[str]:
    """The names of the aspects that at least one of the two has a grade of, the overall one first."""
    overall = {
        name for council in both for name, row in council.grades.items() if row["aspect"].endswith(OVERALL)
    }
    return sorted(_names(both, "grades"), key=lambda name: name not in overall)


# As data


def _listed(reader: Reader, asked: Asked) -> Listed:
    """What stands side by side, one below the other; the things are the councils, judgements and actions."""
    iris = []
    for side in _SIDES:
        try:
            iris.append(_iri(side, asked.first(side).strip()))
        except QueryError as error:
            raise Refused(400, str(error)) from error
    both = tuple(_council(reader, iri) for iri in iris)
    names = _names(both, "themes")
    rows = [row for council in both for row in _listed_of(council, names)]
    things = [*iris, *(text_of(row[-1]) for row in rows if row[0] != "theme")]
    return Listed(Table(_COLUMNS, tuple(rows)), partial(together, reader, things))


def _listed_of(council: Council, themes: Iterable[str]) -> Iterator[tuple[Cell, ...]]:
    """The rows of one of the two: last grades, themes that either has findings on, last required actions."""
    of = (council.name, council.iri.rpartition("/")[2])
    for name, row in sorted(council.grades.items()):
        yield (
            "grade",
            *of,
            name,
            row["grade"],
            *[None] * 5,
            row["start"] or None,
            NamedNode(row["judgement"]),
        )
    for name in themes:
        found = council.themes.get(name)
        counts = (int(found["strengths"]), int(found["weaknesses"])) if found else (0, 0)
        share = int(found["percent"]) if found and found["percent"] else None
        yield (
            "theme",
            *of,
            name,
            None,
            *counts,
            share,
            None,
            None,
            None,
            NamedNode(found["theme"]) if found else None,
        )
    for one in council.actions:
        again = (one.timescale or None, one.before or None, one.start or None)
        yield ("action", *of, None, one.text, None, None, None, *again, NamedNode(one.iri))


ROUTES = (Route("/compare", _compare), *data_routes("/compare", _listed))
