import pytest
import yaml

from loader.interpret.labelling.labeller import Context
from loader.interpret.labelling.themes import METHOD, themes_by_cues
from loader.vocabulary import concepts
from ontology.resources import resource


def themes(text: str, **known: str) -> set[str]:
    return {label.concept for label in themes_by_cues(Context(text, **known))}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The early help offer is well targeted.", {"early-help"}),
        ("Thresholds are understood at the front door.", {"thresholds"}),
        ("Most assessments weigh risk well.", {"assessment"}),
        ("Contingency plans are vague.", {"planning"}),
        ("Strategy discussions are prompt.", {"child-protection-enquiries"}),
        ("Supervision is reflective.", {"management-oversight"}),
        ("Case records are out of date.", {"case-recording"}),
        ("Children’s wishes and feelings are sought by advocates.", {"voice-of-the-child"}),
        ("Family group conferences are used too late.", {"family-engagement"}),
        ("Information sharing between agencies is good.", {"multi-agency-working"}),
        ("Return home interviews are not offered.", {"exploitation-and-missing"}),
        ("Perpetrators of domestic abuse are challenged.", {"domestic-abuse"}),
        ("Neglect goes unseen.", {"neglect"}),
        ("Short breaks for disabled children are valued.", {"disability"}),
        ("Children’s cultural needs are considered.", {"equality-and-diversity"}),
        ("Adopters wait for a match.", {"looked-after-children"}),
        ("Pathway plans are late.", {"care-leavers", "planning"}),
        ("School attendance has fallen.", {"education"}),
        ("Waits for mental health services are long.", {"health"}),
        ("Caseloads are too high.", {"workforce"}),
        ("Elected members lack grip.", {"leadership-and-governance"}),
        ("Audits are overly positive.", {"performance-and-quality-assurance"}),
        ("The LSCB has no business plan.", {"safeguarding-board"}),
        ("The sufficiency strategy is out of date.", {"commissioning-and-sufficiency"}),
        ("Homeless young people are placed in bed and breakfast.", {"homelessness", "looked-after-children"}),
        ("The weather was fine.", set()),
    ],
)
def test_a_theme_is_known_by_its_cues(text: str, expected: set[str]) -> None:
    assert themes(text) == expected


def test_one_phrase_may_point_to_two_themes() -> None:
    assert themes("EHC plans are late.") == {"disability", "planning"}


def test_a_longer_phrase_keeps_a_cue_in_it_from_counting() -> None:
    assert themes("The action plan is new.") == set()


def test_a_sentence_that_leans_takes_the_theme_of_the_one_before() -> None:
    assert themes("They are reported late.", before="Pathway needs of care leavers vary.") == {"care-leavers"}
    assert themes("Nothing else was said.", before="Neglect is not recognised.") == {"neglect"}
    assert themes("Caseloads are too high.", before="Neglect is not recognised.") == {"workforce"}


def test_the_section_speaks_for_a_sentence_without_cues() -> None:
    assert themes("Most get what they want.", aspect="care-leavers") == {"care-leavers"}
    assert themes("Neglect goes unseen.", aspect="care-leavers") == {"neglect"}


def test_every_finding_of_an_area_send_report_is_about_disability() -> None:
    assert themes("Audits are overly positive.", framework="area-send") == {
        "disability",
        "performance-and-quality-assurance",
    }


def test_the_surest_theme_comes_first() -> None:
    labels = themes_by_cues(
        Context("Care leavers and former care leavers praise, in the end, their schools.")
    )
    assert labels[0].concept == "care-leavers"
    assert [label.confidence for label in labels] == sorted((x.confidence for x in labels), reverse=True)
    assert {label.method for label in labels} == {METHOD}


def test_no_more_than_four_themes() -> None:
    text = "Neglect, housing need, adoption, supervision, caseloads, audits, homelessness and school."
    assert len(themes(text)) == 4


def test_the_scheme_has_the_themes_and_each_has_cues() -> None:
    scheme = concepts("themes")
    assert len(scheme) == 25
    assert all(len(concept.cues) >= 5 for concept in scheme.values())


def test_hidden_labels_repeat_no_other_label() -> None:
    for concept in concepts("themes").values():
        forms = {form.lower() for form in concept.forms}
        assert not forms.intersection(cue.lower() for cue in concept.cues), concept.slug


def test_the_rules_name_concepts_that_exist() -> None:
    rules = yaml.safe_load(resource("loader/interpret/cues/themes.yaml").read_text(encoding="utf-8"))
    named = {*rules["frameworks"].values(), *rules["aspects"].values()}
    assert named <= set(concepts("themes"))
    assert all(round(confidence, 2) == confidence for confidence in rules["confidence"])
