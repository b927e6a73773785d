"""Which actions of other councils ask for what an action, or a text, asks for? Asked on demand, not stored.

All required actions that are held are compared with it, by the same scores as an area's own
(``loader.conclude.likeness``); a few thousand take some seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from loader.authorities import by_code, predecessors, successors
from loader.conclude.likeness.demands import Asked, asked
from loader.conclude.likeness.scoring import likeness
from loader.conclude.recurrences import sphere_of
from loader.iris import BASE, REPORTS
from loader.quads import by_subject
from loader.store import Reader
from loader.vocabulary import concepts, slug_of
from ontology.terms import IG
from queries.coverage import rows_of, shipped
from queries.errors import QueryError, did_you_mean
from queries.tables import Table

__all__ = ["Held", "actions_of", "similar_actions"]

_ACTION = re.compile(r"\S+/action/\S+")


@dataclass(frozen=True, slots=True)
class Held:
    """A required action that is held."""

    path: str  # what follows …/id/report/ in its IRI
    code: str  # of the council
    authority: str
    day: str  # of the inspection, or of publication
    kind: str  # of inspection
    n: int
    text: str
    asked: Asked


def actions_of(reader: Reader) -> tuple[Held, ...]:
    """Every action of the reports of known councils, in order of IRI."""
    said = by_subject(reader.store.quads_for_pattern(None, IG.addressee, None, None))
    addressees = {it: [name.value for name in own[IG.addressee.value]] for it, own in said.items()}
    rows = sorted(rows_of(reader, shipped("similar_actions")), key=lambda row: row["action"])
    return tuple(_held(row, addressees.get(row["action"], [])) for row in rows)


def _held(row: Mapping[str, str], addressees: list[str]) -> Held:
    framework = slug_of(row["framework"])
    code = row["council"].rpartition("/")[2]
    return Held(
        path=row["action"].removeprefix(REPORTS),
        code=code,
        authority=by_code()[code].name if code in by_code() else code,
        day=row.get("start") or row.get("issued") or row.get("listed") or "",
        kind=concepts("frameworks")[framework].label,
        n=int(row["n"]),
        text=row["text"],
        asked=asked(row["text"], sphere_of(framework, addressees)),
    )


def similar_actions(actions: Iterable[Held], what: str, *, code: str | None = None, limit: int = 10) -> Table:
    """The actions nearest to one of them, or to a text, the nearest first.

    Parameters
    ----------
    actions
        Those that are held.
    what
        One of them, as MDW/2019-07-15/ilacs/action/5 or its IRI: then those of other councils are given,
        councils that came before or after its own counted as its own. Else a text.
    code
        Of the only council whose actions are given.
    limit
        How many are given at most.

    Raises
    ------
    queries.errors.QueryError
        If it is the name of no action that is held, or a text without a word that actions use.

    """
    held = tuple(actions)
    wanted, own = _wanted(held, what)
    others = (it for it in held if it.code not in own and code in (None, it.code))
    found = sorted(((likeness(wanted, it.asked), it) for it in others), key=lambda pair: -pair[0].weight)
    rows = ((alike, it) for alike, it in found if alike.score)
    return Table(
        ("score", "authority", "asked", "kind", "n", "text", "share", "action"),
        tuple(
            (
                f"{alike.score / 100:.2f}",
                *(it.authority, it.day, it.kind, it.n, it.text),
                ", ".join(alike.shared),
                it.path,
            )
            for (alike, it), _ in zip(rows, range(limit), strict=False)
        ),
        empty="no action asks for the like",
    )


def _wanted(held: Iterable[Held], what: str) -> tuple[Asked, frozenset[str]]:
    """What an action or a text asks for, and the councils whose it is."""
    if _ACTION.fullmatch(what.strip()):
        path = what.strip().removeprefix(BASE).removeprefix("id/").removeprefix("report/")
        by_path = {it.path: it for it in held}
        if path not in by_path:
            raise QueryError(f"no action {what.strip()!r} is held{did_you_mean(path, by_path)}")
        code = by_path[path].code
        return by_path[path].asked, frozenset((code, *predecessors(code), *successors(code)))
    wanted = asked(what, sphere_of("", [what]))
    if not wanted.subjects:
        raise QueryError(f"{what[:80]!r} names nothing that required actions ask for: say it in their words")
    return wanted, frozenset()
