"""A map of England: where each council stands, by its latest judgement on a day.

No boundaries ship: each council is a disc at the place that the register gives for it. Discs that would lie
one upon the other are moved apart, and London has a map of its own.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from loader.authorities import Entry, existed, register
from loader.iris import resource_iri
from loader.store import Reader
from loader.vocabulary import concepts
from queries.draw.caption import Caption, Listing, counted
from queries.draw.grades import OVERALL, Grade, grades_of
from queries.draw.room import Box, apart, around, beside
from queries.draw.style import FAINT, MUTED, PAPER, Canvas, styled, width_of
from queries.errors import QueryError
from queries.export.origin import origin_of
from queries.scope import WHOLE, Held, reports_in

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["CouncilMap", "Place", "draw_council_map", "read_council_map"]


class _Frame(NamedTuple):
    """Where on the sheet a map lies, and what it shows."""

    corner: tuple[float, float]
    of: tuple[float, float]
    scale: float
    size: tuple[float, float]


_DISC, _SMALL, _NAME = 13.0, 5.0, 6.5  # a judged council, another one, its name
# Of each map: its upper left corner, what is there (latitude, longitude), points to a degree, and its size.
_MAIN = _Frame((28, 0), (55.5, -6.45), 118, (620, 680))
_INSET = _Frame((650, 16), (51.74, -0.58), 600, (310, 290))
_SHRINK = math.cos(
    math.radians(52.9)
)  # a degree of longitude in the middle of England, in degrees of latitude
_LONDON = "London"
_BENEATH = (
    "By the latest inspection held that began by then. Each council is a disc near its place, with the "
    "letter of its grade; neighbours are moved apart where they would overlap. Grades of different "
    "years share a colour where they match on a harmonised scale, which is a crosswalk and not a "
    "judgement."
)


@dataclass(frozen=True, slots=True)
class Place:
    """A council on the map.

    Attributes
    ----------
    name, region
        As the register has them.
    latitude, longitude
        In degrees.
    ended
        Whether it had ended by the day.
    grade
        The latest that is held, None if none is.
    held
        The report that gave it.

    """

    name: str
    region: str
    latitude: float
    longitude: float
    ended: bool
    grade: Grade | None = None
    held: Held | None = None

    @property
    def said(self) -> str:
        """All in words."""
        end = " (ended)" if self.ended else ""
        if self.grade is None or self.held is None:
            return f"{self.name}{end}: no judgement is held"
        return f"{self.name}{end}: {self.grade.label}, inspected from {self.held.start}"


@dataclass(frozen=True, slots=True)
class CouncilMap:
    """The councils that were there on a day or before, by name."""

    places: tuple[Place, ...]
    caption: Caption


def read_council_map(reader: Reader, on: str = "", aspect: str = OVERALL) -> CouncilMap:
    """Read what a map shows.

    Parameters
    ----------
    reader
        An open store.
    on
        A day, as ``2018-12-31``: inspections that began on it or before. That of the dataset if not given.
    aspect
        The slug of an aspect.

    Raises
    ------
    QueryError
        If no judgement on the aspect is held from before that day.

    """
    day = on or reader.manifest.created[:10]
    label = concepts("aspects")[aspect].label
    judged = _judged(reader, aspect)
    latest = {held.authority: (grade, held) for grade, held in judged if held.start <= day}
    if not latest:
        first = f"; the first began on {judged[0][1].start}" if judged else " at all"
        raise QueryError(
            f"no judgement on {label.lower()} is held of an inspection that began by {day}{first}"
        )
    places = tuple(
        _place(entry, day, latest.get(resource_iri("authority", entry.code).value))
        for entry in sorted(register(), key=lambda entry: (entry.name, entry.code))
        if entry.ended or existed(entry, day)
    )
    sources = tuple(place.held for place in places if place.held)
    caption = Caption(
        f"{label}: where councils stood on {day}",
        _BENEATH,
        _told(places, label, day),
        (_listing(places),),
        sources,
        origin_of(reader, WHOLE),
    )
    return CouncilMap(places, caption)


def _judged(reader: Reader, aspect: str) -> list[tuple[Grade, Held]]:
    """Every grade for an aspect, of known councils and days, with its report, the first first."""
    grades = grades_of(reader)
    every = sorted(reports_in(reader), key=lambda held: (held.start, held.report))
    return [
        (grades[held.inspection][aspect], held)
        for held in every
        if held.authority and held.start and aspect in grades.get(held.inspection, {})
    ]


def _place(entry: Entry, day: str, judged: tuple[Grade, Held] | None) -> Place:
    grade, held = judged or (None, None)
    return Place(entry.name, entry.row["region"], *_where(entry), not existed(entry, day), grade, held)


def _where(entry: Entry) -> tuple[float, float]:
    """Latitude and longitude; those of what came after a council, if the register has none for itself."""
    if entry.row["latitude"]:
        return float(entry.row["latitude"]), float(entry.row["longitude"])
    after = [_where(other) for other in register() if other.gss_code in entry.successors]
    return sum(lat for lat, _ in after) / len(after), sum(lon for _, lon in after) / len(after)


def _told(places: Sequence[Place], label: str, day: str) -> str:
    standing = [place for place in places if not place.ended]
    by_grade: dict[str, int] = {}
    for place in sorted(
        standing, key=lambda place: (place.grade.rank or 9, place.grade.label) if place.grade else (99, "")
    ):
        said = place.grade.label if place.grade else "no judgement held"
        by_grade[said] = by_grade.get(said, 0) + 1
    ended = len(places) - len(standing)
    return (
        f"{label} of {counted(len(standing), 'council')} of England on {day}: "
        + ", ".join(f"{said} {n}" for said, n in by_grade.items())
        + f". {counted(ended, 'council')} had ended." * bool(ended)
    )


def _listing(places: Iterable[Place]) -> Listing:
    rows = tuple(
        (
            place.name,
            place.region,
            "ended" if place.ended else "",
            place.grade.label if place.grade else "none held",
            place.held.start if place.held else "",
            place.held.framework if place.held else "",
        )
        for place in places
    )
    return Listing(
        "Councils", ("council", "region", "ended", "grade", "first day", "kind of inspection"), rows
    )


def draw_council_map(data: CouncilMap) -> Figure:
    """Draw it: England, and London at five times the scale."""
    with styled():
        canvas = Canvas(988, _MAIN.size[1], data.caption)
        london = [place for place in data.places if place.region == _LONDON]
        others = [place for place in data.places if place.region != _LONDON]
        main, inset = _Sheet(_MAIN, canvas.top), _Sheet(_INSET, canvas.top)
        taken = _frames(canvas, main, inset, london)
        _draw(canvas, main, others, [taken])
        _draw(canvas, inset, london, [])
        _legend(canvas, data.places, inset.box)
        return canvas.figure


class _Sheet:
    """One of the two maps, on the canvas."""

    def __init__(self, frame: _Frame, top: float) -> None:
        self._frame = frame
        (left, above), (wide, high) = frame.corner, frame.size
        self.box: Box = (left, top + above, left + wide, top + above + high)

    def at(self, place: Place) -> tuple[float, float]:
        """A place, in points."""
        north, west = self._frame.of
        return (
            self.box[0] + (place.longitude - west) * _SHRINK * self._frame.scale,
            self.box[1] + (north - place.latitude) * self._frame.scale,
        )


def _radius(place: Place) -> float:
    return (_DISC if place.grade and not place.ended else _SMALL) / 2 + 0.8


def _draw(canvas: Canvas, sheet: _Sheet, places: Sequence[Place], taken: Sequence[Box]) -> None:
    """The others first, so that what was judged lies above; then names where there is room."""
    where = apart([(*sheet.at(place), _radius(place)) for place in places])
    together = sorted(zip(places, where, strict=True), key=lambda pair: _radius(pair[0]))
    judged = [(place.name, x, y) for place, (x, y) in together if place.grade and not place.ended]
    discs = [around(x, y, _radius(place)) for place, (x, y) in together]
    names = [(name, x, y, width_of(name, _NAME)) for name, x, y in judged]
    for (name, x, y), spot in zip(
        judged, beside(names, _DISC / 2, _NAME, [*discs, *taken], sheet.box), strict=True
    ):
        if spot is None:
            continue
        left, base, far = spot
        if far:
            end = min(max(x, left - 1), left + width_of(name, _NAME) + 1)
            canvas.line([(x, y), (end, base - _NAME / 3)], MUTED, 0.5)
        canvas.text(left, base, name, _NAME)
    for place, (x, y) in together:
        if place.ended:
            canvas.mark(x, y, "x", size=_SMALL, edge=MUTED, width=1, title=place.said)
        elif place.grade is None:
            canvas.mark(x, y, size=_SMALL, fill=FAINT, edge=MUTED, width=0.5, title=place.said)
        else:
            canvas.lettered(x, y, place.grade.letter, place.grade.colours, _DISC, place.said)


def _frames(canvas: Canvas, main: _Sheet, inset: _Sheet, london: Sequence[Place]) -> Box:
    """A box where London is, which is given back, and one around its own map."""
    spots = [main.at(place) for place in london]
    left, right = min(x for x, _ in spots) - 4, max(x for x, _ in spots) + 4
    top, foot = min(y for _, y in spots) - 4, max(y for _, y in spots) + 4
    canvas.box((left, top), (right - left, foot - top), "#f0f0f0", MUTED, 0.8)
    canvas.text((left + right) / 2, (top + foot) / 2 + 2.5, _LONDON, 7, align="center", colour=MUTED)
    x, y, end, below = inset.box
    canvas.line([(right, top), (x, below)], FAINT, 0.8)
    canvas.box((x, y), (end - x, below - y), PAPER, MUTED, 0.8)
    canvas.text(x + 8, y + 16, _LONDON, 9, bold=True)
    return (left, top, right, foot)


def _legend(canvas: Canvas, places: Sequence[Place], above: Box) -> None:
    """What the marks mean and how many there are, beneath a box."""
    x, y = above[0] + 10, above[3] + 40
    there = [place for place in places if not place.ended]
    grades = sorted(
        {place.grade for place in there if place.grade}, key=lambda grade: (grade.rank or 9, grade.own)
    )
    for grade in grades:
        canvas.lettered(x, y, grade.letter, grade.colours, _DISC, grade.label)
        _count(canvas, x, y, grade.label, sum(place.grade == grade for place in there))
        y += 20
    canvas.mark(x, y, size=_SMALL, fill=FAINT, edge=MUTED, width=0.5)
    _count(canvas, x, y, "no judgement held", sum(place.grade is None for place in there))
    if ended := sum(place.ended for place in places):
        canvas.mark(x, y + 20, "x", size=_SMALL, edge=MUTED, width=1)
        _count(canvas, x, y + 20, "council that had ended", ended)


def _count(canvas: Canvas, x: float, y: float, words: str, number: int) -> None:
    canvas.text(x + 16, y + 3, words, 9)
    canvas.text(x + 230, y + 3, str(number), 9, bold=True, align="right")
