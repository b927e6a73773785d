import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from loader.interpret.words.sentences import split_sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        (" \n ", []),
        ("Visits are timely", ["Visits are timely"]),
        ("Visits are timely. Records are not.", ["Visits are timely.", "Records are not."]),
        ("Is it enough? No! It is not.", ["Is it enough?", "No!", "It is not."]),
        ("It rose to 4.5 per cent. It fell.", ["It rose to 4.5 per cent.", "It fell."]),
        ("Tools, e.g. the scale, i.e. Tier 2, help.", ["Tools, e.g. the scale, i.e. Tier 2, help."]),
        ("Procedure No. 10 is new. It works.", ["Procedure No. 10 is new.", "It works."]),
        ("Was it urgent? No. They waited.", ["Was it urgent?", "No.", "They waited."]),
        ("See paras. 4 and 5. They agree.", ["See paras. 4 and 5.", "They agree."]),
        ("It began on 5 Sept. 2012. It ended.", ["It began on 5 Sept. 2012.", "It ended."]),
        ("Led by Dr. Ann Lee HMI. She wrote it.", ["Led by Dr. Ann Lee HMI.", "She wrote it."]),
        ("Inspector J. A. Smith led. It ended.", ["Inspector J. A. Smith led.", "It ended."]),
        ("Homes are in category A. They are safe.", ["Homes are in category A.", "They are safe."]),
        ("It works (see page 3. It is long) well.", ["It works (see page 3. It is long) well."]),
        ("It works. (It is new.) Staff agree.", ["It works.", "(It is new.)", "Staff agree."]),
        ("One said: ‘I feel safe. I am.’ Others agree.", ["One said: ‘I feel safe. I am.’", "Others agree."]),
        ("“It helped.” That is typical.", ["“It helped.”", "That is typical."]),
        ("“It helped.” said one parent.", ["“It helped.” said one parent."]),
        ("The carers’ views count. They matter.", ["The carers’ views count.", "They matter."]),
        ("They waited… Then help came.", ["They waited…", "Then help came."]),
        ("They waited... and waited.", ["They waited... and waited."]),
        ("It covers: training; advice; and audits.", ["It covers: training; advice; and audits."]),
        ("It covers much. ◼ Training is good.", ["It covers much.", "◼ Training is good."]),
        ("37. The board is weak. It is new.", ["37. The board is weak.", "It is new."]),
        ("It is weak. 37. The board is new.", ["It is weak.", "37. The board is new."]),
        ("It joined the board.1 The rest did not.", ["It joined the board.1", "The rest did not."]),
        ("It changed practice.The rest is old.", ["It changed practice.", "The rest is old."]),
        ("One thing\n\nanother thing", ["One thing", "another thing"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


PIECES = st.sampled_from(
    ["Visits", "board", "No", "e.g", "J", "10", "4.5", "’", "‘", "“", "”", "(", ")", "[", "]", "…", "◼", "\n"]
)
TEXTS = st.one_of(
    st.text(), st.lists(st.one_of(PIECES, st.sampled_from([". ", " ", ".", "? ", "; "]))).map("".join)
)


@given(TEXTS)
@example("A. \n\n B")
@example(".\n\n.")
def test_spans_are_ordered_and_leave_out_only_space(text: str) -> None:
    spans = split_sentences(text)
    at = 0
    for start, end in spans:
        assert text[at:start].strip() == ""
        assert at <= start < end
        assert text[start:end] == text[start:end].strip()
        at = end
    assert text[at:].strip() == ""


@pytest.mark.parametrize("piece", [".", ". ", "‘", "“a", "(", "A. ", "’a", "\n \n", "a.1 "])
def test_a_hostile_page_is_split_to_its_end(piece: str) -> None:
    text = piece * 50_000
    spans = split_sentences(text + "End.")
    assert spans[-1][1] == len(text) + 4
