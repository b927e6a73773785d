"""The Reconciliation Service API, version 0.2, on the two shipped reports: shapes, candidates, bounds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jsonschema
import pytest

from loader.iris import BASE
from loader.store import Reader, read
from queries.web.answers import Answer, Asked
from queries.web.problems import Refused
from queries.web.reconcile import ROUTES
from queries.web.reconcile.entities import index, types
from queries.web.reconcile.properties import PROPERTIES

ANSWERS = {route.pattern: route.answer for route in ROUTES}
SITE = "https://example.org/graph"

TEXT = {"type": "string", "minLength": 1}
NAMED = {"type": "object", "properties": {"id": TEXT, "name": TEXT}, "required": ["id", "name"]}
SUGGEST = {
    "type": "object",
    "properties": {
        "service_url": {"const": SITE},
        "service_path": {"type": "string", "pattern": "^/"},
        "flyout_service_path": {"type": "string", "pattern": r"\$\{id\}"},
    },
    "required": ["service_url", "service_path"],
}
# What section 3.1 of the API says of a manifest.
MANIFEST = {
    "type": "object",
    "properties": {
        "versions": {"type": "array", "contains": {"const": "0.2"}},
        "name": TEXT,
        "identifierSpace": {"type": "string", "format": "uri"},
        "schemaSpace": {"type": "string", "format": "uri"},
        "defaultTypes": {"type": "array", "items": NAMED, "minItems": 1},
        "view": {"properties": {"url": {"pattern": r"\{\{id\}\}"}}, "required": ["url"]},
        "preview": {
            "properties": {
                "url": {"pattern": r"\{\{id\}\}"},
                "width": {"type": "integer"},
                "height": {"type": "integer"},
            },
            "required": ["url", "width", "height"],
        },
        "suggest": {"additionalProperties": SUGGEST, "required": ["entity", "type", "property"]},
        "extend": {"required": ["propose_properties"]},
        "batchSize": {"type": "integer", "minimum": 1},
    },
    "required": ["versions", "name", "identifierSpace", "schemaSpace", "defaultTypes"],
}
# Section 4.2: candidates.
RESULTS = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "properties": {
            "result": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "id": TEXT,
                        "name": TEXT,
                        "description": {"type": "string"},
                        "score": {"type": "number", "minimum": 0, "maximum": 100},
                        "match": {"type": "boolean"},
                        "type": {"type": "array", "items": NAMED, "minItems": 1},
                        "features": {
                            "type": "array",
                            "items": {"properties": {"id": TEXT, "value": {"type": ["number", "boolean"]}}},
                        },
                    },
                    "required": ["id", "name", "score", "match", "type"],
                    "additionalProperties": False,
                },
            }
        },
        "required": ["result"],
        "additionalProperties": False,
    },
}
SUGGESTED = {
    "type": "object",
    "properties": {"result": {"type": "array", "items": NAMED}},
    "required": ["result"],
}
# Section 7.4: data extension.
VALUE = {
    "oneOf": [
        {"properties": {"str": TEXT}, "required": ["str"], "additionalProperties": False},
        {"properties": {"id": TEXT, "name": TEXT}, "required": ["id", "name"], "additionalProperties": False},
        {
            "properties": {"date": {"pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}},
            "required": ["date"],
            "additionalProperties": False,
        },
    ]
}
EXTENDED = {
    "type": "object",
    "properties": {
        "meta": {"type": "array", "items": NAMED},
        "rows": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": {"type": "array", "items": VALUE},
            },
        },
    },
    "required": ["meta", "rows"],
}


@pytest.fixture(scope="module")
def reader(shipped_store: Path) -> Iterator[Reader]:
    with read(shipped_store) as opened:
        yield opened


def ask(reader: Reader, path: str, what: str = "", **query: str) -> Answer:
    parts = {"what": what} if what else {}
    return ANSWERS[path](reader, Asked(path=path, parts=parts, query=tuple(query.items()), site=SITE))


def said(answer: Answer, shape: dict[str, Any]) -> Any:
    assert (answer.status, answer.media_type) == (200, "application/json")
    found = json.loads(answer.body)
    jsonschema.validate(found, shape)
    return found


def found(reader: Reader, **question: object) -> list[dict[str, Any]]:
    answer = ask(reader, "/reconcile", queries=json.dumps({"q0": question}))
    result: list[dict[str, Any]] = said(answer, RESULTS)["q0"]["result"]
    assert [one["score"] for one in result] == sorted((one["score"] for one in result), reverse=True)
    return result


def test_the_manifest_says_what_there_is(reader):
    manifest = said(ask(reader, "/reconcile"), MANIFEST)
    assert manifest["identifierSpace"] == f"{BASE}id/"
    paths = {"/reconcile/suggest/{what}", "/reconcile/flyout/{what}"}
    for what, place in manifest["suggest"].items():
        assert {place["service_path"].replace(what, "{what}")} < paths
    assert manifest["extend"]["propose_properties"]["service_path"] in ANSWERS


@pytest.mark.parametrize(
    ("question", "iri", "match"),
    [
        ({"query": "Medway Council"}, "authority/MDW", True),
        ({"query": "E06000035"}, "authority/MDW", True),
        ({"query": "authority/MDW"}, "authority/MDW", True),
        ({"query": "Rochdle", "type": "local-authority"}, "authority/RCH", False),
        ({"query": "Kent Police", "type": ["police-force"]}, "police-force/kent", True),
        ({"query": "Ofsted", "type": {"id": "inspectorate"}}, "inspectorate/ofsted", True),
        ({"query": "Sunrise team"}, "body/RCH/sunrise-team", True),
        ({"query": "RBSCB", "type": "body"}, "body/RCH/rochdale-borough-safeguarding-children-board", True),
        (
            {"query": "Sunrise", "properties": [{"pid": "authority", "v": "Rochdale"}]},
            "body/RCH/sunrise-team",
            False,
        ),
        (
            {"query": "sunrise team", "properties": [{"pid": "authority", "v": [{"id": "authority/RCH"}]}]},
            "body/RCH/sunrise-team",
            True,
        ),
        ({"query": "Poole", "properties": [{"pid": "on", "v": "2022-03-31"}]}, "authority/BPC", True),
    ],
)
def test_finds_councils_and_bodies(reader, question, iri, match):
    first = found(reader, **question)[0]
    assert (first["id"], first["match"]) == (iri, match)


def test_what_fits_two_is_no_match(reader):
    both = found(reader, query="Cumbria", properties=[{"pid": "on", "v": "2024-01-01"}])
    assert [one["name"] for one in both[:2]] == ["Cumberland", "Westmorland and Furness"]
    assert not any(one["match"] for one in both)


@pytest.mark.parametrize(
    "question",
    [
        {"query": "Sunrise team", "properties": [{"pid": "authority", "v": "Medway"}]},
        {"query": "Sunrise team", "properties": [{"pid": "authority", "v": "Atlantis"}]},
        {"query": "Sunrise team", "type": "no such type"},
        {"query": "Medway", "type": "police-force"},
        {"query": "x" * 301},
        {"query": " "},
        {"properties": []},
    ],
)
def test_what_is_not_there_is_not_found(reader, question):
    assert not any(one["match"] for one in found(reader, **question))
    assert not any(one["score"] == 100 for one in found(reader, **question))


def test_types_are_those_of_the_entity_and_wider_ones(reader):
    (first, *_) = found(reader, query="Kent Police")
    assert [kind["id"] for kind in first["type"]] == ["police-force", "partner-agency", "body"]


def test_no_more_candidates_than_asked_for(reader):
    assert len(found(reader, query="Children's Services", limit=2)) <= 2
    assert len(found(reader, query="team", limit=10_000)) <= 25


def test_a_batch_by_form_and_by_address_is_the_same(reader):
    batch = json.dumps({"a": {"query": "Medway"}, "ü": {"query": "Rochdale"}}, ensure_ascii=False)
    form = Asked(
        method="POST",
        path="/reconcile",
        content_type="application/x-www-form-urlencoded; charset=utf-8",
        body=urlencode({"queries": batch}).encode(),
    )
    answer = ANSWERS["/reconcile"](reader, form)
    assert answer == ask(reader, "/reconcile", queries=batch)
    assert list(said(answer, RESULTS)) == ["a", "ü"]


@pytest.mark.parametrize(
    ("name", "text", "status", "words"),
    [
        ("queries", "{", 400, "queries is no JSON"),
        ("queries", "[" * 100_000, 400, "queries is no JSON"),
        ("queries", "[]", 400, "queries is no object"),
        ("queries", '{"a": 1}', 400, "queries.a is no object"),
        ("queries", '{"a": {}}', 400, "neither query nor properties"),
        ("queries", '{"a": {"query": 1}}', 400, "queries.a.query is no string"),
        ("queries", '{"a": {"query": "x", "limit": 0}}', 400, "limit is no whole number"),
        ("queries", '{"a": {"query": "x", "limit": true}}', 400, "limit is no whole number"),
        ("queries", '{"a": {"query": "x", "type": [1]}}', 400, "type is no string"),
        ("queries", '{"a": {"query": "x", "properties": [{"v": 1}]}}', 400, "pid is no string"),
        ("queries", json.dumps({str(n): {"query": "x"} for n in range(51)}), 413, "at most 50"),
        ("extend", '{"ids": 1}', 400, "extend.ids is no array"),
        ("extend", '{"ids": ["a"], "properties": ["b"]}', 400, "extend.properties is no object"),
        ("extend", json.dumps({"ids": ["a"] * 51, "properties": []}), 413, "at most 50"),
    ],
)
def test_what_is_no_question_is_refused(reader, name, text, status, words):
    with pytest.raises(Refused, match="(?i)" + words) as refused:
        ask(reader, "/reconcile", **{name: text})
    assert refused.value.problem.status == status


def test_a_body_of_another_type_is_refused(reader):
    for kind, status in (("application/json", 415), ("application/x-www-form-urlencoded", 400)):
        with pytest.raises(Refused) as refused:
            ANSWERS["/reconcile"](reader, Asked(method="POST", content_type=kind, body=b"{}"))
        assert refused.value.problem.status == status


def test_suggests_what_begins_so(reader):
    entities = said(ask(reader, "/reconcile/suggest/{what}", "entity", prefix="sunr"), SUGGESTED)["result"]
    assert entities[0] == {
        "id": "body/RCH/sunrise-team",
        "name": "Sunrise team",
        "description": "Rochdale",
        "notable": [{"id": "team", "name": "team"}],
    }
    by_id = said(ask(reader, "/reconcile/suggest/{what}", "entity", prefix="authority/MDW"), SUGGESTED)
    assert by_id["result"][0]["id"] == "authority/MDW"
    kinds = said(ask(reader, "/reconcile/suggest/{what}", "type", prefix="saf"), SUGGESTED)["result"]
    assert {"safeguarding-board", "safeguarding-partnership"} == {kind["id"] for kind in kinds}
    assert all(kind["broader"] for kind in kinds)
    wanted = said(ask(reader, "/reconcile/suggest/{what}", "property", prefix="council of"), SUGGESTED)
    assert wanted["result"][0]["id"] == "authority"


def test_suggestions_come_by_the_page(reader):
    first, second = (
        said(ask(reader, "/reconcile/suggest/{what}", "entity", prefix="c", cursor=n), SUGGESTED)["result"]
        for n in ("0", "20")
    )
    assert len(first) == 20
    assert not {one["id"] for one in first} & {one["id"] for one in second}
    assert said(ask(reader, "/reconcile/suggest/{what}", "entity", prefix=""), SUGGESTED)["result"] == []
    for bad in ({"what": "entity", "cursor": "-1"}, {"what": "thing"}):
        with pytest.raises(Refused):
            ask(reader, "/reconcile/suggest/{what}", prefix="c", **bad)


def test_previews_are_text_and_may_stand_in_a_frame(reader):
    page = ask(reader, "/reconcile/preview", id="authority/MDW")
    assert b"<h1>Medway</h1>" in page.body
    policy = dict(page.headers)["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors *" in policy
    for what, iri, shown in (
        ("entity", "body/RCH/sunrise-team", "Sunrise team"),
        ("type", "team", "team"),
        ("property", "region", "region"),
    ):
        flyout = said(ask(reader, "/reconcile/flyout/{what}", what, id=iri), {"required": ["id", "html"]})
        assert flyout["id"] == iri
        assert shown in flyout["html"]
    for path, what in (("/reconcile/preview", ""), ("/reconcile/flyout/{what}", "entity")):
        with pytest.raises(Refused) as refused:
            ask(reader, path, what, id="<script>")
        assert refused.value.problem.status == 404


def extended(reader: Reader, ids: list[str], *properties: str) -> Any:
    wanted = {"ids": ids, "properties": [{"id": name, "settings": {}} for name in properties]}
    return said(ask(reader, "/reconcile", extend=json.dumps(wanted)), EXTENDED)


def test_properties_are_filled_in(reader):
    answer = extended(
        reader,
        ["authority/MDW", "body/RCH/sunrise-team", "nothing"],
        *(
            "gss_code",
            "la_code",
            "ofsted_urn",
            "region",
            "overall_grade",
            "inspected",
            "kind",
            "authority",
            "no",
        ),
    )
    assert [it["id"] for it in answer["meta"]][-2:] == ["kind", "authority"]
    medway, sunrise, nothing = answer["rows"].values()
    assert medway["gss_code"] == [{"str": "E06000035"}]
    assert medway["region"] == [{"str": "South East"}]
    assert medway["overall_grade"] == [{"str": "Inadequate"}]
    assert medway["inspected"] == [{"date": "2013-01-07T00:00:00Z"}]
    assert sunrise["kind"] == [{"str": "team"}]
    assert sunrise["authority"] == [{"id": "authority/RCH", "name": "Rochdale"}]
    assert sunrise["gss_code"] == []
    assert not any(nothing.values())


def test_councils_that_ended_have_those_that_came_after(reader):
    rows = extended(reader, ["authority/CMA"], "ended", "successor")["rows"]["authority/CMA"]
    assert rows["ended"] == [{"date": "2023-04-01T00:00:00Z"}]
    assert [one["name"] for one in rows["successor"]] == ["Cumberland", "Westmorland and Furness"]


def test_properties_are_proposed_by_type(reader):
    for kind, count in (("local-authority", len(PROPERTIES)), ("team", 4)):
        answer = said(ask(reader, "/reconcile/properties", type=kind), {"required": ["type", "properties"]})
        assert (answer["type"], len(answer["properties"])) == (kind, count)
    some = said(ask(reader, "/reconcile/properties", type="team", limit="2"), {"required": ["limit"]})
    assert len(some["properties"]) == some["limit"] == 2


def test_every_entity_is_found_by_its_id_and_has_a_known_type(reader):
    for iri, entity in index(reader).by_id.items():
        assert found(reader, query=iri)[0]["id"] == iri
        assert entity.kind in types()
