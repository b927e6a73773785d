"""A report with markup in its text: shown as text, everywhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from loader.load import load
from loader.store import Reader, read
from ontology.resources import resource
from tests.queries.web.html_pages import parsed
from tests.queries.web.pages.asking import select
from tests.queries.web.seeing import see

MARKUP = "<script>alert('x')</script> & <img src=x onerror=alert(1)> {{ 7 * 7 }} Sunrise"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    folder = tmp_path_factory.mktemp("hostile")
    text = resource("data/reports/rochdale-2012-11.txt").read_text(encoding="utf-8")
    assert text.count("Sunrise") > 3
    (folder / "report.txt").write_text(text.replace("Sunrise", MARKUP), encoding="utf-8")
    load([folder / "report.txt"], folder / "store")
    with read(folder / "store") as reader:
        yield reader


def test_markup_in_a_report_is_text(hostile: Reader) -> None:
    things = select(
        hostile,
        "SELECT ?it ?class { GRAPH ?g { VALUES ?class { ig:Finding ig:RequiredAction ig:Mention ig:Block } "
        '?it a ?class ; ig:text|ig:name ?text FILTER(CONTAINS(?text, "<img")) } }',
    )
    assert {iri.partition("#")[2] for _, iri in things} >= {"Finding", "Block"}
    paths = ["/" + iri.partition("/id/")[2] for iri, _ in things]
    for path in ["/report/RCH/2012-11-12/protection-2012", "/authority/RCH", *paths]:
        page = parsed(see(hostile, path).body.decode())
        assert not page.named("script"), path
        assert not page.named("img"), path
        assert "49 Sunrise" not in page.text(), path
    report = parsed(see(hostile, "/report/RCH/2012-11-12/protection-2012").body.decode())
    assert MARKUP in " ".join(report.text(without="note").split())
