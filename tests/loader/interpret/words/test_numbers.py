import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.interpret.words.numbers import NUMBER, find_numbers, has_number, read_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("65,000", 65000),
        ("1,234,567.5", 1234567.5),
        ("2.0", 2.0),
        ("zero", 0),
        ("Two", 2),
        ("twelve", 12),
        ("twenty-one", 21),
        ("ninety nine", 99),
        ("one hundred", 100),
        ("a hundred", 100),
        ("two hundred and fifty", 250),
        ("three thousand four hundred", 3400),
        ("1.5 million", 1500000),
        ("half", 0.5),
        ("a third", 0.3333),
        ("three-quarters", 0.75),
        ("two  thirds", 0.6667),
    ],
)
def test_numbers_are_read(text: str, value: float) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize(
    "text", ["", "a", "an", "a number", "third", "several", "16-18", "2011/12", "1,23", "5%"]
)
def test_other_words_are_no_numbers(text: str) -> None:
    assert read_number(text) is None


def test_the_pattern_finds_numbers_that_stand_by_themselves() -> None:
    text = (
        "In 2011/12 a one-off, two-way visit to 16-18 year olds cost 3 of the five teams £1,200.50; see B4."
    )
    assert [m.group() for m in NUMBER.finditer(text)] == ["3", "five", "1,200.50"]


def test_two_numbers_joined_by_and_are_two() -> None:
    assert [m.group() for m in NUMBER.finditer("two and three")] == ["two", "three"]


PIECES = st.sampled_from(
    [
        "two",
        "hundred",
        "and",
        "a",
        "an",
        "third",
        "half",
        "one-off",
        "5",
        "16-18",
        "4.5",
        "1,200",
        "2011/12",
        "%",
    ]
)
GAPS = st.sampled_from([" ", "  ", "\n", "-", "/", ".", ", ", "(", "’", "£"])


@given(st.lists(st.one_of(PIECES, GAPS)).map("".join))
def test_numbers_are_found_wherever_the_pattern_finds_them(text: str) -> None:
    spans = [number.span() for number in NUMBER.finditer(text)]
    assert [number.span() for number in find_numbers(text, 0, len(text))] == spans
    assert has_number(text) or not spans
