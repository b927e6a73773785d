"""Themes and councils: where inspectors found weaknesses, as shares with their numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loader.store import Reader
from loader.vocabulary import concepts, slug_of
from queries.draw.caption import Caption, Listing, counted, described
from queries.draw.style import FAINT, MUTED, PAPER, SHARES, Canvas, styled, width_of
from queries.errors import QueryError
from queries.export.origin import origin_of
from queries.network.themes import found_in
from queries.scope import WHOLE, Scope, reports_in
from queries.shares import LEAST, percent

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Cell", "HeatMap", "draw_heat_map", "read_heat_map"]

_CELL, _ROW, _APART, _LEFT, _TURN = 31, 16, 6, 190, 45
_ALL = "All themes"
_BENEATH = (
    "Of 100 findings of strength, weakness or both on a theme, so many are of weakness. Weakest "
    f"councils first, weakest themes left. Grey numbers rest on fewer than {LEAST} findings; a dot is "
    "none. A finding on two themes counts under both. Polarity and themes are given by a method that "
    "errs."
)


@dataclass(frozen=True, slots=True)
class Cell:
    """Findings that judge: weaknesses, and all of them, strengths and mixed ones among these."""

    weak: int = 0
    judging: int = 0

    def __add__(self, other: Cell) -> Cell:
        """Both together."""
        return Cell(self.weak + other.weak, self.judging + other.judging)

    @property
    def share(self) -> float:
        """The share of weaknesses, from 0 to 1; 0 where nothing was found."""
        return self.weak / self.judging if self.judging else 0

    @property
    def percent(self) -> int:
        """The same in whole percent."""
        return percent(self.weak, self.judging)


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Councils and themes by name, each the weakest first, and what was found where; "" is all of a side."""

    councils: tuple[str, ...]
    themes: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]
    caption: Caption

    def cell(self, council: str, theme: str) -> Cell:
        """What was found of a council on a theme."""
        return self.cells.get((council, theme), Cell())


def read_heat_map(reader: Reader, scope: Scope = WHOLE) -> HeatMap:
    """Read what a heat map shows, from the counts of each report.

    Parameters
    ----------
    reader
        An open store.
    scope
        Which reports, and which theme.

    Raises
    ------
    QueryError
        If the scope holds no report, or none of a council that is in the register.

    """
    cells: dict[tuple[str, str], Cell] = {}
    for found in found_in(reader, scope):
        if found.polarity == "neutral":
            continue
        theme = concepts("themes")[slug_of(found.theme)].label
        more = Cell(found.count if found.polarity == "weakness" else 0, found.count)
        for key in ((found.held.council, theme), (found.held.council, ""), ("", theme), ("", "")):
            cells[key] = cells.get(key, Cell()) + more
    if not cells:
        raise QueryError("no finding of this scope judges: there is nothing to draw")
    councils = _weakest_first(cells, ((council, "") for council, theme in cells if council and not theme))
    themes = _weakest_first(cells, (("", theme) for council, theme in cells if theme and not council))
    sources = reports_in(reader, scope)
    names = tuple(council for council, _ in councils), tuple(theme for _, theme in themes)
    part = described(sources, scope)
    caption = Caption(
        f"Where inspectors found weaknesses{part}",
        _BENEATH,
        _told(cells, *names, sum(not held.authority for held in sources)),
        (_listing(cells, *names),),
        tuple(held for held in sources if held.authority),
        origin_of(reader, WHOLE),
    )
    return HeatMap(*names, cells, caption)


def _weakest_first(
    cells: Mapping[tuple[str, str], Cell], keys: Iterable[tuple[str, str]]
) -> list[tuple[str, str]]:
    return sorted(keys, key=lambda key: (cells[key].judging < LEAST, -cells[key].share, key))


