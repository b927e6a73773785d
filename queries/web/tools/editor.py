"""The SPARQL page: a text to write in, its answer as a table, what is wrong with it, examples and prefixes.

The form needs no script. It is sent by POST, so that no query is too long for an address; one that is short
has an address to share, ``/sparql-editor?query=…``. Programs ask ``/sparql``. A header as the queries of the
catalogue have is a comment here: nobody else's YAML is read.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from loader.iris import BASE
from loader.store import Reader
from ontology import terms
from queries.ask import PREFIXES, Query, prefixed, run
from queries.errors import QueryError
from queries.web.answers import FREE, Answer, Asked, Route
from queries.web.forms import posted
from queries.web.libraries import present
from queries.web.rendering import page
from queries.web.tools.questions import by_subject
from queries.web.tools.results import DOWNLOADS, shown

__all__ = ["ROUTES"]

_LONGEST_ADDRESS = (
    4000  # characters that a shared address may have; servers and mail programs cut longer ones
)
_PLACE = re.compile(r"line (\d+)(?:, column (\d+))?")
_FIRST = """\
# The councils with the most findings of weakness on early help
SELECT ?name (COUNT(?finding) AS ?findings)
WHERE {
  GRAPH ?g {
    ?finding a ig:Finding ; ig:theme theme:early-help ; ig:polarity polarity:weakness ; ig:inReport ?report .
    ?report prov:wasGeneratedBy/ig:authority ?authority .
  }
  ?authority skos:prefLabel ?name .
}
GROUP BY ?name
ORDER BY DESC(?findings)
LIMIT 20
"""


def _editor(reader: Reader, asked: Asked) -> Answer:
    text = _query(asked)
    said: dict[str, Any] = {
        "query": text or _FIRST,
        "subjects": by_subject(),
        "prefixes": sorted(PREFIXES.items()),
        "terms": _terms(),
        "base": BASE,
        "shown": None,
        "problem": "",
        "line": "",
        "column": "",
        "share": "",
        "library": present("codemirror"),
        "downloads": [
            (form, name) for form, (_, name) in DOWNLOADS.items() if form in ("csv", "json", "tsv", "xml")
        ],
    }
    if not text:
        return page(reader, asked, "editor.html", said)
    address = f"/sparql-editor?{urlencode({'query': text})}"
    said["share"] = address if len(address) <= _LONGEST_ADDRESS else ""
    try:
        said["shown"] = shown(reader, run(reader, Query(text)))
    except QueryError as error:
        place = _PLACE.search(str(error))
        said["problem"] = str(error)
        said["line"], said["column"] = (place[1], place[2] or "") if place else ("", "")
        return page(reader, asked, "editor.html", said, 400)
    return page(reader, asked, "editor.html", said)


@cache
def _terms() -> tuple[str, ...]:
    """The classes and properties in use, with their prefixes, our own first: what the editor completes."""
    spaces = (getattr(terms, name) for name in terms.__all__ if name not in ("BASE", "IG"))
    values = (value for space in (terms.IG, *spaces) for value in vars(space).values())
    return tuple(filter(None, (prefixed(value.value) for value in values if isinstance(value, NamedNode))))


def _query(asked: Asked) -> str:
    """The text of a query, from the address or from the form."""
    said = posted(asked) if asked.method == "POST" else asked.query
    text = next((value for name, value in said if name == "query"), "")
    return text.replace("\r\n", "\n").strip("\n")


ROUTES = (Route("/sparql-editor", _editor, ("GET", "POST"), place=FREE),)
