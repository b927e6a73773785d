import pytest

from loader.interpret.mentions import read_mentions
from loader.records import Authority, Block, Document, Mention, Section, Source

SOURCE = Source("synthetic.txt", "", "text/plain", "1", ())


def mentions_in(*texts: str, authority: str | None = None) -> tuple[Mention, ...]:
    """What is read from paragraphs of one section of findings."""
    blocks = tuple(Block(str(n), "paragraph", text, n, section=0) for n, text in enumerate(texts, 1))
    section = Section("Findings", "findings", "h", tuple(b.id for b in blocks))
    document = Document(SOURCE, "protection-2012", "t", blocks, (section,))
    found = read_mentions(document, Authority(authority) if authority else None)
    for mention in found:
        assert mention.evidence
        for span in mention.evidence:
            assert document.block(span.block).text[span.start : span.end] == span.quote
    return found


def named(*texts: str, authority: str | None = None) -> dict[str, Mention]:
    return {m.name: m for m in mentions_in(*texts, authority=authority)}


def quotes(mention: Mention) -> list[str]:
    return [span.quote for span in mention.evidence]


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("Inspectors visited the Harbour Lights team in spring.", "Harbour Lights team", "team"),
        (
            "The Learning, Inclusion and Skills Directorate is new.",
            "Learning, Inclusion and Skills Directorate",
            "department",
        ),
        ("Work with the University of Barchester is helping.", "University of Barchester", "university"),
        ("Wessex Constabulary shares information.", "Wessex Constabulary", "police-force"),
        (
            "They meet with Barchester Community NHS Foundation Trust.",
            "Barchester Community NHS Foundation Trust",
            "nhs-trust",
        ),
        (
            "The NHS Wessex Integrated Care Board funds it.",
            "NHS Wessex Integrated Care Board",
            "integrated-care-board",
        ),
        ("They met the chair and NHS Wessex ICB after it.", "NHS Wessex ICB", "integrated-care-board"),
        ("Children visit the Willow Tree Centre often.", "Willow Tree Centre", "facility"),
        ("It is led by the Youth Justice Service now.", "Youth Justice Service", "service"),
        ("Under Operation Lantern arrests were made.", "Operation Lantern", "operation"),
        ("Parents like the 'Brighter Steps' project.", "Brighter Steps project", "project"),
        ("Young people use the 'music hub' after school.", "music hub", "facility"),
        ("The Council of Parishes was consulted.", "Council of Parishes", "local-authority"),
        ("Following Project Lantern the trade stopped.", "Project Lantern", "project"),
        (
            "Support from the Brighter Horizons charity is good.",
            "Brighter Horizons charity",
            "partner-agency",
        ),
        ("Young people speak well of the Turning Tides and its staff.", "Turning Tides", "service"),
        ("Staff of Cafcass attend.", "Cafcass", "partner-agency"),
    ],
)
def test_names_in_capitals_are_read_from_their_head(sentence: str, name: str, kind: str) -> None:
    mention = named(sentence)[name]
    assert mention.kind == kind
    assert mention.proper or name == "music hub"


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("Cases move to the new duty and assessment teams.", "duty and assessment teams", "team"),
        (
            "Two intake, assessment and review teams share cases.",
            "intake, assessment and review teams",
            "team",
        ),
        ("A family intervention team helps.", "family intervention team", "team"),
        ("The out-of-hours team responds.", "out-of-hours team", "team"),
        ("The children with disabilities team is stable.", "children with disabilities team", "team"),
        ("The corporate parenting board meets.", "corporate parenting board", "board"),
        ("Members hear the children in care council.", "children in care council", "group"),
        ("An effective exploitation hub is in place.", "exploitation hub", "facility"),
        ("Through the kayaking project children gain confidence.", "kayaking project", "project"),
        ("The virtual school tracks progress.", "virtual school", "service"),
        ("The fostering panel is robust.", "fostering panel", "panel"),
        ("Oversight by the single point of access is weak.", "single point of access", "service"),
        ("There are transition panels for older children.", "transition panels for older children", "panel"),
    ],
)
def test_names_in_lower_case_are_built_of_the_fields_words(sentence: str, name: str, kind: str) -> None:
    mention = named(sentence)[name]
    assert (mention.kind, mention.proper) == (kind, False)


