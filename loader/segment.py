"""A ``Source`` into a ``Document``: which kind of report it is, its sections and its blocks.

1. The framework is told by the title.
2. The lines become blocks: those of a PDF by place and look, those of a text by blank lines and marks.
3. What was expected and is not there, and what is there and was not expected, is listed as unread.
"""

from __future__ import annotations

from loader.blocks.page_blocks import blocks_of_pages
from loader.blocks.text_blocks import blocks_of_text
from loader.blocks.titles import find_title, second_title, whole_title
from loader.errors import ReportError
from loader.records import Document, Source, Unread

__all__ = ["segment"]

_UNKNOWN = "this kind of inspection is not known: the report is read as far as its layout tells"


def segment(source: Source) -> Document:
    """The blocks and sections of a report.

    Raises
    ------
    ReportError
        If no framework's title stands on its first lines, nothing of the framework's layout is found, or the
        file is two reports.

    """
    framework, line = find_title(source)
    placed = source.media_type == "application/pdf"
    assembled, furniture = (blocks_of_pages if placed else blocks_of_text)(source.lines, framework)
    if framework.known and all(section.role == "title" for section in assembled.sections):
        raise ReportError(
            source.name,
            f"has the title of a {framework.id} report, and none of its sections",
            "give the whole report, with its headings on lines of their own",
        )
    if placed and (bound := second_title(assembled.blocks, assembled.sections)):
        problem = f"two reports bound together: another title stands here, “{bound.text}”"
        raise ReportError(
            source.name, problem, "split the file where the second begins", f"page {bound.page}"
        )
    title = whole_title(assembled.blocks, framework) or line
    notice = () if framework.known else (Unread(1, title, _UNKNOWN),)
    unread = (*notice, *assembled.unread)
    return Document(source, framework.id, title, assembled.blocks, assembled.sections, furniture, unread)
