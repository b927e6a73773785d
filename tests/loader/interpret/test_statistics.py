import pytest

from loader.interpret.statistics import read_statistics
from loader.records import Block, Document, Section, Source, Statistic

SOURCE = Source("report.txt", "0" * 64, "text/plain", "plain/1", ())


def read(text: str, role: str = "context", lead_in: str | None = None) -> tuple[Statistic, ...]:
    blocks = [Block("1", "paragraph", text, section=0, lead_in="0" if lead_in else None)]
    if lead_in:
        blocks.insert(0, Block("0", "paragraph", lead_in, section=0))
    section = Section("A section", role, "h", tuple(block.id for block in blocks))
    return read_statistics(Document(SOURCE, "ilacs", "A report", tuple(blocks), (section,)))


def figures(text: str) -> list[tuple[float, str]]:
    return [(s.value, s.unit) for s in read(text)]


def test_a_statistic_has_measure_unit_qualifier_and_quote() -> None:
    text = (
        "It is large. Northshire has approximately 41,000 children under the age of 19 years; many are young."
    )
    (found,) = read(text)
    assert (found.value, found.unit, found.qualifier) == (41000, "children", "approximately")
    assert found.measure == "children under the age of 19 years"
    assert found.span.quote == "Northshire has approximately 41,000 children under the age of 19 years"
    assert text[found.span.start : found.span.end] == found.span.quote


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There are 14 children's homes.", [(14, "homes")]),
        ("It runs three referral, advice and assessment teams.", [(3, "teams")]),
        ("Two care proceedings teams were set up.", [(2, "teams")]),
        (
            "It has two duty teams, four court teams and one disability team.",
            [(2, "teams"), (4, "teams"), (1, "team")],
        ),
        ("It employs 4.5 social workers.", [(4.5, "workers")]),
        ("Some 81 per cent of visits were timely.", [(81, "%")]),
        ("Places rose by five percentage points.", [(5, "percentage points")]),
        ("The rate is 58.4 per 10,000.", [(58.4, "per 10,000")]),
        ("The council invested £250,000.", [(250000, "£")]),
        ("Two thirds of cases were closed.", [(0.6667, "proportion")]),
        ("Eleven of the 20 children waited.", [(11, "children"), (20, "children")]),
        ("In seven out of nine cases it was late.", [(7, "cases"), (9, "cases")]),
        ("The director has been in post nine months.", [(9, "months")]),
        ("Children wait on average 45 days.", [(45, "days")]),
        ("In June 2012 over 900 pupils took part.", [(900, "pupils")]),
    ],
)
def test_figures_and_number_words_that_count(text: str, expected: list[tuple[float, str]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Young people aged 16-18 and those aged 16 or 17 get help.",
        "It serves all children over 10 years.",
        "Two-year-olds and 3 year olds have places.",
        "Conferences are held within 15 days.",
        "Plans last for two years or more.",
        "No audit took place in the last 12 months.",
        "It acts under section 47 and uses a four point scale.",
        "In 2011/12 and by May 2012 it grew.",
        "At Key Stage 2 and level 4 pupils do well.",
        "The 2011 safeguarding inspections were good.",
        "One parent said it helped; no one else did.",
        "One team manager said it helped.",
        "A number of cases were closed.",
        "The two boards meet.",
        "There are three main areas.",
        "Only one or two cases were late.",
        "Ring 0300 123 1231 for advice.",
        "It is one-to-one work, 24/7.",
        "The second half of the plan is weak.",
    ],
)
def test_ages_times_names_and_pronouns_are_no_statistics(text: str) -> None:
    assert figures(text) == []


def test_several_figures_of_a_sentence_have_a_clause_each() -> None:
    found = read("The largest groups are 4.1% Somali, 3.5% Polish and 1% of mixed heritage.")
    assert [(s.value, s.measure, s.span.quote) for s in found] == [
        (4.1, "Somali", "The largest groups are 4.1% Somali"),
        (3.5, "Polish", "3.5% Polish"),
        (1, "mixed heritage", "1% of mixed heritage"),
    ]


def test_this_measures_what_the_figure_before_it_measured() -> None:
    found = read("The area has 500 young carers. This is 2% of all children.")
    assert found[1].measure == "young carers of all children"


def test_the_subject_is_the_measure_of_a_percentage() -> None:
    (found,) = read("The proportion of pupils who are eligible for free meals is 12%.")
    assert found.measure == "pupils who are eligible for free meals"
    (found,) = read("At 63%, the proportion of care leavers in work is good.")
    assert found.measure == "care leavers in work"


def test_a_short_lead_in_belongs_to_the_measure_of_a_list_item() -> None:
    (found,) = read("in primary schools is 9%", lead_in="The proportion of pupils entitled to free meals:")
    assert found.measure == "pupils entitled to free meals in primary schools"


@pytest.mark.parametrize(
    ("text", "area", "value", "comparison"),
    [
        ("It is 20%, compared with 17% in the country as a whole.", "England", 17, None),
        ("It is 9% (the national average is 16%).", "England", 16, None),
        ("The rate is 40 per 10,000, above the England average of 38.", "England", 38, "above"),
        ("It is 15%; this is below the national average.", "England", None, "below"),
        ("It is 11% which is lower than the national figure.", "England", None, "below"),
        (
            "It is 11%. This is in line with statistical neighbours.",
            "statistical neighbours",
            None,
            "similar",
        ),
        ("It is 58%, better than comparable authorities (51%).", "statistical neighbours", 51, "above"),
        ("It is 33%, close to the regional average.", "region", None, "similar"),
        ("It is 33%, compared with 29% in the year before.", None, None, None),
        (
            "It is 38%, lower than similar areas and England (52% and 60% respectively).",
            "England",
            None,
            "below",
        ),
    ],
)
def test_what_a_figure_is_compared_with(
    text: str, area: str | None, value: float | None, comparison: str | None
) -> None:
    found = read(text)[0]
    assert (found.comparator_area, found.comparator_value, found.comparison) == (area, value, comparison)


def test_a_comparator_is_no_statistic_of_its_own() -> None:
    assert figures("It is 20%, compared with 17% in the country as a whole.") == [(20, "%")]
    assert figures("Timeliness is in line with comparator local authorities.") == []


@pytest.mark.parametrize("role", ["scale", "about", "record", "verdict"])
def test_sections_about_the_inspection_are_left_out(role: str) -> None:
    assert read("The team consisted of four inspectors.", role) == ()


def test_headings_and_the_title_page_are_left_out() -> None:
    blocks = (Block("1", "heading", "19 centres", section=0), Block("2", "paragraph", "19 centres"))
    section = Section("A section", "findings", "1", ())
    assert read_statistics(Document(SOURCE, "ilacs", "A report", blocks, (section,))) == ()


def test_a_block_without_sentences_is_left_out() -> None:
    assert read("5% " * 5000) == ()