@pytest.mark.parametrize(
    "sentence",
    [
        "A range of services is provided to specific teams.",
        "Social work teams are stable and the core group meets.",
        "Professionals hold a position of trust.",
        "They receive a good service and an effective programme.",
        "The largest groups are Black African, White Eastern European and Indian.",
        "In January the most common languages were Urdu and Bengali.",
        "Inspectors read Working Together to Safeguard Children.",
        "The Wessex Early Years Strategy was published.",
        "Families moved to Much Binding from Barset Magna.",
    ],
)
def test_what_names_no_body_is_not_read(sentence: str) -> None:
    assert mentions_in(sentence) == ()


def test_links_in_capitals_name_nothing() -> None:
    assert mentions_in("They said that work With In the home goes on as before and is good.") == ()


def test_evaluating_words_do_not_belong_to_a_name() -> None:
    assert set(named("A new performance team and an effective referral team work.")) == {
        "performance team",
        "referral team",
    }


def test_a_plural_shared_by_two_names_stands_for_two_bodies() -> None:
    text = "It sits within the Learning and Housing divisions of the local authority."
    found = named(text, authority="Barset County Council")
    assert {"Learning division", "Housing division"} <= set(found)
    assert quotes(found["Learning division"]) == ["Learning and Housing divisions"]
    assert found["Housing division"].parent == "Barset County Council"


def test_an_abbreviation_is_the_name() -> None:
    found = named("The Joint Access Board (JAB) is new. Staff value the JAB.", "JAB minutes are late.")
    board = found["Joint Access Board"]
    assert board.acronyms == ("JAB",)
    assert quotes(board) == ["Joint Access Board", "JAB", "JAB", "JAB"]


def test_an_abbreviation_introduces_a_name_in_lower_case() -> None:
    teams = named("Three child assessment teams (CAT) exist.", "The CAT is busy.")["child assessment teams"]
    assert teams.proper
    assert quotes(teams) == ["child assessment teams", "CAT", "CAT"]


def test_an_abbreviation_may_stand_within_a_name() -> None:
    found = named("The early help assessment (EHA) team advises. The EHA team is small.")
    assert quotes(found["early help assessment (EHA) team"]) == [
        "early help assessment (EHA) team",
        "EHA team",
    ]


def test_forms_of_one_name_are_one_mention() -> None:
    found = mentions_in(
        "The Swift Start team helps. The multi-agency Swift Start team grows.",
        "The Swift Start service was redesigned.",
        "Referral and advice teams wait; the referral and advice team copes.",
        authority="Barset County Council",
    )
    assert [m.name for m in found] == ["Swift Start team", "Referral and advice teams"]
    assert found[0].aliases == ("Swift Start service",)


def test_hyphens_case_and_apostrophes_do_not_divide() -> None:
    (mention,) = mentions_in(
        "The Multi-Agency Safeguarding Hub meets. A multiagency safeguarding hub. The MASH."
    )
    assert len(mention.evidence) == 3
    assert "MASH" in mention.acronyms


def test_the_authority_is_found_under_its_forms() -> None:
    text = "Barset council works. The council and the local authority agree. Barset County Council pays."
    council = named(text, authority="Barset County Council")["Barset County Council"]
    assert (council.kind, council.proper) == ("local-authority", True)
    assert quotes(council) == [
        "Barset council",
        "The council",
        "the local authority",
        "Barset County Council",
    ]


def test_another_council_is_another_body() -> None:
    found = named("Kent County Council and the council share a team.", authority="Barset County Council")
    assert {m.name for m in found.values() if m.kind == "local-authority"} == {
        "Kent County Council",
        "Barset County Council",
    }


def test_an_unknown_authority_is_still_the_local_authority() -> None:
    (mention,) = mentions_in("The local authority knows it. The council acts.")
    assert mention.kind == "local-authority"
    assert quotes(mention) == ["The local authority", "The council"]


