"""A page: a template, what it shows, and what every page says of the dataset that it was made from."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from loader.store import Reader
from ontology.resources import resource
from queries.export.origin import origin_of
from queries.scope import WHOLE
from queries.web.addresses import path_of
from queries.web.answers import Answer, Asked

__all__ = ["FORMATS", "NAVIGATION", "linked", "page"]

#: In what else than pages things are described: the ending of the address, the media type, the name.
FORMATS: tuple[tuple[str, str, str], ...] = (
    ("ttl", "text/turtle", "Turtle"),
    ("json", "application/ld+json", "JSON-LD"),
    ("csv", "text/csv", "CSV"),
)

_STAND = "/#?&=:;,+@%~!$()*"  # what stands in an address as it is

#: What the head of every page leads to.
NAVIGATION: tuple[tuple[str, str], ...] = (
    ("/authorities", "Authorities"),
    ("/themes", "Themes"),
    ("/search", "Search"),
    ("/queries", "Questions"),
    ("/compare", "Compare"),
    ("/sparql-editor", "SPARQL"),
)


def page(
    reader: Reader, asked: Asked, template: str, context: Mapping[str, Any], status: int = 200
) -> Answer:
    """A template as a page.

    Parameters
    ----------
    reader
        The generation that it is made from: the page names its dataset.
    asked
        The request.
    template
        Its file below ``queries/web/templates``.
    context
        What it shows. A name that a template reads and nothing gives is an error, not an empty text.
    status
        Of the response.

    """
    origin = origin_of(reader, WHOLE)
    said = {
        "asked": asked,
        "dataset": {"id": origin.dataset, "short": origin.dataset[:12], "date": origin.date},
        "formats": FORMATS,
        "navigation": NAVIGATION,
        "site": asked.site,
        **context,
    }
    text = _environment().get_template(template).render(said)
    return Answer(text.encode(), status=status)


def linked(asked: Asked, path: str) -> str:
    """A path of this server as a link, wherever the server stands."""
    return f"{urlsplit(asked.site).path}{quote(path, safe=_STAND)}"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(resource("queries/web/templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "address": _address,
        "counted": _counted,
        "day": _day,
        "href": _href,
        "page_of": _page_of,
        "place": _place,
    }
    return made


@pass_context
def _address(context: Context, path: str) -> str:
    return linked(context["asked"], path)


@pass_context
def _href(context: Context, iri: str) -> str:
    """Where an IRI leads: the page about it, or the IRI itself if it is none of ours."""
    path = path_of(iri)
    if path is not None:
        return linked(context["asked"], path)
    return iri if urlsplit(iri).scheme in ("http", "https") else "#"


@pass_context
def _page_of(context: Context, iri: str, ending: str) -> str:
    """What is said of a thing in another format than a page."""
    return linked(context["asked"], f"{path_of(iri)}.{ending}")


def _counted(n: int | str, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> _counted(1, "finding"), _counted("1200", "authority", "authorities")
    ('1 finding', '1,200 authorities')
    """
    return f"{int(n):,} {one if int(n) == 1 else many or one + 's'}"


def _day(text: str) -> str:
    """A day as people write it; what is none stays as it is.

    >>> _day("2013-01-07"), _day("January 2013")
    ('7 January 2013', 'January 2013')
    """
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _place(block: str, page: str = "") -> str:
    """Where a block of a report stands: by the number that the report prints, else by its page.

    >>> _place("33", "13"), _place("p13.5"), _place("4.b2"), _place("")
    ('paragraph 33, page 13', 'page 13', 'paragraph 4', '')
    """
    number = block.partition(".")[0]
    page = page or (number[1:] if number.startswith("p") else "")
    said = (f"paragraph {number}" if number.isdigit() else "", f"page {page}" if page else "")
    return ", ".join(filter(None, said)) or block


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
