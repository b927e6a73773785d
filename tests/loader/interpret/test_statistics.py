import pytest

from loader.interpret.statistics import read_statistics
from loader.records import Block, Document, Period, Section, Source, Statistic, Unread

SOURCE = Source("report.txt", "0" * 64, "text/plain", "plain/1", ())


def read(text: str, role: str = "findings", lead_in: str | None = None) -> tuple[Statistic, ...]:
    blocks = [Block("1", "paragraph", text, section=0, lead_in="0" if lead_in else None)]
    if lead_in:
        blocks.insert(0, Block("0", "paragraph", lead_in, section=0))
    return read_blocks(*blocks, role=role)[0]


def read_blocks(*blocks: Block, role: str = "context") -> tuple[tuple[Statistic, ...], tuple[Unread, ...]]:
    section = Section("A section", role, "h", tuple(block.id for block in blocks))
    return read_statistics(Document(SOURCE, "ilacs", "A report", blocks, (section,)))


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
        ("The rate of referrals is 58.4 per 10,000.", [(58.4, "per 10,000")]),
        ("Some 354 children per 10,000 (2,042) were in need.", [(354, "per 10,000"), (2042, "children")]),
        ("Approximately 62 100 children live here.", [(62100, "children")]),
        ("Two thousand, five hundred children answered.", [(2500, "children")]),
        ("Only 19 (9.6%) care leavers are in touch.", [(19, "leavers"), (9.6, "%")]),
        ("In May 34 adopters were approved and 11 are waiting.", [(34, "adopters"), (11, "adopters")]),
        ("The council invested £250,000.", [(250000, "£")]),
        ("About one in three children wait.", [(0.3333, "proportion")]),
        ("Some 56,200² children live here.", [(56200, "children")]),
        ("Two thirds of cases were closed.", [(0.6667, "proportion")]),
        ("Eleven of the 20 children waited.", [(11, "children"), (20, "children")]),
        ("In seven out of nine cases it was late.", [(7, "cases"), (9, "cases")]),
        ("The director has been in post nine months.", [(9, "months")]),
        ("Children wait on average 45 days.", [(45, "days")]),
        ("In June 2012 over 900 pupils took part.", [(900, "pupils")]),
        ("Some 117,900children live here.", [(117900, "children")]),
        ("There are new care leavers (25 at 31 March 2015).", [(25, "leavers")]),
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
        "The 16- and 17-year-olds have plans.",
        "Children with three or more placements get help.",
        "It lies in the 20% most deprived areas.",
        "Stage Two courses are held, and One Point is open.",
        "No children wait, and none is at risk.",
    ],
)
def test_ages_times_names_and_pronouns_are_no_statistics(text: str) -> None:
    assert figures(text) == []


def test_several_figures_of_a_sentence_have_a_clause_each() -> None:
    found = read("The largest groups are 4.1% Somali, 3.5% Polish and 1% of mixed heritage.")
    assert [(s.value, s.measure, s.span.quote) for s in found] == [
        (4.1, "largest groups that are Somali", "The largest groups are 4.1% Somali"),
        (3.5, "largest groups that are Polish", "3.5% Polish"),
        (1, "mixed heritage", "1% of mixed heritage"),
    ]


def test_this_measures_what_the_figure_before_it_measured() -> None:
    found = read("The area has 500 young carers. This is 2% of all children.")
    assert found[1].measure == "young carers, of all children"


def test_the_subject_is_the_measure_of_a_percentage() -> None:
    (found,) = read("The proportion of pupils who are eligible for free meals is 12%.")
    assert found.measure == "pupils who are eligible for free meals"
    (found,) = read("At 63%, the proportion of care leavers in work is good.")
    assert found.measure == "care leavers in work"


