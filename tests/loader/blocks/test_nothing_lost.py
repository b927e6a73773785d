"""Whatever the layout: every word is read once, and blocks and sections hold together."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loader.blocks.page_blocks import blocks_of_pages
from loader.blocks.titles import find_title
from loader.framework import framework, frameworks
from loader.read import read_source
from loader.records import Line
from tests.published import published
from tests.small_pages import LAYOUTS, source

KINDS = st.sampled_from([kind.id for kind in frameworks()])
TITLES = st.sampled_from(sorted({spec.title for kind in frameworks() for spec in kind.sections}))
STARTS = ["# ", "## ", "### ", "~ ", "", "+", "• ", "  • ", "    – ", "■ ", "1. ", "2. ", "17. ", "{10}"]


def words_of(*texts):
    """The words and numbers of texts, however often each stands in them."""
    return Counter(word for text in texts for word in re.findall(r"[^\W_]+", text))


def check(lines, kind):
    """Every word of the lines is in a block or set aside, once, and the blocks are sound."""
    assembled, furniture = blocks_of_pages(lines, framework(kind))
    read = [text for it in assembled.blocks for text in (it.text, str(it.number or ""))]
    found = words_of(*read, *(it.text for it in furniture))
    assert found == words_of(*(line.text for line in lines))
    check_blocks(assembled.blocks)
    check_sections(assembled)


def check_blocks(blocks):
    """Blocks have ids of their own and stand in order; what they refer to stands before them."""
    at = {block.id: n for n, block in enumerate(blocks)}
    assert len(at) == len(blocks)
    places = [(block.page, block.line) for block in blocks]
    assert places == sorted(places)
    for n, block in enumerate(blocks):
        assert any(map(str.isalnum, block.text))
        assert all(at[other] < n for other in (block.heading, block.lead_in) if other)


def check_sections(assembled):
    """A block stands in the section that it names, or is its heading; before the first it stands in none."""
    named = {block.id: block.section for block in assembled.blocks}
    inside = [(block_id, n) for n, section in enumerate(assembled.sections) for block_id in section.blocks]
    assert len(dict(inside)) == len(inside)
    assert all(named[block_id] == n for block_id, n in inside)
    headings = {section.heading for section in assembled.sections}
    assert headings <= named.keys()
    assert all(named[it] is None for it in named.keys() - dict(inside).keys() - headings)
    for section in assembled.sections:
        assert (section.grade is None) == (section.grade_block is None)
        assert section.grade_block is None or section.grade_block in named


@pytest.mark.parametrize("name", LAYOUTS)
def test_no_word_of_a_report_is_lost(name):
    for kind in frameworks():
        check(source(LAYOUTS[name]).lines, kind.id)


@st.composite
def words(draw, least=1, most=30):
    """So many words, numbered with letters: each stands in a text once."""
    first = draw(st.integers(0, 99_000))
    numbers = range(first, first + draw(st.integers(least, most)))
    return " ".join("".join(chr(97 + int(digit)) for digit in f"{number:05}") for number in numbers)


@st.composite
def things(draw):
    """A thing on a page, as ``tests.small_pages`` sets it."""
    kind = draw(st.sampled_from(["text", "text", "text", "row", "title", "note", "page"]))
    if kind == "row":
        return f"|{draw(st.sampled_from(['', '^', '_']))} {draw(words(most=9))} | {draw(words(most=5))}"
    if kind == "title":
        return f"{draw(st.sampled_from(['# ', '### ', '']))}{draw(TITLES)}"
    if kind == "note":
        return f"[1] {draw(words())}"
    if kind == "page":
        return "---"
    between = draw(st.sampled_from([" . ", " : ", " ", " /// ", " // "]))
    return f"{draw(st.sampled_from(STARTS))}{draw(words())}{between}{draw(words(most=4))}"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(things(), min_size=1, max_size=14), KINDS)
def test_no_word_of_any_page_is_lost(found, kind):
    check(source("\n".join(["Words", *found])).lines, kind)


@st.composite
def printed_lines(draw):
    """A printed line with any look, at any place; hostile files have them."""
    left = draw(st.sampled_from([42.0, 71.0, 72.0, 89.0, 99.0, 224.0, 388.0]))
    edges = tuple(left + 120 * n for n in range(draw(st.integers(1, 3))))
    start = draw(st.sampled_from(["", "", "• ", "– ", "1. ", "2. ", "40. ", "¹ ", "2 "]))
    cells = start + "\t".join(draw(words(most=5)) for _ in edges)
    return Line(
        text=draw(TITLES) if len(edges) == 1 and draw(st.integers(0, 5)) == 0 else cells,
        number=0,
        page=draw(st.integers(1, 6)),
        y=draw(st.integers(20, 820)),
        size=draw(st.sampled_from([6.5, 9.0, 10.0, 12.0, 12.0, 12.6, 14.0, 26.0])),
        x=left,
        right=edges[-1] + draw(st.integers(10, 300)),
        bold=draw(st.booleans()),
        cells=edges,
    )


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(printed_lines(), max_size=25), KINDS)
def test_no_word_of_any_lines_is_lost(found, kind):
    found.sort(key=lambda line: (line.page, line.y or 0))
    check([replace(line, number=n) for n, line in enumerate(found, start=1)], kind)


def test_no_word_of_published_reports_is_lost():
    for file in published()[::10]:
        pages = read_source(file)
        check(pages.lines, find_title(pages)[0].id)
