"""The tools themselves: the catalogue, evidence, search, names, the vocabulary, and SPARQL."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Annotated, Any, ParamSpec, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field
from typing_extensions import TypedDict

from loader.iris import RESOURCES
from loader.versions import software_version
from ontology.resources import resource
from queries.ask import catalogue, named, parse
from queries.assistants.asking import MOST, Asker, Rows
from queries.assistants.words import Term, schemes, terms_about
from queries.errors import QueryError
from queries.explain import explain
from queries.parameters import bind
from queries.search import KINDS
from queries.web.addresses import path_of

__all__ = ["INSTRUCTIONS", "server"]

INSTRUCTIONS = """\
An open knowledge graph of what inspectorates found about children's services in England. Every statement was
read from a published report and points at the exact words that it rests on.

1. `questions` lists what is ready to be asked; `ask` answers one. Prefer these to SPARQL of your own.
2. `find` turns the name of a council or body as people write it into its IRI; `search` finds findings,
   actions and names by their words.
3. Before you state something, have its words: many answers have a `quote` and a `paragraph`, and `evidence`
   gives them for any IRI. Quote verbatim, name council, inspection date and paragraph, and link to the report
   where `source` is given.
4. Polarity, themes and names that were joined are read by a program: each has a confidence. Grades, quotes
   and required actions are as printed. An answer without rows means that no report here says so, not that it
   is untrue.
