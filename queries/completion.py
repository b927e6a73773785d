"""What a shell offers after the first letters: names of queries, of their parameters, and values.

Switched on by ``inspection-graph --install-completion``. Where a value has a space the shell would need
quotes: of authorities with one the code is offered. bash parts words at ``=``, and asks for nothing after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from queries.parameters import Parameter

__all__ = ["complete_council", "complete_parameter", "complete_query", "complete_scope", "complete_wikidata"]

Offer = tuple[str, str]  # what is written, and what it is


def complete_query(incomplete: str) -> list[Offer]:
    """The queries of the catalogue whose names begin so, with their titles."""
    from queries.ask import catalogue  # noqa: PLC0415 — heavy, and not needed for --help

    return list(_begun(incomplete, ((query.name, query.title) for query in catalogue().values())))


def complete_wikidata(incomplete: str) -> list[Offer]:
    """The questions for Wikidata whose names begin so, with their titles."""
    from queries.wikidata import wikidata_queries  # noqa: PLC0415

    return list(_begun(incomplete, ((query.name, query.title) for query in wikidata_queries().values())))


def complete_council(incomplete: str) -> list[Offer]:
    """The councils whose names, or codes where names have a space, begin so."""
    return list(_begun(incomplete, _councils()))


def complete_scope(incomplete: str) -> list[Offer]:
    """The keys of a scope; after ``KEY=``, values of it."""
    from queries.parameters import Parameter  # noqa: PLC0415 — heavy, and not needed for --help
    from queries.scope import KEYS  # noqa: PLC0415

    key, equals, _ = incomplete.partition("=")
    if not equals:
        return list(_begun(incomplete, ((f"{key}=", "a part of the graph") for key in KEYS)))
    kinds = {
        "authority": Parameter(key, "authority"),
        "region": Parameter(key, "region"),
        "theme": Parameter(key, "concept", scheme="themes"),
    }
    values = _values(kinds[key]) if key in kinds else ()
    return list(_begun(incomplete, ((f"{key}={value}", what) for value, what in values)))


def complete_parameter(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """The parameters of the query that is asked; after ``NAME=``, values of that parameter."""
    from queries.ask import catalogue  # noqa: PLC0415

    # While the option has no value yet, what stands before it is not taken for an argument.
    asked = [ctx.params.get("question") or "", *ctx.args]
    query = next((catalogue()[name] for name in asked if name in catalogue()), None)
    parameters = {parameter.name: parameter for parameter in query.parameters} if query else {}
    name, equals, _ = incomplete.partition("=")
    if not equals:
        return list(_begun(incomplete, ((f"{it.name}=", it.description) for it in parameters.values())))
    if name not in parameters:
        return []
    values = ((f"{name}={value}", what) for value, what in _values(parameters[name]))
    return list(_begun(incomplete, values))


def _begun(incomplete: str, offers: Iterable[Offer]) -> Iterator[Offer]:
    return (offer for offer in offers if offer[0].startswith(incomplete))


def _values(parameter: Parameter) -> Iterator[Offer]:
    from loader.vocabulary import concepts  # noqa: PLC0415
    from queries.parameters import regions  # noqa: PLC0415

    if parameter.type == "authority":
        yield from _councils()
    elif parameter.type == "concept":
        yield from ((slug, concept.label) for slug, concept in concepts(parameter.scheme or "").items())
    elif parameter.type == "region":
        yield from ((region, parameter.description) for region in regions())
    elif parameter.values:
        yield from ((value, parameter.description) for value in parameter.values)
    elif parameter.type == "boolean":
        yield from ((word, parameter.description) for word in ("true", "false"))
    elif parameter.example:
        yield parameter.example, "an example"


def _councils() -> Iterator[Offer]:
    from loader.authorities import register  # noqa: PLC0415

    return ((entry.code if " " in entry.name else entry.name, entry.name) for entry in register())
