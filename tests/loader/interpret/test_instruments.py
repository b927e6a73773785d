import pytest

from loader.interpret.instruments import read_instruments
from loader.records import Block, Document, Mention, Section, Source

SOURCE = Source("report.txt", "0" * 64, "text/plain", "plain/1", ())
LEGISLATION = "http://www.legislation.gov.uk/id/ukpga/"


def read(*texts: str, role: str = "findings") -> tuple[Mention, ...]:
    blocks = tuple(Block(str(n), "paragraph", text, section=0) for n, text in enumerate(texts, 1))
    section = Section("A section", role, "h", tuple(block.id for block in blocks))
    return read_instruments(Document(SOURCE, "ilacs", "A report", blocks, (section,)))


def names(*texts: str) -> list[str]:
    return [mention.name for mention in read(*texts)]


@pytest.mark.parametrize(
    ("text", "name", "kind", "iri"),
    [
        (
            "under section 136 of the Education and Inspections Act 2006.",
            "Education and Inspections Act 2006, section 136",
            "act",
            "2006/40/section/136",
        ),
        (
            "All section 47 enquiries are timely.",
            "Children Act 1989, section 47",
            "act",
            "1989/41/section/47",
        ),
        ("Section 11 audits are done.", "Children Act 2004, section 11", "act", "2004/31/section/11"),
        ("The Equality Act 2010 applies.", "Equality Act 2010", "act", "2010/15"),
        (
            "See section 20(1)(a) of the Children Act 2004.",
            "Children Act 2004, section 20(1)(a)",
            "act",
            "2004/31/section/20",
        ),
        ("The Northshire Harbours Act 1901 and Harbours Act 1964 apply.", "Harbours Act 1964", "act", None),
        (
            "The Children Act 2004 (Area Reviews) Regulations 2015 apply.",
            "Children Act 2004 (Area Reviews) Regulations 2015",
            "regulation",
            None,
        ),
    ],
)
def test_statutes_have_their_identifier(text: str, name: str, kind: str, iri: str | None) -> None:
    (found,) = [mention for mention in read(text) if mention.name == name]
    assert (found.kind, found.iri, found.proper) == (kind, iri and LEGISLATION + iri, True)


def test_two_sections_are_two_instruments() -> None:
    assert names("under sections 17 and 20 of the Children Act 1989") == [
        "Children Act 1989, section 17",
        "Children Act 1989, section 20",
    ]


def test_a_bare_section_is_that_of_the_act_which_the_report_prints_for_it() -> None:
    found = read("Section 11 duties.", "It acts under section 11 of the Care Act 2014.")
    assert [(m.name, len(m.evidence)) for m in found] == [("Care Act 2014, section 11", 2)]
    assert names("under section 3") == []


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "There is no robust recruitment and retention strategy.",
            "recruitment and retention strategy",
            "strategy",
        ),
        ("An up to date and comprehensive early help strategy is needed.", "early help strategy", "strategy"),
        ("Northshire's neglect strategy is new.", "neglect strategy", "strategy"),
        (
            "The Children's Needs and Help Framework was launched.",
            "Children's Needs and Help Framework",
            "framework",
        ),
        ("It has a multi-agency performance framework.", "multi-agency performance framework", "framework"),
        ("Schools do not use escalation procedures.", "escalation procedures", "policy"),
        (
            "Its policies and procedures for missing children are old.",
            "policies and procedures for missing children",
            "policy",
        ),
        ("The improvement plan lacks rigour.", "improvement plan", "plan"),
        ("The 2012/13 business plan is late.", "2012/13 business plan", "plan"),
        ("The NSCB Annual Report for 2011/12 is late.", "NSCB Annual Report for 2011/12", "report"),
        (
            "An independent review of neglect cases is underway.",
            "independent review of neglect cases",
            "report",
        ),
        ("Learning from serious case reviews is shared.", "serious case reviews", "report"),
        ("They engaged in a pilot study of attendance.", "pilot study", "report"),
        ("There are clear written threshold criteria.", "written threshold criteria", "guidance"),
        ("It follows statutory guidance.", "statutory guidance", "guidance"),
        (
            "It follows Working Together to Safeguard Children.",
            "Working Together to Safeguard Children",
            "guidance",
        ),
        ("An information sharing agreement exists.", "information sharing agreement", "agreement"),
        ("The neglect screening tool is used.", "neglect screening tool", "tool"),
        ("The strategy, ‘Every Voice Heard Here’, is new.", "Every Voice Heard Here", "strategy"),
    ],
)
def test_documents_are_named_by_their_head_word(text: str, name: str, kind: str) -> None:
    found = read(text)
    assert (name, kind) in [(mention.name, mention.kind) for mention in found]
    assert all(text[s.start : s.end] == s.quote for mention in found for s in mention.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "Child protection plans and children in need plans are weak.",
        "The current plan, her care plan and contingency plans are weak.",
        "Robust action plans follow audits.",
        "Strategy discussions and a strategy meeting took place.",
        "Protective strategies are not explicit.",
        "Staff report that newly qualified workers report good support.",
        "Child protection review conferences are timely.",
        "The strategy and the policy are new.",
        "He is a role model.",
        "It gives advice and guidance.",
        "Risk assessment models are used.",
        "The Office for Standards in Education wrote this.",
        "A multi-agency risk assessment conference met.",
    ],
)
def test_plans_of_one_child_and_words_alone_are_no_documents(text: str) -> None:
    assert names(text) == []


def test_an_abbreviation_is_found_wherever_it_stands() -> None:
    (found,) = read(
        "A Joint Harbour Improvement Plan (JHIP) exists.", "The JHIP is new.", "The JHIPS is not."
    )
    assert (found.name, found.acronyms, found.aliases) == (
        "Joint Harbour Improvement Plan",
        ("JHIP",),
        ("JHIP",),
    )
    assert [s.block for s in found.evidence] == ["1", "1", "2"]
    assert found.proper


def test_an_abbreviation_within_another_name_is_not_counted() -> None:
    found = read("The common assessment framework (CAF) is used.", "A CAF strategy exists. The CAF team met.")
    assert [(m.name, len(m.evidence)) for m in found] == [
        ("common assessment framework", 3),
        ("CAF strategy", 1),
    ]


def test_a_short_form_is_the_only_longer_one() -> None:
    (found,) = read("An integrated early help strategy exists.", "The early help strategy is new.")
    assert (found.name, found.aliases) == ("integrated early help strategy", ("early help strategy",))
    three = names("A joint neglect strategy.", "An area neglect strategy.", "The neglect strategy.")
    assert len(three) == 3


def test_guidance_is_known_by_its_title() -> None:
    found = read(
        "It follows national guidance on Keeping Young Sailors Safe.", "It follows national guidance."
    )
    assert [(m.name, len(m.evidence)) for m in found] == [("Keeping Young Sailors Safe", 2)]


def test_headings_and_the_scale_are_left_out() -> None:
    assert read("The improvement plan is weak.", role="scale") == ()
    blocks = (Block("h", "heading", "The improvement plan", section=0),)
    document = Document(SOURCE, "ilacs", "A report", blocks, (Section("A", "findings", "h", ()),))
    assert read_instruments(document) == ()
