"""Questions to the workers, and their answers as rows that fit an assistant."""

from __future__ import annotations

import asyncio
import json
from asyncio import Future
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from mcp.server.mcpserver.exceptions import ToolError
from typing_extensions import TypedDict

from loader.store_errors import StoreError
from queries.web.answers import Asked, Limits
from queries.web.pool import Pool
from queries.web.problems import PROBLEM, problem_of

__all__ = ["MOST", "Asker", "Rows", "Told"]

MOST = 200  # rows at a time
_CHARACTERS = 60_000  # of the rows of one answer: what is beyond them comes with the next question


class Rows(TypedDict):
    """Rows of an answer, in its order.

    ``total`` is how many there are; ``next`` the offset of the first that is not among these, if any is.
    """

    dataset: str
    columns: list[str]
    rows: list[dict[str, str]]
    total: int
    next: int | None


class Told(NamedTuple):
    """What a route said, as JSON values, and of which dataset."""

    dataset: str
    said: Any


class Asker:
    """Sends questions to the workers of a pool.

    Parameters
    ----------
    ready
        The pool, as soon as it is ready; questions wait for it.
    limits
        Of one answer.
    site
        Address of a server that shows the pages of this graph; empty if there is none.

    """

    def __init__(self, ready: Future[Pool], limits: Limits, site: str = "") -> None:
        self._ready = ready
        self._limits = limits
        self.site = site

    async def ask(self, pattern: str, parts: Mapping[str, str] | None = None, **query: str) -> Told:
        """What a route of the server answers.

        Raises
        ------
        ToolError
            If it refuses, or the question takes too much.

        """
        said = tuple(query.items())
        asked = Asked(
            path=pattern, parts=dict(parts or {}), query=said, accept="application/json", limits=self._limits
        )
        pool = await self._pool()
        while True:  # again only if a new generation came meanwhile: what is cited is what was asked
            generation, dataset = pool.generation, pool.dataset
            given = await pool.answer(pattern, asked, _stays)
            if given.generation == generation:
                break
        if given.answer.media_type == PROBLEM:
            raise ToolError(problem_of(given.answer).detail)
        if given.answer.status != 200:
            raise ToolError(f"it could not be answered (status {given.answer.status})")
        return Told(dataset, json.loads(given.answer.body))

    async def _pool(self) -> Pool:
        try:
            return await asyncio.shield(self._ready)
        except StoreError as error:
            raise ToolError(str(error)) from error

    async def rows(
        self, pattern: str, parts: Mapping[str, str] | None = None, *, offset: int, limit: int, **query: str
    ) -> Rows:
        """A page of the rows that a route answers with, in the JSON of SPARQL results."""
        dataset, said = await self.ask(pattern, parts, **query)
        columns, rows = _table(said)
        kept = list(_fitting(rows[offset : offset + limit]))
        end = offset + len(kept)
        more = end if end < len(rows) else None
        return Rows(dataset=dataset, columns=columns, rows=kept, total=len(rows), next=more)


async def _stays() -> bool:
    """That a client has not left: when it leaves, its questions are cancelled."""
    return False


def _fitting(rows: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    """The rows until they are too long together; the first has to fit."""
    size = 0
    for n, row in enumerate(rows):
        size += sum(len(name) + len(value) for name, value in row.items())
        if size > _CHARACTERS:
            if n:
                return
            raise ToolError(
                f"a row has {size:,} characters, {_CHARACTERS:,} at most: take a part with SUBSTR"
            )
        yield row


def _table(said: Any) -> tuple[list[str], list[dict[str, str]]]:
    """Columns and rows of SPARQL results in JSON; what is not bound is left out."""
    if "head" not in said:  # JSON-LD
        raise ToolError("this asks for triples: ask for rows, with SELECT or ASK")
    if "boolean" in said:
        return ["answer"], [{"answer": str(said["boolean"]).lower()}]
    rows = [{name: _text(term["value"]) for name, term in row.items()} for row in said["results"]["bindings"]]
    return said["head"]["vars"], rows


def _text(value: Any) -> str:
    """The value of a term; a triple as a term is said as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
