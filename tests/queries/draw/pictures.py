"""Pictures as bytes, and what can be read in them."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

from matplotlib.figure import Figure

from queries.draw.caption import Caption
from queries.draw.formats import PICTURE_FORMATS

SVG = "{http://www.w3.org/2000/svg}"


def written(figure: Figure, caption: Caption, form: str = "svg") -> bytes:
    file = io.BytesIO()
    PICTURE_FORMATS[form](figure, caption, file)
    return file.getvalue()


def parsed(svg: bytes) -> ET.Element:
    """A picture as XML."""
    return ET.fromstring(svg)  # noqa: S314 — drawn here


def words(svg: bytes) -> list[str]:
    """What is written in a picture."""
    return [text.text or "" for text in parsed(svg).iter(f"{SVG}text")]


def titles(svg: bytes) -> list[str]:
    """What its parts are called; the first is the title of the picture."""
    return [title.text or "" for title in parsed(svg).iter(f"{SVG}title")]


class Page(HTMLParser):
    """A page: its elements with their attributes, and the cells of its tables."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[str] = []
        self._in_cell = False
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._in_cell = tag in ("td", "th", "caption")
        if self._in_cell:
            self.cells.append("")

    def handle_endtag(self, tag):
        self._in_cell = self._in_cell and tag not in ("td", "th", "caption")

    def handle_data(self, data):
        if self._in_cell:
            self.cells[-1] += data
