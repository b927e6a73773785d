"""Find what reports say by its words: findings, required actions, and the names of all that they name.

An index of tantivy (https://github.com/quickwit-oss/tantivy) lies in a cache folder of its own, one for each
dataset: ``texts`` says what goes into it, ``words`` how texts and questions are cut into words, ``index``
where it lies, and ``searcher`` asks it.

    with read(store) as reader:
        build(reader, folder)
        found = open_index(reader, folder).search("thresholds of early help", authority="RCH")
"""

from queries.search.index import IndexMissing, build, cache_folder, open_index
from queries.search.searcher import Found, Hit, Searcher
from queries.search.texts import COLUMNS, KINDS
from queries.search.words import Snippet

__all__ = [
    "COLUMNS",
    "KINDS",
    "Found",
    "Hit",
    "IndexMissing",
    "Searcher",
    "Snippet",
    "build",
    "cache_folder",
    "open_index",
]