def test_a_short_lead_in_belongs_to_the_measure_of_a_list_item() -> None:
    (found,) = read("in primary schools is 9%", lead_in="The proportion of pupils entitled to free meals:")
    assert found.measure == "pupils entitled to free meals in primary schools"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Take-up is 20%, compared with 17% in the country as a whole.", [("England", 17, None)]),
        ("Take-up is 9% (the national average is 16%).", [("England", 16, None)]),
        (
            "The rate of take-up is 40 per 10,000, above the England average of 38.",
            [("England", 38, "above")],
        ),
        ("Take-up is 15%; this is below the national average.", [("England", None, "below")]),
        ("Take-up is 11% which is lower than the national figure.", [("England", None, "below")]),
        (
            "Take-up is 11%. This is in line with statistical neighbours.",
            [("statistical neighbours", None, "similar")],
        ),
        (
            "Take-up is 58%, better than comparable authorities (51%).",
            [("statistical neighbours", 51, "above")],
        ),
        ("Take-up is 33%, close to the North West average.", [("region", None, "similar")]),
        ("Take-up is 33%, compared with 29% in the year before.", []),
        ("Completion is 96% against a target of 90%.", [("target", 90, None)]),
        (
            "Take-up is 50%, against an 18% average in similar councils and a 6% England average.",
            [("statistical neighbours", 18, None), ("England", 6, None)],
        ),
        (
            "Take-up is 38%, lower than similar areas and England (52% and 60% respectively).",
            [("statistical neighbours", 52, "below"), ("England", 60, None)],
        ),
    ],
)
def test_what_a_figure_is_compared_with(
    text: str, expected: list[tuple[str, float | None, str | None]]
) -> None:
    found = read(text)[0]
    assert [(each.area, each.value, each.comparison) for each in found.comparators] == expected


@pytest.mark.parametrize(
    ("text", "value", "earlier"),
    [
        ("It has 60 homes, a reduction from 70 at 31 March 2013.", 60, [(70, "fall", "2013-03-31")]),
        ("Take-up rose from 82% in 2012/13 to 88% in 2013/14.", 88, [(82, "rise", "2013")]),
        ("Take-up fell to 85%, from 89% in 2014.", 85, [(89, "fall", "2014")]),
        ("The share who wait less than a year improved from 36% in 2014 to 46%.", 46, [(36, "rise", "2014")]),
        ("Take-up was 99%, an improvement on 97% for 2013–14.", 99, [(97, None, "2014")]),
        ("Take-up improved from 45% in 2013 to 52%.", 52, [(45, "rise", "2013")]),
        ("It has 29 homes, compared with 19 in 2012–13.", 29, [(19, None, "2013")]),
        (
            "It has 353 homes. This is lower than the 360 homes at 31 March 2016.",
            353,
            [(360, "fall", "2016-03-31")],
        ),
        ("It has 8 homes. This is the same number as at 31 March 2014.", 8, [(None, "same", "2014-03-31")]),
        ("It has 38 homes. This is similar to 39 at 31 March 2014.", 38, [(39, "similar", "2014-03-31")]),
        ("Homes rose from 53 homes (in March 2014) to 70 homes.", 70, [(53, "rise", "2014-03")]),
        (
            "It has 626 homes. This is a reduction from both 655 at 31 March 2016 and 780 at 31 March 2015.",
            626,
            [(655, "fall", "2016-03-31"), (780, "fall", "2015-03-31")],
        ),
    ],
)
def test_what_a_figure_was(
    text: str, value: float, earlier: list[tuple[float | None, str | None, str]]
) -> None:
    (found,) = read(text)
    assert found.value == value
    assert [(e.value, e.comparison, e.period and e.period.end) for e in found.earlier] == earlier


def test_how_much_a_figure_changed_measures_the_change() -> None:
    found = read("The number of pupils increased by 4% between October 2013 and October 2014.")
    assert [(s.measure, s.value, s.measure_id) for s in found] == [("increase in pupils", 4, None)]
    host, change = read("It has 400 homes. This is a 14% increase from 350 at 31 March 2013.")
    assert (change.measure, change.value) == ("increase in homes", 14)
    assert [e.value for e in host.earlier] == [350]


def test_a_change_of_a_figure_changes_what_that_measures() -> None:
    _, change = read("There were 665 children in care, an increase of 7% on the previous year.")
    assert change.measure == "increase in children in care"


def test_what_there_is_now_has_not_the_period_of_what_was_before() -> None:
    before, now = read("In 2013–14, 53 children were adopted. There are currently 13 adopters waiting.")
    assert before.period == Period("In 2013–14", "2013", "2014")
    assert now.period is None


def test_the_date_at_the_head_of_a_sentence_outdoes_a_vaguer_one_behind() -> None:
    (found,) = read("At 31 March 2015, 53 children were in care at the time of the inspection.")
    assert found.period == Period("At 31 March 2015", "2015-03-31", "2015-03-31")


