"""PDFs made for tests: each page a list of texts with their place, points from the left and from the top."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595, 842


@dataclass(frozen=True)
class Text:
    text: str
    x: float = 72
    y: float = 100
    size: float = 12
    font: str = "Helvetica"
    mode: int = 0
    grey: float = 0
    turned: float = 0


Draw = Callable[[Canvas], None]


def pdf(*pages: Sequence[Text | Draw], lock: StandardEncryption | None = None, turn: int = 0) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), encrypt=lock, invariant=1)
    for page in pages:
        if turn:
            canvas.setPageRotation(turn)
        for it in page:
            if isinstance(it, Text):
                _write(canvas, it)
            else:
                it(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _write(canvas: Canvas, it: Text) -> None:
    canvas.saveState()
    canvas.translate(it.x, HEIGHT - it.y)
    canvas.rotate(it.turned)
    text = canvas.beginText(0, 0)
    text.setFont(it.font, it.size)
    text.setTextRenderMode(it.mode)
    text.setFillGray(it.grey)
    text.textOut(it.text)
    canvas.drawText(text)
    canvas.restoreState()


def without_pages() -> bytes:
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]
    data, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(data))
        data += b"%d 0 obj%sendobj\n" % (number, part)
    start = len(data)
    data += b"xref\n0 3\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places)
    return data + b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n%d\n%%%%EOF\n" % start
