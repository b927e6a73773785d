from loader.interpret.words.trees import WordTree

TREE = WordTree(
    [(("care", "board"), "board"), (("care", "board", "chair"), "chair"), (("police",), "police")]
)


def test_forms_end_shortest_first() -> None:
    assert list(TREE.ends(("the", "care", "board", "chair"), 1)) == [(3, "board"), (4, "chair")]


def test_a_form_may_begin_where_its_first_two_words_stand() -> None:
    assert TREE.starts(("care", "for", "the", "care", "board", "police", "care")) == [3, 5]


def test_one_form_may_have_several_values() -> None:
    tree = WordTree([(("care",), 1), (("care",), 2)])
    assert list(tree.ends(("care",), 0)) == [(1, 1), (1, 2)]
