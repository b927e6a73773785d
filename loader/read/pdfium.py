"""PDFium's functions that a page is asked a hundred times, with addresses as plain numbers.

As pypdfium2 binds them, a call makes objects for pointers in and out and lets other threads run: two to four
times what the function itself costs. These are the same functions of the same library by the same signatures
(https://pdfium.googlesource.com/pdfium/+/refs/heads/main/public/).
"""

from __future__ import annotations

from collections.abc import Callable
from ctypes import PYFUNCTYPE, c_double, c_int, c_ulong, c_void_p, cast
from typing import Any

import pypdfium2.raw as pdfium

__all__ = [
    "Address",
    "address",
    "base_font_name",
    "bounds_of",
    "char_box",
    "clip_path",
    "clip_paths",
    "fill_colour",
    "font_of",
    "font_size",
    "font_weight",
    "matrix_of",
    "object_at",
    "path_segment",
    "path_segments",
    "render_mode",
    "segment_point",
]

Address = int | None  # None is C's null


def address(pointer: Any) -> Address:
    """Where a handle of PDFium points."""
    return cast(pointer, c_void_p).value


def _bind(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    return PYFUNCTYPE(result, *arguments)(address(getattr(pdfium, name)) or 0)


object_at = _bind("FPDFText_GetTextObject", c_void_p, c_void_p, c_int)  # text page, character
char_box = _bind("FPDFText_GetLooseCharBox", c_int, c_void_p, c_int, c_void_p)  # …, FS_RECTF
matrix_of = _bind("FPDFText_GetMatrix", c_int, c_void_p, c_int, c_void_p)  # …, FS_MATRIX
font_size = _bind("FPDFText_GetFontSize", c_double, c_void_p, c_int)
font_of = _bind("FPDFTextObj_GetFont", c_void_p, c_void_p)  # text object
render_mode = _bind("FPDFTextObj_GetTextRenderMode", c_int, c_void_p)
fill_colour = _bind("FPDFPageObj_GetFillColor", c_int, *[c_void_p] * 5)  # page object, four unsigned integers
# font, buffer, its length
base_font_name = _bind(
    "FPDFFont_GetBaseFontName", c_ulong, c_void_p, c_void_p, c_ulong
)  # font, buffer, its length
font_weight = _bind("FPDFFont_GetWeight", c_int, c_void_p)
clip_path = _bind("FPDFPageObj_GetClipPath", c_void_p, c_void_p)  # page object
clip_paths = _bind("FPDFClipPath_CountPaths", c_int, c_void_p)  # clip path; -1 if it clips nothing
path_segments = _bind("FPDFClipPath_CountPathSegments", c_int, c_void_p, c_int)  # clip path, path
path_segment = _bind("FPDFClipPath_GetPathSegment", c_void_p, c_void_p, c_int, c_int)  # …, segment
segment_point = _bind("FPDFPathSegment_GetPoint", c_int, *[c_void_p] * 3)  # segment, two floats
bounds_of = _bind("FPDFPageObj_GetBounds", c_int, *[c_void_p] * 5)  # page object, four floats
