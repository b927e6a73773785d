import re

from hypothesis import given
from hypothesis import strategies as st

from loader.interpret.words.tokens import tokenise, where

PIECES = st.sampled_from(
    [
        "Board",
        "the",
        "multi-",
        "agency",
        "s'",
        "’s",
        "‘",
        "“",
        "(",
        ")",
        ".",
        "!",
        ": ",
        " ",
        "\n",
        "12",
        "–",
        "_",
    ]
)


@given(st.lists(PIECES).map("".join))
def test_tokens_stand_where_the_text_has_them(text: str) -> None:
    tokens = tokenise(text)
    ends = [0]
    for at, token in enumerate(tokens):
        start, end = tokens.span(at, at + 1)
        printed = text[start:end].replace("’", "'").replace("‘", "'").replace("“", '"')
        assert printed == token.text
        assert not re.search(r"[^\W_]", text[ends[-1] : start])
        assert tokens.touches(at) == (at > 0 and ends[-1] == start)
        ends.append(end)


def test_a_sentence_begins_behind_a_full_stop_and_not_behind_a_colon() -> None:
    tokens = tokenise("It met: Staff agree. The board met.")
    assert [tokens.sentence(at) for at in range(len(tokens))] == [0, 0, 0, 0, 0, 0, 1, 1, 1, 1]
    assert [token.text for token in tokens if token.first] == ["It", "Staff", "The"]


def test_a_word_that_begins_a_sentence_is_not_named_by_its_capital() -> None:
    first, *_, last = tokenise("Board and Board")
    assert (first.named, last.named) == (False, True)


def test_words_are_found_where_they_stand() -> None:
    lows = tokenise("The Multi-agency team and the team").lows
    assert where(lows, {"team", "multiagency"}) == [1, 2, 5]
    assert where(lows, frozenset({"board"})) == []