def _told(
    cells: Mapping[tuple[str, str], Cell], councils: tuple[str, ...], themes: tuple[str, ...], unknown: int
) -> str:
    every = cells["", ""]
    parts = [
        f"Shares of weaknesses among the findings on {counted(len(themes), 'theme')} of "
        f"{counted(len(councils), 'council')}: {every.weak:,} of {every.judging:,} ({every.percent} %)."
    ]
    if len(themes) > 1:
        first, last = (f"{name} ({cells['', name].percent} %)" for name in (themes[0], themes[-1]))
        parts.append(f"The weakest theme is {first}, the strongest {last}.")
    if len(councils) > 1:
        first, last = (f"{name} ({cells[name, ''].percent} %)" for name in (councils[0], councils[-1]))
        parts.append(f"Most weaknesses by share were found of {first}, fewest of {last}.")
    if unknown:
        parts.append(f"Not drawn: {counted(unknown, 'report')} of councils that are not in the register.")
    return " ".join(parts)


def _listing(
    cells: Mapping[tuple[str, str], Cell], councils: tuple[str, ...], themes: tuple[str, ...]
) -> Listing:
    rows = tuple(
        (council or "All councils", *(_said(cells.get((council, theme), Cell())) for theme in ("", *themes)))
        for council in ("", *councils)
    )
    return Listing("Weaknesses among judging findings", ("council", _ALL, *themes), rows)


def _said(cell: Cell) -> str:
    return f"{cell.weak} of {cell.judging} ({cell.percent} %)" if cell.judging else "none"


def draw_heat_map(data: HeatMap) -> Figure:
    """Draw it: a row a council, a column a theme, all of a side before each of them."""
    columns, rows = _places(data.themes, _CELL), _places(data.councils, _ROW)
    with styled():
        wide = [width_of(theme or _ALL, 8) for theme in columns]
        head = max(wide) * math.sin(math.radians(_TURN)) + 24
        right = max(wide[-4:]) * math.cos(math.radians(_TURN)) + 20
        width = max(_LEFT + _CELL * len(columns) + _APART + right, 640)
        canvas = Canvas(width, 20 + head + _ROW * len(rows) + _APART, data.caption)
        _legend(canvas, canvas.top)
        top = canvas.top + 20 + head
        for theme, x in columns.items():
            canvas.text(_LEFT + x + _CELL / 2, top - 5, theme or _ALL, 8, turn=_TURN, bold=not theme)
        for council, y in rows.items():
            name = council or f"All {counted(len(data.councils), 'council')}"
            canvas.text(_LEFT - 8, top + y + _ROW / 2 + 3, name, 8, bold=not council, align="right")
            for theme, x in columns.items():
                title = f"{name}, {theme or _ALL}: {_said(data.cell(council, theme))}"
                _cell(canvas, _LEFT + x, top + y, data.cell(council, theme), title)
        return canvas.figure


def _places(names: tuple[str, ...], step: float) -> dict[str, float]:
    """Where each of a side begins; before several stands all of them, apart."""
    if len(names) == 1:
        return {names[0]: 0}
    return {"": 0, **{name: n * step + _APART for n, name in enumerate(names, 1)}}


def _cell(canvas: Canvas, x: float, y: float, cell: Cell, title: str) -> None:
    fill, ink = SHARES[min(cell.percent * len(SHARES) // 100, len(SHARES) - 1)]
    if cell.judging < LEAST:
        fill, ink = PAPER, MUTED
    canvas.box((x, y), (_CELL - 1, _ROW - 1), fill, "none", title=title)
    words = str(cell.percent) if cell.judging else "·"
    canvas.text(x + _CELL / 2 - 0.5, y + _ROW / 2 + 2.4, words, 7.5, colour=ink, align="center")


def _legend(canvas: Canvas, y: float) -> None:
    step = 100 // len(SHARES)
    x = 28.0
    canvas.text(x, y + 8, "Share of weaknesses:", 8, colour=MUTED)
    x += width_of("Share of weaknesses:", 8) + 10
    for n, (fill, ink) in enumerate(SHARES):
        canvas.box((x, y - 2), (58, 14), fill, FAINT, 0.4)
        words = f"{n * step} to {(n + 1) * step - (n + 1 < len(SHARES))} %"
        canvas.text(x + 29, y + 8, words, 7.5, colour=ink, align="center")
        x += 59
    canvas.box((x + 10, y - 2), (84, 14), PAPER, FAINT, 0.8)
    canvas.text(x + 52, y + 8, f"under {LEAST} findings", 7.5, colour=MUTED, align="center")
