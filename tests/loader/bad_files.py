"""Files that are no report, or hold one in a way that costs a reader dear, each made by real means.

``REFUSED`` can be said to be wrong, and with what reason and remedy; ``READ`` hold a letter all the same;
``STOPPED`` nobody gets to the end of, so that only the limits of the process that reads them end it.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Mapping
from typing import NamedTuple

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.loader.read.pdf_files import HEIGHT, WIDTH, Text, pdf, without_pages
from tests.small_pages import LAYOUTS, laid_out
from tests.small_reports import changed

__all__ = ["READ", "REFUSED", "STOPPED", "Refused", "bound"]

_MANY = 100_000
_LETTER = (  # a focused visit, as short as one can be: bold, words
    (True, "Focused visit to Rutland children's services"),
    (False, "This letter is about the visit to Rutland children's services on 18 and 19 October 2023."),
    (True, "Headline findings"),
    (False, "The front door has become stronger."),
    (True, "What needs to improve in this area of social work practice"),
    (False, "Plans for children must be clear."),
)
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding/WinAnsiEncoding%s>>"
_FAR_BOX = b"[0 0 300000 1000]"  # a page as wide as a street

_Make = Callable[[], bytes]


class Refused(NamedTuple):
    """How to make a file, and a pattern of the reason and the remedy that are said of it."""

    make: _Make
    said: str


def bound(first: str, second: str) -> bytes:
    """Two of the small reports in one file, the second on pages of its own."""
    return laid_out(f"{LAYOUTS[first]}\n---\n@head\n@foot | {{page}}\n@left 71\n{LAYOUTS[second]}")


# With reportlab


def _letter_by_reportlab(
    *, lock: StandardEncryption | None = None, turn: int = 0, turned: float = 0
) -> bytes:
    words = (
        Text(words, 72, 100 + 40 * n, font="Helvetica-Bold" if bold else "Helvetica")
        for n, (bold, words) in enumerate(_LETTER)
    )
    if turned:
        words = (Text(it.text, it.y, HEIGHT - it.x, font=it.font, turned=turned) for it in words)
    return pdf([*words], lock=lock, turn=turn)


def _locked(user: str, owner: str | None = None, strength: int = 128) -> StandardEncryption:
    return StandardEncryption(user, ownerPassword=owner, canPrint=0, canCopy=0, strength=strength)


def _picture(canvas: Canvas) -> None:
    canvas.rect(50, 50, WIDTH - 100, HEIGHT - 100, stroke=1, fill=1)


# With PDF written by hand: the catalogue, the pages, a page, its content and two fonts are objects 1 to 6


def _written(bodies: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    data, places = io.BytesIO(), {}
    data.write(b"%PDF-1.7\n")
    for number, body in bodies.items():
        places[number] = data.tell()
        data.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start, size = data.tell(), max(bodies) + 1
    free, used = b"%010d 65535 f \n" % 0, b"%010d 00000 n \n"
    data.write(b"xref\n0 %d\n" % size)
    data.write(b"".join(used % places[n] if n in places else free for n in range(size)))
    data.write(b"trailer<</Root 1 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start))
    return data.getvalue()


def _stream(content: bytes, said: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<</Filter/FlateDecode/Length %d%s>>stream\n%s\nendstream" % (len(packed), said, packed)


def _objects(
    content: bytes, box: bytes = b"[0 0 595 842]", said: bytes = b"", has: bytes = b""
) -> dict[int, bytes]:
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox%s/Resources<</Font<</F1 5 0 R/F2 6 0 R>>%s>>%s/Contents 4 0 R>>"
    )
    return {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: page % (box, has, said),
        4: _stream(content),
        5: _FONT % (b"Helvetica", b""),
        6: _FONT % (b"Helvetica-Bold", b""),
    }


def _words() -> bytes:
    """The letter in the operators of a page."""
    lines = (
        b"BT /%s 12 Tf 72 %d Td (%s) Tj ET\n" % (b"F2" if bold else b"F1", 760 - 40 * n, words.encode())
        for n, (bold, words) in enumerate(_LETTER)
    )
    return b"".join(lines)


def _letter(
    before: bytes = b"",
    after: bytes = b"",
    *,
    objects: Mapping[int, bytes] | None = None,
    trailer: bytes = b"",
    **page: bytes,
) -> bytes:
    """A page with the letter, and something before it and after it; other objects put in their places."""
    return _written({**_objects(before + _words() + after, **page), **(objects or {})}, trailer)


def _font_that_says(cmap: bytes) -> bytes:
    """The font of the text says by a table of its own what its characters are."""
    return _letter(objects={5: _FONT % (b"Helvetica", b"/ToUnicode 7 0 R"), 7: _stream(cmap)})


def _form(content: bytes, holds: bytes = b"") -> bytes:
    return _stream(
        content, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<<%s>>>>" % holds
    )


def _forms(depth: int, width: int) -> bytes:
    """Forms that each draw the next one so many times."""
    forms = {n: _form(b"/X Do " * width, b"/X %d 0 R" % (n + 1)) for n in range(7, 7 + depth)}
    forms[7 + depth] = _form(b"0 0 9 9 re f")
    return _letter(b"/X Do ", has=b"/XObject<</X 7 0 R>>", objects=forms)


def _inflating(mebibytes: int) -> bytes:
    """The letter, and so much white space after it, packed twice: a few bytes that become very many."""
    packer = zlib.compressobj(1)
    packed = packer.compress(_words()) + b"".join(packer.compress(b" " * 2**20) for _ in range(mebibytes))
    twice = zlib.compress(packed + packer.flush(), 9)
    said = b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n%s\nendstream"
    return _letter(objects={4: said % (len(twice), twice)})


def _same_page(times: int, after: bytes = b"") -> bytes:
    kids = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"3 0 R " * times, times)
    return _letter(after=after, objects={2: kids})


def _pages_in_pages(depth: int) -> bytes:
    """A tree of pages that is a single branch."""
    tree = {n: b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (n + 1) for n in range(7, 7 + depth)}
    tree[2], tree[6 + depth] = b"<</Type/Pages/Kids[7 0 R]/Count 1>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return _letter(objects=tree)


def _object_stream_in_itself() -> bytes:
    """The page's content is said to stand in an object stream, and that stream in itself."""
    held = b"4 0 7 4 (a) (b)"
    stream = b"<</Type/ObjStm/N 2/First 8/Extends 7 0 R/Length %d>>stream\n%s\nendstream" % (len(held), held)
    bodies = {number: body for number, body in _objects(b"").items() if number != 4} | {7: stream}
    data = _written(bodies).partition(b"xref\n")[0]
    rows = [
        (0, 0, 0),
        *((1, data.index(b"\n%d 0 obj" % n) + 1, 0) if n in bodies else (2, 7, 0) for n in range(1, 7)),
    ]
    table = b"".join(bytes([kind]) + at.to_bytes(4, "big") + bytes([n]) for kind, at, n in (*rows, (2, 7, 1)))
    said = _stream(table, b"/Type/XRef/Root 1 0 R/Size 8/W[1 4 1]")
    return data + b"8 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (said, len(data))


