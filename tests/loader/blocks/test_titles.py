"""Which kind of inspection a title names, whatever council it names and whatever else the first page says."""

import pytest

from loader.blocks.titles import find_title, second_title, whole_title
from loader.errors import ReportError
from loader.framework import framework, frameworks, heading_key
from loader.read.text import read_text
from tests.loader.blocks.scenes import WRAPPED, lines
from tests.small_pages import LAYOUTS, document, read, source

COUNCILS = [
    "Barchester",
    "Barchester County Council",
    "Barchester City Council",
    "the City of Barchester",
    "Royal Borough of Barchester and Framley",
    "the London Borough of Barchester",
    "Barchester Metropolitan Borough Council",
    "Barchester, Framley and Plumstead",
    "St Ewold’s-on-Sea",
    "Barchester and St Ewold's Children's Trust",
]
FORMS = [
    ("area-send", "Area SEND inspection of {} Local Area Partnership"),
    ("area-send", "Area SEND monitoring inspection of {} Local Area Partnership"),
    ("ilacs", "Inspection of {} local authority children’s services"),
    ("ilacs", "Inspection of {} children’s services"),
    ("ilacs-focused-visit", "Focused visit to {} children’s services"),
    ("ilacs-focused-visit", "Ofsted focused visit to {} local authority children’s services"),
    ("ilacs-focused-visit", "Ofsted assurance visit to {} children’s social care services"),
    ("ilacs-monitoring-visit", "Monitoring visit to {} children’s services"),
    ("ilacs-monitoring-visit", "Second monitoring visit of {} children’s services"),
]
FIXED = [
    ("ilacs", "Inspection of children’s social care services"),
    ("ilacs", "Re-inspection of children’s services in Barchester"),
    ("jtai", "Joint targeted area inspection of Barchester City Council"),
    (
        "jtai",
        "Joint targeted area inspection of the multi-agency response to abuse and neglect in Barchester",
    ),
    ("lac-2013", "Inspection of looked after children services"),
    ("lac-2013", "Inspection of services for looked after children"),
    ("lscb-review", "Review of the effectiveness of the Local Safeguarding Children Board"),
    ("lscb-review", "Review of the effectiveness of the Barchester Safeguarding Children Board"),
    ("protection-2012", "Inspection of local authority arrangements for the protection of children"),
    ("sif", "Re-inspection of services for children in need of help and protection, children looked after"),
    ("other", "Joint area review of children’s services in Barchester"),
    ("other", "Annual unannounced inspection of contact, referral and assessment arrangements"),
]


OF_ONE = [(kind, form.format(COUNCILS[1])) for kind, form in FORMS]


@pytest.mark.parametrize(("kind", "title"), OF_ONE + FIXED)
def test_a_title_names_its_kind_and_no_other(kind, title):
    found, printed = find_title(source(f"# {title}\n{WRAPPED}"))
    assert found.id == kind
    assert heading_key(title).startswith(heading_key(printed))
    known = [it for it in frameworks() if it.known]
    named = [it.id for it in known if any(form.fullmatch(heading_key(title)) for form in it.titles)]
    assert named == ([kind] if kind != "other" else [])


@pytest.mark.parametrize("council", COUNCILS)
@pytest.mark.parametrize(("kind", "form"), FORMS)
def test_a_title_names_a_council_of_any_form(kind, form, council):
    told = [t.fullmatch(heading_key(form.format(council))) for t in framework(kind).titles]
    names = {it["authority"] for it in told if it}
    assert names <= {heading_key(council), heading_key(council).removeprefix("the ")}
    assert names


@pytest.mark.parametrize(
    "title",
    [
        "Inspection of local authority arrangements for the protection of children",
        "Inspection of local authority // arrangements for the protection of children",
        "Inspection of local // authority arrangements for // the protection of children",
        "Inspection of local // authority arrangements // for the protection // of children",
    ],
)
def test_a_title_is_set_over_several_lines(title):
    found, printed = find_title(source(f"= {title}\n{WRAPPED}"))
    assert (found.id, printed) == ("protection-2012", title.replace(" //", ""))


def test_a_title_in_plain_text_may_be_cut_by_a_line_end():
    text = b"Barchester County Council\n\nInspection of looked after\nchildren services\n\nMore."
    found, printed = find_title(read_text("a.txt", text))
    assert (found.id, printed) == ("lac-2013", "Inspection of looked after children services")


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        (
            "ilacs-focused-visit",
            """
            This visit was made after the
            Joint targeted area inspection of Barchester
            ### Focused visit to Barchester children’s services
            """,
        ),
        (
            "ilacs-monitoring-visit",
            """
            Inspection of local authority children’s services
            ### Monitoring visit to Barchester children’s services
            """,
        ),
        (
            "jtai",
            """
            ### Joint targeted area inspection of Barchester
            Inspection of children’s social care services
            """,
        ),
        (
            "sif",
            """
            ## Inspection of services for children in need of help and protection, children looked after
            ## Review of the effectiveness of the Local Safeguarding Children Board^1
            """,
        ),
        (
            "lscb-review",
            """
            = Inspection of services
            ## Review of the effectiveness of the Local Safeguarding Children // Board
            """,
        ),
    ],
)
def test_other_inspections_that_the_first_page_names_are_not_its_kind(kind, page):
    assert find_title(source(f"{lines(page)}\n{WRAPPED}"))[0].id == kind


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_title_of_a_report_is_a_block_of_it(name):
    found = document(LAYOUTS[name])
    assert whole_title(found.blocks, framework(found.framework)) == found.title
    assert second_title(found.blocks, found.sections) is None


def test_a_second_title_is_where_a_second_report_begins():
    pages = f"# Inspection of looked after children services\n---\n---\n{WRAPPED}\n---\n"
    found = read(f"{pages}# Inspection of Barchester children’s services", "lac-2013")
    again = second_title(found.blocks, found.sections)
    assert again
    assert (again.page, again.text) == (4, "Inspection of Barchester children’s services")


def test_a_title_far_down_is_none():
    with pytest.raises(ReportError, match="from its title page on"):
        find_title(source("\n".join([*["Words of children."] * 70, "# Inspection of children’s services"])))


@pytest.mark.parametrize("text", ["# Inspection of bridges\nThey stand.", "# Minutes\nChildren were seen."])
def test_what_inspects_nothing_of_ours_is_no_report(text):
    with pytest.raises(ReportError, match="no title of one"):
        find_title(source(text))
