"""How the text objects of a PDF page look, and whether a reader sees them at all.

A text object is a stretch of characters set in one go: one font, one size, one baseline. PDFium's
functions are in https://pdfium.googlesource.com/pdfium/+/refs/heads/main/public/ (fpdf_text.h, fpdf_edit.h).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import addressof, c_float, c_int, c_uint, cast, create_string_buffer, sizeof
from math import hypot, inf, isfinite, radians, sin
from sys import byteorder
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from loader.read.pdfium import (
    Address,
    address,
    base_font_name,
    bounds_of,
    clip_path,
    clip_paths,
    fill_colour,
    font_of,
    font_size,
    font_weight,
    matrix_of,
    object_at,
    path_segment,
    path_segments,
    render_mode,
    segment_point,
)

__all__ = ["Box", "Frame", "Look", "Looks"]

_INVISIBLE = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_BOLD_NAME = re.compile(rb"bold|black|heavy", re.IGNORECASE)
_BOLD_WEIGHT = 600  # semi-bold: https://www.w3.org/TR/css-fonts-4/#font-weight-prop
_WHITE = 250  # of 255, in each colour
_SLANT = sin(radians(5))  # a line turned by more is no line of the text
# What of a page is looked at: more is not what a report is printed with.
_MAX_SHAPES = 5000  # to see what stands behind white text…
_MAX_COMPARED = 200_000  # …over all of that: white text beyond it is taken as white on white
_MAX_CLIPS, _MAX_SEGMENTS = 16, 100  # paths of a clip, points of a path; text within more is taken as seen
_MAX_POINTS = 100_000  # of all paths, fifty times those of the fullest page; text beyond it is taken as seen
_FLOAT = sizeof(c_float)
_SIDES = (c_float * 4)()  # PDFium fills in the sides of a box, or the two parts of a place
_BLACK = bytes((0, 0, 0, 255))
_COLOUR = create_string_buffer(4 * sizeof(c_uint))  # PDFium fills in four integers below 256
_LOW_BYTES = slice(0, None, 4) if byteorder == "little" else slice(3, None, 4)


class Box(NamedTuple):
    """A rectangle of a page in points, as PDF counts: upwards from the bottom."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Box) -> bool:
        """Whether the two share a point.

        >>> Box(0, 0, 9, 9).meets(Box(5, 5, 20, 20)), Box(0, 0, 9, 9).meets(Box(10, 0, 20, 9))
        (True, False)
        """
        return not (
            self.right < other.left
            or self.left > other.right
            or self.top < other.bottom
            or self.bottom > other.top
        )


_EVERYWHERE = Box(-inf, -inf, inf, inf)