_PAGE_OF_ITS_OWN = {2: b"<</Type/Pages/Kids[7 0 R]/Count 1>>", 7: b"<</Type/Pages/Kids[2 0 R]/Count 1>>"}
_WIDE = b"BT /F1 12 Tf 1 800 Td " + b"(w) Tj 12 0.01 Td " * 20_000 + b"ET "
_AGAIN = "fetch it again from where it was published"
_SPLIT = "this is no single report; split it"

REFUSED: dict[str, Refused] = {
    "a web page": Refused(
        lambda: b"\n<!DOCTYPE html><html><title>Not found</title></html>",
        "a web page, not a report; download the",
    ),
    "a web page after a declaration": Refused(
        lambda: b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x --><HTML lang='en'>",
        "a web page, not a report; download",
    ),
    "nothing": Refused(lambda: b"", f"the file is empty; {_AGAIN}"),
    "another format": Refused(
        lambda: b"PK\x03\x04\x14\x00", "byte 5: binary data, not text; give a report as text"
    ),
    "cut short": Refused(
        lambda: laid_out(LAYOUTS["ilacs"])[:3000],
        f"a PDF that is cut short: its end mark is missing; {_AGAIN}",
    ),
    "cut out of the middle": Refused(
        lambda: laid_out(LAYOUTS["ilacs"])[:2000] + b"\n%%EOF", f"a damaged PDF.*; {_AGAIN}|no text"
    ),
    "locked": Refused(
        lambda: _letter_by_reportlab(lock=_locked("user")), "locked with a password; save it without"
    ),
    "locked in the old way": Refused(
        lambda: _letter_by_reportlab(lock=_locked("user", strength=40)),
        "locked with a password; save it without one",
    ),
    "encrypted in a way of its own": Refused(
        lambda: _letter(trailer=b"/Encrypt<</Filter/Ours/V 9>>/ID[(a)(a)]"),
        "encrypted in a way that is not known; save it without encryption",
    ),
    "pictures": Refused(
        lambda: pdf([_picture], [_picture]), "no text: its pages are pictures.*; put it through OCR"
    ),
    "a scan with hidden text": Refused(
        lambda: pdf([_picture, Text("words", mode=3)]), "no text that a reader sees"
    ),
    "a page on its side": Refused(
        lambda: _letter(said=b"/Rotate 90"), "no text that a reader sees .* hidden or turned"
    ),
    "no pages": Refused(without_pages, f"a PDF without pages; {_AGAIN}"),
    "2,000 pages": Refused(lambda: _same_page(2000), f"2,000 pages, more than 600; {_SPLIT}"),
    "pages that are not there": Refused(
        lambda: _letter(objects={2: b"<</Type/Pages/Kids[3 0 R]/Count 500>>"}),
        f"page 2: a damaged PDF.*; {_AGAIN}",
    ),
    "a tree of pages in itself": Refused(
        lambda: _letter(objects=_PAGE_OF_ITS_OWN), f"page 1: a damaged PDF.*; {_AGAIN}"
    ),
    "a tree of pages 100,000 deep": Refused(
        lambda: _pages_in_pages(_MANY), f"page 1: a damaged PDF.*; {_AGAIN}"
    ),
    "an object stream in itself": Refused(_object_stream_in_itself, "no text: its pages are pictures"),
    "a page with dictionaries 100,000 deep": Refused(
        lambda: _letter(said=b"/X" + b"<</X" * _MANY + b" 1" + b">>" * _MANY),
        "no text: its pages are pictures",
    ),
    "a page of a million characters": Refused(
        lambda: _letter(b"BT /F1 1 Tf 1 830 Td 1 TL " + b"(%s) Tj T* " % (b"word " * 20) * 10_000 + b"ET "),
        f"page 1: more than 100,000 characters on a page; {_SPLIT}",
    ),
    "pages of millions of characters": Refused(
        lambda: _same_page(
            50, b"BT /F1 0.1 Tf 72 300 Td 0.2 TL " + b"(%s) Tj T* " % (b"word " * 20) * 950 + b"ET"
        ),
        f"page 31: more than 3,000,000 characters; {_SPLIT}",
    ),
    "pages of 50,000 lines": Refused(
        lambda: _same_page(100, b"BT /F1 0.1 Tf 72 300 Td 0.2 TL " + b"(w) Tj T* " * 1000 + b"ET"),
        f"page 50: more than 50,000 lines; {_SPLIT}",
    ),
    "a text of 50,000 lines": Refused(lambda: b"word\n" * 50_000, f"more than 50,000 lines; {_SPLIT}"),
    "a text of 3,000,000 characters": Refused(
        lambda: b"word " * 600_001, f"more than 3,000,000 characters; {_SPLIT}"
    ),
    "a text of 8 MiB": Refused(lambda: b"word\n" * 2**21, f"larger than 8 MiB; {_SPLIT}"),
    "a paragraph without end": Refused(
        lambda: changed(("Help is offered early.", "Help is early " * 8000)).encode(),
        "line 66: a paragraph of more than 100,000 characters; give the report with its line ends",
    ),
    "minutes of a meeting": Refused(
        lambda: pdf([Text("Minutes of a meeting", size=16), Text("Apologies were received.", y=140)]),
        "no report of an inspection of children's services.*; give a report as published, from its title",
    ),
    "a title and nothing below it": Refused(
        lambda: laid_out("# Inspection of looked after children services\nBarchester City Council"),
        "the title of a report of the kind lac-2013, and none of its sections; give the whole report",
    ),
    "two reports of a kind": Refused(
        lambda: bound("sif-early", "sif-late"),
        "page 10: two reports bound together: .*; split the file where the",
    ),
    "two reports of two kinds": Refused(
        lambda: bound("ilacs", "focused-visit"),
        "page 4: two reports bound together: .*“Focused visit .*; split the",
    ),
}
READ: dict[str, _Make] = {
    "as it should be": _letter,
    "locked by its owner": lambda: _letter_by_reportlab(lock=_locked("", "owner")),
    "locked by its owner in the old way": lambda: _letter_by_reportlab(lock=_locked("", "owner", 40)),
    "a turned page": lambda: _letter_by_reportlab(turn=90, turned=90),
    "a page turned by half a right angle": lambda: _letter(said=b"/Rotate 45"),
    "a page turned too often": lambda: _letter(said=b"/Rotate 99999999999"),
    "arrays 100,000 deep": lambda: _letter(objects={7: b"[" * _MANY + b"]" * _MANY}),
    "a size of arrays 100,000 deep": lambda: _letter(box=b"[" * _MANY + b"]" * _MANY),
    "dictionaries 100,000 deep": lambda: _letter(objects={7: b"<</X" * _MANY + b" 1" + b">>" * _MANY}),
    "arrays 100,000 deep in a page": lambda: _letter(b"[" * _MANY + b"]" * _MANY + b" TJ "),
    "pages in pages 1,000 deep": lambda: _pages_in_pages(1000),
    "a million operators": lambda: _letter(after=b"q Q " * 500_000),
    "a million shapes": lambda: _letter(after=b"0 0 9 9 re f " * 500_000),
    "states never left": lambda: _letter(after=b"q " * 1_000_000),
    "300 MiB of white space": lambda: _inflating(300),
    "a form in itself": lambda: _letter(
        b"/X Do ", has=b"/XObject<</X 7 0 R>>", objects={7: _form(b"/X Do ", b"/X 7 0 R")}
    ),
    "forms 1,000 deep": lambda: _forms(1000, 1),
    "a broken table of characters": lambda: _font_that_says(b"\xff\x00 beginbfchar <" + b"00" * 1000),
    "an endless table of characters": lambda: _font_that_says(
        b"1 begincodespacerange <00> <FFFFFFFF> endcodespacerange "
        b"1 beginbfrange <00000100> <FFFFFFFF> <0000> endbfrange"
    ),
    "a negative size of text": lambda: _letter(b"BT /F1 -9 Tf 72 800 Td (below) Tj ET "),
    "no size of text": lambda: _letter(b"BT /F1 0 Tf 72 800 Td (nothing) Tj ET "),
    "no number for a size": lambda: _letter(b"BT /F1 nan Tf 72 800 Td (nothing) Tj ET "),
    "an endless size of text": lambda: _letter(b"BT /F1 %s Tf 72 800 Td (much) Tj ET " % (b"9" * 99)),
    "text at no place": lambda: _letter(b"BT /F1 9 Tf 1 0 0 1 %s -1e99 Tm (gone) Tj ET " % (b"9" * 99)),
    "text of no extent": lambda: _letter(b"BT /F1 9 Tf 0 0 0 0 0 0 Tm (gone) Tj ET "),
    "a page of no size": lambda: _letter(box=b"[0 0 0 0]"),
    "a page of a negative size": lambda: _letter(box=b"[595 842 0 0]"),
    "a page of no numbers": lambda: _letter(box=b"[nan 0 /a 1e99]"),
    "an endless page": lambda: _letter(box=b"[0 0 %s %s]" % (b"9" * 30, b"9" * 30)),
    "white text, and shapes elsewhere": lambda: _letter(
        b"1 0 0 rg " + b"0 0 1 1 re f " * 6000 + b"1 g " + _WIDE + b"0 g ", box=_FAR_BOX
    ),
    "text clipped by many paths": lambda: _letter(
        b"q " + (b"0 0 m " + b"299999 0 l 299999 999 l " * 45 + b"W n ") * 16 + _WIDE + b"Q ", box=_FAR_BOX
    ),
    "a length that is its own": lambda: _letter(
        objects={4: b"<</Length 4 0 R>>stream\n%s\nendstream" % _words()}
    ),
    "a table of objects before itself": lambda: _letter(trailer=b"/Prev 9"),
    "a table of billions of objects": lambda: _letter(trailer=b"/Size 2147483647"),
}
STOPPED: dict[str, _Make] = {
    "2 GiB of white space": lambda: _inflating(2048),
    "a form nine times in itself": lambda: _letter(
        b"/X Do ", has=b"/XObject<</X 7 0 R>>", objects={7: _form(b"/X Do " * 9, b"/X 7 0 R")}
    ),
    "forms in forms, ten times each": lambda: _forms(9, 10),
    "a heavy page 600 times": lambda: _same_page(600, b"q Q " * 1_000_000),
}
