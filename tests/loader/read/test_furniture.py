import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.read.furniture import furniture
from loader.records import Line


def line(page, y, text):
    return Line(text, 1, page, y=y)


def body(page):
    return [line(page, y, f"Words {page}-{chr(97 + y % 26)}{'abcdefghij'[page]}") for y in range(60, 800, 20)]


def found(lines):
    return [lines[i].text for i in sorted(furniture(lines))]


def test_heads_and_feet_of_most_pages_are_furniture_whatever_their_digits():
    lines = [
        it
        for p in range(1, 6)
        for it in [line(p, 40, "Barchester"), *body(p), line(p, 810, f"Page {p} of 5")]
    ]
    assert found(lines) == [t for p in range(1, 6) for t in ("Barchester", f"Page {p} of 5")]


def test_left_and_right_pages_may_differ():
    lines = [it for p in range(1, 7) for it in [*body(p), line(p, 810, "Left" if p % 2 else "Right")]]
    assert found(lines) == ["Left", "Right"] * 3


def test_the_same_words_in_the_middle_or_at_other_heights_are_not():
    middle = [
        it for p in range(1, 6) for it in [*body(p), line(p, 405, "Findings"), line(p, 700 + 21 * p, "Sign")]
    ]
    assert found(middle) == []


def test_lines_without_a_place_are_not():
    assert found([Line("Barchester", n, n) for n in range(1, 6)]) == []


def test_a_letter_of_two_pages_has_its_page_numbers_told():
    lines = [*body(1), line(1, 820, "1"), *body(2), line(2, 820, "2")]
    assert found(lines) == ["1", "2"]


def test_a_running_head_of_a_part_of_the_file_is_furniture():
    lines = [it for p in range(1, 10) for it in [line(p, 40, "Board")][: p > 3] + body(p)]
    assert found(lines) == ["Board"] * 6


def test_a_head_that_moves_with_its_number_of_lines_is_furniture():
    lines = [it for p in range(1, 7) for it in [line(p, 40 + 12 * (p % 2), "Barchester"), *body(p)]]
    assert found(lines) == ["Barchester"] * 6


def test_a_heading_at_the_top_of_some_pages_of_a_short_file_is_not():
    lines = [it for p in range(1, 10) for it in [line(p, 40, "Summary")][: p in (4, 6, 7)] + body(p)]
    assert found(lines) == []


def test_the_foot_of_both_pages_of_a_short_letter_is_furniture():
    lines = [it for p in (1, 2) for it in [*body(p), line(p, 820, f"Letter, {p} of 2")]]
    assert found(lines) == ["Letter, 1 of 2", "Letter, 2 of 2"]


def test_page_numbers_that_stand_left_and_right_and_begin_late_are_furniture():
    lines = [it for p in range(1, 8) for it in [*body(p), line(p, 810 + p % 2 * 8, str(p))]]
    assert found([it for it in lines if it.page > 2 or it.y < 800]) == ["3", "4", "5", "6", "7"]


def test_the_last_line_of_a_page_is_its_number_wherever_it_stands():
    assert found([*body(1), line(1, 815, "1")]) == ["1"]
    assert found([line(1, 60, "Words"), line(1, 90, "1"), *body(2), line(2, 815, "2")]) == ["1", "2"]


def test_a_number_that_is_not_its_pages_or_not_the_last_line_is_not():
    assert found([*body(1), line(1, 815, "12")]) == []
    assert found([line(1, 60, "1"), *body(1)]) == []


@pytest.mark.parametrize("form", ["{}", "Page {}", "page {} of 40", "{} of 40"])
def test_page_numbers_have_several_forms(form):
    lines = [it for p in (5, 6, 7, 8) for it in [*body(p), line(p, 800 + p % 2, form.format(p))]]
    assert found(lines) == [form.format(p) for p in (5, 6, 7, 8)]


WORDS = st.text("abcdefgh ", min_size=4, max_size=30)


@given(st.lists(st.lists(WORDS, min_size=20, max_size=30), min_size=1))
def test_lines_between_the_margins_are_never_furniture(pages):
    lines = [
        line(number, 40 + 770 * n / (len(texts) - 1), text)
        for number, texts in enumerate(pages, start=1)
        for n, text in enumerate(texts)
    ]
    assert all(not 140 < (lines[i].y or 0) < 710 for i in furniture(lines))
