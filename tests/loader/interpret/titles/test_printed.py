"""From the printed page to the title block: PDFs of our own making, laid out as published reports are."""

from loader.interpret.title import read_title
from loader.read.pdf import read_pdf
from loader.segment import segment
from tests.loader.read.pdf_files import Text, pdf

BOLD = "Helvetica-Bold"


def lines(y, *texts, x=72, font="Helvetica", size=12):
    return [Text(text, x, y + 14 * n, size, font) for n, text in enumerate(texts)]


def columns(y, *rows, font="Helvetica"):
    return [
        Text(text, x, y + 16 * n, 12, font)
        for n, row in enumerate(rows)
        for x, text in zip((72, 320), row, strict=True)
    ]


def read(*pages):
    document = segment(read_pdf("made.pdf", pdf(*pages)))
    title, unread = read_title(document)
    for _, span in title.evidence:
        assert document.block(span.block).text[span.start : span.end] == span.quote
    return title, unread


def test_a_letter():
    title, unread = read(
        [
            *columns(60, ("Ofsted", "T 0300 123 1231")),
            *lines(110, "3 March 2023"),
            *lines(150, "Ms Bo Sample", "Director of Children's Services", "Rutland County Council"),
            *lines(220, "Dear Ms Sample"),
            *lines(250, "Focused visit to Rutland children's services", font=BOLD),
            *lines(
                280,
                "This letter summarises the findings of the focused visit to Rutland children's services on",
                "30 and 31 January 2023. His Majesty's Inspectors for this visit were Cy Third and",
                "Ada Example.",
            ),
            *lines(340, "Headline findings", font=BOLD),
            *lines(370, "Leaders know their services well. The visit to a team on 9 May 2019 is remembered."),
            *lines(410, "Yours sincerely"),
            *lines(450, "Ada Example"),
            *lines(480, "His Majesty's Inspector", font=BOLD),
        ]
    )
    assert unread == ()
    assert (title.authority.name, title.authority.code) == ("Rutland", "RUT")
    assert (title.start, title.end, title.published) == ("2023-01-30", "2023-01-31", "2023-03-03")
    assert (title.lead_inspectors, title.team_size) == (("Ada Example",), 2)


def test_an_area_partnership():
    title, unread = read(
        [
            *lines(80, "Area SEND inspection of Rutland Local Area Partnership", font=BOLD, size=18),
            *lines(130, "Inspection dates: 20 to 24 May 2024"),
            *lines(160, "Dates of previous inspection: 28 February to 4 March 2022"),
            *lines(200, "Inspection outcome", font=BOLD, size=14),
            *lines(230, "The partnership's arrangements lead to inconsistent experiences."),
        ],
        [
            *lines(80, "Local area partnership details", font=BOLD, size=14),
            *columns(110, ("Local authority", "Integrated care board"), font=BOLD),
            *columns(126, ("Rutland County Council", "NHS Rutland")),
            *lines(200, "Information about this inspection", font=BOLD, size=14),
            *lines(
                230,
                "This inspection was carried out at the request of the Secretary of State for Education",
                "under section 20(1)(a) of the Children Act 2004.",
            ),
            *lines(300, "Inspection team", font=BOLD, size=14),
            *columns(330, ("Ofsted", "Care Quality Commission"), font=BOLD),
            *columns(
                346,
                ("Ada Example, Ofsted HMI lead inspector", "Bo Sample, CQC lead inspector"),
                ("Cy Third, Ofsted HMI", "Di Fourth, CQC inspector"),
            ),
        ],
    )
    assert unread == ()
    assert (title.authority.name, title.authority.code) == ("Rutland County Council", "RUT")
    assert (title.start, title.end, title.published) == ("2024-05-20", "2024-05-24", None)
    assert title.lead_inspectors == ("Ada Example", "Bo Sample")
    assert title.inspectorates == ("ofsted", "cqc")
    assert title.legal_basis == "section 20(1)(a) of the Children Act 2004"


def test_labels_and_values_in_two_columns():
    title, unread = read(
        [
            *lines(100, "Inspection of looked after children services", size=26),
            *lines(160, "Rutland County Council", size=18),
            *columns(400, ("Inspection dates:", "24 - 28 June 2013"), font=BOLD),
            *lines(430, "Reporting inspector Ada Example HMI", font=BOLD),
            *[Text(t, x, y, 12, BOLD) for t, x, y in (("Age group:", 72, 600), ("All", 320, 600))],
            *[Text(t, x, y, 12, BOLD) for t, x, y in (("Published:", 72, 613), ("2 August 2013", 320, 613))],
        ],
        [
            *lines(80, "About this inspection", font=BOLD, size=16),
            *lines(110, "1. The inspection team consisted of five of Her Majesty's Inspectors (HMI)."),
            *lines(150, "Overall effectiveness", font=BOLD, size=16),
            *lines(180, "2. Services are good."),
        ],
    )
    assert unread == ()
    assert (title.authority.code, title.start, title.end) == ("RUT", "2013-06-24", "2013-06-28")
    assert (title.published, title.age_group) == ("2013-08-02", "All")
    assert (title.lead_inspectors, title.team_size) == (("Ada Example",), 5)
