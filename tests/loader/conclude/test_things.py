"""Which names meet, by which rule, and which never do."""

import pytest

from loader.conclude.comparing import RULES
from loader.conclude.things import SURE, confidence
from loader.decisions import Decisions
from loader.vocabulary import concepts
from tests.loader.conclude.areas import decided, joined, named, things_of

EARLY, LATE = "2013-01-07", "2015-08-24"


def met(*pair: str, kind: str = "team", later: str | None = None) -> str:
    """The rule by which the second of two names, in a later report on Rochdale, meets the first."""
    first, second = pair
    things = things_of("RCH", {EARLY: [named(first, kind=kind)], LATE: [named(second, kind=later or kind)]})
    rules = set(joined(things).values()) - {"first-mention"}
    return rules.pop() if rules else "first-mention"


@pytest.mark.parametrize(
    ("first", "second", "rule"),
    [
        ("Lantern Team", "lantern teams", "same-name"),
        ("Care & Court Team", "care and court team", "same-name"),
        ("Well-being Team", "wellbeing team", "same-name"),
        ("care leavers’ team", "care leaver team", "same-words"),
        ("Duty and Assessment Team", "duty assessment teams", "same-words"),
        ("IRO service", "independent reviewing officers’ service", "spelt-out"),
        ("LAC health team", "looked after children health team", "spelt-out"),
        ("MASH", "MASH team", "spelt-out"),
        ("youth offending team", "youth offending service", "usual-form"),
        ("Rochdale Youth Offending Team", "youth offending service", "place-left-out"),
        ("Rochdale Borough family support team", "family support team", "plain-words-left-out"),
        ("disabled children’s team", "Children with Disabilities Team", "other-wording"),
        ("leaving care team", "care leavers team", "other-wording"),
        ("missing and exploitation team", "exploitation and missing team", "other-order"),
        ("Sunrise team", "Sunirse team", "misprint"),
        ("Referal and Assessment team", "referral and assessment team", "misprint"),
        ("multi-agency Sunrise team", "Sunrise team", "plain-words-left-out"),
        ("Sunrise team", "Sunrise service", "other-noun"),
        ("family assessment and support team", "family assessment and support service", "other-noun"),
    ],
)
def test_names_meet_by_the_surest_rule(first: str, second: str, rule: str) -> None:
    assert met(first, second) == rule
    assert met(second, first) == rule


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("adoption team", "adoption service"),
        ("north locality team", "south locality team"),
        ("team 1", "team 2"),
        ("under-12 looked after children team", "over-12 looked after children team"),
        ("fostering team", "fostering and adoption team"),
        ("First Contact team", "First Response team"),
        ("Bury family team", "Burn family team"),
        ("Hartley House team", "Bartley House team"),
        ("youth service", "youth offending service"),
        ("Heywood team", "Haywood and Heywood team"),
    ],
)
def test_names_that_differ_in_what_tells_things_apart_never_meet(first: str, second: str) -> None:
    assert met(first, second) == "first-mention"


def test_boards_and_partnerships_are_told_apart_and_the_areas_board_is_one() -> None:
    names = [
        "Rochdale Borough Safeguarding Children Board",
        "LSCB",
        "Safeguarding Board",
        "Local Children’s Safeguarding Board",
        "Bury LSCB",
    ]
    reports = {f"201{n}-01-01": [named(name, kind="safeguarding-board")] for n, name in enumerate(names)}
    reports["2020-01-01"] = [named("Rochdale Safeguarding Partnership", kind="safeguarding-partnership")]
    things = things_of("RCH", reports)
    own = {tuple(sorted(thing.names)) for thing in things.own}
    assert own == {tuple(sorted(names[:4])), ("Bury LSCB",), ("Rochdale Safeguarding Partnership",)}
    assert [things.is_the_areas(thing) for thing in things.own] == [True, False, True]


def test_kinds_of_another_family_never_meet() -> None:
    assert met("Strengthening Families", "Strengthening Families", kind="service", later="programme") == (
        "first-mention"
    )


def test_an_abbreviation_joins_names_that_have_much_in_common_and_no_others() -> None:
    duty = named("Contact, Advice and Duty Service", acronyms=["CADS"], kind="service")
    advice = named("Children’s Advice and Duty Service", acronyms=["CADS"], kind="service")
    other = named("Creative Arts for Dads and Sons", acronyms=["CADS"], kind="service")
    things = things_of("RCH", {EARLY: [duty], LATE: [advice, other]})
    assert joined(things)[advice.names[0], duty.names[0]] == "same-acronym"
    assert (other.names[0], None) in joined(things)


def test_an_abbreviation_that_is_listed_says_nothing_of_whose_it_is() -> None:
    bristol = named(
        "Bristol Clinical Commissioning Group", acronyms=["CCG"], kind="clinical-commissioning-group"
    )
    devon = named("Devon Clinical Commissioning Group", acronyms=["CCG"], kind="clinical-commissioning-group")
    assert len(things_of("RCH", {EARLY: [bristol], LATE: [devon]}).own) == 2


