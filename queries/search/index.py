"""Where the index of a dataset lies, and how it is made: beside its place first, and then renamed.

A cache folder holds an index for each of the datasets that were searched last, named by dataset id, by the
shape of an index here and by the version of the engine: what does not fit is made anew, never read. It can be
removed at any time.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from loader.store import Reader
from queries.errors import QueryError
from queries.search.searcher import ENGLISH, Searcher
from queries.search.texts import Text, texts_in
from queries.search.words import analyzer

if TYPE_CHECKING:
    from tantivy import Document, Index, Schema

__all__ = ["IndexMissing", "build", "cache_folder", "open_index"]

_SHAPE = 1  # of what is indexed: another number, another index
_KEPT = 3  # indexes in a cache folder: those that were opened last
_UNFINISHED = "unfinished-"
_MEMORY = 100_000_000  # bytes that the writer may take


class IndexMissing(QueryError):
    """The index of this dataset is not made yet; ``build`` makes it, and a server does while it starts."""


def cache_folder(said: Path | None = None) -> Path:
    """Where indexes lie: as said, or by ``INSPECTION_GRAPH_INDEX``, or in the user's cache.

    The user's cache is that of the XDG base directories: ``XDG_CACHE_HOME``, or ``~/.cache``.
    """
    if said is not None:
        return said
    if named := os.environ.get("INSPECTION_GRAPH_INDEX"):
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "inspection-graph"


def build(reader: Reader, folder: Path) -> Path:
    """Make the index of a dataset if it is not there, and remove those that were not opened for longest.

    Two that build at once don't disturb each other: the second waits and finds what the first made.

    Parameters
    ----------
    reader
        An open store: 81,000 findings and actions and 10,000 things take a quarter of a minute.
    folder
        The cache folder; made if it is not there.

    Returns
    -------
    Path
        The folder of the index.

    Raises
    ------
    QueryError
        If the folder can't be written, or the engine is not installed.

    """
    place = _place(reader, folder)
    if place.is_dir():
        return place
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            if not place.is_dir():
                _make(reader, place)
                _sweep(folder, place)
    except (OSError, ValueError) as error:  # the engine's own errors are ValueErrors
        raise QueryError(
            f"{folder}: the index can't be written ({error}); "
            "--index or INSPECTION_GRAPH_INDEX names another folder"
        ) from error
    return place


def open_index(reader: Reader, folder: Path) -> Searcher:
    """The index of a dataset, to be searched; it stays whole when its folder is swept meanwhile.

    Raises
    ------
    IndexMissing
        If it is not made yet.
    QueryError
        If the engine is not installed.

    """
    tantivy = _engine()
    place = _place(reader, folder)
    try:
        with suppress(PermissionError):
            os.utime(place)  # opened last: the sweep goes by it
        index: Index = tantivy.Index.open(str(place))
    except (OSError, ValueError) as error:
        raise IndexMissing("the index of this dataset is not made yet; try again in a minute") from error
    index.register_tokenizer(ENGLISH, analyzer())
    return Searcher(index.searcher(), index.schema)


def _engine() -> ModuleType:
    try:
        import tantivy  # noqa: PLC0415 — optional
    except ImportError:
        raise QueryError(
            "search needs tantivy, which is not installed: pip install 'inspection-graph[serve]'"
        ) from None
    return tantivy


def _place(reader: Reader, folder: Path) -> Path:
    return folder / f"search-{reader.dataset}-{_SHAPE}-{_engine().__version__}"


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the lock of a cache folder."""
    with (folder / "search.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _sweep(folder: Path, place: Path) -> None:
    """Remove what a killed process left half made, and all indexes but the last ones; needs the lock."""
    made = sorted(folder.glob("search-*-*"), key=lambda path: path.stat().st_mtime, reverse=True)
    kept = {place, *made[:_KEPT]}
    for path in (*folder.glob(f"{_UNFINISHED}*"), *made):
        if path not in kept:
            shutil.rmtree(path, ignore_errors=True)


def _make(reader: Reader, place: Path) -> None:
    unfinished = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=place.parent))
    try:
        _write(reader, unfinished)
        unfinished.chmod(0o755)
        unfinished.rename(place)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _write(reader: Reader, folder: Path) -> None:
    tantivy = _engine()
    schema = _schema()
    index: Index = tantivy.Index(schema, str(folder))
    index.register_tokenizer(ENGLISH, analyzer())
    writer = index.writer(_MEMORY, 1)  # one thread: the same order of documents every time
    for n, text in enumerate(texts_in(reader)):
        writer.add_document(_document(n, text))
    writer.commit()
    writer.wait_merging_threads()


def _schema() -> Schema:
    built = _engine().SchemaBuilder()
    built.add_text_field("words", tokenizer_name=ENGLISH)
    built.add_text_field("place", tokenizer_name=ENGLISH)  # whom and when it is about
    built.add_text_field("kind", fast=True, tokenizer_name="raw", index_option="basic")
    built.add_text_field("authority", fast=True, tokenizer_name="raw", index_option="basic")
    built.add_unsigned_field("n", fast=True)  # the order of texts, for those of one score
    built.add_bytes_field("said", stored=True)  # the text itself, as JSON
    schema: Schema = built.build()
    return schema


def _document(n: int, text: Text) -> Document:
    made: Document = _engine().Document()
    made.add_text("words", text.text)
    made.add_text("place", f"{text.council} {text.date[:4]}")
    made.add_text("kind", text.kind)
    if text.authority:
        made.add_text("authority", text.authority)
    made.add_unsigned("n", n)
    said = {name: getattr(text, name) for name in text.__slots__}  # asdict copies: a third of the whole
    made.add_bytes("said", json.dumps(said, ensure_ascii=False).encode())
    return made
