"""Measures are noun phrases in the words of the report."""

import pytest

from loader.interpret.figures.noun_phrases import is_sensible, noun_phrase
from loader.interpret.figures.subjects import subject_of
from tests.loader.interpret.test_statistics import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At 31 March 38 children were placed with carers.", "children placed with carers"),
        ("Some 38 children are subject to plans, which is good.", "children subject to plans"),
        ("Some 38 children attend their reviews.", "children who attend their reviews"),
        ("Some 38 plans have been in place since 2012.", "plans in place"),
        ("Four are children. Some 38 young people are parents.", "young people who are parents"),
        ("It knows the 38 children who were adopted.", "children who were adopted"),
        ("The needs of the 38 children who are looked after are met.", "children who are looked after"),
        ("It helps 38 children and is liked.", "children"),
        (
            "About 38 leavers are in education, employment or training, and more try.",
            "leavers in education, employment or training",
        ),
        ("The board is looking after 38 children.", "children that the board is looking after"),
        ("Staff have caseloads of 38 children.", "caseloads of children"),
        ("Visits in time are good at 38%.", "Visits in time"),
        ("As many as 38% of visits were in time.", "visits in time"),
        ("A high proportion of children (38%) go to good schools.", "children who go to good schools"),
        ("The very large majority (38%) of reviews are held on time.", "reviews held on time"),
        ("Re-referral rates are high (38%).", "Re-referral rates"),
        ("However, data show that the percentage of reviews in time was 38%.", "reviews in time"),
        ("Of those placed elsewhere, most (38%) live near.", "those placed elsewhere that live near"),
        ("There is a 38% return of requests.", "return of requests"),
        ("Boys make up 38% of the pupils.", "Boys, of the pupils"),
        ("In 38% of cases, plans were late.", "cases where plans were late"),
        ("Plans were late in 38% of cases.", "cases where Plans were late"),
        ("It gives a grant of £38.", "grant"),
        ("This has resulted in 38% of children living near.", "children living near"),
        (
            "It knows 38 young people who left, and are now in work.",
            "young people who left, and are now in work",
        ),
        ("It runs 38 homes which are full.", "homes which are full"),
        ("Of 38 children, 12 waited.", "children"),
        ("Twelve of the 38 children were met, and helped.", "children"),
        ("Children are placed, with 38% living near.", "Children living near"),
        (
            "Half of those who are here. Some 38% of children who are in care live far away.",
            "children who are in care who live far away",
        ),
        (
            "Some 38% of referrals received since then are closed.",
            "referrals received since then closed",
        ),
        ("The 38 children who left are pleased.", "children who left"),
        ("The 38 children are looked after.", "children looked after"),
        ("There were 81 missing episodes involving 38 children.", "children involved in missing episodes"),
        ("Inspectors sampled records of 38 incidents.", "records of incidents"),
        ("Caseloads stand at 38%.", "Caseloads"),
        ("As to timeliness, according to local data, the rate of visits is 38%.", "rate of visits"),
        ("The time it takes to conclude is 38 days.", "time it takes to conclude"),
        ("Some 38 courses attended by staff, were held.", "courses attended by staff"),
        ("The timeliness of visits has improved (38%).", "timeliness of visits"),
        ("Some 38 adopters spoken to were pleased.", "adopters spoken to pleased"),
        ("Some 38 children who came and stayed are near.", "children who came and stayed near"),
        ("In 38 cases, plans were late.", "cases where plans were late"),
        ("It resulted in 38 cases being closed.", "cases being closed"),
        ("Children waited an average of 38 days for a match.", "Children who waited for a match"),
        ("The timeliness of visits has improved but is still poor, at 38%.", "timeliness of visits"),
        ("The board is in touch with 38% of leavers.", "leavers that the board is in touch with"),
        (
            "The time between the order to place a child and the match was 38 days.",
            "time between the order to place a child and the match",
        ),
        ("A number of children are made subject to plans (38%).", "children made subject to plans"),
        ("Some 38% of protection conferences are timely.", "protection conferences that are timely"),
        ("Some 38 cases issued between January and March 2014 were closed.", "cases issued closed"),
        ("The timeliness of reviews is good, with 38% held in time.", "reviews held in time"),
        ("The team has worked with 38 families.", "families that the team has worked with"),
        ("The average time between care and match is 38 days.", "average time between care and match"),
    ],
)
def test_a_measure_says_what_is_counted(text: str, expected: str) -> None:
    assert [s.measure for s in read(text) if s.value == 38] == [expected]


def test_one_list_has_measures_alike() -> None:
    found = read("Pupils reach the level in reading (71%), writing (72%) and mathematics (73%).")
    assert [s.measure for s in found] == [
        f"Pupils reach the level in {subject}" for subject in ("reading", "writing", "mathematics")
    ]


def test_what_is_said_after_a_percentage_is_said_of_those_before() -> None:
    found = read(
        "Of these, 35% of care leavers are in work, 3% have apprenticeships and 5% are at university."
    )
    assert [s.measure for s in found] == [
        "care leavers in work",
        "care leavers who have apprenticeships",
        "care leavers at university",
    ]


@pytest.mark.parametrize("phrase", ["", "in 2012/13 to", "to", "which is", "90%", "children (from", "the"])
def test_what_is_no_measure(phrase: str) -> None:
    assert not is_sensible(phrase)


def test_a_list_of_nouns_is_no_end_of_a_phrase() -> None:
    text = "children, parents and carers who meet, which helps"
    assert noun_phrase(text, len("children")) == "children, parents and carers who meet"


def test_a_subject_that_points_back_is_none() -> None:
    assert subject_of("This is") is None
    assert subject_of("Inspectors saw") == ""
    assert subject_of("The rate of absence is now") == "rate of absence"
