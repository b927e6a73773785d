"""The reference of the catalogue, docs/queries.md: what each question answers and takes, and a sample.

    python -m queries.reference STORE >docs/queries.md

STORE holds the reports that ship: each question is asked of it. A test holds the file to what this writes;
``make docs`` writes it again.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping

from loader.store import Reader, read
from queries import guard
from queries.ask import Answer, Query, catalogue, run
from queries.formats import markdown_row, readable
from queries.parameters import Parameter

__all__ = ["reference"]

_ROWS = 2  # of a sample
_LONGEST = 60  # characters of a cell
_SOURCES: Mapping[str, str] = {
    "authority": "a name, code or IRI of [the register](../data/registers/local_authorities.csv)",
    "region": "a region of England",
    "string": "any text",
    "integer": "a whole number",
    "date": "a day",
    "boolean": "true or false",
    "iri": "an IRI, or what follows `…/id/` in one of the graph",
}
_INTRODUCTION = """# The questions of the catalogue

Ask one with `inspection-graph query NAME --param NAME=VALUE`, in Python with `graph.ask("NAME", NAME=VALUE)`;
`inspection-graph query NAME --explain` prints its SPARQL. Authorities, themes and other concepts are named as
people write them. The samples are the first rows on the two reports that ship, long cells cut.
`inspection-graph queries --turtle` prints the same catalogue for programs, as linked data
(`sh:SPARQLExecutable`). This file is made by `make docs`.
"""
_LATERAL = """Its SPARQL uses
[`LATERAL`](https://github.com/w3c/sparql-dev/blob/main/SEP/SEP-0006/sep-0006.md), which Oxigraph and Jena
know, and SPARQL 1.1 does not.
"""


def reference(reader: Reader) -> str:
    """The catalogue as Markdown, with samples from a store of the reports that ship."""
    queries = catalogue().values()
    contents = "\n".join(f"- [{query.title}](#{query.name}): `{query.name}`" for query in queries)
    return "\n".join([_INTRODUCTION, contents, *(_section(reader, query) for query in queries)])


def _section(reader: Reader, query: Query) -> str:
    given = {p.name: p.example or "" for p in query.parameters if p.required}
    command = " ".join(
        [f"inspection-graph query {query.name}", *(f"--param {n}={v}" for n, v in given.items())]
    )
    lines = [f"\n## {query.name}\n", f"**{query.title}.** {' '.join(query.description.split())}\n"]
    if any((token["word"] or "").casefold() == "lateral" for token in guard.tokens(query.text)):
        lines.append(_LATERAL)
    if query.parameters:
        lines += ["| parameter | takes | if not given | |", "|---|---|---|---|"]
        lines += map(_parameter, query.parameters)
    return "\n".join([*lines, f"\n```\n{command}\n```\n", *_sample(run(reader, query, given)), ""])


def _parameter(parameter: Parameter) -> str:
    takes = (
        ", ".join(f"`{value}`" for value in parameter.values)
        or _SOURCES.get(parameter.type)
        or (f"a concept of [{parameter.scheme}](../ontology/schemes/{parameter.scheme}.ttl)")
    )
    absent = "it must be" if parameter.required else f"`{parameter.default}`" if parameter.default else "any"
    return f"| `{parameter.name}` | {takes} | {absent} | {parameter.description} |"


def _sample(answer: Answer) -> Iterator[str]:
    rows = list(answer.rows())
    if not rows:
        yield "The two reports that ship have no answer to it."
        return
    yield markdown_row(answer.columns)
    yield f"|{'---|' * len(answer.columns)}"
    for row in rows[:_ROWS]:
        yield markdown_row([_cut(readable(term)) for term in row])
    yield f"\n{len(rows)} row{'s' * (len(rows) != 1)}."


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


if __name__ == "__main__":
    with read(sys.argv[1]) as opened:
        sys.stdout.write(reference(opened))
