"""Plain text: decoding, and the normalisation that every offset is counted over.

The normaliser has a version: a change to what it does changes offsets, so reports are read again.
What it does, and why, is in ``docs/reading.md``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from loader.errors import ReportError
from loader.read.limits import MAX_CHARACTERS, MAX_LINES, too_long
from loader.records import Line, Source

__all__ = ["BULLET", "NORMALISER", "normalise", "read_text"]

NORMALISER = "text/2"
BULLET = "•"

# Marks that inspectorates' reports use for bullets, private-use and control characters among them.
# In U+E000 to U+F8FF Word puts the marks of Wingdings and Symbol, dashes of the second level among them.
_BULLETS = "◼▪•‣●■□◦⁃∙·➢❑⎯─\u0083\u2212"
_BULLET_AT_START = re.compile(rf"^([ \t]*)(?:[{_BULLETS}][ \t]+|[\ue000-\uf8ff][ \t]*)")
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]{1,2000}?)(?<=\S)\*\*")
_SPACES = re.compile(r"[ \u00a0\u2000-\u200a\u202f]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u200b-\u200d\u2060\ufeff]")
_HYPHENS = str.maketrans({"\ufffe": "-", "\u2010": "-", "\u2011": "-", "\u00ad": None})
_LIGATURE = re.compile("[\ufb00-\ufb06]")  # ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ
# To put a long row of accents in order costs the square of its length: it is taken thirty at a time, as in
# the stream-safe text of Unicode (https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format).
_LONG_RUN = re.compile(r"[^\w\s]{31}")
_STRETCH = re.compile(r"[\w\s]*[^\w\s]{0,30}")
_LINE_END = re.compile(r"\r\n?|\u0085|\u2028|\u2029|\x0b")


def read_text(name: str, data: bytes) -> Source:
    """A ``Source`` of the lines of a UTF-8 text; form feeds end pages.

    Raises
    ------
    ReportError
        If the bytes are no UTF-8 text, or too long for a report.

    """
    text = _LINE_END.sub("\n", _decode(name, data))
    if len(text) > MAX_CHARACTERS:
        raise too_long(name, f"more than {MAX_CHARACTERS:,} characters")
    if text.count("\n") + text.count("\f") >= MAX_LINES:
        raise too_long(name, f"more than {MAX_LINES:,} lines")
    lines: list[Line] = []
    page = 1
    for number, raw in enumerate(text.split("\n"), start=1):
        for part, piece in enumerate(raw.split("\f")):
            page += part > 0
            lines.append(Line(normalise(piece), number, page))
    return Source(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/plain",
        normaliser=NORMALISER,
        lines=tuple(lines),
        pages=page if "\f" in text else None,
    )


def normalise(line: str) -> str:
    """One line as it is kept: NFC, one kind of space, hyphen and bullet; no ligature, no Markdown bold.

    >>> normalise("\uf0a7  It is **inadequate**.")
    '• It is inadequate.'
    """
    if line.isascii() and line.isprintable() and "  " not in line and "**" not in line:
        return line.strip(" ")  # nothing below would change it
    line = _BULLET_AT_START.sub(rf"\1{BULLET} ", line)
    line = _LIGATURE.sub(_letters, line.translate(_HYPHENS))
    line = _BOLD.sub(r"\1", _CONTROL.sub("", line))
    return _composed(_SPACES.sub(" ", line)).strip(" ")


def _composed(line: str) -> str:
    stretches = _STRETCH.findall(line) if _LONG_RUN.search(line) else (line,)
    return "".join(unicodedata.normalize("NFC", stretch) for stretch in stretches)


def _letters(ligature: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", ligature.group())


def _decode(name: str, data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ReportError(
            name,
            "the text is UTF-16, not UTF-8",
            f"convert it: iconv -f UTF-16 -t UTF-8 {name}",
            place="byte 0",
        )
    if b"\x00" in data:
        at = data.index(b"\x00")
        raise ReportError(name, "binary data, not text", "give a report as text", place=f"byte {at}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ReportError(
            name,
            f"byte {error.start} (0x{data[error.start]:02x}) is not UTF-8",
            f"if the text is Windows-1252, convert it: iconv -f WINDOWS-1252 -t UTF-8 {name}",
            place=f"line {line}",
        ) from error
