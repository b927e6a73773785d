"""A council's inspections over time: how each aspect was judged, and what was required."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from loader.authorities import predecessors, register
from loader.store import Reader
from loader.vocabulary import concepts
from queries.draw.actions import Action, Link, actions_of, direct, links
from queries.draw.caption import Caption, Listing, counted, described
from queries.draw.grades import OVERALL, Grade, grades_of, legend
from queries.draw.room import spread
from queries.draw.style import ACCENT, FAINT, INK, MUTED, PAPER, Canvas, styled, width_of, wrapped
from queries.errors import QueryError
from queries.export.origin import origin_of
from queries.network.things import area_code
from queries.scope import WHOLE, Held, Scope, reports_in

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Timeline", "Visit", "draw_timeline", "read_timeline"]

_LEFT, _YEAR = 200, 60  # where lanes begin; a year, if it can be
_LANE, _UNIT, _APART = 26, 11, 30  # a lane, an action, two inspections at least
_TURN = 40  # degrees by which the heads of columns are turned
_KINDS: Mapping[str, tuple[str, str]] = {  # how to fill an action of a kind, and its edge
    "priority-action": (INK, INK),
    "area-for-improvement": ("#8c8c8c", "#8c8c8c"),
    "recommendation": (PAPER, MUTED),
}


@dataclass(frozen=True, slots=True)
class Visit:
    """An inspection with what came of it; grades by the slug of the aspect."""

    held: Held
    grades: Mapping[str, Grade]
    actions: tuple[Action, ...]

    @property
    def day(self) -> datetime.date:
        """Its first day."""
        return datetime.date.fromisoformat(self.held.start)


@dataclass(frozen=True, slots=True)
class Timeline:
    """A council's inspections in order of time, and which actions came back."""

    council: str
    visits: tuple[Visit, ...]
    links: tuple[Link, ...]
    caption: Caption


def read_timeline(reader: Reader, scope: Scope) -> Timeline:
    """Read what a timeline shows.

    Parameters
    ----------
    reader
        An open store.
    scope
        Of one authority; of a theme, the inspections that speak of it, and actions on it. Inspections whose
        first day is not printed have no place on it, and are told of.

    Raises
    ------
    QueryError
        If the scope holds no report, or none whose first day is known.

    """
    sources = reports_in(reader, scope)
    grades = grades_of(reader)
    every = [
        Visit(held, grades.get(held.inspection, {}), actions_of(reader, held, scope.theme))
        for held in sources
    ]
    visits = tuple(visit for visit in every if visit.held.start)
    council = sources[0].council
    if not visits:
        raise QueryError(f"no inspection of {council} that is held has a first day: there is no time to draw")
    drawn = {action.iri for visit in visits for action in visit.actions}
    found = links(reader, [area_code(scope.authority)])
    again = tuple(link for link in found if {link.later, link.earlier} <= drawn)
    caption = Caption(
        f"Inspections of children’s services over time{described(sources, scope)}",
        _beneath(visits),
        " ".join(_described(council, visits, again, len(every) - len(visits), scope)),
        (_judgements(every), _actions(every, again)),
        sources,
        origin_of(reader, WHOLE),
    )
    return Timeline(council, visits, again, caption)


def _beneath(visits: Sequence[Visit]) -> str:
    known = {kind: short for kind, short in _acronyms().items() if kind in {v.held.framework for v in visits}}
    return " ".join(
        [
            "Each column is an inspection. A band lasts until the aspect is judged again, or until the next"
            " inspection that judges overall effectiveness. Squares beneath are required actions.",
            *(f"{short}: {kind}." for kind, short in known.items()),
        ]
    )


def _described(
    council: str, visits: Sequence[Visit], again: Sequence[Link], undated: int, scope: Scope
) -> Iterator[str]:
    yield f"{counted(len(visits), 'inspection or visit', 'inspections and visits')} of {council}."
    overall = [
        f"{visit.grades[OVERALL].label} ({visit.day.year})" for visit in visits if OVERALL in visit.grades
    ]
    if overall:
        yield f"Overall effectiveness was judged {', then '.join(overall)}."
    required = sum(len(visit.actions) for visit in visits)
    back = len({link.later for link in again})
    yield f"{counted(required, 'action was', 'actions were')} required; {back} of them had been asked before."
    if undated:
        yield f"Not drawn: {counted(undated, 'inspection')} whose first day is not printed."
    code = area_code(scope.authority)
    before = sorted(entry.name for entry in register() if entry.code in predecessors(code))
    if before:
        yield f"It came after {', '.join(before)}, whose inspections are not drawn."


