"""A ``Source`` into a ``Document``: which kind of report it is, its sections and its blocks.

1. The framework is told by the title.
2. The lines become blocks: those of a PDF by place and look, those of a text by blank lines and marks.
3. What was expected and is not there, and what is there and was not expected, is listed as unread.
"""

from __future__ import annotations

from loader.blocks.drafts import Assembled
from loader.blocks.page_blocks import blocks_of_pages
from loader.blocks.text_blocks import blocks_of_text
from loader.blocks.titles import find_title, second_title, title_pages, whole_title
from loader.errors import ReportError
from loader.framework import Framework
from loader.read.limits import MAX_BLOCK_CHARACTERS
from loader.records import Document, Source, Unread

__all__ = ["segment"]

_PDF = "application/pdf"
_UNKNOWN = "this kind of inspection is not known: the report is read as far as its layout tells"


def segment(source: Source) -> Document:
    """The blocks and sections of a report.

    Raises
    ------
    ReportError
        If no framework's title stands on its first lines, nothing of the framework's layout is found, a
        paragraph is too long to be one, or the file is two reports.

    """
    framework, line = find_title(source)
    placed = source.media_type == _PDF
    assembled, furniture = (blocks_of_pages if placed else blocks_of_text)(source.lines, framework)
    if refused := _no_report(source, framework, assembled):
        raise refused
    title = whole_title(assembled.blocks, framework) or line
    notice = () if framework.known else (Unread(1, title, _UNKNOWN),)
    unread = (*notice, *assembled.unread)
    return Document(source, framework.id, title, assembled.blocks, assembled.sections, furniture, unread)


def _no_report(source: Source, framework: Framework, assembled: Assembled) -> ReportError | None:
    """Why what was made of a file is no report, or not a single one; None if it is."""
    blocks, sections = assembled.blocks, assembled.sections
    if endless := next((block for block in blocks if len(block.text) > MAX_BLOCK_CHARACTERS), None):
        problem = f"a paragraph of more than {MAX_BLOCK_CHARACTERS:,} characters"
        remedy = "give the report with its line ends"
        place = f"page {endless.page}" if source.media_type == _PDF else f"line {endless.line}"
        return ReportError(source.name, problem, remedy, place)
    if framework.known and all(section.role == "title" for section in sections):
        problem = f"has the title of a report of the kind {framework.id}, and none of its sections"
        remedy = "give the whole report: its PDF, or a text with a blank line before and after each heading"
        return ReportError(source.name, problem, remedy)
    begun = title_pages(source.lines) if source.media_type == _PDF else frozenset[int]()
    if bound := second_title([block for block in blocks if block.page in begun], sections):
        problem = f"two reports bound together: another title stands here, “{bound.text}”"
        remedy = "split the file where the second begins"
        return ReportError(source.name, problem, remedy, f"page {bound.page}")
    return None