def test_a_comparator_is_no_statistic_of_its_own() -> None:
    assert figures("Take-up is 20%, compared with 17% in the country as a whole.") == [(20, "%")]
    assert figures("Timeliness is in line with comparator local authorities.") == []


@pytest.mark.parametrize("role", ["scale", "about", "record", "verdict"])
def test_sections_about_the_inspection_are_left_out(role: str) -> None:
    assert read("The team consisted of four inspectors.", role) == ()


def test_headings_and_the_title_page_are_left_out() -> None:
    blocks = (Block("1", "heading", "19 centres", section=0), Block("2", "paragraph", "19 centres"))
    section = Section("A section", "findings", "1", ())
    assert read_statistics(Document(SOURCE, "ilacs", "A report", blocks, (section,))) == ((), ())


def test_a_block_without_sentences_is_left_out() -> None:
    assert read("5% " * 5000) == ()


def test_a_figure_without_a_measure_is_listed_as_unread() -> None:
    found, unread = read_blocks(Block("1", "paragraph", "It is 20%.", section=0, page=3))
    assert found == ()
    assert [(each.page, each.text) for each in unread] == [(3, "It is 20%")]


BOX = (
    "At 31 March 2014, 443 children are being looked after by the LA (a rate of 152.4 per 10,000 children). "
    "This is a reduction from 483 (166.5 per 10,000 children) at 31 March 2013. Of this number:"
)


def test_the_box_of_an_area_is_read_as_the_list_that_it_is() -> None:
    """Items count a part of what their lead-in counts, at its time; none of it and one are figures too."""
    items = (
        "211 (or 47.6%) live outside the local authority area",
        "40 live in residential children’s homes, of whom 52.5% live out of the authority area",
        "none live with parents",
        "one is an unaccompanied asylum-seeking child.",
    )
    blocks = [Block("1", "list-item", BOX, section=0)]
    blocks += [Block(f"1.b{n}", "list-item", item, section=0, lead_in="1") for n, item in enumerate(items)]
    found, unread = read_blocks(*blocks)
    assert unread == ()
    assert [(s.value, s.unit_id, s.measure_id) for s in found] == [
        (443, "number", "children-looked-after"),
        (152.4, "per-10000", "children-looked-after"),
        (211, "number", "placed-outside-area"),
        (47.6, "percent", "placed-outside-area"),
        (40, "number", "in-childrens-homes"),
        (52.5, "percent", "in-childrens-homes-outside-area"),
        (0, "number", "with-parents"),
        (1, "number", "unaccompanied-asylum-seeking-children"),
    ]
    assert {s.period for s in found} == {Period("At 31 March 2014", "2014-03-31", "2014-03-31")}
    assert [[e.value for e in s.earlier] for s in found[:3]] == [[483], [166.5], []]
    assert found[2].context[0].quote == BOX


def test_a_list_may_begin_with_its_period() -> None:
    lead = Block("1", "list-item", "In the last 12 months:", section=0)
    item = Block("1.b1", "list-item", "there have been 41 adoptions", section=0, lead_in="1")
    (found,) = read_blocks(lead, item)[0]
    assert (found.measure_id, found.period) == ("adoptions", Period("In the last 12 months", duration="P12M"))


def test_the_end_of_a_range_is_qualified_by_its_beginning() -> None:
    (found,) = read("Staff have caseloads of between eight and 13 children.")
    assert (found.qualifier, found.value, found.measure) == ("between eight and", 13, "caseloads of children")


def test_items_count_parts_of_what_the_lead_in_counts_and_not_of_one_another() -> None:
    lead = Block("1", "paragraph", "At 31 March 2014, 443 children are in care. Of this number,¹", section=0)
    items = [
        Block(f"1.b{n}", "list-item", text, section=0, lead_in="1")
        for n, text in enumerate(["211 live outside the area", "40 live in homes, out of the authority area"])
    ]
    found, unread = read_blocks(lead, *items)
    assert unread == ()
    assert [s.measure for s in found] == [
        "children in care",
        "children in care who live outside the area",
        "children in care who live in homes, out of the authority area",
    ]


def test_no_change_is_no_figure_of_a_list() -> None:
    lead = Block("1", "paragraph", "Since the last inspection:", section=0)
    item = Block("1.b1", "list-item", "no change was made", section=0, lead_in="1")
    assert read_blocks(lead, item) == ((), ())
