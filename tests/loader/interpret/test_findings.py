from loader.interpret.findings import read_findings
from loader.interpret.labelling.labeller import Context
from loader.records import Block, Document, Label, Section, Source

SOURCE = Source("report.txt", "0" * 64, "text/plain", "plain/1", ())
BLOCKS = (
    Block("h1", "heading", "Overall effectiveness", section=0),
    Block("2", "paragraph", "Help is timely. Records are not detailed.", number=2, section=0),
    Block("h2", "heading", "What must improve", section=1),
    Block("3", "list-item", "Improve records.", section=1),
    Block("h3", "heading", "Care leavers", section=2),
    Block("h3a", "heading", "Education", section=2),
    Block("4", "paragraph", "Inspectors found that:", number=4, section=2),
    Block("4.b1", "list-item", "pathway plans are weak", section=2, heading="h3a", lead_in="4"),
    Block("4.b2", "list-item", "This affects many.", section=2, heading="h3a"),
)
SECTIONS = (
    Section("Overall effectiveness", "summary", "h1", ("2",)),
    Section("What must improve", "actions", "h2", ("3",)),
    Section(
        "Care leavers", "findings", "h3", ("h3a", "4", "4.b1", "4.b2"), grade="Good", aspect="care-leavers"
    ),
)
DOCUMENT = Document(SOURCE, "ilacs", "A report", BLOCKS, SECTIONS)


class Listener:
    """Remembers what it is asked."""

    def __init__(self) -> None:
        self.heard: list[Context] = []

    def polarity(self, sentence: Context) -> Label:
        self.heard.append(sentence)
        return Label("neutral", 0.5, "test/1")

    def themes(self, sentence: Context) -> tuple[Label, ...]:
        return (Label("health", 0.5, "test/1"),)


def test_each_sentence_of_summary_and_findings_is_a_finding() -> None:
    found = read_findings(DOCUMENT)
    assert [(f.section, f.span.block, f.span.quote) for f in found] == [
        (0, "2", "Help is timely."),
        (0, "2", "Records are not detailed."),
        (2, "4", "Inspectors found that:"),
        (2, "4.b1", "pathway plans are weak"),
        (2, "4.b2", "This affects many."),
    ]


def test_the_quote_is_the_text_between_the_offsets() -> None:
    for finding in read_findings(DOCUMENT):
        block = DOCUMENT.block(finding.span.block)
        assert block.text[finding.span.start : finding.span.end] == finding.span.quote


def test_findings_are_labelled_by_cues_if_not_told_otherwise() -> None:
    found = {f.span.quote: f for f in read_findings(DOCUMENT)}
    assert found["Help is timely."].polarity.concept == "strength"
    assert found["Records are not detailed."].polarity.concept == "weakness"
    assert found["This affects many."].polarity.concept == "weakness"
    plans = found["pathway plans are weak"]
    assert (plans.polarity.concept, plans.polarity.method) == ("weakness", "cues/1")
    assert {label.concept for label in plans.themes} == {"care-leavers", "planning"}


def test_another_labeller_is_told_all_that_is_known_at_the_place() -> None:
    listener = Listener()
    found = read_findings(DOCUMENT, listener)
    assert {f.polarity.method for f in found} == {"test/1"}
    assert listener.heard[1] == Context(
        "Records are not detailed.",
        before="Help is timely.",
        section="Overall effectiveness",
        position=1,
        framework="ilacs",
    )
    assert listener.heard[3] == Context(
        "pathway plans are weak",
        before="Inspectors found that:",
        section="Care leavers",
        aspect="care-leavers",
        grade="Good",
        heading="Education",
        framework="ilacs",
    )


def test_a_section_opens_without_a_sentence_before() -> None:
    listener = Listener()
    read_findings(DOCUMENT, listener)
    assert [context.before for context in listener.heard if context.text == "Inspectors found that:"] == [""]


def test_a_report_without_findings_has_none() -> None:
    assert read_findings(Document(SOURCE, "ilacs", "A letter", (), ())) == ()