def _judgements(visits: Sequence[Visit]) -> Listing:
    columns = ("first day", "kind of inspection", "aspect", "grade")
    labels = concepts("aspects")
    rows = []
    for visit in visits:
        said = [(labels[aspect].label, grade.label) for aspect, grade in sorted(visit.grades.items())]
        rows += [(visit.held.start, visit.held.framework, *each) for each in said or [("none judged", "")]]
    return Listing("Judgements", columns, tuple(rows))


def _actions(visits: Sequence[Visit], again: Sequence[Link]) -> Listing:
    places = {action.iri: f"{v.held.start} no. {action.number}" for v in visits for action in v.actions}
    before: dict[str, list[str]] = {}
    for link in again:
        before.setdefault(link.later, []).append(places[link.earlier])
    rows = tuple(
        (v.held.start, a.number, a.kind_label, a.text, a.paragraph, ", ".join(before.get(a.iri, ())))
        for v in visits
        for a in v.actions
    )
    return Listing("Required actions", ("first day", "no.", "kind", "text", "paragraph", "asks again"), rows)


def draw_timeline(data: Timeline) -> Figure:
    """Draw it: lanes of aspects, columns of inspections, actions as squares, and true time at the foot."""
    with styled():
        lanes = _lanes(data.visits)
        most = max(len(visit.actions) for visit in data.visits)
        axis = _Axis(data.visits)
        head = axis.longest * math.sin(math.radians(_TURN)) + 14
        lanes_high, actions_high = len(lanes) * _LANE, 74 + most * _UNIT
        canvas = Canvas(axis.width, 40 + head + lanes_high + actions_high + 30, data.caption)
        _legends(canvas, data, canvas.top + 4)
        lanes_top = canvas.top + 40 + head
        foot = lanes_top + lanes_high + actions_high
        _columns(canvas, axis, data.visits, lanes_top, foot)
        for n, aspect in enumerate(lanes):
            _lane(canvas, axis, data.visits, aspect, lanes_top + n * _LANE)
        _required(canvas, axis, data, lanes_top + lanes_high + 34)
        return canvas.figure


class _Axis:
    """Where days and inspections stand: a column may give way to its neighbours, a line leads to its day."""

    def __init__(self, visits: Sequence[Visit]) -> None:
        days = [visit.day for visit in visits]
        self.years = range(days[0].year, days[-1].year + 3)
        self.longest = max(width_of(_head(visit), 8) for visit in visits)
        room = min(max(_YEAR * len(self.years), 340), 760)
        self.end = _LEFT + 20 + room
        self.width = self.end + 24 + self.longest * math.cos(math.radians(_TURN))
        first = datetime.date(self.years[0], 1, 1).toordinal()
        last = datetime.date(self.years[-1], 1, 1).toordinal()
        self._first, self._day = first, room / (last - first)
        self.columns = spread([self.x(day) for day in days], _APART, _LEFT + 12, self.end - 12)

    def x(self, day: datetime.date) -> float:
        """Where a day stands."""
        return _LEFT + 10 + (day.toordinal() - self._first) * self._day


def _lanes(visits: Sequence[Visit]) -> list[str]:
    """The aspects that were judged: overall effectiveness, then those judged first and most often."""
    first: dict[str, str] = {}
    for visit in visits:
        for aspect in visit.grades:
            first.setdefault(aspect, visit.held.start)
    times = {aspect: sum(aspect in visit.grades for visit in visits) for aspect in first}
    return sorted(first, key=lambda aspect: (aspect != OVERALL, first[aspect], -times[aspect], aspect))


def _legends(canvas: Canvas, data: Timeline, y: float) -> None:
    legend(canvas, 28, y, [grade for visit in data.visits for grade in visit.grades.values()])
    kinds = sorted({action.kind for visit in data.visits for action in visit.actions})
    x, y = 28.0, y + 18
    for kind in kinds:
        label = concepts("action-kinds")[kind].label
        canvas.box((x, y - 4), (8, 8), *_KINDS[kind])
        canvas.text(x + 13, y + 3, label, 8)
        x += 13 + width_of(label, 8) + 14
    if data.links:
        canvas.box((x, y - 4), (8, 8), PAPER, ACCENT, 2)
        canvas.text(x + 14, y + 3, "asks again for what the earlier action asked that a line leads to", 8)


