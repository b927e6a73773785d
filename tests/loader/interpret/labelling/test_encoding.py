"""Sentences as the numbers that the network reads."""

from loader.interpret.labelling.encoding import CUES, UNKNOWN, Encoder, cue_values, split_words
from loader.interpret.labelling.labeller import Context

THEMES = ("health", "neglect")
ENCODER = Encoder(["visits", "are", "timely"], THEMES)


def test_known_words_are_their_rows_and_others_are_known_by_their_end():
    words = ENCODER.encode(Context("Visits are untimely")).words
    assert words[:2] == [0, 1]
    assert 3 <= words[2] < 3 + UNKNOWN
    assert ENCODER.encode(Context("mistimely")).words == words[2:]


def test_a_sentence_of_no_words_is_read_all_the_same():
    assert len(ENCODER.encode(Context("…")).words) == 1


def test_an_endless_sentence_and_an_endless_word_are_cut():
    assert len(ENCODER.encode(Context("visits " * 5000)).words) == 90
    assert max(map(len, split_words("a" * 5000))) == 40


def test_the_place_is_told_by_grade_role_and_kind():
    known = ENCODER.encode(Context("x", grade="Good", role="findings", kind="paragraph")).place
    assert len(set(known) - set(ENCODER.nowhere)) == 3
    assert ENCODER.encode(Context("x", grade="Splendid", role="appendix")).place == ENCODER.nowhere


def test_a_sub_heading_comes_before_the_title_of_the_section():
    under = ENCODER.encode(Context("x", section="Visits", heading="Timely"))
    assert under.heading == [2]
    assert ENCODER.encode(Context("x", section="Visits")).heading == [0]


def test_cues_say_how_strongly_a_theme_is_named():
    values = cue_values(Context("Neglect is not identified early."), THEMES)
    assert len(values) == CUES + len(THEMES)
    assert values[CUES] == 0 < values[CUES + 1] <= 1
    assert all(-1 <= value <= 1 for value in values)
