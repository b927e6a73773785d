import os
import random
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from loader.errors import ReportError
from loader.read import pdf as reader
from loader.read import read_source
from loader.read.furniture import furniture
from loader.read.pdf import MAX_PAGES, read_pdf
from tests.loader.read.pdf_files import HEIGHT, Text, pdf, without_pages

REPORT = pdf(
    [
        Text("Inspection of Barchester", y=80, size=16, font="Helvetica-Bold"),
        Text("Judgement", y=120, font="Helvetica-Bold"), Text("Grade", 300, 120, font="Helvetica-Bold"),
        Text("Quality of practice", y=140), Text("Good", 300, 140),
        Text("What needs to improve", y=180, size=14, font="Helvetica-Bold"),
        Text("\x95", y=200), Text("the board", 90, 200), Text("1", 141, 195, size=7),
        Text("and its well-", 148, 200),
        Text("being plan", 90, 215),
        Text("1.", y=240), Text("Leaders have a plan that", 90, 240),
        Text("1", 72, 735, size=6), Text("A note.", 79, 740, size=9),
        Text("Inspection report", y=800, size=8), Text("1", 520, 800, size=8),
    ],
    [
        Text("is known to all staff.", 90, 80),
        Text("Inspection report", y=800, size=8), Text("2", 520, 800, size=8),
    ],
    [
        Text("They read it.", 90, 80),
        Text("Inspection report", y=800, size=8), Text("3", 520, 800, size=8),
    ],
)  # fmt: skip


def texts(data):
    return [line.text for line in read_pdf("a.pdf", data).lines]


def test_printed_lines_come_in_order_with_their_pages():
    source = read_pdf("a.pdf", REPORT)
    assert [(line.page, line.text) for line in source.lines] == [
        (1, "Inspection of Barchester"), (1, "Judgement\tGrade"), (1, "Quality of practice\tGood"),
        (1, "What needs to improve"), (1, "• the board¹ and its well-"), (1, "being plan"),
        (1, "1. Leaders have a plan that"), (1, "¹ A note."), (1, "Inspection report\t1"),
        (2, "is known to all staff."), (2, "Inspection report\t2"),
        (3, "They read it."), (3, "Inspection report\t3"),
    ]  # fmt: skip
    assert [line.number for line in source.lines] == list(range(1, 14))
    assert (source.pages, source.media_type, source.left_out) == (3, "application/pdf", ())


def test_lines_say_where_they_stand_and_how_they_look():
    title, head, row, *_ = read_pdf("a.pdf", REPORT).lines
    assert (title.x, title.y, title.size, title.bold) == (72, 80, 16, True)
    assert (head.cells, head.bold, row.cells, row.bold) == ((72, 300), True, (72, 300), False)
    assert title.right is not None
    assert 250 < title.right < 300


def test_running_feet_are_told_and_kept():
    lines = read_pdf("a.pdf", REPORT).lines
    assert [lines[i].text for i in sorted(furniture(lines))] == [f"Inspection report\t{n}" for n in (1, 2, 3)]


def test_a_hyphen_at_a_lines_end_is_kept_and_the_line_ends():
    data = pdf([Text("decisions of the multi-", y=100), Text("agency team", y=115)])
    assert texts(data) == ["decisions of the multi-", "agency team"]


def test_a_raised_digit_is_a_superscript_even_after_a_year():
    data = pdf([Text("in 2012", y=100), Text("1", 113, 96, size=7), Text("end", y=120)])
    assert texts(data) == ["in 2012¹", "end"]


def test_a_row_set_in_one_go_is_parted_at_its_gaps():
    def draw(canvas):
        text = canvas.beginText(72, HEIGHT - 100)
        text.setFont("Helvetica", 12)
        text._code.append("[(Good) -9000 (Adequate)] TJ")
        canvas.drawText(text)

    assert texts(pdf([draw])) == ["Good\tAdequate"]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_what_is_read_is_upright_as_shown(turn):
    source = read_pdf(
        "a.pdf",
        pdf(
            [
                Text("zero", 300, 300), Text("ninety", 200, 400, turned=90),
                Text("half", 300, 400, turned=180), Text("back", 400, 300, turned=270),
                Text("askew", 100, 100, turned=30),
            ],
            turn=turn,
        ),
    )  # fmt: skip
    assert [line.text for line in source.lines] == [{0: "zero", 90: "ninety", 180: "half", 270: "back"}[turn]]
    place = {0: (300, 300), 90: (442, 200), 180: (295, 442), 270: (300, 195)}[turn]
    assert (source.lines[0].x, source.lines[0].y) == place
    assert [why for why, _ in source.left_out] == ["turned"]


