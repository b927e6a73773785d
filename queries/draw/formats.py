"""Pictures as files: SVG, PNG, and HTML that holds the picture and its figures as tables.

None refers to anything outside itself, none has a clock in it: the same picture gives the same bytes.
"""

from __future__ import annotations

import html
import io
import xml.etree.ElementTree as ET  # what is parsed was written here
from collections.abc import Callable, Iterator, Mapping
from typing import IO, TYPE_CHECKING

from queries.draw.caption import Caption, Listing
from queries.draw.style import TITLE, printable, styled

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["PICTURE_FORMATS", "write_html", "write_png", "write_svg"]

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_DPI = 200  # of PNG
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"  # a page asks for nothing
_STYLE = """
body { margin: 0 auto; max-width: 90em; padding: 1em; color: #1a1a1a; background: #fff;
  font: 1em/1.5 Verdana, "DejaVu Sans", sans-serif; }
figure { margin: 0; overflow-x: auto; }
svg { max-width: 100%; height: auto; }
table { border-collapse: collapse; margin: 1em 0; font-size: .85em; }
caption { text-align: left; font-weight: bold; padding: .5em 0; }
th, td { border: 1px solid #d9d9d9; padding: .25em .6em; text-align: left; vertical-align: top; }
td.number { text-align: right; }
.wide { overflow-x: auto; }
"""


def write_svg(figure: Figure, caption: Caption, file: IO[bytes]) -> None:
    """Write a picture as SVG: words are words, with a title and a description for those who do not see it."""
    file.write(b'<?xml version="1.0" encoding="utf-8"?>\n')
    file.write(_svg(figure, caption).encode())


def write_png(figure: Figure, caption: Caption, file: IO[bytes]) -> None:
    """Write a picture as PNG; its title, description and source stand in the file, too."""
    said = {
        "Title": caption.title,
        "Description": caption.description,
        "Source": caption.source,
        "Software": "inspection-graph",
    }
    _save(figure, file, "png", {name: printable(words) for name, words in said.items()})


def write_html(figure: Figure, caption: Caption, file: IO[bytes]) -> None:
    """Write a picture as a page of its own that needs no network and no script."""
    for part in _page(figure, caption):
        file.write(part.encode("utf-8", "replace"))


def _save(figure: Figure, file: IO[bytes], form: str, metadata: Mapping[str, str | None]) -> None:
    with styled():
        figure.savefig(file, format=form, dpi=_DPI, metadata=dict(metadata))


def _svg(figure: Figure, caption: Caption) -> str:
    """A picture as an element of SVG."""
    drawn = io.BytesIO()
    _save(figure, drawn, "svg", dict.fromkeys(("Creator", "Date", "Format", "Type")))
    root = ET.fromstring(drawn.getvalue())  # noqa: S314 — written by matplotlib just now
    root.set("role", "img")
    root.set("aria-labelledby", "picture-title picture-description")
    for group in root.iter(f"{{{_SVG}}}g"):
        words = group.get("id", "")
        if words.startswith(TITLE):
            del group.attrib["id"]
            group.insert(0, _element("title", words.removeprefix(TITLE)))
    root.insert(0, _element("title", caption.title, "picture-title"))
    root.insert(1, _element("desc", f"{caption.description} {caption.source}", "picture-description"))
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", _XLINK)
    return ET.tostring(root, encoding="unicode") + "\n"


def _element(tag: str, words: str, name: str = "") -> ET.Element:
    made = ET.Element(f"{{{_SVG}}}{tag}", {"id": name} if name else {})
    made.text = printable(words)
    return made


def _page(figure: Figure, caption: Caption) -> Iterator[str]:
    title = _text(caption.title)
    yield '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    yield f"<p>{_text(caption.description)}</p>\n<figure>\n{_svg(figure, caption)}</figure>\n"
    for listing in caption.listings:
        yield from _table(listing)
    yield "<h2>Sources</h2>\n"
    yield f"<p>{_text(caption.source)}</p>\n"
    rows = tuple(
        (held.council, held.start, held.framework, held.label, held.report) for held in caption.sources
    )
    yield from _table(
        Listing("Reports", ("council", "first day", "kind of inspection", "report", "IRI"), rows)
    )
    yield "</main>\n</body>\n</html>\n"


def _table(listing: Listing) -> Iterator[str]:
    yield f'<div class="wide"><table>\n<caption>{_text(listing.title)}</caption>\n<thead><tr>'
    yield "".join(f'<th scope="col">{_text(name)}</th>' for name in listing.columns)
    yield "</tr></thead>\n<tbody>\n"
    for row in listing.rows:
        yield f"<tr>{''.join(map(_cell, row))}</tr>\n"
    yield "</tbody>\n</table></div>\n"


def _cell(value: str | int) -> str:
    number = ' class="number"' if isinstance(value, int) else ""
    return f"<td{number}>{_text(str(value))}</td>"


def _text(words: str) -> str:
    return html.escape(printable(words))


#: How to write a picture, by the ending of its file.
PICTURE_FORMATS: Mapping[str, Callable[[Figure, Caption, IO[bytes]], None]] = {
    "svg": write_svg,
    "png": write_png,
    "html": write_html,
}
