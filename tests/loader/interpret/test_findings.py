from collections.abc import Sequence

from loader.interpret.findings import read_findings
from loader.interpret.labelling.labeller import Context, Labels
from loader.interpret.labelling.model import standard_labeller
from loader.records import CERTAIN, Block, Document, Finding, Label, Section, Source, Span

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

    def label(self, sentences: Sequence[Context]) -> list[Labels]:
        self.heard.extend(sentences)
        themes = (Label("health", 0.5, "test/1"),)
        return [Labels(Label("neutral", 0.5, "test/1"), themes) for _ in sentences]


def test_each_sentence_of_summary_and_findings_is_a_finding() -> None:
    found = read_findings(DOCUMENT, Listener())
    assert [(f.section, f.span.block, f.span.quote) for f in found] == [
        (0, "2", "Help is timely."),
        (0, "2", "Records are not detailed."),
        (2, "4", "Inspectors found that:"),
        (2, "4.b1", "pathway plans are weak"),
        (2, "4.b2", "This affects many."),
    ]


def test_the_quote_is_the_text_between_the_offsets() -> None:
    for finding in read_findings(DOCUMENT, Listener()):
        block = DOCUMENT.block(finding.span.block)
        assert block.text[finding.span.start : finding.span.end] == finding.span.quote


def test_findings_are_labelled_by_the_network_that_ships() -> None:
    found = {f.span.quote: f for f in read_findings(DOCUMENT, standard_labeller())}
    assert found["Help is timely."].polarity.concept == "strength"
    assert found["Records are not detailed."].polarity.concept == "weakness"
    plans = found["pathway plans are weak"]
    assert (plans.polarity.concept, plans.polarity.method) == ("weakness", "network/1")
    assert {label.concept for label in plans.themes} == {"care-leavers", "planning"}


def test_a_finding_of_low_confidence_is_uncertain() -> None:
    section, span = 0, Span("2", 0, 4, "Help")
    for confidence, uncertain in ((CERTAIN - 0.01, True), (CERTAIN, False)):
        assert Finding(section, span, Label("mixed", confidence, "test/1"), ()).uncertain is uncertain


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
        role="summary",
        kind="paragraph",
    )
    assert listener.heard[3] == Context(
        "pathway plans are weak",
        before="Inspectors found that:",
        section="Care leavers",
        aspect="care-leavers",
        grade="Good",
        heading="Education",
        framework="ilacs",
        role="findings",
        kind="list-item",
    )


def test_a_section_opens_without_a_sentence_before() -> None:
    listener = Listener()
    read_findings(DOCUMENT, listener)
    assert [context.before for context in listener.heard if context.text == "Inspectors found that:"] == [""]


def test_a_report_without_findings_has_none() -> None:
    assert read_findings(Document(SOURCE, "ilacs", "A letter", (), ()), Listener()) == ()
