"""The server of tools, asked by the client of the official SDK over standard input and output."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters, stdio_client

from loader.iris import BASE
from loader.load import load
from ontology.resources import resource
from tests.small_reports import SMALL_REPORT

TOP = resource("ontology").parent
SITE = "https://example.org/graph"
HEAVY = "SELECT ?a ?b ?c ?d { ?a ?b ?c . ?e ?f ?g . ?h ?i ?j } ORDER BY ?j ?g ?c"

LONG = "SELECT ?t { ?b a ig:Block ; ig:text ?t . ?i a ig:Inspection } ORDER BY DESC(STRLEN(?t)) ?t"
DOUBLED = "?b a ig:Block ; ig:text ?t FILTER(STRLEN(?t) > 700)"
Call = tuple[str, dict[str, Any]]


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(TOP), "INSPECTION_GRAPH_INDEX": str(folder)}


async def talked(store: Path, folder: Path, calls: list[Call], *options: str) -> list[Any]:
    """What the server answers to some calls, one after another: a list of its tools first."""
    arguments = ["-m", "inspection_graph", "mcp", "--store", str(store), *options]
    started = StdioServerParameters(command=sys.executable, args=arguments, env=environment(folder))
    async with Client(stdio_client(started)) as client:
        found: list[Any] = [client, await client.list_tools()]
        for name, given in calls:
            found.append(await client.call_tool(name, given))
        found[0] = client.instructions
        return found


def answers(store: Path, folder: Path, calls: dict[str, Call], *options: str) -> dict[str, Any]:
    instructions, tools, *found = anyio.run(talked, store, folder, list(calls.values()), *options)
    return {"instructions": instructions, "tools": tools.tools, **dict(zip(calls, found, strict=True))}


CALLS: dict[str, Call] = {
    "about": ("questions", {"about": "overdue"}),
    "all": ("questions", {}),
    "described": ("question", {"name": "judgements"}),
    "grades": ("ask", {"question": "judgements", "parameters": {"authority": "rochdale"}, "limit": 3}),
    "rest": ("ask", {"question": "judgements", "parameters": {"authority": "RCH"}, "offset": 3}),
    "finding": ("ask", {"question": "evidence", "parameters": {"text": "pace of change has been too slow"}}),
    "evidence of body": ("evidence", {"iri": "body/RCH/sunrise-team", "limit": 2}),
    "hits": ("search", {"text": '"sunrise team"', "kind": "finding", "limit": 2}),
    "rochdale": ("find", {"name": "Rochdle", "kind": "local-authority"}),
    "team": ("find", {"name": "sunrise team", "authority": "Rochdale"}),
    "poole": ("find", {"name": "Poole", "on": "2022-03-31"}),
    "terms": ("vocabulary", {"about": "addressed to"}),
    "themes": ("vocabulary", {"scheme": "themes"}),
    "counted": ("sparql", {"query": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?f a ig:Finding } }"}),
    "asked": ("sparql", {"query": "ASK { ?f a ig:Finding }"}),
    "paged": ("sparql", {"query": "SELECT ?f { ?f a ig:Finding } ORDER BY ?f", "limit": 7, "offset": 400}),
    "long": ("sparql", {"query": LONG, "limit": 200}),
    "triple": ("sparql", {"query": "SELECT (<<( ig:a ig:b 'c' )>> AS ?t) {}"}),
    # What is wrong.
    "no question": ("ask", {"question": "judgments"}),
    "no parameter": ("ask", {"question": "judgements", "parameters": {"authorty": "x"}}),
    "no council": ("ask", {"question": "judgements", "parameters": {"authority": "Rochdle"}}),
    "no limit": ("ask", {"question": "judgements", "limit": 0}),
    "no words": ("evidence", {"iri": "body/RCH/nothing"}),
    "no iri": ("evidence", {"iri": "> a ?x } #"}),
    "no kind": ("search", {"text": "x", "kind": "thing"}),
    "no scheme": ("vocabulary", {"scheme": "thems"}),
    "too many terms": ("vocabulary", {}),
    "no sparql": ("sparql", {"query": "SELECT nonsense"}),
    "service": ("sparql", {"query": "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }"}),
    "update": ("sparql", {"query": "INSERT DATA { <a:a> <a:b> 1 }"}),
    "too much": ("sparql", {"query": "SELECT ?a ?t { ?a ig:text ?t . ?b a ig:Finding }"}),
    "long row": ("sparql", {"query": f"SELECT (CONCAT('x'{', ?t' * 100}) AS ?long) {{ {DOUBLED} }}"}),
    "triples": ("sparql", {"query": "CONSTRUCT WHERE { ?f a ig:Finding }"}),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("assistant")


@pytest.fixture(scope="module")
def said(shipped_store: Path, folder: Path) -> dict[str, Any]:
    return answers(shipped_store, folder, CALLS, "--site", SITE)


def rows(said: dict[str, Any], name: str) -> list[dict[str, str]]:
    assert not said[name].is_error, said[name].content
    found: list[dict[str, str]] = said[name].structured_content["rows"]
    return found


def test_tools_say_what_they_do_and_that_they_only_read(said):
    names = [tool.name for tool in said["tools"]]
    assert names == ["questions", "question", "ask", "evidence", "search", "find", "vocabulary", "sparql"]
    assert all(tool.description and tool.annotations.read_only_hint for tool in said["tools"])
    assert all(name in said["instructions"] for name in ("questions", "ask", "find", "search", "evidence"))


def test_the_catalogue_is_listed_and_described(said):
    listed = said["about"].structured_content["result"]
    assert [(it["name"], it["parameters"]) for it in listed] == [
        ("actions-overdue", ["day*", "authority", "state"])
    ]
    assert len(said["all"].structured_content["result"]) > 40
    described = said["described"].structured_content
    assert "A row is" in described["description"]
    assert [it["name"] for it in described["parameters"]] == ["authority", "aspect"]
    assert "SELECT" in described["sparql"]


def test_a_question_is_answered_by_the_page(said):
    first, rest = said["grades"].structured_content, said["rest"].structured_content
    assert (first["total"], first["next"], rest["next"]) == (4, 3, None)
    assert len(first["dataset"]) == 64
    grades = [row["grade"] for row in (*first["rows"], *rest["rows"])]
    assert grades == ["Inadequate", "Adequate", "Adequate", "Inadequate"]
    assert all(row["quote"] and row["paragraph"] for row in first["rows"])


def test_the_words_behind_a_finding_are_verbatim(said, shipped_store, folder):
    (row,) = rows(said, "finding")
    assert row["iri_page"] == row["iri"].replace(f"{BASE}id", SITE)
    again = answers(shipped_store, folder, {"one": ("evidence", {"iri": row["iri"]})})
    (evidence,) = rows(again, "one")
    assert evidence["quote"] == row["quote"]
    assert evidence["paragraph_text"][int(evidence["start"]) : int(evidence["end"])] == evidence["quote"]
    assert (evidence["council"], evidence["inspected"], evidence["paragraph"]) == (
        "Medway",
        "2013-01-07",
        "16",
    )
    assert not any(name.endswith("_page") for name in evidence)  # no server was named


def test_the_words_that_name_a_body(said):
    found = said["evidence of body"].structured_content
    assert len(found["rows"]) == 2 < found["total"]
    assert all("sunrise" in row["quote"].casefold() for row in found["rows"])
    assert found["next"] == 2


def test_search_finds_and_leads_on(said):
    found = said["hits"].structured_content
    assert len(found["hits"]) == 2 < found["total"]
    assert all("Sunrise team" in hit["text"] and hit["page"].startswith(SITE) for hit in found["hits"])


def test_names_are_found_and_doubt_is_said(said):
    near, sure, later = (
        said[name].structured_content["candidates"][0] for name in ("rochdale", "team", "poole")
    )
    assert (near["name"], near["match"]) == ("Rochdale", False)
    assert (sure["iri"], sure["match"]) == (f"{BASE}id/body/RCH/sunrise-team", True)
    assert later["name"] == "Bournemouth, Christchurch and Poole"


def test_the_vocabulary_is_explained(said):
    (term,) = said["terms"].structured_content["result"]
    assert (term["term"], term["of"]) == ("ig:addressedTo", ["ig:RequiredAction"])
    themes = [term["term"] for term in said["themes"].structured_content["result"]]
    assert "<https://w3id.org/inspection-graph/id/concept/themes/early-help>" in themes


def test_sparql_is_answered(said):
    count = int(rows(said, "counted")[0]["n"])
    assert count > 400
    assert rows(said, "asked") == [{"answer": "true"}]
    paged = said["paged"].structured_content
    assert (len(paged["rows"]), paged["total"], paged["next"]) == (7, count, 407)


def test_a_triple_as_a_term_is_said_as_json(said):
    triple = json.loads(rows(said, "triple")[0]["t"])
    assert triple["object"] == {"type": "literal", "value": "c"}


def test_long_rows_come_a_few_at_a_time(said):
    found = said["long"].structured_content
    assert 0 < len(found["rows"]) < 200
    assert found["next"] == len(found["rows"])
    assert sum(len(row["t"]) for row in found["rows"]) <= 60_000


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("no question", "did you mean judgements?"),
        ("no parameter", "did you mean authority?"),
        ("no council", "did you mean Rochdale?"),
        ("no limit", "greater than or equal to 1"),
        ("no words", "no words for 'body/RCH/nothing'"),
        ("no iri", "not an IRI"),
        ("no kind", "there are: finding, action"),
        ("no scheme", "did you mean themes?"),
        ("too many terms", "give words or a scheme"),
        ("no sparql", "line 1, column 16"),
        ("service", "SERVICE asks another server"),
        ("update", "here it is only read"),
        ("too much", "50,000,000 bytes"),
        ("triples", "ask for rows"),
        ("long row", "60,000 at most"),
    ],
)
def test_what_is_wrong_is_said(said, name, words):
    assert said[name].is_error
    assert words in said[name].content[0].text


def test_a_question_that_takes_too_long_is_ended_and_costs_no_other(shipped_store, folder):
    calls: dict[str, Call] = {
        "heavy": ("sparql", {"query": HEAVY}),
        "light": ("ask", {"question": "judgements"}),
    }
    said = answers(shipped_store, folder, calls, "--deadline", "1")
    assert said["heavy"].is_error
    assert (
        "longer than 1 seconds" in said["heavy"].content[0].text
        or "more memory" in said["heavy"].content[0].text
    )
    assert rows(said, "light")


def test_a_new_generation_is_answered_from(shipped_store, folder, tmp_path):
    store = tmp_path / "store"
    shutil.copytree(shipped_store, store)
    (tmp_path / "rutland.txt").write_text(SMALL_REPORT, encoding="utf-8")

    async def asked() -> list[int]:
        arguments = ["-m", "inspection_graph", "mcp", "--store", str(store)]
        started = StdioServerParameters(command=sys.executable, args=arguments, env=environment(folder))
        totals = []
        async with Client(stdio_client(started)) as client:

            async def reports() -> int:
                found = await client.call_tool("ask", {"question": "reports"})
                total: int = found.structured_content["total"]
                return total

            totals.append(await reports())
            await anyio.to_thread.run_sync(load, [tmp_path / "rutland.txt"], store)
            with anyio.fail_after(60):
                while (total := await reports()) == totals[0]:
                    await anyio.sleep(0.2)
            totals.append(total)
        return totals

    assert anyio.run(asked) == [2, 3]


def test_a_store_that_is_not_there_is_an_error_in_a_line(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "inspection_graph", "mcp", "--store", tmp_path / "none"],
        capture_output=True, text=True, check=False, cwd=TOP, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("error: ")
    assert len(done.stderr.splitlines()) == 1


def test_the_server_ends_with_its_input(shipped_store, folder):
    done = subprocess.run(
        [sys.executable, "-m", "inspection_graph", "mcp", "--store", shipped_store],
        capture_output=True, text=True, check=False, cwd=TOP, env=environment(folder),
        stdin=subprocess.DEVNULL, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "")
