from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from ontology.terms import XSD
from queries.errors import QueryError
from queries.parameters import Parameter, bind

ID = "https://w3id.org/inspection-graph/id/"


def term(kind: str, text: str, scheme: str | None = None) -> NamedNode | Literal:
    return bind([Parameter("it", kind, scheme=scheme)], {"it": text})["it"]


@pytest.mark.parametrize(
    "text", ["MDW", "mdw", "Medway", "medway council", "Medway Council ", "E06000035", f"{ID}authority/MDW"]
)
def test_an_authority_has_many_names(text: str) -> None:
    assert term("authority", text) == NamedNode(f"{ID}authority/MDW")


@pytest.mark.parametrize(
    "text",
    [
        "within-three-months",
        "Within three months",
        "within three months",
        f"{ID}concept/timescales/within-three-months",
    ],
)
def test_a_concept_has_many_names(text: str) -> None:
    assert term("concept", text, "timescales") == NamedNode(f"{ID}concept/timescales/within-three-months")


def test_values_have_types() -> None:
    assert term("integer", "-12") == Literal("-12", datatype=XSD.integer)
    assert term("date", "2013-01-07") == Literal("2013-01-07", datatype=XSD.date)
    assert term("boolean", "Yes") == Literal(True)
    assert term("string", ' "} ; DROP ') == Literal(' "} ; DROP ')
    assert term("iri", "id/authority/MDW") == NamedNode(f"{ID}authority/MDW")
    assert term("iri", "urn:a:b") == NamedNode("urn:a:b")


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        ("authority", "Rochdle", "it 'Rochdle' is not in the register: did you mean Rochdale?"),
        ("authority", "Atlantis", "it 'Atlantis' is not in the register"),
        ("integer", "3.5", "it '3.5' is not a whole number"),
        ("date", "07/01/2013", "it '07/01/2013' is not a date: write it as 2013-01-07"),
        ("boolean", "perhaps", "it 'perhaps' is neither true nor false"),
        ("iri", "http://a b", "it 'http://a b' is not an IRI"),
    ],
)
def test_a_wrong_value_is_explained(kind: str, text: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        term(kind, text)
    assert str(caught.value).startswith(message)


def test_a_concept_that_is_none_is_explained() -> None:
    with pytest.raises(QueryError, match="not among polarity: did you mean Weakness"):
        term("concept", "weaknes", "polarity")
    with pytest.raises(QueryError, match="not among polarity: mixed, neutral, strength, weakness"):
        term("concept", "?", "polarity")


def test_a_grade_of_several_scales_is_not_guessed() -> None:
    with pytest.raises(QueryError, match=r"fits several of judgement-scales: .*protection-2012/inadequate"):
        term("concept", "inadequate", "judgement-scales")


def test_what_is_not_given_is_free_or_has_a_default() -> None:
    declared = [Parameter("a", "string"), Parameter("b", "integer", default="2")]
    assert bind(declared, {}) == {"b": Literal("2", datatype=XSD.integer)}


def test_names_are_checked() -> None:
    declared = [Parameter("authority", "authority", "One council.", required=True)]
    with pytest.raises(QueryError, match="parameter 'authority' is missing: One council"):
        bind(declared, {})
    with pytest.raises(QueryError, match="unknown parameter 'autority': did you mean authority"):
        bind(declared, {"autority": "MDW"})
    with pytest.raises(QueryError, match="unknown parameter 'x': this query takes authority"):
        bind(declared, {"x": "1"})
    with pytest.raises(QueryError, match="this query takes none"):
        bind([], {"x": "1"})


@pytest.mark.parametrize(("text", "meant"), [("To Come", "to come"), (" overdue", "overdue")])
def test_one_of_the_values_that_a_query_lists(text: str, meant: str) -> None:
    state = Parameter("state", "string", values=("overdue", "to come"))
    assert bind([state], {"state": text})["state"] == Literal(meant)
    with pytest.raises(QueryError, match="state 'late' is none of overdue, to come"):
        bind([state], {"state": "late"})


def test_a_region_is_one_of_the_register() -> None:
    assert term("region", "north west") == Literal("North West")
    with pytest.raises(QueryError, match=r"none of East Midlands, .*: did you mean London"):
        term("region", "Lodnon")


def test_names_that_hold_what_was_said_are_suggested() -> None:
    with pytest.raises(QueryError, match="did you mean Essex, East Sussex or West Sussex"):
        term("authority", "Sussex")
    with pytest.raises(QueryError, match="did you mean Early help"):
        term("concept", "early", "themes")
