"""What is not there: the page that says so, and what may have been meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from loader.authorities import register, resolve
from loader.store import Reader
from queries.web.addresses import iri_of
from queries.web.answers import Answer, Asked
from queries.web.rendering import NAVIGATION, page
from queries.web.things import is_held, label_of

__all__ = ["above", "not_found", "suggestions"]

_MOST = 6
_DEEPEST = 12  # parts of a path that are looked at


def not_found(reader: Reader, asked: Asked) -> Answer:
    """A page that says that nothing is here, with the nearest that is."""
    return page(reader, asked, "missing.html", {"suggested": suggestions(reader, asked.path)}, status=404)


def suggestions(reader: Reader, path: str) -> list[tuple[str, str]]:
    """Paths and names of pages that may have been meant, the likeliest first."""
    found = dict(_councils(path)) | dict(reversed(above(reader, path))) | dict(_fixed(path))
    return list(found.items())[:_MOST]


def _councils(path: str) -> Iterator[tuple[str, str]]:
    """Councils whose name or code one of the path's parts nearly is."""
    forms = {form.casefold(): entry for entry in register() for form in (entry.code, *entry.names)}
    for part in path.split("/")[:_MOST]:
        words = part.replace("-", " ").replace("_", " ").casefold()[:80]
        named = resolve(words)
        near = [named.code.casefold()] if named and named.code else []
        for form in near or difflib.get_close_matches(words, forms, n=2, cutoff=0.8):
            entry = forms[form]
            yield f"/authority/{entry.code}", entry.name


def above(reader: Reader, path: str) -> list[tuple[str, str]]:
    """The things that stand above one in its path and are there, the highest first: paths and names."""
    parts = path.strip("/").split("/")[:_DEEPEST]
    paths = ["/" + "/".join(parts[:n]) for n in range(2, len(parts))]
    return [(one, label_of(reader, iri_of(one))) for one in paths if is_held(reader, iri_of(one))]


def _fixed(path: str) -> Iterator[tuple[str, str]]:
    """The pages of the head, those with a name like the path's first."""
    near = difflib.get_close_matches(path, [known for known, _ in NAVIGATION], n=2, cutoff=0.6)
    yield from sorted(NAVIGATION, key=lambda pair: pair[0] not in near)
