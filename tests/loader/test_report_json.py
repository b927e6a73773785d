"""The JSON of one report: complete, valid against its schema, and true to the text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from loader.records import (
    Action,
    Authority,
    Block,
    Comparator,
    Document,
    Event,
    Finding,
    Furniture,
    Judgement,
    Label,
    Listing,
    Mention,
    Period,
    Report,
    Section,
    Source,
    Statistic,
    TitleBlock,
    Unread,
)
from loader.report_json import report_to_json
from ontology.resources import resource

BLOCKS = {
    block.id: block
    for block in (
        Block("p1.1", "paragraph", "Medway Council"),
        Block("p1.2", "paragraph", "Inspection dates: 7-16 January 2013"),
        Block("p1.3", "heading", "Areas for improvement", section=0),
        Block("1", "paragraph", "The council should act.", number=1, section=0),
        Block("p1.4", "heading", "Immediately:", section=0),
        Block("1.b1", "list-item", "ensure plans are kept.", section=0, heading="p1.4", lead_in="1"),
        Block("p1.5", "heading", "Leadership", section=1),
        Block("p1.6", "heading", "Inadequate", section=1),
        Block(
            "2",
            "paragraph",
            "😀 The MSCB is weak. In 2010 the Board had 15% – below England – under the Children Act 1989.",
            number=2,
            section=1,
            restored=True,
        ),
    )
}
SOURCE = Source("medway.txt", "0" * 64, "text/plain", "text/1", ())
SECTIONS = (
    Section("Areas for improvement", "actions", "p1.3", ("1", "p1.4", "1.b1")),
    Section("Leadership", "findings", "p1.5", ("p1.6", "2"), "Inadequate", "p1.6", "leadership"),
)
THEME = Label("planning", 0.8, "cues/1")


def find(block: str, words: str) -> Any:
    at = BLOCKS[block].text.index(words)
    return BLOCKS[block].span(at, at + len(words))


@pytest.fixture
def report() -> Report:
    unread = Unread(1, "4.", "a number without a paragraph")
    return Report(
        document=Document(
            SOURCE,
            "protection-2012",
            "Inspection of local authority arrangements for the protection of children",
            tuple(BLOCKS.values()),
            SECTIONS,
            (Furniture(1, "Contents", "contents"),),
            (unread,),
        ),
        title=TitleBlock(
            authority=Authority("Medway Council", "MDW", "E06000035"),
            start="2013-01-07",
            end="2013-01-16",
            inspectorates=("ofsted",),
            announced=False,
            evidence=(("authority", find("p1.1", "Medway Council")), ("start", find("p1.2", "7"))),
        ),
        judgements=(
            Judgement("Leadership", "Inadequate", "leadership", "inadequate", (BLOCKS["p1.6"].span(),)),
        ),
        actions=(
            Action(
                n=1,
                text="ensure plans are kept.",
                heading="Immediately:",
                kind="area-for-improvement",
                timescale="immediately",
                timescale_id="immediately",
                due="2013-01-16",
                due_basis="the end of the inspection",
                responsible=("The council",),
                themes=(THEME,),
                evidence=(BLOCKS["1.b1"].span(), BLOCKS["p1.4"].span()),
            ),
        ),
        findings=(
            Finding(1, find("2", "😀 The MSCB is weak."), Label("weakness", 0.9, "cues/1"), (THEME,)),
            Finding(
                1,
                find("2", "In 2010 the Board had 15% – below England – under the Children Act 1989."),
                Label("neutral", 0.5, "cues/1"),
                (),
            ),
        ),
        mentions=(
            Mention(
                "Children Act 1989",
                "act",
                "instrument",
                (),
                (),
                (find("2", "Children Act 1989"),),
                iri="http://www.legislation.gov.uk/id/ukpga/1989/41",
                proper=True,
            ),
            Mention(
                "Medway Safeguarding Children Board",
                "safeguarding-board",
                "body",
                ("MSCB", "the Board"),
                ("MSCB",),
                (find("2", "MSCB"), find("2", "the Board")),
                proper=True,
            ),
            Mention("director", "post", "post", (), (), (find("2", "weak"),)),
            Mention("Operation Span", "operation", "programme", (), (), (find("1", "council"),), proper=True),
        ),
        statistics=(
            Statistic(
                *("share", 15.0, "%", "percent", find("2", "15%"), find("2", "15")),
                period=Period("in 2010", "2010", "2010"),
                comparators=(Comparator("England", None, "below"),),
                earlier=(Comparator(None, 10.0, "rise", Period("in 2009", "2009", "2009")),),
            ),
        ),
        events=(Event("had 15%", "2010", (find("2", "2010"),)),),
        unread=(unread,),
        listed=Listing("2013-02-20", "https://example.org/medway"),
    )


@pytest.fixture
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(resource("loader/report.schema.json").read_text(encoding="utf-8"))
    return loaded


def as_read(report: Report) -> dict[str, Any]:
    """The JSON after writing and reading it again."""
    read: dict[str, Any] = json.loads(json.dumps(report_to_json(report), ensure_ascii=False))
    return read


def spans(value: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, dict):
        if "quote" in value:
            yield value
        for each in value.values():
            yield from spans(each)
    elif isinstance(value, list):
        for each in value:
            yield from spans(each)


def objects(schema: object) -> Iterator[Mapping[str, Any]]:
    """Every part of a schema that describes an object with properties."""
    if isinstance(schema, dict):
        if "properties" in schema and schema.get("type") == "object":
            yield schema
        for each in schema.values():
            yield from objects(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from objects(each)


def test_a_report_is_valid(report: Report, schema: dict[str, Any]) -> None:
    assert [error.message for error in Draft202012Validator(schema).iter_errors(as_read(report))] == []


def test_an_empty_report_is_valid(schema: dict[str, Any]) -> None:
    empty = Report(Document(SOURCE, "other", "A title", (), ()), TitleBlock())
    assert [error.message for error in Draft202012Validator(schema).iter_errors(as_read(empty))] == []
    assert as_read(empty)["authority"] is None


def test_the_schema_is_sound_and_closed(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    found = list(objects(schema))
    assert len(found) > 10
    for each in found:
        assert each["additionalProperties"] is False
        assert sorted(each["required"]) == sorted(each["properties"])


def test_the_schema_describes_every_key(schema: dict[str, Any]) -> None:
    definitions = schema["$defs"]
    for each in objects(schema):
        for key, value in each["properties"].items():
            target = definitions.get(value.get("$ref", "").removeprefix("#/$defs/"), value)
            assert "description" in value or "description" in target or "/properties/" in value["$ref"], key


def test_every_quote_is_what_its_offsets_give(report: Report) -> None:
    found = as_read(report)
    texts = {block["id"]: block["text"] for block in found["paragraphs"]}
    quoted = list(spans(found))
    assert len(quoted) > len(BLOCKS)
    for span in quoted:
        assert texts[span["block"]][span["start"] : span["end"]] == span["quote"]


def test_every_item_of_a_list_carries_evidence(report: Report) -> None:
    found = as_read(report)
    lists = {key: value for key, value in found.items() if isinstance(value, list) and value}
    claims = {key for key, value in lists.items() if isinstance(value[0], dict) and key != "evidence"}
    assert claims >= {"judgements", "sections", "paragraphs", "actions", "findings", "bodies", "events"}
    for key in claims - {"furniture", "unread"}:
        assert all(item["evidence"] for item in lists[key]), key


def test_mentions_go_to_their_families(report: Report) -> None:
    found = as_read(report)
    names = {
        key: [item["name"] for item in found[key]] for key in ("bodies", "posts", "programmes", "instruments")
    }
    assert names == {
        "bodies": ["Medway Safeguarding Children Board"],
        "posts": ["director"],
        "programmes": ["Operation Span"],
        "instruments": ["Children Act 1989"],
    }
    assert found["bodies"][0]["paragraphs"] == ["2"]
    assert "iri" not in found["bodies"][0]


def test_a_finding_is_about_what_its_sentence_names_in_order(report: Report) -> None:
    board, act = "Medway Safeguarding Children Board", "Children Act 1989"
    about = [finding["about"] for finding in as_read(report)["findings"]]
    assert about == [[board, "director"], [board, act]]


def test_the_title_block_is_evidenced_by_key(report: Report) -> None:
    found = as_read(report)
    assert [(span["key"], span["quote"]) for span in found["evidence"]] == [
        ("authority", "Medway Council"),
        ("inspection_start", "7"),
    ]
    assert {span["key"] for span in found["evidence"]} <= set(found)


def test_a_section_rests_on_its_heading_and_its_grade(report: Report) -> None:
    actions, leadership = as_read(report)["sections"]
    assert [span["quote"] for span in actions["evidence"]] == ["Areas for improvement"]
    assert [span["quote"] for span in leadership["evidence"]] == ["Leadership", "Inadequate"]
    assert leadership["paragraphs"] == ["p1.6", "2"]


@pytest.mark.parametrize(
    ("area", "value", "expected"),
    [
        (None, None, None),
        ("England", None, {"area": "England", "value": None}),
        ("England", 17.0, {"area": "England", "value": 17}),
        ("target", 25.4, {"area": "target", "value": 25.4}),
    ],
)
def test_a_comparator_is_whole_or_null(
    report: Report, area: str | None, value: float | None, expected: object
) -> None:
    against = (Comparator(area, value, None),) if area else ()
    statistic = replace(report.statistics[0], comparators=against)
    (found,) = as_read(replace(report, statistics=(statistic,)))["statistics"]
    assert found["comparator"] == expected
    assert [item["area"] for item in found["comparators"]] == ([area] if area else [])


def test_a_figure_has_its_period_and_what_it_was(report: Report) -> None:
    (found,) = as_read(report)["statistics"]
    assert found["period"] == {"printed": "in 2010", "start": "2010", "end": "2010", "duration": None}
    (before,) = found["earlier"]
    assert (before["value"], before["change"], before["period"]["end"]) == (10, "rise", "2009")
    assert found["printed"]["quote"] == "15"


def test_whole_numbers_are_printed_whole(report: Report) -> None:
    figures: Sequence[float] = [65000.0, 24.5]
    statistics = tuple(replace(report.statistics[0], value=figure) for figure in figures)
    written = report_to_json(replace(report, statistics=statistics))["statistics"]
    assert [item["value"] for item in json.loads(json.dumps(written))] == [65000, 24.5]
    assert '"value": 65000,' in json.dumps(written)


def test_what_was_not_read_is_listed_once(report: Report) -> None:
    assert [item["why"] for item in as_read(report)["unread"]] == ["a number without a paragraph"]


def test_an_unknown_block_is_an_error(report: Report) -> None:
    document = replace(report.document, sections=(replace(SECTIONS[0], heading="p9.9"),))
    with pytest.raises(KeyError):
        report_to_json(replace(report, document=document, findings=()))
