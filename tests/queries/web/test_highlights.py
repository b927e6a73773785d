from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from queries.web.highlights import Mark, Span, highlighted
from tests.queries.web.html_pages import Element, parsed

MARKS = (
    Mark("finding weakness", "/finding", "weakness", apart=True),
    Mark("mention", "/body", "names <it>"),
    Mark("figure", "/figure", "figure"),
)
TEXTS = st.text(st.sampled_from("ab <>&\"'\u00e9\U0001f600\t\n"), max_size=40)
SPANS = st.lists(
    st.tuples(st.integers(-3, 45), st.integers(-3, 45), st.lists(st.sampled_from(MARKS), max_size=3)),
    max_size=12,
)


def pieces(page: Element, anchor: str) -> str:
    """The words of a span, also where it was cut."""
    return "".join(
        one.text(without="note")
        for one in page.all()
        if anchor in (one.attributes.get("id"), one.attributes.get("data-of"))
    )


@given(TEXTS, SPANS)
def test_nothing_is_lost_and_each_span_has_its_words(
    text: str, said: list[tuple[int, int, list[Mark]]]
) -> None:
    spans = [Span(start, end, f"e{n}", tuple(marks)) for n, (start, end, marks) in enumerate(said)]
    page = parsed(str(highlighted(text, spans)))
    assert page.text(without="note") == text
    for span in spans:
        assert pieces(page, span.anchor) == text[max(span.start, 0) : max(span.end, 0)]


@given(TEXTS, SPANS)
def test_no_link_stands_in_a_link_and_no_id_twice(text: str, said: list[tuple[int, int, list[Mark]]]) -> None:
    spans = [Span(start, end, f"e{n}", tuple(marks)) for n, (start, end, marks) in enumerate(said)]
    page = parsed(str(highlighted(text, spans)))
    assert all(len(link.named("a")) == 1 for link in page.named("a"))
    ids = [one.attributes["id"] for one in page.all() if "id" in one.attributes]
    assert len(ids) == len(set(ids))


def test_what_overlaps_in_part_is_cut_where_the_first_ends() -> None:
    spans = [Span(0, 6, "one", MARKS[:1]), Span(4, 9, "two", MARKS[2:])]
    assert str(highlighted("abcdefghij", spans)) == (
        '<span class="finding weakness" id="one">abcd<a class="figure" id="two" href="/figure">ef</a></span>'
        '<a class="note finding weakness" href="/finding">weakness</a>'
        '<a class="figure" data-of="two" href="/figure">ghi</a>j'
    )


def test_notes_that_would_say_the_same_are_numbered() -> None:
    marks = (MARKS[2], Mark("figure", "/other", "figure"), MARKS[0])
    page = parsed(str(highlighted("one of ten", [Span(0, 10, "one", marks)])))
    assert [one.text() for one in page.of_class("note")] == ["figure 1", "figure 2", "weakness"]


def test_offsets_are_code_points() -> None:
    page = parsed(str(highlighted("\U0001f600 the board", [Span(6, 11, "one", MARKS[1:2])])))
    assert pieces(page, "one") == "board"