def test_a_report_that_uses_two_names_is_believed_by_unsure_rules() -> None:
    reports = {EARLY: [named("Sunrise team")], LATE: [named("Sunrise team"), named("Sunrise service")]}
    assert len(things_of("RCH", reports).own) == 2


def test_an_unsure_rule_does_not_choose() -> None:
    reports = {EARLY: [named("Sunrise team"), named("Sunrise unit")], LATE: [named("Sunrise service")]}
    assert len(things_of("RCH", reports).own) == 3


def test_names_joined_by_unsure_rules_are_no_bridge_and_are_trusted_no_more_for_being_repeated() -> None:
    reports = {
        "2012-01-01": [named("Sunrise team")],
        "2014-01-01": [named("Sunrise service")],
        "2015-01-01": [named("Sunrise service")],
        "2016-01-01": [named("Sunrisse service")],
    }
    things = things_of("RCH", reports)
    assert [len(thing.mentions) for thing in things.own] == [3, 1]
    again = [
        join.trust
        for join in things.joins.values()
        if (join.rule, join.known) == ("same-name", "Sunrise service")
    ]
    assert again == [confidence("other-noun")]


def test_posts_of_one_title_in_one_body_are_one() -> None:
    board = named(
        "Rochdale Borough Safeguarding Children Board", acronyms=["RBSCB"], kind="safeguarding-board"
    )
    chairs = ["chair of the RBSCB", "independent chair of the Local Safeguarding Children Board"]
    reports = {
        EARLY: [board, named(chairs[0], kind="post", within=board.names[0])],
        LATE: [board, named(chairs[1], kind="post", within=board.names[0])],
    }
    reports[LATE].append(named("vice-chair of the RBSCB", kind="post", within=board.names[0]))
    things = things_of("RCH", reports)
    assert joined(things)[chairs[1], chairs[0]] == "same-post"
    assert sum(thing.kind == "post" for thing in things.own) == 2


def test_a_chair_of_nothing_in_particular_is_no_other_reports_chair() -> None:
    assert met("independent chair", "Independent Chair", kind="post") == "first-mention"
    board = named("RBSCB", kind="safeguarding-board")
    reports = {day: [board, named("independent chair", kind="post", within="RBSCB")] for day in (EARLY, LATE)}
    assert "same-post" in joined(things_of("RCH", reports)).values()


def test_titles_of_one_post_are_one() -> None:
    assert met("DCS", "Strategic Director of Children’s Services", kind="post") == "usual-form"
    assert met("designated nurse", "named nurse", kind="post") == "first-mention"


@pytest.mark.parametrize(
    ("names", "label"),
    [
        (["family team (North)", "north family team", "family team (North)"], "family team (North)"),
        (["clinical commissioning group", "Rochdale Clinical Commissioning Group"],
         "Rochdale Clinical Commissioning Group"),
        (["IROs", "independent reviewing officer"], "independent reviewing officer"),
    ],
)  # fmt: skip
def test_a_thing_is_called_what_most_reports_call_it_or_most_fully(names: list[str], label: str) -> None:
    decisions = Decisions(tuple(d for n in names[1:] for d in decided("RCH", names[0], n, "yes").rows))
    reports = {f"201{n}-01-01": [named(name)] for n, name in enumerate(names)}
    (thing,) = things_of("RCH", reports, decisions).own
    assert thing.label == label


def test_a_reviewers_no_keeps_names_apart_and_their_iris_too() -> None:
    reports = {EARLY: [named("Lantern Team")], LATE: [named("Lantern team(s)")]}
    assert len(things_of("RCH", reports).own) == 1
    things = things_of("RCH", reports, decided("RCH", "Lantern team(s)", "the Lantern Team", "no"))
    assert len({thing.iri for thing in things.own}) == 2
    assert len(things_of("RCH", reports, decided("MDW", "Lantern team(s)", "Lantern Team", "no")).own) == 1


def test_a_reviewers_yes_joins_names_by_a_rule_of_its_own() -> None:
    reports = {EARLY: [named("Lantern Team")], LATE: [named("night desk")]}
    things = things_of("RCH", reports, decided("RCH", "Night Desk", "Lantern team", "yes"))
    assert joined(things)["night desk", "Lantern Team"] == "reviewer"


def test_a_reviewer_may_say_that_the_police_are_another_force() -> None:
    reports = {EARLY: [named("the police", kind="police-force")]}
    assert not things_of("RCH", reports).own
    decision = decided("RCH", "the police", "Greater Manchester Police", "no")
    assert len(things_of("RCH", reports, decision).own) == 1


def test_every_rule_is_a_concept_and_the_surest_come_first() -> None:
    others = {"first-mention", "legislation", "register", "inspected-council", "serves-the-area"}
    assert set(concepts("resolution-rules")) == {*RULES, *others}
    assert sorted(RULES, key=confidence, reverse=True) == sorted(RULES, key=lambda r: -confidence(r))
    trust = [confidence(rule) for rule in RULES]
    assert trust == sorted(trust, reverse=True)
    assert any(value < SURE for value in trust)
