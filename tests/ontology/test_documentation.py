"""docs/ontology/: what is committed is what the files say, whole, and can be read."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from rdflib.namespace import QB, RDF, SH, SKOS, VOID

from loader.store import read
from ontology.documentation.examples import Examples
from ontology.documentation.schemes import schemes_page
from ontology.documentation.shapes import KNOWN, rules, shapes_page
from ontology.documentation.sources import anchor, prefixes, sources
from ontology.documentation.vocabulary import vocabulary_page
from ontology.documentation.writing import documentation
from ontology.resources import resource
from ontology.terms import BASE
from queries.export.origin import origin_of
from queries.export.rdf import RDF_FORMATS, graphs_in
from queries.scope import WHOLE
from tests.ontology.rdf_files import SCHEMES, graph, own_terms

FOLDER = resource("ontology").parent / "docs" / "ontology"
EMPTY = {"area", "br", "col", "hr", "img", "input", "link", "meta"}


@pytest.fixture(scope="module")
def shipped(shipped_store, tmp_path_factory):
    """The shipped reports' graph as N-Quads."""
    target = tmp_path_factory.mktemp("shipped") / "graph.nq"
    with read(shipped_store) as reader, target.open("wb") as file:
        RDF_FORMATS["nquads"](reader, graphs_in(reader, WHOLE), origin_of(reader, WHOLE), file)
    return target


@pytest.fixture(scope="module")
def pages(shipped):
    return vocabulary_page(Examples(shipped)), schemes_page(), shapes_page()


@pytest.fixture(scope="module")
def files():
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(FOLDER.iterdir())}


