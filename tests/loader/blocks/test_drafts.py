from dataclasses import replace

import pytest

from loader.blocks.drafts import FINISHED, Assembly, Draft, OpenSection, denies
from loader.framework import SectionSpec, framework

NEEDED = SectionSpec("Summary", "summary")
OPTIONAL = SectionSpec("Next steps", "about", optional=True)
TITLE = SectionSpec("The report", "title")
ACTIONS = SectionSpec("Recommendations", "actions", repeats=True)
KIND = replace(framework("sif"), id="small", sections=(TITLE, NEEDED, OPTIONAL, ACTIONS))


def draft(kind="paragraph", text="Plans are clear.", page=1, **more):
    return Draft(kind, [text], page, 1, None, **more)


def begun(role="findings", spec=None, **more):
    """A section, and what it is put in."""
    assembly = Assembly(KIND)
    section = OpenSection("Visits", role, draft("heading", "Visits"), spec, **more)
    assembly.open(section)
    return assembly, section


def ids(assembly):
    return [block.id for block in assembly.finish().blocks]


@pytest.mark.parametrize(
    "text",
    [
        "It is.",
        "Is it?",
        "It is!",
        "These are:",
        "one;",
        "‘It is.’",
        "(It is.)",
        "It is.¹²",
        "of it. (Enabler 1)",
    ],
)
def test_a_sentence_has_ended(text):
    assert FINISHED.search(text)
    assert draft(text=text).finished


@pytest.mark.parametrize("text", ["it is", "the multi-", "in 2012¹", "however,", "(Enabler 1)", "it, (2012)"])
def test_a_sentence_has_not_ended(text):
    assert not draft(text=text).finished


def test_a_draft_is_joined_over_its_lines():
    found = draft(text="the multi-")
    found.parts += ["agency team", "meets."]
    assert (found.text, found.finished) == ("the multi-agency team meets.", True)


def test_blocks_are_named_by_number_list_and_page():
    assembly, _ = begun()
    numbered = assembly.add(draft(number=1))
    item = assembly.add(draft("list-item", lead_in=numbered))
    assembly.add(draft("list-item", lead_in=item))
    assembly.add(draft("list-item", lead_in=numbered))
    assembly.add(draft())
    assembly.add(draft("list-item", page=2))
    assembly.add(draft("footnote", page=2))
    assert ids(assembly) == ["p1.1", "1", "1.b1", "1.b1.b1", "1.b2", "p1.2", "p2.1", "p2.2"]


def test_numbers_that_stand_again_are_named_with_their_section_or_their_page():
    assembly, _ = begun()
    assembly.add(draft(number=1))
    assembly.open(OpenSection("Plans", "findings", draft("heading", "Plans")))
    for _ in range(2):
        assembly.add(draft(number=1))
    assert ids(assembly) == ["p1.1", "1", "p1.2", "s2.1", "p1.3"]


def test_blocks_keep_what_they_stand_under_and_where():
    assembly, section = begun(grade="Good", aspect="care-leavers")
    heading = assembly.add(draft("heading", "Immediately:", page=2))
    section.grade_draft = heading
    item = assembly.add(draft("list-item", "Act.", page=3, heading=heading, restored=True, number=4))
    found = assembly.finish()
    assert found.blocks[-1].heading == heading.id == "p2.1"
    block = found.blocks[-1]
    assert (block.id, block.kind, block.text, block.page, block.section) == ("4", "list-item", "Act.", 3, 0)
    assert (block.restored, block.number, block.lead_in) == (True, 4, None)
    (visits,) = found.sections
    assert (visits.heading, visits.blocks, visits.grade_block) == ("p1.1", (heading.id, item.id), heading.id)
    assert (visits.title, visits.role, visits.grade, visits.aspect) == (
        "Visits", "findings", "Good", "care-leavers",
    )  # fmt: skip


def test_a_section_whose_heading_is_no_block_of_its_own_has_none():
    assembly = Assembly(KIND)
    first = draft(text="© Crown copyright")
    assembly.open(OpenSection("© Crown copyright", "boilerplate", first), shown=False)
    assembly.add(first)
    found = assembly.finish()
    assert [block.id for block in found.blocks] == ["p1.1"]
    assert (found.sections[0].heading, found.sections[0].blocks) == ("p1.1", ("p1.1",))


def test_blocks_before_the_first_section_stand_in_none():
    assembly = Assembly(KIND)
    assembly.add(draft())
    found = assembly.finish()
    assert (found.blocks[0].section, found.sections, found.unread) == (None, (), ())


def test_sections_that_were_expected_and_not_met_are_unread():
    assembly, _ = begun("actions", ACTIONS)
    assembly.add(draft("list-item"))
    assert [it.text for it in assembly.finish().unread] == ["Summary"]


def test_a_list_of_actions_without_actions_is_unread_unless_it_says_so():
    silent, _ = begun("actions", ACTIONS)
    silent.add(draft())
    assert "no list of actions was found in this section" in [it.why for it in silent.finish().unread]
    said, _ = begun("actions", ACTIONS)
    said.add(draft(text="There are no areas for priority action."))
    assert [it.text for it in said.finish().unread] == ["Summary"]


def test_only_a_section_that_repeats_may_be_opened_again():
    assembly = Assembly(KIND)
    for spec in (NEEDED, ACTIONS, NEEDED):
        assembly.open(OpenSection(spec.title, spec.role, draft("heading"), spec))
    assert assembly.free == [TITLE, OPTIONAL, ACTIONS]
    assert assembly.role == "summary"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("There are no areas for priority action.", True),
        ("There were no priority actions.", True),
        ("No areas for improvement were identified.", True),
        ("Notify the board of visits.", False),
        ("There are children who have no plans.", False),
        ("Nonetheless, areas of practice vary.", False),
    ],
)
def test_a_paragraph_says_that_there_are_no_actions(text, told):
    assert denies(text) is told
