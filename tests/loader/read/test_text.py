import pytest

from loader.errors import ReportError
from loader.read import read_source
from loader.read.text import NORMALISER, normalise, read_text


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("  two   spaces\u00a0here ", "two spaces here"),
        ("**inadequate** and *this*", "inadequate and *this*"),
        ("\uf06e\tan item", "• an item"),
        ("▪ an item", "• an item"),
        ("\uf0be an item", "• an item"),
        ("\uf02dan item", "• an item"),
        ("⎯ an item", "• an item"),
        ("eﬃcient oﬃces ﬁt", "efficient offices fit"),
        ("x² and ½", "x² and ½"),
        ("long\u2011term", "long-term"),
        ("− an item", "• an item"),
        ("well\ufffebeing", "well-being"),
        ("cafe\u0301", "café"),
        ("zero\u200bwidth and \x07bell", "zerowidth and bell"),
        ("Good\ta service", "Good\ta service"),
        ("2 ** 3 ** 4", "2 ** 3 ** 4"),
    ],
)
def test_a_line_is_normalised(printed, kept):
    assert normalise(printed) == kept


def test_line_ends_of_all_kinds_end_lines():
    source = read_text("a.txt", b"one\r\ntwo\rthree\nfour")
    assert [line.text for line in source.lines] == ["one", "two", "three", "four"]
    assert [line.number for line in source.lines] == [1, 2, 3, 4]


def test_form_feeds_end_pages():
    source = read_text("a.txt", b"one\n\ftwo\nthree\fand four")
    assert [(line.text, line.page) for line in source.lines if line.text] == [
        ("one", 1), ("two", 2), ("three", 2), ("and four", 3),
    ]  # fmt: skip
    assert source.pages == 3


def test_a_text_without_pages_says_so():
    source = read_text("a.txt", "\ufeffa line".encode())
    assert (source.pages, source.lines[0].text, source.normaliser) == (None, "a line", NORMALISER)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "the file is empty"),
        (b"  \n\n", "the file is empty"),
        (b"%PDF-1.7 ...", "a PDF that is cut short"),
        (b"<!DOCTYPE html><title>Not found</title>", "a web page, not a report"),
        (b"report\x00\x01", "byte 6: binary data, not text"),
        ("report".encode("utf-16"), "byte 0: the text is UTF-16"),
        ("a\nna\xefve".encode("latin-1"), r"line 2: byte 4 \(0xef\) is not UTF-8; .*iconv -f WINDOWS-1252"),
    ],
)
def test_what_is_no_text_is_refused_with_its_place(tmp_path, data, problem):
    file = tmp_path / "report.txt"
    file.write_bytes(data)
    with pytest.raises(ReportError, match=problem) as refused:
        read_source(file)
    assert "report.txt" in str(refused.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(ReportError, match="there is no such file; check the path"):
        read_source(tmp_path / "none.txt")
    with pytest.raises(ReportError, match="is a folder, not a file"):
        read_source(tmp_path)
