"""What a page holds, whatever it is written as."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Entry", "Line", "Page", "Piece", "Row", "Section", "Table"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words.

    ``link`` is an address, or ``page#id`` for a place in these pages; ``code`` sets them as code.
    """

    text: str
    link: str = ""
    code: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is said of an entry: a name, and one or more values."""

    name: str
    values: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table, each cell some pieces one after another; ``id`` is a place to link to, or empty."""

    cells: tuple[tuple[Piece, ...], ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption."""

    caption: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A term, a scheme, a concept or a shape.

    Attributes
    ----------
    id
        Its place on the page: the local name of a term.
    title, kind
        What it is called, and what it is: ``class``, ``object property``, ``concept``.
    iri
        Its address.
    text
        What it means.
    rows, table
        What else is said of it.
    picture
        An SVG element, or nothing; what it shows the rows and the table say too.
    example
        Turtle, or nothing.
    level
        1, or 2 for what stands below the entry before it.

    """

    id: str
    title: str
    kind: str
    iri: str
    text: str
    rows: tuple[Row, ...] = ()
    table: Table | None = None
    picture: str = ""
    example: str = ""
    level: int = 1


@dataclass(frozen=True, slots=True)
class Section:
    """Entries that belong together."""

    id: str
    title: str
    text: str
    entries: tuple[Entry, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page; ``name`` is that of its file, without an ending; ``overview`` is what the picture shows."""

    name: str
    title: str
    text: tuple[str, ...]
    rows: tuple[Row, ...]
    sections: tuple[Section, ...]
    overview: str = ""
    example: str = ""
