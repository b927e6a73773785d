"""Scripts, styles and pictures of the pages: read once, so that no path of a request reaches the disk."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from ontology.resources import resource
from queries.web.answers import Answer

__all__ = ["address", "static_file"]

_FOR_EVER = (("cache-control", "public, max-age=31536000, immutable"),)
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}


def address(path: str) -> str:
    """The path of a file with the digest of its contents: browsers may keep it for ever.

    Raises
    ------
    KeyError
        If there is no such file.

    """
    return f"/static/{path}?{_digest(path)}"


def static_file(path: str, digest: str) -> Answer | None:
    """A file below ``queries/web/static``, by its path there; None if there is none.

    Parameters
    ----------
    path
        Of the file.
    digest
        What its address says of its contents: if that is true, they never change.

    """
    found = _files().get(path)
    if found is not None and digest == _digest(path):
        return replace(found, headers=_FOR_EVER)
    return found


@cache
def _files() -> Mapping[str, Answer]:
    folder = resource("queries/web/static")
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {
        file.relative_to(folder).as_posix(): Answer(file.read_bytes(), _kind(file.name)) for file in files
    }


def _kind(name: str) -> str:
    suffix = name[name.rfind(".") :]
    return _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"


@cache
def _digest(path: str) -> str:
    return hashlib.sha256(_files()[path].body).hexdigest()[:12]
