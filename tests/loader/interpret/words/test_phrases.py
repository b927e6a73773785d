import pytest

from loader.interpret.words.phrases import Hit, PhraseBook, words


def test_words_keep_marks_and_drop_possessives() -> None:
    assert words("The child’s plan, don't (re-)write it") == (
        "the", "child", "plan", ",", "don't", "(", "re", ")", "write", "it",
    )  # fmt: skip


def test_a_word_in_single_quotes_is_a_word() -> None:
    assert words("the ‘staying put' and 'three houses' tools") == (
        "the", "staying", "put", "and", "three", "houses", "tools",
    )  # fmt: skip


def test_the_longest_phrase_wins() -> None:
    book = PhraseBook([("plan*", 1), ("care plan*", 2), ("care plans for adults", 3)])
    assert book.find(words("care plans for children")) == [Hit(0, 2, (2,))]
    assert book.find(words("care plans for adults")) == [Hit(0, 4, (3,))]


def test_the_word_itself_wins_over_its_stem() -> None:
    book = PhraseBook([("effective*", "stem"), ("effectiveness", "word")])
    assert [hit.values for hit in book.find(words("effective effectiveness"))] == [("stem",), ("word",)]


def test_one_phrase_may_have_several_values() -> None:
    book = PhraseBook([("EHC plan*", "disability"), ("EHC plan*", "planning")])
    assert book.find(words("EHC plans")) == [Hit(0, 2, ("disability", "planning"))]


def test_phrases_do_not_cross_marks() -> None:
    book = PhraseBook([("health care", 1), ("education, health and care", 2)])
    assert book.find(words("health, care")) == []
    assert book.find(words("education, health and care")) == [Hit(0, 5, (2,))]


def test_a_phrase_needs_a_word() -> None:
    with pytest.raises(ValueError, match="needs a word"):
        PhraseBook([("!", 1)])


def test_an_endless_word_is_read_to_its_end() -> None:
    book = PhraseBook([("a*", 1)])
    assert book.find(words("a" * 500_000)) == [Hit(0, 1, (1,))]