def _columns(canvas: Canvas, axis: _Axis, visits: Sequence[Visit], top: float, foot: float) -> None:
    """The heads of the inspections, a line down each, and the years."""
    for x, visit in zip(axis.columns, visits, strict=True):
        canvas.line([(x, top - 4), (x, foot), (axis.x(visit.day), foot + 14)], FAINT, 0.8)
        canvas.text(x + 3, top - 8, _head(visit), 8, turn=_TURN)
    canvas.line([(_LEFT + 10, foot + 14), (axis.end - 10, foot + 14)], MUTED, 1)
    for year in axis.years:
        x = axis.x(datetime.date(year, 1, 1))
        canvas.line([(x, foot + 14), (x, foot + 18)], MUTED, 1)
        if year != axis.years[-1]:
            middle = (x + axis.x(datetime.date(year + 1, 1, 1))) / 2
            canvas.text(middle, foot + 28, str(year), 8, colour=MUTED, align="center")


def _head(visit: Visit) -> str:
    """The head of a column: first day, and kind of inspection."""
    return f"{visit.held.start}  {_acronyms().get(visit.held.framework, visit.held.framework)}"


@cache
def _acronyms() -> Mapping[str, str]:
    """Kinds of inspection that are known by their initials, by name."""
    kinds = concepts("frameworks").values()
    return {
        kind.label: form for kind in kinds for form in kind.alternatives if form.isalpha() and form.isupper()
    }


def _lane(canvas: Canvas, axis: _Axis, visits: Sequence[Visit], aspect: str, y: float) -> None:
    """One aspect: a mark where it was judged, and a band behind as long as that stands."""
    middle = y + _LANE / 2
    lines = wrapped(concepts("aspects")[aspect].label, _LEFT - 38, 8.5, aspect == OVERALL)
    for n, line in enumerate(lines):
        canvas.text(
            _LEFT - 6,
            middle + 3 + (n - (len(lines) - 1) / 2) * 10,
            line,
            8.5,
            bold=aspect == OVERALL,
            align="right",
        )
    canvas.line([(_LEFT, y + _LANE), (axis.end, y + _LANE)], "#f0f0f0", 0.8)
    judged = [i for i, visit in enumerate(visits) if aspect in visit.grades]
    for i in judged:
        ends = (j for j in range(i + 1, len(visits)) if {aspect, OVERALL} & visits[j].grades.keys())
        until = next(ends, None)
        grade, x = visits[i].grades[aspect], axis.columns[i]
        end = axis.end if until is None else axis.columns[until]
        canvas.box((x, middle - 3), (end - x, 6), grade.colours[0], "none")
    for i in judged:
        grade = visits[i].grades[aspect]
        title = f"{concepts('aspects')[aspect].label}, {visits[i].held.start}: {grade.label}"
        canvas.lettered(axis.columns[i], middle, grade.letter, grade.colours, 16, title)


def _required(canvas: Canvas, axis: _Axis, data: Timeline, y: float) -> None:
    """The actions of each inspection, one beneath the other, and lines from those that came back."""
    canvas.text(_LEFT - 6, y, "Required actions", 8.5, bold=True, align="right")
    back = {link.later for link in data.links}
    places: dict[str, tuple[float, float]] = {}
    for x, visit in zip(axis.columns, data.visits, strict=True):
        places |= {action.iri: (x, y + 20 + n * _UNIT) for n, action in enumerate(visit.actions)}
    for link in direct(data.links):
        (x, one), (x_before, other) = places[link.later], places[link.earlier]
        bend = ((x + x_before) / 2, (one + other) / 2 - min(30, (x - x_before) / 6))
        canvas.curve([(x - 4, one), bend, (x_before + 4, other)], ACCENT, 0.9, 0.7)
    for visit in data.visits:
        for action in visit.actions:
            x, middle = places[action.iri]
            fill, edge = _KINDS[action.kind]
            title = f"{visit.held.start}, no. {action.number}, {action.kind_label}: {action.text}"
            if action.iri in back:
                canvas.box((x - 4, middle - 4), (8, 8), fill, ACCENT, 2, title)
            else:
                canvas.box((x - 4, middle - 4), (8, 8), fill, edge, 0.8, title)
    for x, visit in zip(axis.columns, data.visits, strict=True):
        canvas.text(x, y, str(len(visit.actions)), 9, bold=True, align="center", patch=True)
        again = sum(action.iri in back for action in visit.actions)
        if again:
            canvas.text(x, y + 11, f"{again} again", 6.5, colour=ACCENT, align="center", patch=True)
