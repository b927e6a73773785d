from loader.interpret.words.memory import Memory


def test_a_word_is_worked_out_once() -> None:
    asked = list[str]()

    @Memory
    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    assert [length["board"], length["hub"], length["board"]] == [5, 3, 5]
    assert asked == ["board", "hub"]


def test_no_text_fills_it_for_good() -> None:
    memory = Memory(len)
    for n in range(100_000):
        memory[str(n)]
    assert len(memory) < 100_000