def test_the_safeguarding_board_has_one_mention() -> None:
    found = mentions_in(
        "The Barset Safeguarding Children Board (BSCB) leads.",
        "Members of the Local Safeguarding Children Board met. The LSCB is active.",
        "However, the Board is not sufficiently effective.",
        authority="Barset County Council",
    )
    (board,) = [m for m in found if m.kind == "safeguarding-board"]
    assert board.name == "Barset Safeguarding Children Board"
    assert quotes(board)[-1] == "the Board"
    assert set(board.acronyms) == {"BSCB", "LSCB"}


def test_a_neighbours_board_is_not_the_areas() -> None:
    said = "The LSCB is active. It learns from the Kent LSCB."
    found = {m.name: m.kind for m in mentions_in(said, authority="Medway Council")}
    assert [name for name, kind in found.items() if kind == "safeguarding-board"] == ["LSCB", "Kent LSCB"]
    joint = "The LSCB is active. The Kent and Medway LSCB reports."
    found = {m.name: m.kind for m in mentions_in(joint, authority="Medway Council")}
    assert [name for name, kind in found.items() if kind == "safeguarding-board"] == ["Kent and Medway LSCB"]


def test_a_partnership_is_no_board() -> None:
    found = named("The safeguarding board closed.", "The Barset Safeguarding Children Partnership began.")
    assert {m.kind for m in found.values()} == {"safeguarding-board", "safeguarding-partnership"}
    assert {m.kind for m in named("The Safeguarding Adults Board met.").values()} == {"board"}


def test_the_board_is_the_one_last_named() -> None:
    found = named(
        "The Barset Safeguarding Children Board met.", "An Improvement Board was set up. The Board is new."
    )
    assert quotes(found["Improvement Board"]) == ["Improvement Board", "The Board"]


def test_this_team_is_read_only_where_one_is_near() -> None:
    found = named(
        "The Lantern team screens. This team is busy.",
        "The Lantern team and the Kite team met. The team left.",
    )
    assert quotes(found["Lantern team"]) == ["Lantern team", "This team", "Lantern team"]
    assert quotes(found["Kite team"]) == ["Kite team"]


def test_the_police_are_the_one_force_named() -> None:
    found = named("Wessex Police act.", "The police share data; children in police cells wait.")
    assert quotes(found["Wessex Police"]) == ["Wessex Police", "The police"]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        (
            "The Director of Children's Services (DCS) acted. The DCS knows.",
            "Director of Children's Services",
        ),
        ("The Assistant Director of Early Help is new.", "Assistant Director of Early Help"),
        ("The Leader of the Council and others agree.", "Leader of the Council"),
        ("The Lead Member for Children is active.", "Lead Member for Children"),
        ("An interim head of legal services is in post.", "head of legal services"),
        ("The principal social worker audits.", "principal social worker"),
        ("Child protection chairs challenge.", "Child protection chairs"),
    ],
)
def test_posts_are_titles_with_their_field(sentence: str, name: str) -> None:
    mention = named(sentence)[name]
    assert (mention.kind, mention.family) == ("post", "post")


def test_a_title_alone_is_the_title_with_its_field() -> None:
    found = mentions_in("The Assistant Director of Early Help left. The Assistant Director was praised.")
    assert [m.name for m in found] == ["Assistant Director of Early Help"]
    assert len(found[0].evidence) == 2


def test_a_chair_stands_in_the_board() -> None:
    found = named(
        "The Independent Chair of the Barset Safeguarding Children Board (BSCB) left. The BSCB met."
    )
    chair = found["Independent Chair of the Barset Safeguarding Children Board"]
    assert chair.acronyms == ()
    assert chair.parent == "Barset Safeguarding Children Board"


def test_a_sub_group_stands_under_the_board_of_its_sentence() -> None:
    found = named(
        "The BSCB has a good training sub-group.", "The Barset Safeguarding Children Board (BSCB) met."
    )
    assert found["training sub-group"].parent == "Barset Safeguarding Children Board"


def test_the_scale_headings_and_boilerplate_are_not_read() -> None:
    blocks = (
        Block("1", "paragraph", "The Kite Team is good.", 1, section=0),
        Block("h", "heading", "The Harbour Team", section=1),
        Block("2", "paragraph", "© Crown copyright. The Lantern Team.", 2, section=1),
    )
    sections = (Section("Scale", "scale", "s", ("1",)), Section("Findings", "findings", "h", ("2",)))
    assert read_mentions(Document(SOURCE, "x", "t", blocks, sections), None) == ()


