import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.interpret.mentions import read_mentions
from loader.interpret.naming.acronyms import definitions
from loader.interpret.naming.name_cues import acronym_heads, contexts, cues, rows
from loader.interpret.words.tokens import tokenise
from loader.records import Authority, Block, Document, Section, Source
from loader.vocabulary import concepts

WORDS = [
    "Alpha",
    "Board",
    "team",
    "and",
    "of",
    "the",
    "(AB)",
    ",",
    "children",
    "'",
    "Chair",
    "Council",
    "A’s",
    ".",
]


@pytest.mark.parametrize(
    ("text", "words", "acronym"),
    [
        ("the Barset Safeguarding Children Board (BSCB)", "Barset Safeguarding Children Board", "BSCB"),
        (
            "a multi-agency risk assessment conference (MARAC)",
            "multi-agency risk assessment conference",
            "MARAC",
        ),
        (
            "Child and Adolescent Mental Health Services (CAMHS)",
            "Child and Adolescent Mental Health Services",
            "CAMHS",
        ),
        ("an early help and safeguarding hub (EHASH)", "early help and safeguarding hub", "EHASH"),
        ("independent reviewing officers (IROs)", "independent reviewing officers", "IRO"),
        ("the raising achievement for girls team (RAG)", "raising achievement for girls team", "RAG"),
    ],
)
def test_an_abbreviation_is_aligned_with_the_initials_before_it(text: str, words: str, acronym: str) -> None:
    tokens = tokenise(text)
    (found,) = definitions(tokens)
    assert found.acronym == acronym
    assert text[slice(*tokens.span(found.start, found.end))] == words


@pytest.mark.parametrize(
    "text", ["a plan (2012)", "some other words (XYZ)", "(AB)", "the end. Alpha (EA)", "words – here (XYZ)"]
)
def test_other_brackets_introduce_nothing(text: str) -> None:
    assert definitions(tokenise(text)) == ()


def test_offsets_are_those_of_the_text() -> None:
    text = "Children’s “Multi- Agency” hub."
    tokens = tokenise(text)
    assert [text[slice(*tokens.span(at, at + 1))] for at in range(len(tokens))] == [
        "Children’s",
        "“",
        "Multi- Agency",
        "”",
        "hub",
        ".",
    ]


def test_every_kind_of_the_lists_is_a_concept() -> None:
    kinds = {head.kind for head in cues().heads.values()}
    kinds |= {kind for _, kind in cues().kinds_by_words}
    kinds |= (
        {row.kind for row in rows()} | set(contexts().kinds.values()) | set(contexts().head_first.values())
    )
    kinds |= {head.kind for head in acronym_heads().values()} | {contexts().default_kind}
    assert kinds <= set(concepts("kinds"))


def test_rows_have_different_names() -> None:
    names = [row.name for row in rows()]
    assert len(names) == len(set(names))


@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_any_arrangement_of_words_is_read_with_exact_evidence(text: str) -> None:
    block = Block("1", "paragraph", text, 1, section=0)
    document = Document(
        Source("x", "", "", "", ()), "x", "t", (block,), (Section("F", "findings", "h", ("1",)),)
    )
    for mention in read_mentions(document, Authority("Alpha Council")):
        assert mention.evidence
        assert all(text[span.start : span.end] == span.quote for span in mention.evidence)