def test_what_a_reader_does_not_see_is_left_out_and_counted():
    hidden = [
        Text("unseen", y=200, mode=3), Text("white", y=300, grey=1), Text("outside", 700, 400),
    ]  # fmt: skip
    source = read_pdf("a.pdf", pdf([Text("seen"), *hidden]))
    assert [line.text for line in source.lines] == ["seen"]
    assert source.left_out == (("invisible", 6), ("off the page", 7), ("white", 5))


def test_text_outside_what_it_is_clipped_to_is_not_seen():
    def clipped(canvas):
        canvas.saveState()
        canvas.clipPath(_box(canvas, 60, HEIGHT - 150, 300, 60), stroke=0)
        canvas.drawString(72, HEIGHT - 120, "seen")
        canvas.drawString(72, HEIGHT - 300, "old address")
        canvas.restoreState()

    source = read_pdf("a.pdf", pdf([clipped]))
    assert ([line.text for line in source.lines], source.left_out) == (["seen"], (("invisible", 11),))


def _box(canvas, x, y, width, height):
    path = canvas.beginPath()
    path.rect(x, y, width, height)
    return path


def test_white_text_on_a_coloured_band_is_seen():
    def band(canvas):
        canvas.setFillGray(0.2)
        canvas.rect(60, HEIGHT - 120, 300, 40, stroke=0, fill=1)

    assert texts(pdf([band, Text("White heading", grey=1)])) == ["White heading"]


def test_a_pdf_is_told_by_its_bytes(tmp_path):
    file = tmp_path / "report.txt"
    file.write_bytes(b"junk before it\n" + REPORT)
    assert read_source(file).media_type == "application/pdf"


def test_the_owners_password_alone_locks_nobody_out():
    lock = StandardEncryption("", ownerPassword="owner", canPrint=0, canCopy=0, strength=128)
    assert texts(pdf([Text("open")], lock=lock)) == ["open"]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (pdf([Text("shut")], lock=StandardEncryption("user", strength=128)), "locked with a password"),
        (REPORT[: len(REPORT) // 2], "cut short: its end mark is missing; fetch it again"),
        (b"%PDF-1.7 nothing %%EOF", "a damaged PDF; fetch it again"),
        (without_pages(), "a damaged PDF|without pages"),
        (pdf([]), "no text: its pages are pictures.*; put it through OCR"),
        (pdf([Text("scan", mode=3)]), "no text that a reader sees .4 characters"),
        (pdf(*[[Text("x")]] * (MAX_PAGES + 1)), "601 pages, more than 600; .*split it"),
        (pdf(*[[Text("x")]] * 2000), "2,000 pages, more than 600; .*split it"),
    ],
    ids=["locked", "cut", "damaged", "no pages", "no text", "hidden text", "601 pages", "2000 pages"],
)
def test_what_is_no_report_is_refused(data, problem):
    with pytest.raises(ReportError, match=problem) as refused:
        read_pdf("a.pdf", data)
    assert str(refused.value).startswith("a.pdf: ")


def test_too_much_text_is_refused_with_its_page(monkeypatch):
    monkeypatch.setattr(reader, "MAX_PAGE_CHARACTERS", 60)
    with pytest.raises(ReportError, match=r"a\.pdf, page 1: more than 60 characters on a page"):
        read_pdf("a.pdf", REPORT)
    monkeypatch.undo()
    monkeypatch.setattr(reader, "MAX_CHARACTERS", 225)
    with pytest.raises(ReportError, match=r"a\.pdf, page 2: more than 225 characters"):
        read_pdf("a.pdf", REPORT)


def test_mutated_files_are_read_or_refused():
    chance = random.Random(20)
    small = pdf([Text("A plan", y=100), Text("Grade", 300, 100)], [Text("more")])
    outcomes = {"read": 0, "refused": 0}
    for _ in range(300):
        data = bytearray(small)
        for _ in range(chance.choice((1, 3, 20))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            source = read_pdf("a.pdf", bytes(data))
        except ReportError:
            outcomes["refused"] += 1
        else:
            "".join(line.text for line in source.lines).encode()
            outcomes["read"] += 1
    assert min(outcomes.values()) > 20


def test_the_same_file_gives_the_same_source():
    assert read_pdf("a.pdf", REPORT) == read_pdf("a.pdf", REPORT)


def _corpus():
    folder = os.environ.get("INSPECTION_GRAPH_CORPUS")
    if not folder:
        pytest.skip("INSPECTION_GRAPH_CORPUS names no folder of published reports")
    return sorted(Path(folder).rglob("*.pdf"))


def test_published_reports_are_read_whole():
    files = _corpus()[::10]
    assert files
    for file in files:
        source = read_source(file)
        text = "\n".join(line.text for line in source.lines)
        assert {line.page for line in source.lines} == set(range(1, (source.pages or 0) + 1)), file
        assert not set(text) & set("\ufffe\ufffd\u00ad"), file
        assert "children" in text, file
        assert any(line.bold for line in source.lines), file
        assert all(line.size and line.x is not None and line.y is not None for line in source.lines), file
