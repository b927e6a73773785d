"""What all pictures have in common: colours, type, and a sheet to draw on that is measured in points.

The colours can be told apart with any common deficiency of colour vision, and no picture tells anything by
colour alone. Those of categories are Okabe and Ito's (Color Universal Design, 2008,
https://jfly.uni-koeln.de/color/); those of grades and of shares are ColorBrewer's "RdYlBu" and "Oranges",
which it marks as colour-blind safe (https://colorbrewer2.org/).
"""

from __future__ import annotations

import warnings
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any, Literal

from queries.errors import QueryError

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure

    from queries.draw.caption import Caption

__all__ = [
    "ACCENT",
    "CATEGORIES",
    "FAINT",
    "GRADES",
    "INK",
    "MUTED",
    "SHARES",
    "Canvas",
    "cut",
    "printable",
    "styled",
    "width_of",
    "wrapped",
]

INK, MUTED, FAINT, PAPER = "#1a1a1a", "#595959", "#d9d9d9", "#ffffff"
#: Okabe and Ito, without black.
CATEGORIES = ("#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7", "#56b4e9", "#f0e442", "#999999")
ACCENT = "#a0327d"  # what came back: CATEGORIES[4], darker, so that a thin line is seen
#: ColorBrewer RdYlBu, four classes, by rank on the harmonised scale: how to fill, and how to write on it.
GRADES: Mapping[int | None, tuple[str, str]] = {
    1: ("#2c7bb6", PAPER),
    2: ("#abd9e9", INK),
    3: ("#fdae61", INK),
    4: ("#d7191c", PAPER),
    None: ("#e6e6e6", INK),
}
#: ColorBrewer Oranges, five classes, for shares from 0 to 1 in steps of a fifth.
SHARES = (("#feedde", INK), ("#fdbe85", INK), ("#fd8d3c", INK), ("#e6550d", INK), ("#a63603", PAPER))

TITLE = "title:"  # begins the id of what has words of its own: see ``queries.draw.formats``
_POINT = 72  # points to the inch
_HIGHEST = 8_000  # points: more is no picture, and as PNG takes hundreds of megabytes
_MARGIN = 28
_TITLE, _BENEATH, _SOURCE, _LEADING = 16, 9, 7, 1.35  # sizes of words; from line to line
_STYLE: Mapping[str, Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Verdana"],  # the first ships with matplotlib; the other is as wide
    "svg.fonttype": "none",  # words stay words
    "svg.hashsalt": "inspection-graph",
    "text.parse_math": False,  # a dollar sign is one
    "path.simplify": False,
}
_NOT_PRINTED = dict.fromkeys(
    {*range(0x20), *range(0x7F, 0xA0), *range(0x200B, 0x2010), *range(0x2028, 0x202F)}, " "
)
_NOT_PRINTED |= dict.fromkeys({*range(0x2066, 0x206A), *range(0xD800, 0xE000), 0xFEFF, 0xFFFE, 0xFFFF}, " ")

Align = Literal["left", "center", "right"]


@contextmanager
def styled() -> Iterator[None]:
    """Draw and write in the style of these pictures, whatever the user has set for their own.

    Raises
    ------
    QueryError
        If matplotlib is not installed; the message says how to install it.

    """
    try:
        from matplotlib import style  # noqa: PLC0415 — optional
    except ImportError:
        raise QueryError("matplotlib is not installed: pip install 'inspection-graph[draw]'") from None
    with style.context(["default", dict(_STYLE)]), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")  # it is shown as a box
        yield


def printable(text: str) -> str:
    r"""A text in one line, without characters that no picture shows, or that turn the direction of writing.

    >>> printable("A\nB\u202e")
    'A B'
    """
    return " ".join(text.translate(_NOT_PRINTED).split())


@lru_cache(maxsize=20_000)
def width_of(text: str, size: float, bold: bool = False) -> float:
    """How wide a text is, in points."""
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415
    from matplotlib.textpath import text_to_path  # noqa: PLC0415

    font = FontProperties(
        family=_STYLE["font.sans-serif"][:1], size=size, weight="bold" if bold else "normal"
    )
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0])


