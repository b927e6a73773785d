"""Pictures as files: whole, harmless, of themselves alone, and the same every time."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys

import matplotlib as mpl
import pytest
from PIL import Image

from ontology.resources import resource
from queries.draw.caption import Caption, Listing
from queries.draw.ego import Ego, draw_ego, read_ego
from queries.draw.formats import PICTURE_FORMATS
from queries.draw.heat_map import draw_heat_map, read_heat_map
from queries.draw.style import ACCENT, GRADES, INK, MUTED, PAPER, SHARES, Canvas, printable, styled, wrapped
from queries.errors import QueryError
from queries.export.origin import Origin
from queries.network import Node
from queries.scope import Held
from tests.queries.draw.pictures import SVG, Page, parsed, titles, words, written

HOSTILE = "</title><script>alert(1)</script> $\\frac{1}{2}$ & \"'\x00\x1b[2J\u202e]]>\ud800"
SHOWN = "</title><script>alert(1)</script> $\\frac{1}{2}$ & \"' [2J ]]>"
HELD = Held("", "urn:report", "", "", HOSTILE, "", "", "2013-01-07", "", HOSTILE)


def hostile(label: str = HOSTILE) -> Ego:
    """What is around a thing, every word of it hostile."""
    node = Node("urn:a", label, label, label)
    listing = Listing(label, (label,), ((label,), (7,)))
    caption = Caption(label, label, label, (listing,), (HELD,), Origin("id", "2026-01-31"))
    return Ego(node, ((node, 3),), (), caption)


@pytest.mark.parametrize("form", PICTURE_FORMATS)
def test_the_same_picture_is_the_same_bytes(reader, form):
    data = read_ego(reader, "Sunrise team")
    assert written(draw_ego(data), data.caption, form) == written(draw_ego(data), data.caption, form)


def test_no_picture_depends_on_the_order_of_sets(shipped_store):
    code = (
        "import hashlib, sys; from loader.store import read; from queries.draw.ego import draw_ego, read_ego;"
        "from tests.queries.draw.pictures import written;"
        "reader = read(sys.argv[1]); data = read_ego(reader, 'Rochdale Borough Safeguarding Children Board');"
        "print(hashlib.sha256(written(draw_ego(data), data.caption, 'html')).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code, str(shipped_store)],
            cwd=resource("ontology").parent,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_settings_of_the_user_do_not_show(reader):
    data = read_ego(reader, "Sunrise team")
    before = written(draw_ego(data), data.caption)
    with mpl.rc_context({"font.family": "serif", "svg.fonttype": "path", "lines.linewidth": 9}):
        assert written(draw_ego(data), data.caption) == before


def test_an_svg_says_what_it_shows(reader):
    data = read_heat_map(reader)
    svg = written(draw_heat_map(data), data.caption)
    root = parsed(svg)
    assert root.get("role") == "img"
    named = {each.get("id"): each.text or "" for each in root if each.tag in (f"{SVG}title", f"{SVG}desc")}
    assert list(named) == (root.get("aria-labelledby") or "").split()
    assert named["picture-title"] == "Where inspectors found weaknesses"
    assert data.caption.source in named["picture-description"]
    assert reader.dataset in data.caption.source
    assert "2 reports of inspections that began from 2012-11-12 to 2013-01-07" in data.caption.source
    assert b"<dc:date>" not in svg and b"<!DOCTYPE" not in svg


def test_a_png_opens_and_says_where_it_is_from(reader):
    data = read_heat_map(reader)
    with Image.open(io.BytesIO(written(draw_heat_map(data), data.caption, "png"))) as image:
        image.load()
        assert image.width > image.height > 500
        assert image.text["Source"] == data.caption.source  # type: ignore[attr-defined]
        assert "Date" not in image.text  # type: ignore[attr-defined]


def test_a_page_needs_nothing_else_and_has_the_figures_as_a_table(reader):
    data = read_heat_map(reader)
    page = written(draw_heat_map(data), data.caption, "html")
    elements = Page(page).elements
    references = {
        value
        for _, attributes in elements
        for name, value in attributes.items()
        if name in ("src", "href", "xlink:href", "srcset", "data", "action", "poster") and value
    }
    assert all(value.startswith("#") for value in references)
    assert not {tag for tag, _ in elements} & {"script", "link", "iframe", "object", "img", "base"}
    assert not re.findall(rb"@import|url\((?!#)", page)
    cells = Page(page).cells
    assert cells[:4] == ["Weaknesses among judging findings", "council", "All themes", data.themes[0]]
    listed = next(row for row in data.caption.listings[0].rows if row[0] == "Rochdale")
    start = cells.index("Rochdale")
    assert tuple(cells[start : start + len(listed)]) == listed
    assert {held.report for held in data.caption.sources} <= set(cells)


def test_hostile_words_stay_words():
    data = hostile()
    svg = written(draw_ego(data), data.caption)
    assert titles(svg)[0] == SHOWN
    assert any(title.startswith(SHOWN) and title.endswith("): 3 sentences") for title in titles(svg))
    assert any(text.startswith(("(3) </title>", "</title>")) for text in words(svg))
    elements = {element.tag for element in parsed(svg).iter()}
    assert f"{SVG}script" not in elements
    page = Page(written(draw_ego(data), data.caption, "html"))
    assert "script" not in {tag for tag, _ in page.elements}
    assert page.cells[:3] == [SHOWN, SHOWN, SHOWN]
    assert written(draw_ego(data), data.caption, "png").startswith(b"\x89PNG")


def test_words_without_end_are_broken_and_cut():
    data = hostile("x" * 20_000 + " \U0001f600")
    svg = written(draw_ego(data), data.caption)
    assert max(map(len, words(svg))) < 400


def test_a_word_is_broken_where_the_line_ends():
    assert "".join(wrapped("W" * 50, 100, 10)) == "W" * 50
    assert wrapped("", 100, 10) == []


def test_what_no_picture_shows_is_left_out():
    assert printable("a\x00b\u202ec\u2028d\ufeff e\ud800") == "a b c d e"


def test_a_picture_that_is_too_high_is_refused():
    with styled(), pytest.raises(QueryError, match="inches high"):
        Canvas(600, 9_000, hostile("a").caption)


def test_what_is_written_on_a_colour_can_be_read():
    for fill, ink in (*GRADES.values(), *SHARES, (PAPER, INK), (PAPER, MUTED), (PAPER, ACCENT)):
        assert contrast(fill, ink) >= 4.5, (fill, ink)  # level AA of WCAG 2


def contrast(one: str, other: str) -> float:
    """The ratio of two colours as WCAG 2 defines it, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
