"""Search: what reports say by its words, narrowed by kind and council.

The server makes the index of a generation before it answers from it. Where it can't (the cache folder can't
be written, the engine is not installed) this page says so, with status 503; all others work.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from loader.authorities import register
from loader.store import Reader
from queries.errors import QueryError
from queries.parameters import Parameter, bind
from queries.search import COLUMNS, KINDS, Found, IndexMissing, Searcher, cache_folder, open_index
from queries.search.searcher import FARTHEST, MOST
from queries.search.words import LONGEST
from queries.tables import Table
from queries.web.answers import Answer, Asked, Route
from queries.web.forms import whole_number
from queries.web.pages.paging import Page, number_of
from queries.web.problems import Refused
from queries.web.rendering import page
from queries.web.tools.results import DOWNLOADS, download

__all__ = ["ROUTES"]

_PAGE = 20  # hits at a time
_FORMS = ("csv", "xlsx", "json")


def _search(reader: Reader, asked: Asked) -> Answer:
    text = asked.first("q").strip()
    said: dict[str, Any] = {"text": text, "kind": asked.first("kind"), "council": asked.first("authority")}
    said |= {"longest": LONGEST, "kinds": KINDS, "councils": _councils(), "found": None, "problem": ""}
    if not text:
        return page(reader, asked, "search.html", said)
    number = number_of(asked)
    try:
        found = _found(reader, asked, (number - 1) * _PAGE, _PAGE)
    except IndexMissing as error:
        return _with(
            page(reader, asked, "search.html", said | {"problem": str(error)}, 503), "retry-after", "30"
        )
    except QueryError as error:
        return page(reader, asked, "search.html", said | {"problem": str(error)}, 400)
    last = min(-(-found.total // _PAGE), FARTHEST // _PAGE)
    said |= {"found": found, "page": Page(found.hits, number, last, found.total)}
    said["first"] = (number - 1) * _PAGE + 1
    said |= {"at": _address(asked), "forms": [(form, DOWNLOADS[form][1]) for form in _FORMS]}
    return page(reader, asked, "search.html", said)


def _file(reader: Reader, asked: Asked) -> Answer:
    """The hits as a file: the first hundred, or those from ``offset``."""
    form = asked.parts["form"]
    if form not in _FORMS:
        raise Refused(404, f"Hits can't be written as {form!r}: there are {', '.join(_FORMS)}.")
    try:
        found = _found(reader, asked, whole_number(asked, "offset", 0), MOST)
    except IndexMissing as error:
        raise Refused(503, str(error)) from error
    if form == "json":
        body = json.dumps(_json(found), ensure_ascii=False, indent=1).encode() + b"\n"
        return Answer(body, "application/json")
    table = Table(COLUMNS, tuple(hit.text.row for hit in found.hits))
    return download(reader, table.answer(reader.dataset), form, "search", asked.limits)


def _found(reader: Reader, asked: Asked, offset: int, limit: int) -> Found:
    council = asked.first("authority").strip()
    code = ""
    if council:
        iri = bind([Parameter("authority", "authority")], {"authority": council})["authority"].value
        code = iri.rpartition("/")[2]
    searcher = _searcher(reader, cache_folder())
    return searcher.search(
        asked.first("q").strip(), kind=asked.first("kind"), authority=code, offset=offset, limit=limit
    )


@lru_cache(maxsize=2)
def _searcher(reader: Reader, folder: Path) -> Searcher:
    """The index of the generation that this process answers from, opened once."""
    return open_index(reader, folder)


def _councils() -> list[tuple[str, str]]:
    return [(entry.code, entry.name) for entry in register()]


def _address(asked: Asked) -> dict[str, str]:
    """Addresses of the same search: with another page, kind or council, to be added, and of its files."""
    given = [(name, asked.first(name)) for name in ("q", "kind", "authority") if asked.first(name)]

    def without(*names: str) -> str:
        return urlencode([pair for pair in given if pair[0] not in names])

    return {
        "same": without(),
        "kind": f"/search?{without('kind')}&kind=",
        "authority": f"/search?{without('authority')}&authority=",
        "any_kind": f"/search?{without('kind')}",
        "any_authority": f"/search?{without('authority')}",
        "file": f"?{without()}",
    }


def _json(found: Found) -> dict[str, Any]:
    return {
        "total": found.total,
        "every_word": found.every,
        "kinds": found.kinds,
        "authorities": found.authorities,
        "hits": [
            {
                **dict(zip(COLUMNS, hit.text.row, strict=True)),
                "score": round(hit.score, 4),
                "snippet": {"text": hit.snippet.text, "ranges": hit.snippet.ranges},
            }
            for hit in found.hits
        ],
    }


def _with(answer: Answer, header: str, value: str) -> Answer:
    return Answer(answer.body, answer.media_type, answer.status, (*answer.headers, (header, value)))


ROUTES = (Route("/search", _search), Route("/search.{form}", _file))
