from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from loader.store import read
from queries.ask import Query, run
from queries.errors import QueryError
from queries.formats import for_terminal, harmless, printable, write_answer
from tests.queries.asking import small_store

ALL = Query("SELECT ?who ?said ?none { GRAPH ?g { ?who <https://example.org/says> ?said } } ORDER BY ?who")
NASTY = (
    "=1+1",
    "+44 20",
    "-3.5",
    "-",
    "@cmd",
    "\tx",
    "a|b `c` <d>",
    'say "yes", then\nstop',
    "\x1b[31mred\u202e",
    "Straße – 5°",
)


class Terminal(io.BytesIO):
    def isatty(self) -> bool:
        return True


def written(store: Path, form: str | None, query: Query = ALL, output: io.BytesIO | None = None) -> str:
    stream = output or io.BytesIO()
    with read(store) as reader:
        write_answer(run(reader, query), form, stream)
    return stream.getvalue().decode()


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_store(tmp_path_factory.mktemp("nasty") / "store", *NASTY)


def said(results: object) -> list[str]:
    assert isinstance(results, QuerySolutions)
    return [solution["said"].value for solution in results]


def test_csv_has_the_values_made_harmless(nasty: Path) -> None:
    text = written(nasty, "csv")
    head, *found = csv.reader(io.StringIO(text, newline=""))
    assert head == ["who", "said", "none"]
    assert found[0] == ["https://example.org/000", "'=1+1", ""]
    assert [row[1] for row in found] == ["'=1+1", "'+44 20", "-3.5", "'-", "'@cmd", "'\tx", *NASTY[6:]]
    assert text.startswith("who,said,none\r\n")


def test_tsv_reads_back(nasty: Path) -> None:
    found = said(parse_query_results(written(nasty, "tsv").encode(), format=QueryResultsFormat.TSV))
    assert found == [harmless(text) for text in NASTY]


def test_json_reads_back(nasty: Path) -> None:
    text = written(nasty, "json")
    assert said(parse_query_results(text.encode(), format=QueryResultsFormat.JSON)) == list(NASTY)
    assert json.loads(text)["head"]["vars"] == ["who", "said", "none"]


def test_xml_is_xml(nasty: Path) -> None:
    names = {"s": "http://www.w3.org/2005/sparql-results#"}
    root = ElementTree.fromstring(written(nasty, "xml"))  # noqa: S314 — our own output
    found = [literal.text for literal in root.iterfind(".//s:literal", names)]
    assert [found[0], found[8], found[9]] == ["=1+1", "\ufffd[31mred\u202e", "Straße – 5°"]


def test_a_parameter_is_no_column_in_any_format(nasty: Path) -> None:
    query = Query("SELECT ?_it ?said { GRAPH ?g { ?_it <https://example.org/says> ?said } } ORDER BY ?_it")
    assert json.loads(written(nasty, "json", query))["head"]["vars"] == ["said"]
    assert "_it" not in written(nasty, "xml", query)
    assert written(nasty, "csv", query).splitlines()[:2] == ["said", "'=1+1"]


def test_markdown_keeps_its_columns(nasty: Path) -> None:
    lines = written(nasty, "markdown").splitlines()
    assert lines[:2] == ["| who | said | none |", "| --- | --- | --- |"]
    assert len(lines) == 2 + len(NASTY)
    assert r"a\|b \`c\` \<d\>" in lines[8]


def test_a_table_has_a_line_a_row(nasty: Path) -> None:
    text = written(nasty, "table")
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert 'say "yes", then stop' in text
    assert written(nasty, None) == text


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml", "markdown"])
def test_nothing_reaches_a_terminal_that_it_would_obey(nasty: Path, form: str) -> None:
    text = written(nasty, form, output=Terminal())
    assert not {"\x1b", "\u202e"} & set(text)
    assert "Straße – 5°" in text


def test_a_character_may_come_in_pieces() -> None:
    stream = Terminal()
    out = for_terminal(stream)
    for byte in "é\x9b–".encode():
        out.write(bytes([byte]))
    assert stream.getvalue().decode() == "é\ufffd–"


@pytest.mark.parametrize(
    ("form", "answer"), [("table", "true"), ("csv", "answer\r\ntrue"), ("markdown", "| answer |")]
)
def test_ask_answers(nasty: Path, form: str, answer: str) -> None:
    assert written(nasty, form, Query("ASK { ?s ?p '-' }")).startswith(answer)


def test_ask_in_json(nasty: Path) -> None:
    assert json.loads(written(nasty, "json", Query("ASK { ?s ?p 'never' }")))["boolean"] is False


@pytest.mark.parametrize(
    ("form", "rdf"),
    [
        ("turtle", RdfFormat.TURTLE),
        (None, RdfFormat.TURTLE),
        ("nquads", RdfFormat.N_QUADS),
        ("ntriples", RdfFormat.N_TRIPLES),
        ("jsonld", RdfFormat.JSON_LD),
    ],
)
def test_triples_read_back(nasty: Path, form: str | None, rdf: RdfFormat) -> None:
    text = written(nasty, form, Query("CONSTRUCT WHERE { ?who <https://example.org/says> ?said }"))
    assert {quad.object.value for quad in parse(text.encode(), format=rdf)} == set(NASTY)


def test_rdf_in_xml_is_xml(nasty: Path) -> None:
    text = written(nasty, "rdfxml", Query("CONSTRUCT WHERE { ?who <https://example.org/says> ?said }"))
    found = {quad.object.value for quad in parse(text.encode(), format=RdfFormat.RDF_XML)}
    assert found == {value.replace("\x1b", "\ufffd") for value in NASTY}


def test_form_and_format_must_fit(nasty: Path) -> None:
    with pytest.raises(QueryError, match="gives rows, and turtle can't hold them: choose table, csv"):
        written(nasty, "turtle")
    with pytest.raises(QueryError, match="gives triples, and csv can't hold them: choose turtle, nquads"):
        written(nasty, "csv", Query("CONSTRUCT WHERE { ?s ?p ?o }"))


@pytest.mark.parametrize("number", ["-1", "+2.50", "-1e5", "0"])
def test_plain_numbers_stay(number: str) -> None:
    assert harmless(number) == number


def test_control_characters_are_shown_as_unknown() -> None:
    assert printable("a\x07b\x9bc\r\nd") == "a\ufffdb\ufffdc  d"


@pytest.mark.parametrize("number", ["12345678901234567891", "9" * 400, "abc", "INF", "NaN"])
def test_a_table_shows_what_is_no_number_of_ours_as_it_stands(nasty: Path, number: str) -> None:
    kind = "double" if number in {"INF", "NaN"} else "integer"
    text = written(nasty, "table", Query(f'SELECT ("{number}"^^xsd:{kind} AS ?n) {{}}'))
    assert number in "".join(text.split())