def test_the_title_page_names_the_authority_and_the_inspectorate() -> None:
    blocks = (
        Block("p1.1", "heading", "Barset County Council"),
        Block("p1.2", "paragraph", "Website: www.ofsted.gov.uk"),
    )
    found = read_mentions(Document(SOURCE, "x", "t", blocks, ()), Authority("Barset County Council"))
    assert [(m.name, m.kind) for m in found] == [
        ("Barset County Council", "local-authority"),
        ("Ofsted", "inspectorate"),
    ]


def test_mentions_come_in_reading_order_and_always_the_same() -> None:
    texts = ("The Kite team met the Lantern team.", "Wessex Police called the Harbour Board.")
    found = mentions_in(*texts)
    assert [m.name for m in found] == ["Kite team", "Lantern team", "Wessex Police", "Harbour Board"]
    assert found == mentions_in(*texts)


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("The children in care council ‘Loud Voices’ meets often.", "Loud Voices", "group"),
        ("They met the ‘Loud Voices’ Youth Council.", "Loud Voices Youth Council", "group"),
        ("It uses a highly regarded social work academy.", "social work academy", "service"),
        ("Benefits of the ‘One Council’ approach are seen.", "One Council", "programme"),
        ("A ‘new start again’ (NSA) programme ran.", "‘new start again’ (NSA) programme", "programme"),
    ],
)
def test_names_between_quotation_marks_are_whole(sentence: str, name: str, kind: str) -> None:
    assert named(sentence)[name].kind == kind


@pytest.mark.parametrize(
    "sentence",
    [
        "They went on a trip to see the Mountain District.",
        "Use of the Dispute Resolution Process is growing.",
        "More leave care by way of the Special Guardianship route.",
        "Figures of the National Census are used.",
        "They told the Acting Assistant Practitioner of it.",
        "Children use the ‘Voice of Mine’ app.",
        "They answer through the ‘All of Me’ questionnaire.",
        "Frontline managers are busy.",
        "Workers earn children’s trust by play.",
        "They improve the service pending service redesign.",
        "This demonstrates partnership working.",
        "The actual service is not considered.",
        "The resulting partnership work helps.",
    ],
)
def test_other_words_in_capitals_or_before_a_head_name_nothing(sentence: str) -> None:
    assert named(sentence) == {}


def test_no_name_goes_on_from_one_cell_of_a_table_to_the_next() -> None:
    found = named(
        "Contact of the Barchester Borough Council\tWessex Integrated Care Board and those who are with it."
    )
    assert "Wessex Integrated Care Board" in found


def test_a_programme_is_called_by_its_own_words_too() -> None:
    found = named("They like the Chance to Shine initiative. The Youth Justice programme is small.")
    assert found["Chance to Shine initiative"].aliases == ("Chance to Shine",)
    assert found["Youth Justice programme"].aliases == ()


def test_a_board_after_its_abbreviation_is_the_board() -> None:
    found = named("The Barset Safeguarding Children Board (BSCB) meets.", "The BSCB board chair knows.")
    assert list(found) == ["Barset Safeguarding Children Board"]


def test_an_inspectorate_with_an_abbreviation_in_its_name_is_one_with_its_other_forms() -> None:
    found = named(
        "HMI Constabulary and Fire & Rescue Services came.", "HMICFRS wrote. HMI Constabulary left."
    )
    assert len(found) == 1


def test_the_title_page_names_the_bodies_that_a_letter_is_sent_to() -> None:
    lines = (
        "Ada Example, Independent Chair at NHS Wessex ICB",
        "Bo Sample, Barset Police and Crime Commissioner",
        "Cy Third, Borough Commander Wessex Police, Willow Court",
        "Di Fourth, Director, Barchester and Wessex Police",
        "Dear Barchester Local Safeguarding Partnership",
    )
    blocks = tuple(Block(f"t{n}", "paragraph", text, None, section=None) for n, text in enumerate(lines))
    found = {
        m.name for m in read_mentions(Document(SOURCE, "jtai", "t", blocks, ()), Authority("Barchester"))
    }
    assert found == {"NHS Wessex ICB", "Barchester Local Safeguarding Partnership"}