5. Cite the `dataset` id. Facts: CC BY 4.0. The words of reports are Crown copyright.
"""
_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
_TERMS = 60  # of the vocabulary at a time

_Limit = Annotated[int, Field(ge=1, le=MOST, description="How many rows at most.")]
_Offset = Annotated[int, Field(ge=0, description="Rows to pass over: `next` of the answer before.")]
_P = ParamSpec("_P")
_R = TypeVar("_R")


class Listed(TypedDict):
    """A question of the catalogue; a parameter with * must be given."""

    name: str
    title: str
    parameters: list[str]


class Described(TypedDict):
    """A question with all that it takes, and the SPARQL that answers it."""

    name: str
    title: str
    description: str
    parameters: list[dict[str, Any]]
    sparql: str


class Hits(TypedDict):
    """What a search found."""

    dataset: str
    total: int
    every_word: bool
    kinds: dict[str, int]
    hits: list[dict[str, Any]]


class Candidates(TypedDict):
    """What a name may mean, most like first. Take the first without asking only if it is a match."""

    dataset: str
    candidates: list[dict[str, Any]]


def server(asker: Asker) -> MCPServer:
    """A server with all tools, which answers from what an asker asks."""
    made: MCPServer = MCPServer(
        "inspection-graph",
        title="Inspections of children's services in England",
        instructions=INSTRUCTIONS,
        version=software_version(),
        log_level="WARNING",
    )
    tools = _Tools(asker)
    for tool in (
        tools.questions, tools.question, tools.ask, tools.evidence, tools.search, tools.find,
        tools.vocabulary, tools.sparql,
    ):  # fmt: skip
        made.add_tool(_plain(tool), annotations=_READS)
    return made


def _plain(tool: Callable[_P, Awaitable[_R]]) -> Callable[_P, Awaitable[_R]]:
    """A tool that says what is wrong with a question in our words."""

    @wraps(tool)
    async def plain(*given: _P.args, **named_: _P.kwargs) -> _R:
        try:
            return await tool(*given, **named_)
        except QueryError as error:
            raise ToolError(str(error)) from error

    return plain


class _Tools:
    """What there is to be asked. The docstrings are what an assistant reads."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker

    async def questions(self, about: str = "") -> list[Listed]:
        """List the questions of the catalogue: all, or those with some words in title or description."""
        words = about.casefold().split()
        found = [
            query
            for query in catalogue().values()
            if all(word in f"{query.name} {query.title} {query.description}".casefold() for word in words)
        ]
        return [
            Listed(name=q.name, title=q.title, parameters=[p.name + "*" * p.required for p in q.parameters])
            for q in found
        ]

    async def question(self, name: str) -> Described:
        """Describe one question of the catalogue: what a row is, what it takes, and its SPARQL."""
        query = named(name)
        return Described(
            name=query.name,
            title=query.title,
            description=query.description,
            parameters=[parameter.to_json() for parameter in query.parameters],
            sparql=query.sparql,
        )

    async def ask(
        self, question: str, parameters: dict[str, str] | None = None, limit: _Limit = 50, offset: _Offset = 0
    ) -> Rows:
        """Ask a question of the catalogue. Parameters take what people write: {"authority": "Medway"}."""
        query, given = named(question), parameters or {}
        bind(query.parameters, given)  # what is wrong with them is said before anybody works on it
        parts = {"name": query.name, "form": "json"}
        return self._linked(
            await self._asker.rows("/queries/{name}.{form}", parts, offset=offset, limit=limit, **given)
        )

    async def evidence(self, iri: str, limit: _Limit = 20, offset: _Offset = 0) -> Rows:
        """Give the exact words behind an IRI of the graph, with paragraph, page, report and its address.

        For a finding, action, judgement, statistic, event or mention these are the words that it was read
        from; for a body, post, programme or instrument, those that name it; for a figure of a linked table,
        its cell.
        """
        text = resource("queries/assistants/evidence.rq").read_text(encoding="utf-8")
        asked = explain(parse(text, "evidence"), {"statement": iri})
        found = await self._asker.rows("/sparql", offset=offset, limit=limit, query=asked)
        if not found["total"]:
            raise ToolError(f"the graph has no words for {iri!r}: check the IRI, or ask what leads to it")
        return self._linked(found)

    async def search(
        self, text: str, kind: str = "", authority: str = "", limit: _Limit = 20, offset: _Offset = 0
    ) -> Hits:
        """Find findings, required actions, bodies and others by their words, in all forms of each word.

        Put phrases in double quotes. kind is one of finding, action, body, post, programme, instrument,
        authority, report; authority a council, by name or code.
        """
        if kind and kind not in KINDS:
            raise QueryError(f"no kind {kind!r}; there are: {', '.join(KINDS)}")
        said = {"q": text, "kind": kind, "authority": authority, "offset": str(offset)}
        dataset, found = await self._asker.ask("/search.{form}", {"form": "json"}, **said)
        hits = [self._hit(hit) for hit in found["hits"][:limit]]
        return Hits(
            dataset=dataset,
            total=found["total"],
            every_word=found["every_word"],
            kinds=found["kinds"],
            hits=hits,
        )

    async def find(self, name: str, kind: str = "", authority: str = "", on: str = "") -> Candidates:
        """Find which council or body a name or code means: candidates with IRI and likeness, of 100.

        kind narrows it (local-authority, safeguarding-board, team, police-force…), authority to the area of a
        council, on to the day for which councils are named, as 2024-03-31: councils ended and began.
        """
        narrowed = [{"pid": pid, "v": v} for pid, v in (("authority", authority), ("on", on)) if v]
        question = {"query": name, "type": [kind] if kind else [], "properties": narrowed}
        batch = json.dumps({"one": question})
        dataset, found = await self._asker.ask("/reconcile", queries=batch)
        shown = ("name", "description", "score", "match")
        candidates = found["one"]["result"]
        return Candidates(
            dataset=dataset,
            candidates=[
                {"iri": RESOURCES + one["id"], **{it: one[it] for it in shown}} for one in candidates
            ],
        )

    async def vocabulary(self, about: str = "", scheme: str = "") -> list[Term]:
        """Look up classes and properties for SPARQL by words, or the concepts of a scheme.

        Schemes are themes, aspects, judgement-scales, frameworks, kinds, measures, units and others.
        """
        found = terms_about(about, scheme)
        if len(found) > _TERMS:
            shown = ", ".join(term["term"] for term in found)
            these = f"give words or a scheme ({', '.join(schemes())}). They are: {shown}"
            raise ToolError(f"{len(found)} terms: {these}")
        return found

    async def sparql(self, query: str, limit: _Limit = 100, offset: _Offset = 0) -> Rows:
        """Ask SPARQL 1.1: SELECT or ASK, read only, over the union of all graphs.

        Prefixes such as ig:, skos: and org: need not be declared. Ask for what you need and LIMIT it: a query
        has seconds, and a result so many rows. SERVICE and updates are refused. Use GRAPH ?g { … } for
        statements of one report: it is faster.
        """
        return self._linked(await self._asker.rows("/sparql", offset=offset, limit=limit, query=query))

    # -- links

    def _linked(self, found: Rows) -> Rows:
        """The same with the address of a page beside each IRI that has one, if a server shows them."""
        if not self._asker.site:
            return found
        rows = [{**row, **self._pages(row)} for row in found["rows"]]
        return Rows(**{**found, "rows": rows})

    def _pages(self, row: dict[str, str]) -> dict[str, str]:
        paths = ((name, path_of(value)) for name, value in row.items() if value.startswith("http"))
        return {f"{name}_page": f"{self._asker.site}{path}" for name, path in paths if path}

    def _hit(self, hit: dict[str, Any]) -> dict[str, Any]:
        said = {name: value for name, value in hit.items() if value not in ("", None) and name != "snippet"}
        page = path_of(hit["iri"]) if self._asker.site else None
        return {**said, "page": f"{self._asker.site}{page}"} if page else said
