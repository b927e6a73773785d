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
