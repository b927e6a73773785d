"""Ask an index: what has these words, how much of each kind and council, and where the words stand."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from queries.errors import QueryError, did_you_mean
from queries.search.texts import KINDS, Text
from queries.search.words import Chunk, Snippet, chunks, in_order, snippet

if TYPE_CHECKING:
    import tantivy
    from tantivy import DocAddress, Query, Schema

__all__ = ["ENGLISH", "FARTHEST", "MOST", "Found", "Hit", "Searcher"]

ENGLISH = "english"  # the name of the tokenizer that the fields of an index have
MOST = 100  # hits at a time
FARTHEST = 10_000  # hits that can be paged through
_PLACE = 0.2  # what a word counts that says whom a text is about, against one of the text
_COUNCILS = 500  # more than there are


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that was found, and what to show of it."""

    text: Text
    snippet: Snippet
    score: float  # of BM25: comparable within one search only


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Attributes
    ----------
    total
        How many texts there are, also those that are not among the hits.
    hits
        Those that were asked for, the best first; of one score, in the order of their IRIs.
    kinds
        How many of each kind would be found if the kind did not matter.
    authorities
        How many of each council, by code, would be found if the council did not matter.
    every
        Whether each hit has every word; False where no text has, and those with some of them are given.

    """

    total: int
    hits: tuple[Hit, ...]
    kinds: Mapping[str, int]
    authorities: Mapping[str, int]
    every: bool = True


_NOTHING = Found(0, (), {}, {})


class Searcher:
    """An open index."""

    def __init__(self, searcher: tantivy.Searcher, schema: Schema) -> None:
        self._searcher = searcher
        self._schema = schema

    def search(
        self, text: str, *, kind: str = "", authority: str = "", offset: int = 0, limit: int = 20
    ) -> Found:
        """The texts that have all words and phrases of a question, or if there are none, some of them.

        A word is also found in the name of the council that a text is about, and the year of the inspection.

        Parameters
        ----------
        text
            Plain words and "quoted phrases", at most ``words.LONGEST`` characters. Without a word nothing is
            found.
        kind
            One of ``KINDS``; all if empty.
        authority
            The code of a council; all if empty.
        offset, limit
            Which hits: ``limit`` is at most ``MOST``, both together at most ``FARTHEST``.

        Raises
        ------
        QueryError
            If the text is too long, there is no such kind, or the hits asked for are out of bounds.

        """
        _check(kind, offset, limit)
        asked = chunks(text)
        if not asked:
            return _NOTHING
        for every in (True, False):
            said = self._said(asked, in_order(text), every=every)
            found = self._search(said, asked, kind, authority, offset, limit)
            if found.kinds or found.authorities or len(asked) == 1:
                break
        return replace(found, every=every)

    def _search(
        self, said: Query, asked: Sequence[Chunk], kind: str, authority: str, offset: int, limit: int
    ) -> Found:
        of_kind, of_authority = self._only("kind", kind), self._only("authority", authority)
        query = _all(said, of_kind, of_authority)
        total, best = self._best(query, offset + limit)
        hits = tuple(self._hit(score, at, asked) for score, at in best[offset:])
        kinds = self._counts(_all(said, of_authority), "kind")
        authorities = self._counts(_all(said, of_kind), "authority")
        return Found(total, hits, {name: kinds[name] for name in KINDS if name in kinds}, authorities)

    def _said(self, asked: Sequence[Chunk], whole: Chunk, *, every: bool) -> Query:
        """What has every chunk, or some; what has the whole question as it stands comes before the rest."""
        from tantivy import Occur, Query  # noqa: PLC0415 — optional

        occur = Occur.Must if every else Occur.Should
        clauses = [(occur, self._chunk(chunk)) for chunk in asked]
        if len(asked) > 1:
            clauses.append((Occur.Should, self._stands("words", whole)))
        return Query.boolean_query(clauses)

    def _chunk(self, chunk: Chunk) -> Query:
        from tantivy import Query  # noqa: PLC0415

        words, place = (self._stands(field, chunk) for field in ("words", "place"))
        return Query.disjunction_max_query([words, Query.boost_query(place, _PLACE)])

    def _stands(self, field: str, chunk: Chunk) -> Query:
        from tantivy import Query  # noqa: PLC0415

        if len(chunk) == 1:
            return Query.term_query(self._schema, field, chunk[0])
        return Query.phrase_query(self._schema, field, list(chunk))

    def _only(self, field: str, value: str) -> Query | None:
        """A filter, which adds nothing to a score."""
        from tantivy import Query  # noqa: PLC0415

        if not value:
            return None
        return Query.const_score_query(Query.term_query(self._schema, field, value), 0.0)

    def _best(self, query: Query, wanted: int) -> tuple[int, list[tuple[float, DocAddress]]]:
        """How many fit, and the best of them: of those with the score of the last, all are looked at."""
        most = wanted
        while True:
            result = self._searcher.search(query, most + 1)
            hits = result.hits
            if len(hits) <= most or hits[most][0] != hits[most - 1][0]:
                break
            most *= 4
        order = self._searcher.fast_field_values("n", [at for _, at in hits])
        ranked = sorted(zip(hits, order, strict=True), key=lambda pair: (-pair[0][0], pair[1] or 0))
        total: int = result.count  # type: ignore[attr-defined]  # which its stub leaves out
        return total, [hit for hit, _ in ranked[:wanted]]

    def _counts(self, query: Query, field: str) -> dict[str, int]:
        terms = {"terms": {"field": field, "size": _COUNCILS}}
        buckets: list[dict[str, Any]] = self._searcher.aggregate(query, {"by": terms})["by"]["buckets"]
        return {bucket["key"]: int(bucket["doc_count"]) for bucket in sorted(buckets, key=_most_first)}

    def _hit(self, score: float, at: DocAddress, asked: Sequence[Chunk]) -> Hit:
        stored = self._searcher.doc(at).get_first("said")
        assert stored is not None
        text = Text(**json.loads(bytes(stored)))
        return Hit(text, snippet(text.text, asked), score)


def _all(*queries: Query | None) -> Query:
    from tantivy import Occur, Query  # noqa: PLC0415

    return Query.boolean_query([(Occur.Must, query) for query in queries if query is not None])


def _most_first(bucket: Mapping[str, Any]) -> tuple[int, str]:
    return -int(bucket["doc_count"]), str(bucket["key"])


def _check(kind: str, offset: int, limit: int) -> None:
    if kind and kind not in KINDS:
        raise QueryError(f"no kind {kind!r}{did_you_mean(kind, KINDS)}; there are: {', '.join(KINDS)}")
    if not (offset >= 0 and 0 < limit <= MOST and offset + limit <= FARTHEST):
        raise QueryError(
            f"hits {offset + 1} to {offset + limit} can't be given: at most {MOST} at a time, "
            f"of the first {FARTHEST}"
        )
