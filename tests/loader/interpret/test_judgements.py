from loader.interpret.judgements import read_judgements
from tests.small_reports import document

RECORD = "The quality of practice\tAdequate\nLeadership and governance\tGood"


def test_each_aspect_is_read_once_with_all_that_agrees():
    found = document()
    judgements, unread = read_judgements(found)
    assert [(j.aspect_id, j.grade, j.grade_id) for j in judgements] == [
        ("overall-effectiveness", "Good", "protection-2012/good"),
        ("help-and-protection", "Good", "protection-2012/good"),
        ("quality-of-practice", "Adequate", "protection-2012/adequate"),
        ("leadership-and-governance", "Good", "protection-2012/good"),
    ]
    assert unread == ()
    assert [span.quote for span in judgements[0].evidence] == [
        "Overall effectiveness\tGood",
        "Good",
        "The overall effectiveness of the arrangements to protect children in Rutland is good.",
    ]
    for judgement in judgements:
        for span in judgement.evidence:
            assert found.block(span.block).text[span.start : span.end] == span.quote


def test_the_scale_is_no_judgement():
    judgements, _ = read_judgements(document((RECORD, "")))
    blocks = {span.block for judgement in judgements for span in judgement.evidence}
    scale = document().sections[1]
    assert not blocks & set(scale.blocks)


def test_a_grade_beneath_its_aspect_is_beside_it():
    judgements, unread = read_judgements(
        document((RECORD, "The quality of practice\nAdequate\nLeadership and governance\nGood"))
    )
    assert [j.grade for j in judgements] == ["Good", "Good", "Adequate", "Good"]
    assert unread == ()


def test_a_table_that_lost_its_tabs_is_read():
    judgements, _ = read_judgements(document((RECORD, RECORD.replace("\t", " "))))
    assert judgements[2].evidence[0].quote == "The quality of practice Adequate"


def test_a_grade_at_odds_is_reported():
    judgements, unread = read_judgements(document(("practice\tAdequate", "practice\tGood")))
    assert judgements[2].grade == "Good"
    assert [u.why for u in unread] == ["this grade of The quality of practice differs from Good"]


def test_an_aspect_without_a_grade_is_reported_and_not_guessed():
    judgements, unread = read_judgements(
        document((RECORD, "Leadership and governance\tGood"), ("practice\n\nAdequate", "practice"))
    )
    assert [j.aspect_id for j in judgements] == [
        "overall-effectiveness", "help-and-protection", "leadership-and-governance"
    ]  # fmt: skip
    assert len(unread) == 1
    assert "no grade stands beside the aspect" in unread[0].why
