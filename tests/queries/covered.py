"""Small stores of reports with given grades, of any kind of inspection and without a reader's help."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from loader.authorities import register
from loader.rdf import report_graph, report_quads
from loader.records import (
    Authority,
    Block,
    Document,
    Judgement,
    Listing,
    Report,
    Source,
    TitleBlock,
    Unread,
)
from loader.reference import reference_graphs
from loader.store import write
from loader.vocabulary import concepts

GOOD, RI = "Good", "Requires improvement to be good"
GRADES = {
    "overall-effectiveness": RI,
    "leaders-impact": GOOD,
    "help-and-protection": RI,
    "children-in-care": GOOD,
}


def report(
    code: str | None,
    start: str | None = "2023-03-06",
    *,
    kind: str = "ilacs",
    scale: str = "ofsted-2013",
    grades: Mapping[str, str] = GRADES,
    published: str | None = None,
    listed: str | None = None,
    text: tuple[str, ...] = (),
    unread: tuple[Unread, ...] = (),
    name: str | None = None,
) -> Report:
    """A report whose blocks are its table of grades, an aspect a row, and then some paragraphs."""
    names = {entry.code: entry.official_name for entry in register()}
    printed = [f"{concepts('aspects')[aspect].label} {grade}" for aspect, grade in grades.items()]
    rows = [Block(f"p1.{n}", "table-row", row, page=1) for n, row in enumerate(printed, start=1)]
    paragraphs = [Block(str(n), "paragraph", said, number=n, page=2) for n, said in enumerate(text, start=1)]
    file = f"{code}-{start}-{kind}.pdf"
    source = Source(file, hashlib.sha256(file.encode()).hexdigest(), "application/pdf", "test/1", ())
    judgements = tuple(
        Judgement(concepts("aspects")[aspect].label, grade, aspect, grade_id(grade, scale), (row.span(),))
        for (aspect, grade), row in zip(grades.items(), rows, strict=True)
    )
    authority = Authority(name or names.get(code or "", "Nowhere"), code)
    return Report(
        Document(source, kind, "A report", (*rows, *paragraphs), ()),
        TitleBlock(authority, start=start, end=start, published=published),
        judgements,
        unread=unread,
        listed=Listing(listed),
    )


def grade_id(printed: str, scale: str) -> str:
    """The grade of a scale that is printed so."""
    grades = concepts("judgement-scales").values()
    return next(
        grade.slug
        for grade in grades
        if printed in grade.forms and grade.slug.rpartition("/")[0] in (scale, "")
    )


def store_of(path: Path, *reports: Report) -> Path:
    """A store that holds some reports and all reference data."""
    with write(path, command="a test") as writer:
        for iri, quads in reference_graphs().items():
            writer.replace_graph(iri, quads)
        for each in reports:
            writer.replace_graph(report_graph(each).value, report_quads(each))
        writer.commit()
    return path