def wrapped(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """A text in lines that are no wider than so many points; a longer word is broken.

    >>> wrapped("one two three", 60, 10)
    ['one two', 'three']
    """
    lines, line, space = [], "", width_of(" a", size, bold) - width_of("a", size, bold)
    reached = 0.0
    for word in _broken(printable(text).split(" "), width, size, bold):
        needs = width_of(word, size, bold)
        if line and reached + space + needs > width:
            lines.append(line)
            line, reached = word, needs
        else:
            line, reached = f"{line} {word}" if line else word, reached + needs + space * bool(line)
    return [*lines, line] if line else lines


def _broken(words: Iterable[str], width: float, size: float, bold: bool) -> Iterator[str]:
    for word in words:
        rest = word
        while rest:
            fits = max(_fitting(rest, width, size, bold), 1)
            yield rest[:fits]
            rest = rest[fits:]


def _fitting(text: str, width: float, size: float, bold: bool = False) -> int:
    """How many of the first letters of a text fit in so many points; hardly a letter is narrower than one."""
    most = min(len(text), max(int(width), 1))
    return bisect_right(range(1, most + 1), width, key=lambda n: width_of(text[:n], size, bold))


def cut(text: str, width: float, size: float) -> str:
    """A text, or as much of it as fits in so many points, and an ellipsis.

    >>> cut("Safeguarding board", 60, 10)
    'Safeguar…'
    """
    text = printable(text)
    if _fitting(text, width, size) == len(text):
        return text
    return text[: _fitting(text, width - width_of("…", size), size)].rstrip() + "…"


class Canvas:
    """A sheet with a heading and a foot: x to the right, y downwards, in points.

    Parameters
    ----------
    width
        Of the sheet.
    body
        How much height the picture takes between heading and foot; it begins at ``top``.
    caption
        What stands above and below.

    Raises
    ------
    QueryError
        If the sheet would be too high to be of use.

    """

    def __init__(self, width: float, body: float, caption: Caption) -> None:
        room = width - 2 * _MARGIN
        title = wrapped(caption.title, room, _TITLE, bold=True)[:3]
        above, below = wrapped(caption.beneath, room, _BENEATH), wrapped(caption.source, room, _SOURCE)
        start = 34 + (len(title) - 1) * _TITLE * _LEADING + 18
        self.width, self.top = width, start + len(above) * _BENEATH * _LEADING + 8
        foot = self.top + body + 16
        self.height = foot + 14 + len(below) * _SOURCE * _LEADING + 6
        if self.height > _HIGHEST:
            raise QueryError(
                f"the picture would be {self.height / _POINT:.0f} inches high: draw less of it, or ask for"
                " the table (`inspection-graph queries`)"
            )
        from matplotlib.figure import Figure  # noqa: PLC0415

        size = (width / _POINT, self.height / _POINT)
        self.figure: Figure = Figure(figsize=size, facecolor=PAPER)
        self._axes = self.figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set(xlim=(0, width), ylim=(self.height, 0))
        self._drawn = count(1)  # what is drawn later lies above
        for n, line in enumerate(title):
            self.text(_MARGIN, 34 + n * _TITLE * _LEADING, line, _TITLE, bold=True)
        self.block(_MARGIN, start, above, _BENEATH, MUTED)
        self.line([(_MARGIN, foot), (width - _MARGIN, foot)], FAINT, 0.6)
        self.block(_MARGIN, foot + 13, below, _SOURCE, MUTED)

    def text(  # noqa: PLR0913 — what a piece of writing has
        self,
        x: float,
        y: float,
        words: str,
        size: float = 8,
        *,
        colour: str = INK,
        bold: bool = False,
        align: Align = "left",
        turn: float = 0,
        patch: bool = False,
        title: str = "",
    ) -> None:
        """Write in one line; y is its base. A patch keeps what is behind from crossing the words."""
        shown = printable(words)
        made = self._axes.text(
            x,
            y,
            shown,
            size=size,
            color=colour,
            weight="bold" if bold else "normal",
            ha=align,
            va="baseline",
            rotation=turn,
            rotation_mode="anchor",
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1.2, "alpha": 0.85} if patch else None,
        )
        self._put(made, title)

    def block(self, x: float, y: float, lines: Sequence[str], size: float = 8, colour: str = INK) -> None:
        """Write lines one beneath the other."""
        for n, line in enumerate(lines):
            self.text(x, y + n * size * _LEADING, line, size, colour=colour)

    def line(
        self,
        points: Sequence[tuple[float, float]],
        colour: str = FAINT,
        width: float = 0.8,
        dashes: str = "-",
    ) -> None:
        """Draw a line from point to point."""
        (made,) = self._axes.plot(
            *zip(*points, strict=True), color=colour, lw=width, ls=dashes, solid_capstyle="round"
        )
        self._put(made)

    def curve(
        self, points: Sequence[tuple[float, float]], colour: str, width: float, alpha: float = 1
    ) -> None:
        """Draw a curve from the first point to the last that bends towards the one between them."""
        from matplotlib.patches import PathPatch  # noqa: PLC0415
        from matplotlib.path import Path  # noqa: PLC0415

        path = Path(points, [Path.MOVETO, Path.CURVE3, Path.CURVE3])
        made = PathPatch(path, fc="none", ec=colour, lw=width, alpha=alpha, capstyle="round")
        self._put(self._axes.add_patch(made))

    def box(
        self,
        corner: tuple[float, float],
        size: tuple[float, float],
        fill: str = PAPER,
        edge: str = "none",
        width: float = 0.8,
        title: str = "",
    ) -> None:
        """Draw a box from its upper left corner."""
        from matplotlib.patches import Rectangle  # noqa: PLC0415

        self._put(self._axes.add_patch(Rectangle(corner, *size, fc=fill, ec=edge, lw=width)), title)

    def mark(  # noqa: PLR0913 — what a mark has
        self,
        x: float,
        y: float,
        shape: str = "o",
        *,
        size: float = 10,
        fill: str = PAPER,
        edge: str = INK,
        width: float = 0.8,
        title: str = "",
    ) -> None:
        """Draw a mark, so many points high; shapes are matplotlib's."""
        (made,) = self._axes.plot(x, y, marker=shape, ms=size, mfc=fill, mec=edge, mew=width, ls="none")
        self._put(made, title)

    def lettered(
        self, x: float, y: float, letter: str, colours: tuple[str, str], size: float, title: str
    ) -> None:
        """Draw a disc with a letter in it."""
        self.mark(x, y, size=size, fill=colours[0], width=0.5, title=title)
        self.text(x, y + size * 0.22, letter, size * 0.62, colour=colours[1], bold=True, align="center")

    def _put(self, made: Artist, title: str = "") -> None:
        made.set_zorder(next(self._drawn))
        if title:
            made.set_gid(TITLE + printable(title))