class Reader(HTMLParser):
    """Ids, links and what is not closed, of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.tags: set[str] = set()
        self.levels: list[int] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        self.tags.add(tag)
        self.ids += [said["id"]] if said.get("id") else []
        self.links += [said["href"]] if tag == "a" else []
        self.loaded += [said[name] for name in ("src", "srcset", "data") if name in said]
        self.levels += [int(tag[1])] if re.fullmatch(r"h\d", tag) else []
        assert tag != "img" or said.get("alt")
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_what_is_committed_is_what_the_files_say(shipped, files):
    made = documentation(shipped)
    assert set(made) == set(files)
    stale = [name for name, text in made.items() if files[name] != text]
    assert stale == [], "docs/ontology is not what the vocabulary says: run `make docs`"


def test_every_term_concept_and_shape_has_an_entry_at_its_own_place(pages):
    described = [
        {entry.iri: entry for section in page.sections for entry in section.entries} for page in pages
    ]
    concepts = {
        str(subject)
        for name in SCHEMES
        for kind in (SKOS.Concept, SKOS.ConceptScheme)
        for subject in graph(f"schemes/{name}").subjects(RDF.type, kind)
    }
    shapes = {str(shape) for shape in graph("shapes").subjects(RDF.type, SH.NodeShape)}
    links = {str(each) for each in sources().links.subjects(RDF.type, VOID.Linkset)}
    structures = {str(each) for each in graph("cubes").subjects(RDF.type, QB.DataStructureDefinition)}
    assert set(described[0]) == own_terms() | links | structures
    assert set(described[1]) == concepts
    assert set(described[2]) == shapes
    for page in described:
        for iri, entry in page.items():
            assert entry.id == anchor(iri)
            assert entry.title
            assert entry.text or iri in shapes
    assert all(entry.id == iri.partition("#")[2] for iri, entry in described[0].items() if "#" in iri)


def test_every_constraint_is_told(pages):
    lines = {
        line.id for section in pages[2].sections for entry in section.entries for line in entry.table.lines
    }
    constraints = set(graph("shapes").subjects(RDF.type, SH.PropertyShape))
    assert lines == {anchor(str(each)) for each in constraints}
    assert set(graph("shapes").predicates()) <= KNOWN | {RDF.first, RDF.rest}


@pytest.mark.parametrize(
    ("constraint", "many", "what"),
    [
        ("Judgement-aspectAsPrinted", "exactly one", "text that is not empty"),
        ("Inspection-length", "at most one", "short or standard"),
        ("Inspection-leadInspectorName", "any number", "text of 2 characters at least"),
        ("Inspection-teamSize", "at most one", "a whole number of 1 or more"),
        ("Label-confidence", "exactly one", "a decimal number from 0 to 1"),
        ("Event-evidence", "at least one", "a thing of the same graph, of the class ig:Evidence"),
        ("Post-unitOf", "none", ""),
        ("Finding-polarity", "exactly one", "Strength or Weakness or Mixed or Neutral"),
    ],
)
def test_a_constraint_is_told_in_words(constraint, many, what):
    (rule,) = (rule for rule in rules() if anchor(rule.shape) == constraint)
    assert (rule.many, " ".join(each.text for each in rule.kind + rule.form)) == (many, what)


def test_every_outside_term_is_listed(pages):
    (others,) = (section for section in pages[0].sections if section.table)
    listed = {line.cells[0][0].link for line in others.table.lines}
    assert listed == {str(term) for term in sources().external.subjects(RDF.type)}


def test_the_text_that_the_files_hold_of_a_concept_is_on_the_page(pages, files):
    notes = (SKOS.definition, SKOS.scopeNote, SKOS.altLabel, SKOS.hiddenLabel, SKOS.notation)
    page = html.unescape(files["schemes.html"])
    for note in notes:
        assert [str(text) for text in sources().concepts.objects(None, note) if str(text) not in page] == []


def test_examples_are_true(pages, shipped):
    known = {q.triple for q in parse(path=shipped, format=RdfFormat.N_QUADS)}
    head = "".join(f"@prefix {prefix}: <{name}> .\n" for prefix, name in prefixes().items())
    entries = [entry for section in pages[0].sections for entry in section.entries if entry.example]
    assert len(entries) > 100
    for entry in entries:
        text = f"{head}@base <{BASE}id/> .\n{entry.example}"
        said = list(parse(text.encode(), format=RdfFormat.TURTLE))
        assert said
        assert [q for q in said if q.triple not in known] == []
        assert NamedNode(entry.iri) in {n for q in said for n in (q.predicate, q.object)}


def test_the_html_is_well_formed_and_loads_nothing(files):
    for name, text in files.items():
        if name.endswith(".html"):
            page = Reader(text)
            assert page.open == []
            assert not page.tags & {"script", "link", "iframe", "object"}
            assert set(page.loaded) <= {"../model.svg"}
            assert not re.search(r"url\(|@import", text)
            assert page.levels[0] == 1
            assert page.levels.count(1) == 1
            assert all(
                after - before <= 1 for before, after in zip(page.levels, page.levels[1:], strict=False)
            )


def test_every_link_within_the_project_leads_somewhere(files):
    places = {
        name: Reader(text).ids if name.endswith(".html") else re.findall(r'<a id="([^"]+)"></a>', text)
        for name, text in files.items()
    }
    for ids in places.values():
        assert len(ids) == len(set(ids))
    for name, text in files.items():
        links = Reader(text).links if name.endswith(".html") else re.findall(r"\]\(([^)\s]+)\)", text)
        for link in links:
            file, _, place = link.partition("#")
            if "://" not in link:
                assert (FOLDER / (file or name)).resolve().exists(), link
                assert not place or place in places[file or name], link


def test_pictures_say_in_words_what_they_show(pages):
    pictures = [entry for section in pages[0].sections for entry in section.entries if entry.picture]
    assert len(pictures) > 15
    for entry in pictures:
        svg = ElementTree.fromstring(entry.picture)  # noqa: S314 — our own
        words = svg.attrib["aria-label"]
        assert words.startswith(f"{entry.title}: ")
        shown = [text for text in svg.itertext() if text.strip() and "…" not in text]
        assert [text for text in shown if text not in words] == []
