"""Pages that list, as data: their rows as CSV and JSON, and as Turtle what is said of what they list.

The data of a page about one thing are in ``queries.web.pages.data``. A list is no thing of the graph: its
rows are results like those of any question, and its Turtle goes a page at a time, as that of things does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import IO, cast
from urllib.parse import urlencode

from loader.store import Reader
from queries.export.origin import origin_of
from queries.formats import write_answer
from queries.scope import WHOLE
from queries.tables import Table
from queries.web.answers import Answer, Asked, Route
from queries.web.bounded import Bounded
from queries.web.described import WRITERS, Description
from queries.web.pages.paging import number_of
from queries.web.rendering import linked

__all__ = ["Listed", "beside", "data_routes"]

_FORMS = (
    ("ttl", "text/turtle", "Turtle"),
    ("json", "application/sparql-results+json", "JSON"),
    ("csv", "text/csv", "CSV"),
)


@dataclass(frozen=True, slots=True)
class Listed:
    """What a page lists.

    Attributes
    ----------
    table
        Its rows.
    said
        The statements about what is listed, by the number of the page of them, from 1.

    """

    table: Table
    said: Callable[[int], Description]


_Lister = Callable[[Reader, Asked], Listed]


def beside(asked: Asked, path: str, **chosen: str) -> tuple[tuple[str, str, str], ...]:
    """The data of a page that lists: address, media type and name of each format.

    Parameters
    ----------
    asked
        The request for the page.
    path
        The address of the data, without its ending.
    chosen
        Parameters that say what is listed.

    """
    after = f"?{urlencode(chosen)}" if chosen else ""
    return tuple((linked(asked, f"{path}.{ending}") + after, kind, name) for ending, kind, name in _FORMS)


def data_routes(pattern: str, listed: _Lister) -> tuple[Route, ...]:
    """Where the data of a page that lists are; ``listed`` may raise ``Refused``."""
    return tuple(
        Route(f"{pattern}.{ending}", partial(_data, listed, ending, kind)) for ending, kind, _ in _FORMS
    )


def _data(listed: _Lister, ending: str, kind: str, reader: Reader, asked: Asked) -> Answer:
    found = listed(reader, asked)
    return _turtle(found, reader, asked) if ending == "ttl" else _rows(found, ending, kind, reader, asked)


def _rows(listed: Listed, ending: str, kind: str, reader: Reader, asked: Asked) -> Answer:
    output = Bounded(asked.limits.bytes)
    write_answer(listed.table.answer(reader.dataset), ending, cast(IO[bytes], output))
    return Answer(output.getvalue(), f"{kind}; charset=utf-8" if ending == "csv" else kind)


def _turtle(listed: Listed, reader: Reader, asked: Asked) -> Answer:
    number = number_of(asked)
    found = listed.said(number)
    headers: tuple[tuple[str, str], ...] = ()
    if found.more:
        kept = [pair for pair in asked.query if pair[0] != "page"]
        following = f"{linked(asked, asked.path)}?{urlencode([*kept, ('page', number + 1)])}"
        headers = (("Link", f'<{following}>; rel="next"'),)
    body = WRITERS["ttl"](found.quads, f"{linked(asked, asked.path)}, {origin_of(reader, WHOLE)}")
    return Answer(body, "text/turtle; charset=utf-8", headers=headers)