class Frame(NamedTuple):
    """The part of a page that is shown, and by how many quarter turns clockwise it is turned."""

    box: Box
    turn: int = 0

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A place as it is shown: points from the left and from the top.

        >>> Frame(Box(0, 0, 600, 800)).place(100, 700), Frame(Box(0, 0, 600, 800), 1).place(100, 700)
        ((100, 100), (700, 100))
        """
        left, bottom, right, top = self.box
        if self.turn == 0:
            return x - left, top - y
        return ((y - bottom, x - left), (right - x, y - bottom), (top - y, right - x))[self.turn - 1]

    def edges(self, first: Any, last: Any) -> tuple[float, float] | None:
        """Left and right, as shown, of what reaches from one character to another; None if off the page.

        Parameters
        ----------
        first, last
            PDFium's ``FS_RECTF`` of the two characters, or anything with its four sides.

        """
        box = self.box
        if (
            last.right < box.left
            or first.left > box.right
            or first.top < box.bottom
            or first.bottom > box.top
        ):
            return None
        if self.turn == 0:
            left, right = first.left - box.left, last.right - box.left
        else:
            corners = [
                self.place(x, y)
                for it in (first, last)
                for x, y in ((it.left, it.bottom), (it.right, it.top))
            ]
            left, right = min(x for x, _ in corners), max(x for x, _ in corners)
        return (left, max(left, right)) if isfinite(left + right) else None


class Look(NamedTuple):
    """What all characters of a text object share."""

    y: float  # baseline, points from the top of the page as shown
    size: float  # font size in points, as shown
    bold: bool
    hidden: str | None  # why it is not read: invisible, white, turned


_MADE_UP = Look(0, 0, False, "invisible")  # no text object: PDFium put the character in


class Looks:
    """The looks of the text objects of one open page, each found out once.

    Parameters
    ----------
    page, text_page
        PDFium's ``FPDF_PAGE`` and its ``FPDF_TEXTPAGE``.

    """

    def __init__(self, page: Any, text_page: Any) -> None:
        self.frame = _frame(page)
        self._page, self._text_page = page, address(text_page)
        self._matrix = pdfium.FS_MATRIX()
        self._looks: dict[Address, Look] = {None: _MADE_UP}
        self._bold: dict[Address, bool] = {None: False}
        self._shapes: tuple[Box, ...] | None = None
        self._compared = self._points = 0  # shapes and points of clips looked at so far

    def at(self, index: int, text_object: Address = None) -> Look:
        """The look of a character; of its text object, if that is known already."""
        key = text_object or object_at(self._text_page, index)
        look = self._looks.get(key)
        if look is None:
            look = self._looks[key] = self._find_out(key, index)
        return look

    def _find_out(self, text_object: Address, index: int) -> Look:
        matrix = self._matrix
        matrix_of(self._text_page, index, addressof(matrix))
        _, y = self.frame.place(matrix.e, matrix.f)
        size = font_size(self._text_page, index) * hypot(matrix.c, matrix.d)
        if not isfinite(y + size):
            return _MADE_UP
        font = font_of(text_object)
        bold = self._bold.get(font)
        if bold is None:
            bold = self._bold[font] = _is_bold(font)
        return Look(y, size, bold, self._why_hidden(text_object, matrix))

    def _why_hidden(self, text_object: Address, matrix: Any) -> str | None:
        if _is_turned(matrix, self.frame.turn):
            return "turned"
        if render_mode(text_object) in _INVISIBLE or self._is_clipped(text_object):
            return "invisible"
        colour = _fill(text_object)
        if colour == _BLACK:
            return None
        *colours, alpha = colour
        if alpha == 0:
            return "invisible"
        return "white" if min(colours) >= _WHITE and not self._has_backing(text_object) else None

    def _has_backing(self, text_object: Address) -> bool:
        """Whether something that is not white, a picture or a filled shape, stands behind white text."""
        if self._shapes is None:
            count = min(pdfium.FPDFPage_CountObjects(self._page), _MAX_SHAPES)
            objects = (address(pdfium.FPDFPage_GetObject(self._page, i)) for i in range(count))
            self._shapes = tuple(box for it in objects if it and _is_filled(it) for box in _bounds(it))
        if self._compared > _MAX_COMPARED:
            return False
        self._compared += len(self._shapes)
        return any(text.meets(shape) for text in _bounds(text_object) for shape in self._shapes)

    def _is_clipped(self, text_object: Address) -> bool:
        """Whether text stands outside what it is clipped to: some letters hold an old address so."""
        clip = clip_path(text_object)
        paths = min(clip_paths(clip), _MAX_CLIPS) if clip else 0
        if paths <= 0 or self._points > _MAX_POINTS:
            return False
        boxes = [box for box in _bounds(text_object) if box.left < box.right]
        return any(not box.meets(self._clip_box(clip, path)) for box in boxes for path in range(paths))

    def _clip_box(self, clip: Address, path: int) -> Box:
        """What one path of a clip reaches over, less a point on each side for rounding."""
        count = path_segments(clip, path)
        if not 0 < count <= _MAX_SEGMENTS:
            return _EVERYWHERE
        self._points += count
        at = addressof(_SIDES)
        across, up = [], []
        for number in range(count):
            segment_point(path_segment(clip, path, number), at, at + _FLOAT)
            across.append(_SIDES[0])
            up.append(_SIDES[1])
        return Box(min(across) + 1, min(up) + 1, max(across) - 1, max(up) - 1)


def _frame(page: Any) -> Frame:
    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, rect)
    turn = pdfium.FPDFPage_GetRotation(page) % 4
    width, height = rect.right - rect.left, rect.top - rect.bottom
    if turn % 2:  # PDFium gives the extent of the page as shown, and places as they were before the turn
        width, height = height, width
    return Frame(Box(rect.left, rect.bottom, rect.left + width, rect.bottom + height), turn)


def _is_bold(font: Address) -> bool:
    """Whether a font's name or weight says so: a PDF says it nowhere else."""
    name = create_string_buffer(128)
    base_font_name(font, addressof(name), len(name))
    return _BOLD_NAME.search(name.value) is not None or font_weight(font) >= _BOLD_WEIGHT


def _is_turned(matrix: Any, turn: int) -> bool:
    """Whether text is set askew, upright or upside down on the page as shown."""
    a: float = matrix.a
    b: float = matrix.b
    if b == 0 and turn == 0:
        return a <= 0
    along, across = ((a, b), (b, -a), (-a, -b), (-b, a))[turn]
    return along <= 0 or abs(across) > _SLANT * hypot(along, across)


def _fill(page_object: Address) -> bytes:
    """Red, green, blue and opacity, 0 to 255; black where PDFium can't tell, as with patterns."""
    at = addressof(_COLOUR)
    known = fill_colour(page_object, at, at + 4, at + 8, at + 12)
    return _COLOUR.raw[_LOW_BYTES] if known else _BLACK


def _is_filled(page_object: Address) -> bool:
    handle = cast(page_object or 0, pdfium.FPDF_PAGEOBJECT)
    kind = pdfium.FPDFPageObj_GetType(handle)
    if kind != pdfium.FPDF_PAGEOBJ_PATH:
        return bool(kind not in (pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_UNKNOWN))
    mode, stroked = c_int(), pdfium.FPDF_BOOL()
    pdfium.FPDFPath_GetDrawMode(handle, mode, stroked)
    *colours, alpha = _fill(page_object)
    return bool(mode.value != pdfium.FPDF_FILLMODE_NONE) and alpha > 0 and min(colours) < _WHITE


def _bounds(page_object: Address) -> Iterator[Box]:
    at = addressof(_SIDES)
    if bounds_of(page_object, at, at + _FLOAT, at + 2 * _FLOAT, at + 3 * _FLOAT):
        yield Box(*_SIDES)
